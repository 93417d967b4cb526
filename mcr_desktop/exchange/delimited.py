"""Rows of text files: which sign parts the columns, and reading them strictly, each fault with its row."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.rows import Numbered, header_place
from mcr_desktop.exchange.sources import MAX_LINE, MAX_ROW, TextSource

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_LOOKED_AT = 100
_DECLARED = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_BLANK_BEFORE_QUOTE = re.compile(r'[,;|] +"')
_QUOTE_AT_ONCE = re.compile(r'[,;|]"')

_Score: TypeAlias = tuple[bool, float, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns of a text file are parted; `declared` where its first line says so (sep=;)."""

    separator: str
    skips_blanks: bool = False
    declared: bool = False

    @property
    def sentence(self) -> str:
        """The guess in words."""
        return f"Columns are separated by {_SEPARATORS.get(self.separator, repr(self.separator))}."


def guess_layout(source: TextSource) -> Layout:
    """Choose the separator that gives the first lines the most even width."""
    sample = _first_lines(source)
    declared = _DECLARED.fullmatch(sample[0]) if sample else None
    if declared is not None:
        return Layout(declared.group(1), declared=True)
    text = "".join(sample)
    skips = bool(_BLANK_BEFORE_QUOTE.search(text)) and not _QUOTE_AT_ONCE.search(text)
    layouts = [Layout(sign, skips) for sign in _SEPARATORS]
    return max(layouts, key=lambda layout: _evenness(sample, layout))


def _first_lines(source: TextSource) -> list[str]:
    """The first lines, as far as they can be read; the strict reading says what is wrong with the next."""
    sample: list[str] = []
    try:
        sample.extend(islice(source.lines(), _LOOKED_AT))
    except UnicodeDecodeError:
        return sample
    return sample


def delimited_records(source: TextSource, layout: Layout) -> Iterator[Numbered]:
    """The records of the file, numbered from 1 as a spreadsheet numbers its rows.

    Raises Refused with the row for a quotation mark that is never closed or stands in the wrong place,
    a character that is no text, a byte that is not in the encoding, and a row beyond all bounds.
    """
    lines = _Lines(source)
    if layout.declared:
        next(lines)
    reader = csv.reader(lines, delimiter=layout.separator, strict=True, skipinitialspace=layout.skips_blanks)
    number = 0
    while True:
        lines.begin_row(number + 1)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise lines.refusal(_csv_reason(str(error))) from error
        number += 1
        lines.check_end()
        yield number, cells


class _Lines:
    """The lines of a source as the reader takes them, each checked before it is taken."""

    def __init__(self, source: TextSource) -> None:
        self._name = source.path.name
        self._encoding = source.encoding.codec
        self._lines = source.lines()
        self._row = 1
        self._size = 0
        self._last = ""
        self._old_macintosh: bool | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except UnicodeDecodeError as error:
            raise self.refusal(f"this cannot be read as {self._encoding}") from error
        self._size += len(line)
        self._last = line
        if len(line) == MAX_LINE or self._size > MAX_ROW:
            raise self.refusal("this row is too long; is a quotation mark opened here and never closed?")
        if "\0" in line:
            raise self.refusal("there is a NUL character here, so this is not a text file or it is damaged")
        if not line.isascii():
            self._refuse_undecoded(line)
        return line

    def begin_row(self, number: int) -> None:
        """Say which row the next lines belong to."""
        self._row, self._size, self._last = number, 0, ""

    def check_end(self) -> None:
        """A lone carriage return may end every row or none: in between it would cut a row in two unseen."""
        ends_in_return = self._last.endswith("\r")
        if self._old_macintosh is None:
            self._old_macintosh = ends_in_return
        elif ends_in_return and not self._old_macintosh:
            raise self.refusal("a lone carriage return cuts this row in two")

    def refusal(self, reason: str) -> Refused:
        """The refusal of the file for a fault in the present row."""
        return Refused(f"{self._name}, row {self._row}: {reason}.")

    def _refuse_undecoded(self, line: str) -> None:
        try:
            line.encode("utf-8")
        except UnicodeEncodeError as error:
            raise self.refusal(
                f"this cannot be read as {self._encoding}; name another with --encoding"
            ) from error


def _csv_reason(message: str) -> str:
    if "unexpected end of data" in message:
        return "a quotation mark is opened here and never closed"
    if "field limit" in message:
        limit = csv.field_size_limit()
        return (
            f"a cell is longer than {limit:,} characters; is a quotation mark opened here and never closed?"
        )
    if "expected after" in message:
        return "text stands behind a closing quotation mark; a quotation mark inside a text is written twice"
    return f"this row cannot be read ({message})"


def _evenness(sample: list[str], layout: Layout) -> _Score:
    """How well a separator fits: it parts the very first line, most rows are equally wide, and wide."""
    reader = csv.reader(sample, delimiter=layout.separator, skipinitialspace=layout.skips_blanks)
    try:
        rows = [(number, cells) for number, cells in enumerate(reader) if cells]
    except csv.Error:
        return False, 0.0, 0
    widths = Counter(len(cells) for _, cells in rows)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    if usual == 1:
        return False, 0.0, 0
    return header_place(rows) == 0, widths[usual] / len(rows), usual
