"""Complaints of customers and shortfalls we noticed ourselves, as they are listed and shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ComplaintState(StrEnum):
    """How far a complaint is on its way."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    REMEDIED = "remedied"
    CLOSED = "closed"


NOT_GIVEN = "not given"
"""The kind of a complaint whose kind was left blank."""

ATTRIBUTES = ("product", "site", "carrier", "channel", "region", "segment", "customer")
"""The attributes every workspace has; others are added by name."""


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint as a list shows it."""

    id: int
    customer_id: int
    customer: str
    kind: str
    received_on: date
    text: str = ""
    severity: int = 3
    state: ComplaintState = ComplaintState.OPEN
    value: Decimal | None = None
    reference: str = ""
    product: str = ""
    site: str = ""
    carrier: str = ""
    channel: str = ""
    remedy: str = ""
    cause: str = ""
    closed_on: date | None = None
    noticed_by_us: bool = False
    version: int = 1
    wanted: str = ""
    rating: int | None = None
    """The customer's own rating of how it was handled, 1 to 5."""
    conversation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """How a complaint stands after somebody worked on it: everything the desk can change."""

    state: ComplaintState
    severity: int
    wanted: str = ""
    remedy: str = ""
    rating: int | None = None
    cause: str = ""
    noticed_by_us: bool = False


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something we should have noticed before the customer says so: a promise of ours that is late."""

    uuid: str
    customer_id: int
    customer: str
    kind: str
    text: str
    on: date
