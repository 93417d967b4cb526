"""What the Reviews place can look like."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.facts import Fact, Freshness
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import USUAL_SECTIONS, IssuedRow, MadeFor, PrintedReview, Section
from mcr_desktop.ui.colours import Tone


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer whose review may be printed, and how far it is."""

    id: int
    name: str
    ticked: bool = False
    state: str = ""
    tone: Tone = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the review shown: its paragraph kept and drafted, and the copies issued before."""

    customer_id: int | None = None
    summary: str = ""
    draft: str = ""
    stale: int = 0
    issued: tuple[IssuedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Everything the Reviews place can look like.

    pdf: the bytes of the review shown; building: made so far and wanted, while reviews are made.
    """

    today: date
    period: Period
    loaded: bool = False
    busy: bool = False
    problem: str = ""
    customers: tuple[Customer, ...] = ()
    left_out: int = 0
    shown: int | None = None
    pdf: bytes = b""
    made_for: MadeFor = MadeFor.TEAM
    paper: str = "A4"
    sections: frozenset[Section] = field(default=USUAL_SECTIONS)
    building: tuple[int, int] | None = None
    done: str = ""
    beside: Beside = field(default_factory=Beside)
    looked_at: IssuedRow | None = None
    """The issued copy that is shown in the place of the one to be printed."""

    @property
    def ticked(self) -> tuple[Customer, ...]:
        """The customers whose reviews are wanted."""
        return tuple(customer for customer in self.customers if customer.ticked)


def stale_facts(made: PrintedReview) -> tuple[Fact, ...]:
    """The facts of a review that are past their shelf life on the day it was made."""
    snapshot = made.snapshot
    return () if snapshot is None else stale_on(snapshot.facts, snapshot.made_on.date())


def stale_on(facts: tuple[Fact, ...], day: date) -> tuple[Fact, ...]:
    """Those of these facts that are past their shelf life on a day."""
    return tuple(fact for fact in facts if fact.freshness(day) is Freshness.STALE)


def as_made(customer: Customer, made: PrintedReview | None) -> Customer:
    """A customer with how far their review is: not made, ready, or made of facts that are stale."""
    if made is None:
        return replace(customer, state="", tone="neutral", icon="")
    stale = len(stale_facts(made))
    if stale:
        said = _said("1 stale fact") if stale == 1 else _said("{n} stale facts").format(n=stale)
        return replace(customer, state=said, tone="warn", icon="hourglass")
    said = _said("Ready, 1 page") if made.pages == 1 else _said("Ready, {n} pages").format(n=made.pages)
    return replace(customer, state=said, tone="ok", icon="circle-check")


def _said(text: str) -> str:
    return QCoreApplication.translate("reviews", text)
