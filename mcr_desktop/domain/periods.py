"""Weeks, months and spans of days, as people in an office count them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def months(self) -> Iterator[date]:
        """The first day of every month that the period touches."""
        for index in range(_month_index(self.first), _month_index(self.last) + 1):
            yield _month_at(index)

    def weeks(self) -> Iterator[date]:
        """The Monday of every week that the period touches."""
        for day in range(monday_of(self.first).toordinal(), self.last.toordinal() + 1, 7):
            yield date.fromordinal(day)


CALENDAR = Period(date(1900, 1, 1), date(2199, 12, 31))
"""The days a person may ask about: wide enough for every office, and far from where days end."""


def _month_index(day: date) -> int:
    """Months since the beginning of the calendar, so that months can be counted like numbers."""
    return day.year * 12 + day.month - 1


def _month_at(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def monday_of(day: date) -> date:
    """The Monday that begins the week of this day."""
    return day - timedelta(days=day.weekday())


def next_month(first: date) -> date:
    """The first day of the month after the one of this day; the last day there is after the last month."""
    index = _month_index(first) + 1
    return _month_at(index) if index <= _month_index(date.max) else date.max


def last_judged_monday(as_of: date) -> date:
    """The Monday of the last week whose Sunday is on or before this day."""
    return monday_of(date.fromordinal(max(1, as_of.toordinal() - 6)))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one, as an anniversary counts them."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day; never beyond the ends of all days."""
    index = _month_index(day) + months
    if not _month_index(date.min) <= index <= _month_index(date.max):
        return date.min if months < 0 else date.max
    first = _month_at(index)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def three_months_to(last: date) -> Period:
    """What a review covers unless somebody chooses otherwise: the three months that end on a day."""
    return Period(min(last, add_months(last, -3) + timedelta(days=1)), last)


def local_day(moment: datetime) -> date:
    """The day on the wall calendar of this machine at an aware moment."""
    return moment.astimezone().date()


def day_start(day: date) -> datetime:
    """The first moment of a day on the wall calendar of this machine, aware."""
    return datetime.combine(day, time.min).astimezone()
