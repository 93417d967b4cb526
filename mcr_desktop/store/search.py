"""Full-text search over notes, complaints and facts: folded on both sides, inside the fence, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, column, func, select, table
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.text import fold
from mcr_desktop.models.complaints import Complaint
from mcr_desktop.models.conversations import NoteRevision
from mcr_desktop.models.customers import Customer
from mcr_desktop.models.facts import Fact
from mcr_desktop.models.search import SearchEntry
from mcr_desktop.store.scope import visible_to

_INDEX = table("search_index", column("rowid"), column("search_index"))


@dataclass(frozen=True, slots=True)
class Find:
    """One record that holds the words, with its whole text."""

    entry: EntryKind
    id: int
    customer_id: int
    customer: str
    at: datetime
    text: str


def index(
    session: Session, entry: EntryKind, entry_id: int, customer_id: int, at: datetime, text: str
) -> None:
    """Make a record's words findable; words it had before are forgotten."""
    known = session.scalars(
        select(SearchEntry).where(SearchEntry.entry == entry, SearchEntry.entry_id == entry_id)
    ).one_or_none()
    if known is None:
        known = SearchEntry(customer_id=customer_id, entry=entry, entry_id=entry_id, at=at, body=fold(text))
        session.add(known)
    elif known.body != fold(text):
        known.body = fold(text)
    session.flush()


def find(
    session: Session, actor: Actor, now: datetime, words: Sequence[str], limit: int, customer_id: int | None
) -> list[Find]:
    """The newest entries with all these folded words, the last as a beginning, that the reader may see."""
    question = newest_first(session.get_bind().dialect.name, words).where(
        visible_to(actor, now, SearchEntry.customer_id)
    )
    if customer_id is not None:
        question = question.where(SearchEntry.customer_id == customer_id)
    entries = session.execute(question.limit(limit)).all()
    texts = _texts(session, [(row.entry, row.entry_id) for row in entries])
    return [
        Find(row.entry, row.entry_id, row.customer_id, row.name, row.at, texts[row.entry, row.entry_id])
        for row in entries
        if (row.entry, row.entry_id) in texts
    ]


def newest_first(dialect: str, words: Sequence[str]) -> Select[EntryKind, int, int, datetime, str]:
    """The question for entries with all these words, in the words of one database."""
    question = select(
        SearchEntry.entry, SearchEntry.entry_id, SearchEntry.customer_id, SearchEntry.at, Customer.name
    ).join(Customer, Customer.id == SearchEntry.customer_id)
    if dialect != "sqlite":
        held = (SearchEntry.body.contains(word, autoescape=True) for word in words)
        return question.where(*held).order_by(SearchEntry.id.desc())
    # Every word is quoted, so that none is read as an operator.  There is no rank: the index hands its
    # rows out newest first and stops when enough were seen.
    quoted = " ".join(f'"{word}"' for word in words) + "*"
    return (
        question.join(_INDEX, _INDEX.c.rowid == SearchEntry.id)
        .where(_INDEX.c.search_index.op("MATCH")(quoted))
        .order_by(_INDEX.c.rowid.desc())
    )


def _texts(session: Session, wanted: Sequence[tuple[EntryKind, int]]) -> dict[tuple[EntryKind, int], str]:
    by_kind: dict[EntryKind, list[int]] = {}
    for entry, number in wanted:
        by_kind.setdefault(entry, []).append(number)
    found: dict[tuple[EntryKind, int], str] = {}
    for entry, numbers in by_kind.items():
        found |= {(entry, number): text for number, text in _texts_of(session, entry, numbers)}
    return found


def _texts_of(session: Session, entry: EntryKind, numbers: Sequence[int]) -> list[tuple[int, str]]:
    if entry is EntryKind.CONVERSATION:
        question = select(NoteRevision.conversation_id, NoteRevision.text).where(
            NoteRevision.conversation_id.in_(numbers), is_newest_revision()
        )
    elif entry is EntryKind.COMPLAINT:
        question = select(Complaint.id, Complaint.text).where(Complaint.id.in_(numbers))
    else:
        question = select(Fact.id, Fact.topic + ": " + Fact.value).where(Fact.id.in_(numbers))
    return [(number, text) for number, text in session.execute(question)]


def is_newest_revision() -> ColumnElement[bool]:
    """Whether a revision is the wording in force of its note."""
    other = NoteRevision.__table__.alias("other")
    newest = (
        select(func.max(other.c.number))
        .where(other.c.conversation_id == NoteRevision.conversation_id)
        .correlate(NoteRevision)
        .scalar_subquery()
    )
    return NoteRevision.number == newest


def forget(session: Session, entry: EntryKind, entry_id: int) -> None:
    """Make a record's words unfindable."""
    for known in session.scalars(
        select(SearchEntry).where(SearchEntry.entry == entry, SearchEntry.entry_id == entry_id)
    ):
        session.delete(known)
    session.flush()
