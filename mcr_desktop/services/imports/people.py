"""Users and their teams, from a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mcr_desktop.domain.people import Function, Role
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.records import Good, ImportedUser
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.services.imports.desk import Desk, given, name_some, plural
from mcr_desktop.store import imports

HIMSELF = "nobody gives himself a team or a customer: ask another admin to bring this row in"


@dataclass(eq=False)
class Staff:
    """Our own people and teams, those known and those met in the file."""

    desk: Desk
    users: dict[str, int] = field(init=False)
    teams: dict[str, int] = field(init=False)
    members: set[tuple[int, int]] = field(init=False)
    leads: set[int] = field(init=False)
    new_teams: list[str] = field(default_factory=list)
    alone: bool = field(init=False)

    def __post_init__(self) -> None:
        session = self.desk.session
        self.users = imports.known_users(session)
        self.teams = imports.known_teams(session)
        self.members = imports.memberships(session, self.desk.today)
        given = imports.roles_given(session)
        self.leads = {user_id for user_id, role in given if role == Role.TEAM_LEAD}
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

    def may_be_brought_in(self, user_id: int) -> bool:
        """Whether an assignment may make this person a member of its team.

        Membership makes a lead the lead of every customer there, so a lead's teams come from the file of
        users alone; nor does anybody leave their own team's company, or let himself in, by this door.
        """
        elsewhere = any(member == user_id for _, member in self.members)
        himself = user_id == self.desk.actor.id and not self.alone
        return not (elsewhere or himself or user_id in self.leads)

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
            count, names = plural(len(self.new_teams), "new team"), name_some(self.new_teams)
            self.desk.say(f"{count}: {names}.", f"{count} would be made: {names}.")


def bring_users(desk: Desk, rows: Iterator[Good[ImportedUser]]) -> None:
    """Users by name; several rows of one name are several roles and teams of one person."""
    staff = Staff(desk)
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
            desk.refuse_row(good, "team", HIMSELF)
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
    desk: Desk, staff: Staff, roles: set[tuple[int, str]], record: ImportedUser, user_id: int
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
