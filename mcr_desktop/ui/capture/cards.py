"""What was found in the words, as cards that can be taken or left; nothing is created before Save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QStyle, QWidget

from mcr_desktop.ui.cards import clear
from mcr_desktop.ui.colours import Tone, colours_of
from mcr_desktop.ui.icons import paint_icon
from mcr_desktop.ui.linepainter import type_of
from mcr_desktop.ui.marks import fill_round, paint_focus, painter_on, reads_left
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import dress

MOST_KEYS = 9


@dataclass(frozen=True, slots=True)
class Found:
    """One card: what would be created, more about it, and whether it is taken."""

    title: str
    detail: str
    icon: str
    tone: Tone
    on: bool = True
    key: str = ""

    def spoken(self) -> str:
        """The card as one sentence."""
        return ", ".join(part for part in (self.title, self.detail, self.key) if part)


class FoundCard(QAbstractButton):
    """A card that can be ticked; what is left out says so."""

    def __init__(self, *, slim: bool) -> None:
        super().__init__()
        self._slim = slim
        self._found = Found("", "", "leaf", "neutral")
        dress(self, "body")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        across = QSizePolicy.Policy.Maximum if slim else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def show_found(self, found: Found) -> None:
        """Look like this card."""
        self._found = found
        self.setChecked(found.on)
        left_out = "" if found.on else self.tr("left out, ")
        self.setAccessibleName(f"{left_out}{found.spoken()}")
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        strong, small, key = self._fonts()
        title, detail = QFontMetricsF(strong), QFontMetricsF(small)
        behind = QFontMetricsF(key).horizontalAdvance(self._found.key) + 24 if self._found.key else 0
        icon = 16 * text_factor() + 10
        if self._slim:
            words = title.horizontalAdvance(self._found.title) + 7 + detail.horizontalAdvance(self._detail())
            return QSize(round(words + icon + behind + 18), max(28, round(title.height() + 10)))
        words = max(title.horizontalAdvance(self._found.title), detail.horizontalAdvance(self._detail()))
        return QSize(round(words + icon + behind + 30), round(title.height() + detail.height() + 20))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(180, self.sizeHint().width()), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, back = painter_on(self), colours_of(self), reads_left(self)
        box = QRectF(self.rect())
        ground = colours.hover if self.underMouse() else colours.surface
        fill_round(painter, box, 7 if self._slim else 10, ground, colours.border)
        side = (15 if self._slim else 18) * text_factor()
        inner = box.adjusted(9, 0, -9, 0) if self._slim else box.adjusted(14, 0, -12, 0)
        spot = QRectF(inner.right() - side if back else inner.left(), box.top(), side, box.height())
        on = self._found.on
        icon = self._found.icon if on else "x"
        paint_icon(painter, icon, spot, colours.ink(self._found.tone) if on else colours.text3)
        gap = side + (8 if self._slim else 11)
        inner = inner.adjusted(0, 0, -gap, 0) if back else inner.adjusted(gap, 0, 0, 0)
        inner = self._paint_key(inner)
        self._paint_words(inner)
        if self.hasFocus():
            paint_focus(painter, self, 7 if self._slim else 10)

    def _paint_key(self, inner: QRectF) -> QRectF:
        """Draw the key in its box; returns what room is left."""
        if not self._found.key:
            return inner
        painter, colours, back = painter_on(self), colours_of(self), reads_left(self)
        font = self._fonts()[2]
        metrics = QFontMetricsF(font)
        wide, tall = metrics.horizontalAdvance(self._found.key) + 12, metrics.height() + 5
        x = inner.left() if back else inner.right() - wide
        spot = QRectF(x, inner.center().y() - tall / 2, wide, tall)
        fill_round(painter, spot, 4, colours.neutral_soft)
        painter.setFont(font)
        painter.setPen(QColor(colours.text2))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), self._found.key)
        return inner.adjusted(wide + 8, 0, 0, 0) if back else inner.adjusted(0, 0, -wide - 8, 0)

    def _paint_words(self, inner: QRectF) -> None:
        strong, small, _ = self._fonts()
        colours, on = colours_of(self), self._found.on
        title, detail = QFontMetricsF(strong), QFontMetricsF(small)
        ink = colours.text if on else colours.text3
        if self._slim:
            used = min(title.horizontalAdvance(self._found.title), inner.width())
            self._write(inner, self._found.title, strong, ink)
            rest = (
                inner.adjusted(0, 0, -used - 7, 0) if reads_left(self) else inner.adjusted(used + 7, 0, 0, 0)
            )
            self._write(rest, self._detail(), small, colours.accent if on else colours.text3)
            return
        height = title.height() + detail.height() + 1
        top = inner.center().y() - height / 2
        self._write(QRectF(inner.left(), top, inner.width(), title.height()), self._found.title, strong, ink)
        below = QRectF(inner.left(), top + title.height() + 1, inner.width(), detail.height())
        self._write(below, self._detail(), small, colours.text2 if on else colours.text3)

    def _write(self, box: QRectF, text: str, font: QFont, ink: str) -> None:
        if box.width() < 8:
            return
        painter = painter_on(self)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        along = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        flags = int(along) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(box, flags, shown)

    def _detail(self) -> str:
        if self._found.on:
            return self._found.detail
        return (
            self.tr("Left out") if not self._found.detail else f"{self.tr('Left out')} · {self._found.detail}"
        )

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        base = self.font()
        return (
            type_of(base, 13, QFont.Weight.DemiBold if not self._slim else QFont.Weight.Medium),
            type_of(base, 12),
            type_of(base, 11, QFont.Weight.Medium),
        )


class FoundCards(QWidget):
    """All cards, two beside each other, or as a slim line each in a composer."""

    toggled = Signal(int)

    def __init__(self, *, slim: bool = False) -> None:
        super().__init__()
        self._slim = slim
        self._cards: list[FoundCard] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6 if slim else 8)
        self.setLayout(self._grid)
        self.hide()

    def show_found(self, found: Sequence[Found]) -> None:
        """Show these cards; hidden when there are none."""
        if len(found) != len(self._cards):
            self._build(len(found))
        for card, each in zip(self._cards, found, strict=True):
            card.show_found(each)
        self.setVisible(bool(found))

    def _build(self, count: int) -> None:
        clear(self._grid)
        self._cards = []
        across = 1 if self._slim else 2
        along = Qt.AlignmentFlag.AlignLeading if self._slim else Qt.AlignmentFlag(0)
        for at in range(across):
            self._grid.setColumnStretch(at, 1)
        for at in range(count):
            card = FoundCard(slim=self._slim)
            card.clicked.connect(lambda _=False, at=at: self.toggled.emit(at))
            alone = not self._slim and count == 1
            self._grid.addWidget(card, at // across, at % across, 1, 2 if alone else 1, along)
            card.show()
            self._cards.append(card)
