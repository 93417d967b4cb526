"""The assignment board: a column for each person, and one for whom nobody looks after yet."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.customers import AssignmentBoard, BoardColumn, CustomerRow
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.parts import Avatar, Card, Icon, Meter, column, line, words

MIME = "application/x-mcr-customers"


class CustomerList(LineList):
    """The customers of one column: tick with Space, drag what is ticked to another column."""

    dropped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._pressed = QPoint()
        self.setAcceptDrops(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and far >= QApplication.startDragDistance():
            self._drag()
        else:
            super().mouseMoveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.dropped.emit()

    def _accept(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def _drag(self) -> None:
        key = self.chosen()
        if key is not None:
            self.ticked.emit(key, True)
        carried = QMimeData()
        carried.setData(MIME, b"ticked")
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.MoveAction)


class PersonColumn(Card):
    """One person, how many customers they look after of how many they should, and who these are."""

    ticked = Signal(object, bool)
    opened = Signal(object)
    letter = Signal(str)
    dropped = Signal(object)
    """The user id of this column: what is ticked is wanted here."""

    def __init__(self, person: BoardColumn | None) -> None:
        super().__init__(divided=False, margins=(10, 12, 10, 10), spacing=6)
        self._user_id = person.user_id if person is not None else None
        name = person.name if person is not None else self.tr("Outside the fence")
        self.count = words("", "section", numbers=True)
        self.limit = words("", "meta")
        mark: QWidget = Avatar(name, 28) if person is not None else Icon("inbox", size=18)
        head = line(mark, words(name, "strong", elide=True), self.count, self.limit, spacing=8)
        head.setStretch(1, 1)
        self.meter = Meter(0.0, width=0)
        self.told = words("", "meta", elide=True)
        self.customers = CustomerList(self.tr("Customers of {name}").format(name=name))
        self.customers.ticked.connect(self.ticked)
        self.customers.opened.connect(self.opened)
        self.customers.letter.connect(lambda letter, _key: self.letter.emit(letter))
        self.customers.dropped.connect(lambda: self.dropped.emit(self._user_id))
        self.body.addLayout(column(head, self.meter, self.told, spacing=5))
        self.add(self.customers)
        self.setMinimumWidth(214)

    def show_customers(self, rows: Iterable[CustomerRow], ticked: frozenset[int], limit: int | None) -> None:
        """Hold these customers."""
        held = tuple(rows)
        self.count.setText(str(len(held)))
        self.limit.say(self.tr("of {n}").format(n=limit) if limit else "")
        self.meter.setVisible(bool(limit))
        if limit:
            full = len(held) >= limit
            share = min(1.0, len(held) / limit)
            self.meter.show_share(share, "warn" if full else "accent", "")
        fenced = sum(row.fenced for row in held)
        empty = self.tr("Everybody valued has somebody.") if self._user_id is None else ""
        self.told.say(counted(fenced, "fenced customer", "fenced customers") if held else empty)
        self.customers.show_lines(_line(row, row.id in ticked) for row in held)


class Board(QWidget):
    """All columns side by side; only built again when the people are others."""

    ticked = Signal(object, bool)
    opened = Signal(object)
    letter = Signal(str)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[PersonColumn] = []
        self._people: tuple[int, ...] | None = None
        self._line = line(spacing=12, margins=(20, 16, 20, 16))
        self.setLayout(self._line)

    def show_board(self, board: AssignmentBoard, ticked: frozenset[int], wanted: str) -> None:
        """Look like this board; only customers whose name contains the words."""
        people = tuple(person.user_id for person in board.columns)
        if people != self._people:
            self._people = people
            self._rebuild(board)
        rows = [board.outside, *(person.customers for person in board.columns)]
        limits = [None, *(person.limit for person in board.columns)]
        for shown, held, limit in zip(self._columns, rows, limits, strict=True):
            shown.show_customers((row for row in held if wanted in row.name.casefold()), ticked, limit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _rebuild(self, board: AssignmentBoard) -> None:
        for each in self._columns:
            each.deleteLater()
        self._columns = [PersonColumn(None), *(PersonColumn(person) for person in board.columns)]
        for each in self._columns:
            each.ticked.connect(self.ticked)
            each.opened.connect(self.opened)
            each.letter.connect(self.letter)
            each.dropped.connect(self.dropped)
            self._line.addWidget(each)


def _line(row: CustomerRow, ticked: bool) -> Line:
    tier = row.tier.value if row.tier is not None else row.segment
    if row.fenced:
        return Line(
            row.id, row.name, detail=tier, avatar=row.name, checked=ticked, state="Fenced", state_icon="fence"
        )
    return Line(row.id, row.name, detail=tier, avatar=row.name, checked=ticked)
