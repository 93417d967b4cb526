"""Made-up weekly series with known truth, after the published simulation of Noufaily et al. (2013).

log mu(t) = theta + beta t + sum_{j<=m} [gamma1 cos(2 pi j t / 52) + gamma2 sin(2 pi j t / 52)], counts
negative binomial with variance phi mu (Poisson for phi = 1); 7 sets of parameters, with and without trend,
m = 0, 1, 2: 42 scenarios.  A rise adds Poisson(k x standard deviation of the usual count at its start)
events, spread over the weeks by a lognormal(0, 0.5) delay.  Statist. Med. 32, 1206-1222, section 4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

THETA = (0.1, -2.0, 1.5, 0.5, 2.5, 3.75, 5.0)
BETA = (0.0025, 0.005, 0.003, 0.002, 0.001, 0.001, 0.0001)
GAMMA_1 = (0.6, 0.1, 0.2, 0.5, 1.0, 0.1, 0.05)
GAMMA_2 = (0.6, 0.3, -0.4, 0.5, 0.1, -0.1, 0.01)
PHI = (1.5, 2.0, 1.0, 5.0, 3.0, 1.1, 1.2)
SCENARIOS = 42
LENGTH = 624


@dataclass(frozen=True, slots=True)
class World:
    """Series of all scenarios: their true means, dispersion, counts and scenario number (by row)."""

    mean: Floats
    dispersion: Floats
    counts: Ints
    scenario: Ints


def scenario_mean(scenario: int, weeks: int = LENGTH) -> Floats:
    """True mean of one of the 42 scenarios (0 to 41) in weeks 1 to `weeks`."""
    number, rest = divmod(scenario, 6)
    trend, waves = divmod(rest, 3)
    t = np.arange(1, weeks + 1)
    eta = THETA[number] + trend * BETA[number] * t
    for j in range(1, waves + 1):
        eta = eta + GAMMA_1[number] * np.cos(2 * np.pi * j * t / 52)
        eta = eta + GAMMA_2[number] * np.sin(2 * np.pi * j * t / 52)
    return np.asarray(np.exp(eta))


def draw(rng: np.random.Generator, mean: Floats, dispersion: Floats) -> Ints:
    """Counts of these means and variance dispersion x mean."""
    extra = np.broadcast_to(np.maximum(dispersion - 1.0, 1e-9), mean.shape)
    rate = np.where(extra > 1e-6, rng.gamma(mean / extra, extra), mean)
    return rng.poisson(rate)


def worlds(rng: np.random.Generator, copies: int, weeks: int, past_rises: int = 2) -> World:
    """`copies` series of each scenario, the last `weeks` up to a week drawn from the last year.

    The phase of the season and the height of the trend therefore differ from copy to copy.  `past_rises`
    rises of 2 to 10 standard deviations lie somewhere before the last half year (the paper has four in five
    years).
    """
    means, dispersion, scenarios = [], [], []
    for scenario in range(SCENARIOS):
        whole = scenario_mean(scenario)
        for end in rng.integers(LENGTH - 49, LENGTH + 1, size=copies):
            means.append(whole[end - weeks : end])
            dispersion.append(PHI[scenario // 6])
            scenarios.append(scenario)
    mean, phi = np.array(means), np.array(dispersion)[:, None]
    counts = draw(rng, mean, phi)
    for _ in range(past_rises):
        start = rng.integers(0, max(weeks - 26, 1), size=len(mean))
        counts = counts + rise(rng, mean, phi, start, rng.uniform(2, 10, size=len(mean)))
    return World(mean, phi, counts, np.array(scenarios))


def rise(rng: np.random.Generator, mean: Floats, dispersion: Floats, start: Ints, size: Floats) -> Ints:
    """Extra events of a rise in each row that starts in week `start` with `size` standard deviations."""
    rows = np.arange(len(mean))
    spread = np.sqrt(dispersion[:, 0] * mean[rows, start])
    events = rng.poisson(size * spread)
    which = np.repeat(rows, events)
    week = np.repeat(start, events) + np.floor(rng.lognormal(0.0, 0.5, size=which.size)).astype(np.int64)
    inside = week < mean.shape[1]
    extra = np.zeros(mean.shape, dtype=np.int64)
    np.add.at(extra, (which[inside], week[inside]), 1)
    return extra
