"""Decides what the Admin place shows, and has people placed, customers fenced and files brought in.

Needs the services of `AdminServices`, the window's `Deeds`, who acts and the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.customers import AssignmentBoard, Move, Part
from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.domain.people import PersonRow, TeamRow
from mcr_desktop.domain.periods import local_day
from mcr_desktop.ui.admin.bringing import Bringing, BringInSheet
from mcr_desktop.ui.admin.page import AdminPage, State
from mcr_desktop.ui.admin.sheets import NameSheet, Person, PersonSheet, PlaceSheet, Placing, ReasonSheet
from mcr_desktop.ui.deeds import Deeds, expected

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.assignments import AssignmentService
    from mcr_desktop.services.customers import CustomerService
    from mcr_desktop.services.imports import ImportService
    from mcr_desktop.services.people import PeopleService

Found = tuple[AssignmentBoard, tuple[PersonRow, ...], tuple[TeamRow, ...]]
Mapping = Callable[[Sequence[str]], dict[str, str]]


def _said(text: str) -> str:
    return QCoreApplication.translate("admin", text)


@dataclass(frozen=True, slots=True)
class AdminServices:
    """What the Admin place asks; parse_mapping reads "field=column" pairs."""

    assignments: AssignmentService
    customers: CustomerService
    people: PeopleService
    imports: ImportService
    parse_mapping: Mapping


@dataclass(eq=False)
class AdminPresenter:
    """One Admin place over one workspace."""

    page: AdminPage
    services: AdminServices
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    badge: Callable[[int], None] = field(default=lambda _: None)
    state: State = field(init=False)
    _teams: tuple[TeamRow, ...] = ()
    _seen: bool = False

    def __post_init__(self) -> None:
        self.state = State(local_day(self.now()), may_admin=self.actor.is_admin)
        page = self.page
        page.again.connect(self.load)
        page.ticked.connect(self._tick)
        page.cleared.connect(lambda: self._show(replace(self.state, ticked=frozenset(), effects=())))
        page.filtered.connect(lambda text: self._show(replace(self.state, wanted=text)))
        page.place_wanted.connect(self._ask_place)
        page.fence_wanted.connect(self._ask_fence)
        page.open_wanted.connect(lambda customer: page.go.emit("customers", customer))
        page.import_wanted.connect(self.bring_in)
        page.person_wanted.connect(self._ask_person)
        page.team_wanted.connect(self._ask_team)
        self.deeds.bulletin.changed.connect(self._changed)
        page.present(self.state)

    def load(self) -> None:
        """Read board and people."""
        self._seen = True
        self._show(replace(self.state, busy=True, problem=""))
        self.deeds.jobs.start((self, "board"), self._read, self._loaded, self._failed)

    def bring_in(self, path: Path | None = None) -> None:
        """Ask which file, look at it, and bring it in when that is wanted."""
        sheet = BringInSheet(self.page)
        sheet.looked.connect(partial(self._look_at, sheet))
        sheet.wanted.connect(partial(self._bring_in, sheet))
        sheet.open()
        if path is not None:
            sheet.show_file(path)

    def _changed(self, _customer: object) -> None:
        if self._seen:
            self.load()

    def _read(self) -> Found:
        people = self.services.people
        board = self.services.assignments.board(self.actor)
        return board, people.users(self.actor), people.teams(self.actor)

    def _loaded(self, found: Found) -> None:
        board, people, self._teams = found
        there = {row.id for person in board.columns for row in person.customers}
        there |= {row.id for row in board.outside}
        self._show(
            replace(
                self.state,
                loaded=True,
                busy=False,
                board=board,
                people=people,
                ticked=self.state.ticked & there,
            )
        )
        self.badge(len(board.outside))

    def _tick(self, customer_id: int, ticked: bool) -> None:
        before = self.state.ticked
        after = before | {customer_id} if ticked else before - {customer_id}
        self._show(replace(self.state, ticked=after, effects=()))

    def _moves(self, user_id: int, part: Part) -> tuple[Move, ...]:
        return tuple(Move(customer, user_id, part) for customer in sorted(self.state.ticked))

    def _ask_place(self, user_id: int | None) -> None:
        if not self.state.ticked:
            return
        sheet = PlaceSheet(self.page, len(self.state.ticked), self.state.people, user_id)
        sheet.changed.connect(partial(self._foretell, sheet))
        sheet.asked.connect(self._place)
        sheet.start()

    def _foretell(self, sheet: PlaceSheet, user_id: int, part: Part) -> None:
        work = partial(self.services.assignments.plan_many, self.actor, self._moves(user_id, part))
        told = sheet.show_effects

        def failed(error: Exception) -> None:
            told((expected(error),))

        self.deeds.jobs.start((self, "effects"), work, told, failed)

    def _place(self, placing: Placing) -> None:
        moves = self._moves(placing.user_id, placing.part)
        work = partial(self.services.assignments.assign_many, self.actor, moves, placing.reason)
        said = _said("Placed {n} customers.").format(n=len(moves)) if len(moves) > 1 else _said("Placed.")
        self._show(replace(self.state, ticked=frozenset()))
        self.deeds.do(work, said, None, failed=self._refused)

    def _ask_fence(self) -> None:
        if not self.state.ticked:
            return
        rows = [
            *self.state.board.outside,
            *(row for each in self.state.board.columns for row in each.customers),
        ]
        chosen = [row for row in rows if row.id in self.state.ticked]
        lift = all(row.fenced for row in chosen)
        if lift:
            told = _said("Without a fence everybody here may read and write their records.")
            sheet = ReasonSheet(
                self.page, _said("Lift the fence"), told, _said("Lift"), _said("Service as usual is enough")
            )
        else:
            told = _said(
                "From today only their team reads and writes their records; others are told whom to ask."
            )
            sheet = ReasonSheet(
                self.page, _said("Put a fence round them"), told, _said("Fence"), _said("Why they are valued")
            )
        sheet.asked.connect(partial(self._fence, [row.id for row in chosen if row.fenced == lift], lift))
        sheet.open()

    def _fence(self, ids: list[int], lift: bool, reason: str) -> None:
        customers = self.services.customers

        def decide() -> None:
            for customer_id in ids:
                if lift:
                    customers.lift_fence(self.actor, customer_id, reason)
                else:
                    customers.fence(self.actor, customer_id, reason)

        said = _said("Fence lifted.") if lift else _said("Fenced from today.")
        self._show(replace(self.state, ticked=frozenset()))
        self.deeds.do(decide, said, None, failed=self._refused)

    def _ask_person(self) -> None:
        sheet = PersonSheet(self.page, self._teams)
        sheet.asked.connect(self._add_person)
        sheet.open()

    def _add_person(self, person: Person) -> None:
        work = partial(
            self.services.people.add_user,
            self.actor,
            person.name,
            person.roles,
            person.team or None,
            person.function,
        )
        self.deeds.do(
            work, _said("{name} is one of us now.").format(name=person.name), None, failed=self._refused
        )

    def _ask_team(self) -> None:
        sheet = NameSheet(self.page, _said("Add a team"), "users", _said("Add"), _said("North team"))
        sheet.asked.connect(self._add_team)
        sheet.open()

    def _add_team(self, name: str) -> None:
        work = partial(self.services.people.add_team, self.actor, name)
        self.deeds.do(work, _said("Team added."), None, failed=self._refused)

    def _look_at(self, sheet: BringInSheet, wanted: Bringing) -> None:
        def failed(error: Exception) -> None:
            sheet.show_problem(expected(error))

        work = partial(self._import, wanted, dry_run=True)
        self.deeds.jobs.start((sheet, "look"), work, sheet.show_report, failed)

    def _bring_in(self, sheet: BringInSheet, wanted: Bringing) -> None:
        def done(_: ImportReport) -> None:
            sheet.accept()

        def refused(error: McrError) -> None:
            sheet.show_problem(str(error))

        work = partial(self._import, wanted, dry_run=False)
        said = _said("Brought in {file}.").format(file=wanted.path.name)
        self.deeds.do(work, said, None, after=done, failed=refused)

    def _import(self, wanted: Bringing, *, dry_run: bool) -> ImportReport:
        return self.services.imports.bring_in(
            self.actor,
            wanted.kind,
            wanted.path,
            mapping=self.services.parse_mapping(wanted.mapping),
            key=wanted.key or None,
            dry_run=dry_run,
        )

    def _refused(self, error: McrError) -> None:
        self._show(replace(self.state, problem=str(error)))

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, busy=False))
        self._show(replace(self.state, problem=expected(error)))

    def _show(self, state: State) -> None:
        self.state = state
        self.page.present(state)
