"""What makes a row look odd although it can be read: a name that came before, hardly anything in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from mcr_desktop.exchange.cells import Cells
from mcr_desktop.exchange.records import (
    Imported,
    ImportedContact,
    ImportedConversation,
    ImportedCustomer,
    ImportedOrder,
    ImportedUser,
    ImportKind,
)  # fmt: skip
from mcr_desktop.exchange.rows import TableRow

_NAMED_BY: Mapping[ImportKind, frozenset[str]] = {
    ImportKind.CUSTOMERS: frozenset({"key", "name"}),
    ImportKind.CONTACTS: frozenset({"customer", "name", "given", "family"}),
    ImportKind.COMPLAINTS: frozenset({"customer", "received", "reference"}),
}
"""The fields that only say whom a row is about; a row with nothing else is nearly empty."""


@dataclass(slots=True)
class Oddities:
    """Notices what repeats itself within one file."""

    kind: ImportKind
    _names: dict[str, int] = field(default_factory=dict)
    _keys: dict[str, int] = field(default_factory=dict)

    def of(self, record: Imported, row: TableRow, cells: Cells) -> tuple[str, ...]:
        """What a person should look at in this row, in words."""
        found = [
            *self._repetitions(record),
            *_nearly_empty(self.kind, cells),
        ]
        if row.is_short:
            found.append(f"the row ends {row.missing} cells before the headings do")
        return tuple(found)

    def _repetitions(self, record: Imported) -> list[str]:
        found = []
        name, key = _marks(record)
        mark = "key" if self.kind is ImportKind.CUSTOMERS else "reference"
        for what, value, seen in (("name", name, self._names), (mark, key, self._keys)):
            first = seen.setdefault(value, record.row) if value else record.row
            if first != record.row:
                found.append(f"the same {what} stands in row {first}")
        return found


def folded_name(text: str) -> str:
    """A name without case and without the difference between composed and decomposed letters."""
    return unicodedata.normalize("NFKC", " ".join(text.split())).casefold()


def _marks(record: Imported) -> tuple[str, str]:
    """By what a record is recognised within its file: a name, and a key or reference."""
    match record:
        case ImportedCustomer(name=name, key=key):
            return folded_name(name), key.casefold()
        case ImportedContact(name=name, customer=customer):
            return f"{folded_name(customer)}\n{folded_name(name)}", ""
        case ImportedUser(name=name):
            return folded_name(name), ""
        case ImportedOrder(reference=reference) | ImportedConversation(reference=reference):
            return "", reference
        case _:
            return "", ""


def _nearly_empty(kind: ImportKind, cells: Cells) -> list[str]:
    naming = _NAMED_BY.get(kind)
    if naming is None:
        return []
    others = [name for name in cells.reader.columns.places if name not in naming]
    if len(others) < 2 or not cells.is_blank(*others) or cells.attributes():
        return []
    return ["the row is nearly empty"]
