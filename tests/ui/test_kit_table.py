"""Tables show records, sort by what a column means, and read long lists page by page."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from mcr_desktop.ui.jobs import Jobs
from mcr_desktop.ui.table import (
    AVATAR_ROLE,
    PAGE,
    PAGES_KEPT,
    SORT_ROLE,
    TONE_ROLE,
    Column,
    IdPages,
    RecordTable,
)
from mcr_desktop.ui.tableview import TableView
from mcr_desktop.ui.theme import Look

KEY = Qt.Key
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@dataclass(frozen=True, slots=True)
class Customer:
    id: int
    name: str
    value: int


COLUMNS: list[Column[Customer]] = [
    Column("Customer", lambda each: each.name, avatar=lambda each: each.name, width=200, sort_key="name"),
    Column(
        "Value",
        lambda each: f"{each.value:,}",
        sort_by=lambda each: each.value,
        align="right",
        tone=lambda each: "bad" if each.value < 100 else None,
    ),
]
THREE = (
    Customer(1, "St. Brannock", 900),
    Customer(2, "Hollis & Crane", 1_000),
    Customer(3, "<b>Marlow</b>", 20),
)


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> RecordTable[Customer]:  # noqa: ARG001
    table = RecordTable(COLUMNS)
    QAbstractItemModelTester(table, FATAL, table)
    table.show(THREE)
    return table


def _shown(table: RecordTable[Customer]) -> list[str]:
    return [str(table.data(table.index(row, 0))) for row in range(table.rowCount())]


def test_cells_say_what_their_column_says(table: RecordTable[Customer]) -> None:
    assert _shown(table) == ["St. Brannock", "Hollis & Crane", "<b>Marlow</b>"]
    value = table.index(2, 1)
    assert value.data() == "20"
    assert value.data(SORT_ROLE) == 20
    assert value.data(TONE_ROLE) == "bad"
    assert table.index(0, 1).data(TONE_ROLE) is None
    assert table.index(0, 0).data(AVATAR_ROLE) == "St. Brannock"
    assert "&lt;b&gt;" in str(table.index(2, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert table.headerData(1, Qt.Orientation.Horizontal) == "Value"
    assert table.headerData(9, Qt.Orientation.Horizontal) is None


def test_sorting_goes_by_value_and_not_by_words(table: RecordTable[Customer]) -> None:
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert _shown(table) == ["Hollis & Crane", "St. Brannock", "<b>Marlow</b>"]
    table.sort(7)
    assert table.record(0) == THREE[1]


def test_the_order_stays_when_other_records_are_shown(table: RecordTable[Customer]) -> None:
    table.sort(1)
    table.show((*THREE, Customer(4, "Aberdeen", 500)))
    assert _shown(table) == ["<b>Marlow</b>", "Aberdeen", "St. Brannock", "Hollis & Crane"]


def test_the_chosen_row_stays_chosen_when_sorted(qtbot: QtBot, table: RecordTable[Customer]) -> None:
    view = TableView("Customers", table)
    qtbot.addWidget(view)
    view.choose(0)
    table.sort(1)
    assert table.record(view.currentIndex().row()) == THREE[0]


def test_a_table_is_walked_opened_and_answered_by_key(qtbot: QtBot, table: RecordTable[Customer]) -> None:
    view = TableView("Customers", table, sortable=False)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.choose(0)
    QTest.keyClick(view, KEY.Key_J)
    QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_K)
    assert view.currentIndex().row() == 1
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, KEY.Key_Return)
    assert opened.args == [1]
    with qtbot.waitSignal(view.letter) as letter:
        QTest.keyClick(view, KEY.Key_M)
    assert letter.args == ["M", 1]
    assert not view.grab().isNull()


class Shelf:
    """A thousand customers, read where they are asked for."""

    def __init__(self) -> None:
        self.read: list[int] = []
        self.on_window_thread: list[bool] = []
        self.gate = Event()
        self.gate.set()

    def load(self, ids: Sequence[int]) -> list[Customer]:
        self.gate.wait(10)
        self.read.append(len(ids))
        self.on_window_thread.append(current_thread() is main_thread())
        return [Customer(each, f"Customer {each}", each) for each in ids]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def pages(jobs: Jobs, shelf: Shelf, look: Look) -> IdPages[Customer]:  # noqa: ARG001
    def failed(error: Exception) -> None:
        raise error

    return IdPages(COLUMNS, shelf.load, jobs, failed)


def test_a_long_list_keeps_the_rules_of_a_model(qtbot: QtBot, pages: IdPages[Customer]) -> None:
    QAbstractItemModelTester(pages, FATAL, pages)
    pages.show_ids(range(300))
    qtbot.waitUntil(lambda: pages.record(299) is not None)
    pages.show_ids(range(7, 40))
    qtbot.waitUntil(lambda: pages.record(32) is not None)
    pages.show_ids(())
    assert pages.rowCount() == 0


def test_a_long_list_knows_its_length_before_a_row_is_read(pages: IdPages[Customer], shelf: Shelf) -> None:
    shelf.gate.clear()
    pages.show_ids(range(1_000_000))
    assert pages.rowCount() == 1_000_000
    assert pages.id_at(999_999) == 999_999
    assert pages.id_at(1_000_000) is None
    assert pages.data(pages.index(500_000, 0)) == ""
    shelf.gate.set()


def test_rows_are_read_by_the_page_and_off_the_windows_thread(
    qtbot: QtBot, pages: IdPages[Customer], shelf: Shelf
) -> None:
    pages.show_ids(array("q", range(1000)))
    row = pages.index(300, 0)
    qtbot.waitUntil(lambda: row.data() == "Customer 300")
    assert pages.record(301) == Customer(301, "Customer 301", 301)
    assert set(shelf.read) <= {PAGE}
    assert not any(shelf.on_window_thread)


def test_the_last_page_may_be_short(qtbot: QtBot, pages: IdPages[Customer]) -> None:
    pages.show_ids(range(PAGE + 1))
    qtbot.waitUntil(lambda: pages.record(PAGE) is not None)
    assert pages.record(PAGE + 1) is None


def test_pages_looked_at_long_ago_are_forgotten(qtbot: QtBot, pages: IdPages[Customer], shelf: Shelf) -> None:
    pages.show_ids(range((PAGES_KEPT + 2) * PAGE))
    for page in range(PAGES_KEPT + 2):
        qtbot.waitUntil(lambda at=page * PAGE: pages.record(at) is not None)  # type: ignore[misc]
    before = len(shelf.read)
    qtbot.waitUntil(lambda: pages.record(0) is not None)
    assert len(shelf.read) > before


def test_pages_flown_past_are_not_read(qtbot: QtBot, pages: IdPages[Customer], shelf: Shelf) -> None:
    shelf.gate.clear()
    pages.show_ids(range(100 * PAGE))
    for page in range(100):
        pages.record(page * PAGE)
    shelf.gate.set()
    qtbot.waitUntil(lambda: pages.record(99 * PAGE) is not None)
    assert len(shelf.read) < 20


def test_an_answer_for_an_older_list_is_not_shown(
    qtbot: QtBot, pages: IdPages[Customer], shelf: Shelf
) -> None:
    shelf.gate.clear()
    pages.show_ids(range(10))
    assert pages.record(0) is None
    pages.show_ids(range(500, 510))
    shelf.gate.set()
    qtbot.waitUntil(lambda: pages.record(0) is not None)
    assert pages.record(0) == Customer(500, "Customer 500", 500)


def test_a_long_list_is_sorted_where_it_is_stored(qtbot: QtBot, pages: IdPages[Customer]) -> None:
    with qtbot.waitSignal(pages.sort_wanted) as wanted:
        pages.sort(0, Qt.SortOrder.DescendingOrder)
    assert wanted.args == ["name", True]
    with qtbot.assertNotEmitted(pages.sort_wanted):
        pages.sort(1)
