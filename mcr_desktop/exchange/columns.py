"""Which column gives which field: what a person said, then what the headings and the values suggest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mcr_desktop.domain.errors import Refused, WrongUse
from mcr_desktop.exchange.dates import DateOrder, parse_moment
from mcr_desktop.exchange.fields import (
    FIELDS,
    RESERVED_ATTRIBUTES,
    WEAK,
    Field,
    Shape,
    fields_of,
    folded_heading,
)
from mcr_desktop.exchange.records import ImportKind
from mcr_desktop.exchange.rows import Table, TableRow
from mcr_desktop.exchange.values import looks_like_email, parse_number
from mcr_desktop.exchange.words import COMPLAINT_STATES, closest, find_word

ATTRIBUTE = "attribute:"
_LONGEST_ATTRIBUTE = 60
_COMPUTED: Mapping[ImportKind, frozenset[str]] = {ImportKind.CUSTOMERS: frozenset({"tier"})}
"""Columns of our own exports that follow from the rest, and are made anew instead of brought in."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of every field in the rows of one table, and how it was found.

    places: field name to column, counted from 0.
    attributes: the open attributes of complaints with their columns, in the order they were named.
    guessed: one sentence for each field whose column nobody named.
    named: the fields whose columns a person named.
    unused: the columns that give nothing, but for what our own exports compute.
    """

    kind: ImportKind
    header: tuple[str, ...]
    places: Mapping[str, int]
    attributes: tuple[tuple[str, int], ...] = ()
    guessed: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()

    def column_of(self, name: str) -> str:
        """The heading under which a field stands; blank where it has no column."""
        place = self.places.get(name)
        return "" if place is None else self.header[place]

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that no field takes anything from."""
        used = {*self.places.values(), *(place for _, place in self.attributes)}
        return tuple(
            name
            for place, name in enumerate(self.header)
            if place not in used and folded_heading(name) not in _COMPUTED.get(self.kind, ())
        )


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """FIELD=COLUMN as typed after --map; nothing behind the = leaves a field out on purpose.

    Raises WrongUse for a pair without =, and for a field that is named twice.
    """
    mapping: dict[str, str] = {}
    for pair in pairs:
        name, sign, column = pair.partition("=")
        if not sign or not name.strip():
            raise WrongUse(f"--map needs FIELD=COLUMN, and '{pair}' is not of that form.")
        if name.strip() in mapping:
            raise WrongUse(f"--map names the field {name.strip()} twice.")
        mapping[name.strip()] = column
    return mapping


def match_columns(
    kind: ImportKind, table: Table, mapping: Mapping[str, str] | None = None, *, key: str | None = None
) -> Columns:
    """Find the column of every field this kind knows.

    What the person named always wins; the rest is guessed from the headings and held against the first
    values.  Each column is guessed for one field at most, and none that the person gave to another.

    Raises WrongUse for a field that does not exist, Refused for a column that does not, and Refused where
    a field that must be given has no column.
    """
    matching = _Matching(kind, table.header)
    for name, column in (mapping or {}).items():
        matching.take(name, column)
    if key is not None:
        if kind is not ImportKind.CUSTOMERS:
            raise WrongUse(f"--key belongs to the import of customers, not of {kind}.")
        matching.take("key", key)
    named = frozenset(matching.places)
    matching.guess(table.sample())
    matching.require(table.path.name)
    return Columns(
        kind,
        table.header,
        matching.places,
        tuple(matching.attributes.items()),
        tuple(matching.guessed),
        named,
    )


@dataclass(slots=True)
class _Matching:
    """Fields find their columns one after the other."""

    kind: ImportKind
    header: tuple[str, ...]
    places: dict[str, int] = field(default_factory=dict)
    attributes: dict[str, int] = field(default_factory=dict)
    guessed: list[str] = field(default_factory=list)
    _left_out: set[str] = field(default_factory=set)

    def take(self, given: str, column: str) -> None:
        """A field and the column a person named for it."""
        if given.casefold().startswith(ATTRIBUTE):
            self._take_attribute(given[len(ATTRIBUTE) :].strip(), column)
            return
        name = given.casefold().replace("-", "_").replace(" ", "_")
        if name not in fields_of(self.kind):
            raise WrongUse(_unknown(given, "field", f"for {self.kind}", fields_of(self.kind)))
        if column == "":
            self._left_out.add(name)
        else:
            self.places[name] = self._find(column)

    def _take_attribute(self, name: str, column: str) -> None:
        if self.kind is not ImportKind.COMPLAINTS:
            raise WrongUse(f"Only complaints have open attributes, {self.kind} have none.")
        if not name or len(name) > _LONGEST_ATTRIBUTE:
            raise WrongUse(f"The name of an attribute has 1 to {_LONGEST_ATTRIBUTE} characters.")
        if name.casefold() in RESERVED_ATTRIBUTES:
            raise WrongUse(
                f"'{name}' is no open attribute; the fields are: {', '.join(fields_of(self.kind))}."
            )
        if any(name.casefold() == known.casefold() for known in self.attributes):
            raise WrongUse(f"--map names the attribute {name} twice.")
        self.attributes[name] = self._find(column)

    def _find(self, column: str) -> int:
        if column in self.header:
            return self.header.index(column)
        near = [
            place for place, name in enumerate(self.header) if folded_heading(name) == folded_heading(column)
        ]
        if len(near) == 1 and folded_heading(column):
            return near[0]
        raise Refused(_unknown(column, "column", "in this file", self.header))

    def guess(self, sample: Sequence[TableRow]) -> None:
        """Find columns for the fields nobody named, by heading, then mail addresses by their look."""
        free = self._free_columns()
        for each in self._open_fields():
            if each.name in ("given", "family") and "name" in self.places:
                continue
            heading = _heading_for(each, free, sample)
            if heading is not None:
                self._settle(each, free.pop(heading), "")
        for each in self._open_fields():
            if each.shape is Shape.EMAIL:
                self._guess_by_look(each, free, sample)

    def _free_columns(self) -> dict[str, int]:
        used = {*self.places.values(), *self.attributes.values()}
        free: dict[str, int] = {}
        for place, name in enumerate(self.header):
            if place not in used:
                free.setdefault(folded_heading(name), place)
        return free

    def _open_fields(self) -> list[Field]:
        return [
            each
            for each in FIELDS[self.kind]
            if each.name not in self.places and each.name not in self._left_out
        ]

    def _guess_by_look(self, each: Field, free: Mapping[str, int], sample: Sequence[TableRow]) -> None:
        for place in free.values():
            values = [row.cells[place].strip() for row in sample if row.cells[place].strip()]
            if len(values) >= 3 and all(map(looks_like_email, values)):
                self._settle(each, place, ", by what stands in it")
                return

    def _settle(self, each: Field, place: int, why: str) -> None:
        self.places[each.name] = place
        self.guessed.append(f"{each.title} is taken from column {self.header[place]}{why}.")

    def require(self, file: str) -> None:
        """Raise Refused where a field that must be given has no column."""
        for each in FIELDS[self.kind]:
            if each.required and each.name not in self.places:
                raise Refused(self._missing(file, each.name))
        if self.kind is ImportKind.CONTACTS and not {"name", "given", "family"} & set(self.places):
            raise Refused(self._missing(file, "name"))

    def _missing(self, file: str, name: str) -> str:
        return (
            f"{file}: no column was found for {name}; say which with --map {name}=COLUMN. "
            f"The columns are: {_listed(self.header)}."
        )


def _unknown(given: str, what: str, where: str, known: Sequence[str]) -> str:
    near = closest(given, known)
    hint = f" Did you mean {near}?" if near is not None else ""
    return f"There is no {what} called '{given}' {where}.{hint} The {what}s are: {_listed(known)}."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:40])
    return shown if len(names) <= 40 else f"{shown} and {len(names) - 40} more"


def _heading_for(each: Field, free: Mapping[str, int], sample: Sequence[TableRow]) -> str | None:
    """Which of the free headings gives a field: its own name whatever stands below it, then one whose
    values agree, then one that says plainly what it is, so that its unreadable values are refused by row
    instead of lost with the column.
    """
    known = [heading for heading in each.headings if heading in free]
    own = folded_heading(each.name)
    if own in known and each.shape is not Shape.TEXT:
        return own
    for heading in known:
        if _agrees(each, [row.cells[free[heading]] for row in sample]):
            return heading
    plain = [heading for heading in known if each.shape is not Shape.KEY and heading not in WEAK]
    return plain[0] if plain else None


def _agrees(each: Field, values: Sequence[str]) -> bool:
    """Whether the first values of a column could be of this field; a column without any says nothing."""
    given = [value.strip() for value in values if value.strip()]
    if not given:
        return each.shape is not Shape.KEY
    if each.shape is Shape.KEY:
        return len(given) == len(values) and len(set(given)) == len(given)
    looks = _LOOKS.get(each.shape)
    return looks is None or sum(map(looks, given)) >= 0.8 * len(given)


def _is_date(text: str) -> bool:
    for order in DateOrder:
        try:
            parse_moment(text, order)
        except ValueError:
            continue
        return True
    return False


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


def _is_state(text: str) -> bool:
    return find_word(text, COMPLAINT_STATES) is not None


_LOOKS: Mapping[Shape, Callable[[str], bool]] = {
    Shape.STATE: _is_state,
    Shape.DATE: _is_date,
    Shape.MONEY: _is_number,
    Shape.EMAIL: lambda text: "@" in text,
    Shape.PHONE: lambda text: any(sign.isdigit() for sign in text),
}
