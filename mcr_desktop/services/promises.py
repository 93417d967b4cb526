"""Promises, ours and theirs: made, kept, let go with a word why, put off, given to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from mcr_desktop.domain.conversations import NewPromise
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.text import storable
from mcr_desktop.services.door import opened, said, unchanged
from mcr_desktop.store import audit, conversations, people, promises
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit, fence_around


@dataclass(frozen=True, slots=True)
class PromiseService:
    """The ledger of commitments between us and our customers."""

    database: Database
    now: Callable[[], datetime]

    def due(self, actor: Actor, until: date) -> tuple[Promise, ...]:
        """The actor's open promises due up to a day, the longest due first; snoozed ones rest.

        Theirs: what they keep or watch, what nobody keeps at customers they manage, and everything at
        customers they cover.
        """
        with self.database.reading() as session:
            return promises.due(session, actor, until, self.now())

    def of(self, actor: Actor, customer_id: int) -> tuple[Promise, ...]:
        """A customer's promises, the open ones first.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return promises.of(session, customer_id)

    def add(
        self,
        actor: Actor,
        customer_id: int,
        new: NewPromise,
        uuid: str,
        *,
        user_id: int | None = None,
        contact_id: int | None = None,
    ) -> int:
        """A promise kept or watched by a user, the actor if none is named.

        Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.WRITE, now)
            if (known := promises.of_uuid(session, uuid)) is not None:
                return known
            said(new.text, "Say what was promised.")
            keeper = actor.id if user_id is None else user_id
            _refuse_outsider(session, keeper, customer_id, now)
            if contact_id is not None:
                conversations.refuse_strangers(session, customer_id, (contact_id,))
            audit.record(
                session, actor, Deed.PROMISED, now, customer_id=customer_id, subject=_subject(new.text)
            )
            return promises.add(
                session,
                customer_id,
                new,
                uuid,
                user_id=keeper,
                made_on=local_day(now),
                contact_id=contact_id,
            )

    def change(
        self, actor: Actor, promise_id: int, text: str, due: date | None, *, seen_version: int
    ) -> None:
        """Other words, another day.  Raises NotFound, NotAllowed, Refused, Stale."""
        with self.database.writing() as session:
            promise = self._open(session, actor, promise_id, Deed.CHANGED_PROMISE, seen_version)
            promise.text = storable(said(text, "Say what was promised."))
            promise.due = due

    def keep(self, actor: Actor, promise_id: int, *, seen_version: int) -> None:
        """Say that a promise was kept today.  Raises NotFound, NotAllowed, Refused, Stale."""
        now = self.now()
        with self.database.writing() as session:
            promise = self._open(session, actor, promise_id, Deed.KEPT_PROMISE, seen_version)
            promise.state, promise.closed_on = PromiseState.KEPT, local_day(now)

    def let_go(self, actor: Actor, promise_id: int, why: str, *, seen_version: int) -> None:
        """Give a promise up, with a word why.  Raises NotFound, NotAllowed, Refused, Stale."""
        now = self.now()
        with self.database.writing() as session:
            promise = self._open(session, actor, promise_id, Deed.LET_GO, seen_version)
            promise.why = storable(said(why, "Say in a word why this promise is let go."))[:300]
            promise.state, promise.closed_on = PromiseState.LET_GO, local_day(now)

    def reopen(self, actor: Actor, promise_id: int, *, seen_version: int) -> None:
        """A promise closed by mistake is open again.  Raises NotFound, NotAllowed, Refused, Stale."""
        with self.database.writing() as session:
            promise = self._seen(session, actor, promise_id, Deed.REOPENED, seen_version)
            if promise.state is PromiseState.OPEN:
                raise Refused("This promise is open.")
            promise.state, promise.closed_on, promise.why = PromiseState.OPEN, None, ""

    def snooze(self, actor: Actor, promise_id: int, until: date) -> None:
        """Let an open promise rest until a day.  Raises NotFound, NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            promise = self._open(session, actor, promise_id, Deed.SNOOZED, None)
            if until <= local_day(now):
                raise Refused("Choose a day after today.")
            promise.snoozed_until = until

    def reassign(self, actor: Actor, promise_id: int, user_id: int) -> None:
        """Give a promise to somebody else of the team.  Raises NotFound, NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            promise = self._open(session, actor, promise_id, Deed.REASSIGNED, None)
            _refuse_outsider(session, user_id, promise.customer_id, now)
            promise.user_id = user_id

    def _open(
        self, session: Session, actor: Actor, promise_id: int, deed: Deed, seen_version: int | None
    ) -> promises.Stored:
        promise = self._seen(session, actor, promise_id, deed, seen_version)
        if promise.state is not PromiseState.OPEN:
            raise Refused("This promise is closed. Open it again first.")
        return promise

    def _seen(
        self, session: Session, actor: Actor, promise_id: int, deed: Deed, seen_version: int | None
    ) -> promises.Stored:
        """The promise to be changed, with the audit line of the deed written."""
        now = self.now()
        promise = promises.get(session, promise_id)
        admit(session, actor, promise.customer_id, Action.WRITE, now)
        if seen_version is not None:
            unchanged(promise.version, seen_version)
        audit.record(
            session, actor, deed, now, customer_id=promise.customer_id, subject=_subject(promise.text)
        )
        return promise


def _refuse_outsider(session: Session, user_id: int, customer_id: int, now: datetime) -> None:
    """Only somebody who may talk with the customer can keep a promise to them."""
    keeper = people.get(session, user_id)
    fence = fence_around(session, keeper, customer_id, now)
    if not fence.allows(Action.WRITE):
        raise Refused(f"{keeper.name} is not on the team of {fence.customer}. Assign them first.")


def _subject(text: str) -> str:
    return " ".join(text.split())[:80]
