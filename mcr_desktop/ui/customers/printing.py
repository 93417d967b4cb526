"""Words on paper by the system's own print dialog."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def print_text(parent: QWidget, title: str, text: str) -> None:
    """Ask how to print, and print these plain words."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)

    def finish(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            document = QTextDocument()
            document.setPlainText(text)
            document.print_(printer)
        dialog.deleteLater()

    dialog.finished.connect(finish)
    QDialog.open(dialog)
