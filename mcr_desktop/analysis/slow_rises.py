"""Slow rises: does a series grow from year to year, or has its level lifted for weeks?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from mcr_desktop.analysis.arrays import Bools, Floats, as_counts, as_positive
from mcr_desktop.analysis.baseline import Fit, Terms, fit, seasonal_terms, usual_weights
from mcr_desktop.analysis.many_tests import benjamini_hochberg
from mcr_desktop.analysis.tails import middle_tail

FALSE_DISCOVERY_RATE = 0.10
FEWEST_WEEKS = 78
FEWEST_EVENTS = 26
WINDOWS = (4, 6)
BLOCKS = (4, 13)


@dataclass(frozen=True, slots=True)
class SlowRises:
    """Growth of each series; arrays of shape (n_series,).

    growth, low and high are the yearly growth and its 95 % limits as a share (0.25 = a quarter more
    each year); p_value is nan where not testable, and there growth is 0 within -1 and infinity.
    """

    growth: Floats
    low: Floats
    high: Floats
    p_value: Floats
    testable: Bools
    flagged: Bools


def detect_slow_rises(counts: ArrayLike, exposure: ArrayLike | None = None) -> SlowRises:
    """Find series that grow over the whole history, which `detect_rises` takes for usual.

    Args:
        counts: events, (n_series, n_weeks), whole numbers >= 0, the last column the last complete week.
        exposure: opportunity, same shape, > 0; None means growth of events, not of events per order.

    Returns:
        See `SlowRises`.  Flagged: the lower 95 % limit of the growth lies above 0, or the last 4 or 6 weeks
        lie above a level without growth; false discovery rate 0.10 within the call.  Not testable: under
        78 weeks (growth and season cannot be told apart) or under 26 events.

    Raises:
        ValueError: as `detect_rises`.

    The dispersion is the largest found in weeks, months and quarters, so that neighbouring weeks that
    resemble each other do not pass for evidence.
    """
    y = as_counts(counts, 2)
    series, weeks = y.shape
    offset = np.zeros(y.shape)
    if exposure is not None:
        offset = np.log(as_positive(exposure, y.shape, "exposure"))
    testable = (y.sum(axis=1) >= FEWEST_EVENTS) & (weeks >= FEWEST_WEEKS)
    growth, low = np.zeros(series), np.full(series, -1.0)
    high, p_value = np.full(series, np.inf), np.full(series, np.nan)
    certain = np.zeros(series, dtype=np.bool_)
    rows = np.flatnonzero(testable)
    if rows.size:
        slope, error = _slope(y[rows], offset[rows])
        reach = ndtri(0.975) * error
        growth[rows], low[rows], high[rows] = (
            np.expm1(slope),
            np.expm1(slope - reach),
            np.expm1(slope + reach),
        )
        by_growth, by_level = ndtr(-slope / error), _level_tail(y[rows], offset[rows])
        p_value[rows] = np.minimum(1.0, 2.0 * np.minimum(by_growth, by_level))
        certain[rows] = (low[rows] > 0) | (by_level < by_growth)
    flagged = benjamini_hochberg(p_value, FALSE_DISCOVERY_RATE) & certain
    return SlowRises(growth, low, high, p_value, testable, flagged)


def _slope(y: Floats, offset: Floats) -> tuple[Floats, Floats]:
    """Growth (log rate a year) and its standard error."""
    terms = seasonal_terms(y.shape[1], trend=2.0)
    fitted = fit(y, terms, offset, np.ones(y.shape))
    fitted = fit(y, terms, offset, np.ones(y.shape), fitted)
    inflation = block_dispersion(y, fitted.mean, terms.columns.shape[1]) / fitted.dispersion
    error = np.sqrt(fitted.covariance[:, 1, 1] * np.maximum(inflation, 1.0))
    return fitted.coefficients[:, 1], error


def _level_tail(y: Floats, offset: Floats) -> Floats:
    """How unlikely the last 4 or 6 weeks are if there were no growth at all."""
    weeks = y.shape[1]
    terms = seasonal_terms(weeks, trend=None)
    weights = np.ones(y.shape)
    weights[:, weeks - 13 :] = 0.0
    fitted = fit(y, terms, offset, weights)
    fitted = fit(y, terms, offset, weights * usual_weights(y, fitted), fitted)
    tails = [_window_tail(y, fitted, terms, window) for window in WINDOWS]
    tail: Floats = len(WINDOWS) * np.minimum(*tails)
    return np.minimum(1.0, tail)


def _window_tail(y: Floats, fitted: Fit, terms: Terms, window: int) -> Floats:
    mean, count = fitted.mean[:, -window:], y[:, -window:].sum(axis=1)
    kept = y.shape[1] - 13
    dispersion = np.maximum(
        fitted.dispersion, block_dispersion(y[:, :kept], fitted.mean[:, :kept], terms.columns.shape[1])
    )
    gradient = mean @ terms.columns[-window:]
    spread = np.einsum("sp,spq,sq->s", gradient, fitted.covariance, gradient) * dispersion / fitted.dispersion
    return middle_tail(count, mean.sum(axis=1), dispersion * mean.sum(axis=1) + spread)


def block_dispersion(y: Floats, mean: Floats, terms: int) -> Floats:
    """Variance over mean of sums of 4 and of 13 weeks, the larger of the two, (n_series,).

    Weeks that resemble their neighbours show here, and not in week by week residuals.
    """
    largest: Floats = np.ones(len(y))
    for block in BLOCKS:
        whole = y.shape[1] // block
        shape = (len(y), whole, block)
        observed = y[:, y.shape[1] - whole * block :].reshape(shape).sum(axis=2)
        expected = mean[:, y.shape[1] - whole * block :].reshape(shape).sum(axis=2)
        freedom = max(whole - terms, 1)
        chi_square = ((observed - expected) ** 2 / np.maximum(expected, 0.05)).sum(axis=1)
        ratio: Floats = chi_square / freedom
        largest = np.maximum(largest, ratio)
    return largest
