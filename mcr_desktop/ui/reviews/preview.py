"""The file that will be printed, page by page: what is shown here is what leaves the house."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.parts import ActionButton, EmptyState, Hairline, IconButton, column, line, words

SMALLEST, LARGEST, STEP = 0.25, 4.0, 1.2


class PdfView(QPdfView):
    """Shows a PDF; PgUp and PgDn turn its pages."""

    turned = Signal(int)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_desk()

    def show_desk(self) -> None:
        """Lay the pages on the colour of a desk; Qt takes it from the palette's dark role."""
        desk = QColor(colours_of(self).desk)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.Dark) != desk:
            palette.setColor(QPalette.ColorRole.Dark, desk)
            self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {int(Qt.Key.Key_PageDown): 1, int(Qt.Key.Key_PageUp): -1}
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)


class Preview(QWidget):
    """The pages of one PDF with what turns and enlarges them."""

    def __init__(self) -> None:
        super().__init__()
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self.view = PdfView()
        self.view.setAccessibleName(self.tr("The review as it will be printed"))
        self.view.setDocument(self._document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self.view.turned.connect(self._turn)
        self.view.show_desk()
        self.view.pageNavigator().currentPageChanged.connect(self._tell)
        self.view.zoomFactorChanged.connect(self._tell)
        self.nothing = EmptyState(self.tr("Choose a customer to see their review here."), "file-text")
        self._bar = self._make_bar()
        self.setLayout(column(self._bar, Hairline(), self.nothing, self.view))
        self.show_pdf(b"")

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages; nothing for no bytes."""
        there = bool(pdf)
        for widget in (self.view, self._bar):
            widget.setVisible(there)
        self.nothing.setVisible(not there)
        old, self._buffer = self._buffer, None
        self._document.close()
        if there:
            self._buffer = QBuffer(self)
            self._buffer.setData(QByteArray(pdf))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
            self._turn_to(0)
        if old is not None:
            old.deleteLater()
        self._tell()

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def _make_bar(self) -> QWidget:
        back = IconButton(self.tr("Page before"), "chevron-left", key="PgUp")
        on = IconButton(self.tr("Next page"), "chevron-right", key="PgDown")
        smaller = IconButton(self.tr("Smaller"), "zoom-out")
        larger = IconButton(self.tr("Larger"), "zoom-in")
        self._page = words("", "strong")
        self._size = words("", "strong", numbers=True)
        fit = ActionButton(self.tr("Fit width"), "maximize", manner="quiet", small=True)
        back.clicked.connect(lambda: self._turn(-1))
        on.clicked.connect(lambda: self._turn(1))
        smaller.clicked.connect(lambda: self._enlarge(1 / STEP))
        larger.clicked.connect(lambda: self._enlarge(STEP))
        fit.clicked.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth))
        bar = QWidget()
        bar.setLayout(line(back, self._page, on, 1, smaller, self._size, larger, fit, margins=(14, 3, 14, 3)))
        return bar

    def _turn(self, by: int) -> None:
        self._turn_to(self.view.pageNavigator().currentPage() + by)

    def _turn_to(self, page: int) -> None:
        if 0 <= page < self.pages:
            self.view.pageNavigator().jump(page, QPointF(), 0.0)

    def _enlarge(self, by: float) -> None:
        factor = self._shown_factor() * by
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(LARGEST, max(SMALLEST, factor)))

    def _shown_factor(self) -> float:
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom or not self.pages:
            return self.view.zoomFactor()
        points = self._document.pagePointSize(0).width()
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        return room / (points * self.logicalDpiX() / 72) if points else 1.0

    def _tell(self, *_: object) -> None:
        page = self.view.pageNavigator().currentPage() + 1
        self._page.setText(self.tr("Page {page} of {pages}").format(page=page, pages=max(self.pages, 1)))
        self._size.setText(f"{round(self._shown_factor() * 100)} %")
