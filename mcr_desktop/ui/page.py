"""A place of the window: its header, its panes, and what it tells the status line."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLayout, QSizePolicy, QWidget

from mcr_desktop.ui.buttons import IconButton
from mcr_desktop.ui.cards import Item, Panes, column, line
from mcr_desktop.ui.lists import LineList
from mcr_desktop.ui.marks import Hairline
from mcr_desktop.ui.words import dress, words

Hints = tuple[tuple[str, str], ...]
"""Keys that work here and what they do, as the status line shows them: (("Space", "kept"), ...)."""


class Width(IntEnum):
    """How much room the window has, in text of the present size."""

    NARROW = 720
    RAIL = 900
    MEDIUM = 1180
    WIDE = 1440

    @classmethod
    def of(cls, pixels: float) -> Width:
        """The widest that these pixels hold."""
        return max((each for each in cls if each <= pixels), default=cls.NARROW)


class Place(Protocol):
    """What the window asks of everything that stands in it."""

    title: str
    hints: Hints
    status: str

    def fit(self, width: Width) -> None:
        """Arrange yourself for this much room."""

    def focus_pane(self, step: int) -> bool:
        """Give the keyboard to the next pane; False when there is none."""


class PageHeader(QWidget):
    """Title and subtitle, and the page's actions at the far side."""

    def __init__(self, title: str, subtitle: str = "", before: QWidget | None = None) -> None:
        super().__init__()
        self.title = words(title, "title", elide=True)
        self.subtitle = words(subtitle, "subtitle", elide=True)
        self.under_title = line(self.subtitle, spacing=8)
        self.under_title.setAlignment(Qt.AlignmentFlag.AlignLeading)
        self._actions = line(spacing=10)
        named = column(1, self.title, self.under_title, 1, spacing=3)
        items: list[Item] = [named, self._actions]
        if before is not None:
            items.insert(0, before)
        layout = line(*items, spacing=12, margins=(24, 12, 20, 12))
        layout.setStretch(len(items) - 2, 1)
        self._line = layout
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(78, super().sizeHint().height()))

    def put_before(self, widget: QWidget) -> None:
        """Put a widget before everything else."""
        self._line.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, title: str, subtitle: str = "") -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def add_action(self, action: QWidget) -> None:
        """Add a button or field at the far side, in the order of reading."""
        self._actions.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)


class Strip(QWidget):
    """What is left of a closed side pane: a narrow strip with the button that opens it."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        button = IconButton(name, "chevron-left", key="F9")
        button.clicked.connect(self.opened)
        self.setLayout(column(button, 1, margins=(6, 12, 6, 12)))
        self.setFixedWidth(40)
        dress(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Page(QWidget):
    """A place: header above, panes below; the side pane folds away where room is short."""

    go = Signal(str, object)
    """Open another place: ("customers", customer_id), ("reviews", None)."""
    told = Signal()
    """Title, key hints or status words have changed."""

    hints: Hints = ()

    def __init__(self, title: str, subtitle: str = "", *, header: PageHeader | None = None) -> None:
        super().__init__()
        dress(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = title
        self.status = ""
        self.header = header or PageHeader(title, subtitle)
        self._column = column(self.header, Hairline())
        self.setLayout(self._column)
        self._panes: list[QWidget] = []
        self._side: QWidget | None = None
        self._strip: Strip | None = None
        self._width = Width.WIDE
        self._side_forced: bool | None = None
        self._grows = 0
        self._front: int | None = None
        self._has_list = False
        self._back = IconButton(self.tr("Back to the list"), "chevron-left", key="Esc")
        self._back.clicked.connect(lambda: self.bring(0))
        self._back.hide()
        self.header.put_before(self._back)

    def add_bar(self, bar: QWidget) -> None:
        """A full-width bar below the header (steps of an import, a notice)."""
        self._column.addWidget(bar)

    def set_panes(
        self,
        *panes: QWidget,
        side: QWidget | None = None,
        side_name: str = "",
        widths: Sequence[int] = (),
        grows: int = 0,
    ) -> None:
        """Place the panes from first to last; `side` is the one that folds into a strip."""
        self._panes = [*panes, *([side] if side is not None else [])]
        self._side, self._grows = side, grows
        before = [
            each for pane in self._panes[:grows] for each in (pane, *pane.findChildren(QAbstractItemView))
        ]
        self._has_list = any(isinstance(each, QAbstractItemView) for each in before)
        for each in before:
            if isinstance(each, LineList):
                each.opened.connect(self._bring_main)
                each.clicked.connect(self._bring_main)
        splitter = Panes(*self._panes, widths=tuple(widths), grows=grows)
        body = line(splitter, spacing=0)
        if side is not None:
            self._strip = Strip(side_name or self.tr("Show the side pane"))
            self._strip.opened.connect(self.toggle_side)
            body.addWidget(self._strip)
            self._strip.hide()
        self._column.addLayout(body, 1)

    def set_body(self, body: QWidget | QLayout) -> None:
        """One undivided body."""
        if isinstance(body, QWidget):
            self._panes = [body]
            self._column.addWidget(body, 1)
        else:
            self._column.addLayout(body, 1)

    def tell(self, hints: Hints | None = None, status: str | None = None, title: str | None = None) -> None:
        """Change what the status line says about this place."""
        self.hints = self.hints if hints is None else hints
        self.status = self.status if status is None else status
        self.title = self.title if title is None else title
        self.told.emit()

    def fit(self, width: Width) -> None:
        """Fold the side pane below 1440; pages may fold more."""
        if width != self._width:
            self._side_forced = None
        self._width = width
        self._fold()

    def bring(self, pane: int) -> None:
        """Where there is room for only one pane, show this one; the header leads back to the first."""
        self._front = pane
        self._fold()

    def side_is_open(self) -> bool:
        """Whether the side pane is shown in full."""
        return self._side is not None and not self._side.isHidden()

    def toggle_side(self) -> None:
        """Open or close the side pane (F9)."""
        if self._side is not None:
            self._side_forced = self._side.isHidden()
            self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._back.isHidden():
            self.bring(0)
            self.focus_body()
        else:
            super().keyPressEvent(event)

    def focus_pane(self, step: int) -> bool:
        """Give the keyboard to the next pane (F6); False after the last."""
        panes = [self.header, *(pane for pane in self._panes if not pane.isHidden())]
        now = next(
            (
                at
                for at, pane in enumerate(panes)
                if pane.isAncestorOf(self._focused()) or pane is self._focused()
            ),
            None,
        )
        start = (0 if step > 0 else len(panes) - 1) if now is None else now + step
        return any(_focus_first(panes[at]) for at in range(start, len(panes) if step > 0 else -1, step))

    def focus_body(self) -> bool:
        """Give the keyboard to the first thing in the body; False while there is nothing."""
        return any(_focus_first(pane) for pane in self._panes if not pane.isHidden())

    def _fold_to_one(self) -> None:
        """Below 900: list and detail one at a time, with a way back."""
        panes = _main_panes(self._panes, self._side)
        narrow = self._width == Width.NARROW and len(panes) > 1
        front = min(len(panes) - 1, self._grows if self._front is None else self._front)
        for at, pane in enumerate(panes):
            pane.setVisible(not narrow or at == front)
        self._back.setVisible(narrow and front > 0 and self._has_list)

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def _bring_main(self) -> None:
        self.bring(self._grows)

    def _fold(self) -> None:
        self._fold_to_one()
        if self._side is None or self._strip is None:
            return
        shown = self._width >= Width.WIDE if self._side_forced is None else self._side_forced
        self._side.setVisible(shown)
        self._strip.setVisible(not shown)


def _main_panes(panes: list[QWidget], side: QWidget | None) -> list[QWidget]:
    return [pane for pane in panes if pane is not side]


def _focus_first(pane: QWidget) -> bool:
    """Give the keyboard to the uppermost control of a pane."""
    wants = Qt.FocusPolicy.TabFocus
    able = [each for each in (pane, *pane.findChildren(QWidget)) if each.isVisible() and each.isEnabled()]
    takers = [each for each in able if each.focusPolicy() & wants == wants]
    if not takers:
        return False
    corners = {each: each.mapTo(pane, QPoint(0, 0)) for each in takers}
    first = min(takers, key=lambda each: (corners[each].y(), corners[each].x()))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    return True
