"""Rises and investigations as one list: what needs somebody, is being fixed, is watched, is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mcr_desktop.domain.periods import day_start
from mcr_desktop.domain.text import fold
from mcr_desktop.domain.trends import Alert, AlertGroup, Investigation, Rise, Stage, TrendReport, Where
from mcr_desktop.services.trends.words import expected_words, place_words

_ORDER = (AlertGroup.NEEDS_YOU, AlertGroup.BEING_FIXED, AlertGroup.UNDER_WATCH, AlertGroup.CLOSED)


def alerts_of(report: TrendReport, investigations: Sequence[Investigation], today: date) -> tuple[Alert, ...]:
    """One line for each rise with its investigation, and for each investigation without a rise."""
    waiting = list(investigations)
    found: list[Alert] = []
    for rise in report.rises:
        matching = next((one for one in waiting if _is_about(one, rise)), None)
        if matching is not None:
            waiting.remove(matching)
        found.append(_rising(rise, matching, report, today))
    found += [_watched(rise, "Said to be no trend") for rise in report.quiet]
    found += [_watched(rise, "Rising slowly") for rise in report.slow_rises]
    found += [_without_rise(one, today) for one in waiting if _is_of_now(one, today)]
    return tuple(sorted(_with_own_keys(found), key=lambda alert: _ORDER.index(alert.group)))


def _is_about(one: Investigation, rise: Rise) -> bool:
    """Whether an investigation looks into this rise: same kind, and nowhere but where it rises."""
    if fold(one.kind or "") != fold(rise.kind or ""):
        return False
    places = [dict(rise.where), *({**rise.where, **driver.where} for driver in rise.drivers)]
    return any(one.where.items() <= place.items() for place in places) or not one.where


def _is_of_now(one: Investigation, today: date) -> bool:
    """Not one that was verified in an earlier year."""
    return one.stage is not Stage.VERIFIED or one.verified_on is None or one.verified_on.year == today.year


def _rising(rise: Rise, one: Investigation | None, report: TrendReport, today: date) -> Alert:
    week_over = None
    if report.judged_monday is not None:
        week_over = day_start(report.judged_monday + timedelta(weeks=1))
    if one is None:
        stage = Stage.EXPLAINED if rise.drivers else Stage.SPOTTED
        state, group = "No owner yet", AlertGroup.NEEDS_YOU
    else:
        stage, state = one.stage, _state(one, today)
        group = AlertGroup.BEING_FIXED if one.stage is Stage.ACTING else AlertGroup.NEEDS_YOU
        if one.stage is Stage.VERIFIED:
            state = "Verified, and it is back"
    return Alert(
        rise.key,
        one.title if one is not None else place_words(rise.kind, rise.where),
        group,
        line_words(rise),
        state,
        stage,
        rise,
        one,
        week_over,
    )


def line_words(rise: Rise) -> str:
    """A rise in a line: 11 complaints, 6 customers. About 4 expected."""
    complaints = f"{rise.observed:,} complaint{'' if rise.observed == 1 else 's'}"
    customers = f"{rise.customers:,} customer{'' if rise.customers == 1 else 's'}"
    expected = expected_words(rise.expected)
    return f"{complaints}, {customers}. {expected[:1].upper()}{expected[1:]} expected."


def _watched(rise: Rise, state: str) -> Alert:
    title = place_words(rise.kind, rise.where)
    return Alert(rise.key, title, AlertGroup.UNDER_WATCH, rise.sentence, state, Stage.SPOTTED, rise)


def _without_rise(one: Investigation, today: date) -> Alert:
    if one.stage is Stage.VERIFIED:
        group = AlertGroup.CLOSED
    elif one.has_returned:
        group = AlertGroup.NEEDS_YOU
    elif one.stage in (Stage.INVESTIGATING, Stage.ACTING):
        group = AlertGroup.BEING_FIXED
    else:
        group = AlertGroup.UNDER_WATCH
    line = one.effect or one.cause or one.containment or "Nothing rises at the moment."
    key = f"{one.kind or ''}|{_place(one.where)}"
    return Alert(key, one.title, group, line, _state(one, today), one.stage, None, one)


def _place(where: Where) -> str:
    return ",".join(f"{name}={value}" for name, value in sorted(where.items()))


def _state(one: Investigation, today: date) -> str:
    if one.stage is Stage.VERIFIED and one.verified_on is not None:
        weeks = (today - one.verified_on).days // 7
        return f"Verified · held {weeks} week{'' if weeks == 1 else 's'}" if weeks > 0 else "Verified"
    parts = [one.stage.value, one.owner.split()[0] if one.owner.strip() else "no owner"]
    if one.opened_on is not None:
        parts.append(f"day {(today - one.opened_on).days + 1}")
    return " · ".join(parts)


def _with_own_keys(found: Sequence[Alert]) -> list[Alert]:
    """Each alert under a key of its own, the earlier one keeping the plain key."""
    seen: dict[str, int] = {}
    own = []
    for alert in found:
        seen[alert.key] = number = seen.get(alert.key, 0) + 1
        own.append(alert if number == 1 else replace(alert, key=f"{alert.key}#{number}"))
    return own
