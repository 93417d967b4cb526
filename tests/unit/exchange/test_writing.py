"""Files out: no formula gets through, every text comes back, and a file is there whole or not at all."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange import writing
from mcr_desktop.exchange.formulas import guarded, unguarded
from mcr_desktop.exchange.tables import open_table
from mcr_desktop.exchange.writing import LeftBehind, Value, replacing, write_table

FORMATS = ("out.csv", "out.xlsx")
SIGNS = [
    "=",
    "+",
    "-",
    "@",
    "|",
    "\u2212",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "\ufe66",
    "\ufe62",
    "\ufe63",
    "\ufe6b",
]
BLANKS = [
    "", " ", "  ", "\t", "\r", "\n", "\r\n", "\u00a0", "\ufeff", "\u200b", "\u200e", "\u202e", "\u2003",
    "\u3000", "\u2028", "\x0b", "\x0c", "\x1f", "\x01", "\u3164", "\ufe0f", "\xad", "\u2060",
    "'", "''", "' ", " '",
]  # fmt: skip
PREFIXES = (
    SIGNS
    + [blank + sign for blank in BLANKS[1:24] for sign in ("=", "@")]
    + ["'=", "''=", "' =", "\t", "\r", "\n", "\tx", "'\t"]
)


def _unprotected(text: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula, judged apart from the guard itself."""
    rest = text.lstrip()
    while rest and (not rest[0].isprintable() or rest[0] in "\u3164\uffa0\u115f"):
        rest = rest[1:].lstrip()
    return rest[:1] in SIGNS or text[:1] in ("\t", "\r", "\n") if text else False


def _back(
    folder: Path, name: str, header: tuple[str, ...], *rows: tuple[Value, ...]
) -> list[tuple[str, ...]]:
    path = folder / name
    assert write_table(path, header, rows) == len(rows)
    table = open_table(path)
    assert table.header == header
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_looks_like_a_formula_is_guarded_and_comes_back(tmp_path: Path, name: str, prefix: str) -> None:
    text = prefix + "cmd|' /C calc'!A0"
    assert not _unprotected(guarded(text))
    assert _back(tmp_path, name, ("Name", "Other"), (text, "x")) == [(text, "x")]
    if name.endswith("xlsx"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
    else:
        assert guarded(text).encode() in (tmp_path / name).read_bytes().replace(b'""', b'"')


def test_there_are_enough_prefixes() -> None:
    assert len(set(PREFIXES)) >= 40


@pytest.mark.parametrize(
    "text", ["", "a", "A=B", "1-2", "x@y.example", "'quoted'", "'", "''", "5' pipe", "' a", "'a="]
)
def test_harmless_text_is_written_as_it_is(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text(max_size=20) | st.text(alphabet="'=+-@ \t\r\n\u00a0\uff1dax", max_size=8))
def test_guarding_can_always_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not _unprotected(guarded(text))


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=60)
odd = st.text(alphabet="'\"=,;\t\r\n _x005F|\ufeff\u2028a0é𝄞", max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts | odd, texts | odd), min_size=1, max_size=5))
@pytest.mark.parametrize("name", FORMATS)
def test_every_text_of_every_plane_comes_back(tmp_path: Path, name: str, rows: list[tuple[str, str]]) -> None:
    given_rows = [("key", *row) for row in rows]
    assert _back(tmp_path, name, ("Key", "One", "Two"), *given_rows) == given_rows


@pytest.mark.parametrize("name", FORMATS)
def test_numbers_and_dates_come_back_exactly(tmp_path: Path, name: str) -> None:
    row = (
        Decimal("1265793.04"), Decimal("-0.10"), 12345678901234567890, -3, 0, True, False, None,
        date(2024, 2, 29), date(1756, 1, 27), datetime(2024, 2, 29, 14, 30),  # noqa: DTZ001  as typed
    )  # fmt: skip
    (back,) = _back(tmp_path, name, tuple("abcdefghijk"), row)
    assert [Decimal(cell) for cell in back[:5]] == [Decimal(value) for value in row[:5]]
    assert back[5:] == ("true", "false", "", "2024-02-29", "1756-01-27", "2024-02-29 14:30:00")


@pytest.mark.parametrize("name", FORMATS)
def test_a_moment_with_a_zone_keeps_it(tmp_path: Path, name: str) -> None:
    moment = datetime(2024, 2, 29, 14, 30, tzinfo=timezone.utc)  # noqa: UP017
    assert _back(tmp_path, name, ("When",), (moment,)) == [("2024-02-29 14:30:00+00:00",)]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", ["a\0b", "half \ud800 character"])
def test_what_no_file_can_hold_is_refused_with_its_row(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    with pytest.raises(Refused, match="row 3: a text with"):
        write_table(path, ["Name"], [["fine"], [text]])
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_character_is_refused_in_a_workbook(tmp_path: Path) -> None:
    for text in ("a\ufffe", "\uffff"):
        with pytest.raises(Refused, match="row 2: a text with U\\+FFF"):
            write_table(tmp_path / "out.xlsx", ["Name"], [[text]])
        assert _back(tmp_path, "out.csv", ("Name",), (text,)) == [(text,)]


def test_a_cell_too_long_for_a_workbook_is_refused_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="row 2: a cell holds at most 32,767 characters; write CSV instead"):
        write_table(tmp_path / "out.xlsx", ["Name"], [["x" * 32_768]])
    assert _back(tmp_path, "fits.xlsx", ("Name",), ("x" * 32_767,)) == [("x" * 32_767,)]
    assert _back(tmp_path, "out.csv", ("Name",), ("x" * 100_000,)) == [("x" * 100_000,)]


def test_a_workbook_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="at most 3 rows"):
        write_table(tmp_path / "out.xlsx", ["Name"], [["a"]] * 3)


def test_an_error_half_way_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("precious")

    def rows() -> Iterator[list[Value]]:
        yield ["a"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_table(path, ["Name"], rows())
    assert path.read_text() == "precious"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_a_new_file_is_for_its_owner_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_table(path, ["Name"], [])
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    write_table(path, ["Name"], [["x"]])
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        write_table(tmp_path / "no" / "such" / "out.csv", ["Name"], [])
    with pytest.raises(Refused, match="is a folder"):
        write_table(tmp_path, ["Name"], [])


def test_any_file_can_be_replaced_at_once(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


def test_rows_left_behind_keep_their_columns_and_gain_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "left.csv"
    with LeftBehind(path, ("Name", "Phone")) as left:
        left.add(("=A", "1"), "row 2, column Phone: too short")
        left.add(("B",), "row 9: nobody knows")
        assert left.count == 2
    table = open_table(path)
    assert table.header == ("Name", "Phone", "reason")
    assert [row.cells for row in table.rows()] == [
        ("=A", "1", "row 2, column Phone: too short"),
        ("B", "", "row 9: nobody knows"),
    ]


def test_a_column_called_reason_is_not_written_over(tmp_path: Path) -> None:
    with LeftBehind(tmp_path / "left.csv", ("User", "Reason")) as left:
        left.add(("Maya", "holiday"), "nobody of that name")
    assert open_table(tmp_path / "left.csv").header == ("User", "Reason", "reason it was left behind")


def test_nothing_left_behind_makes_no_file_and_an_error_neither(tmp_path: Path) -> None:
    with LeftBehind(tmp_path / "left.csv", ("Name",)):
        pass

    def fail() -> None:
        with LeftBehind(tmp_path / "left.csv", ("Name",)) as left:
            left.add(("A",), "x")
            raise Refused("the rest was bad")

    with pytest.raises(Refused, match="the rest was bad"):
        fail()
    assert list(tmp_path.iterdir()) == []
