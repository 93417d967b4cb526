"""Promises in a calendar replace themselves when they are written again."""

from datetime import date, datetime, timezone

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mcr_desktop.exchange.calendar import DuePromise, promises_calendar

NOW = datetime(2026, 3, 4, 12, tzinfo=timezone.utc)  # noqa: UP017
UUID = "6f1c0c4e-7d8f-4f4b-9f5e-0d8d6c1f2a3b"


def test_a_promise_is_an_entry_of_its_day() -> None:
    content = promises_calendar(
        [DuePromise(UUID, "send the schedule", date(2026, 3, 31), "Käse & Söhne")], NOW
    )
    (entry,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(entry["uid"]) == f"{UUID}@promise.mcr-desktop"
    assert str(entry["summary"]) == "We promised: send the schedule (Käse & Söhne)"
    assert entry.decoded("dtstart") == date(2026, 3, 31)
    assert entry.decoded("dtend") == date(2026, 4, 1)
    assert entry.decoded("dtstamp") == NOW
    assert content == promises_calendar(
        [DuePromise(UUID, "send the schedule", date(2026, 3, 31), "Käse & Söhne")], NOW
    )


def test_their_promises_are_theirs() -> None:
    content = promises_calendar([DuePromise(UUID, "pay", date(2026, 3, 31), ours=False)], NOW)
    assert b"They promised: pay" in content


@given(st.lists(st.text(max_size=80), max_size=4))
def test_no_text_can_add_anything_to_the_calendar(texts: list[str]) -> None:
    promises = [DuePromise(f"{n}", text, date(2026, 1, 1), text) for n, text in enumerate(texts)]
    promises.append(DuePromise("x", "a\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO", date(2026, 1, 1)))
    entries = Calendar.from_ical(promises_calendar(promises, NOW)).walk()
    assert [entry.name for entry in entries] == ["VCALENDAR"] + ["VEVENT"] * len(promises)
