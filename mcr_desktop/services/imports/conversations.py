"""Conversations of the past, from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mcr_desktop.domain.conversations import EntryKind, Starter
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.records import Direction, Good, ImportedConversation
from mcr_desktop.models.conversations import Conversation, NoteRevision, Participant
from mcr_desktop.services.imports.desk import Desk, name_some, repeatable
from mcr_desktop.store import imports
from mcr_desktop.store.imports import KnownCustomer, in_portions

PORTION = 500


@dataclass(eq=False)
class _Company:
    """Who may have taken part: our users, and the contacts of the customers met so far."""

    desk: Desk
    users: dict[str, int] = field(init=False)
    contacts: dict[int, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.users = imports.known_users(self.desk.session)

    def of(self, customer_id: int) -> dict[str, int]:
        """The contacts of one customer by folded name."""
        if customer_id not in self.contacts:
            known = imports.known_contacts(self.desk.session, customer_id)
            self.contacts[customer_id] = {contact.folded: contact.id for contact in known}
        return self.contacts[customer_id]


@dataclass(frozen=True, slots=True)
class _Talk:
    """A conversation of the file with whom it concerns."""

    good: Good[ImportedConversation]
    customer: KnownCustomer
    user_id: int
    at: datetime
    uuid: str


def bring_conversations(desk: Desk, rows: Iterator[Good[ImportedConversation]]) -> None:
    """Conversations by reference, else by customer, moment and words; known ones stay as they are."""
    bring_talks(desk, ((good, desk.customer(good, good.record.customer)) for good in rows))


def bring_talks(desk: Desk, rows: Iterable[tuple[Good[ImportedConversation], KnownCustomer | None]]) -> None:
    """As bring_conversations(), where it is known whose they are."""
    company = _Company(desk)
    for portion in in_portions(rows, PORTION):
        talks = [talk for good, customer in portion if (talk := _talk(desk, company, good, customer))]
        known = imports.conversations_by_uuid(desk.session, [talk.uuid for talk in talks])
        ours = _told_by_uuid(desk, talks)
        for talk in talks:
            if talk.uuid in known or talk.uuid in ours or desk.count_up(talk.uuid) > 1:
                desk.settle(changed=False)
            else:
                _add(desk, company, talk)


def _told_by_uuid(desk: Desk, talks: list[_Talk]) -> set[str]:
    """Those that our own export named by the uuid of a conversation still here, of the same customer."""
    references = {talk.good.record.reference for talk in talks if talk.good.record.reference}
    whose = imports.customers_of_conversations(desk.session, sorted(references))
    return {talk.uuid for talk in talks if whose.get(talk.good.record.reference) == talk.customer.id}


def _talk(
    desk: Desk, company: _Company, good: Good[ImportedConversation], customer: KnownCustomer | None
) -> _Talk | None:
    record = good.record
    user_id = company.users.get(fold(record.user)) if record.user else desk.actor.id
    if user_id is None:
        desk.refuse_row(good, "user", f"there is no user called {record.user}")
    if customer is None or user_id is None:
        return None
    # A moment without a zone is one of the clock on this machine's wall.
    at = record.when.astimezone()
    identity: tuple[object, ...] = (customer.id, at.timestamp(), record.text)
    if record.reference:
        identity = (customer.id, record.reference)
    return _Talk(good, customer, user_id, at, repeatable("conversation", *identity))


def _add(desk: Desk, company: _Company, talk: _Talk) -> None:
    record = talk.good.record
    number = desk.batch.add(
        Conversation,
        uuid=talk.uuid,
        customer_id=talk.customer.id,
        user_id=talk.user_id,
        kind=record.kind,
        started_by=_starter(record),
        happened_at=talk.at,
        minutes=None,
        private=record.private,
        reference=record.reference or None,
        logged_at=desk.now,
    )
    desk.batch.add(
        NoteRevision,
        conversation_id=number,
        customer_id=talk.customer.id,
        number=1,
        text=record.text,
        written_by_id=talk.user_id,
        written_at=desk.now,
    )
    desk.index(EntryKind.CONVERSATION, number, talk.customer.id, talk.at, record.text)
    _add_participants(desk, company, talk, number)
    if talk.at > desk.now:
        day = local_day(talk.at)
        desk.suspect(talk.good, f"it is dated {day.day} {day:%B %Y}, which is still to come")
    desk.added += 1


def _starter(record: ImportedConversation) -> Starter:
    if record.started_by is not None:
        return record.started_by
    return Starter.THEM if record.direction is Direction.IN else Starter.US


def _add_participants(desk: Desk, company: _Company, talk: _Talk, conversation_id: int) -> None:
    strangers = []
    for name in dict.fromkeys(talk.good.record.participants):
        contact_id = company.of(talk.customer.id).get(fold(name))
        user_id = company.users.get(fold(name)) if contact_id is None else None
        if contact_id is None and user_id is None:
            strangers.append(name)
            continue
        desk.batch.add(
            Participant,
            conversation_id=conversation_id,
            customer_id=talk.customer.id,
            contact_id=contact_id,
            user_id=user_id,
        )
    if strangers:
        desk.suspect(
            talk.good,
            f"nobody at {talk.customer.name} or among us is called {name_some(strangers)}; "
            "left out of those who took part",
        )
