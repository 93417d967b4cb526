"""Opportunity for complaints: orders by week, for everything that orders tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcr_desktop.analysis.arrays import Floats
from mcr_desktop.analysis.cells import Keys
from mcr_desktop.services.trends.history import History
from mcr_desktop.services.trends.steps import Steps
from mcr_desktop.store import trends
from mcr_desktop.store.database import Session
from mcr_desktop.store.trends import OrderColumns

SMOOTHED = 4
"""Weeks over which orders are averaged: a complaint of this week is about an order of the last few."""

COVERED = 0.9
GIVEN = 0.8
LEAST = 0.1
"""Share of the average taken for a week without orders, so that it stays comparable."""

PER_ORDER = "per order"
PER_WEEK = "per week, not per order"


@dataclass(frozen=True, slots=True)
class Exposure:
    """Orders by week: of everything, and by value for the columns that orders cover."""

    total: Floats
    by_column: dict[int, Floats]

    def of(self, keys: Keys) -> Floats:
        """The exposure of each cell, (n_cells, n_weeks), > 0."""
        table = np.tile(self.total, (len(keys.kind), 1))
        for column, orders in self.by_column.items():
            rows = np.flatnonzero(keys.column == column)
            known = rows[keys.code[rows] < len(orders)]
            some = orders[keys.code[known]]
            covered = some.sum(axis=1) > 0
            table[known[covered]] = some[covered]
        return table

    def still_comes(self, column: int, code: int) -> bool:
        """Whether orders of a value came in the last weeks: then silence about it is no feed that stopped."""
        orders = self.by_column.get(column)
        if orders is None or code >= len(orders):
            return False
        return bool(orders[code, -1] > LEAST * orders[code].mean())


def read_exposure(session: Session, history: History, steps: Steps) -> Exposure | None:
    """The orders of the judged weeks; None where they do not cover them."""
    columns, first = history.columns, history.first_monday
    before = first - timedelta(weeks=SMOOTHED)
    last = history.monday(columns.weeks) - timedelta(days=1)
    carried = tuple(name for name in trends.COLUMNS if name in history.names and name != "channel")
    orders = trends.order_columns(session, before, last, history.codings, carried, steps.look)
    if history.valued is not None:
        orders = _of_customers(orders, history.valued)
    weeks = columns.weeks + SMOOTHED
    week = (orders.ordered - before.toordinal()) // 7
    total = _by_week(np.zeros(len(week), np.int64), week, 1, weeks)
    if not _covers(total[0]):
        return None
    tables = {history.names.index(name): codes for name, codes in orders.attributes.items()}
    tables[history.customer_column] = np.array(
        [history.codings["customer"].get(number, -1) for number in orders.customer.tolist()], np.int32
    )
    by_column = {}
    for column, codes in tables.items():
        given = codes >= 0
        if column == history.customer_column or given.sum() >= GIVEN * len(codes):
            by_column[column] = _smoothed(
                _by_week(codes[given], week[given], int(codes.max(initial=-1)) + 1, weeks)
            )
    return Exposure(_smoothed(total)[0], by_column)


def _of_customers(orders: OrderColumns, valued: frozenset[int]) -> OrderColumns:
    kept = np.isin(orders.customer, np.array(sorted(valued), np.int32))
    return OrderColumns(
        orders.ordered[kept],
        orders.customer[kept],
        {name: codes[kept] for name, codes in orders.attributes.items()},
    )


def _by_week(codes: NDArray[Any], week: NDArray[Any], height: int, weeks: int) -> Floats:
    flat = np.bincount(codes.astype(np.int64) * weeks + week, minlength=height * weeks)
    return flat.reshape(height, weeks).astype(np.float64)


def _covers(orders: Floats) -> bool:
    """Whether nearly every four weeks of the history, the last ones included, have orders."""
    in_four = np.convolve(orders, np.ones(SMOOTHED), "valid")
    return bool(len(in_four)) and bool(in_four[-1] > 0) and float((in_four > 0).mean()) >= COVERED


def _smoothed(orders: Floats) -> Floats:
    """The average of each week and the three before it, never nothing where there is anything."""
    running = np.cumsum(np.pad(orders, ((0, 0), (1, 0))), axis=1)
    average = (running[:, SMOOTHED + 1 :] - running[:, 1:-SMOOTHED]) / SMOOTHED
    least = LEAST * average.mean(axis=1, keepdims=True)
    return np.asarray(np.maximum(average, least))
