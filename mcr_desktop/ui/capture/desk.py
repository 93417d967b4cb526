"""The desk at which a conversation is written down: keeps the draft, asks what is known, and saves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import ContactPressure, Draft, Kind, Starter
from mcr_desktop.domain.customers import ContactRow, Named
from mcr_desktop.domain.errors import McrError, NotAllowed
from mcr_desktop.domain.periods import local_day
from mcr_desktop.ui.capture.composing import Note
from mcr_desktop.ui.capture.form import NoteForm, NoteState
from mcr_desktop.ui.capture.keeper import DraftKeeper
from mcr_desktop.ui.capture.offer import UNKNOWN, with_unknown
from mcr_desktop.ui.deeds import Deeds, expected

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.complaints import ComplaintService
    from mcr_desktop.services.conversations import ConversationService
    from mcr_desktop.services.customers import CustomerService
    from mcr_desktop.services.drafts import DraftService
    from mcr_desktop.services.search import SearchService

Present = Callable[[NoteState], None]
Saved = Callable[[int, bool], None]


def tr(text: str) -> str:
    """These words in the language of the window."""
    return QCoreApplication.translate("capture", text)


@dataclass(frozen=True, slots=True)
class NoteServices:
    """What the desk asks and by whom it has things kept."""

    conversations: ConversationService
    customers: CustomerService
    complaints: ComplaintService
    drafts: DraftService
    search: SearchService


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a customer while a talk with them is written down."""

    customer: str
    contacts: tuple[ContactRow, ...] = ()
    pressure: ContactPressure | None = None
    kinds: tuple[str, ...] = ()
    refused: str = ""


@dataclass(eq=False)
class NoteDesk:
    """Decides for one form; `saved` hears which customer it was, and whether to open their page."""

    form: NoteForm
    services: NoteServices
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    present: Present
    saved: Saved
    new_uuid: Callable[[], str] = field(default=lambda: str(uuid4()))
    state: NoteState = field(default_factory=lambda: NoteState(Note("")))
    _keeper: DraftKeeper = field(init=False)

    def __post_init__(self) -> None:
        form, jobs = self.form, self.deeds.jobs
        self._keeper = DraftKeeper(
            self.services.drafts, jobs, self.actor, self.now, self._is_kept, self._failed
        )
        form.typed.connect(lambda text: self._change(replace(self.state.note, text=text)))
        form.paused.connect(self.keep)
        form.toggled.connect(lambda at: self._change(self.state.note.toggled(at)))
        form.flipped.connect(lambda cursor: self._change(self.state.note.flipped(cursor)))
        form.chosen.connect(self._choose)
        form.contact_toggled.connect(lambda each: self._change(self.state.note.with_contact(each)))
        form.when_chosen.connect(self._choose_when)
        form.mentioned.connect(self._mention)
        form.named.connect(self._name)
        form.save_wanted.connect(self.save)

    def begin(self, customer_id: int | None = None, text: str = "") -> None:
        """A new note, about this customer if one is known."""
        note = Note(self.new_uuid(), text, today=local_day(self.now()))
        self._keeper.begin(note)
        self._show(NoteState(note, self.actor.name, edition=self.state.edition + 1))
        self.choose_customer(customer_id)

    def resume(self, draft: Draft) -> None:
        """Go on with what was kept."""
        note = Note(draft.uuid, draft.text, draft.customer_id, draft.customer, today=local_day(self.now()))
        note = replace(note, kind=draft.kind if draft.kind is not note.said().kind else None)
        self._keeper.begin(note)
        self._show(NoteState(note, self.actor.name, kept=True, edition=self.state.edition + 1))
        self.choose_customer(draft.customer_id)

    def choose_customer(self, customer_id: int | None, name: str = "") -> None:
        """The talk was with this customer: ask what is known of them."""
        if customer_id != self.state.note.customer_id:
            note = replace(
                self.state.note, customer_id=customer_id, customer=name, contacts=(), contact_ids=None,
                pressure=None, refused="", similar={},
            )  # fmt: skip
            self._show(replace(self.state, note=note, problem=""))
        work = partial(ask_about, self.services, self.actor, customer_id)
        done = partial(self._told_about, customer_id)
        self.deeds.jobs.start((self, "about"), work, done, self._failed)

    def keep(self) -> None:
        """Keep the draft as it is now, away from the window's thread."""
        if not self.state.busy:
            self._keeper.keep(self.state.note)

    def save(self, open_after: bool = False) -> None:
        """Save the conversation with what was taken of the cards."""
        note = self.state.note
        if self.state.busy or note.refused:
            return
        if note.is_empty:
            self._show(replace(self.state, problem=tr("Write down what was said before you save.")))
            return
        new = note.conversation()
        if new is None:
            self._show(replace(self.state, problem=tr("With whom was it? Type @ and three letters.")))
            return
        self._show(replace(self.state, busy=True, problem=""))
        self.deeds.do(
            partial(self.services.conversations.log, self.actor, new),
            tr("Saved with {customer}").format(customer=note.customer),
            new.customer_id,
            after=lambda _: self._saved(new.customer_id, open_after=open_after),
            failed=self._not_saved,
        )

    def _told_about(self, customer_id: int | None, about: About) -> None:
        note = self.state.note
        if note.customer_id != customer_id:
            return
        self._change(
            replace(
                note,
                customer=about.customer or note.customer,
                contacts=about.contacts,
                pressure=about.pressure,
                kinds=about.kinds,
                refused=about.refused,
            )
        )

    def _change(self, note: Note) -> None:
        kept = self.state.kept and note.text == self.state.note.text
        self._show(replace(self.state, note=note, kept=kept, problem=""))
        self._look_for_similar(note)

    def _look_for_similar(self, note: Note) -> None:
        """Whether an open complaint of the same kind is there already, to be added to."""
        unknown = [kind for kind in note.complaint_kinds() if kind not in note.similar]
        if note.customer_id is None or note.refused or not unknown:
            return
        ask, customer_id = self.services.complaints.similar_open, note.customer_id

        def work() -> dict[str, ComplaintRow | None]:
            return {kind: ask(self.actor, customer_id, kind) for kind in unknown}

        done = partial(self._found_similar, customer_id)
        self.deeds.jobs.start((self, "similar"), work, done, self._failed)

    def _found_similar(self, customer_id: int, found: dict[str, ComplaintRow | None]) -> None:
        note = self.state.note
        if note.customer_id == customer_id:
            self._show(replace(self.state, note=replace(note, similar={**note.similar, **found})))

    def _is_kept(self, note: Note) -> None:
        """A draft is safe; what was typed since is kept next."""
        if self.state.note.uuid == note.uuid:
            same = self.state.note.text == note.text
            self._show(replace(self.state, kept=same and not note.is_empty))
        self.keep()

    def _saved(self, customer_id: int, *, open_after: bool) -> None:
        self.begin(customer_id)
        self.saved(customer_id, open_after)

    def _not_saved(self, error: McrError) -> None:
        self._show(replace(self.state, busy=False, problem=str(error)))

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, problem=expected(error)))

    def _mention(self, letters: str) -> None:
        if not letters:
            if self.state.offered:
                self._show(replace(self.state, offered=()))
            return
        find = partial(self.services.search.palette, self.actor, letters)
        self.deeds.jobs.start((self, "mention"), find, partial(self._offer, letters), self._failed)

    def _offer(self, letters: str, named: tuple[Named, ...]) -> None:
        searched = self.state.note.customer_id is None
        self._show(replace(self.state, offered=with_unknown(named, letters) if searched else named))

    def _name(self, named: Named) -> None:
        self._show(replace(self.state, offered=()))
        if named.customer_id == UNKNOWN:
            self._add_customer(named.name)
            return
        self.choose_customer(named.customer_id, named.name if named.contact_id is None else "")
        if named.contact_id is not None:
            note = self.state.note
            chosen = tuple(dict.fromkeys((*(note.contact_ids or ()), named.contact_id)))
            self._change(replace(note, contact_ids=chosen))

    def _add_customer(self, name: str) -> None:
        add = partial(self.services.customers.add, self.actor, name, uuid=self.new_uuid())
        said = tr("{name} added").format(name=name)
        self.deeds.do(
            add, said, None, after=lambda number: self.choose_customer(number, name), failed=self._not_saved
        )

    def _choose(self, what: str, value: object) -> None:
        note = self.state.note
        match value:
            case Kind():
                note = replace(note, kind=value)
            case Starter():
                note = replace(note, started_by=value)
            case bool():
                note = replace(note, noticed=value) if what == "noticed" else replace(note, private=value)
            case int():
                note = replace(note, minutes=value)
        self._change(note)

    def _choose_when(self, code: str) -> None:
        self._change(replace(self.state.note, happened_at=moment_of(code, self.now())))

    def _show(self, state: NoteState) -> None:
        self.state = state
        self.present(state)


def ask_about(services: NoteServices, actor: Actor, customer_id: int | None) -> About:
    """What is known of a customer; of one behind the fence only the name, and whom to ask."""
    kinds = tuple(name for name, _ in services.complaints.kinds(actor))
    if customer_id is None:
        return About("", kinds=kinds)
    customers = services.customers
    entry = customers.directory_entry(actor, customer_id)
    try:
        contacts = customers.contacts(actor, customer_id)
        pressure = customers.pressure(actor, customer_id)
    except NotAllowed as refusal:
        return About(entry.name, kinds=kinds, refused=str(refusal))
    return About(entry.name, contacts, pressure, kinds)


def moment_of(code: str, now: datetime) -> datetime | None:
    """The moment a choice of time means; None is now."""
    local = now.astimezone()
    if code == "hour":
        return now - timedelta(hours=1)
    if code == "morning":
        nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
        return min(nine, now - timedelta(minutes=1))
    if code == "yesterday":
        return (local - timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    return None
