"""For the team only: what to ask next time, room for contact, and the fence decision."""

from __future__ import annotations

from reportlab.platypus import Flowable

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.conversations import ContactPressure
from mcr_desktop.domain.reviews import ReviewSnapshot
from mcr_desktop.reports.blocks import Box, section
from mcr_desktop.reports.figures import listed, long_day, money
from mcr_desktop.reports.rows import listing
from mcr_desktop.reports.styles import BODY
from mcr_desktop.reports.text import Text


def ask_next_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """What we do not know: questions for the next conversation."""
    questions = [question for question in snapshot.ask_next if question.strip()]
    if not questions:
        return []
    short = len(questions) <= 3 and not any("\n" in question for question in questions)
    texts = (
        [Text(" ".join(questions), BODY)]
        if short
        else [Text(question, BODY, after=2.0) for question in questions]
    )
    return [Box("To ask next time", texts)]


def standing_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Value and tier, the fence decision and its reason, and how much room for contact is left."""
    said = [
        ("Value", _value_words(snapshot)),
        ("Fence", _fence_words(snapshot)),
        ("Room for contact", _pressure_words(snapshot.pressure) if snapshot.pressure else ""),
        ("Customer since", long_day(snapshot.since) if snapshot.since else ""),
        ("Segment and region", ", ".join(part for part in (snapshot.segment, snapshot.region) if part)),
    ]
    known = [line for line in said if line[1]]
    return section("Where they stand", [listing(known)], "for the team only") if known else []


def _value_words(snapshot: ReviewSnapshot) -> str:
    parts = [money(snapshot.value)] if snapshot.value is not None else []
    if snapshot.tier is not None:
        parts.append(f"tier: {snapshot.tier.value}")
    return ", ".join(parts)


def _fence_words(snapshot: ReviewSnapshot) -> str:
    if snapshot.fenced_from is None:
        return snapshot.fence_reason
    since = f"since {long_day(snapshot.fenced_from)}"
    return f"{since}. Reason: {snapshot.fence_reason}" if snapshot.fence_reason else since


def _pressure_words(pressure: ContactPressure) -> str:
    people = f" by {listed(pressure.by_people, 4)}" if pressure.by_people else ""
    sought = f"{counted(pressure.started_by_us, 'contact', 'contacts')} started by us this month{people}"
    sought += f"; their limit is {pressure.budget:,}"
    if pressure.room > 0:
        return f"{sought}. Room for {pressure.room:,} more."
    return f"{sought}. Give them room." if pressure.started_by_us else f"{sought}."
