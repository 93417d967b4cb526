"""A day typed in words or as a date, echoed before it is taken."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.ui.dates import dated
from mcr_desktop.ui.parts import column, labelled, line_edit, words


class DayField(QWidget):
    """A line for a day; what was understood stands below it."""

    changed = Signal()

    def __init__(self, label: str, today: date, day: date | None = None) -> None:
        super().__init__()
        self._today = today
        start = f"{day.isoformat()}" if day is not None else ""
        self.edit = line_edit(label, start, self.tr("next tue, 4 Dec, tomorrow"))
        self._echo = words("", "meta")
        self.edit.textChanged.connect(self._read)
        self.setLayout(column(labelled(label, self.edit), self._echo, spacing=4))
        self._show()

    def show_day(self, day: date | None) -> None:
        """Hold this day."""
        self.edit.setText("" if day is None else day.isoformat())

    def day(self) -> date | None:
        """The day that was understood."""
        text = self.edit.text().strip()
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    def is_clear(self) -> bool:
        """Whether the line is empty or understood."""
        return not self.edit.text().strip() or self.day() is not None

    def _read(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        day = self.day()
        if day is not None:
            self._echo.setText(dated(day))
        else:
            self._echo.setText("" if self.is_clear() else self.tr("That is not a day I know."))
