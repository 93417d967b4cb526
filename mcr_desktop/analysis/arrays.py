"""Names for kinds of arrays, and the checks that every door of this room makes first."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


def as_counts(counts: ArrayLike, dimensions: int) -> Floats:
    """Counts of events as floats.

    Args:
        counts: finite numbers >= 0 (expected counts may be fractions).
        dimensions: how many axes are wanted.

    Raises:
        ValueError: for another number of axes, a negative count or one that is not finite.
    """
    array = np.asarray(counts, dtype=np.float64)
    if array.ndim != dimensions:
        raise ValueError(f"counts have {array.ndim} axes, expected {dimensions}")
    if not (np.isfinite(array).all() and (array >= 0).all()):
        raise ValueError("counts must be finite and not negative")
    return array


def as_positive(values: ArrayLike, shape: tuple[int, ...], name: str) -> Floats:
    """Numbers > 0, brought to a shape.

    Raises:
        ValueError: if they do not fit the shape, or one is not finite and positive.
    """
    array = np.asarray(values, dtype=np.float64)
    try:
        spread = np.broadcast_to(array, shape)
    except ValueError:
        raise ValueError(f"{name} {array.shape} do not fit {shape}") from None
    if not (np.isfinite(spread).all() and (spread > 0).all()):
        raise ValueError(f"{name} must be finite and positive")
    return spread
