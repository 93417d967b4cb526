"""Conversations: writing one down with all that was found in it, reading the history, correcting a note."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from mcr_desktop.domain.conversations import EntryKind, NewConversation, Revision, Side, TimelineEntry
from mcr_desktop.domain.customers import BreachRow
from mcr_desktop.domain.errors import NotFound, Refused, Stale
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.services.door import opened, said
from mcr_desktop.store import audit, complaints, conversations, drafts, facts, fences, plans, promises
from mcr_desktop.store import timeline as history
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit

AHEAD = timedelta(minutes=15)
"""How far two machines' clocks may differ before a conversation lies in the future."""


@dataclass(frozen=True, slots=True)
class ConversationService:
    """The central record of a customer, shared by its team."""

    database: Database
    now: Callable[[], datetime]

    def log(self, actor: Actor, new: NewConversation) -> int:
        """Keep a conversation with its promises, facts and complaints, all or nothing; the draft goes.

        Saving the same uuid again returns the first one's id and changes nothing.
        Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, new.customer_id, Action.WRITE, now)
            if (known := _known(session, new, actor)) is not None:
                return known
            said(new.text, "Write down what was said before you save.")
            if new.happened_at is not None and new.happened_at > now + AHEAD:
                raise Refused("A conversation cannot lie in the future.")
            conversations.refuse_strangers(session, new.customer_id, new.contact_ids)
            audit.record(session, actor, Deed.LOGGED, now, customer_id=new.customer_id)
            conversation_id = conversations.add(session, new, actor.id, now)
            _keep_found(session, actor, new, conversation_id, now)
            drafts.drop(session, new.uuid, actor.id)
            return conversation_id

    def timeline(
        self,
        actor: Actor,
        customer_id: int,
        *,
        kinds: Collection[EntryKind] | None = None,
        text: str = "",
        before: TimelineEntry | None = None,
        limit: int = 60,
    ) -> tuple[TimelineEntry, ...]:
        """The newest entries of a customer's history, or those that follow the entry `before`.

        Without kinds, what was found in a conversation is told by that conversation's marks; with kinds,
        every entry of those kinds stands by itself.  Raises NotFound, NotAllowed.
        """
        wanted = history.Wanted(customer_id, actor.id, kinds, text, before, limit)
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return history.timeline(session, wanted)

    def revise(self, actor: Actor, conversation_id: int, text: str, seen: int) -> None:
        """Correct a note by another wording; seen is the number of the wording that was corrected.

        Raises NotFound, NotAllowed, Refused, and Stale when a colleague was quicker.
        """
        now = self.now()
        with self.database.writing() as session:
            conversation = conversations.get(session, conversation_id)
            admit(session, actor, conversation.customer_id, Action.WRITE, now)
            said(text, "A note needs words. Undo the conversation if it should not be there.")
            last = conversations.last_revision(session, conversation_id)
            if last.number != seen:
                raise Stale(
                    "A colleague corrected this note meanwhile. Look at both wordings before you save."
                )
            audit.record(session, actor, Deed.CORRECTED, now, customer_id=conversation.customer_id)
            conversations.revise(session, conversation, last.number + 1, text, actor.id, now)

    def revisions(self, actor: Actor, conversation_id: int) -> tuple[Revision, ...]:
        """Every wording of a note, the first one first.  Raises NotFound, NotAllowed."""
        with self.database.reading() as session:
            customer_id = conversations.get(session, conversation_id).customer_id
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return conversations.revisions(session, conversation_id)

    def feed(self, actor: Actor, since: datetime, limit: int = 20) -> tuple[TimelineEntry, ...]:
        """What colleagues wrote down since a moment about customers that the actor may read."""
        with self.database.reading() as session:
            return history.feed(session, actor, since, self.now(), limit)

    def leave_message(self, actor: Actor, customer_id: int, uuid: str, text: str) -> None:
        """Words for the team of a customer from somebody outside, who will not see them again.

        At a fenced customer it is listed as a contact from outside.  Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        with self.database.writing() as session:
            fence = admit(session, actor, customer_id, Action.LEAVE_MESSAGE, now)
            if fences.message_of_uuid(session, uuid) is not None:
                return
            said(text, "Write the message before you leave it.")
            audit.record(session, actor, Deed.LEFT_MESSAGE, now, customer_id=customer_id)
            fences.leave_message(session, customer_id, actor.id, uuid, text, now, fenced=fence.fenced)

    def messages(self, actor: Actor, customer_id: int) -> tuple[TimelineEntry, ...]:
        """Messages that others left for a customer's team, newest first.  Raises NotFound, NotAllowed."""
        wanted = history.Wanted(customer_id, actor.id, (EntryKind.MESSAGE,), "", None, 1000)
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return history.timeline(session, wanted)

    def breaches(self, actor: Actor, customer_id: int) -> tuple[BreachRow, ...]:
        """Contacts with a fenced customer from outside, newest first.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return fences.breaches(session, customer_id)


def _known(session: Session, new: NewConversation, actor: Actor) -> int | None:
    """The id of the same conversation saved before; the same uuid for anything else is a mistake."""
    known = conversations.of_uuid(session, new.uuid)
    if known is None:
        return None
    if known.customer_id != new.customer_id or known.user_id != actor.id:
        raise Refused("This conversation was saved with another customer already.")
    return known.id


def _keep_found(
    session: Session, actor: Actor, new: NewConversation, conversation_id: int, now: datetime
) -> None:
    """Store what was found in the words; every piece has its own uuid, made from the conversation's."""
    day = local_day(new.happened_at or now)
    contact_id = new.contact_ids[0] if new.contact_ids else None
    for number, promise in enumerate(new.promises):
        promises.add(
            session,
            new.customer_id,
            promise,
            _uuid(new, "promise", number),
            user_id=actor.id,
            made_on=day,
            conversation_id=conversation_id,
            contact_id=contact_id if promise.side is Side.THEIRS else None,
        )
    for number, fact in enumerate(new.facts):
        facts.add(
            session,
            new.customer_id,
            fact,
            _uuid(new, "fact", number),
            user_id=actor.id,
            at=new.happened_at or now,
            conversation_id=conversation_id,
            contact_id=contact_id,
        )
    _keep_objectives(session, new, now)
    for number, complaint in enumerate(new.complaints):
        if complaint.joins is not None:
            open_one = complaints.get(session, complaint.joins)
            if open_one.customer_id != new.customer_id:
                raise NotFound("There is no such complaint of this customer.")
            complaints.join(session, open_one, complaint, now)
            continue
        complaints.add(
            session,
            new.customer_id,
            complaint,
            _uuid(new, "complaint", number),
            user_id=actor.id,
            received_on=day,
            at=now,
            conversation_id=conversation_id,
        )


def _keep_objectives(session: Session, new: NewConversation, now: datetime) -> None:
    for number, objective in enumerate(new.objectives):
        uuid = _uuid(new, "objective", number)
        title = said(objective.title, "Say what was agreed.")
        plans.add_objective(session, new.customer_id, title, objective.due, "", uuid, local_day(now))


def _uuid(new: NewConversation, what: str, number: int) -> str:
    return str(uuid5(NAMESPACE_OID, f"{new.uuid}/{what}/{number}"))
