"""Weeks, months and spans of days, as people in an office count them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.periods import (
    Period,
    add_months,
    day_start,
    last_judged_monday,
    local_day,
    monday_of,
    months_between,
    next_month,
    three_months_to,
)

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
SPANS = st.tuples(DAYS, st.integers(0, 2000)).map(lambda pair: Period(pair[0], pair[0] + timedelta(pair[1])))


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 1), date(2026, 1, 31))


@given(SPANS)
def test_every_day_of_a_period_lies_in_one_of_its_weeks_and_months(period: Period) -> None:
    assert {monday_of(period.first), monday_of(period.last)} <= set(period.weeks())
    assert {period.first.replace(day=1), period.last.replace(day=1)} <= set(period.months())
    assert all(monday.weekday() == 0 for monday in period.weeks())
    assert all(month.day == 1 for month in period.months())


@given(SPANS)
def test_weeks_and_months_follow_one_another_without_a_gap(period: Period) -> None:
    weeks, months = list(period.weeks()), list(period.months())
    assert all(later - earlier == timedelta(7) for earlier, later in pairwise(weeks))
    assert [months_between(months[0], month) for month in months] == list(range(len(months)))


@given(SPANS)
def test_first_and_last_day_belong_to_a_period_and_their_neighbours_do_not(period: Period) -> None:
    assert period.first in period
    assert period.last in period
    assert period.first - timedelta(1) not in period
    assert period.last + timedelta(1) not in period


@given(DAYS)
def test_the_last_week_judged_is_over_and_the_next_one_is_not(day: date) -> None:
    monday = last_judged_monday(day)
    assert monday.weekday() == 0
    assert monday + timedelta(6) <= day < monday + timedelta(13)


@given(DAYS, st.integers(-600, 600))
def test_months_added_are_months_counted_back(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    if later.day == day.day and months >= 0:
        assert months_between(day, later) == months


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)


@given(DAYS)
def test_a_day_begins_on_itself(day: date) -> None:
    assert local_day(day_start(day)) == day
    assert day_start(day).tzinfo is not None


def test_a_review_covers_the_three_months_that_end_on_its_day() -> None:
    assert three_months_to(date(2026, 11, 23)) == Period(date(2026, 8, 24), date(2026, 11, 23))
    assert three_months_to(date(2026, 5, 31)) == Period(date(2026, 3, 1), date(2026, 5, 31))


@given(st.dates())
def test_nothing_overflows_at_the_ends_of_all_days(day: date) -> None:
    assert three_months_to(day).last == day
    assert monday_of(last_judged_monday(day)) == last_judged_monday(day)
    assert next_month(day) > day or day == date.max
    assert add_months(day, -36) <= day <= add_months(day, 36)


def test_the_first_and_the_last_day_have_their_weeks_and_months() -> None:
    for day in (date.min, date.max):
        assert list(Period(day, day).months()) == [day.replace(day=1)]
        assert list(Period(day, day).weeks()) == [monday_of(day)]
        assert three_months_to(day).last == day
        assert last_judged_monday(day) <= day
