"""The audit trail: one line per deed, written in the deed's own transaction."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.people import Actor
from mcr_desktop.models.history import AuditEntry
from mcr_desktop.store.journal import DEED


class Deed(StrEnum):
    """What somebody did or read, as undo and the audit list name it."""

    MADE_WORKSPACE = "make the workspace"
    LOGGED = "log a conversation"
    CORRECTED = "correct a note"
    LEFT_MESSAGE = "leave a message"
    PROMISED = "make a promise"
    KEPT_PROMISE = "keep a promise"
    LET_GO = "let a promise go"
    SNOOZED = "snooze a promise"
    REASSIGNED = "reassign a promise"
    CHANGED_PROMISE = "change a promise"
    REOPENED = "open a promise again"
    LEARNED = "write down a fact"
    CONFIRMED = "confirm a fact"
    CHANGED_FACT = "change a fact"
    ENDED_FACT = "end a fact"
    COMPLAINED = "log a complaint"
    CHANGED_COMPLAINT = "change a complaint"
    INVESTIGATED = "change an investigation"
    QUIETED = "say that a rise is no trend"
    CHECKED_EFFECT = "check what a cure has brought"
    TOLD_CUSTOMERS = "promise to tell the customers"
    MERGED_KINDS = "merge kinds of complaints"
    RENAMED_KIND = "rename a kind of complaints"
    KEPT_APART = "keep kinds of complaints apart"
    LEFT_SHORTFALL = "leave a shortfall out"
    ADDED_CUSTOMER = "add a customer"
    CHANGED_CUSTOMER = "change a customer"
    ADDED_CONTACT = "add a contact"
    CHANGED_CONTACT = "change a contact"
    ADDED_USER = "add a user"
    CHANGED_USER = "change a user"
    CHANGED_TEAM = "change a team"
    ASSIGNED = "assign people"
    FENCED = "decide a fence"
    OPENED_GATE = "open a gate pass"
    BROUGHT_IN = "bring data in"
    PLANNED = "change a joint plan"
    SUMMARISED = "write a review's summary"
    PRINTED = "print a review"
    TOOK_OVER = "take over what a customer wrote"
    EXPORTED = "export"
    READ = "read a customer's records"
    SET = "change a setting"
    UNDID = "undo"


def record(
    session: Session,
    actor: Actor,
    deed: Deed,
    at: datetime,
    *,
    customer_id: int | None = None,
    subject: str = "",
    reason: str = "",
    undoes_id: int | None = None,
) -> int:
    """Write the audit line; what the session writes from here on belongs to it.  Returns its id."""
    result = session.execute(
        insert(AuditEntry)
        .values(
            at=at,
            user_id=actor.id,
            deed=deed.value,
            customer_id=customer_id,
            subject=subject,
            reason=reason,
            undoes_id=undoes_id,
        )
        .returning(AuditEntry.id)
    )
    session.info[DEED] = entry = result.scalar_one()
    return entry


def newest(session: Session, actor: Actor, deed: Deed) -> int | None:
    """The number of somebody's last deed of this name."""
    return session.scalar(
        select(func.max(AuditEntry.id)).where(AuditEntry.user_id == actor.id, AuditEntry.deed == deed.value)
    )


def was_done(session: Session, actor: Actor, deed: Deed, customer_id: int, *, since: datetime) -> bool:
    """Whether somebody did this to a customer since a moment."""
    question = select(AuditEntry.id).where(
        AuditEntry.customer_id == customer_id,
        AuditEntry.user_id == actor.id,
        AuditEntry.deed == deed.value,
        AuditEntry.at >= since,
    )
    return session.scalar(question.limit(1)) is not None


def last_deed(session: Session, actor: Actor, before: datetime) -> datetime | None:
    """When somebody last did anything, looking apart, before a moment."""
    return session.scalar(
        select(func.max(AuditEntry.at)).where(
            AuditEntry.user_id == actor.id, AuditEntry.deed != Deed.READ.value, AuditEntry.at < before
        )
    )
