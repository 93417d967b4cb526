"""The customer's own sheet as it is printed."""

from __future__ import annotations

from dataclasses import replace

from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.sheets import MOST_LINES, TERMS, SheetKey, SheetKind, lines_of
from mcr_desktop.reports.sheet import print_sheet
from tests.gallery.reviews import HOSTILE_NAMES, MADE_ON, empty, hostile, rich
from tests.unit.reports.reading import letters_in, opened, outline, words_in

DAY = MADE_ON.date()


def fields(pdf: bytes) -> set[str]:
    return set(opened(pdf).get_fields() or {})


def test_every_line_has_its_field_and_every_belief_its_box() -> None:
    names = fields(print_sheet(rich()).pdf)
    for line in lines_of(rich()):
        assert f"{line.key}.changed" in names
        assert (f"{line.key}.right" in names) == bool(line.value)


def test_the_sheet_holds_what_we_believe_and_nothing_that_is_ours_alone() -> None:
    words = words_in(print_sheet(rich()).pdf)
    for said in ("Deliveries before 07:30, gate B only.", "Chief Scientist", "We promised", "You promised"):
        assert said in words
    assert all(term in words for term in TERMS)
    for ours in ("one missed delivery", "influence", "318,402", "Knows the wards", "Top 5"):
        assert ours not in words


def test_hostile_names_stand_on_it_as_they_were_typed() -> None:
    letters = letters_in(print_sheet(hostile()).pdf)
    for name in HOSTILE_NAMES:
        if name.isprintable():
            assert "".join(name.split()) in letters


def test_an_empty_customer_is_asked_for_terms_and_news_only() -> None:
    printed = print_sheet(empty())
    assert outline(printed.pdf)[1:] == ["How you want to be served", "What else we should know"]
    assert printed.name == "Marlow Ferries 2026-11-23 sheet.pdf"


def test_a_term_that_is_a_fact_stands_with_the_terms() -> None:
    fact = Fact(7, 1, "preferred CHANNEL", "Mail", DAY, DAY, version=3)
    lines = lines_of(replace(empty(), facts=(fact,)))
    assert lines[0].key == SheetKey(SheetKind.FACT, 7, 3)
    assert lines[0].is_term
    assert sum(line.is_term for line in lines) == len(TERMS)


def test_the_longest_belief_fits_on_a_page_and_the_lines_are_bounded() -> None:
    facts = tuple(Fact(n, 1, "topic" * 200, "word " * 20_000, DAY, DAY) for n in range(MOST_LINES + 5))
    printed = print_sheet(replace(empty(), facts=facts))
    assert sum(name.startswith("fact-") for name in fields(printed.pdf)) == 2 * MOST_LINES
    assert "5 further lines found no room on this sheet." in words_in(printed.pdf)


def test_paper_may_be_letter_and_the_bytes_are_the_same_again() -> None:
    assert print_sheet(rich()).pdf == print_sheet(rich()).pdf
    assert opened(print_sheet(rich(), paper="Letter").pdf).pages[0].mediabox.width == 612
