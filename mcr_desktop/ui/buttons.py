"""Buttons, ticks and choices: Qt's own controls with our looks."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
)

from mcr_desktop.ui.colours import Tone, colours_of
from mcr_desktop.ui.icons import paint_icon
from mcr_desktop.ui.marks import FIXED, SINGLE_LINE, fill_round, paint_focus, painter_on, reads_left
from mcr_desktop.ui.pen import write_line
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import dress, tip, unmarked

Manner = Literal["primary", "secondary", "quiet", "danger"]
SMALLEST_TARGET = 28


class ActionButton(QPushButton):
    """A button with an icon, words, and the key that does the same."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        manner: Manner = "secondary",
        key: str = "",
        small: bool = False,
        tone: Tone = "neutral",
    ) -> None:
        super().__init__()
        self._manner, self._icon, self._key, self._small, self._tone = manner, icon, key, small, tone
        self._label = ""
        dress(self, "medium" if manner == "quiet" else "strong")
        self.setSizePolicy(FIXED, FIXED)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAutoDefault(False)
        self.say(text)

    def say(self, text: str, icon: str | None = None) -> None:
        """Show other words."""
        self._label = text
        self._icon = self._icon if icon is None else icon
        self.setText(unmarked(text))
        self.setAccessibleName(text)
        if self._key:
            tip(self, f"{text} ({self._key})")
        self.updateGeometry()
        self.update()

    def label(self) -> str:
        return self._label

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self._label) + 2 * self._padding()
        if self._icon:
            width += self._icon_side() + 8
        if self._key:
            width += QFontMetricsF(self._key_font()).horizontalAdvance(self._key) + 8
        low = 28 if self._small else 32
        return QSize(round(width), max(SMALLEST_TARGET, round(metrics.height() + low - 16)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        box = QRectF(self.rect())
        ink, key_ink = self._paint_ground(painter, box)
        if not self.isEnabled():
            ink = key_ink = colours.text3
        self._paint_contents(painter, box, ink, key_ink)
        if self.hasFocus():
            inner = box if self._manner != "primary" else box.adjusted(3, 3, -3, -3)
            edge = colours.focus if self._manner != "primary" else colours.on_accent
            fill_round(painter, inner, 7 if inner == box else 4, "", edge, 2.0)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> tuple[str, str]:
        """Fill the button; returns the colours of its words and of its key."""
        colours, over = colours_of(self), self.underMouse() or self.isDown() or self.isChecked()
        if self._manner == "primary" and self.isEnabled():
            fill_round(painter, box, 7, colours.accent_hover if over else colours.accent)
            return colours.on_accent, colours.on_accent
        if self._manner == "quiet":
            if over and self.isEnabled():
                fill_round(
                    painter, box, 7, colours.hover if colours.hover != colours.surface else colours.sunken
                )
            return colours.ink(self._tone) if self._tone != "neutral" else colours.text2, colours.text2
        fill = colours.hover if over else colours.surface
        fill_round(painter, box, 7, fill, colours.border_btn)
        return colours.bad if self._manner == "danger" else colours.text, colours.text2

    def _paint_contents(self, painter: QPainter, box: QRectF, ink: str, key_ink: str) -> None:
        metrics, back = QFontMetricsF(self.font()), reads_left(self)
        needed = metrics.horizontalAdvance(self._label)
        parts: list[tuple[str, float]] = [("icon", self._icon_side())] if self._icon else []
        if self._label:
            parts.append(("label", needed))
        if self._key:
            parts.append(("key", QFontMetricsF(self._key_font()).horizontalAdvance(self._key)))
        x = box.left() + (box.width() - sum(width for _, width in parts) - 8 * (len(parts) - 1)) / 2
        for part, width in reversed(parts) if back else parts:
            spot = QRectF(x, box.top(), width + 1, box.height())
            if part == "icon":
                calm = self._manner == "secondary" and self._label and self.isEnabled()
                paint_icon(painter, self._icon, spot, key_ink if calm else ink, mirrored=back)
            else:
                painter.setFont(self._key_font() if part == "key" else self.font())
                painter.setPen(QColor(key_ink if part == "key" else ink))
                painter.drawText(spot, SINGLE_LINE, self._key if part == "key" else self._label)
            x += width + 8

    def _padding(self) -> float:
        return 8 if not self._label else 11

    def _icon_side(self) -> float:
        return round(15 * text_factor())

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 11 / 13)
        font.setWeight(QFont.Weight.Medium)
        return font


class IconButton(ActionButton):
    """A button with only an icon; its name is spoken and shown as a tooltip with its key."""

    def __init__(self, name: str, icon: str, *, key: str = "", manner: Manner = "quiet") -> None:
        super().__init__("", icon, manner=manner)
        self.setAccessibleName(name)
        tip(self, f"{name} ({key})" if key else name)

    def sizeHint(self) -> QSize:
        side = max(SMALLEST_TARGET, round(28 * text_factor()))
        return QSize(side, side)


class Check(QCheckBox):
    """A tick box; round where it keeps a promise."""

    def __init__(self, text: str = "", *, name: str = "", circle: bool = False) -> None:
        super().__init__(unmarked(text))
        self._circle = circle
        self._label = text
        self.setAccessibleName(name or text)
        if name and not text:
            tip(self, name)

    def say(self, text: str) -> None:
        """Show other words; the name for screen readers stays."""
        self._label = text
        self.setText(unmarked(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = metrics.horizontalAdvance(self._label) + 10 if self._label else 0
        side = max(SMALLEST_TARGET, round(self._side() + 8))
        return QSize(round(side + words), max(side, round(metrics.height() + 10)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        side, back = self._side(), reads_left(self)
        box = QRectF(self.width() - side - 4 if back else 4, (self.height() - side) / 2, side, side)
        radius = side / 2 if self._circle else 4.5
        if self.isChecked() or self.checkState() == Qt.CheckState.PartiallyChecked:
            fill_round(painter, box, radius, colours.accent if self.isEnabled() else colours.text3)
            mark = box.adjusted(side * 0.14, side * 0.14, -side * 0.14, -side * 0.14)
            whole = self.isChecked() and self.checkState() == Qt.CheckState.Checked
            if whole:
                paint_icon(painter, "check", mark, colours.on_accent)
            else:
                middle = QRectF(mark.left(), mark.center().y() - 1, mark.width(), 2)
                fill_round(painter, middle, 1, colours.on_accent)
        else:
            over = self.underMouse() and self.isEnabled()
            fill_round(
                painter, box, radius, colours.surface, colours.accent if over else colours.border_strong, 1.6
            )
        if self.hasFocus():
            fill_round(painter, box.adjusted(-3, -3, 3, 3), radius + 3, "", colours.focus, 2)
        self._paint_words(painter, box)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        colours, back = colours_of(self), reads_left(self)
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.text3))
        left, right = (0.0, box.left() - 8) if back else (box.right() + 8, float(self.width()))
        write_line(painter, QRectF(left, 0, right - left, self.height()), self._label, back=back)

    def _side(self) -> float:
        return round((18 if self._circle else 16) * text_factor())


class PromiseTick(Check):
    """The circle that keeps a promise when it is ticked."""

    def __init__(self, promise: str) -> None:
        super().__init__(name=f"Kept: {promise}", circle=True)


class FilterChip(QAbstractButton):
    """A chip that can be chosen, alone (in a group) or with others."""

    def __init__(self, text: str, count: int | None = None) -> None:
        super().__init__()
        self._label = ""
        dress(self, "chip")
        self.setCheckable(True)
        self.setSizePolicy(FIXED, FIXED)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(text, count)

    def say(self, text: str, count: int | None = None) -> None:
        self._label = text if count is None else f"{text} {count}"
        self.setText(unmarked(self._label))
        self.setAccessibleName(self._label)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(
            round(metrics.horizontalAdvance(self._label) + 18),
            max(SMALLEST_TARGET, round(metrics.height() + 12)),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        height = QFontMetricsF(self.font()).height() + 9
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        chosen = self.isChecked()
        soft = colours.accent_soft if chosen else colours.neutral_soft
        plain = colours.is_plain
        edge = colours.accent if chosen and plain else colours.border if plain or self.underMouse() else ""
        fill_round(painter, box, 8, soft, edge, 2 if chosen and plain else 1)
        painter.setPen(QColor(colours.accent if chosen else colours.text2))
        painter.drawText(box, SINGLE_LINE, self._label)
        if self.hasFocus():
            paint_focus(painter, self, 9)


class Choice(QComboBox):
    """A box to choose one of several words from."""

    def __init__(self, name: str, options: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.addItems(list(options))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, FIXED)
        self.setMinimumContentsLength(6)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        widest = max(
            (metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=60.0
        )
        return QSize(round(widest + 48), max(32, round(metrics.height() + 16)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(120, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, back = painter_on(self), colours_of(self), reads_left(self)
        box = QRectF(self.rect())
        focused = self.hasFocus()
        fill_round(
            painter,
            box,
            7,
            colours.surface,
            colours.focus if focused else colours.border_strong,
            2 if focused else 1,
        )
        ink = colours.text if self.isEnabled() else colours.text3
        side = 16 * text_factor()
        arrow = QRectF(box.left() + 10 if back else box.right() - side - 10, 0, side, box.height())
        paint_icon(painter, "chevron-down", arrow, colours.text2)
        inner = box.adjusted(side + 18, 0, -10, 0) if back else box.adjusted(10, 0, -side - 18, 0)
        painter.setPen(QColor(ink))
        write_line(painter, inner, self.currentText(), back=back)
