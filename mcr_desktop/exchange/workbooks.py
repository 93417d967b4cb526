"""Rows of workbooks (XLSX, XLS, ODS) as text: dates as dates, whole numbers without a point, nothing run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)  # fmt: skip

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.bounds import MAX_CELLS, refuse_bombs
from mcr_desktop.exchange.rows import Numbered

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A sheet whose rows may be read again and again, and what was guessed to find it."""

    records: Callable[[], Iterator[Numbered]]
    guessed: tuple[str, ...]


def is_workbook(path: Path) -> bool:
    """Whether the file begins like a workbook, whatever it is called."""
    try:
        with path.open("rb") as file:
            beginning = file.read(8)
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return beginning.startswith(_ZIP) or beginning == _OLE


def open_sheet(path: Path, name: str | None = None) -> OpenedSheet:
    """Open one sheet of a workbook: the one named, else the first with anything in it.

    Raises Refused for a workbook that is damaged, protected by a password, or unfolds beyond all bounds.
    """
    refuse_bombs(path)
    try:
        with _Panics(path), CalamineWorkbook.from_path(path) as workbook:
            sheet, guessed = _choose(path, workbook, name)
    except PasswordError as error:
        raise Refused(f"{path.name} is protected by a password; save it without one first.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    return OpenedSheet(partial(_records, path, sheet), guessed)


@dataclass(frozen=True, slots=True)
class _Panics:
    """Turns a panic of the library, which is no ordinary exception, into the refusal of the file."""

    path: Path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and kind.__name__ == "PanicException":
            raise _damaged(self.path) from error


def _damaged(path: Path) -> Refused:
    return Refused(f"{path.name} is damaged, or not a workbook that can be read (XLSX, XLS or ODS).")


def _choose(
    path: Path, workbook: CalamineWorkbook, name: str | None
) -> tuple[CalamineSheet, tuple[str, ...]]:
    names = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if name is not None:
        if name not in workbook.sheet_names:
            raise Refused(
                f"{path.name} has no sheet called '{name}'; it has {', '.join(workbook.sheet_names)}."
            )
        return _within_bounds(path, workbook.get_sheet_by_name(name)), ()
    for candidate in names:
        sheet = _within_bounds(path, workbook.get_sheet_by_name(candidate))
        if sheet.end is not None:
            others = [other for other in names if other != candidate]
            return sheet, (_which_sheet(candidate, others),) if others else ()
    raise Refused(f"{path.name} has no sheet with anything in it.")


def _within_bounds(path: Path, sheet: CalamineSheet) -> CalamineSheet:
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise Refused(
            f"{path.name}: the sheet {sheet.name} spans more than {MAX_CELLS:,} cells; save it as CSV."
        )
    return sheet


def _which_sheet(name: str, others: list[str]) -> str:
    return f"Read from the sheet {name}; left out: {', '.join(others)}."


def _records(path: Path, sheet: CalamineSheet) -> Iterator[Numbered]:
    """All rows from the first of the sheet, so that their numbers are those of the screen."""
    rows = sheet.iter_rows()
    for number in count(1):
        with _Panics(path):
            cells = next(rows, None)
        if cells is None:
            return
        if any(cell != "" for cell in cells):
            yield number, [cell if type(cell) is str else _text(cell) for cell in cells]
        else:
            yield number, ()


def _text(cell: _Cell) -> str:
    """A cell as a person reads it: 2024-02-29, 30, 0.1, true."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(repr(value)), "f")
