"""A day typed in words or as a date, echoed before it is taken."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mcr_desktop.domain.phrases import DateReading, read_date
from mcr_desktop.ui.dates import dated, short_day
from mcr_desktop.ui.parts import column, labelled, words


class _DayEdit(QLineEdit):
    """A line in which Ctrl+Space asks for the other reading."""

    flipped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and held:
            self.flipped.emit()
        else:
            super().keyPressEvent(event)


class DayField(QWidget):
    """A line for a day; what was understood stands below it, and Ctrl+Space takes the other reading."""

    changed = Signal()

    def __init__(self, label: str, today: date, day: date | None = None) -> None:
        super().__init__()
        self._today, self._flipped = today, False
        self.edit = _DayEdit(day.isoformat() if day is not None else "")
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(self.tr("next tue, 4 Dec, tomorrow"))
        self.edit.setMinimumHeight(32)
        self._echo = words("", "meta")
        self.edit.textChanged.connect(self._read_anew)
        self.edit.flipped.connect(self._flip)
        self.setLayout(column(labelled(label, self.edit), self._echo, spacing=4))
        self._show()

    def show_day(self, day: date | None) -> None:
        """Hold this day, written so that it reads back as itself; words that mean it stay."""
        if day != self.day():
            self.edit.setText("" if day is None else day.isoformat())

    def day(self) -> date | None:
        """The day that was understood."""
        reading = self._reading()
        return reading.first if reading is not None else None

    def is_clear(self) -> bool:
        """Whether the line is empty or understood."""
        return not self.edit.text().strip() or self.day() is not None

    def _reading(self) -> DateReading | None:
        reading = read_date(self.edit.text(), self._today)
        return reading.flipped() if reading is not None and self._flipped else reading

    def _read_anew(self) -> None:
        self._flipped = False
        self._show()
        self.changed.emit()

    def _flip(self) -> None:
        self._flipped = not self._flipped
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        reading = self._reading()
        if reading is None:
            self._echo.setText("" if self.is_clear() else self.tr("That is not a day I know."))
            return
        told = dated(reading.first)
        if reading.other is not None:
            other = short_day(reading.other, self._today)
            told = self.tr("{day} · Ctrl Space for {other}").format(day=told, other=other)
        self._echo.setText(told)
