"""What Today holds for one person: promises, conversations worth having, facts going stale, news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mcr_desktop.domain.conversations import Draft, TimelineEntry
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.promises import Promise
from mcr_desktop.domain.trends import Alert


class Reason(StrEnum):
    """Why a conversation is, or is not, worth having now."""

    OVERDUE = "Overdue"
    JOINT_PLAN = "Joint plan"
    THEIR_PROMISE = "Their promise"
    GIVE_ROOM = "Give them room"


@dataclass(frozen=True, slots=True)
class Worth:
    """A customer to talk with, or to leave in peace, and why in one sentence."""

    customer_id: int
    customer: str
    reason: Reason
    sentence: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody looks after a colleague's customers for a while."""

    user: str
    customers: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Today:
    """One person's day."""

    day: date
    now: datetime
    name: str
    promises: tuple[Promise, ...] = ()
    worth: tuple[Worth, ...] = ()
    stale: tuple[Fact, ...] = ()
    alerts: tuple[Alert, ...] = ()
    news: tuple[TimelineEntry, ...] = ()
    away_since: datetime | None = None
    covering: tuple[Cover, ...] = ()
    drafts: tuple[Draft, ...] = ()
    kept_today: int = 0
    next_due: date | None = None
