"""Numbers, sums and days as they are printed, and the counts that a review states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.conversations import Side, Starter
from mcr_desktop.domain.facts import Fact, Freshness
from mcr_desktop.domain.periods import Period, next_month
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import ReviewSnapshot

LOCALE = "en"
QUARTERS = {1: "first", 4: "second", 7: "third", 10: "fourth"}


def whole(number: int) -> str:
    """A whole number with separators: 1,265."""
    return f"{number:,}"


@lru_cache(maxsize=4096)
def money(value: Decimal) -> str:
    """A sum to the cent: 1,265,793.04."""
    return str(format_decimal(value, "#,##0.00", locale=LOCALE))


@lru_cache(maxsize=4096)
def long_day(day: date) -> str:
    """A day in full: 23 November 2026."""
    return str(format_date(day, "d MMMM y", locale=LOCALE))


@lru_cache(maxsize=4096)
def short_day(day: date, year: int) -> str:
    """A day in a table: 18 Nov, with its year when that is not the review's."""
    return str(format_date(day, "d MMM" if day.year == year else "d MMM y", locale=LOCALE))


def span(period: Period) -> str:
    """The days a review covers: 1 September to 22 November 2026."""
    first, last = period.first, period.last
    if first == last:
        return long_day(first)
    start = format_date(first, "d MMMM", locale=LOCALE) if first.year == last.year else long_day(first)
    return f"{start} to {long_day(last)}"


def named(period: Period) -> str:
    """The period by its name where it has one: fourth quarter 2026, 2026, March 2026."""
    first, last = period.first, period.last
    ends_month = (next_month(last) - last).days == 1
    if first.day == 1 and ends_month and first.year == last.year:
        months = last.month - first.month + 1
        if months == 12:
            return str(first.year)
        if months == 3 and first.month in QUARTERS:
            return f"{QUARTERS[first.month]} quarter {first.year}"
    start = format_date(first, "MMMM y" if first.year != last.year else "MMMM", locale=LOCALE)
    end = format_date(last, "MMMM y", locale=LOCALE)
    same = (first.year, first.month) == (last.year, last.month)
    return str(end) if same else f"{start} to {end}"


def listed(names: Sequence[str], most: int = 99) -> str:
    """Names in a sentence: A, B and C; beyond so many the others are counted."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1:,} others"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def days_words(days: int) -> str:
    """A number of days in words: a day, 3 days."""
    return "a day" if days == 1 else f"{days:,} days"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a review states in figures, counted once so that cards, words and tables agree."""

    talks: int
    by_us: int
    by_them: int
    promises_due: int
    promises_kept: int
    longest_late: int
    late: int
    open_complaints: int
    closed_complaints: int
    received: int
    facts: int
    fresh: int

    @classmethod
    def of(cls, snapshot: ReviewSnapshot) -> Counts:
        """Counted from the snapshot, as of the day it was made."""
        today = snapshot.made_on.date()
        talks = Counter(talk.started_by for talk in snapshot.talks if talk.on in snapshot.period)
        ours = [p for p in snapshot.promises if p.side is Side.OURS and _was_due(p, today)]
        late = [days for promise in ours if (days := days_late(promise, today))]
        return cls(
            talks.total(),
            talks[Starter.US],
            talks[Starter.THEM],
            len(ours),
            sum(promise.state is PromiseState.KEPT for promise in ours),
            max(late, default=0),
            len(late),
            sum(complaint.state is not ComplaintState.CLOSED for complaint in snapshot.complaints),
            sum(_closed_in(complaint, snapshot.period) for complaint in snapshot.complaints),
            sum(complaint.received_on in snapshot.period for complaint in snapshot.complaints),
            len(snapshot.facts),
            sum(not is_stale(fact, today) for fact in snapshot.facts),
        )


def days_late(promise: Promise, today: date) -> int:
    """By how many days a promise is, or was, past its day; 0 for one in time."""
    if promise.due is None or promise.state is PromiseState.LET_GO:
        return 0
    end = today if promise.state is PromiseState.OPEN else promise.closed_on
    return max(0, (end - promise.due).days) if end is not None else 0


def is_stale(fact: Fact, today: date) -> bool:
    """Whether a fact is past its shelf life and printed with a diamond."""
    return fact.freshness(today) is Freshness.STALE


def _was_due(promise: Promise, today: date) -> bool:
    """Whether a promise counts: closed, or open and past its day.  One let go counts as not kept."""
    return promise.state is not PromiseState.OPEN or promise.is_late(today)


def _closed_in(complaint: ComplaintRow, period: Period) -> bool:
    return complaint.state is ComplaintState.CLOSED and (
        complaint.closed_on is None or complaint.closed_on in period
    )
