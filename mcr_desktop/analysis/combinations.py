"""Counting what combinations of attribute values hold, without a loop over cells."""

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcr_desktop.analysis.arrays import Bools, Floats, Ints

Short: TypeAlias = NDArray[np.int32]

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
    member: Short
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
    columns = range(attributes.shape[1])
    all_of = [_consecutive(attributes[:, column]) for column in columns]
    common = [_consecutive(_only_common(attributes[:, column], recent, fewest)) for column in columns]
    now = np.flatnonzero(recent)
    groups = []
    for size in range(1, most + 1):
        for chosen in combinations(columns, size):
            group = _group(
                attributes, [common[column] for column in chosen], chosen, (now, recent[now], fewest)
            )
            if group is not None:
                rivals = _different([all_of[column] for column in chosen])
                groups.append(replace(group, rivals=rivals))
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


@dataclass(frozen=True, slots=True)
class _Column:
    """One attribute with its values numbered from 0 without gaps; `levels` itself means not given."""

    codes: Short
    levels: int


def _consecutive(values: Ints) -> _Column:
    given = values >= 0
    width = int(values.max(initial=-1)) + 1
    if width > max(DENSE, len(values)):
        different, codes = np.unique(values, return_inverse=True)
        hidden = int(different[0] < 0)
        levels = len(different) - hidden
        return _Column(np.where(given, codes - hidden, levels).astype(np.int32), levels)
    used = np.zeros(width + 1, dtype=np.bool_)
    used[values[given]] = True
    number: Ints = np.cumsum(used) - used
    levels = int(number[-1])
    return _Column(np.where(given, number[np.where(given, values, -1)], levels).astype(np.int32), levels)


def _group(
    attributes: Ints, columns: list[_Column], chosen: tuple[int, ...], recent: tuple[Ints, Floats, float]
) -> Group | None:
    """The combinations of these columns with enough recent events; None without any."""
    key, levels = _keys(columns)
    now, events, fewest = recent
    totals = np.bincount(key[now], weights=events, minlength=levels + 1)[:levels]
    kept = np.flatnonzero(totals >= fewest)
    if not kept.size:
        return None
    place = np.full(levels + 1, -1, dtype=np.int32)
    place[kept] = np.arange(kept.size, dtype=np.int32)
    member = place[key]
    example = np.zeros(kept.size, dtype=np.int64)
    inside = now[member[now] >= 0]
    example[member[inside]] = inside
    return Group(chosen, member, attributes[example][:, list(chosen)], 0)


def _keys(columns: list[_Column]) -> tuple[Short, int]:
    """A number of each cell's combination below `levels`, `levels` itself where a value is not given."""
    key, levels = columns[0].codes, columns[0].levels
    for column in columns[1:]:
        missing = (key == levels) | (column.codes == column.levels)
        if levels * column.levels < 1 << 31:
            key, levels = key * np.int32(column.levels) + column.codes, levels * column.levels
        else:
            wide = key.astype(np.int64) * column.levels + column.codes
            different, packed = np.unique(np.where(missing, -1, wide), return_inverse=True)
            hidden = int(different[0] < 0)
            key, levels = (packed - hidden).astype(np.int32), len(different) - hidden
        key[missing] = levels
        if levels > DENSE:
            dense = _consecutive(np.where(key == levels, -1, key))
            key, levels = dense.codes, dense.levels
    return key, levels


def _different(columns: list[_Column]) -> int:
    """How many different combinations of these attributes occur."""
    key, levels = _keys(columns)
    seen = np.zeros(levels + 1, dtype=np.bool_)
    seen[key] = True
    return int(np.count_nonzero(seen[:levels]))
