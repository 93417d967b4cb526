"""One run of the analysis over a history: sudden rises with what they share, slow rises, what is new."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from mcr_desktop.analysis import cells as analysis_cells
from mcr_desktop.analysis import columns as analysis_columns
from mcr_desktop.analysis.arrays import Bools, Floats
from mcr_desktop.analysis.cells import BASELINE_WEEKS, RECENT_WEEKS, Cells, Keys
from mcr_desktop.analysis.columns import ALL, HISTORY_BEFORE_NEW, Columns, NewCode
from mcr_desktop.analysis.localise import Driver, localise_rise
from mcr_desktop.analysis.pareto import mean_value, value_at_stake
from mcr_desktop.analysis.rises import UsualRange, usual_range
from mcr_desktop.analysis.slow_rises import SlowRises, detect_slow_rises
from mcr_desktop.domain.text import fold
from mcr_desktop.services.trends.exposure import Exposure
from mcr_desktop.services.trends.history import History
from mcr_desktop.services.trends.steps import Steps

ALIKE = 90.0
"""Likeness of two labels, of 100, from which they may mean the same."""

MOST_LABELS = 600
Counts = NDArray[np.int32]

STEPS = 9
"""Of a whole report: two of reading, six of judging, one of telling."""

STILL_SAID = 0.8
"""Share of a cell inside another from which it says nothing new."""


@dataclass(frozen=True, slots=True)
class Key:
    """A cell: kind, attribute column and value code, -1 for all."""

    kind: int
    column: int
    code: int


@dataclass(frozen=True, slots=True)
class FoundRise:
    """A sudden rise in numbers; rows and recent say which complaints are in it, and in its weeks."""

    key: Key
    observed: int
    expected: float
    weeks: int
    p_value: float
    share: float | None
    value: float
    drivers: tuple[Driver, ...]
    counts: tuple[int, ...]
    usual: UsualRange
    rows: Bools


@dataclass(frozen=True, slots=True)
class FoundGrowth:
    """A slow rise in numbers."""

    key: Key
    growth: float
    low: float
    high: float
    p_value: float
    recent: int
    before: int
    observed: int
    expected: float
    value: float
    counts: tuple[int, ...]
    rows: Bools


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that one run found."""

    judged: History
    rises: tuple[FoundRise, ...]
    growing: tuple[FoundGrowth, ...]
    few: tuple[tuple[Key, int, str], ...]
    new: tuple[NewCode, ...]
    silent: tuple[NewCode, ...]
    alike: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(eq=False)
class Run:
    """The steps of one run, between which it may be stopped."""

    history: History
    exposure: Exposure | None
    steps: Steps

    def judge(self) -> Judgement:
        """Run every step.  Raises Refused when it was stopped."""
        columns = self.history.columns
        begins = _some_absent(columns, columns.week < HISTORY_BEFORE_NEW)
        new = analysis_columns.new_since(columns) if begins else []
        silent = self._silent()
        judged = self._without_newcomers(new)
        self.steps.next()
        cells = analysis_cells.weekly_cells(judged.columns)
        self.steps.next()
        exposure = None if self.exposure is None else self.exposure.of(cells.keys)
        recorded = None if judged.recorded is None else judged.recorded[cells.keys.kind]
        found = analysis_cells.detect_in_cells(cells, exposure, recorded)
        self.steps.next()
        told = np.flatnonzero(analysis_cells.keep_unexplained(judged.columns, cells, found))
        self.steps.next()
        rises = [
            self._explain(judged, cells, exposure, cell, float(found.p_value[cell])) for cell in told.tolist()
        ]
        rises.sort(key=lambda rise: (-rise.value, rise.p_value))
        self.steps.next()
        growing = self._growing(judged, calmed(judged.columns, rises))
        self.steps.next()
        few = _too_few(cells, found.testable, judged.columns.weeks)
        alike = _alike(self.history)
        return Judgement(judged, tuple(rises), growing, few, tuple(new), tuple(silent), alike)

    def _silent(self) -> list[NewCode]:
        """Values that fell silent altogether: complaints that end while orders go on are no lost feed."""
        columns, orders = self.history.columns, self.exposure
        if not _some_absent(columns, columns.week >= columns.weeks - RECENT_WEEKS):
            return []
        stopped = analysis_columns.stopped_since(columns)
        return [one for one in stopped if orders is None or not orders.still_comes(one.column, one.code)]

    def _without_newcomers(self, new: list[NewCode]) -> History:
        """What has no year before it cannot be judged against one: it is named as new instead."""
        weeks = self.history.columns.weeks
        late = [code for code in new if code.week > weeks - BASELINE_WEEKS - RECENT_WEEKS]
        kept = self.history.only(~analysis_columns.holding(self.history.columns, late))
        return replace(kept, columns=analysis_columns.without(kept.columns, new))

    def _explain(
        self, judged: History, cells: Cells, exposure: Floats | None, cell: int, p_value: float
    ) -> FoundRise:
        self.steps.look()
        columns, keys = judged.columns, cells.keys
        key = _key(keys, cell)
        rows = analysis_cells.inside(columns, key.kind, key.column, key.code)
        counts = cells.counts[[cell]]
        usual = usual_range(counts, None if exposure is None else exposure[[cell]])
        weeks, observed, expected = _loudest(counts[0], usual.expected[0])
        dispersion = float(usual.dispersion[0])
        mean = mean_value(judged.value[rows])
        at_stake = value_at_stake([observed], [max(expected, 1e-6)], mean, dispersion)
        return FoundRise(
            key,
            observed,
            expected,
            weeks,
            p_value,
            self._share(judged, key, counts[0], usual.expected[0]),
            float(at_stake[0]),
            _drivers(judged, rows, key, usual),
            tuple(counts[0].tolist()),
            usual,
            rows,
        )

    def _share(self, judged: History, key: Key, counts: Floats, expected: Floats) -> float | None:
        """The part of its kind's rise that a cell carries; None for a whole kind or without a rise."""
        if key.column == ALL:
            return None
        whole = analysis_cells.inside(judged.columns, key.kind, ALL, ALL)
        by_week = np.bincount(judged.columns.week[whole], minlength=judged.columns.weeks)[None, :]
        opportunity = None if self.exposure is None else self.exposure.total[None, :]
        usual = usual_range(by_week, opportunity).expected[0]
        rise = float(by_week[0, -RECENT_WEEKS:].sum() - usual[-RECENT_WEEKS:].sum())
        own = float(counts[-RECENT_WEEKS:].sum() - expected[-RECENT_WEEKS:].sum())
        return None if rise <= 0 or own <= 0 else min(1.0, own / rise)

    def _growing(self, judged: History, calm: Columns) -> tuple[FoundGrowth, ...]:
        """Slow rises of kinds and of attribute values, each told once, in what sudden rises leave."""
        keys, counts = _plain_cells(calm)
        exposure = None if self.exposure is None else self.exposure.of(keys)
        self.steps.look()
        slow = detect_slow_rises(counts, exposure)
        self.steps.look()
        found = [
            _growth(judged, _key(keys, cell), None if exposure is None else exposure[cell], slow, cell)
            for cell in _told_growth(judged, keys, slow)
        ]
        return tuple(sorted(found, key=lambda each: (-each.value, each.p_value)))


def _some_absent(columns: Columns, rows: Bools) -> bool:
    """Whether any value has no complaint among these, without which nothing can be new or silent there."""
    some = columns.attributes[rows]
    for column in range(columns.attributes.shape[1]):
        given = columns.attributes[:, column] + 1
        held, here = (
            np.bincount(given),
            np.bincount(some[:, column] + 1, minlength=int(given.max(initial=0)) + 1),
        )
        if ((held > 0) & (here == 0))[1:].any():
            return True
    return False


def _plain_cells(columns: Columns) -> tuple[Keys, Counts]:
    """Everything, each kind, and each attribute value over all kinds."""
    whole_kinds = replace(columns, attributes=columns.attributes[:, :0])
    values = replace(columns, kind=np.full(len(columns.kind), ALL, np.int32))
    kinds, across = (analysis_cells.weekly_cells(each, screen=False) for each in (whole_kinds, values))
    only_values = across.keys.column != ALL
    added = across.keys.take(only_values)
    keys = Keys(
        np.concatenate([kinds.keys.kind, added.kind]),
        np.concatenate([kinds.keys.column, added.column]),
        np.concatenate([kinds.keys.code, added.code]),
    )
    return keys, np.concatenate([kinds.counts, across.counts[only_values]])


def _key(keys: Keys, cell: int) -> Key:
    return Key(int(keys.kind[cell]), int(keys.column[cell]), int(keys.code[cell]))


def _loudest(counts: Floats, expected: Floats) -> tuple[int, int, float]:
    """Since when it rises: the last 1 to 6 weeks, whichever are least like the usual."""
    best, chosen = -1.0, (1, int(counts[-1]), float(expected[-1]))
    for weeks in range(1, min(RECENT_WEEKS, len(counts)) + 1):
        observed, usual = int(counts[-weeks:].sum()), float(expected[-weeks:].sum())
        likely = observed * np.log(max(observed, 1) / max(usual, 1e-6)) - (observed - usual)
        if observed > usual and likely > best:
            best, chosen = float(likely), (weeks, observed, usual)
    return chosen


def _drivers(judged: History, rows: Bools, key: Key, usual: UsualRange) -> tuple[Driver, ...]:
    shared = analysis_cells.shared_attributes(judged.columns, rows)
    attributes = shared.attributes.copy()
    if key.column != ALL:
        # Every complaint of the cell has this value; it explains nothing within the cell.
        attributes[:, key.column] = ALL
    ratio = float(usual.expected[0, -RECENT_WEEKS:].sum()) / max(float(shared.baseline.sum()), 1.0)
    found = localise_rise(
        attributes, shared.recent, shared.baseline, max(ratio, 1e-6), float(usual.dispersion[0])
    )
    return tuple(driver for driver in found if driver.where)


def _told_growth(judged: History, keys: Keys, slow: SlowRises) -> list[int]:
    """Flagged cells, unless one told before grows as much and holds most of the same complaints."""
    whole = int(np.flatnonzero((keys.kind == ALL) & (keys.column == ALL))[0]) if len(keys.kind) else 0
    told: list[int] = []
    flagged = np.flatnonzero(slow.flagged)
    order = flagged[np.lexsort((slow.p_value[flagged], keys.column[flagged] != ALL))]
    rows = {
        int(cell): analysis_cells.inside(judged.columns, *_parts(_key(keys, int(cell)))) for cell in order
    }
    for cell in (int(each) for each in order):
        if cell != whole and slow.flagged[whole] and slow.low[cell] <= slow.growth[whole]:
            continue
        if any(_is_said(rows[cell], rows[other]) for other in told if other != whole):
            continue
        told.append(cell)
    return told


def calmed(columns: Columns, rises: list[FoundRise]) -> Columns:
    """The complaints without what sudden rises that are told have brought above the expected.

    A level lifted for weeks by one of them is no finding of its own, in whatever attribute it shows.
    """
    kept = np.ones(len(columns.week), dtype=np.bool_)
    recent = columns.week >= columns.weeks - RECENT_WEEKS
    for rise in rises:
        for driver in rise.drivers:
            _thin(kept, rise.rows & recent & _covered(columns, driver), driver.expected)
        _thin(kept, rise.rows & recent, float(rise.usual.expected[0, -RECENT_WEEKS:].sum()))
    return columns if kept.all() else columns.only(kept)


def _covered(columns: Columns, driver: Driver) -> Bools:
    rows = np.ones(len(columns.week), dtype=np.bool_)
    for column, code in driver.where.items():
        rows &= columns.attributes[:, column] == code
    return rows


def _thin(kept: Bools, rows: Bools, expected: float) -> None:
    """Keep about as many of these complaints as expected, evenly, and leave the others out."""
    left = np.flatnonzero(kept & rows)
    wanted = round(expected)
    if len(left) > wanted:
        spared = left[np.linspace(0, len(left), wanted, endpoint=False).astype(np.int64)]
        kept[left] = False
        kept[spared] = True


def _parts(key: Key) -> tuple[int, int, int]:
    return key.kind, key.column, key.code


def _is_said(rows: Bools, earlier: Bools) -> bool:
    both, own = np.count_nonzero(rows & earlier), np.count_nonzero(rows)
    return bool(both >= STILL_SAID * own and own >= 0.5 * np.count_nonzero(earlier))


def _growth(judged: History, key: Key, exposure: Floats | None, slow: SlowRises, cell: int) -> FoundGrowth:
    rows = analysis_cells.inside(judged.columns, *_parts(key))
    counts = np.bincount(judged.columns.week[rows], minlength=judged.columns.weeks)
    recent = int(counts[-BASELINE_WEEKS:].sum())
    before = int(counts[-2 * BASELINE_WEEKS : -BASELINE_WEEKS].sum())
    observed = int(counts[-RECENT_WEEKS:].sum())
    opportunity = np.ones(len(counts)) if exposure is None else exposure
    rate = counts[:-RECENT_WEEKS].sum() / opportunity[:-RECENT_WEEKS].sum()
    expected = float(rate * opportunity[-RECENT_WEEKS:].sum())
    at_stake = value_at_stake([recent], [max(before, 1)], mean_value(judged.value[rows]))
    return FoundGrowth(
        key,
        float(slow.growth[cell]),
        float(slow.low[cell]),
        float(slow.high[cell]),
        float(slow.p_value[cell]),
        recent,
        before,
        observed,
        expected,
        float(at_stake[0]),
        tuple(counts.tolist()),
        rows,
    )


def _too_few(cells: Cells, testable: Bools, weeks: int) -> tuple[tuple[Key, int, str], ...]:
    """Cells that cannot be judged, the larger first; a part of a cell that cannot be judged is not named."""
    few = cells.too_few
    whole_kinds = set(few.kind[(few.column == ALL)].tolist())
    values = {(column, code) for kind, column, code in _triples(few) if kind == ALL}
    found = []
    for (kind, column, code), count in zip(_triples(few), cells.too_few_counts.tolist(), strict=True):
        part = ALL not in (kind, column)
        if part and (kind in whole_kinds or (column, code) in values):
            continue
        found.append(
            (Key(kind, column, code), int(count), "fewer than 5 in the last 4 weeks: too early to say")
        )
    short = (
        f"under 26 weeks of history ({weeks}): too early to say"
        if weeks < 26
        else "the last week is hardly recorded yet"
    )
    for cell in np.flatnonzero(~testable):
        key = _key(cells.keys, int(cell))
        if ALL in (key.column, key.kind):
            found.append((key, int(cells.counts[int(cell), -4:].sum()), short))
    return tuple(sorted(found, key=lambda each: (-each[1], each[0].kind, each[0].column, each[0].code)))


def _triples(keys: Keys) -> list[tuple[int, int, int]]:
    return list(zip(keys.kind.tolist(), keys.column.tolist(), keys.code.tolist(), strict=True))


def _alike(history: History) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Labels that look like one and the same thing: of kinds, and of attributes this workspace added."""
    found = [("kind", group) for group in alike_labels(history.kinds)]
    for name, labels in zip(history.names, history.labels, strict=True):
        if name not in _FIXED and len(labels) <= MOST_LABELS:
            found += [(name, group) for group in alike_labels([str(label) for label in labels])]
    return tuple(found)


_FIXED = frozenset({"product", "site", "carrier", "channel", "region", "segment", "customer"})


def alike_labels(labels: tuple[str, ...] | list[str]) -> list[tuple[str, ...]]:
    """Pairs of labels that differ in little, in the order of their names."""
    folded = sorted((fold(label), label) for label in labels)
    pairs: list[tuple[str, ...]] = []
    for place, (words, label) in enumerate(folded):
        for other_words, other in folded[place + 1 :]:
            same = words != other_words and _digits(words) == _digits(other_words)
            if same and fuzz.ratio(words, other_words) >= ALIKE:
                pairs.append((label, other))
    return pairs


def _digits(words: str) -> str:
    """The numbers in a label: Gate 1 and Gate 2 are not the same, however alike they look."""
    return "".join(c for c in words if c.isdigit())
