"""Whether a cure helped: complaints since the first action against those before the rise was noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mcr_desktop.analysis import check_effect
from mcr_desktop.analysis.effect import Effect
from mcr_desktop.domain.periods import monday_of
from mcr_desktop.domain.trends import MORE, Stage
from mcr_desktop.store import effects, investigations
from mcr_desktop.store.database import Session

NOTICED = timedelta(weeks=6)
"""So long before an investigation was opened, the rise may have begun: it belongs to neither side."""

YEAR = timedelta(weeks=52)
WEEK = 7
FEWEST_DAYS = 7
HELD_DAYS = 28
"""A cure is called verified no sooner than after four weeks."""

RETURNED = 3
"""Fewer complaints than this are no return."""

COVERED = 0.9
"""Share of the weeks that must have orders for complaints to be judged per order."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An effect, and the counts it rests on: before, in the rise, and since; with their days."""

    effect: Effect
    counts: tuple[int, int, int]
    days: tuple[int, int, int]
    per_order: bool
    settled: bool = False
    """Clearly fewer than in the rise, and no more than before it: a sudden rise that is over."""

    def words(self) -> str:
        """The effect in two sentences, with its interval and its counts."""
        effect, (before, _, since) = self.effect, self.counts
        ratio = f"about {effect.ratio:.1f} times as many as before"
        between = f"between {effect.low:.1f} and {effect.high:.1f}"
        verdict = {
            "improved": f"Fewer: {ratio}, {between}",
            "worse": f"{MORE} {ratio}, {between}",
            "cannot say yet": f"Cannot say yet{self._wait()}: {ratio}, {between}",
        }[effect.verdict]
        if self.settled and effect.verdict == "cannot say yet":
            verdict = f"As usual again: {ratio}, {between}"
        if not before + since:
            verdict = "Cannot say yet: there was none before and none since"
        measure = ", per order" if self.per_order else ""
        told = f"{since:,} in {_weeks(self.days[2])} since, {before:,} in {_weeks(self.days[0])} before"
        return f"{verdict} ({told}{measure}).{self._rise()}"

    def _wait(self) -> str:
        needed = self.effect.weeks_needed
        return f", about {needed} week{'' if needed == 1 else 's'} more" if needed else ""

    def _rise(self) -> str:
        """What it was while it rose, for a cure that leads back to what is usual."""
        before, in_rise, since = (
            WEEK * count / max(1, days) for count, days in zip(self.counts, self.days, strict=True)
        )
        if in_rise <= max(before, since):
            return ""
        return f" In the rise it was {in_rise:.1f} a week, since then {since:.1f}."


def judged(
    session: Session, row: investigations.Stored, today: date, *, since: date | None = None
) -> Judged | None:
    """The effect of an investigation's actions up to a day; None while it is too early to look.

    since: judge from the day after this one instead of the first action's, to see whether it came back.
    """
    acted = effects.first_action(session, row.id)
    noticed = monday_of(min(row.opened_on, acted or row.opened_on)) - NOTICED
    start = since or acted
    if acted is None or start is None or (today - start).days < FEWEST_DAYS:
        return None
    where = investigations.where_of(row)
    found = effects.complaints_by_day(session, row.kind, where, noticed - YEAR, today, today)
    known = effects.first_complaint_day(session)
    first = max(noticed - YEAR, known) if known is not None else noticed - YEAR
    if (noticed - first).days < FEWEST_DAYS:
        return None
    spans = (
        (first, noticed),
        (noticed, acted + timedelta(days=1)),
        (start + timedelta(days=1), _after(today)),
    )
    before, in_rise, after = (_sum(found, *span) for span in spans)
    days = tuple((end - begin).days for begin, end in spans)
    orders = effects.orders_by_day(session, where, first, today, today)
    per_order = _covers(orders, *spans[0]) and _covers(orders, *spans[2])
    opportunity = [_sum(orders, *span) if per_order else (span[1] - span[0]).days / WEEK for span in spans]
    effect = check_effect(before, after, opportunity[0], opportunity[2], _dispersion(found, *spans[0]))
    if per_order and effect.weeks_needed:
        weeks = effect.weeks_needed * days[2] / WEEK / opportunity[2]
        effect = _in_weeks(effect, max(1, round(weeks)))
    fell = check_effect(in_rise, after, max(opportunity[1], 1e-9), opportunity[2])
    settled = fell.verdict == "improved" and effect.ratio <= 1
    return Judged(effect, (before, in_rise, after), (days[0], days[1], days[2]), per_order, settled)


def outcome(session: Session, row: investigations.Stored, today: date) -> tuple[Stage, str] | None:
    """Where an investigation stands now, and its effect in words; None while it is too early to look.

    It is verified once its cure has held, and investigated again when complaints return.
    """
    found = judged(session, row, today)
    if found is None:
        return None
    if row.stage is Stage.VERIFIED:
        back = returned(session, row, today)
        return (Stage.INVESTIGATING, back.words()) if back else (row.stage, row.effect or found.words())
    since = effects.first_action(session, row.id)
    held = since is not None and (today - since).days >= HELD_DAYS
    done = bool(row.fixed_when) and not effects.actions_open(session, row.id)
    if row.stage is Stage.ACTING and found.effect.verdict == "improved" and held and done:
        return Stage.VERIFIED, found.words()
    return row.stage, found.words()


def returned(session: Session, row: investigations.Stored, today: date) -> Judged | None:
    """What shows that there are more complaints than before: since the cure, or since it was verified."""
    starts = (None,) if row.verified_on is None else (None, row.verified_on)
    looks = (judged(session, row, today, since=start) for start in starts)
    worse = (one for one in looks if one is not None and one.effect.verdict == "worse")
    return next((one for one in worse if one.counts[2] >= RETURNED), None)


def _in_weeks(effect: Effect, weeks: int) -> Effect:
    return Effect(effect.ratio, effect.low, effect.high, effect.verdict, weeks)


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _sum(found: Mapping[date, int], first: date, end: date) -> int:
    return sum(count for day, count in found.items() if first <= day < end)


def _by_week(found: Mapping[date, int], first: date, end: date) -> list[int]:
    """Counts of the whole weeks of a span."""
    weeks = (end - first).days // WEEK
    return [
        _sum(found, end - timedelta(weeks=back), end - timedelta(weeks=back - 1))
        for back in range(weeks, 0, -1)
    ]


def _covers(orders: Mapping[date, int], first: date, end: date) -> bool:
    """Whether nearly every week of a span has orders."""
    weeks = _by_week(orders, first, end)
    return bool(weeks) and sum(count > 0 for count in weeks) >= COVERED * len(weeks)


def _dispersion(found: Mapping[date, int], first: date, end: date) -> float:
    """Variance over mean of the weekly counts, never below 1; 1 where eight weeks do not say."""
    weeks = _by_week(found, first, end)
    if len(weeks) < 8 or not sum(weeks):
        return 1.0
    mean = sum(weeks) / len(weeks)
    return max(1.0, sum((count - mean) ** 2 for count in weeks) / (len(weeks) - 1) / mean)


def _weeks(days: int) -> str:
    weeks = max(1, round(days / WEEK))
    return f"{weeks:,} week{'' if weeks == 1 else 's'}"
