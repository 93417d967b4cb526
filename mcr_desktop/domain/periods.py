"""Weeks, months and spans of days, as people in an office count them."""

from __future__ import annotations

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
        month = self.first.replace(day=1)
        while month <= self.last:
            yield month
            month = next_month(month)

    def weeks(self) -> Iterator[date]:
        """The Monday of every week that the period touches."""
        monday = monday_of(self.first)
        while monday <= self.last:
            yield monday
            monday += timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday that begins the week of this day."""
    return day - timedelta(days=day.weekday())


def next_month(first: date) -> date:
    """The first day of the month after the one of this day."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def last_judged_monday(as_of: date) -> date:
    """The Monday of the last week whose Sunday is on or before this day."""
    return monday_of(as_of - timedelta(days=6))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one, as an anniversary counts them."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    last = next_month(first) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def three_months_to(last: date) -> Period:
    """What a review covers unless somebody chooses otherwise: the three months that end on a day."""
    return Period(add_months(last, -3) + timedelta(days=1), last)


def local_day(moment: datetime) -> date:
    """The day on the wall calendar of this machine at an aware moment."""
    return moment.astimezone().date()


def day_start(day: date) -> datetime:
    """The first moment of a day on the wall calendar of this machine, aware."""
    return datetime.combine(day, time.min).astimezone()
