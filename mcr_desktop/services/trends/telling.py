"""The same findings for one reader: names within reach, numbers for the rest, and the sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mcr_desktop.domain.trends import NewSince, Rise, TooFew, TrendDriver, TrendReport, Where
from mcr_desktop.services.trends.words import carrying, driver_words, growth_words, level_words, rise_words

MOST_NAMES = 12


def told_to(report: TrendReport, names: Mapping[int, str], quieted: Mapping[str, int]) -> TrendReport:
    """A neutral report in the words of somebody who may read these customers.

    Rises said to be no trend stand apart until they have grown by half.
    """
    reader = _Reader(names)
    rises = [reader.rise(each) for each in report.rises]
    return replace(
        report,
        rises=tuple(rise for rise in rises if not _is_quiet(rise, quieted)),
        quiet=tuple(rise for rise in rises if _is_quiet(rise, quieted)),
        slow_rises=tuple(map(reader.slow_rise, report.slow_rises)),
        too_few=tuple(map(reader.few, report.too_few)),
        new_since=tuple(map(reader.since, report.new_since)),
        silent_since=tuple(map(reader.since, report.silent_since)),
        explained=explained(report),
    )


def explained(report: TrendReport) -> str:
    """What was judged, and that the week under way is not.

    Judged on 26 November 2026: 1,204 complaints of 38 kinds up to week 47. Week 48 is not over yet.
    """
    if report.judged_monday is None:
        return "There are no complaints to judge yet."
    day, sunday = report.as_of, report.judged_monday + timedelta(days=6)
    complaints = f"{report.complaints:,} complaint{'' if report.complaints == 1 else 's'}"
    kinds = f"{report.kinds:,} kind{'' if report.kinds == 1 else 's'}"
    told = f"Judged on {day.day} {day:%B %Y}: {complaints} of {kinds} up to week {_week(sunday)}."
    return told if day <= sunday else f"{told} Week {_week(day)} is not over yet."


def _week(day: date) -> int:
    return day.isocalendar().week


@dataclass(frozen=True, slots=True)
class _Reader:
    """Gives customers their names, as far as one reader may read them."""

    names: Mapping[int, str]

    def where(self, where: Where) -> dict[str, str | None]:
        """A place; None for a customer beyond reach."""
        return {name: self._value(name, value) for name, value in where.items()}

    def few(self, few: TooFew) -> TooFew:
        """Too few to judge; there may be thousands."""
        return TooFew(few.kind, self.where(few.where), few.observed, few.reason)

    def since(self, new: NewSince) -> NewSince:
        """What is new, or silent."""
        return replace(new, value=self._value(new.attribute, new.value))

    def rise(self, rise: Rise) -> Rise:
        """A sudden rise with its sentence."""
        known = self._named(rise)
        return replace(known, sentence=_sentence(known))

    def slow_rise(self, rise: Rise) -> Rise:
        """A slow rise with its sentence."""
        known = self._named(rise)
        return replace(known, sentence=_slow_sentence(known))

    def _value(self, attribute: str, value: str | None) -> str | None:
        return self.names.get(int(value)) if attribute == "customer" and value is not None else value

    def _named(self, rise: Rise) -> Rise:
        known = (self.names.get(int(number)) for number in rise.names)
        return replace(
            rise,
            where=self.where(rise.where),
            drivers=tuple(map(self._driver, rise.drivers)),
            names=tuple(name for name in known if name is not None)[:MOST_NAMES],
        )

    def _driver(self, driver: TrendDriver) -> TrendDriver:
        place = self.where(driver.where)
        others: list[Where] = []
        # Beyond reach, one customer looks like another: what reads alike is offered once.
        for other in map(self.where, driver.alternatives):
            if other != place and other not in others:
                others.append(other)
        return replace(driver, where=place, alternatives=tuple(others))


def _sentence(rise: Rise) -> str:
    whole = rise_words(
        rise.kind,
        rise.where,
        observed=rise.observed,
        expected=rise.expected,
        weeks=rise.weeks,
        customers=rise.customers,
    )
    shared = carrying(rise)
    return whole if shared is None else f"{whole} {driver_words(shared, rise)}"


def _slow_sentence(rise: Rise) -> str:
    if rise.growth is None:
        return level_words(rise.kind, rise.where, rise.observed, rise.expected)
    return growth_words(rise.kind, rise.where, *rise.growth, rise.observed, round(rise.expected))


def _is_quiet(rise: Rise, quieted: Mapping[str, int]) -> bool:
    """Said to be no trend, and not grown by half since."""
    return rise.key in quieted and rise.observed < 1.5 * quieted[rise.key]
