"""Questions about who looks after whom, and the rows that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.customers import AssignmentRow, Part
from mcr_desktop.domain.errors import NotFound, Refused
from mcr_desktop.models.customers import Assignment, Customer
from mcr_desktop.models.people import TeamMember, User
from mcr_desktop.store import people, values
from mcr_desktop.store.scope import in_force

PARTS = {part: place for place, part in enumerate((Part.MANAGER, Part.DEPUTY, Part.COVER, Part.SPECIALIST))}
"""The order in which a customer's team is named."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Somebody is to look after a customer: in which part, from, until, why, by whom."""

    customer_id: int
    user_id: int
    part: Part
    starts_on: date
    ends_on: date | None
    reason: str
    by: int
    at: datetime
    uuid: str


def of(session: Session, customer_id: int, day: date) -> tuple[AssignmentRow, ...]:
    """A customer's team on a day: the manager first, then deputies, covers and specialists."""
    found = session.execute(
        select(Assignment, User.name, Customer.team_id)
        .join(User, User.id == Assignment.user_id)
        .join(Customer, Customer.id == Assignment.customer_id)
        .where(
            Assignment.customer_id == customer_id,
            in_force(Assignment.starts_on, Assignment.ends_on, day),
        )
        .order_by(Assignment.id)
    ).all()
    functions = _functions(session, found[0].team_id, day) if found else {}
    rows = [
        AssignmentRow(
            row.id,
            row.user_id,
            name,
            row.part,
            row.starts_on,
            row.ends_on,
            row.reason,
            functions.get(row.user_id, ""),
        )
        for row, name, _ in found
    ]
    return tuple(sorted(rows, key=lambda row: PARTS[row.part]))


def _functions(session: Session, team_id: int | None, day: date) -> dict[int, str]:
    """What each member of a team brings to it."""
    found = session.execute(
        select(TeamMember.user_id, TeamMember.function).where(
            TeamMember.team_id == team_id, in_force(TeamMember.starts_on, TeamMember.ends_on, day)
        )
    )
    return {user_id: function.value for user_id, function in found}


def get(session: Session, assignment_id: int) -> Assignment:
    """One assignment to be changed.  Raises NotFound."""
    row = session.get(Assignment, assignment_id)
    if row is None:
        raise NotFound("There is no such assignment in this workspace.")
    return row


def of_uuid(session: Session, uuid: str) -> int | None:
    """The assignment that was stored under this uuid."""
    return session.scalar(select(Assignment.id).where(Assignment.uuid == uuid))


def add(session: Session, placing: Placing) -> int:
    """Put somebody on a customer's team.

    A manager follows the one before, whose last day is the day before; one who was to begin later
    still does, and the new one ends the day before that.  Raises Refused for what is so already.
    """
    until = placing.ends_on
    for row in _overlapping(session, placing):
        if row.user_id == placing.user_id:
            name = people.get(session, row.user_id).name
            raise Refused(f"{name} is {placing.part.value} of this customer already.")
        if placing.part is not Part.MANAGER:
            continue
        if row.starts_on > placing.starts_on:
            until = min(until or date.max, row.starts_on - timedelta(days=1))
        elif row.starts_on == placing.starts_on:
            session.delete(row)
        else:
            row.ends_on = placing.starts_on - timedelta(days=1)
    session.flush()
    stored = Assignment(
        uuid=placing.uuid,
        customer_id=placing.customer_id,
        user_id=placing.user_id,
        part=placing.part,
        starts_on=placing.starts_on,
        ends_on=until,
        reason=placing.reason,
        assigned_by_id=placing.by,
        assigned_at=placing.at,
    )
    session.add(stored)
    session.flush()
    return stored.id


def _overlapping(session: Session, placing: Placing) -> list[Assignment]:
    question = select(Assignment).where(
        Assignment.customer_id == placing.customer_id,
        Assignment.part == placing.part,
        or_(Assignment.ends_on.is_(None), Assignment.ends_on >= placing.starts_on),
    )
    if placing.ends_on is not None:
        question = question.where(Assignment.starts_on <= placing.ends_on)
    return list(session.scalars(question.order_by(Assignment.id)))


def end(session: Session, row: Assignment, last: date) -> None:
    """Make this the last day of an assignment.  Raises Refused for a day before it began."""
    if last < row.starts_on:
        raise Refused("An assignment cannot end before it begins.")
    row.ends_on = last
    session.flush()


def without_manager(session: Session, day: date) -> list[int]:
    """Ids of the valued customers whom nobody manages on this day, by name."""
    managed = select(Assignment.customer_id).where(
        Assignment.part == Part.MANAGER, in_force(Assignment.starts_on, Assignment.ends_on, day)
    )
    question = select(Customer.id).where(Customer.id.not_in(managed)).order_by(Customer.folded)
    valued = values.is_valued(session, day)
    return list(session.scalars(question if valued is None else question.where(valued)))


def managed_by(session: Session, day: date) -> dict[int, list[int]]:
    """Ids of the customers each person manages on this day, by name of the customer."""
    managed: dict[int, list[int]] = {}
    for user_id, customer_id in session.execute(
        select(Assignment.user_id, Assignment.customer_id)
        .join(Customer, Customer.id == Assignment.customer_id)
        .where(Assignment.part == Part.MANAGER, in_force(Assignment.starts_on, Assignment.ends_on, day))
        .order_by(Customer.folded)
    ):
        managed.setdefault(user_id, []).append(customer_id)
    return managed


def manager_on(session: Session, customer_id: int, day: date) -> AssignmentRow | None:
    """Who manages a customer on this day."""
    return next((row for row in of(session, customer_id, day) if row.part is Part.MANAGER), None)
