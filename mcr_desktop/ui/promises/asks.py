"""What a person can ask of a promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcr_desktop.domain.promises import Promise


@dataclass(frozen=True, slots=True)
class Keep:
    """It is kept; or it is not after all."""

    promise: Promise
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Snooze:
    """Do not bring it up before this day."""

    promise: Promise
    until: date


@dataclass(frozen=True, slots=True)
class LetGo:
    """It will not be kept, with a word why."""

    promise: Promise
    why: str


@dataclass(frozen=True, slots=True)
class Reassign:
    """Somebody else of us keeps it."""

    promise: Promise
    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Reword:
    """It was meant otherwise: other words, or another day."""

    promise: Promise
    text: str
    due: date | None


Ask = Keep | Snooze | LetGo | Reassign | Reword
