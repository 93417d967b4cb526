"""What a run found, for no reader in particular: customers stand as numbers, and no sentence is made yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from mcr_desktop.analysis.arrays import Bools
from mcr_desktop.analysis.cells import RECENT_WEEKS
from mcr_desktop.analysis.columns import ALL, NewCode
from mcr_desktop.analysis.localise import Driver
from mcr_desktop.domain.trends import NewSince, Rise, SameKind, TooFew, TrendDriver, TrendReport, Where
from mcr_desktop.services.trends.exposure import PER_ORDER, PER_WEEK, Exposure
from mcr_desktop.services.trends.history import History
from mcr_desktop.services.trends.judging import FoundGrowth, FoundRise, Judgement, Key

YEAR = 52


def neutral_report(history: History, found: Judgement, exposure: Exposure | None, as_of: date) -> TrendReport:
    """The findings with labels for codes; a customer's label is its number as text."""
    legend = _Legend(history, found.judged)
    return TrendReport(
        as_of=as_of,
        judged_monday=history.last_monday,
        complaints=len(history.columns.week),
        kinds=len(history.kinds),
        rises=tuple(map(legend.rise, found.rises)),
        slow_rises=tuple(map(legend.slow_rise, found.growing)),
        too_few=tuple(
            TooFew(legend.kind(key.kind), legend.where(key), count, reason)
            for key, count, reason in found.few
        ),
        new_since=tuple(map(legend.since, found.new)),
        silent_since=tuple(map(legend.since, found.silent)),
        same_kind=tuple(SameKind(labels, name if name != "kind" else "") for name, labels in found.alike),
        exposure=PER_WEEK if exposure is None else PER_ORDER,
        valued_only=history.valued is not None,
    )


@dataclass(frozen=True, slots=True)
class _Legend:
    """Turns the codes of a history into labels."""

    history: History
    judged: History

    def kind(self, code: int) -> str | None:
        """The name of a kind; None for all."""
        return None if code == ALL else self.history.kinds[code]

    def where(self, key: Key) -> dict[str, str | None]:
        """The place of a cell."""
        return {} if key.column == ALL else self.combination({key.column: key.code})

    def combination(self, codes: dict[int, int]) -> dict[str, str | None]:
        """Attribute names and labels of {column: code}."""
        names, labels = self.history.names, self.history.labels
        return {names[column]: str(labels[column][code]) for column, code in codes.items()}

    def since(self, new: NewCode) -> NewSince:
        """A value with the week in which it began, or fell silent."""
        label = str(self.history.labels[new.column][new.code])
        return NewSince(self.history.names[new.column], label, self.history.monday(new.week))

    def driver(self, driver: Driver) -> TrendDriver:
        """A driver with its alternatives, of which it is none itself."""
        others = [where for where in driver.alternatives if where != driver.where]
        alternatives: tuple[Where, ...] = tuple(map(self.combination, others))
        return TrendDriver(
            self.combination(driver.where),
            int(driver.observed),
            float(driver.expected),
            None if driver.share_of_rise is None else float(driver.share_of_rise),
            alternatives,
        )

    def rise(self, found: FoundRise) -> Rise:
        """A sudden rise."""
        customers = self._customers(found.rows, found.weeks)
        return Rise(
            kind=self.kind(found.key.kind),
            where=self.where(found.key),
            observed=found.observed,
            expected=found.expected,
            weeks=found.weeks,
            p_value=found.p_value,
            share_of_rise=found.share,
            value_at_stake=_cents(found.value),
            sentence="",
            drivers=tuple(map(self.driver, found.drivers)),
            customers=len(customers),
            names=customers,
            weekly=found.counts,
            usual=tuple(found.usual.upper[0].tolist()),
            first_monday=self.judged.first_monday,
            key=self.key_of(found.key),
        )

    def slow_rise(self, found: FoundGrowth) -> Rise:
        """A slow rise: growth over the years, or a level that has been lifted for weeks."""
        over_years = found.low > 0
        customers = self._customers(found.rows, YEAR)
        return Rise(
            kind=self.kind(found.key.kind),
            where=self.where(found.key),
            observed=found.recent if over_years else found.observed,
            expected=float(found.before) if over_years else found.expected,
            weeks=YEAR if over_years else RECENT_WEEKS,
            p_value=found.p_value,
            share_of_rise=None,
            value_at_stake=_cents(found.value),
            sentence="",
            customers=len(customers),
            names=customers,
            weekly=found.counts,
            first_monday=self.judged.first_monday,
            key=self.key_of(found.key),
            growth=(found.growth, found.low, found.high) if over_years else None,
        )

    def key_of(self, key: Key) -> str:
        """The name under which a rise is known from week to week; a customer stands in it by number."""
        kind = self.kind(key.kind) or ""
        where = ",".join(f"{name}={value}" for name, value in self.where(key).items())
        return f"{kind}|{where}"

    def _customers(self, rows: Bools, weeks: int) -> tuple[str, ...]:
        """Who complained of late, most complaints first."""
        columns, column = self.judged.columns, self.judged.customer_column
        codes = columns.attributes[rows & (columns.week >= columns.weeks - weeks), column]
        distinct, count = np.unique(codes[codes >= 0], return_counts=True)
        labels = self.history.labels[column]
        return tuple(str(labels[int(distinct[place])]) for place in np.lexsort((distinct, -count)))


def _cents(value: float) -> Decimal:
    return Decimal(round(value * 100)) / 100
