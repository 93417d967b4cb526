"""Complaints by month with their usual range, for the account review."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mcr_desktop.analysis.arrays import Floats, as_counts, as_positive
from mcr_desktop.analysis.tails import upper_limit

UNUSUAL = 0.005
FEWEST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class MonthlyRange:
    """Arrays of shape (n,): the centre in each month, and the whole number above which it is unusual."""

    centre: Floats
    upper: Floats


def monthly_range(counts: ArrayLike, exposure: ArrayLike | None = None) -> MonthlyRange:
    """What is usual for a customer's complaints in a month, judged from the other months.

    Args:
        counts: complaints in each month, (n,), whole numbers >= 0.
        exposure: opportunity in each month (orders, days), (n,), > 0; None counts months as equal.

    Returns:
        See `MonthlyRange`.  Each month is judged against all others, so that one bad month does not widen
        its own limit; a month above `upper` happens by chance about once in 200 steady months.  With few
        months the limit is honestly wide, because the mean itself is uncertain.

    Raises:
        ValueError: for counts that are negative or not one row, or exposure that is not positive.

    Source: u-chart, NIST/SEMATECH e-Handbook 6.3.3.1, with the negative binomial in place of the normal and
    a gamma prior of half an event for the mean.
    """
    y = as_counts(counts, 1)
    n = as_positive(1.0 if exposure is None else exposure, y.shape, "exposure")
    if y.size == 0:
        return MonthlyRange(np.zeros(0), np.zeros(0))
    others, elsewhere = y.sum() - y, n.sum() - n
    if y.size < FEWEST_MONTHS:
        # One or two months cannot tell what is unusual for them: each counts as usual itself.
        others, elsewhere = np.full(y.shape, y.sum()), np.full(y.shape, n.sum())
    typical = float(n.mean())
    rate = (others + 0.5) / np.maximum(elsewhere, typical)
    mean = rate * n
    known = np.maximum(elsewhere, typical) / n
    dispersion = _dispersion(y, n)
    variance = dispersion * mean * (1.0 + 1.0 / known)
    centre = float(y.sum() / n.sum()) * n
    return MonthlyRange(centre, upper_limit(mean, variance, UNUSUAL))


def _dispersion(y: Floats, n: Floats) -> Floats:
    """Variance over mean of the months other than each one, at least 1; drawn towards 1 when they are few."""
    rate = (y.sum() - y + 0.5) / np.maximum(n.sum() - n, n.mean())
    expected = rate[:, None] * n[None, :]
    square = (y[None, :] - expected) ** 2 / expected
    np.fill_diagonal(square, 0.0)
    prior = 6.0
    ratio: Floats = (square.sum(axis=1) + prior) / (max(y.size - 2, 0) + prior)
    return np.maximum(ratio, 1.0)
