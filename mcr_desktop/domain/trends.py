"""What the analysis says, in the shapes that the window, the command line and the report share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Where = Mapping[str, str | None]
"""Attribute to value; a customer the reader may not read stands as None."""


@dataclass(frozen=True, slots=True)
class TrendDriver:
    """A combination of attributes that carries a rise."""

    where: Where
    observed: int
    expected: float
    share_of_rise: float | None
    alternatives: tuple[Where, ...] = ()
    """Other combinations that explain it too; it is none of them itself."""


@dataclass(frozen=True, slots=True)
class Rise:
    """Complaints of one kind (None: all kinds) in one place, above what is usual."""

    kind: str | None
    where: Where
    observed: int
    expected: float
    weeks: int
    p_value: float
    share_of_rise: float | None
    value_at_stake: Decimal
    sentence: str
    drivers: tuple[TrendDriver, ...] = ()
    customers: int = 0
    names: tuple[str, ...] = ()
    weekly: tuple[int, ...] = ()
    usual: tuple[float, ...] = ()
    usual_low: tuple[float, ...] = ()
    first_monday: date | None = None
    key: str = ""
    """Under which it is known from one week to the next."""
    growth: tuple[float, float, float] | None = None
    """Of a slow rise over the years: share a year, with its 95 % limits."""


@dataclass(frozen=True, slots=True)
class TooFew:
    """Too little to judge: listed, never dropped in silence."""

    kind: str | None
    where: Where
    observed: int
    reason: str


@dataclass(frozen=True, slots=True)
class NewSince:
    """A value that did not exist before; new is not the same as rising."""

    attribute: str
    value: str | None
    since: date


@dataclass(frozen=True, slots=True)
class SameKind:
    """Kinds whose labels look like one and the same thing."""

    kinds: tuple[str, ...]
    attribute: str = ""
    """Of which attribute these are values; blank for kinds."""


@dataclass(frozen=True, slots=True)
class TrendReport:
    """Everything one run of the analysis found, for one reader."""

    as_of: date
    judged_monday: date | None = None
    complaints: int = 0
    kinds: int = 0
    rises: tuple[Rise, ...] = ()
    slow_rises: tuple[Rise, ...] = ()
    too_few: tuple[TooFew, ...] = ()
    new_since: tuple[NewSince, ...] = ()
    same_kind: tuple[SameKind, ...] = ()
    quiet: tuple[Rise, ...] = ()
    exposure: str = "per week, not per order"
    valued_only: bool = True
    silent_since: tuple[NewSince, ...] = ()
    """Values nothing comes from any more: silence is no improvement."""
    explained: str = ""
    """What was judged and what was not, in a sentence or two."""


class Stage(StrEnum):
    """The five steps from a first sign to a proven cure."""

    SPOTTED = "Spotted"
    EXPLAINED = "Explained"
    INVESTIGATING = "Investigating"
    ACTING = "Acting"
    VERIFIED = "Verified"


class AlertGroup(StrEnum):
    """Under which heading an alert stands."""

    NEEDS_YOU = "Needs you"
    BEING_FIXED = "Being fixed"
    UNDER_WATCH = "Under watch"
    CLOSED = "Closed this year"


@dataclass(frozen=True, slots=True)
class Why:
    """One answer to "why", and what it rests on."""

    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An action of an investigation."""

    id: int
    text: str
    who: str = ""
    due: date | None = None
    done_on: date | None = None
    purpose: str = "corrective"
    """containment, corrective or preventive"""


MORE = "More:"
"""How the words of an effect begin when things have become worse."""


@dataclass(frozen=True, slots=True)
class Investigation:
    """The record from a trend to its proven cure."""

    id: int
    title: str
    stage: Stage
    kind: str | None
    where: Where = field(default_factory=dict)
    owner: str = ""
    owner_id: int | None = None
    opened_on: date | None = None
    due: date | None = None
    containment: str = ""
    whys: tuple[Why, ...] = ()
    cause: str = ""
    escape_point: str = ""
    steps: tuple[Step, ...] = ()
    fixed_when: str = ""
    effect: str = ""
    verified_on: date | None = None
    version: int = 1

    @property
    def has_returned(self) -> bool:
        """Whether the last look at its effect found more complaints than before anything was done."""
        return self.stage is not Stage.VERIFIED and self.effect.startswith(MORE)


@dataclass(frozen=True, slots=True)
class Alert:
    """One line of the trends list: a rise, an investigation, or both."""

    key: str
    title: str
    group: AlertGroup
    line: str
    state: str
    stage: Stage
    rise: Rise | None = None
    investigation: Investigation | None = None
    spotted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """You told us, we did: whom to tell what came of their complaints, and a sentence to begin with."""

    text: str
    customers: tuple[str, ...] = ()
    others: int = 0
    """How many more complained whom the reader may not write to."""


@dataclass(frozen=True, slots=True)
class PrintedTrends:
    """A finished trend report: its file name, the PDF, and how many pages it has."""

    name: str
    pdf: bytes
    pages: int
