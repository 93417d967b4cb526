"""Complaints as columns of numbers: what the analysis sees of them, without names and words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlog1py

from mcr_desktop.analysis.arrays import Bools, Ints

ALL = -1
"""In a key: any kind, or any value. In a column: not given."""

HISTORY_BEFORE_NEW = 26
"""Weeks of complaints that must lie before a value for it to count as new."""

BY_CHANCE = 0.05
"""Chance that any one value of an attribute is called new (or silent) although it is merely rare."""

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Columns:
    """One row for each complaint of the history judged.

    week (n,) counts from 0, the last complete week is `weeks` - 1; kind (n,) and attributes
    (n, n_attributes) are codes from 0, negative where not given.

    Raises:
        ValueError: for columns of different length or weeks out of range.
    """

    week: Codes
    kind: Codes
    attributes: Codes
    weeks: int

    def __post_init__(self) -> None:
        rows = len(self.week)
        if not (len(self.kind) == rows == len(self.attributes) and self.attributes.ndim == 2):
            raise ValueError("week, kind and attributes differ in length")
        if rows and not (self.week.min() >= 0 and self.week.max() < self.weeks):
            raise ValueError("a week lies outside the history")

    def only(self, rows: Bools) -> "Columns":
        """The complaints of some rows, with the same history."""
        return Columns(self.week[rows], self.kind[rows], self.attributes[rows], self.weeks)


@dataclass(frozen=True, slots=True)
class NewCode:
    """A value that began, or ended, within the history: of which attribute, and in which week."""

    column: int
    code: int
    week: int


def new_since(columns: Columns) -> list[NewCode]:
    """Values that did not exist before: nothing for half a year of history, then too many for chance.

    Returns:
        In the order of their weeks.  A rare value whose first complaint merely comes late is not new: at
        its rate since, the empty time before must be too unlikely even for one among all values.
    """
    found = [
        NewCode(column, code, week)
        for column in range(columns.attributes.shape[1])
        for code, week in _beginnings(columns.attributes[:, column], columns.week, columns.weeks)
    ]
    return sorted(found, key=lambda new: (new.week, new.column, new.code))


def stopped_since(columns: Columns) -> list[NewCode]:
    """Values that fell silent, by the same rule backwards; `week` is the first silent one.

    A feed that stops is no improvement of anything.
    """
    backwards = columns.weeks - 1 - columns.week
    found = [
        NewCode(column, code, columns.weeks - week)
        for column in range(columns.attributes.shape[1])
        for code, week in _beginnings(columns.attributes[:, column], backwards, columns.weeks, silent=6)
    ]
    return sorted(found, key=lambda new: (new.week, new.column, new.code))


def without(columns: Columns, codes: list[NewCode]) -> Columns:
    """The same complaints with these values as not given, so that a new code is never named a new cause."""
    if not codes:
        return columns
    attributes = columns.attributes.copy()
    for code in codes:
        column = attributes[:, code.column]
        column[column == code.code] = ALL
    return Columns(columns.week, columns.kind, attributes, columns.weeks)


def holding(columns: Columns, codes: list[NewCode]) -> Bools:
    """Which complaints carry any of these values, (n,)."""
    held = np.zeros(len(columns.week), dtype=np.bool_)
    for code in codes:
        held |= columns.attributes[:, code.column] == code.code
    return held


def _beginnings(
    codes: Codes, week: Codes, weeks: int, silent: int = HISTORY_BEFORE_NEW
) -> list[tuple[int, int]]:
    """(code, first week) of the values whose silence before cannot be chance."""
    given = codes >= 0
    if not given.any():
        return []
    used, at = (codes, week) if given.all() else (codes[given], week[given])
    width = int(used.max()) + 1
    seen = np.zeros((width, weeks), dtype=np.bool_)
    seen[used, at] = True
    first = np.where(seen.any(axis=1), seen.argmax(axis=1), weeks)
    count: Ints = np.bincount(used, minlength=width)
    start = int(week.min())
    before, since = first - start, np.maximum(weeks - first, 1)
    # The first week is chosen by the complaint in it: only the later ones tell the rate.
    later = np.maximum(count - 1, 0)
    log_chance = xlog1py(later, -np.clip(before / (before + since), 0.0, 1.0 - 1e-12))
    new = (
        (count > 1)
        & (before >= silent)
        & (log_chance < np.log(BY_CHANCE / max(int(np.count_nonzero(count > 1)), 1)))
    )
    return [(int(code), int(first[code])) for code in np.flatnonzero(new)]
