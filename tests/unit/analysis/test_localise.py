"""What a rise has in common is named, and nothing is named where nothing stands out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mcr_desktop.analysis import localise_rise

Table = NDArray[np.int64]


def table(rng: np.random.Generator, cells: int = 400) -> tuple[Table, Table, Table]:
    attributes = rng.integers(0, [4, 5, 3, 30], size=(cells, 4))
    baseline = rng.poisson(6.0, size=cells)
    return attributes, rng.poisson(baseline * 6 / 52), baseline


def test_a_single_value_that_rose_is_named_alone() -> None:
    rng = np.random.default_rng(1)
    attributes, recent, baseline = table(rng)
    recent += np.where(attributes[:, 1] == 3, rng.poisson(1.5, size=400), 0)
    drivers = localise_rise(attributes, recent, baseline, 6 / 52)
    assert [driver.where for driver in drivers] == [{1: 3}]
    assert drivers[0].alternatives[0] == {1: 3}
    assert drivers[0].observed == recent[attributes[:, 1] == 3].sum()
    assert drivers[0].share_of_rise is not None
    assert 0.5 < drivers[0].share_of_rise <= 1


def test_two_attributes_together_are_named_together() -> None:
    rng = np.random.default_rng(2)
    attributes, recent, baseline = table(rng)
    both = (attributes[:, 0] == 2) & (attributes[:, 2] == 1)
    recent += np.where(both, rng.poisson(3.0, size=400), 0)
    assert [driver.where for driver in localise_rise(attributes, recent, baseline, 6 / 52)] == [{0: 2, 2: 1}]


def test_two_separate_drivers_are_both_named() -> None:
    rng = np.random.default_rng(3)
    attributes, recent, baseline = table(rng)
    recent += np.where(attributes[:, 0] == 1, 2, 0) + np.where(attributes[:, 2] == 2, 1, 0)
    found = [driver.where for driver in localise_rise(attributes, recent, baseline, 6 / 52)]
    assert {0: 1} in found
    assert {2: 2} in found


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_named_in_the_quiet_or_when_all_rise_alike(factor: float) -> None:
    named = 0
    for seed in range(40):
        attributes, _, baseline = table(np.random.default_rng(seed))
        recent = np.random.default_rng(seed + 99).poisson(6 * factor * 6 / 52, size=400)
        named += bool(localise_rise(attributes, recent, baseline, 6 / 52))
    assert named <= 8


def test_what_is_not_given_is_never_a_driver() -> None:
    rng = np.random.default_rng(4)
    attributes, recent, baseline = table(rng)
    unknown = attributes[:, 1] == 3
    attributes[unknown, 1] = -1
    recent += np.where(unknown, 2, 0)
    for driver in localise_rise(attributes, recent, baseline, 6 / 52):
        assert -1 not in driver.where.values()


def test_a_share_is_only_told_when_the_whole_rises() -> None:
    rng = np.random.default_rng(5)
    attributes, _, baseline = table(rng)
    recent = np.where(attributes[:, 0] == 1, 3, 0)
    driver = localise_rise(attributes, recent, 3 * baseline, 6 / 52)[0]
    assert driver.where == {0: 1}
    assert driver.share_of_rise is None


def test_each_cell_may_have_its_own_ratio() -> None:
    rng = np.random.default_rng(6)
    attributes, _, baseline = table(rng)
    busier = attributes[:, 2] == 0
    recent = rng.poisson(baseline * np.where(busier, 0.5, 0.1))
    assert localise_rise(attributes, recent, baseline, 0.1)[0].where == {2: 0}
    assert localise_rise(attributes, recent, baseline, np.where(busier, 0.5, 0.1)) == []


def test_limits_are_kept() -> None:
    rng = np.random.default_rng(7)
    attributes, recent, baseline = table(rng)
    recent += np.where(attributes[:, 0] == 1, 2, 0) + np.where(attributes[:, 2] == 2, 1, 0)
    assert len(localise_rise(attributes, recent, baseline, 6 / 52, max_drivers=1)) == 1
    for driver in localise_rise(attributes, recent, baseline, 6 / 52, max_attributes=1):
        assert len(driver.where) == 1
        assert len(driver.alternatives) <= 3
    assert localise_rise(attributes, recent, baseline, 6 / 52, dispersion=1000.0) == []


def test_many_values_in_many_attributes_are_counted_by_sorting() -> None:
    rng = np.random.default_rng(8)
    attributes = rng.integers(0, 3000, size=(4000, 3))
    attributes[:600, 0] = attributes[:600, 1] = 7
    baseline = rng.poisson(2.0, size=4000)
    recent = rng.poisson(baseline * 6 / 52)
    recent[:600] += rng.poisson(0.7, size=600)
    found = localise_rise(attributes, recent, baseline, 6 / 52)
    assert len(found) == 1
    assert found[0].where in ({0: 7}, {1: 7}, {0: 7, 1: 7})


def test_combinations_beyond_what_a_number_holds_are_counted_too() -> None:
    rng = np.random.default_rng(18)
    attributes = rng.permuted(np.tile(np.arange(60_000)[:, None], (1, 3)), axis=0)
    attributes[:300] = [50_000, 40_000, 30_000]
    attributes[300:330, 0] = -1
    baseline = np.full(60_000, 2)
    recent = np.where(np.arange(60_000) < 300, rng.poisson(1.0, size=60_000), 0)
    found = localise_rise(attributes, recent, baseline, 6 / 52)
    assert len(found) == 1
    assert found[0].where.items() <= {0: 50_000, 1: 40_000, 2: 30_000}.items()


def test_a_second_driver_that_explains_next_to_nothing_is_not_worth_naming() -> None:
    rng = np.random.default_rng(19)
    attributes, recent, baseline = table(rng, 3000)
    recent += np.where(attributes[:, 1] == 3, rng.poisson(4.0, size=3000), 0)
    recent += np.where((attributes[:, 0] == 1) & (attributes[:, 3] == 5), 2, 0)
    assert [driver.where for driver in localise_rise(attributes, recent, baseline, 6 / 52)] == [{1: 3}]


def test_empty_tables_have_no_drivers() -> None:
    assert localise_rise(np.zeros((0, 3), dtype=np.int64), [], [], 0.1) == []
    assert localise_rise(np.zeros((2, 0), dtype=np.int64), [5, 9], [1, 1], 0.1) == []
    assert localise_rise(np.full((2, 2), -1), [50, 90], [1, 1], 0.1) == []
    assert localise_rise([[1, 2], [1, 3]], [0, 0], [4, 5], 0.1) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"attributes": [1, 2]}, "table"),
        ({"attributes": [[1.5], [2.5]]}, "whole-number"),
        ({"recent": [1]}, "length"),
        ({"recent": [-1, 1]}, "negative"),
        ({"ratio": 0.0}, "positive"),
        ({"dispersion": 0.5}, "at least 1"),
        ({"max_attributes": 0}, "at least 1"),
        ({"max_drivers": 0}, "at least 1"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, object], words: str) -> None:
    arguments: dict[str, object] = {
        "attributes": [[1], [2]],
        "recent": [1, 2],
        "baseline": [3, 4],
        "ratio": 0.1,
    }
    with pytest.raises(ValueError, match=words):
        localise_rise(**(arguments | change))  # type: ignore[arg-type]


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_the_codes_are_only_names(seed: int, shift: int) -> None:
    rng = np.random.default_rng(seed)
    attributes, recent, baseline = table(rng, 150)
    recent += np.where(attributes[:, 0] == 1, 2, 0)
    plain = localise_rise(attributes, recent, baseline, 6 / 52)
    moved = localise_rise(attributes + shift, recent, baseline, 6 / 52)
    assert [driver.observed for driver in plain] == [driver.observed for driver in moved]
    assert [{c: v + shift for c, v in driver.where.items()} for driver in plain] == [d.where for d in moved]


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1))
def test_drivers_are_sums_over_their_cells(seed: int) -> None:
    rng = np.random.default_rng(seed)
    attributes, recent, baseline = table(rng, 200)
    recent += np.where(attributes[:, 0] == 1, rng.integers(0, 3, size=200), 0)
    for driver in localise_rise(attributes, recent, baseline, 6 / 52):
        inside = np.all([attributes[:, column] == code for column, code in driver.where.items()], axis=0)
        assert driver.observed == recent[inside].sum()
        assert driver.expected == pytest.approx(baseline[inside].sum() * 6 / 52)
        assert driver.observed > driver.expected
        assert len(driver.where) <= 3
