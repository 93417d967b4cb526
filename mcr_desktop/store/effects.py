"""How many complaints and orders of a kind and place there were in a span of days; of whom they are.

Counts cross the fence as numbers; who is affected is asked inside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.trends import Stage, Where
from mcr_desktop.models.complaints import Complaint, ComplaintKind
from mcr_desktop.models.customers import Customer
from mcr_desktop.models.investigations import Investigation, InvestigationAction
from mcr_desktop.models.orders import Order
from mcr_desktop.store import complaints, settings
from mcr_desktop.store.scope import visible_to
from mcr_desktop.store.values import is_valued

CHECKED = "effects checked"
"""The choice that holds on which day the effect of each investigation was looked at last."""

_ORDERED = {
    "product": Order.product,
    "site": Order.site,
    "carrier": Order.carrier,
    "region": Order.region,
    "customer": Customer.name,
    "segment": Customer.segment,
}


def first_action(session: Session, investigation_id: int) -> date | None:
    """The day on which the first action against the cause was done."""
    return session.scalar(
        select(func.min(InvestigationAction.done_on)).where(
            InvestigationAction.investigation_id == investigation_id,
            InvestigationAction.purpose != "containment",
        )
    )


def due(session: Session, before: date) -> list[int]:
    """Investigations acted upon, or verified, whose effect was last looked at on or before a day."""
    known = checked_on(session)
    acted = select(InvestigationAction.id).where(
        InvestigationAction.investigation_id == Investigation.id,
        InvestigationAction.purpose != "containment",
        InvestigationAction.done_on.is_not(None),
    )
    numbers = session.scalars(
        select(Investigation.id)
        .where(Investigation.stage.in_((Stage.ACTING, Stage.VERIFIED)), acted.exists())
        .order_by(Investigation.id)
    )
    return [number for number in numbers if known.get(number, date.min) <= before]


def actions_open(session: Session, investigation_id: int) -> bool:
    """Whether an action against the cause is still to be done."""
    question = select(InvestigationAction.id).where(
        InvestigationAction.investigation_id == investigation_id,
        InvestigationAction.purpose != "containment",
        InvestigationAction.done_on.is_(None),
    )
    return session.scalar(question.limit(1)) is not None


def first_complaint_day(session: Session) -> date | None:
    """Since when complaints are written down."""
    return session.scalar(select(func.min(Complaint.received_on)))


def complaints_by_day(
    session: Session, kind: str | None, where: Where, first: date, last: date, today: date
) -> dict[date, int]:
    """Complaints of valued customers by day, of a kind (None: all) and place."""
    count: ColumnElement[Any] = func.count()
    question = (
        select(Complaint.received_on, count)
        .join(Customer, Customer.id == Complaint.customer_id)
        .join(ComplaintKind, ComplaintKind.id == Complaint.kind_id)
        .where(Complaint.received_on.between(first, last))
        .group_by(Complaint.received_on)
    )
    for condition in (*_of(kind, where), *_valued(session, today)):
        question = question.where(condition)
    return dict(session.execute(question).all())


def orders_by_day(session: Session, where: Where, first: date, last: date, today: date) -> dict[date, int]:
    """Orders of valued customers by day and place; empty when orders do not tell that place apart."""
    if not set(where) <= set(_ORDERED):
        return {}
    count: ColumnElement[Any] = func.count()
    question = (
        select(Order.ordered_on, count)
        .join(Customer, Customer.id == Order.customer_id)
        .where(Order.ordered_on.between(first, last), *_valued(session, today))
        .group_by(Order.ordered_on)
    )
    for name, value in where.items():
        question = question.where(_ORDERED[name] == value)
    return dict(session.execute(question).all())


def affected(
    session: Session, actor: Actor, now: datetime, kind: str | None, where: Where, first: date, last: date
) -> tuple[list[tuple[int, str]], int]:
    """Customers within reach who complained of this, by name; and how many others did."""
    ids = (
        select(Complaint.customer_id)
        .join(Customer, Customer.id == Complaint.customer_id)
        .join(ComplaintKind, ComplaintKind.id == Complaint.kind_id)
        .where(
            Complaint.received_on.between(first, last), Complaint.noticed_by_us.is_(False), *_of(kind, where)
        )
    )
    rows = session.execute(
        select(Customer.id, Customer.name, visible_to(actor, now, Customer.id))
        .where(Customer.id.in_(ids))
        .order_by(Customer.name)
    ).all()
    return [(number, name) for number, name, seen in rows if seen], sum(not seen for _, _, seen in rows)


def checked_on(session: Session) -> dict[int, date]:
    """When the effect of each investigation was looked at last."""
    known = json.loads(settings.value(session, CHECKED) or "{}")
    return {int(number): date.fromisoformat(day) for number, day in known.items()}


def remember_checked(session: Session, days: Mapping[int, date]) -> None:
    """Keep when each was looked at."""
    known = {str(number): day.isoformat() for number, day in sorted(days.items())}
    settings.choose(session, CHECKED, json.dumps(known))


def _of(kind: str | None, where: Where) -> list[ColumnElement[bool]]:
    conditions = [complaints.has(name, value) for name, value in where.items()]
    return conditions if kind is None else [complaints.is_of_kind(kind), *conditions]


def _valued(session: Session, today: date) -> list[ColumnElement[bool]]:
    valued = is_valued(session, today)
    return [] if valued is None else [valued]
