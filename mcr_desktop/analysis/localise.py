"""What a rise has in common: the combinations of attributes that explain it."""

from dataclasses import dataclass
from math import comb, log

import numpy as np
from numpy.typing import ArrayLike

from mcr_desktop.analysis.arrays import Floats, Ints, as_counts, as_positive
from mcr_desktop.analysis.combinations import covers, group_cells

FEWEST = 5.0
CHANCE, CHANCE_APART = 0.3, 0.07
"""How often the best of all combinations may look risen, and risen more than the rest, by chance."""

KEPT_WHEN_COARSER = 0.55
DROPPED_RISES = 0.12
NEGLIGIBLE = 0.08
CARRIED_BY = 0.5
REST_RISES = 1.25
MINOR = 0.15
"""Further drivers that explain less than this part of what the first one does are not worth a sentence."""

Where = dict[int, int]


@dataclass(frozen=True, slots=True)
class Driver:
    """One combination of attribute values behind a rise.

    where maps column to code; share_of_rise is None unless the whole rises; alternatives are up to
    three combinations that explain it too, the chosen one first.
    """

    where: Where
    observed: float
    expected: float
    share_of_rise: float | None
    alternatives: tuple[Where, ...]


def localise_rise(
    attributes: ArrayLike,
    recent: ArrayLike,
    baseline: ArrayLike,
    ratio: ArrayLike,
    dispersion: float = 1.0,
    max_attributes: int = 3,
    max_drivers: int = 4,
) -> list[Driver]:
    """Name the combinations of attribute values that rose.

    Args:
        attributes: whole-number codes (n_cells, n_attributes), one row per distinct combination; a negative
            code means not given, and is never named as a driver.
        recent: events in the recent weeks, (n_cells,).
        baseline: events in the weeks before, (n_cells,).
        ratio: expected recent / baseline when nothing changed, > 0, a number or (n_cells,).
        dispersion: variance over mean of the events, >= 1.
        max_attributes: largest number of attributes in a combination.
        max_drivers: largest number of drivers.

    Returns:
        Drivers, strongest first; none when nothing stands out, or when all rise alike.

    Raises:
        ValueError: for shapes that do not fit, negative counts, a ratio that is not positive, dispersion
            below 1 or limits below 1.

    Source: expectation-based and penalised subset scan statistics, Neill (2009), Statist. Med. 28, and
    Speakman, Somanchi, McFowland and Neill (2016), J. Comput. Graph. Statist. 25.
    """
    codes = np.asarray(attributes)
    if codes.ndim != 2 or not (codes.size == 0 or np.issubdtype(codes.dtype, np.integer)):
        raise ValueError("attributes must be a table of whole-number codes")
    now, before = as_counts(recent, 1), as_counts(baseline, 1)
    if not len(codes) == now.size == before.size:
        raise ValueError("attributes, recent and baseline differ in length")
    if dispersion < 1 or max_attributes < 1 or max_drivers < 1:
        raise ValueError("dispersion and limits must be at least 1")
    expected = before * as_positive(ratio, before.shape, "ratio")
    if codes.size == 0:
        return []
    search = _Search(codes.astype(np.int64), now, before, expected, dispersion, max_attributes)
    return search.drivers(max_drivers)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A combination under consideration: events now, before, expected, and the score against chance."""

    where: Where
    observed: float
    expected: float
    score: float

    @property
    def rise(self) -> float:
        """How many times more than expected."""
        return self.observed / max(self.expected, 0.5)


class _Search:
    """The search for drivers in one table of cells."""

    def __init__(
        self,
        attributes: Ints,
        recent: Floats,
        baseline: Floats,
        expected: Floats,
        dispersion: float,
        most: int,
    ) -> None:
        self._attributes, self._recent, self._baseline = attributes, recent, baseline
        self._expected, self._dispersion = expected, dispersion
        width = attributes.shape[1]
        self._groups = group_cells(attributes, recent, min(most, width), FEWEST)
        self._penalty = [log(group.rivals) + log(comb(width, len(group.columns))) for group in self._groups]
        self._before = [group.total(baseline) for group in self._groups]
        self._usual = [group.total(expected) for group in self._groups]
        self._ratio = max(float(expected.sum()), 0.5) / max(float(baseline.sum()), 0.5)

    def drivers(self, most: int) -> list[Driver]:
        """Greedy: the best combination, then the best of what it leaves unexplained."""
        excess = float(self._recent.sum() - self._expected.sum())
        left, found = self._recent.copy(), list[Driver]()
        while len(found) < most:
            candidates = self._candidates(left)
            if not candidates:
                break
            likeliest = max(candidates, key=_score_of)
            chosen = self._refined(self._coarsened(likeliest, candidates), candidates)
            inside = covers(self._attributes, chosen.where)
            observed, expected = float(self._recent[inside].sum()), float(self._expected[inside].sum())
            if found and observed - expected < MINOR * (found[0].observed - found[0].expected):
                break
            share = min(1.0, max(0.0, (observed - expected) / excess)) if excess > 0 else None
            others = _alternatives(chosen, likeliest, candidates)
            found.append(Driver(chosen.where, observed, expected, share, others))
            left[inside] = self._expected[inside]
        return found

    def _candidates(self, left: Floats) -> list[_Candidate]:
        """Every combination that rose beyond chance, given how much all rose together."""
        found = []
        total, usual = float(left.sum()), float(self._expected.sum())
        for group, before, expected, penalty in zip(
            self._groups, self._before, self._usual, self._penalty, strict=True
        ):
            now = group.total(left)
            score = _score(now, before, np.where(before > 0, expected, self._ratio * 0.5), self._dispersion)
            apart = _apart(now, expected, total, usual) / self._dispersion
            score = np.minimum(score + log(CHANCE), apart + log(CHANCE_APART)) - penalty
            found += [
                _Candidate(group.where(index), float(now[index]), float(expected[index]), float(score[index]))
                for index in np.flatnonzero((score > 0) & (now >= FEWEST)).tolist()
            ]
        return found

    def _coarsened(self, chosen: _Candidate, candidates: list[_Candidate]) -> _Candidate:
        """Drop attributes that do not matter: they leave out next to nothing, or what rises as well."""
        while len(chosen.where) > 1:
            wider = [other for other in candidates if _one_attribute_less(other, chosen)]
            same = [other for other in wider if _negligible(other, chosen)]
            also = [other for other in wider if _rises_as_well(other, chosen)]
            if not (same or also):
                break
            chosen = max(same or also, key=_score_of)
        return chosen

    def _refined(self, chosen: _Candidate, candidates: list[_Candidate]) -> _Candidate:
        """Add an attribute where a part of the combination carries the whole rise."""
        narrower = [
            other
            for other in candidates
            if other.where.items() > chosen.where.items()
            and other.expected <= CARRIED_BY * chosen.expected
            and _rise(chosen.observed - other.observed, chosen.expected - other.expected) < REST_RISES
        ]
        return max(narrower, key=_score_of) if narrower else chosen


def _score_of(candidate: _Candidate) -> float:
    return candidate.score


def _rise(observed: float, expected: float) -> float:
    return observed / max(expected, 0.5)


def _one_attribute_less(wider: _Candidate, chosen: _Candidate) -> bool:
    return len(wider.where) == len(chosen.where) - 1 and wider.where.items() <= chosen.where.items()


def _negligible(wider: _Candidate, chosen: _Candidate) -> bool:
    """Whether the wider combination holds next to nothing more, so that the attribute says nothing."""
    return (
        wider.observed - chosen.observed <= NEGLIGIBLE * chosen.observed
        and wider.expected - chosen.expected <= NEGLIGIBLE * max(chosen.expected, 1.0)
    )


def _rises_as_well(wider: _Candidate, chosen: _Candidate) -> bool:
    """Whether most of the score stays and the part that the chosen one leaves out rises too."""
    dropped = _rise(wider.observed - chosen.observed, wider.expected - chosen.expected)
    return wider.score >= KEPT_WHEN_COARSER * chosen.score and dropped - 1 >= DROPPED_RISES * (
        chosen.rise - 1
    )


def _score(now: Floats, before: Floats, expected: Floats, dispersion: float) -> Floats:
    """Log likelihood ratio of a binomial share of recent events against the expected; 0 if not higher."""
    before = before + 0.5
    rho = expected / np.maximum(before - 0.5, 0.5)
    share, usual = now / (now + before), rho / (1.0 + rho)
    higher = share > usual
    share = np.where(higher, share, usual)
    ratio = now * np.log(share / usual) + before * np.log((1.0 - share) / (1.0 - usual))
    return np.where(higher, ratio, 0.0) / dispersion


def _apart(now: Floats, expected: Floats, total: float, usual: float) -> Floats:
    """Log likelihood ratio that a combination rose more than all the rest together did."""
    rest, rest_expected = np.maximum(total - now, 0.0), np.maximum(usual - expected, 0.0)
    level = total / max(usual, 0.5)
    inside = now * np.log(np.maximum(now, 0.5) / (level * np.maximum(expected, 0.25)))
    outside = rest * np.log(np.maximum(rest, 0.5) / (level * np.maximum(rest_expected, 0.25)))
    return np.where(now > level * expected, np.maximum(inside + outside, 0.0), 0.0)


def _alternatives(
    chosen: _Candidate, likeliest: _Candidate, candidates: list[_Candidate]
) -> tuple[Where, ...]:
    """The chosen combination, the one of highest score, wider ones around it, then the best others."""
    ranked = sorted(candidates, key=_score_of, reverse=True)
    wider = [other for other in ranked if other.where.items() < chosen.where.items()]
    offered: list[Where] = []
    for candidate in (chosen, likeliest, *wider, *ranked):
        if candidate.where not in offered:
            offered.append(candidate.where)
        if len(offered) == 3:
            break
    return tuple(offered)
