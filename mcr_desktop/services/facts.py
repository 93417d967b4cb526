"""Facts: learned, confirmed, changed, asked again, ended; each stays fresh for its shelf life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mcr_desktop.domain.conversations import NewFact
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.facts import Fact, PastFact
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.services.door import opened, said, unchanged
from mcr_desktop.store import audit, conversations, facts
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit


@dataclass(frozen=True, slots=True)
class FactService:
    """What is known of a customer, and until when it may be believed."""

    database: Database
    now: Callable[[], datetime]

    def of(self, actor: Actor, customer_id: int) -> tuple[Fact, ...]:
        """What is held to be true of a customer, the latest confirmed first.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return facts.of(session, customer_id)

    def add(
        self,
        actor: Actor,
        customer_id: int,
        new: NewFact,
        uuid: str,
        *,
        source: str = "",
        contact_id: int | None = None,
    ) -> int:
        """Something learned today.  Raises NotFound, NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.WRITE, now)
            if (known := facts.of_uuid(session, uuid)) is not None:
                return known
            said(new.topic, "Say what the fact is about.")
            said(new.value, "Say what was learned.")
            if new.shelf_months is not None and new.shelf_months < 1:
                raise Refused("A fact stays fresh for a month at least.")
            if contact_id is not None:
                conversations.refuse_strangers(session, customer_id, (contact_id,))
            audit.record(
                session, actor, Deed.LEARNED, now, customer_id=customer_id, subject=new.topic.strip()[:80]
            )
            return facts.add(
                session,
                customer_id,
                new,
                uuid,
                user_id=actor.id,
                at=now,
                source=source,
                contact_id=contact_id,
            )

    def confirm(self, actor: Actor, fact_id: int, *, seen_version: int) -> None:
        """Say that a fact still is true.  Raises NotFound, NotAllowed, Refused, Stale."""
        now = self.now()
        with self.database.writing() as session:
            fact = self._seen(session, actor, fact_id, Deed.CONFIRMED, seen_version)
            fact.confirmed_on = max(local_day(now), fact.learned_on)
            fact.user_id, fact.ask_next = actor.id, False

    def change(self, actor: Actor, fact_id: int, value: str, *, seen_version: int) -> None:
        """Another value from today on; the old one goes to the history.

        Raises NotFound, NotAllowed, Refused, Stale.
        """
        now = self.now()
        with self.database.writing() as session:
            fact = self._seen(session, actor, fact_id, Deed.CHANGED_FACT, seen_version)
            facts.replace_value(session, fact, said(value, "Say what is true now."), actor.id, now)

    def ask_next(self, actor: Actor, fact_id: int, *, ask: bool = True) -> None:
        """Put a fact on the list of what to ask at the next talk.  Raises NotFound, NotAllowed, Refused."""
        with self.database.writing() as session:
            fact = self._seen(session, actor, fact_id, Deed.CHANGED_FACT, None)
            fact.ask_next = ask

    def end(self, actor: Actor, fact_id: int, why: str = "") -> None:
        """Say that a fact no longer matters; its history stays.  Raises NotFound, NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            fact = self._seen(session, actor, fact_id, Deed.ENDED_FACT, None, reason=why)
            facts.finish(session, fact, local_day(now))

    def history(self, actor: Actor, fact_id: int) -> tuple[PastFact, ...]:
        """The values a fact had before, the latest first.  Raises NotFound, NotAllowed."""
        with self.database.reading() as session:
            customer_id = facts.get(session, fact_id).customer_id
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return facts.history(session, fact_id)

    def stale(self, actor: Actor, limit: int = 5) -> tuple[Fact, ...]:
        """Facts past their shelf life on the customers the actor looks after, the oldest first."""
        with self.database.reading() as session:
            return facts.stale(session, actor, self.now(), limit)

    def _seen(
        self,
        session: Session,
        actor: Actor,
        fact_id: int,
        deed: Deed,
        seen_version: int | None,
        *,
        reason: str = "",
    ) -> facts.Stored:
        """The fact to be changed, with the audit line of the deed written."""
        now = self.now()
        fact = facts.get(session, fact_id)
        admit(session, actor, fact.customer_id, Action.WRITE, now)
        if fact.ended_on is not None:
            raise Refused("This fact was ended. Write it down anew.")
        if seen_version is not None:
            unchanged(fact.version, seen_version)
        audit.record(
            session, actor, deed, now, customer_id=fact.customer_id, subject=fact.topic, reason=reason
        )
        return fact
