"""What customers are worth: the value given, else all orders to date; and their tier among the valued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.customers import Tier, tier_of
from mcr_desktop.models.customers import Customer, FenceDecision
from mcr_desktop.models.orders import Order
from mcr_desktop.store.scope import in_force

NAMED_AT_MOST = 500
"""Above this many customers a question asks for all of them: databases limit what one may name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The value of one customer, and the tier it gives them; no tier outside the valued."""

    value: Decimal | None = None
    tier: Tier | None = None


def value_of_customer() -> ColumnElement[Decimal | None]:
    """The value of the customer of the enclosing question, exact to the cent; null when unknown."""
    orders = select(func.sum(Order.value)).where(Order.customer_id == Customer.id).scalar_subquery()
    return func.coalesce(Customer.value_given, orders)


def is_valued(session: Session, day: date) -> ColumnElement[bool] | None:
    """The condition for a valued customer on this day; None when nobody is fenced and so all are valued."""
    fenced = select(FenceDecision.customer_id).where(
        in_force(FenceDecision.starts_on, FenceDecision.ends_on, day)
    )
    return None if session.scalar(fenced.limit(1)) is None else Customer.id.in_(fenced)


def standing(session: Session, ids: Sequence[int], day: date) -> dict[int, Standing]:
    """Value and tier of some customers at least.  Equal values share the better tier."""
    valued = is_valued(session, day)
    everyone = select(Customer.id, value_of_customer().label("value"))
    among = (everyone if valued is None else everyone.where(valued)).subquery()
    count = session.scalar(select(func.count()).select_from(among)) or 0
    ranked = select(
        among.c.id, func.rank().over(order_by=among.c.value.desc().nulls_last()).label("place")
    ).subquery()
    placed = select(ranked.c.id, ranked.c.place)
    if len(ids) <= NAMED_AT_MOST:
        placed, everyone = placed.where(ranked.c.id.in_(ids)), everyone.where(Customer.id.in_(ids))
    places = {number: place for number, place in session.execute(placed)}
    found: dict[int, Standing] = {}
    for number, value in session.execute(everyone):
        place = None if value is None else places.get(number)
        found[number] = Standing(value, None if place is None else tier_of(place - 1, count))
    return found
