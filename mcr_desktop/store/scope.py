"""The fence inside the database question: whose records a person may read today.

Every question that is not about one customer filters by visible_to(); every one about a single customer
asks fence_around() and require() first.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.errors import NotFound
from mcr_desktop.domain.fence import Fence, Seat
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.periods import local_day
from mcr_desktop.models.customers import Assignment, Customer, FenceDecision, GatePass
from mcr_desktop.models.people import TeamMember, User, UserRole

_ORDER = {Part.MANAGER: 0, Part.DEPUTY: 1, Part.COVER: 2, Part.SPECIALIST: 3}


def in_force(
    starts: InstrumentedAttribute[date], ends: InstrumentedAttribute[date | None], day: date
) -> ColumnElement[bool]:
    """Whether a dated row holds on this day."""
    return and_(starts <= day, or_(ends.is_(None), ends >= day))


def fenced_on(day: date) -> ColumnElement[bool]:
    """Whether the customer of the enclosing question is fenced on this day."""
    return exists().where(
        FenceDecision.customer_id == Customer.id,
        in_force(FenceDecision.starts_on, FenceDecision.ends_on, day),
    )


def readable_customers(actor: Actor, now: datetime) -> Select[int]:
    """Ids of the customers whose records this person may read now."""
    day = local_day(now)
    on_team = select(Assignment.customer_id).where(
        Assignment.user_id == actor.id, in_force(Assignment.starts_on, Assignment.ends_on, day)
    )
    passes = select(GatePass.customer_id).where(
        GatePass.user_id == actor.id, GatePass.opened_at <= now, GatePass.ends_at > now
    )
    doors = [~fenced_on(day), Customer.id.in_(on_team), Customer.id.in_(passes)]
    if actor.is_lead:
        doors.append(Customer.team_id.in_(_teams_of(actor.id, day)))
    return select(Customer.id).where(or_(*doors))


def visible_to(actor: Actor, now: datetime, customer_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The condition that keeps a question inside the fence of this person."""
    return customer_id.in_(readable_customers(actor, now))


def fence_around(session: Session, actor: Actor, customer_id: int, now: datetime) -> Fence:
    """How this person stands to one customer now.  Raises NotFound if there is none."""
    day = local_day(now)
    row = session.execute(
        select(Customer.name, Customer.team_id, fenced_on(day)).where(Customer.id == customer_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such customer in this workspace.")
    name, team_id, fenced = row
    seats = _seats(session, actor, customer_id, team_id, now, fenced=fenced)
    ask = _whom_to_ask(session, customer_id, team_id, day)
    return Fence(customer_id, name, fenced, frozenset(seats), ask)


def _seats(
    session: Session, actor: Actor, customer_id: int, team_id: int | None, now: datetime, *, fenced: bool
) -> set[Seat]:
    day = local_day(now)
    seats = set() if fenced else {Seat.OPEN}
    if actor.is_admin:
        seats.add(Seat.ADMIN)
    if (
        actor.is_lead
        and team_id is not None
        and session.scalar(_teams_of(actor.id, day).where(TeamMember.team_id == team_id))
    ):
        seats.add(Seat.LEAD)
    member = select(Assignment.id).where(
        Assignment.customer_id == customer_id,
        Assignment.user_id == actor.id,
        in_force(Assignment.starts_on, Assignment.ends_on, day),
    )
    if session.scalar(member.limit(1)):
        seats.add(Seat.MEMBER)
    holder = select(GatePass.id).where(
        GatePass.customer_id == customer_id,
        GatePass.user_id == actor.id,
        GatePass.opened_at <= now,
        GatePass.ends_at > now,
    )
    if fenced and session.scalar(holder.limit(1)):
        seats.add(Seat.PASS_HOLDER)
    if fenced and not seats & {Seat.MEMBER, Seat.LEAD}:
        seats.add(Seat.OUTSIDER)
    return seats


def _teams_of(user_id: int, day: date) -> Select[int]:
    return select(TeamMember.team_id).where(
        TeamMember.user_id == user_id, in_force(TeamMember.starts_on, TeamMember.ends_on, day)
    )


def _whom_to_ask(session: Session, customer_id: int, team_id: int | None, day: date) -> str:
    people = session.execute(
        select(User.name, Assignment.part)
        .join(User, User.id == Assignment.user_id)
        .where(Assignment.customer_id == customer_id, in_force(Assignment.starts_on, Assignment.ends_on, day))
        .order_by(Assignment.id)
    ).all()
    if people:
        return str(min(people, key=lambda person: _ORDER[person.part]).name)
    lead = session.scalar(
        select(User.name)
        .join(TeamMember, TeamMember.user_id == User.id)
        .join(UserRole, and_(UserRole.user_id == User.id, UserRole.role == Role.TEAM_LEAD))
        .where(TeamMember.team_id == team_id, in_force(TeamMember.starts_on, TeamMember.ends_on, day))
        .order_by(TeamMember.id)
        .limit(1)
    )
    return lead or ""


def start_of(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time.min, UTC)
