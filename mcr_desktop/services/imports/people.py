"""Users, their teams, and who looks after whom, from a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from uuid import uuid4

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.people import Function, Role
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.records import Good, ImportedAssignment, ImportedUser
from mcr_desktop.models.customers import Assignment, Customer
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.services.imports.desk import Desk, given, name_some, plural
from mcr_desktop.store import imports
from mcr_desktop.store.imports import KnownAssignment

_HIMSELF = "nobody gives himself a team or a customer: ask another admin to bring this row in"


@dataclass(eq=False)
class _Staff:
    """Our own people and teams, those known and those met in the file."""

    desk: Desk
    users: dict[str, int] = field(init=False)
    teams: dict[str, int] = field(init=False)
    members: set[tuple[int, int]] = field(init=False)
    new_teams: list[str] = field(default_factory=list)
    alone: bool = field(init=False)

    def __post_init__(self) -> None:
        session = self.desk.session
        self.users = imports.known_users(session)
        self.teams = imports.known_teams(session)
        self.members = imports.memberships(session, self.desk.today)
        self.alone = imports.users_count(session) <= 1

    def team(self, name: str) -> int:
        """The team of this name, made if there is none."""
        folded = fold(name)
        if folded not in self.teams:
            self.teams[folded] = self.desk.batch.add(Team, name=name, folded=folded)
            self.new_teams.append(name)
        return self.teams[folded]

    def is_member(self, team: str, user_id: int) -> bool:
        """Whether this person is in the team of that name already."""
        return (self.teams.get(fold(team), 0), user_id) in self.members

    def join(self, team: str, user_id: int, function: Function | None = None) -> bool:
        """Make the person a member; False if they are one."""
        if self.is_member(team, user_id):
            return False
        number = self.team(team)
        self.members.add((number, user_id))
        self.desk.batch.add(
            TeamMember,
            team_id=number,
            user_id=user_id,
            function=function or Function.SALES,
            starts_on=self.desk.today,
            ends_on=None,
        )
        return True

    def tell(self) -> None:
        """Name the teams that this file made."""
        if self.new_teams:
            self.desk.notes.append(f"{plural(len(self.new_teams), 'new team')}: {name_some(self.new_teams)}.")


def bring_users(desk: Desk, rows: Iterator[Good[ImportedUser]]) -> None:
    """Users by name; several rows of one name are several roles and teams of one person."""
    staff = _Staff(desk)
    roles = imports.roles_given(desk.session)
    for good in rows:
        record = good.record
        known = staff.users.get(fold(record.name))
        if known is None:
            user_id = staff.users[fold(record.name)] = _add_user(desk, record)
            desk.added += 1
        else:
            user_id = known
        if _raises_himself(desk, staff, roles, record, user_id):
            desk.refuse_row(good, "team", _HIMSELF)
            continue
        changed = _give_roles(desk, roles, record, user_id)
        if record.team:
            changed = staff.join(record.team, user_id, record.function) or changed
        if known is not None:
            about = given(email=record.email, title=record.title)
            desk.settle(changed=desk.amend(User, user_id, about) or changed)
    staff.tell()


def _add_user(desk: Desk, record: ImportedUser) -> int:
    return desk.batch.add(
        User,
        name=record.name,
        folded=fold(record.name),
        email=record.email,
        title=record.title,
        customer_limit=None,
        active=True,
    )


def _raises_himself(
    desk: Desk, staff: _Staff, roles: set[tuple[int, str]], record: ImportedUser, user_id: int
) -> bool:
    """Whether an admin would let himself into a team, or make himself a lead, by way of a file."""
    if user_id != desk.actor.id or staff.alone:
        return False
    leads = Role.TEAM_LEAD in record.roles and (user_id, Role.TEAM_LEAD.value) not in roles
    return leads or (bool(record.team) and not staff.is_member(record.team, user_id))


def _give_roles(desk: Desk, roles: set[tuple[int, str]], record: ImportedUser, user_id: int) -> bool:
    new = [role for role in sorted(record.roles) if (user_id, role.value) not in roles]
    for role in new:
        roles.add((user_id, role.value))
        desk.batch.add(UserRole, user_id=user_id, role=role)
    return bool(new)


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

    def add(self, customer_id: int, user_id: int, record: ImportedAssignment) -> None:
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
        self._enter(
            KnownAssignment(number, customer_id, user_id, record.part.value, starts_on, record.ends_on)
        )
        self.new_on.add(customer_id)


def bring_assignments(desk: Desk, rows: Iterator[Good[ImportedAssignment]]) -> None:
    """Assignments; a customer that has no fence gets one, and users become members of the team named."""
    staff, board = _Staff(desk), _Board(desk)
    for good in rows:
        customer = desk.customer(good, good.record.customer)
        user_id = staff.users.get(fold(good.record.user))
        if user_id is None:
            desk.refuse_row(good, "user", f"there is no user called {good.record.user}")
        if customer is not None and user_id is not None:
            _place(desk, staff, board, good, customer.id, user_id)
    _end_earlier_managers(desk, board)
    _fence(desk, board)
    staff.tell()


def _place(
    desk: Desk, staff: _Staff, board: _Board, good: Good[ImportedAssignment], customer_id: int, user_id: int
) -> None:
    """One row of assignments: new, or known and perhaps ended by it."""
    record = good.record
    same = board.same(customer_id, user_id, record)
    if same is None and user_id == desk.actor.id and not staff.alone:
        desk.refuse_row(good, "user", _HIMSELF)
        return
    starts_on = record.starts_on or desk.today
    board.starts[customer_id] = min(starts_on, board.starts.get(customer_id, starts_on))
    joined = bool(record.team) and _set_team(desk, staff, board, good, customer_id, user_id)
    if same is None:
        board.add(customer_id, user_id, record)
        desk.added += 1
        return
    ended = record.ends_on is not None and desk.amend(Assignment, same.id, {"ends_on": record.ends_on})
    desk.settle(changed=joined or ended)


def _set_team(
    desk: Desk, staff: _Staff, board: _Board, good: Good[ImportedAssignment], customer_id: int, user_id: int
) -> bool:
    """The customer's team is the one its first row names; everyone named with it becomes a member."""
    record = good.record
    first = board.teams_set.setdefault(customer_id, record.team)
    if fold(first) != fold(record.team):
        desk.suspect(good, f"{record.customer} has team {first} in an earlier row; {record.team} left out")
        return False
    joined = staff.join(record.team, user_id)
    team = staff.team(record.team)
    if board.teams.get(customer_id) == team:
        return joined
    board.teams[customer_id] = team
    if desk.batch.holds(Team, team):
        desk.batch.flush()
    return desk.amend(Customer, customer_id, {"team_id": team}) or joined


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
            desk.amend(Assignment, earlier.id, {"ends_on": later.starts_on - timedelta(days=1)})


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
        desk.notes.append(f"{plural(new, 'customer')} fenced from now on (reason: imported).")


def _name(desk: Desk, customer_id: int) -> str:
    return imports.get(desk.session, Customer, customer_id).name
