"""Where the trend report goes.  The window is the system's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(parent: QWidget, today: date, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for the name of the PDF."""
    dialog = QFileDialog(parent, parent.tr("Save the trend report"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(parent.tr("PDF files (*.pdf)"))
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"Trend report {today.isoformat()}.pdf")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog
