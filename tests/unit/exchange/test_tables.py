"""Odd but valid files give exactly what a person sees in them."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it carries no types

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.tables import open_table
from tests.unit.exchange.files import Cell, cells_of, ods, ods_row, packed, table_of, text_cell, xls, xlsx

GERMAN = "Name;Ort\nMüller & Söhne;Köln\nCafé Zoë;Orléans\n"
QUOTED_LATE = '"Name", "Ort"\n"Müller & Söhne", "Köln"\n"Café Zoë", "Orléans"\n'
EXPECTED = [("Müller & Söhne", "Köln"), ("Café Zoë", "Orléans")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GERMAN.encode(), "UTF-8"),
        (GERMAN.encode("utf-8-sig"), "UTF-8"),
        (GERMAN.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), "UTF-16"),
        (GERMAN.encode("utf-16-le"), "UTF-16"),
        (GERMAN.encode("utf-16-be"), "UTF-16"),
        (GERMAN.encode("utf-32"), "UTF-32"),
        (GERMAN.encode("cp1252"), "cp1252 (Western European)"),
        (GERMAN.encode("mac_roman"), "Mac Roman"),
        (packed(GERMAN.encode()), "UTF-8"),
        (GERMAN.replace("\n", "\r\n").encode(), "UTF-8"),
        (GERMAN.replace("\n", "\r").encode(), "UTF-8"),
        (GERMAN.rstrip("\n").encode(), "UTF-8"),
        (GERMAN.replace("\n", "\n\n").encode(), "UTF-8"),
        (GERMAN.replace("\n", "\n;\n;;;\n").encode(), "UTF-8"),
        (f"sep=;\n{GERMAN}".encode(), "UTF-8"),
        (GERMAN.replace(";", "\t").encode(), "UTF-8"),
        (GERMAN.replace(";", "|").encode(), "UTF-8"),
        (GERMAN.replace(";", ",").encode(), "UTF-8"),
        (QUOTED_LATE.encode(), "UTF-8"),
    ],
)  # fmt: skip
def test_encoding_and_separator_are_guessed_and_said(tmp_path: Path, content: bytes, words: str) -> None:
    table = table_of(tmp_path, content)
    assert table.header == ("Name", "Ort")
    assert cells_of(table) == EXPECTED
    assert any(words in sentence for sentence in table.guessed)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Nazwa;Miasto\nŻółć sp. z o.o.;Łódź\nGęś;Kraków\nŚwięta;Gdańsk\n", "cp1250"),
        ("Имя;Город\nООО Ромашка;Москва\nЗАО Луч;Санкт-Петербург\n", "cp1251"),
        ("Όνομα;Πόλη\nΑθήνα ΑΕ;Θεσσαλονίκη\n", "cp1253"),
        ("名前;会社\n山田太郎;株式会社テスト\n鈴木一郎;東京商事\n", "shift_jis"),
        ("姓名;公司\n张三;北京公司\n李四;上海贸易\n", "gb18030"),
        ("이름;회사\n홍길동;서울상사\n김철수;부산무역\n", "euc_kr"),
    ],
)
def test_encodings_of_other_scripts_are_recognised(tmp_path: Path, text: str, codec: str) -> None:
    table = table_of(tmp_path, text.encode(codec))
    assert [table.header, *cells_of(table)] == [tuple(line.split(";")) for line in text.splitlines()]


def test_an_encoding_that_is_named_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("Name\nMüller\n".encode("cp850"))
    table = open_table(path, encoding="cp850")
    assert cells_of(table) == [("Müller",)]
    assert not any("Read as" in sentence for sentence in table.guessed)


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "utf-8-sig", "utf8"])
def test_a_named_encoding_does_not_take_the_mark_for_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / "marked.csv"
    path.write_bytes("Name\nMüller\n".encode("utf-8-sig"))
    assert open_table(path, encoding=name).header == ("Name",)


@pytest.mark.parametrize("name", ["base64", "hex", "rot13", "idna", "unicode_escape", "no-such", "", "utf-7"])
def test_what_is_no_encoding_of_texts_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Name\nMiller\n")
    with pytest.raises(Refused, match="encoding"):
        open_table(path, encoding=name)


def test_rows_carry_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    content = 'Name,Note\n\nA,"two\nlines"\n,\nB,x\n'
    table = table_of(tmp_path, content)
    assert [(row.number, row.cells) for row in table.rows()] == [(3, ("A", "two\nlines")), (5, ("B", "x"))]


def test_an_introduction_above_the_headings_is_left_out_and_said(tmp_path: Path) -> None:
    content = (
        'Notes:\n"When exporting your connection data, you may notice, that some are missing."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Lovelace,https://x.example,ada@x.example,Engines Ltd,Analyst,15 Jun 2026\n"
    )
    table = table_of(tmp_path, content)
    assert table.header[:2] == ("First Name", "Last Name")
    assert table.header_row == 4
    assert [row.number for row in table.rows()] == [5]
    assert "The headings are in row 4; what stands above them is left out." in table.guessed


def test_an_introduction_of_several_cells_ends_at_the_blank_line(tmp_path: Path) -> None:
    content = "Report;2024\nBank;X\n\nName;Value;Date\nA;1;2024-01-01\nB;2;2024-01-02\n"
    assert table_of(tmp_path, content).header == ("Name", "Value", "Date")


def test_headings_shorter_than_their_rows_stay_headings(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name,Ort\nA,B,\nC,D,\n")
    assert table.header == ("Name", "Ort")
    assert cells_of(table) == [("A", "B"), ("C", "D")]


def test_decimal_commas_do_not_hide_the_semicolons(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n")
    assert table.header == ("a", "b", "c")


def test_a_single_column_is_a_table_too(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name\nAcme\nBolt\n")
    assert cells_of(table) == [("Acme",), ("Bolt",)]


def test_headings_that_repeat_or_are_blank_get_names_of_their_own(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name,Phone,Phone,,Phone (2)\nA,1,2,3,4\n")
    assert table.header == ("Name", "Phone", "Phone (3)", "Column D", "Phone (2)")
    assert any("Two columns are called Phone" in sentence for sentence in table.guessed)


def test_rows_that_are_too_short_or_too_long_say_so(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a,b,c\n1\n1,2,3,\n1,2,3,4\n1,2,3\n")
    short, blank_end, long, whole = table.rows()
    assert (short.cells, short.missing, short.is_short) == (("1", "", ""), 2, True)
    assert (blank_end.cells, blank_end.problem) == (("1", "2", "3"), "")
    assert "4 cells where the headings have 3" in long.problem
    assert (whole.missing, whole.problem) == (0, "")


def test_quotes_after_a_blank_are_quotes(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'Name, City\n"Smith, J", "New York, NY"\n"Doe, A", "Rome, IT"\n')
    assert cells_of(table) == [("Smith, J", "New York, NY"), ("Doe, A", "Rome, IT")]


def test_quotes_in_the_middle_of_a_plain_cell_are_kept(tmp_path: Path) -> None:
    assert cells_of(table_of(tmp_path, 'a,b\n5" pipe,say "hi"\n')) == [('5" pipe', 'say "hi"')]


def test_only_headings_are_a_table_without_rows(tmp_path: Path) -> None:
    assert cells_of(table_of(tmp_path, "Name,Phone\n")) == []


def test_rows_can_be_read_again_from_the_top(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name\nA\nB\n")
    assert cells_of(table) == cells_of(table)
    assert [row.cells for row in table.sample(1)] == [("A",)]


def test_the_kind_of_file_shows_in_its_first_bytes_not_in_its_name(tmp_path: Path) -> None:
    assert table_of(tmp_path, "Name,Ort\nA,B\n", "really.xlsx").header == ("Name", "Ort")
    assert table_of(tmp_path, xls([(0, [(0, "Name")]), (1, [(0, "A")])]), "really.csv").header == ("Name",)


def test_a_new_workbook_gives_dates_as_dates_and_whole_numbers_without_a_point(tmp_path: Path) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Customers")
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        clock = workbook.add_format({"num_format": "hh:mm"})
        sheet.write_row(2, 1, ["Name", "Since", "Value", "Key", "Own", "At", "Seen"])
        sheet.write(3, 1, "Müller")
        sheet.write_datetime(3, 2, date(2024, 2, 29), day)
        sheet.write_number(3, 3, 1234.5)
        sheet.write_number(3, 4, 4711)
        sheet.write_boolean(3, 5, boolean=True)
        sheet.write_datetime(3, 6, time(14, 30), clock)
        sheet.write_datetime(3, 7, datetime(2024, 2, 29, 14, 30), day)  # noqa: DTZ001  sheets know no zones
        sheet.write(9, 1, "Last")
        workbook.add_worksheet("Notes").write(0, 0, "x")
    table = table_of(tmp_path, file.getvalue(), "book.xlsx")
    rows = list(table.rows())
    assert table.header == ("Name", "Since", "Value", "Key", "Own", "At", "Seen")
    assert rows[0].cells == (
        "Müller", "2024-02-29", "1234.5", "4711", "true", "14:30:00", "2024-02-29 14:30:00",
    )  # fmt: skip
    assert [row.number for row in rows] == [4, 10]
    assert "Read from the sheet Customers; left out: Notes." in table.guessed


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        workbook.add_worksheet("Empty")
        workbook.add_worksheet("One").write(0, 0, "a")
        workbook.add_worksheet("Two").write(0, 0, "b")
    path = tmp_path / "book.xlsx"
    path.write_bytes(file.getvalue())
    assert open_table(path).header == ("a",)
    assert open_table(path, sheet="Two").header == ("b",)
    with pytest.raises(Refused, match="has no sheet called 'Three'; it has Empty, One, Two"):
        open_table(path, sheet="Three")


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    with pytest.raises(Refused, match="has no sheets"):
        open_table(path, sheet="One")


def test_very_large_and_very_small_numbers_keep_their_digits(tmp_path: Path) -> None:
    rows = '<row r="1">' + text_cell("A1", "n") + '</row><row r="2"><c r="A2"><v>1E+20</v></c></row>'
    rows += '<row r="3"><c r="A3"><v>0.1</v></c></row><row r="4"><c r="A4"><v>-1E-7</v></c></row>'
    assert cells_of(table_of(tmp_path, xlsx(rows), "n.xlsx")) == [
        ("100000000000000000000",), ("0.1",), ("-0.0000001",),
    ]  # fmt: skip


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    content = xls(
        [(0, [(0, "Name"), (1, "Value")]), (1, [(0, "Müller"), (1, 12.5)]), (3, [(0, "Ω"), (1, 3.0)])]
    )
    table = table_of(tmp_path, content, "old.xls")
    assert [(row.number, row.cells) for row in table.rows()] == [(2, ("Müller", "12.5")), (4, ("Ω", "3"))]


def test_an_old_workbook_of_many_sectors_is_read(tmp_path: Path) -> None:
    headings: list[tuple[int, Cell]] = [(0, "Name"), (1, "Value")]
    rows: list[tuple[int, list[tuple[int, Cell]]]] = [(0, headings)]
    rows += [(n, [(0, f"Customer {n % 50}"), (1, float(n))]) for n in range(1, 1200)]
    assert len(cells_of(table_of(tmp_path, xls(rows), "old.xls"))) == 1199


def test_an_open_document_is_read_with_its_empty_ends(tmp_path: Path) -> None:
    content = ods(
        ods_row("Name", "Ort")
        + ods_row("Müller", "Köln", repeated=2)
        + '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert cells_of(table_of(tmp_path, content, "open.ods")) == [("Müller", "Köln")] * 2


def test_blank_sheets_are_no_table(tmp_path: Path) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        workbook.add_worksheet("Empty")
    path = tmp_path / "empty.xlsx"
    path.write_bytes(file.getvalue())
    with pytest.raises(Refused, match="no sheet with anything in it"):
        open_table(path)


def test_a_workbook_that_lies_about_its_size_is_read_whole(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}">{text_cell(f"A{n}", "Name" if n == 1 else f"c{n}")}</row>' for n in range(1, 501)
    )
    table = table_of(tmp_path, xlsx(rows, before='<dimension ref="A1:A2"/>'), "liar.xlsx")
    assert len(cells_of(table)) == 499


def test_the_archive_of_a_workbook_may_hold_other_things(tmp_path: Path) -> None:
    content = xlsx('<row r="1">' + text_cell("A1", "Name") + "</row>")
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../../etc/passwd", "never written")
    table = table_of(tmp_path, file.getvalue(), "odd.xlsx")
    assert table.header == ("Name",)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["odd.xlsx"]


def test_headings_that_begin_with_a_blank_cell_are_found(tmp_path: Path) -> None:
    assert table_of(tmp_path, ",A\n,1\n,2\n").header == ("Column A", "A")
