"""The door to one customer's records: the fence is asked first, and a look that is recorded leaves a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from mcr_desktop.domain.errors import Refused, Stale
from mcr_desktop.domain.fence import Action, Fence
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import day_start, local_day
from mcr_desktop.domain.text import storable
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit


@contextmanager
def opened(
    database: Database, actor: Actor, customer_id: int, now: datetime
) -> Iterator[tuple[Session, Fence]]:
    """A session for reading one customer's records, and the fence that let the reader in.

    A lead's or pass holder's first look of the day is written down before anything is read.
    Raises NotFound, NotAllowed.
    """
    with database.reading() as session:
        fence = admit(session, actor, customer_id, Action.READ, now)
        unrecorded = fence.reading_is_recorded and not _looked_today(session, actor, customer_id, now)
    if unrecorded:
        with database.writing() as session:
            if not _looked_today(session, actor, customer_id, now):
                audit.record(session, actor, Deed.READ, now, customer_id=customer_id)
    with database.reading() as session:
        yield session, fence


def _looked_today(session: Session, actor: Actor, customer_id: int, now: datetime) -> bool:
    return audit.was_done(session, actor, Deed.READ, customer_id, since=day_start(local_day(now)))


def unchanged(version: int, seen: int) -> None:
    """Return quietly if a record still is as it was seen, else raise Stale."""
    if version != seen:
        raise Stale("A colleague changed this meanwhile. Look again before you save; your words are kept.")


def said(words: str, what: str) -> str:
    """The words without blanks around them.  Raises Refused, saying what is missing."""
    kept = storable(words).strip()
    if not kept:
        raise Refused(what)
    return kept
