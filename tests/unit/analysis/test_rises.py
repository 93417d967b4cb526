"""Sudden rises are found, quiet series stay quiet, and nothing breaks at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mcr_desktop.analysis import detect_rises, usual_range

EDGES = [(0, 156), (3, 0), (3, 1), (2, 25), (2, 26), (2, 40), (2, 104), (2, 156), (2, 400)]


def quiet(
    series: int, weeks: int, mean: float, seed: int = 4
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.random.default_rng(seed).poisson(mean, size=(series, weeks)).reshape(series, weeks)


@pytest.mark.parametrize("shape", EDGES)
def test_every_length_of_history_gives_an_answer_of_the_right_shape(shape: tuple[int, int]) -> None:
    rises = detect_rises(quiet(*shape, mean=3.0))
    for array in (rises.p_value, rises.expected, rises.observed, rises.window, rises.testable, rises.flagged):
        assert array.shape == (shape[0],)
    assert np.isfinite(rises.expected).all()
    assert np.isfinite(rises.observed).all()
    assert (np.isnan(rises.p_value) == ~rises.testable).all()
    assert not rises.flagged[~rises.testable].any()
    assert rises.testable.any() == (shape[0] > 0 and shape[1] >= 26)
    usual = usual_range(quiet(*shape, mean=3.0))
    assert usual.expected.shape == usual.upper.shape == shape
    assert (usual.upper >= np.floor(usual.expected)).all()


def test_a_planted_rise_is_flagged_and_its_neighbours_are_not() -> None:
    counts = quiet(200, 156, mean=4.0)
    counts[17, -1] += 15
    rises = detect_rises(counts)
    assert rises.flagged[17]
    assert rises.flagged.sum() <= 2
    assert rises.observed[17] == counts[17, -int(rises.window[17]) :].sum()
    assert rises.expected[17] == pytest.approx(4.0 * rises.window[17], rel=0.3)


def test_two_middling_weeks_together_are_found() -> None:
    counts = quiet(1, 156, mean=4.0)
    counts[0, -2:] = [11, 11]
    rises = detect_rises(counts)
    assert rises.window[0] == 2
    assert rises.p_value[0] < 0.005


@pytest.mark.parametrize("weeks", [26, 40, 60, 104, 156, 260])
@pytest.mark.parametrize("mean", [1.5, 5.0, 60.0])
def test_quiet_series_are_rarely_called_a_rise(weeks: int, mean: float) -> None:
    season = 1 + 0.4 * np.sin(np.arange(weeks) / 52.18 * 2 * np.pi + 1.0)
    counts = np.random.default_rng(weeks).poisson(mean * season, size=(1500, weeks))
    rises = detect_rises(counts)
    assert np.nanmean(rises.p_value < 0.005) <= 0.012
    assert rises.flagged.sum() <= 3


def test_more_orders_explain_more_complaints() -> None:
    rng = np.random.default_rng(2)
    orders = np.exp(rng.uniform(-1.15, 1.15, size=(300, 156)))
    orders[:, -2:] = 3.0
    counts = rng.poisson(5.0 * orders)
    assert detect_rises(counts).flagged.mean() > 0.5
    assert detect_rises(counts, orders).flagged.sum() <= 2


def test_the_unit_of_exposure_does_not_matter() -> None:
    counts = quiet(20, 120, mean=3.0)
    orders = np.random.default_rng(3).uniform(1.0, 5.0, size=counts.shape)
    np.testing.assert_allclose(
        detect_rises(counts, orders).p_value, detect_rises(counts, 1000.0 * orders).p_value, rtol=1e-4
    )


def test_half_recorded_weeks_are_not_judged_and_nearly_recorded_ones_expect_less() -> None:
    counts = quiet(3, 156, mean=8.0)
    whole, nearly, hardly = np.ones(156), np.ones(156), np.ones(156)
    nearly[-1], hardly[-1] = 0.85, 0.5
    assert not detect_rises(counts, recorded_share=hardly).testable.any()
    full, part = detect_rises(counts, None, whole), detect_rises(counts, None, nearly)
    assert part.testable.all()
    one = (full.window == 1) & (part.window == 1)
    np.testing.assert_allclose(part.expected[one], 0.85 * full.expected[one], rtol=1e-3)
    each = np.tile(nearly, (3, 1))
    np.testing.assert_array_equal(detect_rises(counts, None, each).p_value, part.p_value)


def test_a_week_before_the_last_that_is_hardly_recorded_leaves_only_the_last_to_judge() -> None:
    counts, share = quiet(40, 156, mean=8.0), np.ones(156)
    share[-2] = 0.5
    assert (detect_rises(counts, recorded_share=share).window == 1).all()


def test_a_past_rise_does_not_hide_the_present_one() -> None:
    counts = quiet(1, 156, mean=4.0)
    counts[0, 60:63] += 30
    counts[0, -1] = 16
    assert detect_rises(counts).flagged[0]


def test_huge_constant_and_empty_series_are_answered_calmly() -> None:
    huge = np.random.default_rng(5).poisson(1e5, size=156)
    late = np.zeros(156, dtype=np.int64)
    late[-1] = 10
    rises = detect_rises(np.array([np.zeros(156, dtype=np.int64), np.full(156, 7), huge, late]))
    assert rises.testable.tolist() == [False, True, True, True]
    assert rises.flagged.tolist() == [False, False, False, True]
    assert rises.expected[2] == pytest.approx(1e5 * rises.window[2], rel=0.01)


@pytest.mark.parametrize(
    ("counts", "exposure", "share"),
    [
        (np.ones(30), None, None),
        (-np.ones((1, 30)), None, None),
        (np.full((1, 30), np.nan), None, None),
        (np.ones((1, 30)), np.zeros((1, 30)), None),
        (np.ones((1, 30)), np.ones((1, 29)), None),
        (np.ones((1, 30)), None, np.full(30, 1.5)),
        (np.ones((1, 30)), None, np.zeros(30)),
    ],
)
def test_what_cannot_be_meant_is_refused(
    counts: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    exposure: np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None,
    share: np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None,
) -> None:
    with pytest.raises(ValueError, match=r"counts|exposure|shares"):
        detect_rises(counts, exposure, share)


@settings(deadline=None, max_examples=40)
@given(
    hnp.arrays(
        np.int64,
        st.tuples(st.integers(1, 3), st.integers(1, 160)),
        elements=st.integers(0, 10**5),
        fill=st.just(2),
    )
)
def test_any_counts_give_probabilities_and_finite_expectations(
    counts: np.ndarray[tuple[int, int], np.dtype[np.int64]],
) -> None:
    rises = detect_rises(counts)
    p = rises.p_value[rises.testable]
    assert ((p >= 0) & (p <= 1)).all()
    assert np.isfinite(rises.expected).all()
    usual = usual_range(counts)
    assert np.isfinite(usual.upper).all()
    assert (usual.dispersion >= 1).all()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_one_complaint_more_never_makes_a_rise_less_striking(seed: int, more: int) -> None:
    counts = quiet(4, 110, mean=3.0, seed=seed)
    counts[:, -1] += 3
    higher = counts.copy()
    higher[:, -1] += more
    before, after = detect_rises(counts), detect_rises(higher)
    both = before.testable & after.testable
    assert (after.p_value[both] <= before.p_value[both] + 1e-9).all()


def test_the_order_of_the_series_does_not_matter() -> None:
    counts = quiet(30, 156, mean=2.0)
    np.testing.assert_allclose(
        detect_rises(counts).p_value[::-1], detect_rises(counts[::-1]).p_value, rtol=1e-4
    )


def test_the_usual_range_leaves_out_about_one_week_in_two_hundred() -> None:
    counts = quiet(300, 156, mean=6.0)
    outside = (counts > usual_range(counts).upper).mean()
    assert 0.001 < outside < 0.008
