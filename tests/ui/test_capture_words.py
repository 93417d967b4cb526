"""What a note's words decide, whatever they are: cards, guesses, warnings; pure, so without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.conversations import (
    ContactPressure,
    EntryKind,
    Kind,
    Starter,
    TimelineEntry,
)
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.ui.capture.composing import Note, Taken
from mcr_desktop.ui.capture.desk import moment_of
from mcr_desktop.ui.capture.guesses import guess
from mcr_desktop.ui.capture.pressure import hounding, ordinal, room_words
from mcr_desktop.ui.customers.moments import BURST, told
from mcr_desktop.ui.dates import ago, moment, near_day
from mcr_desktop.ui.names import first_name, firsts, together

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE = (
    ContactRow(1, "Dr. Amara Osei"),
    ContactRow(2, "Gavin Muir"),
    ContactRow(3, "Łukasz Żółć"),
)
tokens = st.sampled_from(
    [
        "/complaint",
        "/promise",
        "/theirs",
        "/fact",
        "/plan",
        "/private",
        "by next tue",
        "\n",
        "late",
        "we will",
    ]
)
texts = st.lists(st.one_of(tokens, st.text(max_size=12)), max_size=14).map(" ".join)


def note(text: str, **more: object) -> Note:
    return replace(Note("n", text, 1, "St. Brannock", PEOPLE, today=TODAY), **more)  # type: ignore[arg-type]


@given(texts)
def test_what_is_left_out_is_never_created(text: str) -> None:
    written = note(text)
    for at, (_, taken) in enumerate(written.cards()):
        if taken is not Taken.OUT:
            written = written.toggled(at)
    if not all(taken is Taken.OUT for _, taken in written.cards()):
        return  # the same words twice are one decision
    saved = written.conversation()
    if saved is not None:
        created = (*saved.promises, *saved.facts, *saved.complaints, *saved.objectives)
        assert created == ()


@given(texts, st.integers(0, 12))
def test_toggling_twice_changes_nothing_that_is_saved(text: str, at: int) -> None:
    written = note(text)
    assert written.toggled(at).toggled(at).conversation() == written.conversation()


@given(texts)
def test_every_mark_lies_in_the_text(text: str) -> None:
    for mark in note(text).marks():
        assert 0 <= mark.start < mark.end <= len(text)


@given(texts)
def test_whatever_is_written_is_saved_as_it_is(text: str) -> None:
    saved = note(text).conversation()
    assert (saved is None) == (not text.strip())
    if saved is not None:
        assert saved.text == text.strip()


@given(st.text())
def test_any_text_can_be_guessed_at(text: str) -> None:
    found = guess(text, PEOPLE)
    assert set(found.contact_ids) <= {1, 2, 3}
    assert found.minutes is None or 0 < found.minutes <= 600


@pytest.mark.parametrize(
    ("text", "kind", "starter", "people", "minutes"),
    [
        ("Gavin rang, 12 min", Kind.CALL, Starter.THEM, (2,), 12),
        ("Called Dr. Osei for 5 minutes", Kind.CALL, None, (1,), 5),
        ("They wrote about the invoice", Kind.MAIL, Starter.THEM, (), None),
        ("Met Amara and Gavin on site", Kind.MEETING, None, (1, 2), None),
        ("Łukasz rief an", Kind.CALL, Starter.THEM, (3,), None),
        ("Mit Gavin telefoniert, 20 Minuten", Kind.CALL, None, (2,), 20),
        ("Nothing of the kind", None, None, (), None),
        ("Gavinson is somebody else", None, None, (), None),
    ],
)
def test_words_say_how_it_was(
    text: str, kind: Kind | None, starter: Starter | None, people: tuple[int, ...], minutes: int | None
) -> None:
    found = guess(text, PEOPLE)
    assert (found.kind, found.started_by, found.contact_ids, found.minutes) == (
        kind,
        starter,
        people,
        minutes,
    )


def test_what_is_chosen_stands_above_what_the_words_say() -> None:
    written = note("Gavin rang", kind=Kind.MEETING, started_by=Starter.US, contact_ids=(1,), minutes=3)
    said = written.said()
    assert (said.kind, said.started_by, said.contact_ids, said.minutes) == (Kind.MEETING, Starter.US, (1,), 3)


@given(st.integers(0, 12), st.integers(0, 12), st.lists(st.sampled_from("ABCDE"), max_size=4, unique=True))
def test_the_warning_comes_exactly_when_one_more_is_too_many(
    count: int, budget: int, people: list[str]
) -> None:
    names = tuple(f"{letter}nn Lee" for letter in people)
    pressure = ContactPressure((), (), budget, count, names)
    warned = hounding(pressure, "Tom Okafor")
    assert (warned is not None) == (count + 1 > budget)
    if warned is not None:
        assert warned[0].startswith(ordinal(count + 1))
        assert all(first_name(name) in warned[1] or name in warned[1] for name in names)


@pytest.mark.parametrize(
    ("number", "told_as"),
    [(1, "First"), (6, "Sixth"), (12, "Twelfth"), (13, "13th"), (21, "21st"), (112, "112th")],
)
def test_ordinals_are_words_up_to_twelve(number: int, told_as: str) -> None:
    assert ordinal(number) == told_as


def test_room_to_talk_is_said_with_the_limit() -> None:
    assert room_words(ContactPressure(budget=6, started_by_us=4)) == (
        "Room to talk. Their limit is 6 a month.",
        False,
    )
    told_, warns = room_words(ContactPressure(budget=2, started_by_us=4, by_people=("Maya L", "Tom O")))
    assert warns
    assert "Maya and Tom" in told_


def entry(number: int, kind: EntryKind, minutes: int, who: str = "Maya") -> TimelineEntry:
    return TimelineEntry(number, kind, NOW - timedelta(minutes=minutes), who, "did", f"text {number}")


kinds = st.sampled_from(list(EntryKind))
entries = st.lists(st.tuples(kinds, st.integers(0, 90), st.sampled_from(["Maya", "Tom"])), max_size=25).map(
    lambda rows: sorted(
        (entry(at, kind, minutes, who) for at, (kind, minutes, who) in enumerate(rows)),
        key=lambda each: (each.at, each.id),
        reverse=True,
    )
)


@given(entries)
def test_merging_bursts_loses_nothing_and_keeps_the_order(given_: list[TimelineEntry]) -> None:
    moments = told(given_)
    held = [each.id for one in moments for each in one.entries]
    assert sorted(held) == sorted(each.id for each in given_)
    assert len({one.key for one in moments}) == len(moments)


@given(entries)
def test_a_burst_is_of_one_person_within_ten_minutes_and_holds_one_talk_at_most(
    given_: list[TimelineEntry],
) -> None:
    for one in told(given_):
        times = [each.at for each in one.entries]
        assert len({each.who for each in one.entries}) == 1
        assert max(times) - min(times) <= BURST
        assert sum(each.entry is EntryKind.CONVERSATION for each in one.entries) <= 1
        assert len(one.entries) == 1 or not any(
            each.entry in (EntryKind.COMPLAINT, EntryKind.MESSAGE) for each in one.entries
        )


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_every_day_can_be_said(day: date, today: date) -> None:
    assert near_day(day, today)
    assert ago(day, today)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "Yesterday"),
        (date(2026, 11, 24), "Tomorrow"),
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2025, 1, 3), "3 Jan 2025"),
    ],
)
def test_days_near_today_have_names(day: date, said: str) -> None:
    assert near_day(day, TODAY) == said


def test_midnight_stands_for_a_day_without_a_time() -> None:
    midnight = datetime(2026, 11, 23).astimezone()
    assert moment(midnight, TODAY) == "Today"
    assert moment(midnight + timedelta(hours=9), TODAY) == "Today 09:00"


def test_a_moment_that_is_chosen_never_lies_ahead() -> None:
    early = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    for code in ("hour", "morning", "yesterday"):
        at = moment_of(code, early)
        assert at is not None
        assert at < early
    assert moment_of("now", early) is None


def test_names_are_short_where_that_is_clear() -> None:
    assert first_name("Dr. Amara Osei") == "Amara"
    assert first_name("") == ""
    assert firsts(["Jonas Reyes", "Jonas Berg", "Priya Shah"]) == ["Jonas Reyes", "Jonas Berg", "Priya"]
    assert together(["Jonas", "Priya", "Tom"]) == "Jonas, Priya and Tom"
