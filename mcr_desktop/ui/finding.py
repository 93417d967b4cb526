"""What the one box finds: customers and people by likeness, notes by their words, and every command."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.conversations import EntryKind, Hit
from mcr_desktop.domain.customers import Named
from mcr_desktop.domain.people import Actor
from mcr_desktop.ui.dates import moment
from mcr_desktop.ui.deeds import expected
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.palette import Palette, PaletteRow, Wanted, command_rows

if TYPE_CHECKING:
    from mcr_desktop.services.search import SearchService
    from mcr_desktop.ui.commands import Commands

MOST_NOTES = 8
MOST_NAMES = 8
ICONS = {
    EntryKind.CONVERSATION: "message-circle",
    EntryKind.COMPLAINT: "flag",
    EntryKind.FACT: "leaf",
    EntryKind.PROMISE: "handshake",
    EntryKind.MESSAGE: "inbox",
}


def _said(text: str) -> str:
    return QCoreApplication.translate("palette", text)


@dataclass(eq=False)
class FindingPresenter:
    """Fills the palette; opening goes to a customer or does a command."""

    palette: Palette
    search: SearchService
    commands: Callable[[], Commands]
    jobs: Runner
    actor: Actor
    today: Callable[[], date]
    go: Callable[[str, object], None]
    log: Callable[[int], None]
    recent: Callable[[], tuple[PaletteRow, ...]] = tuple

    def __post_init__(self) -> None:
        self.palette.asked.connect(self._find)
        self.palette.opened.connect(self._open)
        self.palette.logged.connect(self._log)

    def _find(self, wanted: Wanted) -> None:
        if wanted.prefix == ">":
            self._show(command_rows(self.commands(), wanted.text, _said("Commands")), wanted)
        elif wanted.prefix == "?":
            self._show(command_rows(self.commands(), wanted.text, _said("Keys")), wanted)
        elif not wanted.text:
            self._show(self.recent(), wanted)
        else:
            work = partial(self._search, wanted)
            self.jobs.start((self, "find"), work, lambda rows: self._show(rows, wanted), self._failed)

    def _search(self, wanted: Wanted) -> tuple[PaletteRow, ...]:
        named = () if wanted.prefix == "#" else self.search.palette(self.actor, wanted.text, MOST_NAMES)
        if wanted.prefix == "@":
            return tuple(_name_row(each) for each in named if each.contact_id is not None)
        hits = self.search.find(self.actor, wanted.text, MOST_NOTES)
        if wanted.prefix == "#":
            hits = tuple(hit for hit in hits if hit.entry is EntryKind.COMPLAINT)
        commands = () if wanted.prefix else command_rows(self.commands(), wanted.text, _said("Commands"))
        found = (*map(_name_row, named), *(_hit_row(hit, self.today()) for hit in hits), *commands)
        groups = list(dict.fromkeys(row.group for row in found))  # each once, the one with the best first
        return tuple(sorted(found, key=lambda row: groups.index(row.group)))

    def _show(self, rows: tuple[PaletteRow, ...], wanted: Wanted) -> None:
        nothing = _said("Nothing like '{text}'.").format(text=wanted.text) if wanted.text else ""
        self.palette.show_rows(rows, nothing)

    def _failed(self, error: Exception) -> None:
        self.palette.show_rows((), expected(error))

    def _open(self, key: Hashable) -> None:
        match key:
            case ("command", str(command)):
                self.commands().get(command).do()
            case ("customer", int(customer), *_):
                self.go("customers", customer)

    def _log(self, key: Hashable) -> None:
        match key:
            case ("customer", int(customer), *_):
                self.log(customer)


def _name_row(named: Named) -> PaletteRow:
    person = named.contact_id is not None
    group = _said("People") if person else _said("Customers")
    key = ("customer", named.customer_id, named.contact_id)
    return PaletteRow(key, named.name, named.detail, group, avatar=named.name, square=not person)


def _hit_row(hit: Hit, today: date) -> PaletteRow:
    where = f"{hit.customer} · {moment(hit.at, today)}"
    key = ("customer", hit.customer_id, hit.entry.value, hit.id)
    return PaletteRow(key, hit.line, where, _said("Notes, complaints and facts"), ICONS[hit.entry])
