"""Reading all that a customer's page shows, away from the window's thread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import EntryKind, TimelineEntry
from mcr_desktop.domain.customers import CustomerHeader
from mcr_desktop.domain.errors import NotAllowed
from mcr_desktop.ui.customers.state import Known

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.complaints import ComplaintService
    from mcr_desktop.services.conversations import ConversationService
    from mcr_desktop.services.customers import CustomerService
    from mcr_desktop.services.facts import FactService
    from mcr_desktop.services.people import PeopleService
    from mcr_desktop.services.promises import PromiseService

AT_ONCE = 60
"""How many entries of a timeline are read at a time."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came back: everything known, or the sentence that refuses it."""

    known: Known | None
    entries: tuple[TimelineEntry, ...] = ()
    refused: str = ""
    directory: CustomerHeader | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks every service about one customer."""

    customers: CustomerService
    conversations: ConversationService
    facts: FactService
    promises: PromiseService
    complaints: ComplaintService
    people: PeopleService
    actor: Actor

    def read(self, customer_id: int, kinds: Collection[EntryKind], text: str, count: int) -> Read:
        """Everything there is to show of a customer, and the newest entries of their timeline."""
        actor = self.actor
        directory = self.customers.directory_entry(actor, customer_id)
        try:
            header = self.customers.header(actor, customer_id)
        except NotAllowed as refusal:
            return Read(None, (), str(refusal), directory)
        listed = self.complaints.listed(actor, customer_id=customer_id)
        known = Known(
            header,
            self.customers.contacts(actor, customer_id),
            self.facts.of(actor, customer_id),
            self.promises.of(actor, customer_id),
            self.customers.plan(actor, customer_id),
            tuple(each for each in listed if each.state is not ComplaintState.CLOSED),
            self.customers.pressure(actor, customer_id),
            self._outside(customer_id),
            self.people.users(actor),
        )
        entries = self.entries(customer_id, kinds, text, None, max(AT_ONCE, count))
        return Read(known, entries, "", directory)

    def _outside(self, customer_id: int) -> tuple[TimelineEntry, ...]:
        """What came from outside the fence: messages, and who opened the gate for a day; newest first."""
        passes = (
            TimelineEntry(
                -each.id,
                EntryKind.MESSAGE,
                each.opened_at,
                each.user,
                "opened the gate",
                f"Opened the records for a day: {each.reason}",
            )
            for each in self.customers.gate_passes(self.actor, customer_id)
        )
        messages = self.conversations.messages(self.actor, customer_id)
        return tuple(sorted((*messages, *passes), key=lambda each: each.at, reverse=True))

    def entries(
        self,
        customer_id: int,
        kinds: Collection[EntryKind],
        text: str,
        before: TimelineEntry | None,
        count: int = AT_ONCE,
    ) -> tuple[TimelineEntry, ...]:
        """Entries of these kinds (none: all) with these words, newest first, that come after `before`."""
        return self.conversations.timeline(
            self.actor, customer_id, kinds=kinds or None, text=text, before=before, limit=count
        )
