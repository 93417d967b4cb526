"""Promises as a calendar file, each with the same UID every time it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class DuePromise:
    """A promise with the day it is due; its uuid makes the entry replace itself in the calendar."""

    uuid: str
    text: str
    due: date
    customer: str = ""
    ours: bool = True


def promises_calendar(promises: Iterable[DuePromise], now: datetime) -> bytes:
    """An iCalendar file with an all-day entry for each promise, which blocks nobody's time.

    now: the moment of writing, with its zone.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//MCR Desktop//Promises//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for promise in promises:
        calendar.add_component(_entry(promise, now))
    return bytes(calendar.to_ical())


def _entry(promise: DuePromise, now: datetime) -> Event:
    entry = Event()
    whose = "We promised" if promise.ours else "They promised"
    of_whom = f" ({_shown(promise.customer)})" if promise.customer else ""
    entry.add("uid", f"{promise.uuid}@promise.mcr-desktop")
    entry.add("dtstamp", now)
    entry.add("dtstart", promise.due)
    entry.add("dtend", promise.due + timedelta(days=1))
    entry.add("summary", f"{whose}: {_shown(promise.text)}{of_whom}")
    entry.add("transp", "TRANSPARENT")
    return entry


def _shown(text: str) -> str:
    """The text on one line, without characters that calendars cannot hold."""
    return " ".join("".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text).split())
