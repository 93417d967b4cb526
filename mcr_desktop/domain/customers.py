"""Customers, their people, and who of us looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from mcr_desktop.domain.fence import Fence


class Tier(StrEnum):
    """Where a customer stands by value."""

    TOP = "Top 5 %"
    NEXT = "Top 20 %"
    REST = "Others"


class Part(StrEnum):
    """In which part somebody looks after a customer."""

    MANAGER = "manager"
    DEPUTY = "deputy"
    COVER = "cover"
    SPECIALIST = "specialist"


class Stakeholder(StrEnum):
    """What a contact does in their organisation's decisions."""

    DECIDES = "decides"
    INFLUENCES = "influences"
    USES = "uses"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One line of the customer directory; open to every user by design."""

    id: int
    name: str
    manager: str = ""
    team: str = ""
    tier: Tier | None = None
    value: Decimal | None = None
    fenced: bool = False
    readable: bool = True
    region: str = ""
    segment: str = ""
    open_complaints: int = 0
    last_contact: date | None = None
    since: date | None = None
    manager_since: date | None = None


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Who looks after a customer, in which part, from when until when."""

    id: int
    user_id: int
    user: str
    part: Part
    starts_on: date
    ends_on: date | None = None
    reason: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at a customer."""

    id: int
    name: str
    title: str = ""
    stakeholder: Stakeholder | None = None
    influence: int | None = None
    phone: str = ""
    email: str = ""
    terms: str = ""
    mobile: str = ""
    left_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CustomerHeader:
    """What stands at the top of a customer's page."""

    id: int
    name: str
    fence: Fence
    since: date | None = None
    segment: str = ""
    region: str = ""
    parent: str = ""
    value: Decimal | None = None
    tier: Tier | None = None
    team: str = ""
    assignments: tuple[AssignmentRow, ...] = ()
    fenced_from: date | None = None
    fence_reason: str = ""
    key: str = ""
    website: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    contact_budget: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CustomerDetails:
    """What can be said about a customer beside the name."""

    segment: str = ""
    region: str = ""
    since: date | None = None
    value: Decimal | None = None
    key: str = ""
    website: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    contact_budget: int | None = None


@dataclass(frozen=True, slots=True)
class GatePassRow:
    """Somebody opened a fenced customer's records for a day, and why."""

    id: int
    user: str
    opened_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class BreachRow:
    """A contact with a fenced customer by somebody outside."""

    id: int
    user: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Move:
    """One customer to be given to one person."""

    customer_id: int
    user_id: int
    part: Part = Part.MANAGER


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One person on the assignment board, and whom they manage."""

    user_id: int
    name: str
    customers: tuple[CustomerRow, ...] = ()
    limit: int | None = None
    away_until: date | None = None


@dataclass(frozen=True, slots=True)
class AssignmentBoard:
    """Who looks after whom; outside are valued customers without a manager."""

    outside: tuple[CustomerRow, ...] = ()
    columns: tuple[BoardColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A customer or one of their people, as the palette offers them by name."""

    customer_id: int
    name: str
    detail: str = ""
    contact_id: int | None = None
    mine: bool = False


def tier_of(rank: int, count: int, top: float = 0.05, next_: float = 0.15) -> Tier:
    """The tier of the rank-th (from 0) of count customers by value.

    The top share is rounded up, so that the most valued customer is always in the top tier.
    """
    if rank < -(-count * top // 1):
        return Tier.TOP
    if rank < -(-count * (top + next_) // 1):
        return Tier.NEXT
    return Tier.REST


DEFAULT_BUDGET = {Tier.TOP: 6, Tier.NEXT: 4, Tier.REST: 2}
"""Contacts a month that we start, across the whole team, before we ask for room."""


def budget_of(tier: Tier | None, own: int | None) -> int:
    """How many contacts a month a customer bears: their own terms, else what is usual for their tier."""
    return own if own is not None else DEFAULT_BUDGET[tier or Tier.REST]
