"""Rows with their places: numbered records, where the header stands, and what every table keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.formulas import unguarded

MAX_ROWS = 2_000_000
MAX_COLUMNS = 2_000
_LOOKED_AT = 60

Numbered: TypeAlias = tuple[int, Sequence[str]]
"""A record of the file and the number a spreadsheet shows beside it."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row below the header: as many cells as the header has; `problem` says why it cannot be trusted."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    missing: int = 0

    @property
    def is_short(self) -> bool:
        """Whether the row ended before the header did."""
        return self.missing > 0


@dataclass(frozen=True, slots=True)
class Table:
    """A file seen as a header and rows; rows() starts from the top each time it is called."""

    path: Path
    header: tuple[str, ...]
    header_row: int
    guessed: tuple[str, ...]
    records: Callable[[], Iterator[Numbered]]

    def rows(self) -> Iterator[TableRow]:
        """The rows in order, empty ones left out.  Raises Refused where the file cannot be read on."""
        return table_rows(self.path.name, self.records(), self.header_row, len(self.header))

    def sample(self, count: int = 100) -> tuple[TableRow, ...]:
        """The first rows, to guess from."""
        return tuple(islice(self.rows(), count))


def make_table(path: Path, records: Callable[[], Iterator[Numbered]], guessed: Iterable[str]) -> Table:
    """Find the header among the first records and put the table together.

    Raises Refused for a file without any row, or with more columns than anybody means.
    """
    beginning = list(islice(records(), _LOOKED_AT))
    at = header_place(beginning)
    if at is None:
        raise Refused(f"{path.name} has no row with anything in it.")
    number, cells = beginning[at]
    used = _used_width(cells)
    if used > MAX_COLUMNS:
        raise Refused(f"{path.name} has {used:,} columns; at most {MAX_COLUMNS:,} can be read.")
    header, doubled = unique_names([unguarded(cell).strip() for cell in cells[:used]])
    said = list(guessed)
    if any(not _is_blank(row) for _, row in beginning[:at]):
        said.append(f"The headings are in row {number}; what stands above them is left out.")
    said.extend(doubled)
    return Table(path, header, number, tuple(said), records)


def table_rows(name: str, records: Iterator[Numbered], header_row: int, width: int) -> Iterator[TableRow]:
    """The records below the header, made as wide as the header."""
    count = 0
    for number, cells in records:
        text = "".join(cells)
        if number <= header_row or not text or text.isspace():
            continue
        count += 1
        if count > MAX_ROWS:
            raise Refused(f"{name} has more than {MAX_ROWS:,} rows; split it into smaller files.")
        given = tuple(map(unguarded, cells)) if "'" in text else tuple(cells)
        missing = width - len(given)
        if missing == 0:
            yield TableRow(number, given)
        elif missing > 0:
            yield TableRow(number, given + ("",) * missing, missing=missing)
        else:
            yield _wide_row(number, given, width)


def header_place(beginning: Sequence[Numbered]) -> int | None:
    """Where the headings stand: first, unless some programme wrote an introduction above them.

    An introduction is a record with a single cell above wider ones, or anything that a blank line parts
    from a wider record below.
    """
    filled = [place for place, (_, cells) in enumerate(beginning) if not _is_blank(cells)]
    if not filled:
        return None
    widths = Counter(_used_width(beginning[place][1]) for place in filled)
    usual = max(widths, key=lambda width: (widths[width], width))
    if usual == 1:
        return filled[0]
    candidates = [place for place in filled if _filled_cells(beginning[place][1]) > 1]
    if not candidates:
        return filled[0]
    first = candidates[0]
    for place in candidates[1:]:
        blank_between = any(_is_blank(beginning[between][1]) for between in range(first, place))
        if blank_between and _used_width(beginning[first][1]) < usual <= _used_width(beginning[place][1]):
            return place
    return first


def _wide_row(number: int, cells: tuple[str, ...], width: int) -> TableRow:
    if _is_blank(cells[width:]):
        return TableRow(number, cells[:width])
    given = _used_width(cells)
    problem = (
        f"this row has {given} cells where the headings have {width}; a text with a separator needs quotes"
    )
    return TableRow(number, cells[:width], problem)


def unique_names(names: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Column names that differ from one another, and a sentence for each name that stood there twice.

    A column without a name is called by its letter, as in a spreadsheet.
    """
    seen: Counter[str] = Counter()
    taken = {name for name in names if name}
    result: list[str] = []
    sentences: list[str] = []
    for place, given in enumerate(names):
        name = given or f"Column {column_letters(place)}"
        seen[name] += 1
        if seen[name] > 1 or (not given and name in taken):
            name = _free_name(name, max(2, seen[name]), taken)
            if given:
                sentences.append(f"Two columns are called {given}; a later one is called {name} here.")
        taken.add(name)
        result.append(name)
    return tuple(result), sentences


def column_letters(place: int) -> str:
    """A, B, ... Z, AA as a spreadsheet heads its columns; place counts from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _free_name(name: str, number: int, taken: set[str]) -> str:
    while (candidate := f"{name} ({number})") in taken:
        number += 1
    return candidate


def _is_blank(cells: Sequence[str]) -> bool:
    return not any(cells) or not any(cell.strip() for cell in cells)


def _filled_cells(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _used_width(cells: Sequence[str]) -> int:
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width
