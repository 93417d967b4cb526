"""What somebody at the trends place wants done with an investigation, a complaint, or kinds of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mcr_desktop.domain.complaints import ComplaintRow, Handling, Shortfall
from mcr_desktop.domain.trends import Stage


class Field(StrEnum):
    """The parts of an investigation that hold one text."""

    CONTAINMENT = "containment"
    CAUSE = "cause"
    ESCAPE_POINT = "escape point"
    FIXED_WHEN = "fixed when"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Begin:
    """Look into a rise, with this person as its owner."""

    owner_id: int


@dataclass(frozen=True, slots=True)
class Write:
    """Put a text into one part."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class AddWhy:
    """One more answer to why, and what it rests on."""

    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class AddStep:
    """One more action, with its owner and day."""

    text: str
    purpose: str
    user_id: int | None
    due: date | None


@dataclass(frozen=True, slots=True)
class TickStep:
    """An action is done, or not after all."""

    step_id: int
    done: bool


@dataclass(frozen=True, slots=True)
class Move:
    """Take it to another stage."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Hand:
    """Give it to another owner."""

    owner_id: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """Say that it is no trend, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Promise the affected customers to tell them this."""

    text: str


@dataclass(frozen=True, slots=True)
class SetDue:
    """By when the cause should be known."""

    day: date | None


@dataclass(frozen=True, slots=True)
class Handle:
    """Put down what was done about a complaint."""

    complaint: ComplaintRow
    handling: Handling


@dataclass(frozen=True, slots=True)
class Merge:
    """These kinds mean the same: the first ones count as the last."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepApart:
    """These kinds only look alike."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """Another name for a kind."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A late promise is a shortfall."""

    shortfall: Shortfall


@dataclass(frozen=True, slots=True)
class Leave:
    """A late promise is none."""

    shortfall: Shortfall


Ask = Begin | Write | AddWhy | AddStep | TickStep | Move | Hand | Quiet | Tell | SetDue
"""About the alert that is shown."""

DeskAsk = Handle | Merge | KeepApart | Rename | Note | Leave
"""About single complaints and their kinds."""
