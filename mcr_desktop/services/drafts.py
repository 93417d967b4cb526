"""Drafts: what was typed and not yet saved.  Private to the writer, so without an audit line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mcr_desktop.domain.conversations import Draft
from mcr_desktop.domain.people import Actor
from mcr_desktop.store import drafts
from mcr_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class DraftService:
    """One's own unfinished words; they survive a crash."""

    database: Database
    now: Callable[[], datetime]

    def keep(self, actor: Actor, draft: Draft) -> None:
        """Keep a draft as it is now; one that was saved as a conversation stays gone."""
        with self.database.writing() as session:
            drafts.keep(session, draft, actor.id)

    def drop(self, actor: Actor, uuid: str) -> None:
        """Forget a draft."""
        with self.database.writing() as session:
            drafts.drop(session, uuid, actor.id)

    def all(self, actor: Actor) -> tuple[Draft, ...]:
        """The actor's drafts, the latest first."""
        with self.database.reading() as session:
            return drafts.of(session, actor.id)
