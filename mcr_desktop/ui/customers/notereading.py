"""Reading one entry of the timeline in full, and correcting it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from mcr_desktop.domain.conversations import EntryKind, Revision, TimelineEntry
from mcr_desktop.domain.errors import McrError
from mcr_desktop.ui.customers.asks import CustomerAsk, ReviseNote
from mcr_desktop.ui.customers.notesheet import NoteSheet

if TYPE_CHECKING:
    from mcr_desktop.services.conversations import ConversationService
    from mcr_desktop.ui.customers.onecustomer import CustomerPresenter


@dataclass(eq=False)
class NoteReading:
    """The part of a customer's presenter that opens notes."""

    host: CustomerPresenter
    conversations: ConversationService
    _sheet: NoteSheet | None = None

    def __post_init__(self) -> None:
        self.host.page.note_wanted.connect(self.open)

    def open(self, entry: TimelineEntry) -> None:
        """Show an entry; of a conversation with all its wordings."""
        host = self.host
        if entry.entry is not EntryKind.CONVERSATION:
            host.page.show_note(entry, ())
            return
        read = partial(self.conversations.revisions, host.actor, entry.id)
        done = partial(self._show, entry)
        host.deeds.jobs.start((self, "note"), read, done, partial(host.deeds.failed, None))

    def answered(self, ask: CustomerAsk) -> None:
        """The correction is saved: close the sheet it was made on."""
        if isinstance(ask, ReviseNote) and self._sheet is not None:
            self._sheet.accept()

    def failed(self, ask: CustomerAsk, error: McrError) -> None:
        """Say on the sheet why it was not saved, the words staying; else in a toast."""
        if isinstance(ask, ReviseNote) and self._sheet is not None:
            self._sheet.say_problem(str(error))
        else:
            self.host.deeds.toasts.say(str(error), tone="bad")

    def _show(self, entry: TimelineEntry, revisions: tuple[Revision, ...]) -> None:
        self._sheet = self.host.page.show_note(entry, revisions)
        self._sheet.finished.connect(self._closed)

    def _closed(self) -> None:
        self._sheet = None
