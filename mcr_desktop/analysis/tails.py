"""How unlikely a count is: tails of the Poisson and the negative binomial, by mean and variance."""

import numpy as np
from scipy.special import betainc, gammainc

from mcr_desktop.analysis.arrays import Floats

NEARLY_POISSON = 1e-7


def upper_tail(count: Floats, mean: Floats, variance: Floats) -> Floats:
    """Probability of a count at least this high.

    Args:
        count: counts >= 0; fractions are interpolated by the incomplete beta function. Any shape.
        mean: expected counts > 0, same shape.
        variance: variances; below the mean they count as the mean. Same shape.

    Returns:
        P(Y >= count), in [0, 1]: negative binomial of that mean and variance, Poisson where the
        variance does not exceed the mean.
        Source: Abramowitz and Stegun 26.5.26 (negative binomial) and 26.4.21 (Poisson).
    """
    extra = np.maximum(variance / mean - 1.0, 0.0)
    tail: Floats = np.ones(np.shape(count))
    # By index, not by the argument `where`: with it SciPy 1.17's special functions write beyond their arrays.
    poisson = np.nonzero((extra < NEARLY_POISSON) & (count > 0))
    tail[poisson] = gammainc(count[poisson], mean[poisson])
    spread = np.nonzero((extra >= NEARLY_POISSON) & (count > 0))
    more = extra[spread]
    tail[spread] = betainc(count[spread], mean[spread] / more, more / (1.0 + more))
    return tail


def middle_tail(count: Floats, mean: Floats, variance: Floats) -> Floats:
    """Probability of a higher count, plus half that of this very count (the mid-p value).

    A p-value of small counts is a staircase that lies above the true error rate almost everywhere;
    its middle is right on average.  Arguments as for `upper_tail`.
    Source: Lancaster (1961), J. Amer. Statist. Assoc. 56, 223-234.
    """
    return 0.5 * (upper_tail(count, mean, variance) + upper_tail(count + 1.0, mean, variance))


def upper_limit(mean: Floats, variance: Floats, chance: float) -> Floats:
    """The smallest whole count that is exceeded with at most this probability.

    Args:
        mean: expected counts > 0, any shape.
        variance: variances, same shape.
        chance: probability in (0, 1).

    Returns:
        Whole numbers u with P(Y > u) <= chance, found by bisection.
    """
    low: Floats = np.full(np.shape(mean), -1.0)
    high: Floats = np.ceil(mean + (10.0 + 2.0 / np.sqrt(chance)) * np.sqrt(np.maximum(variance, mean)) + 10.0)
    while np.any(high - low > 1.0):
        middle = np.floor((low + high) / 2.0)
        enough = upper_tail(middle + 1.0, mean, variance) <= chance
        high = np.where(enough, middle, high)
        low = np.where(enough, low, np.minimum(middle, high - 1.0))
    return high
