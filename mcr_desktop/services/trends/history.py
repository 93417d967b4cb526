"""The history that is judged: complaints of the valued customers by week, with codes and labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from mcr_desktop.analysis.arrays import Bools, Floats
from mcr_desktop.analysis.columns import ALL, Codes, Columns
from mcr_desktop.analysis.recording import LOOK_BACK, recorded_share
from mcr_desktop.domain.periods import last_judged_monday, monday_of
from mcr_desktop.services.trends.steps import Steps
from mcr_desktop.store import trends
from mcr_desktop.store.database import Session
from mcr_desktop.store.trends import Coding, ComplaintColumns

LONGEST_WEEKS = 312
"""Older complaints teach nothing about today."""

MOST_OPEN = 6
MOST_VALUES = 1000
SHARE_GIVEN = 0.05


@dataclass(frozen=True, slots=True)
class History:
    """Complaints as columns of numbers with the labels of their codes.

    names and labels belong to the columns of `columns.attributes`; the labels of "customer" are ids.
    value is nan where none is known; valued are the customers judged, None for everyone.
    recorded, (kinds + 1, weeks), is the share already written down; its last row is for all kinds.
    """

    columns: Columns
    first_monday: date
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...] | tuple[int, ...], ...]
    value: NDArray[np.float64]
    codings: dict[str, Coding]
    valued: frozenset[int] | None
    recorded: Floats | None = None

    @property
    def customer_column(self) -> int:
        """Which column holds the customers."""
        return self.names.index("customer")

    @property
    def last_monday(self) -> date:
        """The week judged."""
        return self.first_monday + timedelta(weeks=self.columns.weeks - 1)

    def monday(self, week: int) -> date:
        """The Monday of a week counted from 0."""
        return self.first_monday + timedelta(weeks=week)

    def only(self, rows: Bools) -> History:
        """Some of the complaints."""
        return replace(self, columns=self.columns.only(rows), value=self.value[rows])


def read_history(session: Session, as_of: date, today: date, steps: Steps) -> History | None:
    """Everything up to the last week whose Sunday is on or before this day; None without complaints."""
    oldest = trends.first_complaint_day(session)
    last_monday = last_judged_monday(as_of)
    if oldest is None or oldest > last_monday + timedelta(days=6):
        return None
    # A week that began before the first complaint was written down would count too few.
    first_monday = oldest if oldest.weekday() == 0 else monday_of(oldest) + timedelta(weeks=1)
    first_monday = min(first_monday, last_monday)
    first_monday = max(first_monday, last_monday - timedelta(weeks=LONGEST_WEEKS - 1))
    codings = {name: Coding() for name in (*trends.COLUMNS, "segment", "customer")}
    found = trends.complaint_columns(
        session,
        first_monday,
        last_monday + timedelta(days=6),
        as_of if as_of < today else None,
        codings,
        steps.look,
    )
    valued = trends.valued_customers(session, today)
    found = _of_valued(found, valued)
    weeks = (last_monday - first_monday).days // 7 + 1
    steps.next()
    history = _coded(session, found, codings, first_monday, valued, steps, weeks=weeks)
    steps.next()
    return replace(history, recorded=_recorded(session, history, found, as_of))


def _recorded(session: Session, history: History, found: ComplaintColumns, as_of: date) -> Floats | None:
    """Share of each week already written down, for each kind and for all; None where nothing comes late."""
    days = trends.recording_days(session, as_of - timedelta(days=LOOK_BACK), as_of)
    if days is None:
        return None
    received, recorded, kind, customer = days
    if history.valued is not None:
        kept = np.isin(customer, np.array(sorted(history.valued), np.int32))
        received, recorded, kind = received[kept], recorded[kept], kind[kept]
    if not (recorded > received).any():
        return None
    code_of = dict(zip(found.kind.tolist(), history.columns.kind.tolist(), strict=True))
    known = np.isin(kind, np.array(sorted(code_of), np.int32))
    codes = np.array([code_of[number] for number in kind[known].tolist()], np.int64)
    past = (as_of - history.last_monday).days - 6
    kinds, weeks, last = len(history.kinds), history.columns.weeks + 1, as_of.toordinal()
    each = recorded_share(received[known], recorded[known], codes, kinds, last, weeks)
    every = recorded_share(received, recorded, np.zeros(len(received)), 1, last, weeks)
    share = np.vstack([each, every])
    # The weeks end some days before this day: what is known of them lies between two such weeks.
    return np.asarray(share[:, 1:] * (1 - past / 7) + share[:, :-1] * (past / 7))


def _of_valued(found: ComplaintColumns, valued: frozenset[int] | None) -> ComplaintColumns:
    if valued is None:
        return found
    kept = np.isin(found.customer, np.array(sorted(valued), np.int32))
    return ComplaintColumns(
        found.number[kept],
        found.received[kept],
        found.kind[kept],
        found.customer[kept],
        {name: codes[kept] for name, codes in found.attributes.items()},
        found.cents[kept],
    )


def _coded(
    session: Session,
    found: ComplaintColumns,
    codings: dict[str, Coding],
    first_monday: date,
    valued: frozenset[int] | None,
    steps: Steps,
    *,
    weeks: int,
) -> History:
    kind, kind_names = _kinds(session, found.kind)
    tables = dict(found.attributes)
    tables["segment"] = _segments(session, found.customer, codings["segment"])
    tables["customer"] = _by_code(found.customer, codings["customer"])
    tables |= _open_columns(session, found.number, codings, steps)
    names = tuple(name for name, codes in tables.items() if name == "customer" or (codes >= 0).any())
    week = ((found.received - first_monday.toordinal()) // 7).astype(np.int32)
    attributes = np.column_stack([tables[name] for name in names])
    value = np.where(found.cents >= 0, found.cents / 100.0, np.nan)
    labels = tuple(tuple(codings[name].labels()) for name in names)
    columns = Columns(week, kind, attributes, weeks)
    return History(columns, first_monday, kind_names, names, labels, value, codings, valued)


def _kinds(session: Session, numbers: Codes) -> tuple[Codes, tuple[str, ...]]:
    """Codes of the kinds, those merged into one counted as one, and their names."""
    stands_for = trends.kinds(session)
    coding = Coding()
    names: dict[int, str] = {}
    codes: dict[int, int] = {}
    for number in _distinct(numbers):
        root, name = stands_for[number]
        codes[number] = coding[root]
        names[coding[root]] = name
    return _mapped(numbers, codes), tuple(names[place] for place in range(len(names)))


def _segments(session: Session, customers: Codes, coding: Coding) -> Codes:
    known = trends.segments(session)
    return _mapped(customers, {number: coding[known.get(number, "")] for number in _distinct(customers)})


def _by_code(numbers: Codes, coding: Coding) -> Codes:
    return _mapped(numbers, {number: coding[number] for number in _distinct(numbers)})


def _distinct(numbers: Codes) -> list[int]:
    """The different ids of a column, ascending."""
    return np.flatnonzero(np.bincount(numbers)).tolist() if len(numbers) else []


def _mapped(numbers: Codes, codes: dict[int, int]) -> Codes:
    """A column of ids as codes."""
    table = np.full(max(codes, default=0) + 1, ALL, np.int32)
    table[list(codes)] = list(codes.values())
    return table[numbers]


def _open_columns(
    session: Session, numbers: NDArray[np.int64], codings: dict[str, Coding], steps: Steps
) -> dict[str, Codes]:
    """Attributes this workspace added that enough complaints carry, with few enough values to compare."""
    columns: dict[str, Codes] = {}
    for name, given in trends.open_attributes(session):
        if len(columns) < MOST_OPEN and given >= SHARE_GIVEN * len(numbers):
            coding = Coding()
            codes = trends.open_attribute(session, name, numbers, coding, steps.look)
            if 2 <= len(coding.labels()) <= MOST_VALUES:
                columns[name], codings[name] = codes, coding
    return columns
