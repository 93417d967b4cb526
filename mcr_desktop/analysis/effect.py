"""Did it help: the rate after an action against the rate before, with its uncertainty."""

from dataclasses import dataclass
from math import ceil, inf
from typing import Literal

from scipy.special import betaincinv

Verdict = Literal["improved", "worse", "cannot say yet"]
FURTHEST = 50.0


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action did to a rate.

    ratio is the rate after over the rate before, low and high its 95 % interval; weeks_needed is the
    further exposure after the action (weeks, if exposures are weeks) until the verdict is likely to be
    clear if things stay as they are: 0 when it is clear now, None when that cannot be foretold.
    """

    ratio: float
    low: float
    high: float
    verdict: Verdict
    weeks_needed: int | None


def check_effect(
    before: float, after: float, before_exposure: float, after_exposure: float, dispersion: float = 1.0
) -> Effect:
    """Compare the events after an action with those before it.

    Args:
        before: events before the action, >= 0; the period must end before the rise was noticed, because a
            period chosen for being high falls back by itself.
        after: events after the action, >= 0.
        before_exposure: opportunity before, > 0, in any one unit (weeks, orders).
        after_exposure: opportunity after, in the same unit, > 0.
        dispersion: variance over mean of the events, >= 1.

    Returns:
        See `Effect`.  "improved" when the whole interval lies below 1, "worse" when above, else
        "cannot say yet", always so when nothing happened on either side.

    Raises:
        ValueError: for negative events, exposure that is not positive, dispersion below 1.

    Source: Jeffreys interval of a binomial share, Brown, Cai and DasGupta (2001), Statist. Sci. 16, 101-133,
    on counts divided by their dispersion.
    """
    if not (0 <= before < inf and 0 <= after < inf):
        raise ValueError("events must not be negative")
    if not (0 < before_exposure < inf and 0 < after_exposure < inf):
        raise ValueError("exposures must be positive")
    if not 1 <= dispersion < inf:
        raise ValueError("the dispersion must be at least 1")
    b, a = before / dispersion, after / dispersion
    scale = before_exposure / after_exposure
    low, high = _interval(a, b, scale)
    verdict = _verdict(low, high) if before + after > 0 else "cannot say yet"
    ratio = (a / b if b > 0 else (a + 0.5) / (b + 0.5)) * scale
    needed = 0 if verdict != "cannot say yet" else _needed(a, b, scale, after_exposure)
    return Effect(ratio, low, high, verdict, needed)


def _interval(after: float, before: float, scale: float) -> tuple[float, float]:
    """95 % interval of the rate ratio."""
    share_low = float(betaincinv(after + 0.5, before + 0.5, 0.025))
    share_high = float(betaincinv(after + 0.5, before + 0.5, 0.975))
    low = share_low / (1 - share_low) * scale if share_low < 1 else inf
    high = share_high / (1 - share_high) * scale if share_high < 1 else inf
    return low, high


def _verdict(low: float, high: float) -> Verdict:
    if high < 1:
        return "improved"
    return "worse" if low > 1 else "cannot say yet"


def _needed(after: float, before: float, scale: float, exposure: float) -> int | None:
    """Further exposure until the interval leaves 1 at the present ratio; None beyond 50 times the present."""

    def clear(times: float) -> bool:
        return _verdict(*_interval(after * times, before, scale / times)) != "cannot say yet"

    low, high = 1.0, FURTHEST
    if after + before == 0 or not clear(high):
        return None
    while high - low > 1e-3 * low:
        middle = (low + high) / 2
        low, high = (low, middle) if clear(middle) else (middle, high)
    return max(1, ceil((high - 1) * exposure))
