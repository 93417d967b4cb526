"""Growth from year to year is told apart from season and chance."""

import numpy as np
import pytest

from mcr_desktop.analysis import detect_slow_rises

YEARS = np.arange(156) / 52.18


def test_a_doubling_over_three_years_is_found_with_its_growth() -> None:
    counts = np.random.default_rng(1).poisson(8 * 2 ** (YEARS / 3), size=(40, 156))
    slow = detect_slow_rises(counts)
    assert slow.flagged.mean() > 0.95
    assert np.median(slow.growth) == pytest.approx(2 ** (1 / 3) - 1, abs=0.05)
    assert (slow.low < slow.growth).all()
    assert (slow.growth < slow.high).all()


def test_season_and_chance_are_no_growth() -> None:
    season = 1 + 0.5 * np.sin(2 * np.pi * YEARS)
    slow = detect_slow_rises(np.random.default_rng(2).poisson(6 * season, size=(500, 156)))
    assert slow.flagged.sum() <= 3


def test_weeks_that_resemble_their_neighbours_do_not_pass_for_growth() -> None:
    rng = np.random.default_rng(3)
    level = np.repeat(rng.gamma(5.0, 0.2, size=(400, 12)), 13, axis=1)
    assert detect_slow_rises(rng.poisson(10 * level)).flagged.mean() < 0.05


def test_a_fall_is_not_flagged() -> None:
    counts = np.random.default_rng(4).poisson(20 * 0.6**YEARS, size=(50, 156))
    slow = detect_slow_rises(counts)
    assert not slow.flagged.any()
    assert (slow.high < 0).mean() > 0.9


def test_a_level_that_lifted_six_weeks_ago_is_found() -> None:
    counts = np.random.default_rng(5).poisson(6.0, size=(30, 156))
    counts[:, -6:] += 8
    assert detect_slow_rises(counts).flagged.mean() > 0.9


def test_growth_that_orders_explain_is_none() -> None:
    orders = np.tile(2 ** (YEARS / 2), (60, 1))
    counts = np.random.default_rng(6).poisson(8 * orders)
    assert detect_slow_rises(counts).flagged.mean() > 0.9
    assert detect_slow_rises(counts, orders).flagged.mean() < 0.1


@pytest.mark.parametrize("shape", [(0, 156), (2, 0), (2, 60), (2, 78), (2, 156)])
def test_short_and_empty_histories_are_answered_as_not_testable(shape: tuple[int, int]) -> None:
    slow = detect_slow_rises(np.full(shape, 3))
    assert slow.growth.shape == (shape[0],)
    assert (np.isnan(slow.p_value) == ~slow.testable).all()
    assert not slow.flagged.any()
    assert slow.testable.all() == (shape[1] >= 78 or shape[0] == 0)


def test_huge_counts_are_no_trouble() -> None:
    slow = detect_slow_rises(np.random.default_rng(7).poisson(1e5 * 1.1**YEARS, size=(2, 156)))
    np.testing.assert_allclose(slow.growth, 0.1, atol=0.01)
