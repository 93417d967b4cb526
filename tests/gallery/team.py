"""What the Team place can look like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.conversations import EntryKind, Kind, Starter, Tag, TimelineEntry
from mcr_desktop.domain.people import Function, TeamMemberRow, TeamRow
from mcr_desktop.ui.team.page import State, TeamPage
from mcr_desktop.ui.theme import Theme

DAY = date(2026, 11, 23)
LONG = "Wolfeschlegelsteinhausenbergerdorff & Daughters Consolidated International Refrigeration"


def _member(
    number: int, name: str, function: Function, customers: int, *, leads: bool = False
) -> TeamMemberRow:
    return TeamMemberRow(number, name, function, leads, customers)


def _entry(number: int, who: str, deed: str, customer: str, text: str, *tags: Tag) -> TimelineEntry:
    at = datetime(2026, 11, 23, 9, 12, tzinfo=UTC).replace(day=23 - number)
    return TimelineEntry(
        number,
        EntryKind.CONVERSATION,
        at,
        who,
        deed,
        text,
        number,
        customer,
        Kind.CALL,
        Starter.US,
        tags=tags,
    )


TEAMS = (
    TeamRow(
        1,
        "North team",
        (
            _member(1, "Maya Lindqvist", Function.SALES, 14),
            _member(2, "Tom Okafor", Function.SALES, 11, leads=True),
            _member(3, "Priya Shah", Function.SERVICE, 9),
            _member(4, "Jonas Reyes", Function.SERVICE, 7),
        ),
        41,
    ),
    TeamRow(
        2,
        "Harbour team",
        (
            _member(5, "Elena Petrova", Function.SALES, 8, leads=True),
            _member(6, "Aisha Rahman", Function.MARKETING, 1),
        ),
        9,
    ),
)
FEED = (
    _entry(
        0, "Maya Lindqvist", "spoke with", "St. Brannock Hospital", "Dr. Osei happy with the new courier."
    ),
    _entry(
        1,
        "Jonas Reyes",
        "logged a complaint",
        "Hollis & Crane Foods",
        "Second missed pick-up this month. Dock was staffed, truck went to the old gate.",
        Tag("Missed pick-up", "warn", "flag"),
    ),
    _entry(5, "Priya Shah", "kept a promise", "Marlow Ferries", "Contract copy delivered by hand."),
)


def _page(state: State) -> QWidget:
    page = TeamPage()
    page.present(state)
    return page


def _long() -> State:
    members = (_member(1, LONG, Function.MARKETING, 1204, leads=True),)
    feed = (_entry(0, LONG, "logged a complaint", LONG, LONG + ". " + LONG),)
    return State(DAY, teams=(TeamRow(1, LONG, members, 1204),), feed=feed, loaded=True)


EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "full": lambda _: _page(State(DAY, teams=TEAMS, feed=FEED, loaded=True)),
    "empty": lambda _: _page(State(DAY, loaded=True)),
    "busy": lambda _: _page(State(DAY, busy=True)),
    "problem": lambda _: _page(
        State(DAY, problem="The workspace cannot be reached. Nothing was lost.", loaded=True)
    ),
    "long words": lambda _: _page(_long()),
}
