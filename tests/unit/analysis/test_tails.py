"""Tails agree with sums over the distribution itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln

from mcr_desktop.analysis.many_tests import benjamini_hochberg
from mcr_desktop.analysis.tails import middle_tail, upper_limit, upper_tail


def summed_tail(count: int, mean: float, variance: float) -> float:
    y = np.arange(count)
    if variance <= mean * (1 + 1e-7):
        log = y * np.log(mean) - mean - gammaln(y + 1)
    else:
        r = mean**2 / (variance - mean)
        log = (
            gammaln(y + r)
            - gammaln(r)
            - gammaln(y + 1)
            + r * np.log(r / (r + mean))
            + y * np.log(mean / (r + mean))
        )
    return float(1.0 - np.exp(log).sum())


@given(st.integers(0, 60), st.floats(0.05, 50.0), st.floats(0.5, 6.0))
def test_the_tail_is_the_sum_of_its_probabilities(count: int, mean: float, spread: float) -> None:
    tail = upper_tail(np.array([float(count)]), np.array([mean]), np.array([mean * spread]))[0]
    assert tail == pytest.approx(summed_tail(count, mean, mean * spread), abs=1e-8)


@given(st.floats(0.01, 1e5), st.floats(1.0, 10.0), st.floats(1e-4, 0.5))
def test_the_limit_is_the_smallest_that_is_rarely_exceeded(mean: float, spread: float, chance: float) -> None:
    m, v = np.array([mean]), np.array([mean * spread])
    limit = upper_limit(m, v, chance)
    assert limit[0] == np.floor(limit[0])
    assert upper_tail(limit + 1, m, v)[0] <= chance
    assert limit[0] == 0 or upper_tail(limit, m, v)[0] > chance


def test_the_middle_tail_lies_between_its_steps() -> None:
    mean, y = np.full(10, 3.0), np.arange(10.0)
    middle = middle_tail(y, mean, 2 * mean)
    assert (middle < upper_tail(y, mean, 2 * mean)).all()
    assert (middle > upper_tail(y + 1, mean, 2 * mean)).all()


def test_findings_are_reported_by_the_step_rule_and_untested_ones_never() -> None:
    p = [0.001, np.nan, 0.02, 0.9, 0.03]
    assert benjamini_hochberg(p, 0.10).tolist() == [True, False, True, False, True]
    assert benjamini_hochberg(p, 0.10, passed_over=96).tolist() == [True, False, False, False, False]
    assert benjamini_hochberg([], 0.1).tolist() == []
    assert benjamini_hochberg([np.nan], 0.1).tolist() == [False]
    with pytest.raises(ValueError, match="one-dimensional"):
        benjamini_hochberg([[0.1]], 0.1)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_a_smaller_p_value_is_reported_whenever_a_larger_one_is(p_values: list[float]) -> None:
    reported = benjamini_hochberg(p_values, 0.1)
    p = np.array(p_values)
    if reported.any():
        assert reported[p <= p[reported].max()].all()
