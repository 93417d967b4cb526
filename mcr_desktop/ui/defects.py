"""The one hook for what nobody expected: written down under a number, said once, nothing typed is lost."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.ui.notices import Question

WriteDown = Callable[[BaseException], str]
"""Logs a defect and returns its reference number."""


class Defects(QObject):
    """Catches every uncaught error of this process, on any thread, and tells it on the window's."""

    _caught = Signal(str)

    def __init__(self, write_down: WriteDown, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._write_down = write_down
        self._window = window
        self._told = False
        self._caught.connect(self._tell)

    def watch(self) -> None:
        """From here on nothing is lost in silence."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def show_on(self, window: QWidget) -> None:
        """Tell it on this window."""
        self._window = window

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        self._caught.emit(self._write_down(error.with_traceback(trace)))

    def _uncaught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._uncaught(found.exc_type, found.exc_value, found.exc_traceback)

    def _tell(self, reference: str) -> None:
        if self._window is None or self._told:
            return
        self._told = True
        text = self.tr(
            "Something went wrong inside the program. What was saved is safe. "
            "Its reference number is {reference}; it is written in the log."
        ).format(reference=reference)
        question = Question(self._window, self.tr("That should not have happened"), text, self.tr("Go on"))
        question.no.hide()
        question.finished.connect(self._heard)
        question.open()

    def _heard(self) -> None:
        self._told = False
