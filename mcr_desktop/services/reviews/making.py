"""The snapshot of a customer and a period: everything a review prints, as it is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from mcr_desktop.analysis.control import monthly_range
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.customers import CustomerHeader, budget_of
from mcr_desktop.domain.facts import Fact, Freshness
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period, add_months, local_day, next_month
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import MonthCount, ReviewSnapshot
from mcr_desktop.domain.text import fold
from mcr_desktop.domain.trends import Investigation
from mcr_desktop.store import contacts, conversations, facts, investigations, plans, reviews
from mcr_desktop.store.database import Session

SHOWN_MONTHS = 12
LEARNED_MONTHS = 36
FEWEST_MONTHS = 6
"""Months of complaints from which one can say what is usual in a month."""

MOST_QUESTIONS = 8


def made_now(
    session: Session, actor: Actor, header: CustomerHeader, period: Period, now: datetime
) -> ReviewSnapshot:
    """A customer and a period as they stand now."""
    today = local_day(now)
    learned = facts.of(session, header.id)
    promised = reviews.promises_of(session, header.id, period)
    investigated = _investigations(session, actor, header, period, now)
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
    session: Session, actor: Actor, header: CustomerHeader, period: Period, now: datetime
) -> tuple[Investigation, ...]:
    """What is or was being looked into that touches this customer's complaints, and names no other."""
    heard = reviews.complaints_of(session, header.id, period)
    linked = set(reviews.investigations_of(session, [complaint.id for complaint in heard]).values())
    linked |= set(reviews.investigations_into(session, [complaint.kind for complaint in heard], period))
    own = fold(header.name)
    return tuple(
        one
        for one in investigations.all_for(session, actor, now)
        if one.id in linked and fold(one.where.get("customer", header.name) or "") == own
    )


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
