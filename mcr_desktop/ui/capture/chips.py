"""Chips that can be pressed: they show a guess and offer the others in a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu

from mcr_desktop.ui.buttons import SMALLEST_TARGET
from mcr_desktop.ui.colours import Tone, colours_of
from mcr_desktop.ui.icons import paint_icon
from mcr_desktop.ui.marks import FIXED, SINGLE_LINE, fill_round, paint_focus, painter_on, reads_left
from mcr_desktop.ui.words import dress, unmarked


class ChipButton(QAbstractButton):
    """A chip with an icon; pressing it opens what else it could be."""

    wanted = Signal()

    def __init__(self, name: str, icon: str, tone: Tone = "neutral") -> None:
        super().__init__()
        self._name, self._icon, self._tone, self._label = name, icon, tone, ""
        dress(self, "chip")
        self.setSizePolicy(FIXED, FIXED)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.wanted)
        self.say(name)

    def say(self, text: str, icon: str | None = None, tone: Tone | None = None) -> None:
        """Show this guess."""
        self._label = text
        self._icon = self._icon if icon is None else icon
        self._tone = tone or self._tone
        self.setText(unmarked(text))
        self.setAccessibleName(f"{self._name}: {text}" if text != self._name else text)
        self.updateGeometry()
        self.update()

    def label(self) -> str:
        return self._label

    def open_menu(self, menu: QMenu) -> None:
        """Show a menu below the chip; it is gone when it closes."""
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        icon = metrics.height() * 0.85 + 4
        width = min(metrics.horizontalAdvance(self._label), metrics.averageCharWidth() * 20)
        return QSize(round(width + icon + 18), max(SMALLEST_TARGET, round(metrics.height() + 10)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        if event.key() in keys and not event.modifiers():
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        metrics, back = QFontMetricsF(self.font()), reads_left(self)
        height = metrics.height() + 7
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        over = self.underMouse() or self.isDown() or colours.neutral_soft == colours.surface
        fill_round(painter, box, height / 2, colours.soft(self._tone), colours.border_strong if over else "")
        inner, ink, side = box.adjusted(9, 0, -9, 0), colours.ink(self._tone), metrics.height() * 0.85
        spot = QRectF(inner.right() - side if back else inner.left(), box.top(), side, box.height())
        paint_icon(painter, self._icon, spot, ink, mirrored=back)
        words = inner.adjusted(0, 0, -side - 4, 0) if back else inner.adjusted(side + 4, 0, 0, 0)
        painter.setPen(QColor(ink))
        shown = metrics.elidedText(self._label, Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words, SINGLE_LINE, shown)
        if self.hasFocus():
            paint_focus(painter, self, self.height() / 2)
