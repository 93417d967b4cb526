"""Reading the timeline: filtered, and older entries as somebody goes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from mcr_desktop.domain.conversations import EntryKind, TimelineEntry
from mcr_desktop.ui.customers.reading import AT_ONCE, Reader
from mcr_desktop.ui.deeds import expected

if TYPE_CHECKING:
    from mcr_desktop.ui.customers.onecustomer import CustomerPresenter


@dataclass(eq=False)
class TimelineReading:
    """The part of a customer's presenter that reads what was said and done."""

    host: CustomerPresenter
    reader: Reader

    def __post_init__(self) -> None:
        page = self.host.page
        page.kinds_chosen.connect(self.choose_kinds)
        page.filtered.connect(self.filter)
        page.older_wanted.connect(self.read_older)

    def choose_kinds(self, kinds: tuple[EntryKind, ...]) -> None:
        """Show only entries of these kinds; none means all."""
        text = self.host.state.text if kinds else ""
        self.host.show(replace(self.host.state, kinds=kinds, text=text))
        self._read()

    def filter(self, text: str) -> None:
        """Show only entries with these words."""
        self.host.show(replace(self.host.state, text=text))
        self._read()

    def read_older(self) -> None:
        """Read what came before the oldest that is shown."""
        state = self.host.state
        if state.complete or not state.entries or state.customer_id is None:
            return
        last = state.entries[-1]
        read = partial(self.reader.entries, state.customer_id, state.kinds, state.text, last)
        self.host.deeds.jobs.start((self, "older"), read, partial(self._older, last), self._failed)

    def _read(self) -> None:
        state = self.host.state
        if state.customer_id is None or state.refused:
            return
        read = partial(self.reader.entries, state.customer_id, state.kinds, state.text, None)
        done = partial(self._newest, state.customer_id)
        self.host.deeds.jobs.start((self, "newest"), read, done, self._failed)

    def _newest(self, customer_id: int, entries: tuple[TimelineEntry, ...]) -> None:
        state = self.host.state
        if customer_id == state.customer_id:
            self.host.show(replace(state, entries=entries, complete=len(entries) < AT_ONCE, problem=""))

    def _older(self, last: TimelineEntry, older: tuple[TimelineEntry, ...]) -> None:
        state = self.host.state
        if state.entries[-1:] == (last,):
            entries = (*state.entries, *older)
            self.host.show(replace(state, entries=entries, complete=len(older) < AT_ONCE))

    def _failed(self, error: Exception) -> None:
        self.host.show(replace(self.host.state, problem=expected(error)))
