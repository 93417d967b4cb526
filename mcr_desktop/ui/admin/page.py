"""Admin: the assignment board with its plan, the fence, and the people of the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.customers import AssignmentBoard
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.ui.admin.board import Board
from mcr_desktop.ui.parts import (
    ActionButton,
    Card,
    EmptyState,
    FilterChip,
    Icon,
    Page,
    ProblemLine,
    Scroll,
    SearchField,
    column,
    dress,
    line,
    words,
)
from mcr_desktop.ui.table import Column, RecordTable
from mcr_desktop.ui.tableview import TableView


@dataclass(frozen=True, slots=True)
class State:
    """Everything the Admin place can look like."""

    today: date
    loaded: bool = False
    busy: bool = False
    problem: str = ""
    board: AssignmentBoard = field(default_factory=AssignmentBoard)
    people: tuple[PersonRow, ...] = ()
    ticked: frozenset[int] = frozenset()
    effects: tuple[str, ...] = ()
    aim: str = ""
    wanted: str = ""
    may_admin: bool = True

    @property
    def customers(self) -> int:
        """How many customers the board holds."""
        return len(self.board.outside) + sum(len(person.customers) for person in self.board.columns)


class AdminPage(Page):
    """Who looks after whom."""

    ticked = Signal(object, bool)
    cleared = Signal()
    place_wanted = Signal(object)
    """Place what is ticked with this user id, or with somebody still to be named (None)."""
    fence_wanted = Signal()
    open_wanted = Signal(object)
    filtered = Signal(str)
    import_wanted = Signal()
    person_wanted = Signal()
    team_wanted = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Admin"), self.tr("Who looks after whom, who is fenced, who is one of us"))
        self.sought = SearchField(self.tr("Filter customers"), "Ctrl F", 200)
        self.sought.textChanged.connect(self.filtered)
        bring = ActionButton(self.tr("Bring in a file"), "upload")
        bring.clicked.connect(self.import_wanted)
        team = ActionButton(self.tr("Add a team"), "users")
        team.clicked.connect(self.team_wanted)
        person = ActionButton(self.tr("Add a person"), "plus", manner="primary")
        person.clicked.connect(self.person_wanted)
        self._for_admins = (bring, team, person)
        for widget in (self.sought, *self._for_admins):
            self.header.add_action(widget)
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self.nothing = EmptyState(
            self.tr("No customer yet. Bring in the file in which you keep them."),
            "inbox",
            self.tr("Bring in a file"),
        )
        self.nothing.acted.connect(self.import_wanted)
        self.board = Board()
        self.board.ticked.connect(self.ticked)
        self.board.opened.connect(self.open_wanted)
        self.board.dropped.connect(self.place_wanted)
        self.board.letter.connect(self._letter)
        self.people = self._make_people()
        self.plan = self._make_plan()
        self._lay_out()

    def present(self, state: State) -> None:
        """Look like this state, whatever was shown before."""
        self.problem.say(state.problem)
        for button in self._for_admins:
            button.setVisible(state.may_admin)
        empty = state.loaded and not state.customers and not state.problem
        self.nothing.setVisible(empty)
        self._across.setVisible(not empty)
        self.board.show_board(state.board, state.ticked, state.wanted.casefold().strip())
        self._people_model.show(state.people)
        self._show_plan(state)
        told = counted(state.customers, "customer", "customers")
        outside = counted(len(state.board.outside), "is outside the fence", "are outside the fence")
        self.tell(self._hints(), f"{told}, {outside}" if state.loaded else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _letter(self, letter: str) -> None:
        if letter == "M":
            self.place_wanted.emit(None)
        elif letter == "F":
            self.fence_wanted.emit()

    def _show_plan(self, state: State) -> None:
        count = len(state.ticked)
        self.plan.setVisible(count > 0)
        chosen = counted(count, "customer chosen", "customers chosen")
        self.chosen.setText(chosen)
        self.effect.say(
            " ".join(state.effects) if state.effects else self.tr("Nothing changes until you place them.")
        )

    def _make_plan(self) -> Card:
        card = Card(divided=False, margins=(14, 10, 14, 10))
        self.chosen = words("", "strong")
        self.effect = words("", "meta", wrap=True)
        place = ActionButton(self.tr("Place with…"), "users", manner="primary", key="M")
        fence = ActionButton(self.tr("Decide the fence"), "fence", key="F")
        clear = ActionButton(self.tr("Clear"), "x", manner="quiet", key="Esc")
        place.clicked.connect(lambda: self.place_wanted.emit(None))
        fence.clicked.connect(self.fence_wanted)
        clear.clicked.connect(self.cleared)
        row = line(Icon("list-checks", "accent"), self.chosen, 1, place, fence, clear, spacing=12)
        card.body.addLayout(row)
        card.add(self.effect)
        return card

    def _make_people(self) -> TableView:
        columns: list[Column[PersonRow]] = [
            Column(self.tr("Name"), lambda each: each.name, width=220, avatar=lambda each: each.name),
            Column(
                self.tr("Roles"), lambda each: ", ".join(sorted(role.value for role in each.roles)), width=260
            ),
            Column(self.tr("Teams"), lambda each: ", ".join(each.teams), width=220),
            Column(
                self.tr("Customers"),
                lambda each: str(each.customers),
                lambda each: each.customers,
                align="right",
            ),
        ]
        self._people_model: RecordTable[PersonRow] = RecordTable(columns)
        return TableView(self.tr("People"), self._people_model)

    def _lay_out(self) -> None:
        across = QScrollArea()
        across.setWidgetResizable(True)
        across.setFrameShape(QScrollArea.Shape.NoFrame)
        across.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across.setWidget(self.board)
        across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(across, "page")
        self._across = across
        board = QWidget()
        plan = column(self.plan, margins=(20, 0, 20, 14))
        board.setLayout(column(column(self.problem, margins=(20, 8, 20, 0)), self.nothing, across, plan))
        self._views = QStackedWidget()
        self._views.addWidget(board)
        self._views.addWidget(Scroll(column(self.people)))
        self._chips = [FilterChip(self.tr("Assignments")), FilterChip(self.tr("People"))]
        for at, chip in enumerate(self._chips):
            chip.clicked.connect(lambda _=False, at=at: self._show_view(at))
        bar = QWidget()
        bar.setLayout(line(*self._chips, 1, margins=(20, 8, 20, 8)))
        self.add_bar(bar)
        self.set_body(self._views)
        self._show_view(0)

    def _show_view(self, at: int) -> None:
        self._views.setCurrentIndex(at)
        for number, chip in enumerate(self._chips):
            chip.setChecked(number == at)

    def _hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("↑↓", self.tr("move focus")),
            ("Space", self.tr("choose")),
            ("M", self.tr("place with")),
            ("F", self.tr("fence")),
            ("Esc", self.tr("clear")),
        )
