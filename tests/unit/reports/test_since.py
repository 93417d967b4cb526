"""Since last time: what became of everything that was open in the review before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mcr_desktop.domain.reviews import CarriedAction, MadeFor, Outcome, PreviousReview, Section
from mcr_desktop.reports.review import print_review
from mcr_desktop.reports.since import outcome_words
from tests.gallery.reviews import PERIOD, followed, rich
from tests.unit.reports.reading import outline, words_in

DUE = date(2026, 11, 3)


@pytest.mark.parametrize("made_for", MadeFor)
def test_both_copies_tell_what_became_of_what_was_open(made_for: MadeFor) -> None:
    printed = print_review(followed(), made_for)
    words = words_in(printed.pdf)
    assert outline(printed.pdf)[1] == "Since last time"
    for said in (
        "review 2, made 31 August 2026, covered 1 June to 30 August 2026",
        "late by 3 days",
        "open, by 4 Dec",
        "done 13 Oct, 4 days late",
        "done 8 Oct",
        "dropped 9 Oct",
        "The wards asked us not to.",
        "9, 2 started by them",
        "5 of 6",
        "4 came in, 1 open",
        "Review 3.",
        "copy of review 3.",
    ):
        assert said in words


def test_the_first_review_says_nothing_of_last_time() -> None:
    pdf = print_review(replace(rich(), number=1), MadeFor.TEAM).pdf
    assert "Since last time" not in outline(pdf)
    assert "Review 1." in words_in(pdf)


def test_the_section_may_be_left_out_and_an_empty_one_says_so() -> None:
    without = print_review(followed(), MadeFor.TEAM, sections=frozenset(Section) - {Section.SINCE})
    assert "Since last time" not in outline(without.pdf)
    bare = replace(followed(), previous=PreviousReview(2, DUE, PERIOD))
    words = words_in(print_review(bare, MadeFor.TEAM).pdf)
    assert "Nothing was left open last time." in words
    assert "none fell due" in words


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (CarriedAction("x", "ours", Outcome.OPEN), "open, no day agreed"),
        (CarriedAction("x", "ours", Outcome.LATE, DUE), "late by 20 days"),
        (CarriedAction("x", "ours", Outcome.DONE, None, DUE), "done 3 Nov"),
        (CarriedAction("x", "ours", Outcome.DONE, date(2026, 11, 2), DUE), "done 3 Nov, a day late"),
        (CarriedAction("x", "ours", Outcome.DROPPED, DUE, date(2025, 11, 3)), "dropped 3 Nov 2025"),
        (CarriedAction("x", "ours", Outcome.DROPPED, DUE), "dropped"),
    ],
)
def test_an_outcome_is_said_in_few_words(action: CarriedAction, said: str) -> None:
    assert outcome_words(action, followed()) == said


def test_a_review_with_what_went_before_gives_the_same_bytes_again() -> None:
    assert print_review(followed(), MadeFor.TEAM).pdf == print_review(followed(), MadeFor.TEAM).pdf
