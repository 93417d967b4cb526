"""What somebody at the trends place wants done with an investigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


Ask = Begin | Write | AddWhy | AddStep | TickStep | Move | Hand | Quiet
