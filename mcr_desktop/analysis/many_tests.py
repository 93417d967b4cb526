"""Many questions asked at once: how many of the answers may be chance."""

import numpy as np
from numpy.typing import ArrayLike

from mcr_desktop.analysis.arrays import Bools


def benjamini_hochberg(p_values: ArrayLike, rate: float, passed_over: int = 0) -> Bools:
    """Which findings to report so that the expected share of false ones stays at `rate`.

    Args:
        p_values: shape (n,), in [0, 1]; nan where nothing was tested (never reported, not counted).
        rate: false discovery rate wanted, in (0, 1).
        passed_over: questions that a cheap look already answered with no; they count among the tests.

    Returns:
        bool (n,).  Holds for independent and for positively dependent tests.
        Source: Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57, 289-300.

    Raises:
        ValueError: for p-values that are not one-dimensional, or a negative `passed_over`.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if p.ndim != 1 or passed_over < 0:
        raise ValueError("p-values must be one-dimensional and passed_over not negative")
    reported = np.zeros(p.size, dtype=np.bool_)
    tested = np.flatnonzero(~np.isnan(p))
    if tested.size == 0:
        return reported
    order = tested[np.argsort(p[tested], kind="stable")]
    steps = rate * np.arange(1, order.size + 1) / (order.size + passed_over)
    below = np.flatnonzero(p[order] <= steps)
    if below.size:
        reported[order[: below[-1] + 1]] = True
    return reported
