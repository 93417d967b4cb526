"""Where a finished PDF goes: a file, a folder, or a printer.  The windows are the system's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_pdf(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for the name of one PDF."""
    dialog = QFileDialog(parent, parent.tr("Save as one PDF"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(parent.tr("PDF files (*.pdf)"))
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{name}.pdf")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for the folder of several files."""
    dialog = QFileDialog(parent, parent.tr("Save the files in"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def ask_returned(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a sheet that came back."""
    dialog = QFileDialog(parent, parent.tr("Read a returned sheet"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(parent.tr("PDF files (*.pdf)"))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


class PrintWindow(QObject):
    """Asks for a printer and prints the pages of a PDF on it."""

    printed = Signal()

    def __init__(self, parent: QWidget, pdf: bytes) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setFullPage(True)
        self._dialog = QPrintDialog(self.printer, parent)
        self._dialog.setMinMax(1, max(1, self._document.pageCount()))
        self._dialog.accepted.connect(self.print)
        self._dialog.finished.connect(self.deleteLater)

    def open(self) -> None:
        """Ask."""
        self._dialog.setModal(True)
        self._dialog.show()

    def print(self) -> None:
        """Print the pages chosen, each fitted to the paper."""
        chosen = self.printer.fromPage() or 1, self.printer.toPage() or self._document.pageCount()
        painter = QPainter(self.printer)
        for page in range(chosen[0] - 1, chosen[1]):
            if page > chosen[0] - 1:
                self.printer.newPage()
            self._paint(painter, page)
        painter.end()
        self.printed.emit()

    def _paint(self, painter: QPainter, page: int) -> None:
        room = QRectF(painter.viewport())
        points = self._document.pagePointSize(page)
        scale = min(room.width() / points.width(), room.height() / points.height())
        size = QSize(round(points.width() * scale), round(points.height() * scale))
        painter.drawImage(0, 0, self._document.render(page, size))
