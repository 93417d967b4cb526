"""One customer's history from all tables, newest first, and what colleagues wrote down lately.

Each kind of entry is read by its own index, no more of each than can be shown; the parts are then
merged.  An entry's place in the order is its moment, then its kind, then its id, so that the next
page begins exactly where the last one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import EntryKind, TimelineEntry
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import day_start, local_day
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.text import fold
from mcr_desktop.models import facts as fact_models
from mcr_desktop.models import promises as promise_models
from mcr_desktop.models.complaints import Complaint
from mcr_desktop.models.conversations import Conversation
from mcr_desktop.models.customers import OutsideMessage
from mcr_desktop.models.search import SearchEntry
from mcr_desktop.store import entries, promises
from mcr_desktop.store.customers import containing
from mcr_desktop.store.entries import PLACES
from mcr_desktop.store.scope import customers_of, visible_to


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a customer's history: kinds None means everything, each thing once."""

    customer_id: int
    reader_id: int
    kinds: Collection[EntryKind] | None
    text: str
    before: TimelineEntry | None
    limit: int

    def has(self, kind: EntryKind) -> bool:
        """Whether entries of this kind are asked for."""
        return self.kinds is None or kind in self.kinds

    @property
    def told_with_talks(self) -> bool:
        """Whether what was found in a conversation is left to that conversation's own entry."""
        return self.has(EntryKind.CONVERSATION)


def timeline(session: Session, wanted: Wanted) -> tuple[TimelineEntry, ...]:
    """The newest entries of one customer that come before another entry, if one is given."""
    parts: dict[EntryKind, Callable[[Session, Wanted], Iterable[TimelineEntry]]] = {
        EntryKind.CONVERSATION: _conversations,
        EntryKind.COMPLAINT: _complaints,
        EntryKind.PROMISE: _promises,
        EntryKind.FACT: _facts,
        EntryKind.MESSAGE: _messages,
    }
    found = [entry for kind, part in parts.items() if wanted.has(kind) for entry in part(session, wanted)]
    return tuple(sorted(found, key=_key, reverse=True)[: wanted.limit])


def _key(entry: TimelineEntry) -> tuple[datetime, int, int]:
    return entry.at, entry.place, entry.id


def _earlier(moment: Any, number: Any, kind: EntryKind, wanted: Wanted) -> ColumnElement[bool]:
    """Whether a row comes after the entry where the last page ended; days stand for their first moment."""
    last = wanted.before
    if last is None:
        return true()
    edge: datetime | date = last.at
    before: ColumnElement[bool] = moment < edge
    if moment.type.python_type is date:
        edge = local_day(last.at)
        before = moment < edge if day_start(edge) == last.at else moment <= edge
    ties: ColumnElement[bool] = number < last.id
    if PLACES[kind] != last.place:
        ties = true() if PLACES[kind] < last.place else false()
    return or_(before, and_(moment == edge, ties))


def _says(kind: EntryKind, number: Any, wanted: Wanted) -> ColumnElement[bool]:
    """Whether the words looked for are in a record, by what search knows of it."""
    if not wanted.text.strip():
        return true()
    found: ColumnElement[bool] = number.in_(
        select(SearchEntry.entry_id).where(
            SearchEntry.customer_id == wanted.customer_id,
            SearchEntry.entry == kind,
            containing(SearchEntry.body, wanted.text),
        )
    )
    return found


def _conversations(session: Session, wanted: Wanted) -> Iterable[TimelineEntry]:
    kind = EntryKind.CONVERSATION
    question = (
        entries.talks_selected()
        .where(
            Conversation.customer_id == wanted.customer_id,
            _earlier(Conversation.happened_at, Conversation.id, kind, wanted),
            _says(kind, Conversation.id, wanted),
        )
        .order_by(Conversation.happened_at.desc(), Conversation.id.desc())
        .limit(wanted.limit)
    )
    return entries.talks(session, question)


def _complaints(session: Session, wanted: Wanted) -> Iterable[TimelineEntry]:
    kind = EntryKind.COMPLAINT
    question = (
        entries.complaints_selected()
        .where(
            Complaint.customer_id == wanted.customer_id,
            _earlier(Complaint.received_on, Complaint.id, kind, wanted),
            _says(kind, Complaint.id, wanted),
            Complaint.conversation_id.is_(None) if wanted.told_with_talks else true(),
        )
        .order_by(Complaint.received_on.desc(), Complaint.id.desc())
        .limit(wanted.limit)
    )
    return entries.complaints(session, question)


def _facts(session: Session, wanted: Wanted) -> Iterable[TimelineEntry]:
    kind, stored = EntryKind.FACT, fact_models.Fact
    question = (
        entries.facts_selected()
        .where(
            stored.customer_id == wanted.customer_id,
            _earlier(stored.learned_on, stored.id, kind, wanted),
            _says(kind, stored.id, wanted),
            stored.conversation_id.is_(None) if wanted.told_with_talks else true(),
        )
        .order_by(stored.learned_on.desc(), stored.id.desc())
        .limit(wanted.limit)
    )
    return entries.facts(session, question)


def _promises(session: Session, wanted: Wanted) -> Iterable[TimelineEntry]:
    """Promises are few: all of a customer's are read, and ordered by the day they were made or closed."""
    stored = promise_models.Promise
    question = promises.selected().where(stored.customer_id == wanted.customer_id)
    if wanted.told_with_talks:
        apart = or_(stored.conversation_id.is_(None), stored.state != PromiseState.OPEN)
        question = question.where(apart)
    found = (entries.promise(row) for row in promises.told(session, question))
    return [entry for entry in found if _wanted_here(entry, wanted)]


def _messages(session: Session, wanted: Wanted) -> Iterable[TimelineEntry]:
    question = entries.messages_selected(wanted.reader_id).where(
        OutsideMessage.customer_id == wanted.customer_id
    )
    found = (entries.message(*row) for row in session.execute(question))
    return [entry for entry in found if _wanted_here(entry, wanted)]


def _wanted_here(entry: TimelineEntry, wanted: Wanted) -> bool:
    if wanted.before is not None and _key(entry) >= _key(wanted.before):
        return False
    words = fold(wanted.text).split()
    return not words or all(word in fold(entry.text) for word in words)


def feed(
    session: Session, actor: Actor, since: datetime, now: datetime, limit: int
) -> tuple[TimelineEntry, ...]:
    """What colleagues wrote down since a moment about customers that the reader may see, newest first.

    Messages from outside come to those on the customer's team only.
    """
    day = local_day(since)
    stored = promise_models.Promise
    talks = entries.talks_selected().where(
        Conversation.logged_at > since,
        Conversation.user_id != actor.id,
        visible_to(actor, now, Conversation.customer_id),
    )
    complaints = entries.complaints_selected().where(
        Complaint.recorded_on >= day,
        Complaint.received_on >= day - timedelta(days=31),
        Complaint.conversation_id.is_(None),
        Complaint.user_id != actor.id,
        visible_to(actor, now, Complaint.customer_id),
    )
    kept = promises.selected().where(
        stored.state == PromiseState.KEPT,
        stored.closed_on >= day,
        stored.user_id != actor.id,
        visible_to(actor, now, stored.customer_id),
    )
    left = entries.messages_selected(actor.id).where(
        OutsideMessage.left_at > since,
        OutsideMessage.customer_id.in_(customers_of(actor.id, local_day(now))),
    )
    found = [
        *entries.talks(session, talks.order_by(Conversation.logged_at.desc()).limit(limit)),
        *entries.complaints(
            session, complaints.order_by(Complaint.received_on.desc(), Complaint.id.desc()).limit(limit)
        ),
        *map(entries.promise, promises.told(session, kept.order_by(stored.id.desc()).limit(limit))),
        *(entries.message(*row) for row in session.execute(left.limit(limit))),
    ]
    return tuple(sorted(found, key=_key, reverse=True)[:limit])
