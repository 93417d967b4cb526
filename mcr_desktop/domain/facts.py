"""Facts perish: what we learned, how fresh it still is, and what to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mcr_desktop.domain.periods import months_between


class Freshness(StrEnum):
    """How far a fact is through its shelf life."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


SHELF_MONTHS: dict[str, int | None] = {
    "role": 6,
    "goal": 6,
    "preference": 12,
    "phone": 12,
    "deliveries": 12,
    "contract date": None,
}
"""Months a fact stays fresh by topic; None never goes stale."""

DEFAULT_SHELF_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """Something learned about a customer: topic, value, who said it, and until when it may be believed."""

    id: int
    customer_id: int
    topic: str
    value: str
    learned_on: date
    confirmed_on: date
    source: str = ""
    by: str = ""
    customer: str = ""
    shelf_months: int | None = DEFAULT_SHELF_MONTHS
    restricted: bool = False
    version: int = 1
    ask_next: bool = False

    def age_months(self, today: date) -> int:
        """Whole months since somebody last confirmed it."""
        return max(0, months_between(self.confirmed_on, today))

    def freshness(self, today: date) -> Freshness:
        """Ageing from two thirds of the shelf life, stale from its end."""
        if self.shelf_months is None:
            return Freshness.FRESH
        age = self.age_months(today)
        if age >= self.shelf_months:
            return Freshness.STALE
        return Freshness.AGEING if 3 * age >= 2 * self.shelf_months else Freshness.FRESH

    def left(self, today: date) -> float:
        """Share of the shelf life that is left, from 1 (just confirmed) to 0 (stale)."""
        if self.shelf_months is None:
            return 1.0
        days = (today - self.confirmed_on).days
        return min(1.0, max(0.0, 1 - days / (self.shelf_months * 30.44)))


@dataclass(frozen=True, slots=True)
class PastFact:
    """A value that a fact had before."""

    value: str
    learned_on: date
    confirmed_on: date
    ended_on: date
    by: str


def shelf_months_for(topic: str) -> int | None:
    """The usual shelf life of a topic, by the word it contains."""
    folded = topic.casefold()
    for word, months in SHELF_MONTHS.items():
        if word in folded:
            return months
    return DEFAULT_SHELF_MONTHS


def age_words(fact: Fact, today: date) -> str:
    """The age as a short word beside the fact: 6 d, 5 wk, 7 mo."""
    days = max(0, (today - fact.confirmed_on).days)
    if days < 14:
        return f"{days} d"
    months = fact.age_months(today)
    return f"{months} mo" if months >= 2 else f"{days // 7} wk"
