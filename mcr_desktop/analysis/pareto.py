"""What is at stake: money for ranking rises, which never enters the test of whether they are rises."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri

from mcr_desktop.analysis.arrays import Floats, as_counts, as_positive


def lower_excess(observed: ArrayLike, expected: ArrayLike, dispersion: ArrayLike = 1.0) -> Floats:
    """A cautious number of events beyond the expected: the lower 80 % limit, not below 0.

    Args:
        observed: events (n,), >= 0.
        expected: expected events (n,), > 0.
        dispersion: variance over mean, > 0, a number or (n,).

    Returns:
        (n,) lower limit of (true mean - expected), one-sided 80 %, so that one large rise seen surely ranks
        above a larger one that may be chance.  Source: exact limit of a Poisson mean, Garwood (1936),
        Biometrika 28, on counts divided by their dispersion.

    Raises:
        ValueError: for shapes that do not fit or numbers out of range.
    """
    y = as_counts(observed, 1)
    mean = as_positive(expected, y.shape, "expected counts")
    phi = as_positive(dispersion, y.shape, "dispersion")
    lowest = np.where(y > 0, phi * 0.5 * chdtri(np.maximum(2.0 * y / phi, 1e-9), 0.8), 0.0)
    return np.maximum(lowest - mean, 0.0)


def mean_value(values: ArrayLike, winsorise: float = 0.99) -> float:
    """Mean value at stake of one event, with values above the 99th percentile taken as that percentile.

    Args:
        values: value of each event in one currency, (n,); nan where unknown.
        winsorise: quantile in (0, 1] above which values are cut.

    Returns:
        The mean of the known values; 0 when none is known.
    """
    known = np.asarray(values, dtype=np.float64)
    known = known[np.isfinite(known)]
    if known.size == 0:
        return 0.0
    return float(np.minimum(known, np.quantile(known, winsorise)).mean())


def value_at_stake(
    observed: ArrayLike, expected: ArrayLike, value: ArrayLike, dispersion: ArrayLike = 1.0
) -> Floats:
    """Money to rank rises by: cautious excess (`lower_excess`) times mean value of an event, (n,)."""
    return np.asarray(lower_excess(observed, expected, dispersion) * np.asarray(value, dtype=np.float64))


def shares(weights: ArrayLike) -> tuple[Floats, Floats]:
    """Share of each and running share of the largest first, for a Pareto chart.

    Args:
        weights: (n,) >= 0, largest first or not.

    Returns:
        (share, running share), both (n,), the running share in the order given; all zero if the sum is 0.
    """
    array = as_counts(weights, 1)
    share = array / max(float(array.sum()), np.finfo(np.float64).tiny)
    return share, np.minimum(np.cumsum(share), 1.0)
