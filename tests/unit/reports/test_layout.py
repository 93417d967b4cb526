"""Reviews under pressure: hostile names, endless texts, page breaks, margins."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import (
    MadeFor,
    Section,
)
from mcr_desktop.reports.page import FOOT, SIDE, TOP
from mcr_desktop.reports.review import print_review
from tests.gallery.reviews import HOSTILE_NAMES, PERIOD, example_snapshots, hostile, rich
from tests.unit.reports.reading import fonts, letters_in, objects, opened, outline, page_words, words_in

EVERYTHING = frozenset(Section)
ROOT = Path(__file__).parents[3]
PAGE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


LABELS = {
    "served by the North team",
    "for the team only",
    "Who looks after them",
    "Their people",
    "By number",
    "By value at stake",
}


@cache
def hostile_copy() -> bytes:
    """The hostile example for the team, printed once for all tests here."""
    return print_review(hostile(), MadeFor.TEAM, sections=EVERYTHING).pdf


@pytest.mark.parametrize("made_for", list(MadeFor))
@pytest.mark.parametrize("name", example_snapshots())
def test_every_example_opens_elsewhere_with_all_fonts_and_nothing_foreign(
    name: str, made_for: MadeFor
) -> None:
    review = print_review(example_snapshots()[name], made_for, sections=EVERYTHING)
    reader = opened(review.pdf)
    assert len(reader.pages) == review.pages
    assert fonts(review.pdf)
    assert all(fonts(review.pdf).values())
    assert not any(page.get("/Annots") for page in reader.pages)
    held = objects(review.pdf)
    assert not any(
        one.get("/Subtype") == "/Image" or ("/S" in one and one["/S"] == "/JavaScript") for one in held
    )
    assert not any("/URI" in one or "/Launch" in one or "/JS" in one for one in held)


def test_hostile_names_are_printed_letter_by_letter() -> None:
    words = letters_in(hostile_copy())
    for name in HOSTILE_NAMES:
        shown = name.replace("\u202e", "‹RLO›").replace("\u200b", "‹ZWSP›").replace("\u200d", "‹ZWJ›")
        assert "".join(shown.split()) in words
    assert "Anna-" + "Theodora-" * 12 + "Müller" in words
    assert words.count("x" * 400) >= 1
    assert "■" not in words


def test_two_hundred_promises_and_forty_complaints_are_each_printed_once() -> None:
    words = words_in(hostile_copy())
    for number in range(200):
        assert words.count(f"Promise {number}: ") == 1
    for number in range(40):
        assert words.count(f"cause {number} & <why>") == 1
        assert number == 3 or words.count(f"Complaint {number} about <gate> & “dock”") == 1


def test_a_table_that_goes_on_repeats_its_head() -> None:
    pages = page_words(hostile_copy())
    with_promises = [words for words in pages if words.count("Maya Lindqvist") > 5]
    assert len(with_promises) > 2
    assert all("Whose" in words for words in with_promises)


@pytest.mark.slow
def test_a_note_of_half_a_megabyte_is_printed_whole() -> None:
    note = "".join(f"Satz {number} über das Lager. " for number in range(20_000))
    review = print_review(replace(rich(), facts=(replace(rich().facts[0], value=note),)), MadeFor.TEAM)
    assert len(note) > 500_000
    words = words_in(review.pdf)
    assert all(f"Satz {number} über das Lager." in words for number in range(0, 20_000, 997))


@pytest.mark.parametrize("count", range(0, 44, 3))
def test_no_heading_stands_alone_at_the_foot_of_a_page(count: int) -> None:
    day = PERIOD.first
    facts = tuple(Fact(i, 1, "", f"Fact number {i}", day, day, "Tom") for i in range(count))
    promise = Promise(1, 1, "c", "A promise", Side.OURS, PromiseState.OPEN, day + timedelta(days=200))
    snapshot = replace(rich(), facts=facts, promises=(promise,) * (count % 17))
    pdf = print_review(snapshot, MadeFor.TEAM).pdf
    titles = set(outline(pdf)[1:])
    for words in page_words(pdf):
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        body = [line for line in lines if not line.startswith(("Page ", "For the North team"))]
        assert body[-1] not in titles | LABELS


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_no_word_stands_in_the_margin(paper: str, tmp_path: Path) -> None:
    for name, snapshot in example_snapshots().items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(print_review(snapshot, MadeFor.TEAM, paper=paper, sections=EVERYTHING).pdf)
        html = subprocess.run(
            ["pdftotext", "-bbox", file, "-"], capture_output=True, check=True
        ).stdout.decode()
        for page in html.split("<page ")[1:]:
            width, height = (float(value) for value in PAGE.findall(page)[0])
            for left, top, right, bottom, word in WORD.findall(page):
                assert float(left) >= SIDE - 1.5, word
                assert float(right) <= width - SIDE + 1.5, word
                assert float(top) >= TOP - 8, word
                assert float(bottom) <= height - FOOT + 44, word


def test_letter_paper_is_letter_paper() -> None:
    page = opened(print_review(rich(), MadeFor.TEAM, paper="Letter").pdf).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)
    with pytest.raises(KeyError):
        print_review(rich(), MadeFor.TEAM, paper="A3")
