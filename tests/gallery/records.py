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


def promise(
    number: int, customer: int, text: str, side: Side, due: int | None, who: str = "Tom Okafor"
) -> Promise:
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
    Worth(
        MARLOW, NAMES[MARLOW], Reason.OVERDUE, "Quiet for 41 days. You two usually speak every three weeks."
    ),
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
    Investigation(
        1,
        "Late delivery",
        Stage.INVESTIGATING,
        "Late delivery",
        owner="Tom Okafor",
        opened_on=date(2026, 11, 21),
    ),
)
PEOPLE = (
    PersonRow(5, "Maya Lindqvist", frozenset({Role.TEAM_LEAD})),
    PersonRow(6, "Jonas Reyes", frozenset({Role.ACCOUNT_MANAGER})),
    PersonRow(7, "Tom Okafor", frozenset({Role.ACCOUNT_MANAGER})),
    PersonRow(8, "Priya Shah", frozenset({Role.ACCOUNT_MANAGER})),
)
DRAFT = Draft(
    "d-1", "Gavin rang. Truck came to gate A again, nobody could sign.", at(0, 8, 55), HOLLIS, NAMES[HOLLIS]
)
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


def seat(number: int, user: str, part: Part) -> AssignmentRow:
    """Somebody of us on a customer's team."""
    return AssignmentRow(number, number, user, part, date(2019, 3, 1))


HEADER = CustomerHeader(
    BRANNOCK,
    NAMES[BRANNOCK],
    Fence(BRANNOCK, NAMES[BRANNOCK], True, frozenset({Seat.MEMBER})),
    date(2014, 4, 1),
    "Research pharmacy",
    tier=Tier.TOP,
    value=Decimal(184_000),
    assignments=(
        seat(5, "Maya Lindqvist", Part.MANAGER),
        seat(7, "Tom Okafor", Part.DEPUTY),
        seat(8, "Priya Shah", Part.SPECIALIST),
    ),
)
OUTSIDE = CustomerHeader(
    BRANNOCK,
    NAMES[BRANNOCK],
    Fence(BRANNOCK, NAMES[BRANNOCK], True, frozenset({Seat.OUTSIDER}), "Maya Lindqvist"),
)
CONTACTS = (
    ContactRow(1, "Dr. Amara Osei", "Chief Scientist", Stakeholder.DECIDES, terms="Call after 15:00"),
    ContactRow(2, "Fiona Wyld", "Purchasing lead"),
    ContactRow(3, "Gavin Muir", "Goods-in dock, gate B"),
)


def learned(
    number: int, topic: str, value: str, days: int, months: int = 12, *, restricted: bool = False
) -> Fact:
    """A fact about St. Brannock last confirmed so many days ago."""
    day = DAY - timedelta(days=days)
    return Fact(
        number,
        BRANNOCK,
        topic,
        value,
        day,
        day,
        "on the phone",
        "Maya Lindqvist",
        NAMES[BRANNOCK],
        months,
        restricted,
    )


FACTS = (
    learned(1, "deliveries", "Before 07:30, gate B only", 6),
    learned(2, "goal this year", "Zero stock-outs in ward trials", 36, 6),
    learned(3, "reach Dr. Osei", "Call after 15:00, never e-mail first", 64),
    learned(4, "peers they trust", "Marlow Ferries, Leith Labs", 154, 6),
    learned(5, "Dr. Osei's role", "Chief Scientist", 214, 6),
)
OPEN_PROMISES = (
    promise(21, BRANNOCK, "Answer on batch 88", Side.OURS, 0),
    promise(22, BRANNOCK, "Gate B sign at the dock", Side.OURS, 8, "Jonas Reyes"),
    promise(23, BRANNOCK, "Trial volumes for January", Side.THEIRS, 11, "Fiona Wyld"),
)
PLAN = (
    PlanLine("Zero ward stock-outs", 5, 4, due=date(2027, 3, 31), progress="4 of 5", id=1),
    PlanLine("Shared forecast", 4, 2, due=date(2027, 1, 31), progress="2 of 4", id=2),
    PlanLine("Peer round-table", 4, 1, due=date(2026, 11, 1), progress="1 of 4", id=3),
)
COMPLAINTS = (
    ComplaintRow(
        31, BRANNOCK, NAMES[BRANNOCK], "Late delivery", date(2026, 11, 18), "Batch 88 late at gate A"
    ),
    ComplaintRow(
        32,
        BRANNOCK,
        NAMES[BRANNOCK],
        "Wrong invoice",
        date(2026, 11, 9),
        "Invoice 4471 wrong unit",
        state=ComplaintState.REMEDIED,
    ),
)
QUIET = [0] * 30
OURS = tuple(1 if at in (4, 10, 18, 27) else 0 for at in range(30))
THEIRS = tuple(1 if at == 19 else 0 for at in range(30))
PRESSURE = ContactPressure(OURS, THEIRS, 6, 4, ("Maya Lindqvist", "Tom Okafor"), date(2026, 10, 25))
TIMELINE = (
    TimelineEntry(
        41,
        EntryKind.CONVERSATION,
        at(0, 9, 12),
        "Maya Lindqvist",
        "called Dr. Osei, 12 min",
        "Happy with the new courier. Budget talks begin 30 November; she wants our forecast before that. "
        "Asked whether we can hold buffer stock over the holidays.",
        BRANNOCK,
        NAMES[BRANNOCK],
        Kind.CALL,
        Starter.US,
    ),
    TimelineEntry(
        42,
        EntryKind.COMPLAINT,
        at(5, 0),
        "Jonas Reyes",
        "logged a complaint",
        "Batch 88 arrived at gate A again, 40 minutes late. Gavin had to fetch it by hand.",
        BRANNOCK,
        NAMES[BRANNOCK],
        tags=(
            Tag("Late delivery", "warn", "flag"),
            Tag("Severity 3 of 5"),
            Tag("Part of trend: Late delivery", "bad", "trending-up"),
        ),
    ),
    TimelineEntry(
        43,
        EntryKind.PROMISE,
        at(7, 0),
        "Priya Shah",
        "kept a promise",
        "Sent stability data for lots 81 to 86, one day early.",
        BRANNOCK,
        NAMES[BRANNOCK],
    ),
    TimelineEntry(
        44,
        EntryKind.CONVERSATION,
        at(18, 10, 30),
        "Tom and Maya",
        "met Fiona Wyld on site",
        "Walked the dock with Gavin. Gate B needs a new sign. "
        "They plan ward trials from January and expect 30% more "
        "volume. Fiona would speak at our peer round-table.",
        BRANNOCK,
        NAMES[BRANNOCK],
        Kind.MEETING,
        Starter.US,
        tags=(Tag("2 facts", "neutral", "leaf"), Tag("3 promises", "neutral", "handshake")),
    ),
    TimelineEntry(
        45,
        EntryKind.CONVERSATION,
        at(20, 8, 5),
        "Fiona Wyld",
        "wrote to Maya",
        "Thanks for the quick turn on the invoice question.",
        BRANNOCK,
        NAMES[BRANNOCK],
        Kind.MAIL,
        Starter.THEM,
    ),
    TimelineEntry(
        46,
        EntryKind.CONVERSATION,
        at(34, 15, 5),
        "Maya Lindqvist",
        "called Dr. Osei, 30 min",
        "She is not sure about the new site manager. Keep this among us.",
        BRANNOCK,
        NAMES[BRANNOCK],
        Kind.CALL,
        Starter.US,
        True,
    ),
)
