"""Hostile and broken files: each is refused in one sentence, none crashes, hangs or fills the memory."""

import gzip
import os
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange import bounds, rows, sources
from mcr_desktop.exchange.tables import open_table
from tests.unit.exchange.files import container, ods, ods_row, packed, text_cell, xls, xlsx, zipped

HEAD = '<row r="1">' + text_cell("A1", "Name") + "</row>"
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _far(place: str) -> bytes:
    row = "".join(filter(str.isdigit, place))
    return xlsx(f'{HEAD}<row r="{row}">{text_cell(place, "x")}</row>')


def _circle(table: list[int]) -> None:
    table[2] = 2


def _nowhere(table: list[int]) -> None:
    table[2] = 0x00FFFFFF


OLD = xls([(0, [(0, "Name")]), (1, [(0, "A")])])

TEXTS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "only blanks": (b"  \n \n\t\n", "no row with anything in it"),
    "only separators": (b",,,\n,,\n", "no row with anything in it"),
    "only a mark": (b"\xef\xbb\xbf", "no row with anything in it"),
    "NUL in a row": (b"Name,Ort\nA,B\nC\0,D\n", "row 3: there is a NUL"),
    "NUL in the headings": (b"Na\0me,Ort\nA,B\n", "row 1: there is a NUL"),
    "nothing but NUL": (bytes(4000), "NUL|UTF-16|no row"),
    "quote never closed": (
        b'Name,Ort\nA,B\n"C,D\nE,F\n',
        "row 3: a quotation mark is opened here and never closed",
    ),
    "quote never closed in the headings": (b'"Name,Ort\nA,B\n', "row 1: a quotation mark"),
    "quote never closed and a long rest": (
        b'Name,Ort\nA,B\n"C,D\n' + b"E,F\n" * 50_000,
        "row 3: a cell is longer than 131,072 characters; is a quotation mark opened here",
    ),
    "text behind a quote": (b'Name,Ort\n"A"B,C\n', "row 2: text stands behind a closing quotation mark"),
    "backslash before a quote": (b'Name,Ort\n"He said \\"hi\\"",C\n', "row 2: text stands behind"),
    "a cell too long": (b"Name,Ort\n" + b"x" * 140_000 + b",B\n", "row 2: a cell is longer than 131,072"),
    "a line too long": (b"Name,Ort\n" + b"x," * 700_000 + b"\n", "row 2: this row is too long"),
    "a row of too many lines": (
        b"Name,Ort\n" + (b'"' + b"x" * 9_998 + b'\n",') * 600,
        "row 2: this row is too long",
    ),
    "no line ends": (b"x" * (sources.MAX_LINE + 5), "row 1"),
    "too many columns": (b",".join(b"c%d" % n for n in range(3_000)) + b"\n", "3,000 columns"),
    "a broken byte in UTF-8": (
        b"Name,Ort\n" + "Müller,Köln\n".encode() * 20 + b"Caf\xe9,Paris\n",
        "row 22: this cannot be read as utf-8",
    ),
    "a cut character at the end": (
        b"Name\n" + "Müller\n".encode() * 30 + b"\xc3",
        "row 32: this cannot be read",
    ),
    "half a UTF-16 character": ("Name,Ort\nMüller,Köln\n".encode("utf-16") + b"\x41", "cannot be read"),
    "a lone surrogate in UTF-16": (
        b"\xff\xfe" + "Name\nMüller\n".encode("utf-16-le") + b"\x00\xd8\n\x00",
        "cannot be read",
    ),
    "a lone return in a row": (
        b"Name,Ort\nA,B\nC\rX,D\n",
        "row 3: a lone carriage return cuts this row in two",
    ),
    "packed and cut": (packed(b"Name,Ort\nA,B\n" * 100)[:-12], "damaged"),
    "packed and spoiled": (packed(b"Name,Ort\nA,B\n")[:-6] + b"xxxxxx", "damaged"),
    "packed nothing": (packed(b""), "is empty"),
    "only the mark of a packed file": (b"\x1f\x8b", "damaged"),
    "packed twice": (packed(packed(b"Name,Ort\nA,B\n")), "."),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "This is a PDF"),
    "a web page": (
        b"<!DOCTYPE html><html><table><tr><td>Name</td></tr></table></html>",
        "This is a web page",
    ),
    "a web page called table": (b"\xef\xbb\xbf\n  <HTML><body>", "This is a web page"),
    "XML": (b"<?xml version='1.0'?><rows/>", "This is XML"),
    "a database": (b"SQLite format 3\0" + bytes(100), "This is a database"),
    "cards": (b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n", "These are cards"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "."),
    "noise": (bytes((n * 73 + n // 7) % 256 for n in range(5_000)), "."),
}

WORKBOOKS: dict[str, tuple[bytes, str]] = {
    "a cell at the far corner": (_far("XFD1048576"), "spans 17,179,869,184 cells"),
    "a cell far below": (_far("Z1048576"), "spans 27,262,976 cells"),
    "a cell beyond every sheet": (_far("ZZZ99999999"), "spans"),
    "a cell beyond counting": (_far("A999999999"), "."),
    "an entity bomb": (xlsx(HEAD, head=BOMB), "damaged"),
    "an entity from outside": (xlsx(HEAD, head=OUTSIDE), "damaged"),
    "an entity bomb of strings": (xlsx(HEAD, **{"xl/sharedStrings.xml": BOMB + "<sst/>"}), "damaged"),
    "a sheet that ends too soon": (xlsx(HEAD + '<row r="2"><c r="A2" t="inl'), "damaged"),
    "a sheet of noise": (xlsx("\x01\x02<<<>>>&&&"), "."),
    "no sheet at all": (zipped({"xl/workbook.xml": "<workbook/>"}), "damaged|no sheet"),
    "a sheet that is not there": (
        zipped({"xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet r:id="r9"/></sheets></workbook>'}),
        "damaged|no sheet",
    ),
    "a document": (zipped({"word/document.xml": "<document/>"}), "is a packed folder, not a workbook"),
    "an empty archive": (zipped({}), "."),
    "an archive that is cut": (xlsx(HEAD)[:200], "damaged"),
    "an archive that is spoiled": (xlsx(HEAD).replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
    "a spoiled checksum": (xlsx(HEAD).replace(b"sheet1", b"sheet9", 1), "damaged|."),
    "names that repeat": (
        zipped({"xl/workbook.xml": "<a/>", "XL/WORKBOOK.XML": "<b/>"}),
        "is not put together",
    ),
    "too many members": (zipped({f"a{n}.xml": "" for n in range(5_100)}), "is not put together"),
    "a zip bomb": (
        zipped({"xl/workbook.xml": "<a/>", "xl/big.bin": bytes(260 * 1024**2)}),
        "unfolds to more than",
    ),
    "an open document of a million rows": (
        ods(ods_row("x", repeated=1_048_576, columns=16)),
        "spans 16,777,216 cells",
    ),
    "an open document of endless columns": (ods(ods_row("x", repeated=9, columns=99_999_999)), "spans"),
    "an open document of absurd repeats": (
        ods(
            '<table:table-row table:number-rows-repeated="-5"><table:table-cell office:value-type="string">'
            "<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        "spans",
    ),
    "an open document that is cut": (ods("<table:table-row>"), "damaged"),
    "an open document with entities": (
        zipped({"mimetype": "x", "content.xml": BOMB + "<w>&b;</w>", "META-INF/manifest.xml": "<m/>"}),
        "damaged",
    ),
    "an old workbook with a far cell": (
        xls([(0, [(0, "Name")]), (65_535, [(255, 1.0)])]),
        "spans 16,777,216 cells",
    ),
    "an old workbook that claims all memory": (
        xls([(0, [(0, "Name")])], dimensions=(0, 0xFFFFFFFF, 0, 0xFFFF)),
        "damaged",
    ),
    "an old workbook whose sheet ends before it begins": (
        xls([(0, [(0, "Name")])], dimensions=(9, 2, 0, 1)),
        "damaged",
    ),
    "an old workbook that runs in a circle": (container(b"\x09\x08" * 4000, _circle), "damaged"),
    "an old workbook that leads nowhere": (container(b"\x09\x08" * 4000, _nowhere), "damaged"),
    "an old workbook that is cut": (OLD[:700], "damaged"),
    "an old workbook of noise": (OLD[:512] + bytes(range(256)) * 20, "damaged"),
    "a container without a workbook": (
        OLD.replace("Workbook".encode("utf-16-le"), "Wordbook".encode("utf-16-le")),
        "damaged",
    ),
    "a record beyond the end": (
        OLD.replace(struct.pack("<HH", 0xFC, 18), struct.pack("<HH", 0xFC, 0x2FFF), 1),
        ".",
    ),
    "a sheet beyond the end": (container(struct.pack("<HHIBB", 0x85, 6, 0x7FFFFFFF, 0, 0)), "damaged"),
}


def _refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        for _ in open_table(path).rows():
            pass
    return str(refused.value)


@pytest.mark.parametrize("name", TEXTS)
def test_a_broken_text_file_is_refused_with_its_row(tmp_path: Path, name: str) -> None:
    content, reason = TEXTS[name]
    path = tmp_path / "hostile.csv"
    path.write_bytes(content)
    refusal = _refusal(path)
    assert re.search(reason, refusal), refusal
    assert refusal.startswith("hostile.csv")


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_broken_workbook_is_refused(tmp_path: Path, name: str) -> None:
    content, reason = WORKBOOKS[name]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(content)
    refusal = _refusal(path)
    assert re.search(reason, refusal), refusal
    assert refusal.startswith("hostile.xlsx")


def test_a_packed_bomb_is_stopped_while_it_unfolds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 20 * 1024**2)
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(64):
            file.write(b"a,b,c,d\n" * 131_072)
    assert path.stat().st_size < 1024**2
    assert "holds more than 20 MB" in _refusal(path)


def test_more_rows_than_anybody_means_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_ROWS", 100)
    path = tmp_path / "many.csv"
    path.write_text("Name\n" + "x\n" * 101)
    assert "more than 100 rows" in _refusal(path)


def test_an_old_workbook_may_not_be_larger_than_it_ever_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_OLD_WORKBOOK", 1024)
    path = tmp_path / "large.xls"
    path.write_bytes(OLD)
    assert "save it as CSV" in _refusal(path)


@pytest.mark.parametrize("make", [Path.mkdir, Path.unlink, getattr(os, "mkfifo", Path.mkdir)])
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "thing.csv"
    if make is Path.unlink:
        path.touch()
    make(path)
    with pytest.raises(Refused, match=r"thing\.csv"):
        open_table(path)


def test_a_file_that_goes_away_between_two_readings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gone.csv"
    path.write_text("Name\nA\n")
    table = open_table(path)
    path.unlink()
    with pytest.raises(Refused, match=r"gone\.csv cannot be read"):
        list(table.rows())
