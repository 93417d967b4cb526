"""Files out: whole or not at all, with nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]  # it carries no types

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.formulas import guarded
from mcr_desktop.exchange.names import safe_file_name

__all__ = ["LeftBehind", "Value", "replacing", "safe_file_name", "write_table"]

Value: TypeAlias = str | int | Decimal | date | datetime | bool | None
"""What a cell may hold.  Text is guarded, numbers and dates are written so that they come back the same."""

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
_MOST_DIGITS = 15
_FIRST_SHEET_DAY = date(1900, 3, 1)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of the old one at the end, at once and only if nothing went wrong.

    Raises Refused where the place cannot be written; the old file is then untouched.
    """
    if path.is_dir():
        raise Refused(f"{path} is a folder; a file is wanted.")
    try:
        handle, name = tempfile.mkstemp(prefix=".mcr-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}.") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write rows under their headings as CSV or, where the name ends so, as XLSX; say how many there were.

    Raises Refused for what such a file cannot hold: a NUL, half a character, and in XLSX more than 32,767
    characters in a cell.
    """
    with replacing(path) as file:
        if path.suffix.casefold() == ".xlsx":
            return _write_workbook(file, path.name, header, rows)
        return _write_text(file, path.name, header, rows)


@dataclass(slots=True)
class LeftBehind:
    """The rows an import could not take, as a file with the original columns and the reason beside each.

    The file appears when the block ends without an error, and only if there was such a row.
    """

    path: Path
    header: Sequence[str]
    _rows: list[tuple[str, ...]] = field(default_factory=list)

    def __enter__(self) -> LeftBehind:
        return self

    def add(self, cells: Sequence[str], reason: str) -> None:
        """Leave a row behind."""
        missing = len(self.header) - len(cells)
        self._rows.append((*cells, *[""] * missing, reason))

    @property
    def count(self) -> int:
        """How many rows were left behind so far."""
        return len(self._rows)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._rows:
            write_table(self.path, (*self.header, self._reason_heading()), self._rows)

    def _reason_heading(self) -> str:
        taken = {name.casefold() for name in self.header}
        return "reason" if "reason" not in taken else "reason it was left behind"


def _write_text(file: BinaryIO, name: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """CSV in UTF-8 with the mark by which spreadsheets know it."""
    text = TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    plain = csv.writer(text, lineterminator="\r\n")
    quoting = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    number = 0
    for number, row in enumerate(chain([header], rows), start=1):
        cells = [_as_text(cell, name, number) for cell in row]
        blank_first = any(cell[:1].isspace() for cell in cells)
        (quoting if blank_first else plain).writerow(cells)
    text.flush()
    text.detach()
    return number - 1


def _as_text(value: Value, name: str, row: int) -> str:
    if isinstance(value, str):
        return guarded(_writable(value, name, row))
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value)


def _writable(text: str, name: str, row: int) -> str:
    if "\0" in text:
        raise Refused(f"{name}, row {row}: a text with a NUL character cannot be written.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused(f"{name}, row {row}: a text with half a character in it cannot be written.") from error
    return text


def _write_workbook(file: BinaryIO, name: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = _Sheet(workbook, name)
        sheet.write(0, header, bold=True)
        number = 0
        for number, row in enumerate(rows, start=1):
            if number >= MOST_ROWS:
                raise Refused(f"{name}: a workbook holds at most {MOST_ROWS:,} rows; write CSV instead.")
            sheet.write(number, row)
    return number


class _Sheet:
    """The one sheet of a workbook being written."""

    def __init__(self, workbook: xlsxwriter.Workbook, name: str) -> None:
        self._name = name
        self._sheet = workbook.add_worksheet("Table")
        self._sheet.freeze_panes(1, 0)
        self._bold = workbook.add_format({"bold": True})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def write(self, number: int, row: Sequence[Value], *, bold: bool = False) -> None:
        """Write one row."""
        for place, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, bool):
                self._sheet.write_boolean(number, place, value)
            elif isinstance(value, datetime) and _fits_a_sheet(value):
                self._sheet.write_datetime(number, place, value, self._moment)
            elif type(value) is date and value >= _FIRST_SHEET_DAY:
                self._sheet.write_datetime(number, place, value, self._day)
            elif isinstance(value, int | Decimal) and _is_exact(Decimal(value)):
                self._sheet.write_number(number, place, value)
            else:
                self._write_text(number, place, value, bold=bold)

    def _write_text(self, number: int, place: int, value: Value, *, bold: bool) -> None:
        text = _as_text(value, self._name, number + 1)
        fault = f"{self._name}, row {number + 1}"
        lost = next((sign for sign in "\ufffe\uffff" if sign in text), None)
        if lost is not None:
            raise Refused(f"{fault}: a text with U+{ord(lost):04X} cannot be written; write CSV instead.")
        if len(text) > LONGEST_CELL:
            raise Refused(f"{fault}: a cell holds at most {LONGEST_CELL:,} characters; write CSV instead.")
        self._sheet.write_string(number, place, text, self._bold if bold else None)


def _fits_a_sheet(value: datetime) -> bool:
    """Sheets count from 1900, know no zones, and lose fractions of a second."""
    return value.tzinfo is None and not value.microsecond and value.date() >= _FIRST_SHEET_DAY


def _is_exact(number: Decimal) -> bool:
    """Whether a sheet, which counts in binary fractions of 15 digits, gives the same number back."""
    return len(number.as_tuple().digits) <= _MOST_DIGITS and abs(number) < 10**_MOST_DIGITS


def _sync_folder(folder: Path) -> None:
    """Make the new name last; systems that cannot do this for a folder do it by themselves."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
