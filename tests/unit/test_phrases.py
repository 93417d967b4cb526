"""Days in words: each phrase of the table, both readings, and nothing that is no day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.phrases import read_date, read_dates

MONDAY = date(2026, 11, 23)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("words", "first", "other"),
    [
        ("today", "2026-11-23", ""),
        ("tonight", "2026-11-23", ""),
        ("tomorrow", "2026-11-24", ""),
        ("day after tomorrow", "2026-11-25", ""),
        ("fri", "2026-11-27", ""),
        ("Thursday", "2026-11-26", ""),
        ("monday", "2026-11-30", "2026-11-23"),
        ("next tue", "2026-12-01", "2026-11-24"),
        ("next mon", "2026-11-30", ""),
        ("in 3 days", "2026-11-26", ""),
        ("in two weeks", "2026-12-07", ""),
        ("in a month", "2026-12-23", ""),
        ("in a fortnight", "2026-12-07", ""),
        ("this week", "2026-11-27", ""),
        ("end of the week", "2026-11-27", ""),
        ("next week", "2026-12-04", "2026-11-30"),
        ("end of next week", "2026-12-04", ""),
        ("end of month", "2026-11-30", ""),
        ("month-end", "2026-11-30", ""),
        ("next month", "2026-12-31", "2026-12-01"),
        ("end of next month", "2026-12-31", ""),
        ("end of the quarter", "2026-12-31", ""),
        ("end of year", "2026-12-31", ""),
        ("in January", "2027-01-31", "2027-01-01"),
        ("by November", "2026-11-30", ""),
        ("in March 2028", "2028-03-31", "2028-03-01"),
        ("end of January", "2027-01-31", ""),
        ("1 dec", "2026-12-01", ""),
        ("1st of December", "2026-12-01", ""),
        ("dec 1", "2026-12-01", ""),
        ("Dec 1, 2027", "2027-12-01", ""),
        ("23 nov", "2026-11-23", ""),
        ("22 nov", "2027-11-22", ""),
        ("29 Feb", "2028-02-29", ""),
        ("1/12/2026", "2026-12-01", "2026-01-12"),
        ("24/12/26", "2026-12-24", ""),
        ("5/5/2027", "2027-05-05", ""),
        ("2026-12-24", "2026-12-24", ""),
        ("week 49", "2026-12-04", "2026-11-30"),
        ("wk 48", "2026-11-27", ""),
    ],
)
def test_english_phrases_are_read(words: str, first: str, other: str) -> None:
    reading = read_date(f"We send it {words}, they said", MONDAY)

    assert reading is not None
    assert (reading.first, reading.other) == (day(first), day(other))


@pytest.mark.parametrize(
    ("words", "first", "other"),
    [
        ("heute", "2026-11-23", ""),
        ("heute morgen", "2026-11-23", ""),
        ("morgen", "2026-11-24", ""),
        ("morgen früh", "2026-11-24", ""),
        ("übermorgen", "2026-11-25", ""),
        ("uebermorgen", "2026-11-25", ""),
        ("Freitag", "2026-11-27", ""),
        ("bis Fr", "2026-11-27", ""),
        ("am Di", "2026-11-24", ""),
        ("kommenden Dienstag", "2026-11-24", ""),
        ("nächsten Dienstag", "2026-12-01", "2026-11-24"),
        ("naechsten Dienstag", "2026-12-01", "2026-11-24"),
        ("in drei Tagen", "2026-11-26", ""),
        ("in einer Woche", "2026-11-30", ""),
        ("innerhalb von zwei Wochen", "2026-12-07", ""),
        ("in einem Monat", "2026-12-23", ""),
        ("in vierzehn Tagen", "2026-12-07", ""),
        ("diese Woche", "2026-11-27", ""),
        ("Ende der Woche", "2026-11-27", ""),
        ("nächste Woche", "2026-12-04", "2026-11-30"),
        ("Ende nächster Woche", "2026-12-04", ""),
        ("Monatsende", "2026-11-30", ""),
        ("Ende des Monats", "2026-11-30", ""),
        ("nächsten Monat", "2026-12-31", "2026-12-01"),
        ("Ende nächsten Monats", "2026-12-31", ""),
        ("Quartalsende", "2026-12-31", ""),
        ("Jahresende", "2026-12-31", ""),
        ("im Januar", "2027-01-31", "2027-01-01"),
        ("Ende März", "2027-03-31", ""),
        ("1. Dezember", "2026-12-01", ""),
        ("1. Dez", "2026-12-01", ""),
        ("24.12.", "2026-12-24", ""),
        ("24. 12. 2027", "2027-12-24", ""),
        ("24.12.26", "2026-12-24", ""),
        ("KW 49", "2026-12-04", "2026-11-30"),
        ("KW 2", "2027-01-15", "2027-01-11"),
    ],
)
def test_german_phrases_are_read(words: str, first: str, other: str) -> None:
    reading = read_date(f"Das kommt {words}, sagt sie", MONDAY)

    assert reading is not None
    assert (reading.first, reading.other) == (day(first), day(other))


@pytest.mark.parametrize(
    "words",
    [
        "do it", "so what", "we sat down", "it may rain", "the sun", "guten Morgen", "am Morgen", "24/7",
        "24.12 EUR", "version 1.2.3.", "31.02.", "32 dec", "31/31/2026", "2026-13-01", "KW 99",
        "last friday", "every Friday", "seit Montag", "jeden Freitag", "mondays", "in 3 years", "",
    ],
)  # fmt: skip
def test_what_is_no_day_ahead_is_left_alone(words: str) -> None:
    assert read_date(words, MONDAY) is None


def test_a_preposition_is_no_part_of_the_day() -> None:
    text = "Roland will confirm by Friday."
    reading = read_date(text, MONDAY)

    assert reading is not None
    assert text[reading.start : reading.end] == "Friday"


def test_the_other_reading_is_one_key_away_and_back() -> None:
    reading = read_date("next tue", MONDAY)
    assert reading is not None

    assert reading.flipped().first == date(2026, 11, 24)
    assert reading.flipped().flipped() == reading
    certain = read_date("tomorrow", MONDAY)
    assert certain is not None
    assert certain.flipped() is certain


def test_late_in_the_week_the_end_of_the_week_is_sunday() -> None:
    reading = read_date("end of the week", date(2026, 11, 28))
    assert reading is not None
    assert reading.first == date(2026, 11, 29)


def test_a_week_53_is_found_where_there_is_one() -> None:
    reading = read_date("KW 53", date(2026, 12, 31))
    assert reading is not None
    assert reading.first == date(2027, 1, 1)
    assert read_date("KW 53", date(2027, 6, 1)) is None


def test_at_the_end_of_the_calendar_nothing_is_read() -> None:
    assert read_date("tomorrow", date.max) is None
    assert read_date("30 dec", date.max) is None


pieces = [
    "next",
    "nächsten",
    "tue",
    "fri",
    "by",
    "bis",
    "24.12.",
    "1",
    "dec",
    "KW",
    "49",
    "in",
    "3",
    "days",
    "end",
    "of",
    "the",
    "month",
    "week",
    "/",
    "2026-12-24",
]
words = st.text() | st.lists(st.sampled_from(pieces)).map(" ".join)


@given(words, st.dates())
def test_any_text_is_read_without_a_fault_and_spans_lie_inside_it_apart(text: str, today: date) -> None:
    readings = read_dates(text, today)

    assert all(0 <= reading.start < reading.end <= len(text) for reading in readings)
    assert all(one.end <= two.start for one, two in pairwise(readings))
    assert all(reading.other is None or reading.other <= reading.first for reading in readings)
    assert read_dates(text, today) == readings
    assert read_date(text, today) == (readings[0] if readings else None)
