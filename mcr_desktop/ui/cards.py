"""Surfaces: cards of rows, sections, panes and places to scroll."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.icons import Icon
from mcr_desktop.ui.keys import letter_of, moves
from mcr_desktop.ui.marks import fill_round, paint_focus, painter_on
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import dress, words

NO_MARGINS = (0, 0, 0, 0)


Item = QWidget | QLayout | int
Margins = tuple[int, int, int, int]
Box = TypeVar("Box", QVBoxLayout, QHBoxLayout)


def column(*items: Item, spacing: int = 0, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """A column of widgets and layouts; a number n adds n stretch, a negative one -n pixels."""
    return _filled(QVBoxLayout(), items, spacing, margins)


def line(*items: Item, spacing: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """A line of widgets and layouts, in the order of reading; numbers as in `column`."""
    return _filled(QHBoxLayout(), items, spacing, margins)


def _filled(layout: Box, items: Iterable[Item], spacing: int, margins: Margins) -> Box:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item) if item > 0 else layout.addSpacing(-item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Cell(QWidget):
    """A cell of a steady width, so that columns line up over rows."""

    def __init__(self, content: QLayout, width: int) -> None:
        super().__init__()
        self._width = width
        self.setLayout(content)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(round(self._width * text_factor()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())


def fixed(content: QWidget | QLayout, width: int, *, trailing: bool = False) -> Cell:
    """A cell of so many pixels at 100 % text; its content stands at the start, or at the end."""
    item: Item = content
    return Cell(line(1, item, spacing=0) if trailing else line(item, spacing=0), width)


class Row(QFrame):
    """One thing in a card: can have the keyboard, be opened, and answer one-letter keys."""

    opened = Signal()
    letter = Signal(str)
    """A single letter (upper case), or Space or Del, pressed while this row has the keyboard."""

    def __init__(self, sentence: str = "", *, content: QLayout | None = None, tall: bool = False) -> None:
        super().__init__()
        dress(self, "tall" if tall else "row")
        self.setAccessibleName(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if content is not None:
            self.setLayout(content)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = moves(event)
        if step is not None:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif said := letter_of(event):
            self.letter.emit(said)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 0, 24)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        if self.underMouse():
            fill_round(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, colours_of(self).hover)
        if self.hasFocus():
            paint_focus(painter, self)

    def _step(self, by: int) -> None:
        rows = [row for row in self.window().findChildren(Row) if row.isVisible() and row.isEnabled()]
        rows.sort(key=lambda row: row.mapTo(self.window(), row.rect().topLeft()).y())
        pane = _pane_of(self)
        rows = [row for row in rows if _pane_of(row) is pane]
        at = rows.index(self) + by
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)


def _pane_of(widget: QWidget) -> QWidget | None:
    """The scroll area or window in which up and down move."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea) and not area.isWindow():
        area = area.parentWidget()
    return area


class Card(QFrame):
    """A white surface with a hairline edge; what it holds is divided by hairlines."""

    def __init__(self, *, divided: bool = True, margins: Margins = NO_MARGINS, spacing: int = 0) -> None:
        super().__init__()
        self._divided = divided
        self._edge = ""
        self.body = column(spacing=spacing, margins=margins)
        self.setLayout(self.body)

    def add(self, item: QWidget) -> None:
        self.body.addWidget(item)
        if self.isVisible() and not item.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            # Qt would show it only when it is next idle, too late to be given the keyboard.
            item.show()

    def show_rows(self, rows: Iterable[QWidget]) -> None:
        """Hold these and nothing else."""
        clear(self.body)
        for row in rows:
            self.add(row)

    def show_focus_edge(self, on: bool) -> None:
        """Draw the edge as a focus ring, for a card around a text field."""
        self._edge = "focus" if on else ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        edge, width = (colours.focus, 2.0) if self._edge else (colours.border, 1.0)
        fill_round(painter, QRectF(self.rect()), 10, colours.surface, edge, width)
        if not self._divided:
            return
        items = (self.body.itemAt(at) for at in range(self.body.count()))
        held = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        shown = [widget for widget in held if not widget.isHidden()]
        for lower in shown[1:]:
            painter.fillRect(QRectF(1, lower.y(), self.width() - 2, 1), QColor(colours.border))


class SectionTitle(QWidget):
    """Icon, title, count, and a hint at the far side."""

    def __init__(self, title: str, icon: str = "", hint: str = "", count: int | None = None) -> None:
        super().__init__()
        self.title = words(title, "section")
        self.count = words("", "meta")
        self.hint = words(hint, "meta", elide=True)
        items: list[Item] = [self.title, self.count, 1, self.hint]
        if icon:
            items.insert(0, Icon(icon, size=15))
        self.setLayout(line(*items, spacing=7))
        self.show_count(count)

    def show_count(self, count: int | None, hint: str | None = None) -> None:
        self.count.setText("" if count is None else str(count))
        if hint is not None:
            self.hint.setText(hint)


class Section(QWidget):
    """A section title above a card of rows."""

    def __init__(self, title: str, icon: str = "", hint: str = "") -> None:
        super().__init__()
        self.heading = SectionTitle(title, icon, hint)
        self.card = Card()
        self.setLayout(column(self.heading, self.card, spacing=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_rows(self, rows: Iterable[QWidget], count: int | None = None, hint: str | None = None) -> None:
        """Hold these rows; hidden when there are none."""
        held = list(rows)
        self.setVisible(bool(held))
        self.card.show_rows(held)
        self.heading.show_count(len(held) if count is None else count, hint)


class Scroll(QScrollArea):
    """A place to scroll up and down in, without a frame."""

    def __init__(
        self, content: QLayout | QWidget, *, margins: Margins = (24, 16, 24, 24), surface: str = "page"
    ) -> None:
        super().__init__()
        if isinstance(content, QWidget):
            inner = content
        else:
            inner = QWidget()
            content.setContentsMargins(*margins)
            inner.setLayout(content)
        dress(self, surface)
        dress(inner, surface)
        dress(self.viewport(), surface)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        if inner is None:
            return super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(inner.minimumSizeHint().width() + bar, 80)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class Panes(QSplitter):
    """Panes side by side, divided by hairlines that can be dragged."""

    def __init__(self, *panes: QWidget, widths: tuple[int, ...] = (), grows: int = 0) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        for at in range(len(panes)):
            self.setStretchFactor(at, 1 if at == grows else 0)
        if widths:
            self.setSizes(list(widths))
