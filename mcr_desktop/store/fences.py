"""Fence decisions, gate passes, and what reached a fenced customer's team from outside."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mcr_desktop.domain.customers import BreachRow, GatePassRow
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.text import storable
from mcr_desktop.models.customers import Breach, FenceDecision, GatePass, OutsideMessage
from mcr_desktop.models.people import User

PASS_LASTS = timedelta(days=1)


def decide(
    session: Session, customer_id: int, starts_on: date, reason: str, user_id: int, at: datetime
) -> int:
    """Fence a customer from a day on.  Raises Refused where a decision holds then or later."""
    later = session.scalar(
        select(FenceDecision.id)
        .where(
            FenceDecision.customer_id == customer_id,
            FenceDecision.ends_on.is_(None) | (FenceDecision.ends_on >= starts_on),
        )
        .limit(1)
    )
    if later is not None:
        raise Refused("There is a fence round this customer already.")
    decision = FenceDecision(
        customer_id=customer_id,
        starts_on=starts_on,
        reason=storable(reason).strip(),
        decided_by_id=user_id,
        decided_at=at,
    )
    session.add(decision)
    session.flush()
    return decision.id


def lift(session: Session, decision: FenceDecision, day: date, reason: str) -> None:
    """Open a customer as of this day; a fence that began today never was."""
    if decision.starts_on >= day:
        session.delete(decision)
    else:
        decision.ends_on = day - timedelta(days=1)
        decision.end_reason = storable(reason).strip()
    session.flush()


def open_gate(session: Session, customer_id: int, user_id: int, reason: str, at: datetime) -> int:
    """A pass for one day from this moment."""
    gate = GatePass(
        customer_id=customer_id,
        user_id=user_id,
        opened_at=at,
        ends_at=at + PASS_LASTS,
        reason=storable(reason).strip(),
    )
    session.add(gate)
    session.flush()
    return gate.id


def gate_passes(session: Session, customer_id: int) -> tuple[GatePassRow, ...]:
    """Every pass there was to a customer's records, the latest first."""
    found = session.execute(
        select(GatePass, User.name)
        .join(User, User.id == GatePass.user_id)
        .where(GatePass.customer_id == customer_id)
        .order_by(GatePass.id.desc())
    )
    return tuple(GatePassRow(row.id, user, row.opened_at, row.ends_at, row.reason) for row, user in found)


def leave_message(
    session: Session, customer_id: int, user_id: int, uuid: str, text: str, at: datetime, *, fenced: bool
) -> int:
    """Keep words for a customer's team; at a fenced one it is a contact from outside, and listed so."""
    message = OutsideMessage(
        uuid=uuid, customer_id=customer_id, user_id=user_id, left_at=at, text=storable(text).strip()
    )
    session.add(message)
    session.flush()
    if fenced:
        session.add(
            Breach(
                customer_id=customer_id,
                user_id=user_id,
                happened_at=at,
                message_id=message.id,
                what="left a message",
            )
        )
        session.flush()
    return message.id


def message_of_uuid(session: Session, uuid: str) -> int | None:
    """The message that was stored under this uuid."""
    return session.scalar(select(OutsideMessage.id).where(OutsideMessage.uuid == uuid))


def breaches(session: Session, customer_id: int) -> tuple[BreachRow, ...]:
    """Contacts with a customer from outside the fence, the latest first."""
    found = session.execute(
        select(Breach, User.name)
        .join(User, User.id == Breach.user_id)
        .where(Breach.customer_id == customer_id)
        .order_by(Breach.id.desc())
    )
    return tuple(BreachRow(row.id, user, row.happened_at, row.what) for row, user in found)
