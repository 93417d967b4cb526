"""Days and moments in words: relative for a week, then by date, and always whole where there is room."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from mcr_desktop.charts.axes import LONG_MONTHS, MONTHS, counted

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def told(text: str) -> str:
    """A word about time in the language of the window."""
    return QCoreApplication.translate("dates", text)


def short_day(day: date, today: date) -> str:
    """A day by its date: Wed 18 Nov, with the year when it is another: 18 Nov 2025."""
    if day.year != today.year and abs((day - today).days) > 180:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def near_day(day: date, today: date) -> str:
    """A day beside today by its name, any other by its date: Yesterday, Today, Tomorrow, Fri 27 Nov."""
    names = {-1: told("Yesterday"), 0: told("Today"), 1: told("Tomorrow")}
    return names.get((day - today).days) or short_day(day, today)


def full_day(day: date) -> str:
    """A day in full, without its year: Monday 23 November."""
    return f"{LONG_DAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]}"


def dated(day: date) -> str:
    """A day in full, with its year: Monday 23 November 2026."""
    return f"{full_day(day)} {day.year}"


def echoed(day: date, today: date) -> str:
    """A day as it is echoed to who typed it: Tue 1 December, with the year when it is another."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{DAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]}{year}"


def clock_words(at: datetime) -> str:
    """The time on the wall: 09:12."""
    local = at.astimezone()
    return f"{local.hour:02}:{local.minute:02}"


def moment(at: datetime, today: date) -> str:
    """When something happened: Today 09:12, Fri 17:48 within the week, then Wed 18 Nov.

    Midnight stands for a day of which no time is known.
    """
    local = at.astimezone()
    day = local.date()
    ago = (today - day).days
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return near_day(day, today)
    if ago in (0, 1):
        return f"{near_day(day, today)} {clock_words(at)}"
    if 1 < ago < 7:
        return f"{DAYS[day.weekday()]} {clock_words(at)}"
    return short_day(day, today)


def brief_moment(at: datetime, today: date) -> str:
    """As `moment`, where the day is known to be today: 09:12."""
    local = at.astimezone()
    timed = (local.hour, local.minute) != (0, 0)
    return clock_words(at) if local.date() == today and timed else moment(at, today)


def ago(day: date, today: date) -> str:
    """How long ago in words: today, 6 days ago, 5 weeks ago, 7 months ago."""
    days = max(0, (today - day).days)
    if days == 0:
        return told("today")
    if days == 1:
        return told("yesterday")
    if days < 14:
        return told("{time} ago").format(time=counted(days, told("day"), told("days")))
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < 2:
        return told("{time} ago").format(time=counted(days // 7, told("week"), told("weeks")))
    if months < 24:
        return told("{time} ago").format(time=counted(months, told("month"), told("months")))
    return told("{time} ago").format(time=counted(months // 12, told("year"), told("years")))
