"""How much more weekly counts vary than chance alone would make them, and how well that is known."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from mcr_desktop.analysis.arrays import Floats
from mcr_desktop.analysis.tails import middle_tail

STEPS = np.array([-1.4, -0.8, -0.4, 0.0, 0.4, 0.8, 1.4])
"""Where the likelihood is looked at: log of the excess over 1 relative to Pearson's estimate."""

BELIEF, BELIEF_SPREAD = 1.5, 1.0
"""Prior of the dispersion: lognormal about 1.5, so weak that a year of weeks overrules it."""

NODES = ((-np.sqrt(3.0), 1.0 / 6.0), (0.0, 2.0 / 3.0), (np.sqrt(3.0), 1.0 / 6.0))
"""Gauss-Hermite quadrature of three points."""


BEYOND_THE_MODEL = 1.3
"""Waves of the year that two sines cannot follow, weeks left out by chance: measured, see docs/adr/0101."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance over mean of each series, (n_series,): its centre, and the standard error of its logarithm."""

    centre: Floats
    error: Floats

    def tail(self, count: Floats, mean: Floats, uncertainty: Floats) -> Floats:
        """Chance of a count so high, with the dispersion as uncertain as it is.

        Args:
            count: counts (n_series,).
            mean: expected counts (n_series,).
            uncertainty: variance of the expected count itself over the dispersion, (n_series,).

        Returns:
            Mid-p values, (n_series,): `middle_tail` averaged over the lognormal posterior.
        """
        total = np.zeros(len(mean))
        unsure = BEYOND_THE_MODEL * self.centre * uncertainty
        for node, weight in NODES:
            variance = np.maximum(self.centre * np.exp(1.5 * self.error * node), 1.0) * mean
            total += weight * middle_tail(count, mean, variance + unsure)
        return total


def estimate_dispersion(
    counts: Floats, mean: Floats, weights: Floats, pearson: Floats, terms: int
) -> Dispersion:
    """The dispersion of each series by the likelihood of a negative binomial of constant variance over mean.

    Pearson's estimate has heavy tails of its own where counts are small and skewed; a plug-in of it lets
    every second such series raise false alarms.

    Args:
        counts: (n_series, n_weeks).
        mean: fitted means, same shape, > 0.
        weights: in [0, 1], same shape.
        pearson: Pearson's estimate, (n_series,), >= 1.
        terms: number of coefficients that were fitted.

    Returns:
        Centre and standard error of the posterior under a weak prior.
        Source: Cameron and Trivedi (2013), Regression Analysis of Count Data, section 3.3 (NB1).
    """
    likelihood = _Likelihood(counts, mean, weights)
    shape = (len(STEPS), len(counts))
    log_phi, log_posterior = np.empty(shape), np.empty(shape)
    for step, distance in enumerate(STEPS):
        excess = np.maximum((pearson - 0.85) * np.exp(distance), 0.001)
        log_phi[step] = np.log1p(excess)
        log_posterior[step] = likelihood.log(excess)
    log_posterior -= 0.5 * ((log_phi - np.log(BELIEF)) / BELIEF_SPREAD) ** 2
    share = np.exp(log_posterior - log_posterior.max(axis=0)) * np.gradient(log_phi, axis=0)
    share /= share.sum(axis=0)
    centre = (share * log_phi).sum(axis=0)
    used = weights.sum(axis=1)
    freedom = np.maximum(used - terms, 1.0)
    spread = np.sqrt((share * (log_phi - centre) ** 2).sum(axis=0))
    lost = np.maximum(used, 1.0) / freedom
    return Dispersion(
        np.maximum(np.exp(centre) * lost, 1.0), np.maximum(spread, np.sqrt(2.0 / (freedom + 2.0)))
    )


class _Likelihood:
    """Log likelihood of a negative binomial with variance (1 + excess) x mean, as a function of the excess.

    Weeks without events need no gamma function, and most weeks of small series have none.
    """

    def __init__(self, counts: Floats, mean: Floats, weights: Floats) -> None:
        self._row, week = np.nonzero(counts)
        self._count, self._mean = counts[self._row, week], mean[self._row, week]
        self._weight = weights[self._row, week]
        self._expected: Floats = (weights * mean).sum(axis=1)
        self._observed: Floats = (weights * counts).sum(axis=1)

    def log(self, excess: Floats) -> Floats:
        """Of each series, (n_series,); terms without the excess are left out."""
        shape = self._mean / excess[self._row]
        gammas = self._weight * (gammaln(self._count + shape) - gammaln(shape))
        total: Floats = np.bincount(self._row, weights=gammas, minlength=len(excess)).astype(np.float64)
        total += self._observed * np.log(excess / (1.0 + excess)) - self._expected * np.log1p(excess) / excess
        return total
