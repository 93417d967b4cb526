"""Customers kept at hand in the sidebar: pinned by hand, remembered with the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.customers import CustomerRow
from mcr_desktop.ui.deeds import Deeds, expected
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.sidebar import Pinned

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.customers import CustomerService

MOST = 8
AT_FIRST = 4
NOBODY = "-"
WORD = "pinned"


def _said(text: str) -> str:
    return QCoreApplication.translate("pins", text)


@dataclass(eq=False)
class Pins:
    """Which customers are pinned; until somebody chooses, the first of one's own."""

    shell: Shell
    customers: CustomerService
    deeds: Deeds
    actor: Actor
    in_hand: Callable[[], int | None]
    rows: tuple[CustomerRow, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self.shell.sidebar.pin_wanted.connect(self.toggle)
        self.deeds.bulletin.changed.connect(lambda _: self.load())

    def load(self) -> None:
        """Read the pinned customers as they are now."""
        chosen = self.shell.memory.word(WORD)
        self.deeds.jobs.start((self, "pins"), lambda: self._read(chosen), self._loaded, self._failed)

    def toggle(self) -> None:
        """Pin the customer in hand, or take the pin out."""
        customer_id = self.in_hand()
        if customer_id is None:
            self.shell.toasts.say(_said("Open a customer first; then pin it here."), tone="info")
            return
        before = tuple(row.id for row in self.rows)
        pinned = customer_id not in before
        after = (*before, customer_id) if pinned else tuple(each for each in before if each != customer_id)
        self._keep(after[-MOST:])
        said = _said("Pinned.") if pinned else _said("No longer pinned.")
        self.shell.toasts.say(said, lambda: self._keep(before))

    def _keep(self, ids: tuple[int, ...]) -> None:
        self.shell.memory.keep(WORD, ",".join(map(str, ids)) or NOBODY)
        self.load()

    def _read(self, chosen: str) -> tuple[CustomerRow, ...]:
        if not chosen:
            ids = self.customers.ids(self.actor, saved="mine", sort="value", descending=True)[:AT_FIRST]
        else:
            ids = [int(each) for each in chosen.split(",") if each.isdigit()]
        return self.customers.rows(self.actor, ids)

    def _loaded(self, rows: tuple[CustomerRow, ...]) -> None:
        self.rows = rows
        self.shell.sidebar.show_pinned(tuple(map(_pinned, rows)))

    def _failed(self, error: Exception) -> None:
        self.shell.toasts.say(expected(error), tone="bad")


def _pinned(row: CustomerRow) -> Pinned:
    if not row.open_complaints:
        return Pinned(row.id, row.name)
    return Pinned(row.id, row.name, "triangle-alert", "bad", _said("open complaints"))
