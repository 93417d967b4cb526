"""Everything that a customer's page can look like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import ContactPressure, EntryKind, TimelineEntry
from mcr_desktop.domain.customers import ContactRow, CustomerHeader
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.promises import Promise
from mcr_desktop.domain.reviews import PlanLine
from mcr_desktop.ui.customers.brief import Brief
from mcr_desktop.ui.customers.moments import Key

EVERYTHING: tuple[EntryKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a customer, read at one time."""

    header: CustomerHeader
    contacts: tuple[ContactRow, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    plan: tuple[PlanLine, ...] = ()
    complaints: tuple[ComplaintRow, ...] = ()
    pressure: ContactPressure = field(default_factory=ContactPressure)
    messages: tuple[TimelineEntry, ...] = ()
    people: tuple[PersonRow, ...] = ()
    may_leave_message: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people changed one fact: what one typed here, beside what is there now."""

    fact_id: int
    mine: str
    theirs: str
    by: str


@dataclass(frozen=True, slots=True)
class CustomerState:
    """The page of one customer; known is None until it is read, refused when it may not be."""

    day: date = date.min
    customer_id: int | None = None
    busy: bool = False
    problem: str = ""
    refused: str = ""
    directory: CustomerHeader | None = None
    known: Known | None = None
    entries: tuple[TimelineEntry, ...] = ()
    complete: bool = True
    kinds: tuple[EntryKind, ...] = EVERYTHING
    text: str = ""
    fresh: tuple[Key, ...] = ()
    editing: int | None = None
    walking: tuple[int, ...] = ()
    walked: int = 0
    conflict: Conflict | None = None

    @property
    def name(self) -> str:
        """What the customer is called."""
        header = self.known.header if self.known is not None else self.directory
        return header.name if header is not None else ""

    def brief(self) -> Brief | None:
        """What to know before talking with them."""
        if self.known is None:
            return None
        known = self.known
        talks = tuple(entry for entry in self.entries if entry.entry is EntryKind.CONVERSATION)
        return Brief(
            known.header.name,
            self.day,
            talks,
            known.promises,
            known.facts,
            known.plan,
            known.complaints,
            known.contacts,
            known.pressure,
        )
