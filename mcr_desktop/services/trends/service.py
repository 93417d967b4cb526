"""The analysis for one reader: numbers cross the fence, names do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import numpy as np

from mcr_desktop.analysis.arrays import Bools
from mcr_desktop.analysis.cells import RECENT_WEEKS
from mcr_desktop.analysis.columns import ALL
from mcr_desktop.analysis.localise import Driver
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.trends import (
    Alert,
    NewSince,
    Rise,
    SameKind,
    TooFew,
    TrendDriver,
    TrendReport,
)
from mcr_desktop.services.trends.alerts import alerts_of
from mcr_desktop.services.trends.exposure import PER_ORDER, PER_WEEK, Exposure, read_exposure
from mcr_desktop.services.trends.history import History, read_history
from mcr_desktop.services.trends.judging import FoundGrowth, FoundRise, Judgement, Key, Run
from mcr_desktop.services.trends.words import growth_words, level_words, rise_words
from mcr_desktop.store import investigations, trends
from mcr_desktop.store.database import Database

CARRIES = 0.3
"""Share of a rise from which what it has in common is part of its sentence."""

MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class TrendService:
    """Notices when complaints of valued customers rise; open to every user."""

    database: Database
    now: Callable[[], datetime]

    def report(
        self,
        actor: Actor,
        as_of: date | None = None,
        *,
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> TrendReport:
        """Judge the last week whose Sunday is on or before a day, today by default.

        Raises Refused when cancelled() said so between two steps.
        """
        now = self.now()
        today = local_day(now)
        with self.database.reading() as session:
            history = read_history(session, as_of or today, today)
            exposure = None if history is None else read_exposure(session, history)
            names = trends.names_within_reach(session, actor, now)
            quieted = trends.quieted(session)
            valued = trends.valued_customers(session, today) is not None
        if history is None:
            return TrendReport(as_of or today, valued_only=valued)
        judgement = Run(history, exposure, cancelled, progress).judge()
        reader = _Reader(history, names)
        return _report(reader, judgement, exposure, as_of or today, quieted)

    def alerts(
        self,
        actor: Actor,
        as_of: date | None = None,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Alert, ...]:
        """Rises joined with the investigations into them, grouped by who has to do something.

        Raises Refused as report() does.
        """
        return self.alerts_of(actor, self.report(actor, as_of, cancelled=cancelled))

    def alerts_of(self, actor: Actor, report: TrendReport) -> tuple[Alert, ...]:
        """The same from a report that was made for this reader."""
        with self.database.reading() as session:
            looked_into = investigations.all_for(session, actor, self.now())
        return alerts_of(report, looked_into, report.as_of)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns codes into words, for somebody who may read some of the customers."""

    history: History
    names: dict[int, str]

    def kind(self, code: int) -> str | None:
        """The name of a kind; None for all."""
        return None if code == ALL else self.history.kinds[code]

    def value(self, column: int, code: int) -> str | None:
        """The name of a value; None for a customer beyond reach."""
        label = self.history.labels[column][code]
        return self.names.get(label) if isinstance(label, int) else label

    def where(self, key: Key) -> dict[str, str | None]:
        """The place of a cell."""
        if key.column == ALL:
            return {}
        return {self.history.names[key.column]: self.value(key.column, key.code)}

    def driver(self, driver: Driver) -> TrendDriver:
        """A driver with its alternatives in words."""
        return TrendDriver(
            self._combination(driver.where),
            int(driver.observed),
            float(driver.expected),
            driver.share_of_rise,
            tuple(self._combination(where) for where in driver.alternatives),
        )

    def _combination(self, where: dict[int, int]) -> dict[str, str | None]:
        return {self.history.names[column]: self.value(column, code) for column, code in where.items()}

    def customers(self, judged: History, rows: Bools, weeks: int) -> tuple[int, tuple[str, ...]]:
        """How many customers complained of late, and the names within reach, most complaints first."""
        columns = judged.columns
        codes = columns.attributes[rows & (columns.week >= columns.weeks - weeks), judged.customer_column]
        distinct, count = np.unique(codes[codes >= 0], return_counts=True)
        order = np.lexsort((distinct, -count))
        known = (self.value(judged.customer_column, int(distinct[place])) for place in order)
        return len(distinct), tuple(name for name in known if name is not None)[:MOST_NAMES]


def _report(
    reader: _Reader,
    found: Judgement,
    exposure: Exposure | None,
    as_of: date,
    quieted: dict[str, int],
) -> TrendReport:
    history = reader.history
    rises = [(_rise(reader, found.judged, each), key_of(history, each.key)) for each in found.rises]
    return TrendReport(
        as_of=as_of,
        judged_monday=history.last_monday,
        complaints=len(history.columns.week),
        kinds=len(history.kinds),
        rises=tuple(rise for rise, key in rises if not _is_quiet(rise, key, quieted)),
        slow_rises=tuple(_slow_rise(reader, found.judged, each) for each in found.growing),
        too_few=tuple(
            TooFew(reader.kind(key.kind), reader.where(key), count, reason)
            for key, count, reason in found.few
        ),
        new_since=tuple(
            NewSince(history.names[new.column], reader.value(new.column, new.code), history.monday(new.week))
            for new in found.new
        ),
        same_kind=tuple(SameKind(labels, name if name != "kind" else "") for name, labels in found.alike),
        quiet=tuple(rise for rise, key in rises if _is_quiet(rise, key, quieted)),
        exposure=PER_WEEK if exposure is None else PER_ORDER,
        valued_only=history.valued is not None,
    )


def _rise(reader: _Reader, judged: History, found: FoundRise) -> Rise:
    kind, where = reader.kind(found.key.kind), reader.where(found.key)
    drivers = tuple(map(reader.driver, found.drivers))
    customers, names = reader.customers(judged, found.rows, found.weeks)
    return Rise(
        kind=kind,
        where=where,
        observed=found.observed,
        expected=found.expected,
        weeks=found.weeks,
        p_value=found.p_value,
        share_of_rise=found.share,
        value_at_stake=_cents(found.value),
        sentence=_sentence(kind, where, found, drivers, customers),
        drivers=drivers,
        customers=customers,
        names=names,
        weekly=found.counts,
        usual=tuple(found.usual.upper[0].tolist()),
        usual_low=(),
        first_monday=judged.first_monday,
        key=key_of(reader.history, found.key),
    )


def _sentence(
    kind: str | None,
    where: dict[str, str | None],
    found: FoundRise,
    drivers: tuple[TrendDriver, ...],
    customers: int,
) -> str:
    first = drivers[0] if drivers else None
    if first is not None and (first.share_of_rise or 0.0) >= CARRIES:
        return rise_words(
            kind,
            {**where, **first.where},
            observed=first.observed,
            expected=first.expected,
            weeks=RECENT_WEEKS,
            share=first.share_of_rise,
        )
    return rise_words(
        kind, where, observed=found.observed, expected=found.expected, weeks=found.weeks, customers=customers
    )


def _slow_rise(reader: _Reader, judged: History, found: FoundGrowth) -> Rise:
    kind, where = reader.kind(found.key.kind), reader.where(found.key)
    customers, names = reader.customers(judged, found.rows, 52)
    if found.low > 0:
        observed, expected, weeks = found.recent, float(found.before), 52
        sentence = growth_words(kind, where, found.growth, found.low, found.high, found.recent, found.before)
    else:
        observed, expected, weeks = found.observed, found.expected, RECENT_WEEKS
        sentence = level_words(kind, where, observed, expected)
    return Rise(
        kind=kind,
        where=where,
        observed=observed,
        expected=expected,
        weeks=weeks,
        p_value=found.p_value,
        share_of_rise=None,
        value_at_stake=_cents(found.value),
        sentence=sentence,
        customers=customers,
        names=names,
        weekly=found.counts,
        first_monday=judged.first_monday,
        key=key_of(reader.history, found.key),
    )


def _cents(value: float) -> Decimal:
    return Decimal(round(value * 100)) / 100


def key_of(history: History, key: Key) -> str:
    """The name under which a rise is known from one week to the next; a customer stands in it by number."""
    kind = "" if key.kind == ALL else history.kinds[key.kind]
    where = ""
    if key.column != ALL:
        where = f"{history.names[key.column]}={history.labels[key.column][key.code]}"
    return f"{kind}|{where}"


def _is_quiet(rise: Rise, key: str, quieted: dict[str, int]) -> bool:
    """Said to be no trend, and not grown by half since."""
    return key in quieted and rise.observed < 1.5 * quieted[key]
