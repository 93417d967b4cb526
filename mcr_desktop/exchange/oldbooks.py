"""Old workbooks (XLS) are measured before they are read: a few wrong bytes can ask for all memory there is.

Such a file is a container of sectors (OLE2) with a stream of records (BIFF).  Only what must be known is
looked at: the dimensions that each sheet claims, and how far its cells really reach.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_HEADER = struct.Struct("<30x HH 10x I I 4x I I 4x I")
_LONGEST_RECORD = 8228
_MAX_ROWS, _MAX_COLUMNS = 65_536, 256
_DIMENSIONS = 0x200
_SHEET_LISTED = 0x85
_SHEET_ENDS = 0x0A
_MAX_SHEETS = 500
_CELLS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_SEVERAL_CELLS = 0xBD
_LAST_SECTOR = 0xFFFFFFFA


def area_of_old_workbook(content: bytes) -> int:
    """How many cells the widest sheet spans from its corner.  Raises ValueError for what is no such file."""
    try:
        stream = _workbook_stream(content)
        return max((_area_of_sheet(stream[place:]) for place in _sheet_places(stream)), default=0)
    except (struct.error, IndexError) as error:
        raise ValueError("the container is damaged") from error


def _sheet_places(stream: bytes) -> list[int]:
    """Where the sheets begin; whoever reads them jumps there, however the records before them lie."""
    places = [
        struct.unpack_from("<I", content)[0] for kind, content in _records(stream) if kind == _SHEET_LISTED
    ]
    if len(places) > _MAX_SHEETS or any(place >= len(stream) for place in places):
        raise ValueError("a sheet lies beyond the end")
    return places


def _area_of_sheet(stream: bytes) -> int:
    rows = columns = 0
    for kind, content in _records(stream):
        if kind == _DIMENSIONS:
            _check_dimensions(content)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", content)
            if kind == _SEVERAL_CELLS:
                column = struct.unpack_from("<H", content, len(content) - 2)[0]
            if column >= _MAX_COLUMNS:
                raise ValueError("a cell lies outside the sheet")
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows * columns


def _check_dimensions(content: bytes) -> None:
    layout = "<IIHH" if len(content) >= 14 else "<HHHH"
    first_row, end_row, first_column, end_column = struct.unpack_from(layout, content)
    fits = end_row <= _MAX_ROWS and end_column <= _MAX_COLUMNS
    if not fits or first_row > end_row or first_column > end_column:
        raise ValueError("a sheet claims more than a sheet can hold")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if length > _LONGEST_RECORD or place + 4 + length > len(stream):
            raise ValueError("a record reaches beyond the end")
        yield kind, stream[place + 4 : place + 4 + length]
        if kind == _SHEET_ENDS:
            return
        place += 4 + length


def _workbook_stream(content: bytes) -> bytes:
    shift, small_shift, tables, directory, cutoff, small_table, more = _HEADER.unpack_from(content)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("the container has odd sectors")
    sectors = _Sectors(content[1 << shift :], 1 << shift)
    table = _allocation_table(content, sectors, tables, more)
    entries = sectors.chain(directory, table)
    root_start = 0
    for place in range(0, len(entries) - 127, 128):
        name, kind, start, size = _entry(entries[place : place + 128])
        if kind == 5:
            root_start = start
        if name in ("workbook", "book"):
            if size >= cutoff:
                return sectors.chain(start, table)[:size]
            small = _Sectors(sectors.chain(root_start, table), 1 << small_shift)
            small_sectors = _numbers(sectors.chain(small_table, table))
            return small.chain(start, small_sectors)[:size]
    raise ValueError("there is no workbook in the container")


def _entry(entry: bytes) -> tuple[str, int, int, int]:
    length, kind = struct.unpack_from("<HB", entry, 64)
    start, size = struct.unpack_from("<II", entry, 116)
    name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return name.casefold(), kind, start, size


def _allocation_table(content: bytes, sectors: _Sectors, tables: int, more: int) -> Sequence[int]:
    """The sector that follows each sector; its own places stand in the header, and further ones in a list."""
    places = list(struct.unpack_from("<109I", content, 76))
    seen = set()
    while more < _LAST_SECTOR and more not in seen:
        seen.add(more)
        *further, more = _numbers(sectors.sector(more))
        places += further
    return _numbers(b"".join(sectors.sector(place) for place in places[:tables] if place < _LAST_SECTOR))


def _numbers(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


class _Sectors:
    """Equal pieces of the container."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content = content
        self._size = size

    def sector(self, number: int) -> bytes:
        """One piece."""
        piece = self._content[number * self._size : (number + 1) * self._size]
        if not piece:
            raise ValueError("a sector lies beyond the end")
        return piece

    def chain(self, start: int, table: Sequence[int]) -> bytes:
        """The pieces from a first one on, as the table chains them."""
        pieces = []
        seen = set()
        while start < _LAST_SECTOR:
            if start in seen:
                raise ValueError("the sectors run in a circle")
            seen.add(start)
            pieces.append(self.sector(start))
            start = table[start]
        return b"".join(pieces)
