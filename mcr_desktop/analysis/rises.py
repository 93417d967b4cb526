"""Sudden rises: is the last complete week, or the last two together, beyond what is usual?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mcr_desktop.analysis.arrays import Bools, Floats, Ints, as_counts, as_positive
from mcr_desktop.analysis.baseline import Fit, Terms, fit, seasonal_terms, usual_weights
from mcr_desktop.analysis.dispersion import Dispersion, estimate_dispersion
from mcr_desktop.analysis.many_tests import benjamini_hochberg
from mcr_desktop.analysis.tails import upper_limit

FEWEST_COMPLAINTS = 5
FEWEST_WEEKS = 26
ENOUGH_RECORDED = 0.8
FALSE_DISCOVERY_RATE = 0.10
WINDOWS = {1: 0.65, 2: 0.54}
"""Weeks judged together, and the share of the error each may use up.

The windows overlap, so the shares may sum to more than 1; these keep a nominal 0.5 % at 0.5 %.
"""

GROWTH = 0.25
"""Prior standard deviation of the yearly growth (log rate)."""

USUAL = 0.005


@dataclass(frozen=True, slots=True)
class Rises:
    """The last week of each series judged; arrays of shape (n_series,).

    p_value is nan where not testable; expected and observed are events in the window of that many
    weeks which ends with the last week and speaks loudest.
    """

    p_value: Floats
    expected: Floats
    observed: Floats
    window: Ints
    testable: Bools
    flagged: Bools


@dataclass(frozen=True, slots=True)
class UsualRange:
    """What is usual in each week: arrays (n_series, n_weeks), and the dispersion (n_series,).

    A week above `upper` happens by chance about once in 200 weeks of a steady series.
    """

    expected: Floats
    upper: Floats
    dispersion: Floats


def detect_rises(
    counts: ArrayLike, exposure: ArrayLike | None = None, recorded_share: ArrayLike | None = None
) -> Rises:
    """Judge the last week of many weekly series against their own history.

    Args:
        counts: events, (n_series, n_weeks), whole numbers >= 0; the last column is the last complete week.
        exposure: opportunity in any one unit (orders, active customers), same shape, > 0; None judges
            events per week, not per order.
        recorded_share: share of each week's events already recorded, (n_weeks,) or the shape of counts,
            in (0, 1]; weeks below 0.8 are neither judged nor learned from.

    Returns:
        See `Rises`.  `flagged` controls the false discovery rate at 0.10 within the call.  Not testable:
        fewer than 26 weeks, fewer than 5 events in the last 4 weeks, a last week hardly recorded yet.

    Raises:
        ValueError: for shapes that do not fit, negative counts, exposure or shares that are not positive.

    Valid for independent weeks; a lasting drift is for `detect_slow_rises`.
    Source: Noufaily et al. (2013), Statist. Med. 32, 1206-1222, with priors on growth and season.
    """
    y = as_counts(counts, 2)
    offset, known = _offset(y, exposure, recorded_share)
    series, weeks = y.shape
    testable = np.full(series, weeks >= FEWEST_WEEKS)
    if weeks:
        testable &= known[:, -1] & (y[:, -4:].sum(axis=1) >= FEWEST_COMPLAINTS)
    p_value = np.full(series, np.nan)
    expected, observed = np.zeros(series), np.zeros(series)
    window = np.ones(series, dtype=np.int64)
    if weeks:
        observed = y[:, -1].copy()
        expected = _crude_expectation(y, offset, known)
    rows = np.flatnonzero(testable)
    if rows.size:
        found = _judge(y[rows], offset[rows], known[rows])
        p_value[rows], expected[rows], observed[rows], window[rows] = found
    flagged = benjamini_hochberg(p_value, FALSE_DISCOVERY_RATE)
    return Rises(p_value, expected, observed, window, testable, flagged)


def usual_range(counts: ArrayLike, exposure: ArrayLike | None = None) -> UsualRange:
    """The fitted usual level of each week and the limit above which a week is unusual.

    Args:
        counts: events, (n_series, n_weeks).
        exposure: opportunity, same shape, > 0, or None.

    Returns:
        See `UsualRange`.  The last weeks (the guard) are foretold, not fitted, so that a rise under way does
        not hide itself.  With a short history the limits are wide, as they should be.

    Raises:
        ValueError: as `detect_rises`.
    """
    y = as_counts(counts, 2)
    offset, known = _offset(y, exposure, None)
    if y.size == 0:
        return UsualRange(np.zeros(y.shape), np.zeros(y.shape), np.ones(len(y)))
    usual = _usual(y, offset, known)
    fitted, columns, phi = usual.fitted, usual.terms.columns, usual.dispersion.centre
    spread = np.einsum("tp,spq,tq->st", columns, fitted.covariance, columns, optimize=True)
    variance = phi[:, None] * fitted.mean + fitted.mean**2 * spread
    return UsualRange(fitted.mean, upper_limit(fitted.mean, variance, USUAL), phi)


def _offset(y: Floats, exposure: ArrayLike | None, recorded_share: ArrayLike | None) -> tuple[Floats, Bools]:
    """Log of opportunity times share recorded, and which weeks can be relied on."""
    offset = np.zeros(y.shape)
    known = np.ones(y.shape, dtype=np.bool_)
    if exposure is not None:
        offset = np.log(as_positive(exposure, y.shape, "exposure"))
    if recorded_share is not None:
        share = as_positive(recorded_share, y.shape, "recorded shares")
        if (share > 1).any():
            raise ValueError("recorded shares must not exceed 1")
        offset = offset + np.log(share)
        known = share >= ENOUGH_RECORDED
    return offset, known


def _crude_expectation(y: Floats, offset: Floats, known: Bools) -> Floats:
    """Expected events of the last week where no baseline can be fitted: the rate before it."""
    exposure = np.exp(offset)
    before = (y * known)[:, :-1].sum(axis=1)
    return np.asarray(before / np.maximum((exposure * known)[:, :-1].sum(axis=1), 1e-300) * exposure[:, -1])


@dataclass(frozen=True, slots=True)
class _Usual:
    """The baseline of some series, its columns, and the dispersion with its uncertainty."""

    fitted: Fit
    terms: Terms
    dispersion: Dispersion


def _guard(weeks: int) -> int:
    """Weeks before the judged one that are left out of the baseline."""
    return 13 if weeks >= 104 else 8


def _usual(y: Floats, offset: Floats, known: Bools) -> _Usual:
    """Baseline of each series, fitted to all but the guarded weeks and reweighted twice."""
    weeks = y.shape[1]
    terms = seasonal_terms(weeks, trend=GROWTH)
    fixed = known.astype(np.float64)
    if weeks >= FEWEST_WEEKS:
        fixed[:, weeks - _guard(weeks) :] = 0.0
    weights = fixed
    fitted = fit(y, terms, offset, weights)
    for _ in range(2):
        weights = fixed * usual_weights(y, fitted)
        fitted = fit(y, terms, offset, weights, fitted)
    used = fixed.any(axis=0)
    dispersion = estimate_dispersion(
        y[:, used], fitted.mean[:, used], weights[:, used], fitted.dispersion, terms.columns.shape[1]
    )
    return _Usual(fitted, terms, dispersion)


def _judge(y: Floats, offset: Floats, known: Bools) -> tuple[Floats, Floats, Floats, Ints]:
    """The p-value of each series, and the window behind it."""
    usual = _usual(y, offset, known)
    covariance = usual.fitted.covariance / usual.fitted.dispersion[:, None, None]
    p_values, expected, observed = [], [], []
    for weeks, share in WINDOWS.items():
        mean, count = usual.fitted.mean[:, -weeks:], y[:, -weeks:].sum(axis=1)
        gradient = mean @ usual.terms.columns[-weeks:]
        total = mean.sum(axis=1)
        uncertainty = np.einsum("sp,spq,sq->s", gradient, covariance, gradient)
        p = np.minimum(1.0, usual.dispersion.tail(count, total, uncertainty) / share)
        p_values.append(np.where(known[:, -weeks:].all(axis=1), p, 1.0))
        expected.append(total)
        observed.append(count)
    best = np.argmin(p_values, axis=0)
    rows = np.arange(len(y))
    window = np.array(list(WINDOWS), dtype=np.int64)[best]
    return (
        np.array(p_values)[best, rows],
        np.array(expected)[best, rows],
        np.array(observed)[best, rows],
        window,
    )
