"""Lines of a timeline made of rows: who did what, in words, with the marks that go with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import EntryKind, Kind, Side, Starter, Tag, TimelineEntry
from mcr_desktop.domain.periods import day_start
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.models import facts as fact_models
from mcr_desktop.models import promises as promise_models
from mcr_desktop.models.complaints import Complaint, ComplaintKind
from mcr_desktop.models.conversations import Conversation, NoteRevision, Participant
from mcr_desktop.models.customers import Contact, Customer, OutsideMessage
from mcr_desktop.models.people import User

PLACES = {
    EntryKind.CONVERSATION: 5,
    EntryKind.COMPLAINT: 4,
    EntryKind.PROMISE: 3,
    EntryKind.FACT: 2,
    EntryKind.MESSAGE: 1,
}
"""The order of entries of the same moment."""

_DEEDS = {
    Kind.CALL: "called",
    Kind.MEETING: "met",
    Kind.MAIL: "wrote",
    Kind.CHAT: "chatted",
    Kind.OTHER: "spoke",
}
_LINKS = {Kind.CALL: "", Kind.MEETING: "", Kind.MAIL: "to", Kind.CHAT: "with", Kind.OTHER: "with"}


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to some conversations, each by the conversation's id."""

    notes: dict[int, tuple[int, str]]
    people: dict[int, list[str]]
    complaints: dict[int, list[str]]
    promises: Counter[int]
    facts: Counter[int]


def talks_selected() -> Select[Conversation, str, str]:
    """Conversations with writer and customer; to be narrowed down and handed to talks()."""
    return (
        select(Conversation, User.name, Customer.name)
        .join(User, User.id == Conversation.user_id)
        .join(Customer, Customer.id == Conversation.customer_id)
    )


def talks(session: Session, question: Select[Conversation, str, str]) -> list[TimelineEntry]:
    """The conversations that were selected, as entries."""
    rows = session.execute(question).all()
    around = _around(session, [row.id for row, _, _ in rows])
    return [_talk(row, user, customer, around) for row, user, customer in rows]


def _talk(row: Conversation, user: str, customer: str, around: _Around) -> TimelineEntry:
    people = around.people[row.id]
    number, text = around.notes.get(row.id, (1, ""))
    return TimelineEntry(
        row.id,
        EntryKind.CONVERSATION,
        row.happened_at,
        *_who_did_what(row, user, people),
        text,
        row.customer_id,
        customer,
        row.kind,
        row.started_by,
        row.private,
        _tags(row.id, around),
        number,
        PLACES[EntryKind.CONVERSATION],
    )


def _who_did_what(row: Conversation, user: str, people: Sequence[str]) -> tuple[str, str]:
    """Maya Lindqvist / called Dr. Osei, 12 min; or, started by them, Fiona Wyld / wrote to Maya."""
    theirs = row.started_by is Starter.THEM
    who = (people[0] if people else "They") if theirs else user
    whom = user.split(maxsplit=1)[0] if theirs else " and ".join(people)
    deed = " ".join(word for word in (_DEEDS[row.kind], _LINKS[row.kind] if whom else "", whom) if word)
    return who, f"{deed}, {row.minutes} min" if row.minutes else deed


def _tags(conversation_id: int, around: _Around) -> tuple[Tag, ...]:
    tags = [Tag(kind, "warn", "flag") for kind in around.complaints[conversation_id]]
    if count := around.facts[conversation_id]:
        tags.append(Tag("1 fact" if count == 1 else f"{count} facts", "neutral", "leaf"))
    if count := around.promises[conversation_id]:
        tags.append(Tag("1 promise" if count == 1 else f"{count} promises", "neutral", "handshake"))
    return tuple(tags)


def _around(session: Session, ids: Sequence[int]) -> _Around:
    notes = {
        number: (revision, text)
        for number, revision, text in session.execute(
            select(NoteRevision.conversation_id, NoteRevision.number, NoteRevision.text)
            .where(NoteRevision.conversation_id.in_(ids))
            .order_by(NoteRevision.conversation_id, NoteRevision.number)
        )
    }
    people: dict[int, list[str]] = defaultdict(list)
    for number, name in session.execute(
        select(Participant.conversation_id, Contact.name)
        .join(Contact, Contact.id == Participant.contact_id)
        .where(Participant.conversation_id.in_(ids))
        .order_by(Participant.id)
    ):
        people[number].append(name)
    complaints: dict[int, list[str]] = defaultdict(list)
    for talk, kind in session.execute(
        select(Complaint.conversation_id, ComplaintKind.name)
        .join(ComplaintKind, ComplaintKind.id == Complaint.kind_id)
        .where(Complaint.conversation_id.in_(ids))
        .order_by(Complaint.id)
    ):
        complaints[talk or 0].append(kind)
    return _Around(
        notes,
        people,
        complaints,
        _counts(session, promise_models.Promise, ids),
        _counts(session, fact_models.Fact, ids),
    )


def _counts(
    session: Session, record: type[promise_models.Promise] | type[fact_models.Fact], ids: Sequence[int]
) -> Counter[int]:
    found = session.execute(
        select(record.conversation_id, func.count())
        .where(record.conversation_id.in_(ids))
        .group_by(record.conversation_id)
    )
    return Counter({number: count for number, count in found if number is not None})


def complaints_selected() -> Select[Complaint, str, str, str]:
    """Complaints with kind, writer and customer; to be narrowed down and handed to complaints()."""
    return (
        select(Complaint, ComplaintKind.name, User.name, Customer.name)
        .join(ComplaintKind, ComplaintKind.id == Complaint.kind_id)
        .join(User, User.id == Complaint.user_id)
        .join(Customer, Customer.id == Complaint.customer_id)
    )


def complaints(session: Session, question: Select[Complaint, str, str, str]) -> list[TimelineEntry]:
    """The complaints that were selected, as entries."""
    return [
        TimelineEntry(
            row.id,
            EntryKind.COMPLAINT,
            day_start(row.received_on),
            user,
            "noticed a shortfall" if row.noticed_by_us else "logged a complaint",
            row.text,
            row.customer_id,
            customer,
            tags=_complaint_tags(row, kind),
            place=PLACES[EntryKind.COMPLAINT],
        )
        for row, kind, user, customer in session.execute(question)
    ]


def _complaint_tags(row: Complaint, kind: str) -> tuple[Tag, ...]:
    tags = [Tag(kind, "warn", "flag"), Tag(f"Severity {row.severity} of 5")]
    if row.state is ComplaintState.CLOSED:
        tags.append(Tag("Closed", "ok", "circle-check"))
    elif row.state is not ComplaintState.OPEN:
        tags.append(Tag(row.state.value.capitalize(), "info", "info"))
    return tuple(tags)


def facts_selected() -> Select[fact_models.Fact, str, str]:
    """Facts with writer and customer; to be narrowed down and handed to facts()."""
    stored = fact_models.Fact
    return (
        select(stored, User.name, Customer.name)
        .join(User, User.id == stored.user_id)
        .join(Customer, Customer.id == stored.customer_id)
    )


def facts(session: Session, question: Select[fact_models.Fact, str, str]) -> list[TimelineEntry]:
    """The facts that were selected, as entries."""
    return [
        TimelineEntry(
            row.id,
            EntryKind.FACT,
            day_start(row.learned_on),
            user,
            "learned something",
            f"{row.topic}: {row.value}",
            row.customer_id,
            customer,
            tags=() if row.ended_on is None else (Tag("No longer true"),),
            place=PLACES[EntryKind.FACT],
        )
        for row, user, customer in session.execute(question)
    ]


def promise(row: Promise) -> TimelineEntry:
    """A promise as one entry: when it was closed, or as long as it is open, when it was made."""
    deeds = {
        PromiseState.OPEN: "made a promise",
        PromiseState.KEPT: "kept a promise",
        PromiseState.LET_GO: "let a promise go",
    }
    day = row.made_on if row.state is PromiseState.OPEN else row.closed_on
    assert day is not None, "the tables keep both days"
    return TimelineEntry(
        row.id,
        EntryKind.PROMISE,
        day_start(day),
        row.who or "They",
        deeds[row.state],
        f"{row.text} ({row.why})" if row.why else row.text,
        row.customer_id,
        row.customer,
        tags=_promise_tags(row),
        place=PLACES[EntryKind.PROMISE],
    )


def _promise_tags(row: Promise) -> tuple[Tag, ...]:
    side = Tag("Ours", "neutral", "arrow-up-right") if row.side is Side.OURS else _THEIRS
    if row.state is PromiseState.OPEN and row.due is not None:
        return side, Tag(f"Due {row.due.day} {row.due:%b %Y}", "neutral", "calendar")
    if row.state is PromiseState.KEPT and row.closed_on is not None and row.is_late(row.closed_on):
        return side, Tag("Late", "warn", "clock")
    return (side,)


_THEIRS = Tag("Theirs", "neutral", "arrow-down-left")


def messages_selected(reader_id: int) -> Select[OutsideMessage, str, str]:
    """Messages with writer and customer, without the reader's own; to be narrowed down for message()."""
    return (
        select(OutsideMessage, User.name, Customer.name)
        .join(User, User.id == OutsideMessage.user_id)
        .join(Customer, Customer.id == OutsideMessage.customer_id)
        .where(OutsideMessage.user_id != reader_id)
    )


def message(row: OutsideMessage, user: str, customer: str) -> TimelineEntry:
    """Words left from outside the fence, as an entry for the team."""
    return TimelineEntry(
        row.id,
        EntryKind.MESSAGE,
        row.left_at,
        user,
        "left a message",
        row.text,
        row.customer_id,
        customer,
        tags=(Tag("From outside the fence", "info", "fence"),),
        place=PLACES[EntryKind.MESSAGE],
    )
