"""Tables: columns are data, rows are records; big ones are read page by page, off the window's thread."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.words import plain_tip

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
AVATAR_ROLE = Qt.ItemDataRole.UserRole + 3
WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
PAGE = 128
PAGES_KEPT = 64
PAGES_ASKED = 6
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """A heading, the words in its cells, what to sort by if not those words, and how it looks."""

    title: str
    text: Callable[[Record], str]
    sort_by: Callable[[Record], Any] | None = None
    align: Literal["left", "right"] = "left"
    width: int = 0
    tone: Callable[[Record], Tone | None] | None = None
    avatar: Callable[[Record], str] | None = None
    sort_key: str = ""
    """By which name a question sorts this column; only for lists that are sorted where they are stored."""


class _Columns(QAbstractTableModel, Generic[Record]):
    """What a table of any length shows of a record."""

    def __init__(self, columns: Sequence[Column[Record]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def record(self, row: int) -> Record | None:
        """The record of this row, if it is here."""
        raise NotImplementedError

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _along(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self.record(index.row()), self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _along(column)
        if record is None:
            return "" if role in WORDS else None
        return self._look(record, column, role)

    def _look(self, record: Record, column: Column[Record], role: int) -> Any:
        if role in WORDS:
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.text(record))
        if role == SORT_ROLE:
            return (column.sort_by or column.text)(record)
        if role == TONE_ROLE:
            return column.tone(record) if column.tone else None
        if role == AVATAR_ROLE:
            return column.avatar(record) if column.avatar else None
        return None


def _along(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column.align == "right" else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


class RecordTable(_Columns[Record]):
    """A read-only table of records; to change it, show it other records."""

    def __init__(self, columns: Sequence[Column[Record]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: tuple[Record, ...] = ()
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show(self, rows: Iterable[Record]) -> None:
        """Hold these and nothing else."""
        self.beginResetModel()
        self._rows = tuple(rows)
        if self._sorted is not None:
            places = self._places(*self._sorted)
            self._rows = tuple(self._rows[at] for at in places)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def record(self, row: int) -> Record | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        places = self._places(column, order)
        self._rows = tuple(before[at] for at in places)
        moved = {old: new for new, old in enumerate(places)}
        kept = self.persistentIndexList()
        self.changePersistentIndexList(kept, [self.index(moved[one.row()], one.column()) for one in kept])
        self.layoutChanged.emit()

    def _places(self, column: int, order: Qt.SortOrder) -> list[int]:
        """Which row stands where when sorted so; equal ones stay as they were."""
        key = self.columns[column].sort_by or self.columns[column].text
        backwards = order == Qt.SortOrder.DescendingOrder
        return sorted(range(len(self._rows)), key=lambda at: key(self._rows[at]), reverse=backwards)


class IdPages(_Columns[Record]):
    """A list of any length: all its ids, and the pages of rows that were looked at last.

    Rows are read in a job; until they are here a row is blank, and nothing waits.
    """

    sort_wanted = Signal(str, bool)
    """Sort by this key, descending or not: answered by `show_ids` with the ids in that order."""

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        load: Callable[[Sequence[int]], Sequence[Record]],
        jobs: Runner,
        failed: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, tuple[Record, ...]] = OrderedDict()
        self._asked: OrderedDict[int, Event] = OrderedDict()
        self._load, self._jobs, self._failed = load, jobs, failed
        self._edition = 0

    def show_ids(self, ids: Iterable[int]) -> None:
        """Be the list of these, in this order."""
        self.beginResetModel()
        self._ids = ids if isinstance(ids, array) else array("q", ids)
        self.forget_pages()
        self.endResetModel()

    def forget_pages(self) -> None:
        """Read every row anew when it is next looked at."""
        for page in self._asked:
            self._jobs.forget((self, self._edition, page))
        self._pages.clear()
        self._asked.clear()
        self._edition += 1

    def id_at(self, row: int) -> int | None:
        """The id of this row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def record(self, row: int) -> Record | None:
        if not 0 <= row < len(self._ids):
            return None
        page, at = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._ask(page)
            rows = self._pages.get(page)
            if rows is None:
                return None
        self._pages.move_to_end(page)
        return rows[at] if at < len(rows) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort_key:
            self.sort_wanted.emit(self.columns[column].sort_key, order == Qt.SortOrder.DescendingOrder)

    def _ask(self, page: int) -> None:
        """Have a page read; when many are wanted at once, those flown past first are given up."""
        if page in self._asked:
            return
        while len(self._asked) >= PAGES_ASKED:
            past, _ = self._asked.popitem(last=False)
            self._jobs.forget((self, self._edition, past))
        cancel = self._asked[page] = Event()
        work = partial(_unless, cancel, self._load, self._ids[page * PAGE : (page + 1) * PAGE])
        done = partial(self._loaded, self._edition, page)
        self._jobs.start((self, self._edition, page), work, done, self._failed, cancel=cancel)

    def _loaded(self, edition: int, page: int, rows: Sequence[Record]) -> None:
        if edition != self._edition:
            return
        self._asked.pop(page, None)
        self._pages[page] = tuple(rows)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min(len(self._ids), (page + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


def _unless(
    cancel: Event, load: Callable[[Sequence[int]], Sequence[Record]], ids: Sequence[int]
) -> Sequence[Record]:
    """Read the rows, unless nobody wants them any more."""
    return () if cancel.is_set() else load(ids)
