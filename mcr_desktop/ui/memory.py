"""What a window remembers until it is opened again: its place on the screen, what was shown, widths."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter

from mcr_desktop.ui.history import Visit


class WindowMemory:
    """A small file of settings; without a path nothing is remembered."""

    def __init__(self, path: Path | None) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat) if path is not None else None

    def keep_window(self, window: QMainWindow, visit: Visit | None) -> None:
        """Remember where the window stands and what it shows."""
        self._keep("window/geometry", window.saveGeometry())
        if visit is not None:
            self._keep("window/place", visit.place)
            self._keep("window/detail", visit.detail if isinstance(visit.detail, int) else -1)
        for splitter in window.findChildren(QSplitter):
            if splitter.objectName():
                self._keep(f"split/{splitter.objectName()}", splitter.saveState())
        for header in window.findChildren(QHeaderView):
            if header.objectName():
                self._keep(f"columns/{header.objectName()}", header.saveState())
        if self._settings is not None:
            self._settings.sync()

    def restore_window(self, window: QMainWindow) -> bool:
        """Put the window where it was; False when nothing is known."""
        return window.restoreGeometry(self._bytes("window/geometry"))

    def restore_widths(self, window: QMainWindow) -> None:
        """Give splitters and table columns the widths they had."""
        for splitter in window.findChildren(QSplitter):
            if splitter.objectName():
                splitter.restoreState(self._bytes(f"split/{splitter.objectName()}"))
        for header in window.findChildren(QHeaderView):
            if header.objectName():
                header.restoreState(self._bytes(f"columns/{header.objectName()}"))

    def visit(self) -> Visit | None:
        """What was shown last."""
        if self._settings is None:
            return None
        place = self._settings.value("window/place")
        detail = self._settings.value("window/detail", -1)
        if not isinstance(place, str) or not place:
            return None
        number = int(detail) if isinstance(detail, int | str) and str(detail).lstrip("-").isdigit() else -1
        return Visit(place, number if number >= 0 else None)

    def keep(self, name: str, value: str) -> None:
        """Remember a word of one's own."""
        self._keep(f"words/{name}", value)

    def word(self, name: str, default: str = "") -> str:
        """A word that was remembered."""
        value = self._settings.value(f"words/{name}", default) if self._settings is not None else default
        return value if isinstance(value, str) else default

    def _keep(self, name: str, value: object) -> None:
        if self._settings is not None:
            self._settings.setValue(name, value)

    def _bytes(self, name: str) -> QByteArray:
        value = self._settings.value(name) if self._settings is not None else None
        return value if isinstance(value, QByteArray) else QByteArray()
