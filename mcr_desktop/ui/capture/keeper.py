"""Keeps drafts one after the other, so that an older wording never lands on a newer one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from mcr_desktop.ui.capture.composing import Note
from mcr_desktop.ui.jobs import Runner

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.drafts import DraftService


@dataclass(eq=False)
class DraftKeeper:
    """Keeps the words of a note that are not kept yet; one that became empty is forgotten."""

    drafts: DraftService
    jobs: Runner
    actor: Actor
    now: Callable[[], datetime]
    kept: Callable[[Note], None]
    failed: Callable[[Exception], None]
    _words: tuple[str, str] = ("", "")
    _busy: bool = False

    def begin(self, note: Note) -> None:
        """These words are kept already, or there are none."""
        self._words = (note.uuid, note.text)

    def keep(self, note: Note) -> None:
        """Keep them now, unless they are, or an earlier wording is still under way: it calls again."""
        words = (note.uuid, note.text)
        if self._busy or words == self._words:
            return
        if note.is_empty:
            work = partial(self.drafts.drop, self.actor, note.uuid)
        else:
            work = partial(self.drafts.keep, self.actor, note.draft(self.now()))
        self._busy = True
        self.jobs.start((self, "keep"), work, partial(self._done, note), self._not_kept)

    def _done(self, note: Note, _: None) -> None:
        self._busy = False
        if note.uuid == self._words[0]:
            self._words = (note.uuid, note.text)
        self.kept(note)

    def _not_kept(self, error: Exception) -> None:
        self._busy = False
        self.failed(error)
