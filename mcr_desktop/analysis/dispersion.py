"""How much more weekly counts vary than chance alone would make them, and how well that is known."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from mcr_desktop.analysis.arrays import Floats
from mcr_desktop.analysis.tails import middle_tail

STEPS = np.array([-1.56, -1.04, -0.65, -0.325, 0.0, 0.325, 0.65, 1.04, 1.56])
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
            variance = np.maximum(self.centre * np.exp(1.2 * self.error * node), 1.0) * mean
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
    shape = (len(STEPS), len(counts))
    log_phi, log_posterior = np.empty(shape), np.empty(shape)
    for step, distance in enumerate(STEPS):
        excess = np.maximum((pearson - 0.85) * np.exp(distance), 0.001)
        log_phi[step] = np.log1p(excess)
        log_posterior[step] = _log_likelihood(counts, mean, weights, excess)
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


def _log_likelihood(counts: Floats, mean: Floats, weights: Floats, excess: Floats) -> Floats:
    """Of a negative binomial with variance (1 + excess) x mean; terms without the excess are left out."""
    extra = excess[:, None]
    shape = mean / extra
    terms = gammaln(counts + shape) - gammaln(shape) - shape * np.log1p(extra)
    terms += counts * np.log(extra / (1.0 + extra))
    total: Floats = (weights * terms).sum(axis=1)
    return total
