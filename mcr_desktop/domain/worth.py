"""Whether a customer is worth a conversation now, or is better left in peace: fixed rules, no score.

1. Past their budget of contacts from us this month: give them room, whatever else there is.
2. Quiet for more than one and a half times the usual gap between talks: overdue.  The usual gap is the
   median of the gaps between the days of the last eight conversations, and needs three of them.
3. Something of the joint plan is due within two weeks, or past.
4. A promise of theirs is past its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from mcr_desktop.domain.today import Reason, Worth

MOST = 5
PLAN_AHEAD = timedelta(days=14)
MONTH = timedelta(days=30)
LEAST_GAPS = 3
_ORDER = (Reason.OVERDUE, Reason.JOINT_PLAN, Reason.THEIR_PROMISE, Reason.GIVE_ROOM)
_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day."""

    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Care:
    """What the rules look at for one customer.

    talked_on: days of the last eight conversations; sought_on: days of the contacts we started in the
    last thirty days, one each; sought_by: how many of us started them.
    """

    customer_id: int
    customer: str
    budget: int
    talked_on: tuple[date, ...] = ()
    sought_on: tuple[date, ...] = ()
    sought_by: int = 0
    plan: Due | None = None
    their_promise: Due | None = None


def worth_a_conversation(cares: Iterable[Care], today: date, most: int = MOST) -> tuple[Worth, ...]:
    """The customers to talk with or to leave in peace, at most one line each, the most pressing first."""
    judged = [(found, urgency) for care in cares for found, urgency in _judged(care, today)]
    judged.sort(key=lambda pair: (_ORDER.index(pair[0].reason), pair[1], pair[0].customer))
    return tuple(found for found, _ in judged[:most])


def _judged(care: Care, today: date) -> list[tuple[Worth, float]]:
    """Not more than one line, with its place among lines of the same reason (smaller is earlier)."""
    for reason, found in (
        (Reason.GIVE_ROOM, _room(care)),
        (Reason.OVERDUE, _overdue(care, today)),
        (Reason.JOINT_PLAN, _plan(care, today)),
        (Reason.THEIR_PROMISE, _their_promise(care, today)),
    ):
        if found is not None:
            sentence, place = found
            return [(Worth(care.customer_id, care.customer, reason, sentence), place)]
    return []


def _room(care: Care) -> tuple[str, float] | None:
    count = len(care.sought_on)
    if count <= care.budget:
        return None
    free = sorted(care.sought_on)[count - max(care.budget, 1)] + MONTH
    who = "one of us" if care.sought_by == 1 else f"{number_word(care.sought_by)} of us"
    limit = f"their limit is {number_word(care.budget)}"
    contacts = f"{number_word(count).capitalize()} contact{'s' if count > 1 else ''}"
    return f"{contacts} in 30 days from {who}; {limit}. Let them breathe until {day_words(free)}.", -count


def _overdue(care: Care, today: date) -> tuple[str, float] | None:
    gap = usual_gap(care.talked_on)
    if gap is None:
        return None
    quiet = (today - max(care.talked_on)).days
    if quiet <= 1.5 * gap or quiet < 2:
        return None
    return f"Quiet for {quiet} days. You usually speak {every(gap)}.", -quiet / gap


def _plan(care: Care, today: date) -> tuple[str, float] | None:
    if care.plan is None or care.plan.on > today + PLAN_AHEAD:
        return None
    tense = "was" if care.plan.on < today else "is"
    days = float((care.plan.on - today).days)
    return f"“{care.plan.text}” of the joint plan {tense} due {day_words(care.plan.on)}.", days


def _their_promise(care: Care, today: date) -> tuple[str, float] | None:
    promise = care.their_promise
    if promise is None or promise.on >= today:
        return None
    return f"They promised “{promise.text}” for {day_words(promise.on)}.", float((promise.on - today).days)


def usual_gap(days: Sequence[date]) -> float | None:
    """The median of the days between talks on different days; None with fewer than three gaps."""
    ordered = sorted(set(days))
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    return float(median(gaps)) if len(gaps) >= LEAST_GAPS else None


def every(gap: float) -> str:
    """A gap in days as people say it: every two weeks."""
    if gap < 1.5:
        return "every day"
    if gap < 6:
        return f"every {number_word(round(gap))} days"
    if gap < 26:
        weeks = max(1, round(gap / 7))
        return "every week" if weeks == 1 else f"every {number_word(weeks)} weeks"
    months = max(1, round(gap / 30.4))
    return "every month" if months == 1 else f"every {number_word(months)} months"


def number_word(number: int) -> str:
    """A small number as a word, a larger one in figures."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def day_words(day: date) -> str:
    """A day without its year: 4 December."""
    return f"{day.day} {day:%B}"
