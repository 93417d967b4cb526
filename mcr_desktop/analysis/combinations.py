"""Counting what combinations of attribute values hold, without a loop over cells."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from mcr_desktop.analysis.arrays import Bools, Floats, Ints

DENSE = 1 << 20
"""Up to this many possible combinations are counted in a table, more by sorting."""


@dataclass(frozen=True, slots=True)
class Group:
    """All combinations of one set of attributes that hold enough recent events.

    member (n_cells,) is the index of each cell's combination, -1 where it has none; codes
    (n_combinations, n_columns) are the values; rivals is the number of different combinations of
    these attributes, those with few recent events included.
    """

    columns: tuple[int, ...]
    member: NDArray[np.int32]
    codes: Ints
    rivals: int

    def where(self, index: int) -> dict[int, int]:
        """The combination as {column: code}."""
        return dict(zip(self.columns, self.codes[index].tolist(), strict=True))

    def total(self, counts: Floats) -> Floats:
        """Sum of counts (n_cells,) in each combination."""
        totals = np.bincount(self.member + 1, weights=counts, minlength=len(self.codes) + 1)
        return totals[1:].astype(np.float64)


def group_cells(attributes: Ints, recent: Floats, most: int, fewest: float) -> list[Group]:
    """Group the cells by every set of up to `most` attributes.

    Args:
        attributes: codes (n_cells, n_attributes); negative means not given and belongs to no combination.
        recent: recent events (n_cells,).
        most: largest number of attributes in a combination.
        fewest: combinations with fewer recent events are left out.

    Returns:
        One group for each set of attributes that has any combination left, smaller sets first.
    """
    common = np.column_stack([_only_common(column, recent, fewest) for column in attributes.T])
    groups = []
    for size in range(1, most + 1):
        for columns in combinations(range(attributes.shape[1]), size):
            group = _group(attributes, common, columns, recent, fewest)
            if len(group.codes):
                groups.append(group)
    return groups


def covers(attributes: Ints, where: dict[int, int]) -> Bools:
    """Which cells a combination {column: code} holds, (n_cells,)."""
    inside = np.ones(len(attributes), dtype=np.bool_)
    for column, code in where.items():
        inside &= attributes[:, column] == code
    return inside


def _only_common(column: Ints, recent: Floats, fewest: float) -> Ints:
    """The column with every value of too few recent events as not given: no combination can use it."""
    given = column >= 0
    if not given.any():
        return column
    totals = np.bincount(column[given], weights=recent[given])
    return np.where(given & (totals[np.where(given, column, 0)] >= fewest), column, -1)


def _group(attributes: Ints, common: Ints, columns: tuple[int, ...], recent: Floats, fewest: float) -> Group:
    key, levels = _keys(common, columns)
    totals = np.bincount(key, weights=recent, minlength=levels + 1)[:levels]
    kept = np.flatnonzero(totals >= fewest)
    place = np.full(levels + 1, -1, dtype=np.int32)
    place[kept] = np.arange(kept.size, dtype=np.int32)
    member = place[key]
    example = np.zeros(kept.size, dtype=np.int64)
    cells = np.flatnonzero(member >= 0)
    example[member[cells]] = cells
    rivals = _different(attributes, columns) if kept.size else 0
    return Group(columns, member, common[example][:, list(columns)], rivals)


def _keys(attributes: Ints, columns: tuple[int, ...]) -> tuple[Ints, int]:
    """A number of each cell's combination below `levels`, `levels` itself where a value is not given."""
    key, levels = np.zeros(len(attributes), dtype=np.int64), 1
    given = np.ones(len(attributes), dtype=np.bool_)
    for column in columns:
        values = attributes[:, column]
        width = int(values.max(initial=-1)) + 1
        given &= values >= 0
        key, levels = key * width + values, levels * width
        if levels > DENSE:
            key, levels = _packed(key, given)
    return np.where(given, key, levels), levels


def _packed(key: Ints, given: Bools) -> tuple[Ints, int]:
    """The same partition of the given cells with consecutive numbers."""
    values, packed = np.unique(np.where(given, key, -1), return_inverse=True)
    hidden = int(values[0] == -1) if values.size else 0
    return packed - hidden, max(len(values) - hidden, 1)


def _different(attributes: Ints, columns: tuple[int, ...]) -> int:
    """How many different combinations of these attributes occur."""
    key, levels = _keys(attributes, columns)
    seen = np.zeros(levels + 1, dtype=np.bool_)
    seen[key] = True
    return int(np.count_nonzero(seen[:levels]))
