"""What one customer's page does: reads, answers asks, stays live while others write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from mcr_desktop.domain.conversations import Draft, EntryKind, TimelineEntry
from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.periods import local_day
from mcr_desktop.ui.capture.desk import NoteDesk, NoteServices
from mcr_desktop.ui.customers.answers import Answers
from mcr_desktop.ui.customers.asks import CustomerAsk
from mcr_desktop.ui.customers.customer import CustomerPage
from mcr_desktop.ui.customers.factwalk import FactWalk
from mcr_desktop.ui.customers.notereading import NoteReading
from mcr_desktop.ui.customers.reading import AT_ONCE, Read, Reader
from mcr_desktop.ui.customers.state import EVERYTHING, CustomerState
from mcr_desktop.ui.customers.timelinereading import TimelineReading
from mcr_desktop.ui.deeds import Deeds, expected
from mcr_desktop.ui.promises.deeds import PromiseDeeds

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.facts import FactService
    from mcr_desktop.services.people import PeopleService
    from mcr_desktop.services.promises import PromiseService


@dataclass(eq=False)
class CustomerPresenter:
    """Decides for one customer's page, in the main window or in one of its own."""

    page: CustomerPage
    services: NoteServices
    facts: FactService
    promises: PromiseService
    people: PeopleService
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    state: CustomerState = field(default_factory=CustomerState)
    desk: NoteDesk = field(init=False)
    _prepare: bool = False

    def __post_init__(self) -> None:
        page, services, actor = self.page, self.services, self.actor
        self.desk = NoteDesk(
            page.middle.composer, services, self.deeds, actor, self.now, page.present_note, self._saved
        )
        self._reader = Reader(
            services.customers, services.conversations, self.facts, self.promises, services.complaints,
            self.people, actor,
        )  # fmt: skip
        self._answers = Answers(services.customers, services.conversations, self.facts, self.promises, actor)
        self._timeline = TimelineReading(self, self._reader)
        self._walk = FactWalk(self, self.facts)
        self._notes = NoteReading(self, services.conversations)
        self._promised = PromiseDeeds(
            self.promises,
            actor,
            self.deeds,
            lambda: local_day(self.now()),
            lambda _: page.aside.renew_promises(),
        )
        page.promise_asked.connect(self._promised.answer)
        page.asked.connect(self.answer)
        page.message_left.connect(self._leave_message)
        page.gate_wanted.connect(self._open_gate)
        page.again.connect(self.load)
        self.deeds.bulletin.changed.connect(self._changed)

    def open(self, customer_id: int) -> None:
        """Show this customer; what was being written about another is kept as a draft."""
        if customer_id == self.state.customer_id and not self.state.refused:
            self.load()
            return
        self.leave()
        self._prepare = False
        self.show(CustomerState(local_day(self.now()), customer_id, busy=True))
        self.desk.begin(customer_id)
        find = partial(self.services.drafts.all, self.actor)
        self.deeds.jobs.start((self, "drafts"), find, partial(self._resume, customer_id), self._failed)
        self.load()

    def leave(self) -> None:
        """Keep what was being written."""
        self.desk.keep()

    def load(self) -> None:
        """Read everything anew; what is shown stays until it is here."""
        state = self.state
        if state.customer_id is None:
            return
        self.show(replace(state, busy=True, problem=""))
        count = min(len(state.entries), 10 * AT_ONCE)
        read = partial(self._reader.read, state.customer_id, state.kinds, state.text, count)
        loaded = partial(self._loaded, state.customer_id)
        self.deeds.jobs.start((self, "read"), read, loaded, self._failed)

    def prepare(self) -> None:
        """Show the brief, as soon as there is something to show."""
        if self.state.known is None:
            self._prepare = True
        else:
            self.page.prepare()

    def answer(self, ask: CustomerAsk) -> None:
        """Do what was asked, and offer to take it back."""
        customer_id = self.state.customer_id
        if customer_id is None:
            return
        work, said = self._answers.deed(ask, customer_id)
        self.deeds.do(
            work,
            said,
            customer_id,
            after=lambda _: self._answered(ask),
            failed=partial(self._refused, ask),
        )

    def choose_kinds(self, kinds: tuple[EntryKind, ...]) -> None:
        """Show only entries of these kinds; none means all."""
        self._timeline.choose_kinds(kinds)

    def show(self, state: CustomerState) -> None:
        """Be in this state, and look like it."""
        self.state = state
        self.page.present(state)
        if state.fresh:
            self.state = replace(state, fresh=())

    def _answered(self, ask: CustomerAsk) -> None:
        self._walk.answered(ask)
        self._notes.answered(ask)

    def _refused(self, ask: CustomerAsk, error: McrError) -> None:
        if not self._walk.failed(ask, error):
            self._notes.failed(ask, error)

    def _loaded(self, customer_id: int, read: Read) -> None:
        if customer_id != self.state.customer_id:
            return
        before = self.state
        fresh = () if before.known is None else self._fresh(read.entries)
        self.show(
            replace(
                before,
                day=local_day(self.now()),
                busy=False,
                problem="",
                refused=read.refused,
                directory=read.directory,
                known=read.known,
                entries=read.entries,
                complete=len(read.entries) < max(AT_ONCE, len(before.entries)),
                fresh=fresh,
            )
        )
        self._walk.loaded()
        if self._prepare and read.known is not None:
            self._prepare = False
            self.page.prepare()

    def _fresh(self, entries: tuple[TimelineEntry, ...]) -> tuple[tuple[EntryKind, int], ...]:
        """What has come in from others since the page was read."""
        known = {(entry.entry, entry.id) for entry in self.state.entries}
        news = [entry for entry in entries if (entry.entry, entry.id) not in known]
        return tuple((entry.entry, entry.id) for entry in news if known and entry.who != self.actor.name)

    def _changed(self, customer_id: object) -> None:
        if self.state.customer_id is not None and customer_id in (None, self.state.customer_id):
            self.load()

    def _resume(self, customer_id: int, drafts: tuple[Draft, ...]) -> None:
        """Go on with what was left here, unless something new has been begun."""
        note = self.desk.state.note
        found = next((draft for draft in drafts if draft.customer_id == customer_id), None)
        if found is not None and note.is_empty and note.customer_id == customer_id:
            self.desk.resume(found)

    def _saved(self, customer_id: int, open_after: bool) -> None:
        del customer_id, open_after  # it is open already, and reads itself anew
        if self.state.kinds or self.state.text:
            self.choose_kinds(EVERYTHING)

    def _leave_message(self, text: str) -> None:
        customer_id = self.state.customer_id
        if customer_id is not None:
            leave = partial(
                self.services.conversations.leave_message, self.actor, customer_id, str(uuid4()), text
            )
            said = self.page.tr("Your message is with the team of {name}").format(name=self.state.name)
            self.deeds.do(leave, said, customer_id, undo=False)

    def _open_gate(self, reason: str) -> None:
        customer_id = self.state.customer_id
        if customer_id is not None:
            pass_ = partial(self.services.customers.open_gate, self.actor, customer_id, reason)
            said = self.page.tr("Open to you until tomorrow; the team sees it")
            self.deeds.do(pass_, said, customer_id, undo=False)

    def _failed(self, error: Exception) -> None:
        self.show(replace(self.state, busy=False, problem=expected(error)))
