"""Workbooks unfold: a small file may hold gigabytes.  They are measured before anything else reads them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.oldbooks import area_of_old_workbook

MAX_CELLS = 5_000_000
MAX_WORKBOOK = 256 * 1024 * 1024
MAX_OLD_WORKBOOK = 32 * 1024 * 1024
_MAX_MEMBERS = 5_000
_CHUNK = 1024 * 1024
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,9})["']""")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def refuse_bombs(path: Path) -> None:
    """Return quietly for a workbook of a sensible size.  Raises Refused for one that would fill memory."""
    try:
        if not zipfile.is_zipfile(path):
            _check_old_workbook(path)
            return
        with zipfile.ZipFile(path) as archive:
            _check_members(path, archive)
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    _check_member(path, archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused(f"{path.name} is damaged, or protected by a password.") from error
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _check_old_workbook(path: Path) -> None:
    if path.stat().st_size > MAX_OLD_WORKBOOK:
        raise Refused(f"{path.name} is larger than {MAX_OLD_WORKBOOK // 1024**2} MB; save it as CSV.")
    _check_area(path, area_of_old_workbook(path.read_bytes()))


def _check_members(path: Path, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename.casefold() for member in members]
    if len(members) > _MAX_MEMBERS or len(set(names)) < len(names):
        raise Refused(f"{path.name} is not put together as a workbook is.")
    if sum(member.file_size for member in members) > MAX_WORKBOOK:
        raise Refused(f"{path.name} unfolds to more than {MAX_WORKBOOK // 1024**2} MB; save it as CSV.")
    if not {"xl/workbook.xml", "content.xml"} & set(names):
        raise Refused(f"{path.name} is a packed folder, not a workbook that can be read (XLSX, XLS or ODS).")


def _check_member(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    """Unfold one member, which also proves its stated size, and measure the area its cells span."""
    with archive.open(name) as member:
        cells = _area_of_sheet_table(member) if name == "content.xml" else _area_of_sheet(member)
    _check_area(path, cells)


def _check_area(path: Path, cells: int) -> None:
    if cells > MAX_CELLS:
        raise Refused(
            f"{path.name} spans {cells:,} cells, more than the {MAX_CELLS:,} that can be read; "
            "delete what stands far away from the table, or save it as CSV."
        )


def _area_of_sheet(member: IO[bytes]) -> int:
    height = width = 0
    for part in _parts(member):
        for letters, digits in _CELL.findall(part):
            height = max(height, int(digits))
            width = max(width, _column(letters))
    return height * width


def _parts(member: IO[bytes]) -> Iterator[bytes]:
    """The content in chunks that never cut a tag in two."""
    rest = b""
    while chunk := member.read(_CHUNK):
        if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
            raise ValueError("a workbook declares no entities")
        whole = rest + chunk
        cut = whole.rfind(b"<")
        if cut <= 0:
            cut = len(whole)
        yield whole[:cut]
        rest = whole[cut:]
    yield rest


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return column


def _area_of_sheet_table(member: IO[bytes]) -> int:
    """The largest area of the tables in an ODS file, where one cell may stand for a million."""
    measure = _TableMeasure()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = measure.start
    parser.EndElementHandler = measure.end
    parser.EntityDeclHandler = measure.refuse_entity
    try:
        while chunk := member.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError("the content is not well-formed") from error
    return measure.largest


class _TableMeasure:
    """Adds up rows and cells of an ODS table with their repetitions, empty ends left out."""

    def __init__(self) -> None:
        self.largest = 0
        self._rows = self._width = 0
        self._last_row = self._row_repeats = 0
        self._cells = self._row_width = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self._rows = self._width = self._last_row = 0
        elif name == f"{_TABLE} table-row":
            self._row_repeats = _repeats(attributes, "number-rows-repeated")
            self._cells = self._row_width = 0
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._cells += _repeats(attributes, "number-columns-repeated")
            if f"{_OFFICE} value-type" in attributes:
                self._row_width = self._cells
        elif not name.startswith(_TABLE) and self._cells:
            self._row_width = self._cells

    def end(self, name: str) -> None:
        if name == f"{_TABLE} table-row":
            self._rows += self._row_repeats
            if self._row_width:
                self._last_row = self._rows
                self._width = max(self._width, self._row_width)
        elif name == f"{_TABLE} table":
            self.largest = max(self.largest, self._last_row * self._width)

    def refuse_entity(self, *_declaration: object) -> None:
        raise ValueError("a workbook declares no entities")


def _repeats(attributes: dict[str, str], name: str) -> int:
    given = attributes.get(f"{_TABLE} {name}", "1")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 10**9
