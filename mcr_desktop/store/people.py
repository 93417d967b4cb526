"""Questions about us: who signs in, with which roles, in which teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import and_, exists, func, insert, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.errors import NotFound, Refused
from mcr_desktop.domain.people import Actor, Function, PersonRow, Role, TeamMemberRow, TeamRow
from mcr_desktop.domain.text import fold
from mcr_desktop.models.customers import Assignment, Customer
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.scope import in_force


def named(session: Session, name: str) -> Actor:
    """The active user of this name.  Raises Refused with the reason."""
    user = session.scalars(select(User).where(User.folded == fold(name))).one_or_none()
    if user is None:
        raise Refused(f"There is no user called {name} in this workspace.")
    if not user.active:
        raise Refused(f"{user.name} is no longer active in this workspace.")
    return _actor(user)


def get(session: Session, user_id: int) -> Actor:
    """One active user by number.  Raises NotFound."""
    user = session.get(User, user_id)
    if user is None or not user.active:
        raise NotFound("There is no such user in this workspace.")
    return _actor(user)


def _actor(user: User) -> Actor:
    return Actor(user.id, user.name, frozenset(role.role for role in user.roles))


def is_empty(session: Session) -> bool:
    """Whether nobody is in this workspace yet."""
    return session.scalar(select(User.id).limit(1)) is None


def is_alone(session: Session) -> bool:
    """Whether there is only one active user."""
    return session.scalar(select(func.count()).select_from(User).where(User.active)) == 1


def users(session: Session, day: date) -> tuple[PersonRow, ...]:
    """Everybody by name, with their teams and how many customers they manage on this day."""
    teams: dict[int, list[str]] = defaultdict(list)
    for user_id, team in session.execute(
        select(TeamMember.user_id, Team.name)
        .join(Team, Team.id == TeamMember.team_id)
        .where(in_force(TeamMember.starts_on, TeamMember.ends_on, day))
        .order_by(Team.name)
    ):
        teams[user_id].append(team)
    managed = customers_managed(session, day)
    people = session.scalars(select(User).order_by(User.folded))
    return tuple(
        PersonRow(
            user.id,
            user.name,
            frozenset(role.role for role in user.roles),
            tuple(teams[user.id]),
            managed.get(user.id, 0),
            user.customer_limit,
            user.active,
        )
        for user in people
    )


def customers_managed(session: Session, day: date) -> dict[int, int]:
    """How many customers each person manages on this day; who manages none is absent."""
    return {
        user_id: count
        for user_id, count in session.execute(
            select(Assignment.user_id, func.count())
            .where(Assignment.part == Part.MANAGER, in_force(Assignment.starts_on, Assignment.ends_on, day))
            .group_by(Assignment.user_id)
        )
    }


def teams(session: Session, day: date) -> tuple[TeamRow, ...]:
    """Every team by name with its members of this day."""
    managed = customers_managed(session, day)
    leads = exists().where(and_(UserRole.user_id == User.id, UserRole.role == Role.TEAM_LEAD))
    members: dict[int, list[TeamMemberRow]] = defaultdict(list)
    for team_id, user_id, name, function, leading in session.execute(
        select(TeamMember.team_id, User.id, User.name, TeamMember.function, leads)
        .join(User, User.id == TeamMember.user_id)
        .where(in_force(TeamMember.starts_on, TeamMember.ends_on, day), User.active)
        .order_by(leads.desc(), User.folded)
    ):
        members[team_id].append(TeamMemberRow(user_id, name, function, leading, managed.get(user_id, 0)))
    counts = {
        team_id: count
        for team_id, count in session.execute(
            select(Customer.team_id, func.count())
            .where(Customer.team_id.is_not(None))
            .group_by(Customer.team_id)
        )
    }
    rows = session.execute(select(Team.id, Team.name).order_by(Team.folded))
    return tuple(
        TeamRow(number, name, tuple(members[number]), counts.get(number, 0)) for number, name in rows
    )


def team_named(session: Session, name: str) -> int:
    """The number of the team of this name.  Raises Refused when there is none."""
    number = session.scalar(select(Team.id).where(Team.folded == fold(name)))
    if number is None:
        raise Refused(f"There is no team called {name}.")
    return number


def team_name(session: Session, number: int) -> str:
    """What the team of this number is called."""
    return session.get_one(Team, number).name


def teams_of(session: Session, user_id: int, day: date) -> tuple[int, ...]:
    """The teams in which somebody is a member on this day."""
    return tuple(
        session.scalars(
            select(TeamMember.team_id)
            .where(TeamMember.user_id == user_id, in_force(TeamMember.starts_on, TeamMember.ends_on, day))
            .order_by(TeamMember.team_id)
        )
    )


def found(session: Session, name: str, roles: Iterable[Role], at: datetime) -> int:
    """The first user of a workspace, on whose own behalf the audit trail begins."""
    shown = " ".join(name.split()) or "Admin"
    number = session.execute(
        insert(User).values(name=shown, folded=fold(shown)).returning(User.id)
    ).scalar_one()
    session.execute(insert(UserRole), [{"user_id": number, "role": role} for role in sorted(set(roles))])
    audit.record(session, Actor(number, shown), Deed.MADE_WORKSPACE, at)
    return number


def add_user(session: Session, name: str, roles: Iterable[Role], limit: int | None = None) -> int:
    """A new user; the name is unique however it is written.  Raises Refused."""
    shown = " ".join(name.split())
    if not shown:
        raise Refused("A user needs a name.")
    if session.scalar(select(User.id).where(User.folded == fold(shown))) is not None:
        raise Refused(f"There is already a user called {shown}.")
    user = User(name=shown, folded=fold(shown), customer_limit=limit, roles=_roles(roles))
    session.add(user)
    session.flush()
    return user.id


def change_roles(session: Session, user_id: int, roles: Iterable[Role]) -> None:
    """Give a user exactly these roles.  Raises Refused if that would leave no admin."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("There is no such user in this workspace.")
    wanted = set(roles)
    if Role.ADMIN not in wanted and not _another_admin(session, user_id):
        raise Refused(f"{user.name} is the only admin. Make somebody else an admin first.")
    kept = [role for role in user.roles if role.role in wanted]
    user.roles = kept + _roles(wanted - {role.role for role in kept})
    session.flush()


def _roles(roles: Iterable[Role]) -> list[UserRole]:
    return [UserRole(role=role) for role in sorted(set(roles))]


def _another_admin(session: Session, user_id: int) -> bool:
    question = (
        select(User.id)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == Role.ADMIN, User.active, User.id != user_id)
    )
    return session.scalar(question.limit(1)) is not None


def add_team(session: Session, name: str) -> int:
    """A new team.  Raises Refused for a name that is taken or blank."""
    shown = " ".join(name.split())
    if not shown:
        raise Refused("A team needs a name.")
    if session.scalar(select(Team.id).where(Team.folded == fold(shown))) is not None:
        raise Refused(f"There is already a team called {shown}.")
    team = Team(name=shown, folded=fold(shown))
    session.add(team)
    session.flush()
    return team.id


def join_team(session: Session, team_id: int, user_id: int, function: Function, day: date) -> None:
    """Make a user a member from this day on.  Raises Refused if they are one already."""
    if session.get(Team, team_id) is None:
        raise NotFound("There is no such team in this workspace.")
    if team_id in teams_of(session, user_id, day):
        raise Refused(f"{get(session, user_id).name} is already a member of this team.")
    session.add(TeamMember(team_id=team_id, user_id=user_id, function=function, starts_on=day))
    session.flush()


def leave_team(session: Session, team_id: int, user_id: int, day: date) -> None:
    """End a membership: yesterday was its last day.  Raises Refused for somebody who is no member."""
    member = session.scalars(
        select(TeamMember).where(
            TeamMember.team_id == team_id,
            TeamMember.user_id == user_id,
            in_force(TeamMember.starts_on, TeamMember.ends_on, day),
        )
    ).one_or_none()
    if member is None:
        raise Refused("They are not a member of this team.")
    if member.starts_on >= day:
        session.delete(member)
    else:
        member.ends_on = day - timedelta(days=1)
    session.flush()
