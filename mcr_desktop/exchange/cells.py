"""The cells of one row as values, asked for by field; what cannot be read is noted with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from mcr_desktop.exchange.columns import Columns
from mcr_desktop.exchange.dates import DateReader
from mcr_desktop.exchange.fields import FIELDS
from mcr_desktop.exchange.records import Bad
from mcr_desktop.exchange.rows import TableRow
from mcr_desktop.exchange.values import (
    NOTHING,
    looks_like_email,
    parse_money,
    parse_number,
    parse_yes_no,
    tidy_phone,
)  # fmt: skip
from mcr_desktop.exchange.words import closest, find_word, parse_scale

Word = TypeVar("Word")
Value = TypeVar("Value")

LONGEST_ATTRIBUTE = 300
_LINE_ENDS = re.compile(r"\s*[\r\n\t\v\f\x85\u2028\u2029]+\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SEVERAL = " ::: "
_SHOWN = 80
_ALWAYS_FITS = 60
_REMEMBERED = 20_000
_NO_MOMENT = datetime(1, 1, 1)  # noqa: DTZ001  stands in a record that nobody will see


@dataclass(slots=True)
class CellReader:
    """Knows the columns of a table and how its dates and amounts are written; gives the cells of each row."""

    columns: Columns
    dates: Mapping[str, DateReader]
    decimal_commas: frozenset[str] = frozenset()
    lengths: dict[str, int | None] = field(default_factory=dict)
    _amounts: dict[str, Decimal | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lengths.update({each.name: each.longest for each in FIELDS[self.columns.kind]})

    def money(self, name: str, text: str) -> Decimal | None:
        """The amount in a cell of a field; amounts come again and again, so they are remembered."""
        comma = name in self.decimal_commas
        if text in self._amounts and not comma:
            return self._amounts[text]
        amount = parse_money(text, decimal_comma=comma)
        if not comma and len(self._amounts) < _REMEMBERED:
            self._amounts[text] = amount
        return amount

    def cells(self, row: TableRow) -> Cells:
        """The cells of one row."""
        return Cells(self, row)


@dataclass(slots=True)
class Cells:
    """One row being read: values are handed out, problems and remarks are gathered."""

    reader: CellReader
    row: TableRow
    problems: list[Bad] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def raw(self, name: str) -> str:
        """The cell of a field as it stands in the file; blank where the field has no column."""
        place = self.reader.columns.places.get(name)
        return "" if place is None else self.row.cells[place]

    def line(self, name: str, *, required: bool = False) -> str:
        """A text of one line, without blanks at its ends."""
        place = self.reader.columns.places.get(name)
        value = "" if place is None else self.row.cells[place].strip()
        if not value:
            if required:
                self.fail(name, "nothing is given here, and it must be")
            return ""
        if not value.isprintable():
            value = self._cleaned(name, _LINE_ENDS.sub(" ", value))
        if len(value) <= _ALWAYS_FITS:
            return value
        return self._fitting(name, value, self.reader.lengths.get(name, 200))

    def text(self, name: str, *, required: bool = False) -> str:
        """A text of any length whose lines stay lines."""
        value = self.raw(name)
        if not value.strip():
            if required:
                self.fail(name, "nothing is given here, and it must be")
            return ""
        if value.isprintable():
            return value
        return self._cleaned(name, value.replace("\r\n", "\n").replace("\r", "\n"))

    def moment(self, name: str) -> datetime | None:
        """A date with or without a time of day."""
        reader = self.reader.dates.get(name)
        return None if reader is None else self._read(name, reader.moment)

    def day(self, name: str) -> date | None:
        """A date."""
        moment = self.moment(name)
        return None if moment is None else moment.date()

    def required_moment(self, name: str) -> datetime:
        """A date that must be given; where it is not, the row is bad and the value does not matter."""
        before = len(self.problems)
        moment = self.moment(name)
        if moment is None:
            if len(self.problems) == before:
                self.fail(name, "no date is given here, and it must be")
            return _NO_MOMENT
        return moment

    def money(self, name: str) -> Decimal | None:
        """An amount to the cent."""
        if name not in self.reader.columns.places:
            return None
        return self._read(name, lambda text: self.reader.money(name, text))

    def number(self, name: str) -> Decimal | None:
        """A number with as many decimals as it has."""
        comma = name in self.reader.decimal_commas
        return self._read(name, lambda text: parse_number(text, decimal_comma=comma))

    def scale(self, name: str, words: Mapping[str, int]) -> int | None:
        """A step from 1 to 5."""
        return self._read(name, lambda text: parse_scale(text, words, name))

    def yes_no(self, name: str) -> bool:
        """Yes or no; nothing means no."""
        return bool(self._read(name, parse_yes_no))

    def word(self, name: str, words: Mapping[str, Word]) -> Word | None:
        """One of our own words, which must be understood."""
        given = self.raw(name).strip()
        if given.casefold() in NOTHING:
            return None
        meaning = find_word(given, words)
        if meaning is None:
            known = list(dict.fromkeys(str(each) for each in words.values()))
            near = closest(given, known)
            hint = f"; did you mean {near}?" if near is not None else ""
            self.fail(name, f"'{given[:_SHOWN]}' is none of: {', '.join(known)}{hint}")
        return meaning

    def known_word(self, name: str, words: Mapping[str, Word]) -> Word | None:
        """One of our own words, where another word does no harm and is only remarked upon."""
        given = self.raw(name).strip()
        if given.casefold() in NOTHING:
            return None
        meaning = find_word(given, words)
        if meaning is None:
            self.remarks.append(f"{name} '{given[:_SHOWN]}' is not known here and is left out")
        return meaning

    def email(self, name: str) -> str:
        """A mail address, kept as typed even where it does not look like one."""
        given = self._first_of_several(name, self.line(name))
        if given and not looks_like_email(given):
            self.remarks.append(f"'{given[:_SHOWN]}' does not look like a mail address")
        return given

    def phone(self, name: str) -> str:
        """A phone number, kept as typed where it does not look like one."""
        given = self._first_of_several(name, self.line(name))
        if given.casefold() in NOTHING:
            return ""
        tidy, looks_right = tidy_phone(given)
        if not looks_right:
            self.remarks.append(f"'{given[:_SHOWN]}' does not look like a phone number")
        return self._fitting(name, tidy, 60)

    def attributes(self) -> dict[str, str]:
        """The open attributes of a complaint; blank ones are left out."""
        found = {}
        for name, place in self.reader.columns.attributes:
            value = self.row.cells[place].strip()
            if value:
                found[name] = self._attribute(name, value)
        return found

    def _attribute(self, name: str, value: str) -> str:
        if not value.isprintable():
            value = self._cleaned(name, _LINE_ENDS.sub(" ", value))
        return self._fitting(name, value, LONGEST_ATTRIBUTE)

    def fail(self, name: str, reason: str) -> None:
        """Note that the cell of a field cannot be read, and why."""
        column = self.reader.columns.column_of(name) or name
        self.problems.append(Bad(self.row.number, column, self.raw(name)[:_SHOWN], reason))

    def is_blank(self, *names: str) -> bool:
        """Whether none of these fields is given."""
        places, cells = self.reader.columns.places, self.row.cells
        return all(name not in places or not cells[places[name]].strip() for name in names)

    def has_column(self, name: str) -> bool:
        """Whether the file has a column for this field."""
        return name in self.reader.columns.places

    def _read(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        given = self.raw(name)
        try:
            return parse(given)
        except ValueError as error:
            self.fail(name, f"'{given.strip()[:_SHOWN]}': {error}")
            return None

    def _cleaned(self, name: str, value: str) -> str:
        control = _CONTROL.search(value)
        if control is not None:
            self.fail(name, f"there is an invisible control character here (U+{ord(control.group()):04X})")
        return value

    def _fitting(self, name: str, value: str, longest: int | None) -> str:
        if longest is not None and len(value) > longest:
            self.fail(name, f"this is {len(value)} characters long; at most {longest} are kept")
        return value

    def _first_of_several(self, name: str, value: str) -> str:
        """Address books put several numbers into one cell, parted by three colons."""
        first, sign, _ = value.partition(_SEVERAL)
        if sign:
            self.remarks.append(f"several values stand under {name}; the first is taken")
        return first.strip()
