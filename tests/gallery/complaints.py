"""What the trends place can look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState, Shortfall
from mcr_desktop.domain.trends import (
    Alert,
    AlertGroup,
    Investigation,
    Rise,
    SameKind,
    Stage,
    Step,
    TooFew,
    TrendDriver,
    TrendReport,
    Why,
)
from mcr_desktop.ui.complaints.desk import Desk, DeskSheet
from mcr_desktop.ui.complaints.page import DESK, ComplaintsPage, State
from mcr_desktop.ui.theme import Theme

DAY = date(2026, 11, 23)
LONG = "Wolfeschlegelsteinhausenbergerdorff & Daughters Consolidated International Refrigeration"
NORTH = {"site": "Depot North", "carrier": "Swiftline"}
WEEKLY = (1, 0, 1, 1, 0, 1, 0, 0, 2, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 2, 2, 2, 4)

RISE = Rise(
    "Late delivery",
    {},
    8,
    1.4,
    2,
    0.003,
    0.71,
    Decimal("18420.00"),
    "Late delivery: 8 in the last 2 weeks from 6 customers, about 1 expected. "
    "From Depot North by Swiftline: 8 in the last 6 weeks, about 1 expected; 71 % of the rise.",
    (
        TrendDriver(NORTH, 8, 1.1, 0.71, ({"site": "Depot North"},)),
        TrendDriver({"product": "cold boxes"}, 5, 2.2, None, ()),
    ),
    6,
    ("Hollis & Crane Foods", "St. Brannock Hospital"),
    WEEKLY,
    (2.1,) * len(WEEKLY),
    (0.0,) * len(WEEKLY),
    date(2026, 6, 8),
    "Late delivery|",
)
LATE = Investigation(
    1,
    "Late delivery",
    Stage.INVESTIGATING,
    "Late delivery",
    NORTH,
    "Tom Okafor",
    1,
    date(2026, 11, 20),
    date(2026, 11, 30),
    "",
    (
        Why("Truck arrives 30 to 60 min late", "seen in 8 notes"),
        Why("Driver goes to the old gate first", "seen in 7 notes"),
        Why("Route sheet still says gate B", "checked with depot, 20 Nov"),
    ),
    "Route sheets are copied by hand from the March list.",
    "",
    (Step(1, "Depot to print sheets from the customer page", "Jonas Reyes", date(2026, 11, 27)),),
    "late-delivery complaints stay under 2 a week for 4 weeks, and two customers say so.",
)
ALERTS = (
    Alert(
        RISE.key,
        "Late delivery",
        AlertGroup.NEEDS_YOU,
        "8 complaints, 6 customers. About 1 expected.",
        "Investigating · Tom · day 4",
        Stage.INVESTIGATING,
        RISE,
        LATE,
        datetime(2026, 11, 16, tzinfo=UTC),
    ),
    Alert(
        "Missed pick-up|",
        "Missed pick-up",
        AlertGroup.NEEDS_YOU,
        "5 complaints, 4 customers. About 1 expected.",
        "No owner yet",
        Stage.EXPLAINED,
        replace(RISE, kind="Missed pick-up", key="Missed pick-up|", drivers=()),
    ),
    Alert(
        "invoice",
        "Wrong unit on invoice",
        AlertGroup.BEING_FIXED,
        "Price list corrected.",
        "Acting · Priya",
        Stage.ACTING,
    ),
    Alert(
        "slow",
        "Slow answer",
        AlertGroup.UNDER_WATCH,
        "3 in six weeks, upper edge of normal.",
        "",
        Stage.SPOTTED,
    ),
    Alert(
        "packing",
        "Damaged packaging",
        AlertGroup.CLOSED,
        "From about five a month to fewer than one.",
        "Verified · held 15 weeks",
        Stage.VERIFIED,
        None,
        replace(LATE, stage=Stage.VERIFIED, verified_on=date(2026, 8, 10)),
    ),
)
ROWS = (
    ComplaintRow(
        1,
        1,
        "Hollis & Crane Foods",
        "Late delivery",
        date(2026, 11, 20),
        "Dock staffed, truck went to the old gate.",
    ),
    ComplaintRow(
        2,
        2,
        "St. Brannock Hospital",
        "Late delivery",
        date(2026, 11, 18),
        "Batch 88 at gate A again, 40 min late.",
        4,
        ComplaintState.ACKNOWLEDGED,
    ),
    ComplaintRow(
        3,
        3,
        "Leith Labs",
        "Late delivery",
        date(2026, 11, 17),
        "Cold box after the shift change.",
        2,
        ComplaintState.REMEDIED,
    ),
)
REPORT = TrendReport(
    DAY, date(2026, 11, 16), 278, 8, too_few=(TooFew(None, {}, 3, "fewer than 5 in 4 weeks"),)
)
ON_DESK = Desk(
    ROWS[:2],
    (
        Shortfall("a", 3, "Leith Labs", "Late promise", "Send the drop test report", date(2026, 11, 19)),
        Shortfall(
            "b", 1, "Hollis & Crane Foods", "Late promise", "Call back on the gate", date(2026, 11, 17)
        ),
    ),
)
FULL = State(
    DAY, you=1, loaded=True, report=REPORT, alerts=ALERTS, chosen=RISE.key, complaints=ROWS,
    desk=ON_DESK,
)  # fmt: skip


def _page(state: State) -> QWidget:
    page = ComplaintsPage()
    page.present(state)
    return page


def _long() -> State:
    alert = replace(
        ALERTS[0], title=LONG, line=LONG, state=LONG, rise=replace(RISE, sentence=f"{LONG}. {LONG}.")
    )
    rows = tuple(replace(row, customer=LONG, text=LONG) for row in ROWS)
    return replace(FULL, alerts=(alert, *ALERTS[1:]), complaints=rows)


def sheet(build: Callable[[QWidget], QWidget]) -> Callable[[Theme], QWidget]:
    """A sheet over the place."""

    def shown(_: Theme) -> QWidget:
        host = _page(FULL)
        opened = build(host)
        opened.setProperty("host", host)  # kept as long as the sheet
        return opened

    return shown


def _picture() -> QWidget:
    page = ComplaintsPage()
    page.present(FULL)
    page.cause.toggle_picture()
    return page


EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "full": lambda _: _page(FULL),
    "week": lambda _: _page(
        replace(FULL, week=date(2026, 11, 16), refused="Write down the root cause before acting.")
    ),
    "trait": lambda _: _page(replace(FULL, trait={"site": "Depot North"})),
    "picture": lambda _: _picture(),
    "desk": lambda _: _page(replace(FULL, chosen=DESK, same=(SameKind(("Claim Delay", "Claim Delays")),))),
    "desk empty": lambda _: _page(replace(FULL, chosen=DESK, desk=Desk())),
    "one complaint": sheet(lambda host: DeskSheet(host, ROWS[1], DAY)),
    "no owner": lambda _: _page(replace(FULL, chosen="Missed pick-up|")),
    "verified": lambda _: _page(replace(FULL, chosen="packing", complaints=())),
    "empty": lambda _: _page(State(DAY, loaded=True, report=replace(REPORT, too_few=()))),
    "too early": lambda _: _page(State(DAY, loaded=True, report=TrendReport(DAY))),
    "busy": lambda _: _page(State(DAY, busy=True)),
    "problem": lambda _: _page(
        State(DAY, loaded=True, problem="The workspace cannot be reached. Nothing was lost.")
    ),
    "long words": lambda _: _page(_long()),
}
