"""Weekly and monthly columns: what is drawn, said, and where a click lands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.charts.axes import elided, percent, ticks
from mcr_desktop.charts.canvas import Chart
from mcr_desktop.charts.monthly import MonthlyBars
from mcr_desktop.charts.weekly import WeeklyBars, WeeklyGlance
from mcr_desktop.domain.periods import add_months
from mcr_desktop.domain.reviews import MonthCount
from mcr_desktop.domain.trends import Rise
from tests.unit.charts.recording import RecordingCanvas

COUNTS = (1, 0, 1, 1, 0, 1, 0, 0, 2, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 2, 2, 2, 4)
RISE = Rise("Late delivery", {}, 11, 4.1, 6, 0.003, 0.7, Decimal(0), "", weekly=COUNTS, usual=(2.1,) * 24,
            usual_low=(0.0,) * 24, first_monday=date(2026, 6, 8))  # fmt: skip


def drawn(chart: Chart, width: float = 600.0, height: float = 180.0) -> RecordingCanvas:
    canvas = RecordingCanvas()
    chart.draw(canvas, width, height)
    return canvas


@st.composite
def weekly_bars(draw: st.DrawFn) -> WeeklyBars:
    counts = tuple(draw(st.lists(st.integers(0, 400), min_size=1, max_size=120)))
    known = st.one_of(st.none(), st.floats(0.0, 300.0))
    high = (
        tuple(draw(st.lists(known, min_size=len(counts), max_size=len(counts))))
        if draw(st.booleans())
        else ()
    )
    asked = draw(st.integers(0, len(counts)))
    return WeeklyBars(date(2026, 6, 8), counts, high, (), asked, draw(st.integers(0, 2)))


def test_a_rise_shows_its_usual_range_and_what_is_under_question() -> None:
    bars = WeeklyBars.of_rise(RISE)
    canvas = drawn(bars)
    assert canvas.count("bar", "bad") == 6
    assert canvas.count("bar", "history") == 18
    assert "usual range: 0 to 2 a week" in canvas.said()
    assert bars.words() == (
        "11 complaints in 6 weeks from 12 October. The usual range is 0 to 2 a week. "
        "The most in one week is 4, in the week of 16 November."
    )


def test_counts_stand_above_the_weeks_under_question_only() -> None:
    canvas = drawn(WeeklyBars.of_rise(RISE))
    tops = [words for words, box in canvas.words if words.isdecimal() and box[0] > 40]
    assert sorted(tops) == ["1", "2", "2", "2", "4"]


def test_a_week_that_is_not_over_is_hatched_and_said() -> None:
    bars = WeeklyBars(date(2026, 6, 8), (1, 2, 3, 2), in_question=1, unfinished=1)
    canvas = drawn(bars)
    assert canvas.count("hatch", "history") == 1
    assert canvas.count("bar", "bad") == 1
    assert bars.words().endswith("The last week is not finished.")
    assert bars.bar_words(3) == "Week of 29 June: 2 complaints, not finished."
    assert bars.bar_words(0) == "Week of 8 June: 1 complaint."


def test_nothing_to_show_is_said_and_not_drawn() -> None:
    bars = WeeklyBars(date(2026, 6, 8), ())
    assert drawn(bars).inks == []
    assert drawn(WeeklyGlance(bars)).inks == []
    assert bars.words() == "No complaints to show."
    assert bars.bar_at(10, 100) is None


def test_a_glance_shows_the_last_weeks_with_one_line_of_words() -> None:
    glance = WeeklyGlance(WeeklyBars.of_rise(RISE))
    canvas = drawn(glance, 265, 37)
    assert canvas.said() == ["per week, 12 weeks · band = usual"]
    assert canvas.count("bar", "bad") == 6
    assert canvas.outside(265, 37) == []
    assert glance.words() == WeeklyBars.of_rise(RISE).words()


@given(weekly_bars(), st.integers(200, 1400), st.integers(90, 400))
def test_words_of_weekly_bars_never_touch_nor_leave_the_box(
    bars: WeeklyBars, width: int, height: int
) -> None:
    canvas = drawn(bars, width, height)
    assert canvas.overlaps() == []
    assert canvas.outside(width, height) == []


@given(weekly_bars(), st.integers(60, 400), st.integers(20, 60))
def test_a_glance_keeps_inside_its_box(bars: WeeklyBars, width: int, height: int) -> None:
    assert drawn(WeeklyGlance(bars), width, height).outside(width, height) == []


@given(weekly_bars(), st.integers(200, 1400))
def test_a_click_on_a_bar_finds_that_bar(bars: WeeklyBars, width: int) -> None:
    for index in range(len(bars.counts)):
        left, _, wide, _ = bars.bar_box(index, width, 200)
        assert bars.bar_at(left + wide / 2, width) == index
    assert bars.bar_at(-1, width) is None
    assert bars.bar_at(width + 1, width) is None


@given(weekly_bars())
def test_the_table_holds_every_week(bars: WeeklyBars) -> None:
    head, *rows = bars.table()
    assert len(head) == 4
    assert [int(row[1]) for row in rows] == list(bars.counts)


def months(*counts: int, upper: float | None = 2.6) -> tuple[MonthCount, ...]:
    return tuple(
        MonthCount(add_months(date(2025, 12, 1), i), count, 1.0, upper) for i, count in enumerate(counts)
    )


def test_months_above_their_usual_range_are_marked_and_named() -> None:
    chart = MonthlyBars(months(1, 0, 4, 2))
    assert drawn(chart).count("bar", "bad") == 1
    assert (
        chart.words()
        == "7 complaints in 4 months. February 2026 (4) stands above the usual range of 0 to 2 a month."
    )
    assert chart.bar_words(2) == "February 2026: 4 complaints, above what is usual."


def test_a_short_history_is_said_to_be_short() -> None:
    chart = MonthlyBars(months(1, 2, upper=None))
    assert chart.words() == "3 complaints in 2 months. The history is too short to say what is usual."
    assert drawn(chart).count("bar", "accent_soft") == 0


def test_a_month_that_goes_on_is_hatched() -> None:
    chart = MonthlyBars(months(1, 2), until=date(2026, 1, 20))
    assert chart.unfinished == {1}
    assert drawn(chart).count("hatch", "history") == 1
    assert chart.words().endswith("The last month is not over.")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 2, 1), "Every month lies within"),
        ((3, 3, 0), "and January 2026 (3) stand above"),
        ((4, 5, 6), "Three months"),
    ],
)
def test_months_are_read_as_a_sentence(counts: tuple[int, ...], words: str) -> None:
    assert words in MonthlyBars(months(*counts)).words()


def test_no_months_are_no_error() -> None:
    assert MonthlyBars(()).words() == "No months to show."
    assert drawn(MonthlyBars(())).inks == []


@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.one_of(st.none(), st.floats(0, 900))), min_size=1, max_size=60
    ),
    st.integers(240, 900),
)
def test_words_of_monthly_bars_never_touch(values: list[tuple[int, float | None]], width: int) -> None:
    first = date(2021, 3, 1)
    chart = MonthlyBars(
        tuple(MonthCount(add_months(first, i), count, None, top) for i, (count, top) in enumerate(values))
    )
    canvas = drawn(chart, width, 120)
    assert canvas.overlaps() == []
    assert canvas.outside(width, 120) == []
    assert len(chart.table()) == len(values) + 1


@given(st.floats(0, 1e7), st.integers(1, 8))
def test_ticks_are_even_whole_and_reach_the_top(top: float, intervals: int) -> None:
    marks = ticks(top, intervals)
    assert marks[0] == 0
    assert marks[-1] >= top
    assert len({b - a for a, b in pairwise(marks)}) == 1
    assert len(marks) - 1 <= intervals


@given(st.text(max_size=60), st.integers(0, 300))
def test_elided_words_fit_their_width(words: str, width: int) -> None:
    canvas = RecordingCanvas()
    shown = elided(canvas, words, width, 10)
    assert shown in {words, "…"} or canvas.text_width(shown, 10) <= width


def test_a_share_is_never_rounded_up_to_all_nor_down_to_nothing() -> None:
    assert percent(999, 1000) == "99 %"
    assert percent(1, 1000) == "1 %"
    assert percent(5, 5) == "100 %"
    assert percent(0, 5) == "0 %"
    assert percent(1, 0) == "0 %"
