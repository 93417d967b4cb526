"""The side of the window: workspace, the six places, pinned customers, who is signed in and what is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from mcr_desktop.ui.buttons import SMALLEST_TARGET, IconButton
from mcr_desktop.ui.cards import clear, column, line
from mcr_desktop.ui.colours import Tone, colours_of
from mcr_desktop.ui.icons import Icon, paint_icon
from mcr_desktop.ui.marks import (
    Avatar,
    Hairline,
    fill_round,
    paint_avatar,
    paint_focus,
    painter_on,
    reads_left,
)
from mcr_desktop.ui.pen import write_line
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import dress, tip, unmarked, words

WIDTH, RAIL_WIDTH = 232, 56
SAVED_ICONS: dict[Tone, str] = {"ok": "cloud", "warn": "cloud-off", "bad": "triangle-alert"}


@dataclass(frozen=True, slots=True)
class Pinned:
    """A customer kept at hand, and at most one mark beside the name."""

    customer_id: int
    name: str
    mark: str = ""
    mark_tone: Tone = "neutral"
    mark_words: str = ""


class SideButton(QAbstractButton):
    """A line of the sidebar: icon or avatar, words, and a number or mark at the far side."""

    def __init__(
        self, title: str, *, icon: str = "", avatar: str = "", key: str = "", slim: bool = False
    ) -> None:
        super().__init__()
        self._title, self._icon, self._avatar, self._key, self._slim = title, icon, avatar, key, slim
        self._badge = ""
        self._mark: tuple[str, Tone] = ("", "neutral")
        self._rail = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(unmarked(title))
        dress(self, "medium")
        self._name("")

    def show_badge(self, count: int, meaning: str = "") -> None:
        """Show a number; nothing for none. `meaning` is spoken with it."""
        self._badge = str(count) if count else ""
        self._name(f"{count} {meaning}".strip() if count else "")
        self.update()

    def show_mark(self, icon: str, tone: Tone, meaning: str) -> None:
        """Show a mark at the far side."""
        self._mark = (icon, tone)
        self._name(meaning if icon else "")
        self.update()

    def show_rail(self, rail: bool) -> None:
        """Show only the icon; the words become the tooltip."""
        self._rail = rail
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = QFontMetricsF(self.font()).height() + (14 if self._slim else 18)
        return QSize(36 if self._rail else 120, max(SMALLEST_TARGET, round(height)))

    def minimumSizeHint(self) -> QSize:
        return QSize(36, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        if event.key() in steps:
            self.focusNextPrevChild(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        box = QRectF(self.rect())
        if self.isChecked():
            plain = colours.is_plain
            fill_round(painter, box, 8, colours.selected, colours.accent if plain else "", 2)
        elif self.underMouse():
            fill_round(painter, box, 8, colours.border if colours.hover == colours.side else colours.hover)
        self._paint_contents(painter, box)
        if self.hasFocus():
            paint_focus(painter, self)

    def _paint_contents(self, painter: QPainter, box: QRectF) -> None:
        colours, back, chosen = colours_of(self), reads_left(self), self.isChecked()
        side = (20 if self._avatar else 17) * text_factor()
        x = (box.width() - side) / 2 if self._rail else box.width() - 10 - side if back else 10
        spot = QRectF(x, (box.height() - side) / 2, side, side)
        if self._avatar:
            paint_avatar(painter, spot, self._avatar, self, square=True)
        else:
            paint_icon(painter, self._icon, spot, colours.accent if chosen else colours.text2, mirrored=back)
        if self._rail:
            if self._badge:
                fill_round(painter, QRectF(spot.right() - 2, spot.top() - 3, 8, 8), 4, colours.accent)
            return
        room = (
            QRectF(10, 0, x - 20, box.height())
            if back
            else QRectF(x + side + 10, 0, box.width() - x - side - 22, box.height())
        )
        room = self._paint_far_side(painter, room, chosen=chosen)
        font = QFont(self.font())
        font.setWeight(
            QFont.Weight.DemiBold if chosen else QFont.Weight.Normal if self._slim else QFont.Weight.Medium
        )
        painter.setFont(font)
        painter.setPen(QColor(colours.text if chosen else colours.text2))
        write_line(painter, room, self._title, back=back)

    def _paint_far_side(self, painter: QPainter, room: QRectF, *, chosen: bool) -> QRectF:
        """Badge or mark; returns the room that is left for words."""
        colours, back = colours_of(self), reads_left(self)
        icon, tone = self._mark
        width = 0.0
        if icon:
            width = 14 * text_factor()
            x = room.left() if back else room.right() - width
            paint_icon(painter, icon, QRectF(x, (self.height() - width) / 2, width, width), colours.ink(tone))
        elif self._badge:
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * 12 / 13)
            font.setWeight(QFont.Weight.DemiBold)
            font.setFeature(QFont.Tag("tnum"), 1)
            painter.setFont(font)
            painter.setPen(QColor(colours.accent if chosen else colours.text))
            width = QFontMetricsF(font).horizontalAdvance(self._badge)
            write_line(painter, room, self._badge, back=back, along="end")
        gap = width + 8 if width else 0
        return room.adjusted(gap, 0, 0, 0) if back else room.adjusted(0, 0, -gap, 0)

    def _name(self, beside: str) -> None:
        self.setAccessibleName(f"{self._title}, {beside}" if beside else self._title)
        told = f"{self._title} ({self._key})" if self._key else self._title
        tip(self, f"{told}\n{beside}" if beside else told)


class Sidebar(QWidget):
    """Everything at the side of the window."""

    place_chosen = Signal(str)
    customer_chosen = Signal(int)
    workspace_wanted = Signal()
    pin_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.places: dict[str, SideButton] = {}
        self._group = QButtonGroup(self)
        self._rail = False
        self._make_workspace()
        self._make_user()
        self._nav = column(spacing=1)
        self._pins = column(spacing=0)
        self._pin_title = words(self.tr("Pinned customers"), "group")
        self._pin = IconButton(self.tr("Pin a customer"), "plus", key="Ctrl Shift P")
        self._pin.clicked.connect(self.pin_wanted)
        self._pin_head = QWidget()
        self._pin_head.setLayout(line(self._pin_title, 1, self._pin, margins=(10, 0, 0, 0)))
        self.setLayout(
            column(
                self._workspace, -10, self._nav, -12, self._pin_head, self._pins, 1,
                Hairline(), -8, self._user,
                margins=(10, 12, 10, 10),
            )
        )  # fmt: skip
        self._fit()

    def add_place(self, place: str, title: str, icon: str, key: str) -> SideButton:
        """Add one of the six places."""
        button = SideButton(title, icon=icon, key=key)
        button.setCheckable(True)
        button.show_rail(self._rail)
        button.clicked.connect(lambda: self.place_chosen.emit(place))
        self._group.addButton(button)
        self._nav.addWidget(button)
        self.places[place] = button
        return button

    def show_place(self, place: str) -> None:
        """Mark the place that is shown."""
        if place in self.places:
            self.places[place].setChecked(True)

    def show_pinned(self, pinned: Sequence[Pinned]) -> None:
        """Show these customers, in this order."""
        clear(self._pins)
        for each in pinned:
            button = SideButton(each.name, avatar=each.name, slim=True)
            button.show_mark(each.mark, each.mark_tone, each.mark_words)
            button.show_rail(self._rail)
            button.clicked.connect(lambda _=False, which=each.customer_id: self.customer_chosen.emit(which))
            self._pins.addWidget(button)
            button.show()

    def show_workspace(self, name: str) -> None:
        self._workspace_name.setText(name)
        self._switch.setAccessibleName(self.tr("Workspace {name}: switch").format(name=name))

    def show_user(self, name: str) -> None:
        self._user_name.setText(name)
        self._face.show_name(name)

    def show_saved(self, text: str, tone: Tone = "ok") -> None:
        """The state of what was typed, in words: 'Saved', 'Cannot save: disk full'."""
        self._saved.setText(text)
        self._saved_icon.set_icon(SAVED_ICONS.get(tone, "cloud"), tone)
        tip(self._saved, text)

    def show_rail(self, rail: bool) -> None:
        """Become a strip of icons, or whole again."""
        if rail == self._rail:
            return
        self._rail = rail
        for button in self.findChildren(SideButton):
            button.show_rail(rail)
        for part in (self._names, self._switch, self._pin_title, self._user_names):
            part.setVisible(not rail)
        head = self._pin_head.layout()
        if isinstance(head, QHBoxLayout):
            head.setStretch(1, 0 if rail else 1)
        self._fit()

    def focus_first(self) -> None:
        """Give the keyboard to the place that is shown."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        width = RAIL_WIDTH * min(text_factor(), 1.5) if self._rail else WIDTH * min(text_factor(), 1.6)
        self.setFixedWidth(round(width))
        before = 0 if self._rail else 8
        for holder in (self._workspace, self._user, self._pin_head):
            inner = holder.layout()
            if inner is not None:
                inner.setContentsMargins(before, 0, 0, 0)

    def _make_workspace(self) -> None:
        self._workspace_name = words("", "meta", elide=True)
        self._names = QWidget()
        self._names.setLayout(column(words("MCR Desktop", "strong"), self._workspace_name, spacing=1))
        self._switch = IconButton(self.tr("Switch workspace"), "chevrons-up-down")
        self._switch.clicked.connect(self.workspace_wanted)
        self._workspace = QWidget()
        layout = line(Icon("logo", "accent", 24), self._names, self._switch, spacing=10, margins=(6, 0, 0, 0))
        layout.setStretch(1, 1)
        self._workspace.setLayout(layout)

    def _make_user(self) -> None:
        self._face = Avatar("", 26)
        self._user_name = words("", "strong", elide=True)
        self._saved = words("", "meta", elide=True)
        self._saved_icon = Icon("cloud", "ok", 13)
        self._user_names = QWidget()
        saved = line(self._saved_icon, self._saved, spacing=5)
        saved.setStretch(1, 1)
        self._user_names.setLayout(column(self._user_name, saved, spacing=1))
        self._user = QWidget()
        layout = line(self._face, self._user_names, spacing=9, margins=(8, 0, 0, 0))
        layout.setStretch(1, 1)
        self._user.setLayout(layout)
