"""The fence inside the database question: whose records a person may read today.

Every question that is not about one customer filters by visible_to(); every one about a single customer
asks fence_around() and require() first.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.errors import NotFound
from mcr_desktop.domain.fence import Action, Fence, Seat, require, require_admin
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


def visible_to(actor: Actor, now: datetime, customer_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The condition that keeps a question inside the fence of this person.

    It is built from short lists (the fenced, one's own), never from the list of all customers.
    """
    day = local_day(now)
    fenced = select(FenceDecision.customer_id).where(
        in_force(FenceDecision.starts_on, FenceDecision.ends_on, day)
    )
    passes = select(GatePass.customer_id).where(
        GatePass.user_id == actor.id, GatePass.opened_at <= now, GatePass.ends_at > now
    )
    led = select(Customer.id).where(Customer.team_id.in_(_teams_led_by(actor.id, day)))
    return or_(
        customer_id.not_in(fenced),
        customer_id.in_(customers_of(actor.id, day)),
        customer_id.in_(passes),
        customer_id.in_(led),
    )


def customers_of(user_id: int, day: date, *parts: Part) -> Select[int]:
    """Ids of the customers on whose team this person is on a day, in any of these parts or in any at all."""
    question = select(Assignment.customer_id).where(
        Assignment.user_id == user_id, in_force(Assignment.starts_on, Assignment.ends_on, day)
    )
    return question.where(Assignment.part.in_(parts)) if parts else question


def own_customers(session: Session, actor: Actor, day: date, *parts: Part) -> frozenset[int]:
    """The ids that customers_of() names for this person."""
    return frozenset(session.scalars(customers_of(actor.id, day, *parts)))


def admit(session: Session, actor: Actor, customer_id: int, action: Action, now: datetime) -> Fence:
    """The fence round a customer, once it lets this person do the action.

    Raises NotFound for no customer, NotAllowed with one sentence for anybody it keeps out.
    """
    fence = fence_around(session, actor, customer_id, now)
    require(action, fence)
    return fence


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
    if is_admin(session, actor):
        seats.add(Seat.ADMIN)
    led = _teams_led_by(actor.id, day).where(TeamMember.team_id == team_id)
    if team_id is not None and session.scalar(led.limit(1)):
        seats.add(Seat.LEAD)
    if session.scalar(customers_of(actor.id, day).where(Assignment.customer_id == customer_id).limit(1)):
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


def is_admin(session: Session, actor: Actor) -> bool:
    """Whether this person still is an admin: asked of the workspace, since roles can be taken away."""
    return session.scalar(select(UserRole.id).where(_has_role(actor.id, Role.ADMIN)).limit(1)) is not None


def admit_admin(session: Session, actor: Actor, deed: str) -> None:
    """Return quietly for somebody who is an admin now, else raise NotAllowed; see require_admin."""
    roles = frozenset({Role.ADMIN}) if is_admin(session, actor) else frozenset()
    require_admin(Actor(actor.id, actor.name, roles), deed)


def _has_role(user_id: int, role: Role) -> ColumnElement[bool]:
    return and_(UserRole.user_id == user_id, UserRole.role == role)


def _teams_led_by(user_id: int, day: date) -> Select[int]:
    return select(TeamMember.team_id).where(
        TeamMember.user_id == user_id,
        in_force(TeamMember.starts_on, TeamMember.ends_on, day),
        exists().where(_has_role(user_id, Role.TEAM_LEAD)),
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
