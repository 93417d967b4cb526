"""Questions about conversations: their notes and revisions, and how often we talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import (
    ContactPressure,
    EntryKind,
    NewConversation,
    Revision,
    Starter,
)
from mcr_desktop.domain.errors import NotFound, Refused
from mcr_desktop.domain.periods import day_start, local_day
from mcr_desktop.domain.text import storable
from mcr_desktop.models.conversations import Conversation, NoteRevision, Participant
from mcr_desktop.models.customers import Contact
from mcr_desktop.models.people import User
from mcr_desktop.store import search

PRESSURE_DAYS = 30
"""The month over which contacts are counted against a customer's budget."""


def get(session: Session, conversation_id: int) -> Conversation:
    """One conversation.  Raises NotFound."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None:
        raise NotFound("There is no such conversation in this workspace.")
    return conversation


def of_uuid(session: Session, uuid: str) -> Conversation | None:
    """The conversation that was stored under this uuid."""
    return session.scalars(select(Conversation).where(Conversation.uuid == uuid)).one_or_none()


def add(session: Session, new: NewConversation, user_id: int, at: datetime) -> int:
    """Store a conversation with the first wording of its note and who took part."""
    happened = new.happened_at or at
    conversation = Conversation(
        uuid=new.uuid,
        customer_id=new.customer_id,
        user_id=user_id,
        kind=new.kind,
        started_by=new.started_by,
        happened_at=happened,
        minutes=new.minutes,
        private=new.private,
        logged_at=at,
    )
    session.add(conversation)
    session.flush()
    session.add_all(
        Participant(conversation_id=conversation.id, customer_id=new.customer_id, contact_id=contact_id)
        for contact_id in dict.fromkeys(new.contact_ids)
    )
    _write(session, conversation, 1, new.text, user_id, at)
    return conversation.id


def _write(
    session: Session, conversation: Conversation, number: int, text: str, user_id: int, at: datetime
) -> None:
    words = storable(text).strip()
    session.add(
        NoteRevision(
            conversation_id=conversation.id,
            customer_id=conversation.customer_id,
            number=number,
            text=words,
            written_by_id=user_id,
            written_at=at,
        )
    )
    session.flush()
    search.index(
        session,
        EntryKind.CONVERSATION,
        conversation.id,
        conversation.customer_id,
        conversation.happened_at,
        words,
    )


def refuse_strangers(session: Session, customer_id: int, contact_ids: Sequence[int]) -> None:
    """Raise Refused unless all these contacts are people of this customer."""
    wanted = set(contact_ids)
    if not wanted:
        return
    own = set(
        session.scalars(select(Contact.id).where(Contact.customer_id == customer_id, Contact.id.in_(wanted)))
    )
    if own != wanted:
        raise Refused("Somebody in this conversation is not one of this customer's people.")


def last_revision(session: Session, conversation_id: int) -> NoteRevision:
    """The wording in force of a note."""
    return session.scalars(
        select(NoteRevision)
        .where(NoteRevision.conversation_id == conversation_id)
        .order_by(NoteRevision.number.desc())
        .limit(1)
    ).one()


def revise(
    session: Session, conversation: Conversation, number: int, text: str, user_id: int, at: datetime
) -> None:
    """Add another wording; the ones before stay."""
    _write(session, conversation, number, text, user_id, at)


def revisions(session: Session, conversation_id: int) -> tuple[Revision, ...]:
    """Every wording of a note, the first one first."""
    found = session.execute(
        select(NoteRevision, User.name)
        .join(User, User.id == NoteRevision.written_by_id)
        .where(NoteRevision.conversation_id == conversation_id)
        .order_by(NoteRevision.number)
    )
    return tuple(Revision(row.number, row.text, who, row.written_at) for row, who in found)


def pressure(session: Session, customer_id: int, budget: int, now: datetime) -> ContactPressure:
    """How often we and they sought each other in the last thirty days, today included."""
    today = local_day(now)
    first = today - timedelta(days=PRESSURE_DAYS - 1)
    found = session.execute(
        select(Conversation.happened_at, Conversation.started_by, User.name)
        .join(User, User.id == Conversation.user_id)
        .where(
            Conversation.customer_id == customer_id,
            Conversation.happened_at >= day_start(first),
            Conversation.happened_at < day_start(today + timedelta(days=1)),
        )
        .order_by(Conversation.happened_at)
    ).all()
    days: dict[Starter, Counter[date]] = {Starter.US: Counter(), Starter.THEM: Counter()}
    for at, starter, _ in found:
        days[starter][local_day(at)] += 1
    span = [first + timedelta(days=n) for n in range(PRESSURE_DAYS)]
    ours = tuple(days[Starter.US][day] for day in span)
    return ContactPressure(
        ours,
        tuple(days[Starter.THEM][day] for day in span),
        budget,
        sum(ours),
        tuple(dict.fromkeys(name for _, starter, name in found if starter is Starter.US)),
        first,
    )
