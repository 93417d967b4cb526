"""Which series to watch: (all kinds or one) times (all complaints or one attribute value), by week."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcr_desktop.analysis.arrays import Bools, Floats, Ints
from mcr_desktop.analysis.columns import ALL, Codes, Columns
from mcr_desktop.analysis.many_tests import benjamini_hochberg
from mcr_desktop.analysis.rises import FALSE_DISCOVERY_RATE, FEWEST_COMPLAINTS, Rises, detect_rises
from mcr_desktop.analysis.tails import upper_tail

RECENT_WEEKS = 6
BASELINE_WEEKS = 52
MANY = 2000
"""Only beyond so many cells is the cheap look worth its coarseness."""

CLEARED = 0.01
STILL_EXPLAINED = 0.01


@dataclass(frozen=True, slots=True)
class Keys:
    """What each cell holds: kind, attribute column and value code, each (n,), -1 for all."""

    kind: Ints
    column: Ints
    code: Ints

    def take(self, rows: Ints | Bools) -> "Keys":
        """The keys of some cells."""
        return Keys(self.kind[rows], self.column[rows], self.code[rows])


@dataclass(frozen=True, slots=True)
class Cells:
    """The series worth judging, and an account of the others.

    counts (n, weeks) belong to keys; passed_over is the number of cells that a cheap look cleared;
    too_few are the cells with complaints in the last 4 weeks but fewer than 5, as many as
    too_few_counts (m,) says.
    """

    keys: Keys
    counts: NDArray[np.int32]
    passed_over: int
    too_few: Keys
    too_few_counts: Ints


@dataclass(frozen=True, slots=True)
class Shared:
    """Arguments for `localise_rise`: one row for each distinct combination of attribute values."""

    attributes: Codes
    recent: Ints
    baseline: Ints


def weekly_cells(columns: Columns, *, screen: bool = True) -> Cells:
    """Count complaints by week for every cell that has enough of them to be judged.

    Args:
        columns: the complaints.
        screen: leave out cells whose last two weeks are plainly usual when there are thousands of cells;
            they are counted in `passed_over`.

    Returns:
        See `Cells`.  The first cells are the kinds as a whole, all kinds first of all.
    """
    recent = columns.only(columns.week >= columns.weeks - 4)
    keys, sizes = _keys_of(recent)
    enough = sizes >= FEWEST_COMPLAINTS
    counts = _count(columns, keys.take(enough))
    kept = np.ones(len(counts), dtype=np.bool_)
    if screen and len(counts) > MANY:
        kept = ~_plainly_usual(counts)
    few = ~enough
    return Cells(
        keys.take(enough).take(kept), counts[kept], int(np.count_nonzero(~kept)), keys.take(few), sizes[few]
    )


def detect_in_cells(
    cells: Cells, exposure: ArrayLike | None = None, recorded_share: ArrayLike | None = None
) -> Rises:
    """`detect_rises` on cells, where those passed over count among the tests of the run as well."""
    rises = detect_rises(cells.counts, exposure, recorded_share)
    flagged = benjamini_hochberg(rises.p_value, FALSE_DISCOVERY_RATE, cells.passed_over)
    return Rises(rises.p_value, rises.expected, rises.observed, rises.window, rises.testable, flagged)


def inside(columns: Columns, kind: int, column: int, code: int) -> Bools:
    """Which complaints belong to a cell, (n,)."""
    rows = np.ones(len(columns.week), dtype=np.bool_)
    if kind != ALL:
        rows &= columns.kind == kind
    if column != ALL:
        rows &= columns.attributes[:, column] == code
    return rows


def shared_attributes(columns: Columns, rows: Bools) -> Shared:
    """The distinct combinations among some complaints: the last 6 weeks against the 52 before.

    Args:
        columns: the complaints.
        rows: which of them, (n,), usually `inside` of a cell.
    """
    since = columns.week - (columns.weeks - RECENT_WEEKS - BASELINE_WEEKS)
    used = rows & (since >= 0)
    table, recent = columns.attributes[used], since[used] >= BASELINE_WEEKS
    distinct, member = _distinct(table)
    total = np.bincount(member, minlength=len(distinct))
    now = np.bincount(member[recent], minlength=len(distinct))
    return Shared(distinct, now, total - now)


def keep_unexplained(columns: Columns, cells: Cells, rises: Rises) -> Bools:
    """Which flagged cells to tell, so that one rise is told once.

    The least likely cell speaks first, through its kind as a whole if that rose too, or through the kind or
    value that carries most of it.  Others follow if what is left of them outside the cells told already is
    still unlikely, against their expected count in the proportion of the year before.

    Returns:
        bool (n_cells,), a subset of `rises.flagged`.  The false discovery rate of 0.10 holds for what is
        told: the many cells of one rise lend no certainty to chance findings elsewhere.
    """
    kept = np.zeros(len(rises.flagged), dtype=np.bool_)
    certainty, flagged = rises.p_value.copy(), np.flatnonzero(rises.flagged)
    excess = rises.observed - rises.expected
    order = flagged[np.lexsort((-excess[flagged], rises.p_value[flagged]))]
    latest = columns.only(columns.week >= columns.weeks - BASELINE_WEEKS - RECENT_WEEKS)
    told = np.zeros(len(latest.week), dtype=np.bool_)
    for cell in order.tolist():
        if not kept[cell] and _still_unlikely(latest, _rows(latest, cells.keys, cell), told, rises, cell):
            speaker = _speaker(cells.keys, excess, order, cell)
            kept[speaker], certainty[speaker] = True, min(certainty[speaker], rises.p_value[cell])
            told |= _rows(latest, cells.keys, speaker)
            # Where its speaker leaves it rising, another kind rises beside it and must still be heard.
            if not _still_unlikely(latest, _rows(latest, cells.keys, cell), told, rises, cell):
                told |= _rows(latest, cells.keys, cell)
    distinct = np.where(kept | ~rises.testable, certainty, 1.0)
    return kept & benjamini_hochberg(distinct, FALSE_DISCOVERY_RATE, cells.passed_over)


def _rows(columns: Columns, keys: Keys, cell: int) -> Bools:
    return inside(columns, int(keys.kind[cell]), int(keys.column[cell]), int(keys.code[cell]))


def _speaker(keys: Keys, excess: Floats, flagged: Ints, cell: int) -> int:
    """The flagged cell that a rise is told by: its kind as a whole, or what carries more than half of it."""
    kinds, columns, codes = keys.kind[flagged], keys.column[flagged], keys.code[flagged]
    carries = excess[flagged] > 0.5 * excess[cell]
    kind = keys.kind[cell]
    if kind == ALL:
        same = (keys.column[cell] == ALL) | ((columns == keys.column[cell]) & (codes == keys.code[cell]))
        within = flagged[(kinds != ALL) & same & carries]
        if within.size:
            kind, cell = keys.kind[within[0]], int(within[0])
    if kind == ALL and keys.column[cell] == ALL:
        within = flagged[(columns != ALL) & carries]
        return int(within[0]) if within.size else cell
    whole = flagged[(kinds == kind) & (columns == ALL)]
    return int(whole[0]) if kind != ALL and whole.size else cell


def _still_unlikely(latest: Columns, rows: Bools, told: Bools, rises: Rises, cell: int) -> bool:
    """Whether what earlier cells leave of this one still rises."""
    if not (rows & told).any():
        return True
    in_window, untold = latest.week >= latest.weeks - int(rises.window[cell]), rows & ~told
    before, all_before = np.count_nonzero(untold & ~in_window), np.count_nonzero(rows & ~in_window)
    expected = np.array([rises.expected[cell] * (before + 0.5) / (all_before + 0.5)])
    observed = np.array([float(np.count_nonzero(untold & in_window))])
    return bool(upper_tail(observed, expected, expected)[0] < STILL_EXPLAINED)


def _keys_of(columns: Columns) -> tuple[Keys, Ints]:
    """Every cell with a complaint among these, and how many it holds."""
    whole = (np.full(1, ALL), np.full(1, ALL), np.full(1, ALL), np.array([len(columns.week)]))
    parts = [whole, _kinds(columns.kind)]
    for column in range(columns.attributes.shape[1]):
        parts += _values(columns.kind, columns.attributes[:, column], column)
    kind, column_of, code, size = (
        np.concatenate(arrays).astype(np.int64) for arrays in zip(*parts, strict=True)
    )
    return Keys(kind, column_of, code), size


def _kinds(kind: Codes) -> tuple[Ints, Ints, Ints, Ints]:
    size = np.bincount(kind[kind >= 0])
    used = np.flatnonzero(size)
    return used, np.full(used.size, ALL), np.full(used.size, ALL), size[used]


def _values(kind: Codes, values: Codes, column: int) -> list[tuple[Ints, Ints, Ints, Ints]]:
    """Cells of one attribute: each value over all kinds, and within each kind."""
    given = values >= 0
    size = np.bincount(values[given])
    used = np.flatnonzero(size)
    across = (np.full(used.size, ALL), np.full(used.size, column), used, size[used])
    both = given & (kind >= 0)
    width = max(len(size), 1)
    pairs, sizes = np.unique(kind[both].astype(np.int64) * width + values[both], return_counts=True)
    within = (pairs // width, np.full(pairs.size, column), pairs % width, sizes)
    return [across, within]


def _count(columns: Columns, keys: Keys) -> NDArray[np.int32]:
    """Weekly counts (n_cells, weeks) of the given cells."""
    counts = np.zeros((len(keys.kind), columns.weeks), dtype=np.int32)
    everything = np.zeros(len(columns.week), np.int32)
    for column in (ALL, *range(columns.attributes.shape[1])):
        values = columns.attributes[:, column] if column != ALL else everything
        for across in (True, False):
            rows = np.flatnonzero((keys.column == column) & ((keys.kind == ALL) == across))
            if rows.size:
                kinds = everything if across else columns.kind
                counts[rows] = _by_week(kinds, values, columns, keys.take(rows))
    return counts


def _by_week(kinds: Codes, values: Codes, columns: Columns, keys: Keys) -> NDArray[np.int64]:
    """Count the complaints of the cells of one attribute; those of no cell go into a last row."""
    weeks, cells = columns.weeks, len(keys.kind)
    width = max(int(values.max(initial=ALL)), int(keys.code.max())) + 2
    height = max(int(kinds.max(initial=ALL)), int(keys.kind.max())) + 2
    start = np.full(height * width, cells * weeks, dtype=np.int32)
    start[(np.maximum(keys.kind, 0) + 1) * width + np.maximum(keys.code, 0) + 1] = np.arange(cells) * weeks
    key = (np.maximum(kinds, ALL) + np.int32(1)) * np.int32(width)
    place = start[key + np.maximum(values, ALL) + 1]
    flat = np.bincount(place + columns.week, minlength=(cells + 1) * weeks)
    return flat[: cells * weeks].reshape(cells, weeks)


def _plainly_usual(counts: NDArray[np.int32]) -> Bools:
    """Cells whose last one and two weeks could come from seven tenths of their usual rate."""
    history = counts[:, -BASELINE_WEEKS - 2 : -2]
    rate = 0.7 * (history.sum(axis=1) + 0.5) / max(history.shape[1], 1)
    usual = np.ones(len(counts), dtype=np.bool_)
    for weeks in (1, 2):
        seen = counts[:, -weeks:].sum(axis=1).astype(np.float64)
        usual &= upper_tail(seen, rate * weeks, rate * weeks) > CLEARED
    return usual


def _distinct(table: Codes) -> tuple[Codes, Ints]:
    """Distinct rows of a table of codes, and for each row which of them it is."""
    key: Ints = np.zeros(len(table), dtype=np.int64)
    levels = 1
    for column in table.T:
        width = int(column.max(initial=ALL)) + 2
        if levels * width >= 1 << 62:
            _, key = np.unique(key, return_inverse=True)
            levels = int(key.max(initial=0)) + 1
        key, levels = key * width + (np.maximum(column, ALL) + 1), levels * width
    _, example, member = np.unique(key, return_index=True, return_inverse=True)
    return table[example], member
