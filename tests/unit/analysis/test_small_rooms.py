"""Value at stake, late recording and the monthly range of a review."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.analysis import monthly_range
from mcr_desktop.analysis.pareto import lower_excess, mean_value, shares, value_at_stake
from mcr_desktop.analysis.recording import recorded_share


def test_a_surer_rise_ranks_above_a_larger_uncertain_one() -> None:
    excess = lower_excess([30, 12, 0, 5], [10, 4, 1, 9], [1.0, 8.0, 1.0, 1.0])
    assert excess[0] > 2 * excess[1]
    assert excess[2:].tolist() == [0, 0]
    assert excess[0] == pytest.approx(30 - 10 - 0.84 * np.sqrt(30), abs=1.0)
    np.testing.assert_allclose(value_at_stake([30], [10], [50.0]), 50 * excess[:1])


def test_one_enormous_claim_does_not_rule_the_ranking() -> None:
    values = [100.0] * 99 + [1e9]
    assert mean_value(values, 0.98) == pytest.approx(100.0)
    assert mean_value([np.nan, 50.0]) == 50.0
    assert mean_value([np.nan]) == 0.0


def test_pareto_shares_run_up_to_one() -> None:
    share, running = shares([5, 3, 2])
    assert share.tolist() == [0.5, 0.3, 0.2]
    assert running[-1] == pytest.approx(1.0)
    assert shares([0, 0])[1].tolist() == [0, 0]


def late(seed: int, mean_delay: float, events: int = 4000) -> tuple[list[int], list[int]]:
    rng = np.random.default_rng(seed)
    happened = rng.integers(0, 365, size=events)
    recorded = happened + rng.exponential(mean_delay, size=events).astype(int)
    return happened.tolist(), recorded.tolist()


def test_the_share_recorded_grows_with_the_age_of_the_week() -> None:
    happened, recorded = late(1, 7.0)
    share = recorded_share(happened, recorded, np.zeros(4000, dtype=int), 1, 364, 12)
    assert share.shape == (1, 12)
    assert (np.diff(share[0]) <= 1e-12).all()
    days = np.arange(7)
    assert share[0, -1] == pytest.approx((1 - np.exp(-(days + 1) / 7)).mean(), abs=0.05)
    assert share[0, 0] > 0.98


def test_a_kind_with_few_events_borrows_from_all() -> None:
    happened, recorded = late(2, 7.0)
    kind = np.zeros(4000, dtype=int)
    kind[-1] = 1
    share = recorded_share(happened, recorded, kind, 3, 364, 8)
    np.testing.assert_allclose(share[1], share[0], atol=0.03)
    np.testing.assert_allclose(share[2], share[0], atol=0.03)


def test_recorded_at_once_is_recorded_in_full() -> None:
    share = recorded_share([1, 50, 300], [1, 50, 300], [0, 0, 0], 1, 364, 5)
    assert (share == 1).all()
    assert (recorded_share([], [], [], 2, 364, 5) == 1).all()


@pytest.mark.parametrize(
    ("happened", "kind", "weeks"), [([1, 2], [0], 4), ([1], [5], 4), ([1], [-1], 4), ([1], [0], 0)]
)
def test_columns_that_do_not_fit_are_refused(happened: list[int], kind: list[int], weeks: int) -> None:
    with pytest.raises(ValueError, match="kind"):
        recorded_share(happened, happened, kind, 1, 364, weeks)


def test_one_bad_month_stands_out_and_does_not_widen_its_own_limit() -> None:
    usual = monthly_range([1, 0, 2, 1, 12, 0, 1, 2, 1, 0, 1, 1])
    assert usual.upper[4] < 12
    assert usual.centre[0] == pytest.approx(22 / 12)


@pytest.mark.parametrize("counts", [[30], [3, 3], [0], [500, 480]])
def test_one_or_two_months_alone_are_never_unusual(counts: list[int]) -> None:
    assert (np.array(counts) <= monthly_range(counts).upper).all()


def test_busier_months_may_have_more() -> None:
    usual = monthly_range([2, 3, 2, 9], [10, 10, 10, 40])
    assert usual.upper[3] > usual.upper[0]
    assert usual.upper[3] >= 9


@given(st.lists(st.integers(0, 200), max_size=40))
def test_the_monthly_limit_is_whole_and_above_the_centre(counts: list[int]) -> None:
    usual = monthly_range(counts)
    assert usual.centre.shape == usual.upper.shape == (len(counts),)
    assert (usual.upper == np.floor(usual.upper)).all()
    assert np.isfinite(usual.upper).all()


@pytest.mark.parametrize("mean", [0.3, 2.0, 15.0])
def test_quiet_months_rarely_exceed_their_limit(mean: float) -> None:
    rng = np.random.default_rng(9)
    outside = [counts > monthly_range(counts).upper for counts in rng.poisson(mean, size=(300, 12))]
    assert np.mean(outside) < 0.01
