"""What every presenter does with a deed: in a job, said with a way back, and told to whoever looks on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mcr_desktop.domain.errors import McrError
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.notices import Toasts

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.history import HistoryService

Result = TypeVar("Result")


class Bulletin(QObject):
    """Tells everybody in this process that a customer's records have changed."""

    changed = Signal(object)
    """The customer's id, or None where it may be any."""


def expected(error: Exception) -> str:
    """The sentence of an expected failure; a defect is raised again and rises to the hook."""
    if isinstance(error, McrError):
        return str(error)
    raise error


@dataclass(eq=False)
class Deeds:
    """Does deeds for the pages of one window.

    Every deed has a key of its own: a later one never silences an earlier one.
    """

    jobs: Runner
    history: HistoryService
    actor: Actor
    toasts: Toasts
    bulletin: Bulletin
    _numbers: count[int] = field(default_factory=count)

    def do(
        self,
        work: Callable[[], Result],
        said: str,
        customer_id: int | None,
        *,
        after: Callable[[Result], None] | None = None,
        failed: Callable[[McrError], None] | None = None,
        undo: bool = True,
    ) -> None:
        """Do it; then say so with Undo, and tell everybody.  An expected failure is said in its own words."""

        def done(result: Result) -> None:
            self.bulletin.changed.emit(customer_id)
            if after is not None:
                after(result)
            if said:
                self.toasts.say(said, partial(self.undo, customer_id) if undo else None)

        self.jobs.start(self._key(), work, done, partial(self.failed, failed))

    def undo(self, customer_id: int | None = None) -> None:
        """Take back the last deed of this person and say which it was."""
        said = QCoreApplication.translate("deeds", "Undone: {deed}.")
        self._step(partial(self.history.undo, self.actor), said, customer_id)

    def redo(self) -> None:
        """Do the last undone deed again and say which it was."""
        said = QCoreApplication.translate("deeds", "Done again: {deed}.")
        self._step(partial(self.history.redo, self.actor), said, None)

    def _step(self, work: Callable[[], str], said: str, customer_id: int | None) -> None:
        def done(deed: str) -> None:
            self.bulletin.changed.emit(customer_id)
            self.toasts.say(said.format(deed=deed))

        self.jobs.start(self._key(), work, done, partial(self.failed, None))

    def failed(self, told: Callable[[McrError], None] | None, error: Exception) -> None:
        """Say what went wrong where it was asked, else in a toast; a defect rises."""
        sentence = expected(error)
        if told is not None and isinstance(error, McrError):
            told(error)
        else:
            self.toasts.say(sentence, tone="bad")

    def _key(self) -> Hashable:
        return (self, "deed", next(self._numbers))
