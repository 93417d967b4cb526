"""The list of all customers: saved views, a filter in place, sorted where they are stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHeaderView, QStackedWidget, QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.customers import CustomerRow
from mcr_desktop.ui.dates import ago, short_day
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.parts import (
    ActionButton,
    EmptyState,
    FilterChip,
    Page,
    ProblemLine,
    SearchField,
    Width,
    column,
    dress,
    line,
    words,
)
from mcr_desktop.ui.table import Column, IdPages
from mcr_desktop.ui.tableview import TableView

SAVED = ("all", "mine", "fenced", "open")
NO_IDS: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListState:
    """Everything the list can look like; ids None means that they are still being read."""

    busy: bool = False
    problem: str = ""
    ids: Sequence[int] | None = None
    text: str = ""
    saved: str = "all"
    sort: str = "name"
    descending: bool = False
    may_bring_in: bool = False
    day: date = date.min


def columns(today: Callable[[], date]) -> tuple[Column[CustomerRow], ...]:
    """What is said of a customer in a line."""
    return (
        Column("Name", lambda row: row.name, width=270, avatar=lambda row: row.name, sort_key="name"),
        Column("Fence", _fence, width=96, tone=lambda row: "accent" if row.fenced else None),
        Column("Manager", lambda row: row.manager, width=150, sort_key="manager"),
        Column("Team", lambda row: row.team, width=140),
        Column("Tier", lambda row: row.tier.value if row.tier is not None else "", width=90),
        Column("Value", lambda row: amount(row.value), align="right", width=130, sort_key="value"),
        Column("Last contact", lambda row: _last(row, today()), width=140, sort_key="last contact"),
        Column(
            "Open complaints",
            lambda row: str(row.open_complaints) if row.open_complaints else "",
            align="right",
            width=130,
            tone=lambda row: "warn" if row.open_complaints else None,
        ),
    )


def amount(value: Decimal | None) -> str:
    """A sum without its cents, as a list shows it."""
    return f"{value:,.0f}" if value is not None else ""


def _fence(row: CustomerRow) -> str:
    return "Valued" if row.fenced else ""


def _last(row: CustomerRow, today: date) -> str:
    day = row.last_contact
    if day is None:
        return ""
    return ago(day, today) if (today - day).days < 14 else short_day(day, today)


class ListPage(Page):
    """Every customer of the workspace by name; what lies behind only where the reader may read."""

    opened = Signal(int)
    filtered = Signal(str)
    saved_chosen = Signal(str)
    sort_chosen = Signal(str, bool)
    log_wanted = Signal(object)
    add_wanted = Signal()
    import_wanted = Signal()
    again = Signal()

    def __init__(self, jobs: Runner) -> None:
        super().__init__(
            self.tr("Customers"), self.tr("Who looks after whom is open to all; the rest stays in the fence")
        )
        self._state = ListState()
        self._load: Callable[[Sequence[int]], Sequence[CustomerRow]] = lambda _: ()
        self._failed: Callable[[Exception], None] = lambda _: None
        self._add_actions()
        self.rows: IdPages[CustomerRow] = IdPages(
            columns(lambda: self._state.day),
            self._read,
            jobs,
            self._not_read,
            self,
        )
        self.table = TableView(self.tr("Customers"), self.rows)
        self.table.horizontalHeader().setObjectName("customers")
        self.table.opened.connect(lambda row: self.opened.emit(self.rows.id_at(row)))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.rows.sort_wanted.connect(self._sort)
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self._make_bar()
        self._make_empty()
        self.deck = QStackedWidget()
        for each in (self.table, self.empty, self.none):
            self.deck.addWidget(each)
        dress(self, "surface")
        bar = line(self.filter, *self._chips.values(), 1, self.count, spacing=8)
        top = column(bar, self.problem, spacing=8, margins=(24, 14, 20, 10))
        self.set_body(column(top, line(self.deck, margins=(14, 0, 10, 0))))
        self._panes = [self.table]
        self.tell(
            (
                ("↑↓", self.tr("move")),
                ("Enter", self.tr("open")),
                ("Ctrl F", self.tr("filter")),
                ("Ctrl N", self.tr("log a conversation")),
                ("?", self.tr("all keys")),
            ),
            "",
        )

    def read_with(
        self,
        load: Callable[[Sequence[int]], Sequence[CustomerRow]],
        failed: Callable[[Exception], None],
    ) -> None:
        """Where the rows come from that are looked at; load is called away from the window's thread."""
        self._load, self._failed = load, failed

    def present(self, state: ListState) -> None:
        """Look like this state, whatever was shown before."""
        before, self._state = self._state, state
        self.problem.say(state.problem)
        self._chips[state.saved].setChecked(True)
        if self.filter.text().strip() != state.text.strip():
            with QSignalBlocker(self.filter):
                self.filter.setText(state.text)
        if state.ids is not before.ids and state.ids is not None:
            self._show_ids(state.ids)
        self._show_sort(state)
        self._show_deck(state)
        self._import.setVisible(state.may_bring_in)
        self._tell_count(state)

    def refresh(self) -> None:
        """Read every row anew that is looked at."""
        self.rows.forget_pages()
        self.table.viewport().update()

    def chosen(self) -> int | None:
        """The customer where the keyboard is."""
        return self.rows.id_at(self.table.currentIndex().row())

    def focus_filter(self) -> None:
        """Give the keyboard to the filter (Ctrl+F)."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def focus_start(self) -> None:
        """Give the keyboard to the list, at the row it was on."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.table.currentIndex().row() < 0:
            self.table.choose(0)

    def fit(self, width: Width) -> None:
        super().fit(width)
        for at in (3, 4):
            self.table.setColumnHidden(at, width <= Width.RAIL)
        for at in (2, 6):
            self.table.setColumnHidden(at, width <= Width.NARROW)

    def _read(self, ids: Sequence[int]) -> Sequence[CustomerRow]:
        return self._load(ids)

    def _not_read(self, error: Exception) -> None:
        self._failed(error)

    def _show_ids(self, ids: Sequence[int]) -> None:
        kept = self.chosen()
        self.rows.show_ids(ids)
        if kept is not None and kept in ids:
            self.table.choose(list(ids).index(kept))
        elif len(ids):
            self.table.choose(0)

    def _show_sort(self, state: ListState) -> None:
        header = self.table.horizontalHeader()
        keys = [each.sort_key for each in self.rows.columns]
        order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(header):
            header.setSortIndicator(keys.index(state.sort), order)

    def _show_deck(self, state: ListState) -> None:
        shown: QWidget = self.table
        if state.ids is not None and not len(state.ids):
            filtered = bool(state.text.strip()) or state.saved != "all"
            shown = self.none if filtered else self.empty
            if filtered:
                self.none.say(self._nothing_words(state), self.tr("Show everything"))
        self.deck.setCurrentWidget(shown)

    def _nothing_words(self, state: ListState) -> str:
        view = self._chips[state.saved].text()
        if state.text.strip():
            return self.tr("Nothing in {view} with “{text}”.").format(view=view, text=state.text.strip())
        return self.tr("Nothing in {view}.").format(view=view)

    def _tell_count(self, state: ListState) -> None:
        several = counted(len(state.ids or ()), self.tr("customer"), self.tr("customers"))
        filtered = bool(state.text.strip()) or state.saved != "all"
        told = "" if state.ids is None else self.tr("{n} found").format(n=several) if filtered else several
        self.count.setText(told)
        self.tell(status=told)

    def _sort(self, key: str, descending: bool) -> None:
        if (key, descending) != (self._state.sort, self._state.descending):
            self.sort_chosen.emit(key, descending)

    def _show_everything(self) -> None:
        self.filter.clear()
        self.saved_chosen.emit("all")

    def _add_actions(self) -> None:
        self._import = ActionButton(self.tr("Bring in"), "upload")
        self._import.clicked.connect(self.import_wanted)
        add = ActionButton(self.tr("Add customer"), "plus")
        add.clicked.connect(self.add_wanted)
        log = ActionButton(self.tr("Log conversation"), "message-square-plus", manner="primary", key="Ctrl N")
        log.clicked.connect(lambda: self.log_wanted.emit(self.chosen()))
        for each in (self._import, add, log):
            self.header.add_action(each)

    def _make_bar(self) -> None:
        self.filter = SearchField(self.tr("Filter by name"), "Ctrl F", 260)
        self.filter.textChanged.connect(self.filtered)
        self.filter.left.connect(self.focus_start)
        self.count = words("", "meta", numbers=True)
        names = (self.tr("All"), self.tr("Mine"), self.tr("Valued"), self.tr("Open to all"))
        self._chips = {saved: FilterChip(name) for saved, name in zip(SAVED, names, strict=True)}
        self._group = QButtonGroup(self)
        for saved, chip in self._chips.items():
            self._group.addButton(chip)
            chip.clicked.connect(lambda _=False, saved=saved: self.saved_chosen.emit(saved))

    def _make_empty(self) -> None:
        self.empty = EmptyState(
            self.tr("No customers yet. Add the one you think of first, or bring in a list."),
            "users",
            self.tr("Add customer"),
        )
        self.empty.acted.connect(self.add_wanted)
        self.none = EmptyState("", "list-filter", self.tr("Show everything"))
        self.none.acted.connect(self._show_everything)
