"""Whether to talk or to leave in peace: the rules themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.today import Reason
from mcr_desktop.domain.worth import (
    Care,
    Due,
    every,
    number_word,
    usual_gap,
    worth_a_conversation,
)

TODAY = date(2026, 11, 23)


def ago(*days: int) -> tuple[date, ...]:
    return tuple(TODAY - timedelta(days=count) for count in days)


def only(care: Care) -> tuple[Reason, str]:
    (worth,) = worth_a_conversation([care], TODAY)
    return worth.reason, worth.sentence


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (1, "every day"), (2, "every two days"), (5.5, "every six days"), (7, "every week"),
        (14, "every two weeks"), (21, "every three weeks"), (28, "every month"), (61, "every two months"),
        (400, "every 13 months"),
    ],
)  # fmt: skip
def test_a_gap_is_said_as_people_say_it(gap: float, words: str) -> None:
    assert every(gap) == words


def test_large_numbers_are_figures() -> None:
    assert (number_word(12), number_word(13), number_word(-1)) == ("twelve", "13", "-1")


def test_the_usual_gap_needs_three_gaps_of_different_days() -> None:
    assert usual_gap(ago(1, 8, 15)) is None
    assert usual_gap(ago(1, 8, 15, 15, 15)) is None
    assert usual_gap(ago(1, 8, 15, 30)) == 7


@pytest.mark.parametrize(("quiet", "told"), [(10, False), (11, True)])
def test_overdue_is_half_as_long_again_as_usual(quiet: int, told: bool) -> None:
    talks = ago(quiet, quiet + 7, quiet + 14, quiet + 21)
    assert bool(worth_a_conversation([Care(1, "A", 2, talks)], TODAY)) == told


def test_daily_talks_are_not_missed_after_a_day() -> None:
    assert worth_a_conversation([Care(1, "A", 2, ago(1, 2, 3, 4))], TODAY) == ()
    assert only(Care(1, "A", 2, ago(2, 3, 4, 5)))[1] == "Quiet for 2 days. You usually speak every day."


def test_the_plan_speaks_two_weeks_ahead_and_after() -> None:
    plan = Due("Forecast", TODAY + timedelta(days=14))
    assert only(Care(1, "A", 2, plan=plan)) == (
        Reason.JOINT_PLAN, "“Forecast” of the joint plan is due 7 December.",
    )  # fmt: skip
    late = Due("Forecast", TODAY - timedelta(days=1))
    assert only(Care(1, "A", 2, plan=late))[1] == "“Forecast” of the joint plan was due 22 November."
    assert worth_a_conversation([Care(1, "A", 2, plan=Due("x", TODAY + timedelta(days=15)))], TODAY) == ()


def test_their_promise_counts_from_the_day_after() -> None:
    assert worth_a_conversation([Care(1, "A", 2, their_promise=Due("x", TODAY))], TODAY) == ()
    assert only(Care(1, "A", 2, their_promise=Due("x", TODAY - timedelta(days=1))))[0] is Reason.THEIR_PROMISE


def test_room_comes_before_everything_and_says_until_when() -> None:
    tired = Care(1, "A", 2, ago(30, 51, 72, 93), ago(1, 10, 20), 3, Due("x", TODAY), Due("y", ago(9)[0]))
    assert only(tired) == (
        Reason.GIVE_ROOM,
        "Three contacts in 30 days from three of us; their limit is two. Let them breathe until 13 December.",
    )
    assert "until 22 December" in only(Care(1, "A", 0, sought_on=ago(1), sought_by=1))[1]
    assert worth_a_conversation([Care(1, "A", 3, sought_on=ago(1, 2, 3), sought_by=1)], TODAY) == ()


def test_the_most_pressing_come_first_and_not_more_than_five() -> None:
    cares = [
        Care(n, f"C{n}", 2, ago(q, q + 7, q + 14, q + 21)) for n, q in enumerate((20, 60, 40, 30, 50, 15))
    ]
    found = worth_a_conversation(cares, TODAY)
    assert [each.customer for each in found] == ["C1", "C4", "C2", "C3", "C0"]


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
dues = st.none() | st.builds(Due, st.text(), days)
cares = st.builds(
    Care, st.integers(1, 99), st.text(), st.integers(0, 9), st.lists(days, max_size=8).map(tuple),
    st.lists(days, max_size=9).map(tuple), st.integers(1, 9), dues, dues,
)  # fmt: skip


@given(st.lists(cares, max_size=9), days)
def test_every_sentence_is_plain_and_each_customer_comes_once(each: list[Care], today: date) -> None:
    found = worth_a_conversation(each, today)
    assert len(found) <= 5
    assert all(worth.sentence.endswith(".") for worth in found)
    assert sum(worth.reason is Reason.GIVE_ROOM for worth in found) <= sum(
        len(care.sought_on) > care.budget for care in each
    )
