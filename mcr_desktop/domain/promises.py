"""Promises: ours and theirs, due, kept, late, or let go with a word why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mcr_desktop.domain.conversations import Side


class PromiseState(StrEnum):
    """Where a promise stands; late is said of an open one by the calendar."""

    OPEN = "open"
    KEPT = "kept"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment between us and a customer."""

    id: int
    customer_id: int
    customer: str
    text: str
    side: Side
    state: PromiseState
    due: date | None = None
    who: str = ""
    user_id: int | None = None
    made_on: date | None = None
    closed_on: date | None = None
    why: str = ""
    snoozed_until: date | None = None
    uuid: str = ""
    version: int = 1

    def is_late(self, today: date) -> bool:
        """Open past its day, or closed after it."""
        if self.due is None:
            return False
        end = today if self.state is PromiseState.OPEN else self.closed_on
        return end is not None and end > self.due
