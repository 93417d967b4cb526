"""The people, customers and days of the pictures: all invented, and the same every time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.conversations import (
    ContactPressure,
    Draft,
    EntryKind,
    Kind,
    Side,
    Starter,
    Tag,
    TimelineEntry,
)
from mcr_desktop.domain.customers import AssignmentRow, ContactRow, CustomerHeader, Part, Stakeholder, Tier
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.fence import Fence, Seat
from mcr_desktop.domain.people import Actor, PersonRow, Role
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import PlanLine
from mcr_desktop.domain.today import Cover, Reason, Today, Worth
from mcr_desktop.domain.trends import Alert, AlertGroup, Investigation, Rise, Stage

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
DAY = date(2026, 11, 23)
HOLLIS, BRANNOCK, MARLOW, BROOKSIDE = 1, 2, 3, 4
NAMES = {
    HOLLIS: "Hollis & Crane Foods",
    BRANNOCK: "St. Brannock Hospital",
    MARLOW: "Marlow Ferries",
    BROOKSIDE: "Brookside Clinics",
}
TOM = Actor(7, "Tom Okafor", frozenset({Role.ACCOUNT_MANAGER}))
LONG = "Wohnungsbaugenossenschaft Niederösterreich-Burgenland & Töchter gemeinnützige GmbH"


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """So many days before today, at this time."""
    return NOW.replace(hour=hour, minute=minute) - timedelta(days=days)


def promise(number: int, customer: int, text: str, side: Side, due: int | None, who: str = "Tom Okafor") -> Promise:
    """An open promise due so many days from today."""
    day = DAY + timedelta(days=due) if due is not None else None
    return Promise(number, customer, NAMES[customer], text, side, PromiseState.OPEN, day, who)


PROMISES = (
    promise(1, HOLLIS, "Send revised pick-up schedule for week 48", Side.OURS, -1),
    promise(2, BRANNOCK, "Call Dr. Osei with the lab's answer on batch 88", Side.OURS, 0),
    promise(3, MARLOW, "They send us next year's volume forecast", Side.THEIRS, 0, "Ines Duarte"),
    promise(4, BROOKSIDE, "Confirm venue for the peer round-table", Side.OURS, 1),
)
WORTH = (
    Worth(MARLOW, NAMES[MARLOW], Reason.OVERDUE, "Quiet for 41 days. You two usually speak every three weeks."),
    Worth(
        BRANNOCK,
        NAMES[BRANNOCK],
        Reason.JOINT_PLAN,
        "Their budget talks start next week. The joint plan asks for a check-in first.",
    ),
    Worth(
        BROOKSIDE,
        NAMES[BROOKSIDE],
        Reason.GIVE_ROOM,
        "Four contacts in six days from three of us. Let them breathe until Friday.",
    ),
)


def fact(number: int, customer: int, topic: str, value: str, months: int, by: str, source: str = "") -> Fact:
    """A fact last confirmed about so many months ago."""
    confirmed = DAY - timedelta(days=round(months * 30.6))
    return Fact(number, customer, topic, value, confirmed, confirmed, source, by, NAMES[customer])


STALE = (
    fact(1, BRANNOCK, "role of Dr. Amara Osei", "Chief Scientist", 7, "Maya Lindqvist", "after a phone call"),
    fact(2, MARLOW, "deliveries", "Before 07:00", 5, "Tom Okafor"),
    fact(3, HOLLIS, "role of Leo Hartmann", "Purchasing lead", 5, "Jonas Reyes"),
)
NEWS = (
    TimelineEntry(
        11,
        EntryKind.CONVERSATION,
        at(0, 9, 12),
        "Maya Lindqvist",
        "spoke with",
        "Dr. Osei happy with the new courier. Asked whether we can hold buffer stock over the holidays.",
        BRANNOCK,
        NAMES[BRANNOCK],
        Kind.CALL,
    ),
    TimelineEntry(
        12,
        EntryKind.COMPLAINT,
        at(0, 8, 40),
        "Jonas Reyes",
        "logged a complaint",
        "Second missed pick-up this month. Dock was staffed, truck went to the old gate.",
        HOLLIS,
        NAMES[HOLLIS],
        tags=(Tag("Missed pick-up", "warn", "flag"),),
    ),
    TimelineEntry(
        13,
        EntryKind.PROMISE,
        at(3, 17, 48),
        "Priya Shah",
        "kept a promise",
        "Contract copy delivered by hand. They offered to be a reference.",
        MARLOW,
        NAMES[MARLOW],
    ),
)
RISE = Rise(
    "Late delivery",
    {"site": "Leith depot"},
    11,
    4.0,
    6,
    0.0004,
    0.7,
    Decimal(184_000),
    "Late delivery: 11 complaints from 6 valued customers in six weeks. About 4 would be normal.",
    customers=6,
    weekly=(1, 1, 0, 0, 1, 1, 1, 0, 2, 2, 2, 4),
    usual=(2.0,) * 12,
    usual_low=(0.0,) * 12,
    first_monday=date(2026, 8, 31),
)
ALERT = Alert(
    "late",
    "Late delivery",
    AlertGroup.NEEDS_YOU,
    RISE.sentence,
    "New since Friday",
    Stage.INVESTIGATING,
    RISE,
    Investigation(1, "Late delivery", Stage.INVESTIGATING, "Late delivery", owner="Tom Okafor", opened_on=date(2026, 11, 21)),
)
PEOPLE = (
    PersonRow(5, "Maya Lindqvist", frozenset({Role.TEAM_LEAD})),
    PersonRow(6, "Jonas Reyes", frozenset({Role.ACCOUNT_MANAGER})),
    PersonRow(7, "Tom Okafor", frozenset({Role.ACCOUNT_MANAGER})),
    PersonRow(8, "Priya Shah", frozenset({Role.ACCOUNT_MANAGER})),
)
DRAFT = Draft("d-1", "Gavin rang. Truck came to gate A again, nobody could sign.", at(0, 8, 55), HOLLIS, NAMES[HOLLIS])
TODAY = Today(
    DAY,
    NOW,
    TOM.name,
    PROMISES,
    WORTH,
    STALE,
    (ALERT,),
    NEWS,
    at(3, 17, 20),
    (Cover("Maya Lindqvist", 3, date(2026, 11, 26)),),
    (),
    2,
)
__all__ = ["AssignmentRow", "ComplaintRow", "ComplaintState", "ContactPressure", "ContactRow", "CustomerHeader", "Fence", "Part", "PlanLine", "Seat", "Stakeholder", "Starter", "Tier"]
