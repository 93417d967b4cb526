"""Account reviews: one frozen snapshot of a customer and a period, and the PDFs made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from mcr_desktop.analysis.control import monthly_range
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.customers import CustomerHeader, budget_of
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.facts import Fact, Freshness
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period, add_months, local_day, next_month
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import (
    USUAL_SECTIONS,
    MadeFor,
    MonthCount,
    PrintedReview,
    ReviewSnapshot,
    Section,
)
from mcr_desktop.domain.trends import Investigation
from mcr_desktop.exchange.writing import replacing, safe_file_name
from mcr_desktop.reports.review import print_review, print_together
from mcr_desktop.services.door import opened
from mcr_desktop.store import (
    audit,
    contacts,
    conversations,
    customers,
    facts,
    investigations,
    people,
    plans,
    reviews,
    settings,
)
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit, fence_around

SHOWN_MONTHS = 12
LEARNED_MONTHS = 36
FEWEST_MONTHS = 6
"""Months of complaints from which one can say what is usual in a month."""

MOST_QUESTIONS = 8
RIGHT_FOR = {MadeFor.TEAM: Action.READ, MadeFor.CUSTOMER: Action.PRINT_FOR_CUSTOMER}


@dataclass(frozen=True, slots=True)
class ReviewService:
    """Makes account reviews of the customers the fence lets the actor read."""

    database: Database
    now: Callable[[], datetime]

    def usual_period(self, actor: Actor, until: date | None = None) -> Period:
        """The three months that end on a day, today by default."""
        del actor  # the calendar is the same for everybody
        last = until or local_day(self.now())
        return Period(add_months(last, -3) + timedelta(days=1), last)

    def choose(
        self,
        actor: Actor,
        *,
        named: Sequence[int] = (),
        team: str | None = None,
        everyone: bool = False,
        made_for: MadeFor = MadeFor.TEAM,
    ) -> tuple[tuple[int, ...], int]:
        """Which customers to print, and how many were left out.

        Those named must all be readable: one that is not raises NotAllowed.  Of a team or of everyone,
        what the actor may not print is left out.  Raises Refused for a team that is not there.
        """
        now, action = self.now(), RIGHT_FOR[made_for]
        with self.database.reading() as session:
            for customer_id in named:
                admit(session, actor, customer_id, action, now)
            if named or not (team is not None or everyone):
                return tuple(dict.fromkeys(named)), 0
            if team is not None:
                people.team_named(session, team)
            mine, left_out = reviews.readable(session, actor, now, team)
            if action is Action.READ:
                return tuple(mine), left_out
            printable = tuple(number for number in mine if may(session, actor, number, action, now))
            return printable, left_out + len(mine) - len(printable)

    def snapshot(
        self, actor: Actor, customer_id: int, period: Period, *, summary: str = ""
    ) -> ReviewSnapshot:
        """Everything a review of this customer and period prints, as it is now.

        Private talks are in it and marked; the printed copy leaves their words out.  Where nobody wrote a
        summary, each copy drafts one from what it may hold.  Raises NotFound, NotAllowed.
        """
        now = self.now()
        with opened(self.database, actor, customer_id, now) as (session, fence):
            header = customers.header(session, fence, now)
            made = _snapshot(session, actor, header, period, now)
            workspace = settings.value(session, "name") or self.database.path.stem
        return replace(made, workspace=workspace, summary=summary.strip())

    def print(
        self,
        actor: Actor,
        customer_id: int,
        period: Period,
        made_for: MadeFor = MadeFor.TEAM,
        *,
        paper: str = "A4",
        summary: str = "",
        sections: frozenset[Section] = USUAL_SECTIONS,
    ) -> PrintedReview:
        """The review as a PDF; who printed it for whom is written down.

        Raises NotFound, NotAllowed: the customer's copy is a lead's to print.
        """
        made = self.preview(
            actor, customer_id, period, made_for, paper=paper, summary=summary, sections=sections
        )
        self.issue(actor, customer_id, period, made_for)
        return made

    def preview(
        self,
        actor: Actor,
        customer_id: int,
        period: Period,
        made_for: MadeFor = MadeFor.TEAM,
        *,
        paper: str = "A4",
        summary: str = "",
        sections: frozenset[Section] = USUAL_SECTIONS,
    ) -> PrintedReview:
        """The same file to look at first; printing or saving it is issue()d.  Raises as print()."""
        with self.database.reading() as session:
            admit(session, actor, customer_id, RIGHT_FOR[made_for], self.now())
        return print_review(
            self.snapshot(actor, customer_id, period, summary=summary),
            made_for,
            paper=paper,
            sections=sections,
        )

    def issue(self, actor: Actor, customer_id: int, period: Period, made_for: MadeFor) -> None:
        """Write down that a review which was looked at leaves the house, and for whom."""
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, customer_id, RIGHT_FOR[made_for], now)
            subject = f"{period.first} to {period.last}, for the {made_for}"
            audit.record(session, actor, Deed.PRINTED, now, customer_id=customer_id, subject=subject)

    def print_many(
        self,
        actor: Actor,
        ids: Sequence[int],
        period: Period,
        made_for: MadeFor = MadeFor.TEAM,
        *,
        paper: str = "A4",
        sections: frozenset[Section] = USUAL_SECTIONS,
    ) -> Iterator[PrintedReview]:
        """One review after another; whoever asks may stop in between and keeps what was made."""
        for customer_id in ids:
            yield self.print(actor, customer_id, period, made_for, paper=paper, sections=sections)

    def print_together(self, actor: Actor, made: Sequence[PrintedReview], title: str) -> bytes:
        """Reviews that were printed, as one PDF with a bookmark for each.  Raises Refused for none."""
        del actor  # each of them was printed for this person
        if not made:
            raise Refused("There is no review to put together.")
        return print_together(made, title)

    def save(self, actor: Actor, pdf: bytes, name: str, folder: Path, taken: set[str]) -> Path:
        """Write a PDF into a folder under a safe name, at once and whole.  Raises Refused."""
        del actor  # it was printed for this person
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"{folder} cannot be made: {error.strerror}.") from error
        path = folder / safe_file_name(name.removesuffix(".pdf"), suffix=".pdf", taken=taken)
        taken.add(path.name)
        with replacing(path) as file:
            file.write(pdf)
        return path


def may(session: Session, actor: Actor, customer_id: int, action: Action, now: datetime) -> bool:
    """Whether the fence round a customer lets this person do an action."""
    return fence_around(session, actor, customer_id, now).allows(action)


def _snapshot(
    session: Session, actor: Actor, header: CustomerHeader, period: Period, now: datetime
) -> ReviewSnapshot:
    today = local_day(now)
    learned = facts.of(session, header.id)
    promised = reviews.promises_of(session, header.id, period)
    investigated = _investigations(session, actor, header.id, period, now)
    heard = _with_causes(session, reviews.complaints_of(session, header.id, period), investigated)
    budget = budget_of(header.tier, header.contact_budget)
    return ReviewSnapshot(
        customer_id=header.id,
        customer=header.name,
        workspace="",
        period=period,
        made_on=now.astimezone(),
        made_by=actor.name,
        team=header.team,
        tier=header.tier,
        value=header.value,
        segment=header.segment,
        region=header.region,
        since=header.since,
        fenced_from=header.fenced_from,
        fence_reason=header.fence_reason,
        assignments=header.assignments,
        contacts=contacts.of(session, header.id),
        talks=reviews.talks(session, header.id, period),
        facts=learned,
        promises=promised,
        complaints=heard,
        by_month=_by_month(session, header.id, period, today),
        pareto=_pareto(heard, period),
        investigations=investigated,
        plan=plans.of(session, header.id),
        ask_next=_questions(learned, promised, today),
        orders=reviews.order_figures(session, header.id, period, today),
        pressure=conversations.pressure(session, header.id, budget, now),
    )


def _investigations(
    session: Session, actor: Actor, customer_id: int, period: Period, now: datetime
) -> tuple[Investigation, ...]:
    """What is or was being looked into that touches this customer's complaints."""
    heard = reviews.complaints_of(session, customer_id, period)
    linked = set(reviews.investigations_of(session, [complaint.id for complaint in heard]).values())
    linked |= set(reviews.investigations_into(session, [complaint.kind for complaint in heard], period))
    return tuple(one for one in investigations.all_for(session, actor, now) if one.id in linked)


def _with_causes(
    session: Session, heard: tuple[ComplaintRow, ...], investigated: tuple[Investigation, ...]
) -> tuple[ComplaintRow, ...]:
    """The complaints, with the cause of their investigation where they have none of their own."""
    of_complaint = reviews.investigations_of(session, [complaint.id for complaint in heard])
    cause = {
        one.id: one.cause or (f"Being looked into by {one.owner}" if one.owner else "")
        for one in investigated
    }
    return tuple(
        complaint
        if complaint.cause
        else replace(complaint, cause=cause.get(of_complaint.get(complaint.id, 0), ""))
        for complaint in heard
    )


def _by_month(session: Session, customer_id: int, period: Period, today: date) -> tuple[MonthCount, ...]:
    """At least the last twelve months, with what is usual judged from up to three years."""
    began = reviews.first_complaint(session)
    last = min(period.last, today)
    if began is None or began > last:
        return ()
    earliest = max(began.replace(day=1), add_months(last.replace(day=1), 1 - LEARNED_MONTHS))
    months = list(Period(min(earliest, period.first.replace(day=1)), last).months())
    counted = reviews.complaints_by_month(session, customer_id, months[0], last)
    known = [month for month in months if month >= earliest]
    days = [(min(next_month(month) - timedelta(days=1), last) - month).days + 1 for month in known]
    usual = monthly_range([counted.get(month, 0) for month in known], days)
    sure = len(known) >= FEWEST_MONTHS
    ranges = {
        month: (float(centre), float(upper))
        for month, centre, upper in zip(known, usual.centre, usual.upper, strict=True)
        if sure
    }
    shown = max(SHOWN_MONTHS, len(list(period.months())))
    return tuple(
        MonthCount(month, counted.get(month, 0), *ranges.get(month, (None, None)))
        for month in months[-shown:]
    )


def _pareto(heard: tuple[ComplaintRow, ...], period: Period) -> tuple[tuple[str, int, Decimal], ...]:
    """Kinds of the complaints received in the period: how many, and their value; largest first."""
    counts: dict[str, tuple[int, Decimal]] = {}
    for complaint in heard:
        if complaint.received_on in period:
            count, value = counts.get(complaint.kind, (0, Decimal(0)))
            counts[complaint.kind] = (count + 1, value + (complaint.value or Decimal(0)))
    rows = [(kind, count, value) for kind, (count, value) in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row[1], -row[2], row[0])))


def _questions(learned: tuple[Fact, ...], promised: tuple[Promise, ...], today: date) -> tuple[str, ...]:
    """What to ask next time: what was marked for it, what they promised, what may no longer be true."""
    asked = [f"Ask about {_lower(fact.topic)}: {_plain(fact.value)}." for fact in learned if fact.ask_next]
    theirs = [
        f"You promised: {_plain(promise.text)}. How far is it?"
        for promise in promised
        if promise.side is Side.THEIRS and promise.state is PromiseState.OPEN
    ]
    stale = [
        f"Is it still true ({_lower(fact.topic)}): {_plain(fact.value)}?"
        for fact in learned
        if not fact.ask_next and fact.freshness(today) is Freshness.STALE
    ]
    return (*asked, *theirs, *stale)[:MOST_QUESTIONS]


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".!?")


def _lower(topic: str) -> str:
    return topic[:1].lower() + topic[1:] if topic[1:2].islower() else topic
