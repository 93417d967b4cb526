"""The foot of the window: keys that work here, and on the far side how this place stands."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcr_desktop.ui.cards import clear, line
from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.marks import KeyHint
from mcr_desktop.ui.page import Hints
from mcr_desktop.ui.words import words


class StatusLine(QWidget):
    """Key hints as far as there is room, and one quiet sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._hints = line(spacing=14)
        self._state = words("", "meta")
        self._each: list[QWidget] = []
        self._shown: Hints = ()
        self.setLayout(line(self._hints, 1, self._state, spacing=12, margins=(24, 0, 24, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, max(32, super().sizeHint().height() + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def show_hints(self, hints: Hints) -> None:
        """Show these keys and what they do."""
        if hints == self._shown:
            return
        self._shown = hints
        clear(self._hints)
        self._each = []
        for key, does in hints:
            pair = QWidget()
            pair.setLayout(line(KeyHint(key), words(does, "meta"), spacing=7))
            self._hints.addWidget(pair)
            self._each.append(pair)
        self._fit()

    def say(self, text: str) -> None:
        """How this place stands."""
        self._state.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), colours_of(self)
        painter.fillRect(self.rect(), QColor(colours.side))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.border))

    def _fit(self) -> None:
        room = self.width() - 60 - self._state.sizeHint().width()
        used = 0
        for pair in self._each:
            used += pair.sizeHint().width() + 14
            pair.setVisible(used <= room)
