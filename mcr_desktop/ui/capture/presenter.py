"""What the capture window does: a note from any place, saved or kept, never lost.

Needs the services of `NoteServices`, the window's `Deeds` (jobs, history, toasts, bulletin), who acts and
the clock.  `opened(customer_id)` is called after "Save and open".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from mcr_desktop.domain.conversations import Draft, EntryKind, Starter, TimelineEntry
from mcr_desktop.ui.capture.desk import NoteDesk, NoteServices
from mcr_desktop.ui.capture.page import CaptureWindow
from mcr_desktop.ui.deeds import Deeds, expected

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor

SEEN = 60


@dataclass(eq=False)
class CapturePresenter:
    """One capture window over one workspace."""

    window: CaptureWindow
    services: NoteServices
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    opened: Callable[[int], None] = field(default=lambda _: None)
    desk: NoteDesk = field(init=False)

    def __post_init__(self) -> None:
        window, actor = self.window, self.actor
        self.desk = NoteDesk(
            window.form, self.services, self.deeds, actor, self.now, window.present, self._saved
        )
        self.window.closed.connect(self.desk.keep)
        self.window.form.contacts_wanted.connect(self._show_contacts)

    def open(self, customer_id: int | None = None, text: str = "") -> None:
        """Begin a note, or go on with the one that was left: words are never thrown away."""
        note = self.desk.state.note
        going_on = not note.is_empty and customer_id in (None, note.customer_id)
        if not going_on:
            self.desk.keep()
            self.desk.begin(customer_id, text)
        elif text:
            self.window.form.edit.add_line(text)
        self.window.start()

    def open_draft(self, uuid: str) -> None:
        """Go on with a draft that was kept."""
        if self.desk.state.note.uuid == uuid:
            self.window.start()
            return
        self.desk.keep()
        find = partial(self.services.drafts.all, self.actor)
        self.deeds.jobs.start((self, "drafts"), find, partial(self._resume, uuid), self._failed)

    def _resume(self, uuid: str, drafts: tuple[Draft, ...]) -> None:
        found = next((draft for draft in drafts if draft.uuid == uuid), None)
        if found is not None:
            self.desk.resume(found)
        self.window.start()

    def _saved(self, customer_id: int, open_after: bool) -> None:
        self.desk.begin()
        self.window.hide()
        if open_after:
            self.opened(customer_id)

    def _show_contacts(self) -> None:
        customer_id = self.desk.state.note.customer_id
        if customer_id is None:
            return
        read = partial(
            self.services.conversations.timeline,
            self.actor,
            customer_id,
            kinds=(EntryKind.CONVERSATION,),
            limit=SEEN,
        )
        self.deeds.jobs.start((self, "contacts"), read, self._seen, self._failed)

    def _seen(self, entries: tuple[TimelineEntry, ...]) -> None:
        pressure = self.desk.state.note.pressure
        count = pressure.started_by_us if pressure is not None else 0
        ours = tuple(entry for entry in entries if entry.started_by is Starter.US)
        self.window.show_contacts(ours[:count])

    def _failed(self, error: Exception) -> None:
        self.deeds.toasts.say(expected(error), tone="bad")
