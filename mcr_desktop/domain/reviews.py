"""The account review as one frozen snapshot: what is printed, for the team or for the customer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import ContactPressure, Kind, Starter
from mcr_desktop.domain.customers import AssignmentRow, ContactRow, Tier
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.promises import Promise
from mcr_desktop.domain.trends import Investigation


class MadeFor(StrEnum):
    """Whose hands the copy is meant for."""

    TEAM = "team"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation as the review counts it; text only where it may be printed."""

    on: date
    kind: Kind
    started_by: Starter
    who: str
    text: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Complaints of one month and what is usual; upper is None where history is too short to say."""

    month: date
    count: int
    usual: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step towards an objective, owned on either side."""

    id: int
    text: str
    side: str
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An objective agreed with the customer, and how far it is."""

    title: str
    steps: int
    done: int
    side: str = "both"
    due: date | None = None
    progress: str = ""
    id: int = 0
    actions: tuple[PlanStep, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderFigures:
    """Orders of the period and to date, to the cent."""

    count: int = 0
    value: Decimal = Decimal(0)
    count_to_date: int = 0
    value_to_date: Decimal = Decimal(0)


class Outcome(StrEnum):
    """What became of something that was open when the review before was issued."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class CarriedAction:
    """A promise or a step that was open last time, and what became of it."""

    text: str
    side: str
    outcome: Outcome
    due: date | None = None
    closed_on: date | None = None
    why: str = ""

    @property
    def days_late(self) -> int:
        """By how many days it was done after its day; 0 for what was in time or is not done."""
        if self.due is None or self.closed_on is None or self.outcome is not Outcome.DONE:
            return 0
        return max(0, (self.closed_on - self.due).days)


@dataclass(frozen=True, slots=True)
class PastFigures:
    """The figures of an earlier review, to hold this one's beside."""

    talks: int = 0
    by_them: int = 0
    promises_due: int = 0
    promises_kept: int = 0
    received: int = 0
    open_complaints: int = 0
    private_talks: int = 0
    private_by_them: int = 0
    """Talks and starts among those above that the customer's copy does not count."""


@dataclass(frozen=True, slots=True)
class PreviousReview:
    """The review before this one: when it was, its figures, and what was left open then."""

    number: int
    made_on: date
    period: Period
    figures: PastFigures = PastFigures()
    actions: tuple[CarriedAction, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewSnapshot:
    """All that both copies of one review are printed from, cut off at one moment."""

    customer_id: int
    customer: str
    workspace: str
    period: Period
    made_on: datetime
    made_by: str
    team: str = ""
    tier: Tier | None = None
    value: Decimal | None = None
    segment: str = ""
    region: str = ""
    since: date | None = None
    fenced_from: date | None = None
    fence_reason: str = ""
    assignments: tuple[AssignmentRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    summary: str = ""
    talks: tuple[Talk, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    complaints: tuple[ComplaintRow, ...] = ()
    by_month: tuple[MonthCount, ...] = ()
    pareto: tuple[tuple[str, int, Decimal], ...] = ()
    """Kind, count in the period, value of those complaints; largest first."""
    investigations: tuple[Investigation, ...] = ()
    plan: tuple[PlanLine, ...] = ()
    ask_next: tuple[str, ...] = ()
    orders: OrderFigures = OrderFigures()
    pressure: ContactPressure | None = None
    number: int = 0
    """How manieth review of this customer it is or will be; 0 where that does not matter."""
    previous: PreviousReview | None = None


@dataclass(frozen=True, slots=True)
class PrintedReview:
    """A finished PDF: its name, bytes and number of pages, and what it was printed from."""

    customer: str
    name: str
    pdf: bytes = field(repr=False)
    pages: int
    made_for: MadeFor = MadeFor.TEAM
    paper: str = "A4"
    snapshot: ReviewSnapshot | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One copy of a review that left the house, as a list shows it."""

    id: int
    customer_id: int
    number: int
    period: Period
    made_for: MadeFor
    issued_at: datetime
    by: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class RedLines:
    """What to look at before a customer's copy leaves the house.

    left_out: what it does not hold, in words; in_summary: words of the summary that come from there.
    """

    left_out: tuple[str, ...] = ()
    in_summary: tuple[str, ...] = ()
    first: bool = False
    """Whether no copy was ever issued for this customer's own hands."""


class Section(StrEnum):
    """A part of the review that may be left out or added."""

    SUMMARY = "Summary"
    SINCE = "Since last time"
    TALKS = "How we talked"
    FACTS = "What we learned"
    PROMISES = "Promises"
    COMPLAINTS = "Complaints and causes"
    PLAN = "Joint plan"
    ORDERS = "Orders and value"
    PEOPLE = "People"
    LOG = "Contact log"
    PRIVATE = "Private notes"


USUAL_SECTIONS = frozenset(Section) - {Section.LOG, Section.PRIVATE}
"""What is printed unless somebody chooses otherwise; private notes never by default."""
