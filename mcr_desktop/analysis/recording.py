"""Late recording: which share of the latest weeks' events is already in the books."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcr_desktop.analysis.arrays import Floats

LOOK_BACK = 26 * 7
LONGEST_DELAY = 8 * 7
BORROWED = 30.0
"""Weight of all kinds together in the estimate of one kind, in events."""


def recorded_share(
    happened: ArrayLike, recorded: ArrayLike, kind: ArrayLike, kinds: int, last_day: int, weeks: int
) -> Floats:
    """Share of each week's events that have been recorded by now, for each kind.

    Args:
        happened: day number on which each event happened, (n,).
        recorded: day number on which it was recorded, (n,), not before it happened.
        kind: code of each event's kind, (n,), below `kinds`.
        kinds: number of kinds.
        last_day: day number of today's knowledge; later records do not exist yet.
        weeks: number of weeks wanted; the last week ends with `last_day`.

    Returns:
        (kinds, weeks) in (0, 1].  Learned from the last 26 weeks, each kind drawn towards all kinds; a delay
        of more than 8 weeks counts as 8.
        Source: reverse-time hazard for right-truncated delays, Kalbfleisch and Lawless (1991),
        Statist. Sinica 1, 19-32.

    Raises:
        ValueError: for shapes that do not fit, unknown kinds, or weeks < 1.
    """
    days, noted = np.asarray(happened, dtype=np.int64), np.asarray(recorded, dtype=np.int64)
    codes = np.asarray(kind, dtype=np.int64)
    if not (days.shape == noted.shape == codes.shape and days.ndim == 1) or weeks < 1:
        raise ValueError("happened, recorded and kind must be of one length, and weeks at least 1")
    if codes.size and not (codes.min() >= 0 and codes.max() < kinds):
        raise ValueError("a kind is unknown")
    age = last_day - days
    used = (age >= 0) & (age < LOOK_BACK) & (noted <= last_day)
    delay = np.clip(noted[used] - days[used], 0, LONGEST_DELAY)
    by_age = _share_by_age(delay, np.minimum(age[used], LONGEST_DELAY), codes[used], kinds)
    ages = np.minimum(np.arange(weeks * 7), LONGEST_DELAY)
    shares = by_age[:, ages].reshape(kinds, weeks, 7).mean(axis=2)[:, ::-1]
    bounded: Floats = np.clip(shares, 0.01, 1.0)
    return bounded


def _share_by_age(
    delay: NDArray[np.int64], age: NDArray[np.int64], kind: NDArray[np.int64], kinds: int
) -> Floats:
    """Probability that an event of this age in days is recorded, (kinds, LONGEST_DELAY + 1)."""
    width = LONGEST_DELAY + 1
    table = np.bincount((kind * width + delay) * width + age, minlength=kinds * width * width)
    table = table.reshape(kinds, width, width)
    old_enough = table[:, :, ::-1].cumsum(axis=2)[:, :, ::-1]
    at = np.arange(width)
    events = old_enough[:, at, at].astype(np.float64)
    exposed = old_enough.cumsum(axis=1)[:, at, at].astype(np.float64)
    together = events.sum(axis=0) / np.maximum(exposed.sum(axis=0), 1.0)
    hazard = (events + BORROWED * together) / (exposed + BORROWED)
    hazard[:, 0] = 0.0
    remaining = np.cumprod((1.0 - np.minimum(hazard, 1.0))[:, ::-1], axis=1)[:, ::-1]
    share = np.ones((kinds, width))
    share[:, :-1] = remaining[:, 1:]
    return share
