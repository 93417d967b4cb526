"""Who looks after whom, from a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from uuid import uuid4

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.records import Good, ImportedAssignment
from mcr_desktop.models.customers import Assignment, Customer
from mcr_desktop.models.people import Team
from mcr_desktop.services.imports.desk import Desk, name_some, plural
from mcr_desktop.services.imports.people import HIMSELF, Staff
from mcr_desktop.store import imports
from mcr_desktop.store.imports import KnownAssignment

_JOINING = frozenset({Part.MANAGER, Part.DEPUTY, Part.SPECIALIST})
"""Parts that make somebody a member of the customer's team; whoever covers stays a guest."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row whose assignment stands; whether its person joins the team is seen when all rows are in."""

    assignment: KnownAssignment
    user: str
    team: str
    is_new: bool
    changed: bool


@dataclass(eq=False)
class _Board:
    """Who looks after whom: what is known, and what the file adds."""

    desk: Desk
    known: dict[tuple[int, int, str], list[KnownAssignment]] = field(default_factory=dict)
    managers: dict[int, list[KnownAssignment]] = field(default_factory=dict)
    teams: dict[int, int | None] = field(init=False)
    teams_set: dict[int, str] = field(default_factory=dict)
    starts: dict[int, date] = field(default_factory=dict)
    new_on: set[int] = field(default_factory=set)
    placed: list[_Placed] = field(default_factory=list)
    ends: dict[int, date] = field(default_factory=dict)
    moved: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.teams = imports.teams_of_customers(self.desk.session)
        for assignment in imports.known_assignments(self.desk.session):
            self._enter(assignment)

    def _enter(self, assignment: KnownAssignment) -> None:
        key = (assignment.customer_id, assignment.user_id, assignment.part)
        self.known.setdefault(key, []).append(assignment)
        if assignment.part == Part.MANAGER:
            self.managers.setdefault(assignment.customer_id, []).append(assignment)

    def same(self, customer_id: int, user_id: int, record: ImportedAssignment) -> KnownAssignment | None:
        """The same assignment, known or met before in this file; without a day, any that holds."""
        for assignment in self.known.get((customer_id, user_id, record.part.value), ()):
            if record.starts_on is None:
                if assignment.ends_on is None or assignment.ends_on >= self.desk.today:
                    return assignment
            elif assignment.starts_on == record.starts_on:
                return assignment
        return None

    def add(self, customer_id: int, user_id: int, record: ImportedAssignment) -> KnownAssignment:
        """Take a new assignment in."""
        desk = self.desk
        starts_on = record.starts_on or desk.today
        number = desk.batch.add(
            Assignment,
            uuid=str(uuid4()),
            customer_id=customer_id,
            user_id=user_id,
            part=record.part,
            starts_on=starts_on,
            ends_on=record.ends_on,
            reason=record.reason or "imported",
            assigned_by_id=desk.actor.id,
            assigned_at=desk.now,
        )
        part = record.part.value
        known = KnownAssignment(number, customer_id, user_id, part, starts_on, record.ends_on)
        self._enter(known)
        self.new_on.add(customer_id)
        return known

    def holds_today(self, assignment: KnownAssignment) -> bool:
        """Whether an assignment is in force, what this file has ended considered."""
        today = self.desk.today
        last = self.ends.get(assignment.id, assignment.ends_on)
        return assignment.starts_on <= today and (last is None or last >= today)


def bring_assignments(desk: Desk, rows: Iterator[Good[ImportedAssignment]]) -> None:
    """Assignments; a customer that has no fence gets one, and users become members of the team named."""
    staff, board = Staff(desk), _Board(desk)
    for good in rows:
        customer = desk.customer(good, good.record.customer)
        user_id = staff.users.get(fold(good.record.user))
        if user_id is None:
            desk.refuse_row(good, "user", f"there is no user called {good.record.user}")
        if customer is not None and user_id is not None:
            _place(desk, staff, board, good, customer.id, user_id)
    _end_earlier_managers(desk, board)
    _join(desk, staff, board)
    _fence(desk, board)
    if board.moved:
        names = name_some([_name(desk, number) for number in board.moved])
        count = plural(len(board.moved), "customer")
        desk.say(f"{count} moved to another team: {names}.", f"{count} would move to another team: {names}.")
    staff.tell()


def _place(
    desk: Desk, staff: Staff, board: _Board, good: Good[ImportedAssignment], customer_id: int, user_id: int
) -> None:
    """One row of assignments: new, or known and perhaps ended by it."""
    record = good.record
    same = board.same(customer_id, user_id, record)
    if same is None and user_id == desk.actor.id and not staff.alone:
        desk.refuse_row(good, "user", HIMSELF)
        return
    starts_on = record.starts_on or desk.today
    board.starts[customer_id] = min(starts_on, board.starts.get(customer_id, starts_on))
    in_team = bool(record.team) and _agrees_on_team(desk, board, good, customer_id)
    moved = in_team and _set_team(desk, staff, board, customer_id, record.team)
    ended = False
    if same is None:
        assignment = board.add(customer_id, user_id, record)
        desk.added += 1
    else:
        assignment = same
        if record.ends_on is not None:
            board.ends[same.id] = record.ends_on
            ended = desk.amend(Assignment, same.id, {"ends_on": record.ends_on})
    team = record.team if in_team else ""
    board.placed.append(_Placed(assignment, record.user, team, same is None, moved or ended))


def _agrees_on_team(desk: Desk, board: _Board, good: Good[ImportedAssignment], customer_id: int) -> bool:
    """Whether a row names the team that the customer's first row named."""
    record = good.record
    first = board.teams_set.setdefault(customer_id, record.team)
    if fold(first) == fold(record.team):
        return True
    desk.suspect(good, f"{record.customer} has team {first} in an earlier row; {record.team} left out")
    return False


def _set_team(desk: Desk, staff: Staff, board: _Board, customer_id: int, name: str) -> bool:
    """Make a customer the team's; False if it is."""
    team = staff.team(name)
    if board.teams.get(customer_id) == team:
        return False
    if board.teams.get(customer_id) is not None:
        board.moved.append(customer_id)
    board.teams[customer_id] = team
    if desk.batch.holds(Team, team):
        desk.batch.flush()
    return desk.amend(Customer, customer_id, {"team_id": team})


def _join(desk: Desk, staff: Staff, board: _Board) -> None:
    """Managers, deputies and specialists of today become members of the team named, where that is safe."""
    kept_out: dict[str, None] = {}
    for placed in board.placed:
        joined = False
        assignment = placed.assignment
        joins = bool(placed.team) and assignment.part in _JOINING and board.holds_today(assignment)
        if joins and not staff.is_member(placed.team, assignment.user_id):
            if staff.may_be_brought_in(assignment.user_id):
                joined = staff.join(placed.team, assignment.user_id)
            else:
                kept_out[placed.user] = None
        if not placed.is_new:
            desk.settle(changed=placed.changed or joined)
    if kept_out:
        why = f"({name_some(list(kept_out))}); a file of users says who is in which team."
        count = plural(len(kept_out), "person was", "people were")
        tried = plural(len(kept_out), "person", "people")
        desk.say(
            f"{count} not made a member of another team {why}",
            f"{tried} would not be made a member of another team {why}",
        )


def _end_earlier_managers(desk: Desk, board: _Board) -> None:
    """A customer has one manager at a time: an earlier one ends the day before the next begins."""
    for customer_id in sorted(board.new_on):
        managers = sorted(board.managers.get(customer_id, ()), key=lambda row: (row.starts_on, row.id))
        for earlier, later in pairwise(managers):
            if earlier.ends_on is not None and earlier.ends_on < later.starts_on:
                continue
            if earlier.starts_on == later.starts_on:
                day = f"{later.starts_on.day} {later.starts_on:%B %Y}"
                desk.suspicious.append(f"{_name(desk, customer_id)} has two managers from {day}")
                continue
            last = later.starts_on - timedelta(days=1)
            board.ends[earlier.id] = last
            desk.amend(Assignment, earlier.id, {"ends_on": last})


def _fence(desk: Desk, board: _Board) -> None:
    """Fence the customers that now have somebody and had no fence, from their earliest day."""
    fenced_until = imports.last_fenced_days(desk.session)
    new = 0
    for customer_id in sorted(board.new_on):
        starts_on = board.starts[customer_id]
        last = fenced_until.get(customer_id, date.min)
        if last is None or last >= desk.today:
            continue
        if last >= starts_on:
            starts_on = last + timedelta(days=1)
        imports.fence(desk.batch, customer_id, starts_on, desk.actor.id, desk.now)
        new += 1
    if new:
        count = plural(new, "customer")
        desk.say(
            f"{count} fenced from now on (reason: imported).", f"{count} would be fenced (reason: imported)."
        )


def _name(desk: Desk, customer_id: int) -> str:
    return imports.get(desk.session, Customer, customer_id).name
