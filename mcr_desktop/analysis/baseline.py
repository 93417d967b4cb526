"""What would be usual: quasi-Poisson regression of many weekly series at once."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from mcr_desktop.analysis.arrays import Floats
from mcr_desktop.analysis.tails import middle_tail

YEAR = 52.1775
"""Weeks in a year."""

SEASON = (0.5, 0.4)
"""Prior standard deviation of the amplitudes (log rate) of the yearly and the half-yearly wave."""

SMALLEST_MEAN = 1e-10
LARGEST_STEP = 3.0
ROUNDS = 25
CLOSE_ENOUGH = 1e-3
"""A last step of this size (log rate) leaves an error of its square."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The columns of the regression and how far each coefficient is believed to stray.

    `columns` has shape (n_weeks, n_terms), the first is the level (all ones); `spread` (n_terms,)
    holds the standard deviation of a Gaussian prior of each coefficient around zero.
    """

    columns: Floats
    spread: Floats


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted baseline of each series.

    mean (n_series, n_weeks) expected counts, coefficients (n_series, n_terms), covariance of the
    coefficients (n_series, n_terms, n_terms), dispersion (n_series,) variance over mean, >= 1.
    """

    mean: Floats
    coefficients: Floats
    covariance: Floats
    dispersion: Floats


def seasonal_terms(weeks: int, *, trend: float | None) -> Terms:
    """Level, yearly growth and yearly waves, with time counted back from the last week.

    Args:
        weeks: number of weeks, the last of which is time 0.
        trend: prior standard deviation of the growth (log rate a year); None leaves growth out.
    """
    t = np.arange(1 - weeks, 1, dtype=np.float64)
    columns, spread = [np.ones(weeks)], [10.0]
    if trend is not None:
        columns.append(t / 52.0)
        spread.append(trend)
    for wave, season in enumerate(SEASON, start=1):
        angle = 2.0 * np.pi * wave * t / YEAR
        columns += [np.cos(angle), np.sin(angle)]
        spread += [season, season]
    return Terms(np.column_stack(columns), np.array(spread))


def fit(counts: Floats, terms: Terms, log_offset: Floats, weights: Floats, start: Fit | None = None) -> Fit:
    """Fit all series with the given weights; the dispersion is estimated with them.

    Args:
        counts: (n_series, n_weeks) events.
        terms: columns and priors, shared by all series.
        log_offset: (n_series, n_weeks) log of the exposure.
        weights: (n_series, n_weeks) in [0, 1]; zero leaves a week out.
        start: an earlier fit of the same series, to start from and to take the dispersion from.

    Returns:
        The penalised quasi-likelihood fit, by Newton's method in one batch.
        Source: McCullagh and Nelder (1989), ch. 9; Noufaily et al. (2013), Statist. Med. 32, 1206-1222.
    """
    centre = _crude_level(counts, log_offset, weights, terms)
    coefficients = centre if start is None else start.coefficients
    dispersion = np.ones(len(counts)) if start is None else start.dispersion
    penalty = dispersion[:, None] / terms.spread**2
    coefficients = _newton(counts, terms, log_offset, weights, centre, coefficients, penalty)
    mean = _mean(coefficients, terms, log_offset)
    information = _information(weights * mean, terms, penalty)
    covariance = np.linalg.inv(information)
    leverage = terms.columns.shape[1] - np.einsum("sii,si->s", covariance, penalty)
    dispersion = _dispersion(counts, mean, weights, leverage)
    return Fit(mean, coefficients, covariance * dispersion[:, None, None], dispersion)


def usual_weights(counts: Floats, fitted: Fit, threshold: float = 2.5) -> Floats:
    """Weights that keep past rises from passing for usual: z^-2 of weeks with z beyond the threshold.

    z is the normal quantile of how unlikely the week is under the fitted negative binomial, or the week
    together with a neighbour if both lie above their mean.  Noufaily et al. (2013) use Anscombe's residual,
    which takes the long tail of small, dispersed counts for past rises and so learns too low a baseline.
    """
    z = _surprise(counts, fitted.mean, fitted.dispersion)
    above = counts > fitted.mean
    pair = _surprise(
        counts[:, 1:] + counts[:, :-1], fitted.mean[:, 1:] + fitted.mean[:, :-1], fitted.dispersion
    )
    pair = np.where(above[:, 1:] & above[:, :-1], pair, 0.0)
    z[:, 1:] = np.maximum(z[:, 1:], pair)
    z[:, :-1] = np.maximum(z[:, :-1], pair)
    return np.where(z > threshold, np.maximum(z, threshold) ** -2.0, 1.0)


def _surprise(counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Normal quantile of each count, 0 for those within 2 standard deviations, where none is above 2.5."""
    variance = dispersion[:, None] * mean
    high = np.nonzero(counts > mean + 2.0 * np.sqrt(variance))
    z: Floats = np.zeros(counts.shape)
    z[high] = -ndtri(np.maximum(middle_tail(counts[high], mean[high], variance[high]), 1e-300))
    return z


def _crude_level(counts: Floats, log_offset: Floats, weights: Floats, terms: Terms) -> Floats:
    """The log rate over the whole history as the first coefficient, zero for the others."""
    exposure = np.maximum((weights * np.exp(log_offset)).sum(axis=1), SMALLEST_MEAN)
    level = np.log(((weights * counts).sum(axis=1) + 0.5) / exposure)
    coefficients = np.zeros((len(counts), terms.columns.shape[1]))
    coefficients[:, 0] = level
    return coefficients


def _mean(coefficients: Floats, terms: Terms, log_offset: Floats) -> Floats:
    eta = coefficients @ terms.columns.T + log_offset
    return np.exp(np.clip(eta, -23.0, 30.0), dtype=np.float64)


def _information(weighted_mean: Floats, terms: Terms, penalty: Floats) -> Floats:
    columns = terms.columns
    count = columns.shape[1]
    products = (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), count * count)
    information = (weighted_mean @ products).reshape(-1, count, count)
    information[:, np.arange(count), np.arange(count)] += penalty
    return information


def _newton(
    counts: Floats,
    terms: Terms,
    log_offset: Floats,
    weights: Floats,
    centre: Floats,
    start: Floats,
    penalty: Floats,
) -> Floats:
    coefficients = start.copy()
    reach = np.abs(terms.columns).max(axis=0)
    for _ in range(ROUNDS):
        mean = _mean(coefficients, terms, log_offset)
        slope = (weights * (counts - mean)) @ terms.columns - penalty * (coefficients - centre)
        step = np.linalg.solve(_information(weights * mean, terms, penalty), slope[:, :, None])[:, :, 0]
        size = np.abs(step) @ reach
        coefficients += step * np.minimum(1.0, LARGEST_STEP / np.maximum(size, LARGEST_STEP))[:, None]
        if not np.any(size > CLOSE_ENOUGH):
            break
    return coefficients


def _dispersion(counts: Floats, mean: Floats, weights: Floats, leverage: Floats) -> Floats:
    """Pearson's chi-square over its degrees of freedom, not below 1."""
    chi_square = (weights * (counts - mean) ** 2 / np.maximum(mean, 0.05)).sum(axis=1)
    freedom = np.maximum(weights.sum(axis=1) - leverage, 1.0)
    ratio: Floats = chi_square / freedom
    return np.maximum(ratio, 1.0)
