"""What is looked over before a customer's copy leaves the house."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.domain.reviews import ReviewSnapshot, Talk
from mcr_desktop.services.reviews.redlines import red_lines
from tests.gallery.reviews import PERIOD, empty, rich

SECRET = "Wyld wants to leave in spring and Bergmann takes over; she spoke of 48,500 for the lot."


def whispered(summary: str) -> ReviewSnapshot:
    talk = Talk(PERIOD.first, Kind.CALL, Starter.THEM, "Maya Lindqvist", SECRET, private=True)
    return replace(rich(), talks=(*rich().talks, talk), summary=summary)


def test_what_the_customer_does_not_get_is_named() -> None:
    told = red_lines(whispered("")).left_out
    assert "their value to us and their tier" in told
    assert "our reasons for the fence" in told
    assert "the contact budget, and how much of it is used" in told
    assert any("private talk" in line for line in told)
    assert any("to ask next time" in line for line in told)


def test_where_nothing_is_held_back_nothing_is_named() -> None:
    assert red_lines(empty()) == red_lines(replace(empty(), summary="A quiet quarter."))
    assert red_lines(empty()).left_out == ()


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("We hear that WYLD wants to leave soon.", ("WYLD wants to leave",)),
        ("Please greet Bergmann from us.", ("Bergmann",)),
        ("It was about 48,500 in all.", ("48,500",)),
        ("A good quarter; we thank Fiona Wyld.", ()),
        ("She spoke at length.", ()),
        ("", ()),
    ],
)
def test_words_of_internal_origin_in_the_summary_are_found(summary: str, found: tuple[str, ...]) -> None:
    assert red_lines(whispered(summary)).in_summary == found


def test_our_figures_and_reasons_are_found_too() -> None:
    found = red_lines(whispered("They are worth 318402.55; one missed delivery stops a ward.")).in_summary
    assert found == ("318402.55", "one missed delivery stops a ward")


@given(st.text(max_size=60))
def test_whatever_is_found_stands_in_the_summary(summary: str) -> None:
    snapshot = whispered(f"{summary} {SECRET[:40]}")
    for words in red_lines(snapshot).in_summary:
        assert words in snapshot.summary
