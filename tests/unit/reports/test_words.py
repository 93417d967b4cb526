"""User text on paper: every letter as it was written, nothing that acts, nothing that cannot be seen."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcr_desktop.reports.fonts import Face, has_letter, runs_of, width_of
from mcr_desktop.reports.page import Sheet, print_pages
from mcr_desktop.reports.styles import BODY
from mcr_desktop.reports.text import Text
from mcr_desktop.reports.words import one_line, paragraphs, printable
from tests.gallery.reviews import HOSTILE_NAMES
from tests.unit.reports.reading import letters_in, words_in

SHEET = Sheet("T", "A", "S", "", "", "", datetime(2026, 11, 23, 10, 42, tzinfo=UTC))
VISIBLE = st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Cs", "Zs"))


def printed(words: str) -> bytes:
    return print_pages(SHEET, [Text(words)])[0]


@given(st.text())
def test_any_text_becomes_printable(text: str) -> None:
    for letter in printable(text):
        assert letter == "\n" or has_letter(letter)
        assert letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_letters_stay_as_they_are(text: str) -> None:
    assert printable(text) == text


@given(st.text(VISIBLE, min_size=1, max_size=300))
@settings(max_examples=40, deadline=None)
def test_what_was_written_is_what_is_printed(text: str) -> None:
    assert letters_in(printed(text)).startswith("".join(one_line(text).split()))


@pytest.mark.parametrize(
    "payload",
    [
        '<img src="file:///etc/hostname"/>',
        "<img src='/etc/hostname' width='40' height='30'>",
        '<a href="javascript:alert(1)">x</a>',
        "</para>",
        "<b>",
        "<!-- -->",
        "&lt;&amp;&#65;",
        "<font color=red>x</font>",
        "%(x)s {x} ${x}",
        "a & b < c > d",
    ],
)
def test_markup_is_only_words(payload: str) -> None:
    pdf = printed(payload)
    assert payload in words_in(pdf)
    assert b"/URI" not in pdf
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_of_any_script_can_be_read_back(name: str) -> None:
    assert "".join(one_line(name).split()) in letters_in(printed(name))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("evil\u202egpj.exe", "evil‹RLO›gpj.exe"),
        ("zero\u200bwidth", "zero‹ZWSP›width"),
        ("join\u200der", "join‹ZWJ›er"),
        ("soft\u00adhyphen", "soft‹SHY›hyphen"),
        ("می\u200cخواهم", "میخواهم"),
        ("nul\x00l and bell\x07", "null and bell"),
        ("tab\tstop", "tab stop"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("thin\u2009space", "thin space"),
        ("keeps\u00a0together", "keeps\u00a0together"),
        ("e\u0301", "é"),
        ("unknown \ue123", "unknown [U+E123]"),
        ("plane \U0001f9d1\u200d\U0001f4bb", "plane [adult][personal computer]"),
        ("heart \u2764\ufe0f", "heart \u2764"),
    ],
)
def test_what_cannot_be_seen_is_shown_or_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_kept(end: str) -> None:
    assert paragraphs(f"one{end}two{end}{end}three{end}") == ("one", "two", "", "three")


def test_words_on_one_line_have_single_blanks() -> None:
    assert one_line("  a \n\n b\t c ") == "a b c"


def test_letters_that_a_face_lacks_come_from_another() -> None:
    assert [face for _, face in runs_of("Żółć 株式会社 שלום", Face.SEMIBOLD)] == [
        Face.SEMIBOLD,
        Face.EAST_ASIAN,
        Face.OTHER_SCRIPTS,
    ]
    assert width_of("株", Face.REGULAR) == pytest.approx(1.0)


@given(st.text(max_size=400), st.integers(20, 500))
@settings(deadline=None)
def test_no_line_is_wider_than_its_column(text: str, width: int) -> None:
    for line in Text(text).lines(width):
        held = sum(piece.width for piece in line) + width_of(" ", BODY.face) * BODY.size * sum(
            piece.spaced for piece in line[1:]
        )
        assert held <= width + 0.02 or len(line[0].words) == 1


@given(st.text(max_size=400), st.integers(20, 500))
@settings(deadline=None)
def test_no_letter_is_lost_between_lines(text: str, width: int) -> None:
    laid = "".join(piece.words.replace(" ", "") for line in Text(text).lines(width) for piece in line)
    assert laid == "".join(printable(text).replace("\n", "").split(" "))


@given(st.integers(1, 80), st.floats(0, 800))
def test_a_page_break_leaves_two_lines_on_either_side(count: int, room: float) -> None:
    parts = Text("\n".join("line" for _ in range(count))).split(300, room)
    sizes = [len(part.lines(300)) for part in parts if isinstance(part, Text)]
    assert sum(sizes) in {0, count}
    if len(sizes) == 2:
        assert min(sizes) >= 2


def test_an_endless_word_and_a_long_note_take_little_time() -> None:
    pdf, pages = print_pages(SHEET, [Text("x" * 200_000), Text("Ein Satz mit Wörtern. " * 25_000)])
    assert pages > 100
    assert letters_in(pdf).count("x") == 200_000
