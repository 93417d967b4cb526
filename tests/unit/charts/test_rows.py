"""Pareto, the strip of conversations, shared attributes and progress."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.charts.pareto import Pareto, Weighing
from mcr_desktop.charts.progress import ProgressBar
from mcr_desktop.charts.shares import ShareRow, Shares, where_words
from mcr_desktop.charts.talks import TalkStrip
from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import Talk
from mcr_desktop.domain.trends import Rise, TrendDriver
from tests.unit.charts.recording import RecordingCanvas
from tests.unit.charts.test_columns import drawn

KINDS = (
    ("Late delivery", 8, Decimal("18240.00")),
    ("Wrong unit", 3, Decimal("1260.40")),
    ("Damaged packaging", 2, Decimal("5210.75")),
    ("Slow answers", 1, Decimal(0)),
)
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 22))


def talk(day: date, starter: Starter = Starter.US, kind: Kind = Kind.CALL) -> Talk:
    return Talk(day, kind, starter, "Dr. Osei")


def test_kinds_stand_in_falling_order_and_add_up() -> None:
    pareto = Pareto.of(tuple(reversed(KINDS)))
    assert [row[0] for row in pareto.table()[1:]] == [kind for kind, _, _ in KINDS]
    assert [row[3] for row in pareto.table()[1:]] == ["57 %", "79 %", "93 %", "100 %"]
    assert pareto.words() == "Late delivery alone makes up 57 % of 14 complaints."


def test_by_value_the_order_follows_the_money_and_kinds_without_value_are_left_out() -> None:
    pareto = Pareto.of(KINDS, "value")
    assert [row[0] for row in pareto.table()[1:]] == ["Late delivery", "Damaged packaging", "Wrong unit"]
    assert "18,240.00" in drawn(pareto).said()
    assert pareto.words() == "Late delivery alone makes up 74 % of the 24,711.15 at stake."


def test_many_small_kinds_are_gathered_in_one_row() -> None:
    pareto = Pareto.of([(f"kind {i}", 20 - i, Decimal(1)) for i in range(12)])
    assert len(pareto.rows) == 8
    assert pareto.rows[-1].kind == "5 other kinds"
    assert sum(row.count for row in pareto.rows) == sum(range(9, 21))


def test_no_complaints_are_said_in_words() -> None:
    assert Pareto.of(()).words() == "No complaints to weigh."
    assert Pareto.of((), "value").words() == "No value is given for these complaints."
    assert drawn(Pareto.of(())).inks == []
    assert len(Pareto.of(()).table()) == 1


def test_kinds_that_weigh_the_same_are_called_spread() -> None:
    words = Pareto.of([("a", 1, Decimal(0)), ("b", 1, Decimal(0)), ("c", 1, Decimal(0))]).words()
    assert words == "The first two kinds make up 67 % of 3 complaints."
    alone = Pareto.of([("a", 1, Decimal(0))]).words()
    assert alone == "a alone makes up 100 % of 1 complaint."


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=120), st.integers(0, 99_999), st.decimals(0, 10**9, places=2)),
        max_size=15,
    ),
    st.sampled_from(["count", "value"]),
    st.integers(200, 900),
)
def test_words_of_a_pareto_never_touch(
    kinds: list[tuple[str, int, Decimal]], by: Weighing, width: int
) -> None:
    pareto = Pareto.of(kinds, by)
    canvas = drawn(pareto, width, max(1.0, pareto.height))
    assert canvas.overlaps() == []
    assert canvas.outside(width, pareto.height) == []


def test_every_conversation_is_a_mark_filled_when_they_started_it() -> None:
    strip = TalkStrip.of(
        [talk(date(2026, 9, 3)), talk(date(2026, 9, 9), Starter.THEM), talk(date(2030, 1, 1))], AUTUMN
    )
    canvas = drawn(strip, 500, 45)
    assert canvas.count("ring", "accent") == 1
    assert canvas.count("disc", "accent") == 1
    assert canvas.said() == ["1 Sep", "22 Nov"]
    assert len(strip.cells()) == 12


def test_many_conversations_become_counts() -> None:
    days = [AUTUMN.first + timedelta(days=i % 80) for i in range(400)]
    strip = TalkStrip.of([talk(day) for day in days], AUTUMN)
    numbers = [int(words) for words in drawn(strip, 500, 45).said() if words.isdecimal()]
    assert sum(numbers) == 400


def test_the_reading_counts_starters_kinds_and_the_longest_silence() -> None:
    talks = [
        talk(date(2026, 9, 2)),
        talk(date(2026, 10, 20), Starter.THEM, Kind.MEETING),
        talk(date(2026, 11, 20), kind=Kind.OTHER),
    ]
    assert TalkStrip.of(talks, AUTUMN).words() == (
        "3 conversations, 2 started by us and 1 by them: 1 call, 1 meeting, 1 other. "
        "The longest silence is 48 days, from 2 September."
    )
    assert TalkStrip.of([], AUTUMN).words() == "No conversation was written down in this period."


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        (date(2026, 11, 22), "week"),
        (date(2027, 6, 30), "month"),
        (date(2030, 1, 1), "quarter"),
        (date(2040, 1, 1), "year"),
    ],
)
def test_cells_grow_with_the_period(last: date, unit: str) -> None:
    strip = TalkStrip.of([talk(last)], Period(date(2026, 9, 1), last))
    assert strip.unit == unit
    assert len(strip.cells()) <= 30
    assert strip.cells()[-1].starters == (Starter.US,)
    assert strip.table()[0][0] == f"{unit.capitalize()} of"


@given(
    st.lists(
        st.tuples(st.dates(date(2020, 1, 1), date(2029, 12, 31)), st.sampled_from(list(Starter))),
        max_size=200,
    ),
    st.dates(date(2020, 1, 1), date(2029, 12, 31)),
    st.integers(0, 4000),
    st.integers(220, 900),
)
def test_no_conversation_of_the_period_is_lost(
    talks: list[tuple[date, Starter]], first: date, days: int, width: int
) -> None:
    period = Period(first, first + timedelta(days=days))
    strip = TalkStrip.of([talk(day, starter) for day, starter in talks], period)
    within = sum(day in period for day, _ in talks)
    assert sum(len(cell.starters) for cell in strip.cells()) == within
    canvas = drawn(strip, width, strip.height)
    assert canvas.outside(width, strip.height) == []
    assert canvas.overlaps() == []


def test_what_is_shared_shows_observed_of_all() -> None:
    drivers = (
        TrendDriver({"site": "North", "carrier": "Swiftline"}, 8, 2.1, 0.7),
        TrendDriver({"customer": None}, 3, 2.9, None),
        TrendDriver({"product": None}, 2, 0.2, None),
    )
    rise = Rise("Late", {}, 11, 4.0, 6, 0.001, 0.7, Decimal(0), "", drivers)
    shares = Shares.of_rise(rise)
    canvas = drawn(shares, 600, shares.height)
    assert {"Site North, carrier Swiftline", "8 of 11", "about 2 expected"} <= set(canvas.said())
    assert canvas.count("bar", "bad") == 2
    assert canvas.count("bar", "history") == 1
    assert "Another customer: 3 of 11, about 3 expected." in shares.words()
    assert "Product not given" in shares.words()
    assert Shares(()).words() == "Nothing that the complaints share stands out."
    assert drawn(Shares(())).inks == []
    assert len(shares.table()) == 4


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=80), st.integers(0, 500), st.integers(1, 500)),
        min_size=1,
        max_size=6,
    ),
    st.text(max_size=90),
    st.integers(260, 900),
)
def test_words_of_shares_never_touch(rows: list[tuple[str, int, int]], note: str, width: int) -> None:
    shares = Shares(tuple(ShareRow(label, observed, total, note) for label, observed, total in rows))
    canvas = drawn(shares, width, shares.height)
    assert canvas.overlaps() == []
    assert canvas.outside(width, shares.height) == []


def test_places_are_put_in_words() -> None:
    assert where_words({"customer": "Esk Surgical", "site": "North"}) == "Esk Surgical, site North"
    assert where_words({}) == ""


def test_progress_is_drawn_and_said() -> None:
    canvas = RecordingCanvas()
    ProgressBar(4, 5).draw(canvas, 100, 6)
    assert canvas.boxes[1] == (0.0, 0.0, 80.0, 6)
    assert ProgressBar(4, 5).words() == "4 of 5 steps"
    assert ProgressBar(1, 1).words() == "1 of 1 step"
    assert ProgressBar(0, 0).words() == "no steps yet"
    assert ProgressBar(3, 4).table() == (("Done", "Steps"), ("3", "4"))


@given(st.integers(-5, 50), st.integers(-5, 50))
def test_progress_never_leaves_its_track(done: int, steps: int) -> None:
    canvas = RecordingCanvas()
    ProgressBar(done, steps).draw(canvas, 100, 6)
    assert canvas.outside(100, 6) == []
