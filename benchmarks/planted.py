"""Small made-up tables of complaints with a planted driver, a broad rise, or nothing at all.

A year of about 300 complaints of one kind (6 a week), 7 attributes: product, site, carrier, channel, region,
segment, customer.  Easy: values and customers evenly spread and independent.  Skewed: customers and
values follow a power law, region follows site, carrier and segment follow the customer.
"""

from dataclasses import dataclass

import numpy as np

from benchmarks.series import Floats, Ints

SIZES = (8, 5, 4, 3, 6, 3, 60)
WEEKS_NOW, WEEKS_BEFORE, A_WEEK = 6, 52, 6.0


@dataclass(frozen=True, slots=True)
class Case:
    """Distinct combinations, complaints now and before, and the planted driver (empty: none)."""

    attributes: Ints
    recent: Ints
    baseline: Ints
    ratio: float
    dispersion: float
    truth: dict[int, int]


def planted(rng: np.random.Generator, extra: int, *, skewed: bool) -> Case:
    """A rise of `extra` complaints in six weeks, all in one combination of one to three attributes."""
    world = _World(rng, skewed=skewed)
    while True:
        columns = rng.choice(len(SIZES), size=int(rng.choice([1, 2, 3], p=[0.4, 0.4, 0.2])), replace=False)
        example = world.draw(1)[0]
        truth = {int(column): int(example[column]) for column in sorted(columns)}
        pool = world.draw(4000)
        inside = pool[np.all([pool[:, column] == code for column, code in truth.items()], axis=0)]
        if 8 <= len(inside) <= 1200 and _minimal(pool, truth):
            break
    now = np.vstack(
        [world.draw(rng.poisson(A_WEEK * WEEKS_NOW)), inside[rng.integers(0, len(inside), size=extra)]]
    )
    return _case(now, world.draw(rng.poisson(A_WEEK * WEEKS_BEFORE)), truth)


def quiet(rng: np.random.Generator, *, skewed: bool) -> Case:
    """Nothing rises."""
    world = _World(rng, skewed=skewed)
    now, before = (world.draw(rng.poisson(A_WEEK * weeks)) for weeks in (WEEKS_NOW, WEEKS_BEFORE))
    return _case(now, before, {})


def broad(rng: np.random.Generator, *, skewed: bool) -> Case:
    """Everything rises alike, to one and a half to three times as many."""
    world = _World(rng, skewed=skewed)
    now = world.draw(rng.poisson(A_WEEK * WEEKS_NOW * rng.uniform(1.5, 3.0)))
    return _case(now, world.draw(rng.poisson(A_WEEK * WEEKS_BEFORE)), {})


class _World:
    """Where complaints come from."""

    def __init__(self, rng: np.random.Generator, *, skewed: bool) -> None:
        self._rng, self._skewed = rng, skewed
        self._shares: list[Floats] = []
        for size in SIZES:
            weight = 1.0 / np.arange(1, size + 1) if skewed else np.ones(size)
            self._shares.append(rng.permutation(weight / weight.sum()))
        self._of_site = rng.integers(0, SIZES[4], size=SIZES[1])
        self._of_customer = rng.integers(0, [SIZES[2], SIZES[5]], size=(SIZES[6], 2))

    def draw(self, number: int) -> Ints:
        """Attribute codes of some complaints."""
        rng = self._rng
        table = np.column_stack(
            [rng.choice(size, size=number, p=share) for size, share in zip(SIZES, self._shares, strict=True)]
        )
        if self._skewed:
            follow = rng.random((number, 3)) < (0.9, 0.7, 0.95)
            table[:, 4] = np.where(follow[:, 0], self._of_site[table[:, 1]], table[:, 4])
            table[:, 2] = np.where(follow[:, 1], self._of_customer[table[:, 6], 0], table[:, 2])
            table[:, 5] = np.where(follow[:, 2], self._of_customer[table[:, 6], 1], table[:, 5])
        return table


def _minimal(pool: Ints, truth: dict[int, int]) -> bool:
    """Whether no attribute of the driver follows from its others: only then is one answer the right one."""
    for left_out in truth if len(truth) > 1 else ():
        others = [pool[:, column] == code for column, code in truth.items() if column != left_out]
        rest = pool[np.all(others, axis=0)]
        if (rest[:, left_out] == truth[left_out]).mean() > 0.6:
            return False
    return True


def _case(now: Ints, before: Ints, truth: dict[int, int]) -> Case:
    distinct, member = np.unique(np.vstack([now, before]), axis=0, return_inverse=True)
    recent = np.bincount(member[: len(now)], minlength=len(distinct))
    baseline = np.bincount(member[len(now) :], minlength=len(distinct))
    return Case(distinct, recent, baseline, WEEKS_NOW / WEEKS_BEFORE, 1.0, truth)
