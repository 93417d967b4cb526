"""How a table looks and answers keys: hairlines, one calm selection, a focus ring, no grid."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mcr_desktop.ui.colours import Colours, colours_of
from mcr_desktop.ui.keys import letter_of, moves
from mcr_desktop.ui.marks import paint_avatar
from mcr_desktop.ui.pen import write_line
from mcr_desktop.ui.table import AVATAR_ROLE, TONE_ROLE, Column, Index
from mcr_desktop.ui.theme import text_factor

ROW_HEIGHT = 36
SIDE = 10


class CellPainter(QStyledItemDelegate):
    """Paints one cell: avatar, words in their tone, the hairline below, and the ring round the row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if not isinstance(view, QWidget):
            return
        colours, box = colours_of(view), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(colours.selected))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(colours.border))
        self._paint_words(painter, option, index, colours)
        if chosen and view.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), QColor(colours.focus))
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), QColor(colours.focus))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetricsF(option.font)
        extra = 28 * text_factor() if index.data(AVATAR_ROLE) else 0
        width = metrics.horizontalAdvance(str(index.data() or "")) + 2 * SIDE + extra
        return QSize(round(width) + 1, round(metrics.height() + ROW_HEIGHT - 16))

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Colours
    ) -> None:
        back = option.direction == Qt.LayoutDirection.RightToLeft
        box = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, 0)
        if name := index.data(AVATAR_ROLE):
            side = 20 * text_factor()
            x = box.right() - side if back else box.left()
            paint_avatar(
                painter, QRectF(x, box.center().y() - side / 2, side, side), name, option.widget, square=True
            )
            gap = side + 8
            box = box.adjusted(0, 0, -gap, 0) if back else box.adjusted(gap, 0, 0, 0)
        font = QFont(option.font)
        if Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)) & Qt.AlignmentFlag.AlignTrailing:
            font.setFeature(QFont.Tag("tnum"), 1)
        tone = index.data(TONE_ROLE)
        if tone or index.column() == 0:
            font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(
            QColor(colours.ink(tone) if tone else colours.text if index.column() == 0 else colours.text2)
        )
        trails = (
            Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)) & Qt.AlignmentFlag.AlignTrailing
        )
        write_line(painter, box, str(index.data() or ""), back=back, along="end" if trails else "start")


class TableView(QTableView):
    """A table to move through with arrows or J and K, open with Enter, and answer with letters."""

    opened = Signal(int)
    letter = Signal(str, int)
    """A single letter, Space or Del, and the row it was pressed on."""
    current = Signal(int)

    def __init__(self, name: str, model: QAbstractItemModel, *, sortable: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(self))
        self.setModel(model)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(False)
        self.verticalHeader().hide()
        self._shape_header()
        self.setSortingEnabled(sortable)
        self._measure()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.current.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, step = self.currentIndex().row(), moves(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        elif step is not None and event.text():
            self.choose(row + step)
        elif row >= 0 and (said := letter_of(event)):
            self.letter.emit(said, row)
        else:
            super().keyPressEvent(event)

    def choose(self, row: int) -> None:
        """Move to this row, if it is there."""
        model = self.model()
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        height = QFontMetricsF(self.font()).height() + ROW_HEIGHT - 16
        self.verticalHeader().setDefaultSectionSize(round(height))
        self.verticalHeader().setMinimumSectionSize(round(height))

    def _shape_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for at, column in enumerate(getattr(self.model(), "columns", ())):
            if isinstance(column, Column) and column.width:
                header.resizeSection(at, round(column.width * text_factor()))
