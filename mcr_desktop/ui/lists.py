"""Lists of any length, each row painted from one record: alerts, reviews, finds, timelines."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.keys import letter_of, moves
from mcr_desktop.ui.linepainter import LINE_ROLE, LinePainter
from mcr_desktop.ui.table import NOWHERE, Index
from mcr_desktop.ui.words import dress, plain_tip


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows: a title, what explains it, how it stands, and marks before and behind."""

    key: Hashable
    title: str
    detail: str = ""
    state: str = ""
    tone: Tone = "neutral"
    state_icon: str = ""
    tile: str = ""
    avatar: str = ""
    square: bool = True
    chip: str = ""
    chip_tone: Tone = "neutral"
    chip_icon: str = ""
    right: str = ""
    group: str = ""
    checked: bool | None = None
    sentence: str = ""

    def spoken(self) -> str:
        """The whole row as one sentence for screen readers."""
        if self.sentence:
            return self.sentence
        parts = (self.group, self.title, self.chip, self.detail, self.state, self.right)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between lines."""

    title: str


class LineModel(QAbstractListModel):
    """Lines, with a heading before each new group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Line | Group, ...] = ()

    def show(self, lines: Iterable[Line]) -> None:
        rows: list[Line | Group] = []
        group = ""
        for each in lines:
            if each.group and each.group != group:
                rows.append(Group(each.group))
            group = each.group
            rows.append(each)
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Line) else None

    def row_of(self, key: Hashable) -> int | None:
        rows = enumerate(self._rows)
        return next((row for row, each in rows if isinstance(each, Line) and each.key == key), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index.row())
        if line is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if line.checked is None else flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == LINE_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if isinstance(row, Group):
            return row.title if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(part for part in (row.title, row.detail) if part))
        if role == Qt.ItemDataRole.CheckStateRole and row.checked is not None:
            return Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked
        return None


class LineList(QListView):
    """Rows to move through with arrows or J and K, open with Enter, tick with Space, answer with letters."""

    opened = Signal(object)
    current = Signal(object)
    ticked = Signal(object, bool)
    letter = Signal(str, object)
    """A single letter or Del, and the key of the row it was pressed on."""

    def __init__(self, name: str, *, surface: str = "surface", several: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._lines = LineModel(self)
        self.setModel(self._lines)
        self._painter = LinePainter(self)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        dress(self, surface)
        self.doubleClicked.connect(self._open)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Hold these, with the same row chosen as before if it is still there."""
        before, at = self.chosen(), self.verticalScrollBar().value()
        blocked = self.blockSignals(True)
        self._lines.show(lines)
        if before is not None:
            self.choose(before)
        self.blockSignals(blocked)
        self.verticalScrollBar().setValue(at)

    def chosen(self) -> Hashable | None:
        """The key of the row where the keyboard is."""
        line = self._lines.line(self.currentIndex().row())
        return line.key if line is not None else None

    def all_chosen(self) -> tuple[Hashable, ...]:
        """The keys of every selected row, from first to last."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(line.key for row in rows if (line := self._lines.line(row)) is not None)

    def choose(self, key: Hashable) -> bool:
        """Move to this row; False if it is not there."""
        row = self._lines.row_of(key)
        if row is None:
            return False
        self.setCurrentIndex(self._lines.index(row, 0))
        return True

    def choose_first(self) -> None:
        """Move to the first row."""
        self._go(-1, 1)

    def step(self, by: int) -> None:
        """Move down (1) or up (-1), over headings."""
        self._go(self.currentIndex().row(), by)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = self._lines.line(current.row())
        if line is not None and not self.signalsBlocked():
            self.current.emit(line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, step = self._lines.line(self.currentIndex().row()), moves(event)
        if step is not None:
            self.step(step)
        elif line is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line.key)
        elif (said := letter_of(event)) == "Space" and line.checked is not None:
            self.ticked.emit(line.key, not line.checked)
        elif said:
            self.letter.emit(said, line.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        line = self._lines.line(index.row()) if index.isValid() else None
        if line is not None and line.checked is not None:
            box = self._painter.tick_box(self, self.visualRect(index))
            if box.contains(event.position()):
                self.ticked.emit(line.key, not line.checked)
                return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _go(self, row: int, by: int) -> None:
        row += by
        while 0 <= row < self._lines.rowCount():
            if self._lines.line(row) is not None:
                self.setCurrentIndex(self._lines.index(row, 0))
                return
            row += by

    def _open(self, index: QModelIndex) -> None:
        line = self._lines.line(index.row())
        if line is not None:
            self.opened.emit(line.key)
