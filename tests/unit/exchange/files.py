"""Files for the tests, made on the spot: old and new workbooks, packed files, cards."""

from __future__ import annotations

import gzip
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from mcr_desktop.exchange.tables import Table, open_table

Cell: TypeAlias = str | float
Rows: TypeAlias = Sequence[tuple[int, Sequence[tuple[int, Cell]]]]
Dimensions: TypeAlias = tuple[int, int, int, int]

_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_XLSX_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    "</Types>",
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": "<Relationships "
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
}


def table_of(folder: Path, content: bytes | str, name: str = "file.csv") -> Table:
    """Write the content and open it as a table."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_table(path)


def cells_of(table: Table) -> list[tuple[str, ...]]:
    """The rows of a table without their numbers."""
    return [row.cells for row in table.rows()]


def packed(content: bytes) -> bytes:
    """The content as a gzip file."""
    return gzip.compress(content, mtime=0)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip archive."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def xlsx(sheet_rows: str, **more: str) -> bytes:
    """A new workbook whose rows are given as they stand in its XML."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{more.pop('before', '')}<sheetData>{sheet_rows}</sheetData></worksheet>"
    )
    return zipped({**_XLSX_PARTS, "xl/worksheets/sheet1.xml": more.pop("head", "") + sheet, **more})


def text_cell(place: str, text: str) -> str:
    """A cell of a new workbook with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(rows: str) -> bytes:
    """An open document whose rows are given as they stand in its XML."""
    content = (
        f'<office:document-content {_NAMESPACES} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="One">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": _SPREADSHEET, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_row(*texts: str, repeated: int = 1, columns: int = 1) -> str:
    """A row of an open document, the cells and the row repeated as often as said."""
    cells = "".join(
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def xls(rows: Rows, dimensions: Dimensions | None = None) -> bytes:
    """An old workbook: records of one sheet in a container of sectors."""
    return container(_records_of_book(rows, dimensions))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0xDBB, 0x7CC, 0, 6))


def _records_of_book(rows: Rows, dimensions: Dimensions | None) -> bytes:
    texts: dict[str, int] = {}
    cells = b""
    for row, given in rows:
        for column, value in given:
            if isinstance(value, str):
                number = texts.setdefault(value, len(texts))
                cells += _record(0xFD, struct.pack("<HHHI", row, column, 0, number))
            else:
                cells += _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    shared = struct.pack("<II", len(texts), len(texts))
    shared += b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    claimed = dimensions or (0, max(row for row, _ in rows) + 1, 0, 10)
    sheet = _begin(0x10) + _record(0x200, struct.pack("<IIHHH", *claimed, 0)) + cells + _record(0x0A)

    def book(sheet_at: int) -> bytes:
        name = struct.pack("<IBBBB", sheet_at, 0, 0, 3, 1) + "One".encode("utf-16-le")
        records = _record(0x42, struct.pack("<H", 1200)) + _record(0xE0, bytes(20))
        return _begin(5) + records + _record(0x85, name) + _record(0xFC, shared) + _record(0x0A)

    return book(len(book(0))) + sheet


def container(stream: bytes, change: Callable[[list[int]], object] | None = None) -> bytes:
    """A container of sectors with the stream in it; change may spoil the table of sectors."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    stream = stream.ljust(count * 512, b"\0")
    tables = -(-(count + 2) // 127)
    table = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    table += [tables + 2 + place for place in range(count - 1)] + [0xFFFFFFFE]
    table += [0xFFFFFFFF] * (tables * 128 - len(table))
    if change is not None:
        change(table)
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0) + _entry("Workbook", 2, tables + 1, len(stream))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<9I", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack(f"<{tables}I", *range(tables))
    sectors = struct.pack(f"<{len(table)}I", *table) + directory.ljust(512, b"\0") + stream
    return header.ljust(512, b"\xff") + sectors


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = f"{name}\0".encode("utf-16-le")
    child = 1 if kind == 5 else 0xFFFFFFFF
    head = encoded.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child
    )
    return head + bytes(36) + struct.pack("<IQ", start, size)
