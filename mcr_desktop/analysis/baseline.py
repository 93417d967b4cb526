"""What would be usual: quasi-Poisson regression of many weekly series at once."""

from dataclasses import dataclass

import numpy as np

from mcr_desktop.analysis.arrays import Floats

YEAR = 52.1775
"""Weeks in a year."""

SMALLEST_MEAN = 1e-10
LARGEST_STEP = 3.0
ROUNDS = 25
CLOSE_ENOUGH = 1e-5


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


def seasonal_terms(weeks: int, harmonics: int, *, trend: float | None, season: float) -> Terms:
    """Level, yearly growth and yearly waves, with time counted back from the last week.

    Args:
        weeks: number of weeks, the last of which is time 0.
        harmonics: number of waves a year.
        trend: prior standard deviation of the growth (log rate a year); None leaves growth out.
        season: prior standard deviation of each wave's amplitude (log rate).
    """
    t = np.arange(1 - weeks, 1, dtype=np.float64)
    columns, spread = [np.ones(weeks)], [10.0]
    if trend is not None:
        columns.append(t / 52.0)
        spread.append(trend)
    for wave in range(1, harmonics + 1):
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


def down_weights(counts: Floats, fitted: Fit, threshold: float = 2.58) -> Floats:
    """Weights that keep past rises from passing for usual: (residual)^-2 beyond the threshold, else 1.

    The residual is Anscombe's for counts, 1.5 (y^2/3 - mu^2/3) / (mu^1/6 sqrt(phi)), upwards only.
    Source: Noufaily et al. (2013), section 3.3.
    """
    mean = np.maximum(fitted.mean, SMALLEST_MEAN)
    spread = np.cbrt(np.sqrt(mean)) * np.sqrt(fitted.dispersion)[:, None]
    residual = 1.5 * (np.cbrt(counts) ** 2 - np.cbrt(mean) ** 2) / spread
    return np.where(residual > threshold, np.maximum(residual, threshold) ** -2.0, 1.0)


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
