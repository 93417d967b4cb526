"""The picket fence: who may read, write down and change what about a customer.

The seat says how a person stands to one customer today; GRANTS says what each seat may do.
Rights add up: a person with several seats has the rights of all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mcr_desktop.domain.errors import NotAllowed
from mcr_desktop.domain.people import Actor


class Seat(StrEnum):
    """How a person stands to one customer on one day."""

    OPEN = "open"
    MEMBER = "member"
    LEAD = "lead"
    ADMIN = "admin"
    PASS_HOLDER = "pass holder"
    OUTSIDER = "outsider"


class Action(StrEnum):
    """What somebody may want of a customer."""

    SEE_DIRECTORY = "see who looks after them"
    READ = "read their records"
    WRITE = "log or plan a contact"
    LEAVE_MESSAGE = "leave a message for the team"
    ASSIGN = "assign people"
    DECIDE_FENCE = "decide the fence"
    BRING_IN = "bring data in"
    PRINT_FOR_CUSTOMER = "print the customer's copy"


_READER = frozenset({Action.SEE_DIRECTORY, Action.READ})
_WRITER = _READER | {Action.WRITE}

GRANTS: Mapping[Seat, frozenset[Action]] = {
    Seat.OPEN: _WRITER,
    Seat.MEMBER: _WRITER,
    Seat.LEAD: _WRITER | {Action.ASSIGN, Action.DECIDE_FENCE, Action.PRINT_FOR_CUSTOMER},
    Seat.ADMIN: frozenset({Action.SEE_DIRECTORY, Action.ASSIGN, Action.DECIDE_FENCE, Action.BRING_IN}),
    Seat.PASS_HOLDER: _READER,
    Seat.OUTSIDER: frozenset({Action.SEE_DIRECTORY, Action.LEAVE_MESSAGE}),
}

AUDITED_READERS = frozenset({Seat.LEAD, Seat.PASS_HOLDER})
"""Seats whose reading of a fenced customer is recorded."""


@dataclass(frozen=True, slots=True)
class Fence:
    """One customer as the fence sees it, for one person on one day."""

    customer_id: int
    customer: str
    fenced: bool
    seats: frozenset[Seat]
    ask: str = ""

    def allows(self, action: Action) -> bool:
        """Whether any seat of this person allows the action."""
        return any(action in GRANTS[seat] for seat in self.seats)

    @property
    def reading_is_recorded(self) -> bool:
        """Whether reading leaves a line: a lead or pass holder who is not on the team."""
        return self.fenced and Seat.MEMBER not in self.seats and bool(self.seats & AUDITED_READERS)


def require(action: Action, fence: Fence) -> None:
    """Return quietly, or raise NotAllowed with one plain sentence that says whom to ask."""
    if fence.allows(action):
        return
    raise NotAllowed(refusal(action, fence))


def require_admin(actor: Actor, deed: str) -> None:
    """Return quietly for an admin, else raise NotAllowed; deed completes 'Only an admin may …'."""
    if not actor.is_admin:
        raise NotAllowed(f"Only an admin may {deed}. Ask an admin of this workspace.")


def refusal(action: Action, fence: Fence) -> str:
    """The one sentence an outsider reads: who looks after this customer, and that they may be asked."""
    if action is Action.LEAVE_MESSAGE:
        if not fence.fenced:
            return f"{fence.customer} is open to everybody: log a conversation instead."
        return f"You look after {fence.customer} yourself: log a conversation instead of leaving a message."
    if action in (Action.ASSIGN, Action.DECIDE_FENCE):
        return f"Only a lead of the team or an admin may assign people to {fence.customer}."
    if action is Action.BRING_IN:
        return "Only an admin may bring data in. Ask an admin of this workspace."
    if action is Action.PRINT_FOR_CUSTOMER:
        return f"Only a lead of the team may print the customer's copy for {fence.customer}."
    if fence.ask:
        return f"{fence.ask} looks after {fence.customer}. Ask {fence.ask.split()[0]}."
    return f"{fence.customer} is fenced and nobody looks after it yet. Ask an admin of this workspace."
