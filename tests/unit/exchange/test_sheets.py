"""A returned sheet gives its answers, and whatever else comes as one is refused in a sentence."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.sheets import LONGEST_ANSWER, SheetAnswer, SheetAnswers, SheetKey, SheetKind
from mcr_desktop.exchange import sheets
from mcr_desktop.exchange.sheets import read_sheet
from mcr_desktop.reports.sheet import MARK, print_sheet
from tests.gallery.reviews import followed

PDF = print_sheet(followed()).pdf
FIRST = SheetKey(SheetKind.FACT, 1, 1)
quiet = pytest.mark.logs  # the library remarks upon damaged files in the log


def changed(change: Callable[[PdfWriter, dict[str, DictionaryObject]], None], path: Path) -> Path:
    """The sheet with its fields as somebody left them."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PDF)))
    fields = {
        str(note.get_object()["/T"]): note.get_object()
        for page in writer.pages
        for note in page.get("/Annots", ())
    }
    change(writer, fields)
    writer.write(path)
    return path


def say(field: DictionaryObject, words: str) -> None:
    field[NameObject("/V")] = TextStringObject(words)


def test_both_sides_call_the_mark_by_one_name() -> None:
    assert MARK == sheets.MARK


def test_a_sheet_nobody_touched_has_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(PDF)
    assert read_sheet(path) == SheetAnswers(1, date(2026, 11, 23))


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_what_was_written_comes_back(tmp_path: Path, words: str) -> None:
    path = changed(lambda _, fields: say(fields[f"{FIRST}.changed"], words), tmp_path / "s.pdf")
    wanted = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    wanted = "".join(sign for sign in wanted if sign == "\n" or (sign >= " " and sign != "\x7f")).strip()
    answers = read_sheet(path).answers
    assert answers == ((SheetAnswer(FIRST, False, wanted),) if wanted else ())


def test_an_endless_answer_is_cut(tmp_path: Path) -> None:
    path = changed(lambda _, fields: say(fields[f"{FIRST}.changed"], "ö" * 100_000), tmp_path / "s.pdf")
    assert len(read_sheet(path).answers[0].changed_to) == LONGEST_ANSWER


@pytest.mark.parametrize(("value", "right"), [("/Yes", True), ("/On", True), ("/Off", False), ("/", False)])
def test_a_tick_is_a_tick_whatever_a_program_calls_it(tmp_path: Path, value: str, right: bool) -> None:
    def tick(_: PdfWriter, fields: dict[str, DictionaryObject]) -> None:
        fields[f"{FIRST}.right"][NameObject("/V")] = NameObject(value)

    answers = read_sheet(changed(tick, tmp_path / "s.pdf")).answers
    assert answers == ((SheetAnswer(FIRST, right=True),) if right else ())


@pytest.mark.parametrize(
    "name",
    ["fact-1-1", "fact-1-1.other", "secret-1-1.changed", "fact-1.changed", "fact-١-1.changed", ".changed"],
)
def test_fields_that_are_not_ours_say_nothing(tmp_path: Path, name: str) -> None:
    def rename(_: PdfWriter, fields: dict[str, DictionaryObject]) -> None:
        say(fields[f"{FIRST}.changed"], "x")
        fields[f"{FIRST}.changed"][NameObject("/T")] = TextStringObject(name)

    assert read_sheet(changed(rename, tmp_path / "s.pdf")).answers == ()


def test_fields_below_fields_are_found_and_a_circle_of_them_ends(tmp_path: Path) -> None:
    def nest(writer: PdfWriter, fields: dict[str, DictionaryObject]) -> None:
        say(fields[f"{FIRST}.changed"], "below")
        child = fields[f"{FIRST}.changed"]
        child[NameObject("/T")] = TextStringObject("changed")
        parent = DictionaryObject({NameObject("/T"): TextStringObject(str(FIRST))})
        reference = writer._add_object(parent)  # noqa: SLF001  the library has no other way
        parent[NameObject("/Kids")] = ArrayObject([child.indirect_reference, reference])
        form = writer.root_object["/AcroForm"].get_object()
        assert isinstance(form, DictionaryObject)
        kept = [one for one in form["/Fields"] if one != child.indirect_reference]  # type: ignore[attr-defined]
        form[NameObject("/Fields")] = ArrayObject([*kept, reference])

    assert read_sheet(changed(nest, tmp_path / "s.pdf")).answers == (SheetAnswer(FIRST, False, "below"),)


def test_fields_without_end_are_refused(tmp_path: Path) -> None:
    def multiply(writer: PdfWriter, fields: dict[str, DictionaryObject]) -> None:
        form = writer.root_object["/AcroForm"].get_object()
        assert isinstance(form, DictionaryObject)
        form[NameObject("/Fields")] = ArrayObject(
            [fields[f"{FIRST}.changed"].indirect_reference] * (sheets.MAX_FIELDS + 1)
        )

    with pytest.raises(Refused, match="cannot be read"):
        read_sheet(changed(multiply, tmp_path / "s.pdf"))


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("", "no sheet that was printed here"),
        ("1 1", "no sheet"),
        ("1 -3 2026-11-23", "no sheet"),
        ("1 ² 2026-11-23", "no sheet"),
        ("1 9999999999999999 2026-11-23", "no sheet"),
        ("1 1 yesterday", "no sheet"),
        ("2 1 2026-11-23", "newer program"),
    ],
)
def test_a_mark_that_is_not_ours_is_refused(tmp_path: Path, mark: str, why: str) -> None:
    path = changed(lambda _, fields: say(fields[MARK], mark), tmp_path / "s.pdf")
    with pytest.raises(Refused, match=why):
        read_sheet(path)


def test_values_of_other_kinds_say_nothing(tmp_path: Path) -> None:
    def spoil(_: PdfWriter, fields: dict[str, DictionaryObject]) -> None:
        fields[f"{FIRST}.changed"][NameObject("/V")] = ArrayObject([NumberObject(1)])
        fields[f"{FIRST}.right"][NameObject("/V")] = NumberObject(1)

    assert read_sheet(changed(spoil, tmp_path / "s.pdf")).answers == ()


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    path = changed(lambda writer, _: writer.encrypt("secret", algorithm="RC4-128"), tmp_path / "s.pdf")
    with pytest.raises(Refused, match="protected by a password"):
        read_sheet(path)


@quiet
@pytest.mark.parametrize("content", [b"x", b"%PDF-1.4", b"%PDF-1.7\n%%EOF", b"PK\3\4" * 50, PDF[:4000]])
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.pdf"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"s\.pdf"):
        read_sheet(path)


def test_what_is_too_large_or_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="There is no file"):
        read_sheet(tmp_path / "none.pdf")
    path = tmp_path / "s.pdf"
    path.write_bytes(PDF)
    monkeypatch.setattr(sheets, "MAX_FILE", 1000)
    with pytest.raises(Refused, match="larger than"):
        read_sheet(path)


@quiet
@given(st.integers(0, 2**32))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_sheet_is_read_or_refused_and_soon(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(PDF)
    for _ in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                del content[at : at + chance.randrange(200)]
            case _:
                content[at:at] = bytes(chance.choices(b"<>[]()/0123456789 Rnobj", k=9))
    path = tmp_path / "s.pdf"
    path.write_bytes(content)
    began = process_time()
    try:
        told = str(read_sheet(path).customer_id)
    except Refused as error:
        told = str(error)
    assert told
    assert process_time() - began < 5
