"""Complaints become weekly cells, each counted once, and one rise is told once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcr_desktop.analysis import localise_rise
from mcr_desktop.analysis.cells import (
    detect_in_cells,
    inside,
    keep_unexplained,
    shared_attributes,
    weekly_cells,
)
from mcr_desktop.analysis.columns import ALL, Columns, NewCode, holding, new_since, stopped_since, without

WEEKS = 120


def complaints(seed: int, number: int = 6000, kinds: int = 5) -> Columns:
    rng = np.random.default_rng(seed)
    attributes = rng.integers(-1, [4, 6, 25], size=(number, 3)).astype(np.int32)
    week, kind = rng.integers(0, WEEKS, size=number), rng.integers(-1, kinds, size=number)
    return Columns(week.astype(np.int32), kind.astype(np.int32), attributes, WEEKS)


def with_rise(
    columns: Columns, kind: int, values: tuple[int, int, int], number: int, week: int = WEEKS - 1
) -> Columns:
    return Columns(
        np.append(columns.week, np.full(number, week, np.int32)),
        np.append(columns.kind, np.full(number, kind, np.int32)),
        np.vstack([columns.attributes, np.tile(np.array(values, np.int32), (number, 1))]),
        WEEKS,
    )


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32 - 1), st.integers(0, 3000))
def test_every_cell_counts_its_own_complaints(seed: int, number: int) -> None:
    columns = complaints(seed, number)
    cells = weekly_cells(columns)
    assert len(cells.counts) == len(cells.keys.kind)
    for cell in range(0, len(cells.counts), 7):
        rows = inside(
            columns, *(int(part[cell]) for part in (cells.keys.kind, cells.keys.column, cells.keys.code))
        )
        np.testing.assert_array_equal(cells.counts[cell], np.bincount(columns.week[rows], minlength=WEEKS))
        assert cells.counts[cell, -4:].sum() >= 5
    assert (cells.too_few_counts < 5).all()
    assert len(cells.too_few.kind) == len(cells.too_few_counts)


def test_no_complaints_make_no_cells() -> None:
    empty = Columns(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros((0, 2), np.int32), WEEKS)
    cells = weekly_cells(empty)
    assert cells.counts.shape == (0, WEEKS)
    assert detect_in_cells(cells).flagged.size == 0
    assert new_since(empty) == []
    shared = shared_attributes(empty, np.zeros(0, np.bool_))
    assert localise_rise(shared.attributes, shared.recent, shared.baseline, 0.1) == []


def test_a_rise_of_one_kind_is_told_once_and_localised() -> None:
    columns = with_rise(complaints(1), 2, (1, 4, 7), 40)
    cells = weekly_cells(columns)
    rises = detect_in_cells(cells)
    assert rises.flagged.sum() > 3
    kept = keep_unexplained(columns, cells, rises)
    assert not kept[~rises.flagged].any()
    assert [(int(cells.keys.kind[i]), int(cells.keys.column[i])) for i in np.flatnonzero(kept)] == [(2, ALL)]
    shared = shared_attributes(columns, inside(columns, 2, ALL, ALL))
    drivers = localise_rise(shared.attributes, shared.recent, shared.baseline, 6 / 52)
    assert len(drivers) == 1
    assert drivers[0].where.items() <= {0: 1, 1: 4, 2: 7}.items()


def test_a_rise_of_one_value_across_kinds_is_told_of_the_value() -> None:
    columns = complaints(2, 8000, kinds=20)
    for kind in range(20):
        columns = with_rise(columns, kind, (2, kind % 6, kind % 25), 2)
    cells = weekly_cells(columns)
    rises = detect_in_cells(cells)
    kept = np.flatnonzero(keep_unexplained(columns, cells, rises))
    assert [(int(cells.keys.kind[i]), int(cells.keys.column[i]), int(cells.keys.code[i])) for i in kept] == [
        (ALL, 0, 2)
    ]


def test_a_rise_of_everything_is_told_of_everything() -> None:
    columns = complaints(12, 3000, kinds=30)
    again = columns.only(columns.week == WEEKS - 1)
    columns = Columns(
        np.concatenate([columns.week, *[again.week] * 2]),
        np.concatenate([columns.kind, *[np.roll(again.kind, shift) for shift in (3, 11)]]),
        np.vstack([columns.attributes, *[np.roll(again.attributes, shift, axis=0) for shift in (5, 17)]]),
        WEEKS,
    )
    cells = weekly_cells(columns)
    kept = np.flatnonzero(keep_unexplained(columns, cells, detect_in_cells(cells)))
    assert [(int(cells.keys.kind[i]), int(cells.keys.column[i])) for i in kept] == [(ALL, ALL)]


def test_a_rise_of_everything_that_one_kind_carries_is_told_of_the_kind() -> None:
    columns = with_rise(complaints(13), 1, (-1, -1, -1), 40)
    cells = weekly_cells(columns)
    rises = detect_in_cells(cells)
    assert rises.flagged[0]
    kept = np.flatnonzero(keep_unexplained(columns, cells, rises))
    assert [(int(cells.keys.kind[i]), int(cells.keys.column[i])) for i in kept] == [(1, ALL)]


def test_two_separate_rises_are_both_told() -> None:
    columns = with_rise(with_rise(complaints(3), 0, (0, 0, 0), 30), 3, (3, 5, 20), 30)
    cells = weekly_cells(columns)
    kept = np.flatnonzero(keep_unexplained(columns, cells, detect_in_cells(cells)))
    assert {int(kind) for kind in cells.keys.kind[kept]} == {0, 3}


def test_the_cheap_look_clears_most_cells_and_loses_no_rise() -> None:
    rng = np.random.default_rng(4)
    number = 240_000
    attributes = rng.integers(0, [40, 60, 300, 500], size=(number, 4)).astype(np.int32)
    week, kind = rng.integers(0, WEEKS, size=number), rng.integers(0, 30, size=number)
    columns = Columns(week.astype(np.int32), kind.astype(np.int32), attributes, WEEKS)
    columns = Columns(
        np.append(columns.week, np.full(60, WEEKS - 1, np.int32)),
        np.append(columns.kind, np.full(60, 3, np.int32)),
        np.vstack([attributes, np.tile(np.array([1, 2, 3, 4], np.int32), (60, 1))]),
        WEEKS,
    )
    screened, whole = weekly_cells(columns), weekly_cells(columns, screen=False)
    assert screened.passed_over > len(whole.counts) / 2
    assert len(screened.counts) + screened.passed_over == len(whole.counts)
    few, all_of_them = detect_in_cells(screened), detect_in_cells(whole)
    assert few.flagged.sum() == all_of_them.flagged.sum() > 0


def test_distinct_combinations_keep_all_complaints_of_the_last_year() -> None:
    columns = complaints(5)
    rows = np.ones(len(columns.week), np.bool_)
    shared = shared_attributes(columns, rows)
    assert shared.recent.sum() == (columns.week >= WEEKS - 6).sum()
    assert shared.baseline.sum() == ((columns.week >= WEEKS - 58) & (columns.week < WEEKS - 6)).sum()
    assert len(np.unique(shared.attributes, axis=0)) == len(shared.attributes)


def test_combinations_of_very_many_values_stay_distinct() -> None:
    rng = np.random.default_rng(6)
    attributes = rng.integers(0, 2**30, size=(500, 4)).astype(np.int32)
    attributes[250:] = attributes[:250]
    columns = Columns(np.full(500, WEEKS - 1, np.int32), np.zeros(500, np.int32), attributes, WEEKS)
    shared = shared_attributes(columns, np.ones(500, np.bool_))
    assert len(shared.attributes) == 250
    assert (shared.recent == 2).all()


def test_a_customer_that_began_is_new_and_a_rare_one_is_not() -> None:
    columns = complaints(7)
    attributes = columns.attributes.copy()
    attributes[:, 2] = np.where((attributes[:, 2] == 9) & (columns.week < 70), 3, attributes[:, 2])
    attributes[0, 1], attributes[1, 1] = 50, 50
    week = columns.week.copy()
    week[0], week[1] = 100, 119
    changed = Columns(week, columns.kind, attributes, WEEKS)
    new = new_since(changed)
    assert [(code.column, code.code) for code in new] == [(2, 9)]
    assert 70 <= new[0].week <= 76
    assert without(columns, []) is columns
    assert not (without(changed, new).attributes[:, 2] == 9).any()
    np.testing.assert_array_equal(holding(changed, new), attributes[:, 2] == 9)


def test_a_feed_that_fell_silent_is_noticed() -> None:
    columns = complaints(8)
    heard = ~((columns.attributes[:, 0] == 1) & (columns.week >= 105))
    assert [(c.column, c.code, c.week) for c in stopped_since(columns.only(heard))] == [(0, 1, 105)]
    assert stopped_since(columns) == []


def test_columns_that_do_not_fit_are_refused() -> None:
    good = complaints(9, 10)
    with pytest.raises(ValueError, match="length"):
        Columns(good.week[:5], good.kind, good.attributes, WEEKS)
    with pytest.raises(ValueError, match="outside"):
        Columns(good.week, good.kind, good.attributes, 3)


def test_a_new_code_compares_by_what_it_is() -> None:
    assert NewCode(1, 2, 3) == NewCode(1, 2, 3)
