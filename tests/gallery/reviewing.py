"""What the Reviews place can look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.facts import Freshness
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import IssuedRow, MadeFor, RedLines
from mcr_desktop.domain.sheets import SheetChange, SheetKey, SheetKind, SheetReading
from mcr_desktop.reports.review import print_review
from mcr_desktop.services.reviews.redlines import red_lines
from mcr_desktop.ui.reviews.page import Beside, Customer, ReviewsPage, State
from mcr_desktop.ui.reviews.sheets import RedLineSheet, ReturnedSheet, StaleSheet
from mcr_desktop.ui.theme import Theme
from tests.gallery.reviews import example_snapshots, followed

DAY = date(2026, 11, 23)
ISSUED_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
EMPTY = State(DAY, Period(date(2026, 9, 1), date(2026, 11, 22)), loaded=True)
NAMES = (
    "St. Brannock Hospital",
    "Hollis & Crane Foods",
    "Marlow Ferries",
    "Leith Labs",
    "Brookside Clinics",
    "Esk Surgical",
    "Kelso Mills",
    "Orkney Renewables",
    "Aberdeen Dairies",
    "Dee Chemicals",
    "Forth Brewing",
    "Grampian Forestry",
)
LONG = "Wolfeschlegelsteinhausenbergerdorff & Daughters Consolidated International Refrigeration"


def _full() -> State:
    customers = [
        Customer(n, name, True, "Ready, 3 pages", "ok", "circle-check") for n, name in enumerate(NAMES)
    ]
    customers[9] = replace(customers[9], state="Building…", tone="info", icon="")
    for place in (10, 11):
        customers[place] = replace(customers[place], state="Waiting", tone="neutral", icon="clock")
    snapshot = next(iter(example_snapshots().values()))
    pdf = print_review(snapshot, MadeFor.TEAM).pdf
    return replace(
        EMPTY, customers=tuple(customers), shown=0, pdf=pdf, building=(9, 12), left_out=26, beside=_beside()
    )


def _issued() -> tuple[IssuedRow, ...]:
    kinds = (MadeFor.CUSTOMER, MadeFor.TEAM, MadeFor.TEAM)
    return tuple(
        IssuedRow(
            n, 0, 3 - n, EMPTY.period, kind, ISSUED_AT - timedelta(days=80 * n), "Tom Okafor", "a.pdf", 3
        )
        for n, kind in enumerate(kinds)
    )


def _beside() -> Beside:
    summary = followed().summary
    return Beside(0, summary, "We talked 14 times, five of them started by the customer.", 2, _issued())


def _written() -> State:
    """One customer in hand: a paragraph written, facts to be confirmed, copies issued before."""
    pdf = print_review(followed(), MadeFor.TEAM).pdf
    customers = [Customer(n, name) for n, name in enumerate(NAMES)]
    customers[0] = replace(customers[0], ticked=True, state="2 stale facts", tone="warn", icon="hourglass")
    return replace(EMPTY, customers=tuple(customers), shown=0, pdf=pdf, beside=_beside())


def _looked_at() -> State:
    return replace(_written(), looked_at=_issued()[1])


def _drafted() -> State:
    return replace(_written(), beside=replace(_beside(), summary="", stale=0, issued=()))


def _red_lines() -> QWidget:
    lines = (
        (NAMES[0], replace(red_lines(followed()), in_summary=("Bergmann takes over in spring",), first=True)),
        (LONG, RedLines(first=True)),
    )
    return RedLineSheet(_page(_written()), lines)


def _returned() -> QWidget:
    said = (
        ("Deliveries", "Before 07:30, gate B only.", "Before 08:00, gate C from March.", ""),
        (
            "Dr. Amara Osei: function",
            "Chief Scientist",
            "Director of Research",
            "We have changed this ourselves since.",
        ),
        ("Preferred channel", "", "Τηλέφωνο, ποτέ Δευτέρα", ""),
        ("Goal", "Zero stock-outs in ward trials", "", ""),
        ("What else we should know", "", f"{LONG} buys from us too. " * 6, ""),
    )
    key = SheetKey(SheetKind.FACT, 1)
    changes = tuple(SheetChange(0, key, label, old, new, DAY, remark) for label, old, new, remark in said)
    return ReturnedSheet(_page(_written()), SheetReading(0, NAMES[0], DAY, changes, 7))


def _stale() -> QWidget:
    facts = [fact for fact in followed().facts if fact.freshness(DAY) is Freshness.STALE]
    return StaleSheet(_page(_written()), NAMES[0], facts * 2, DAY)


def _long() -> State:
    customers = tuple(Customer(n, LONG, bool(n), "Ready, 12 pages", "ok", "circle-check") for n in range(3))
    return replace(EMPTY, customers=customers, shown=1, problem=f"Maya looks after {LONG}. Ask Maya.")


def _page(state: State) -> QWidget:
    page = ReviewsPage(DAY)
    page.present(state)
    return page


EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "full": lambda _: _page(_full()),
    "empty": lambda _: _page(EMPTY),
    "busy": lambda _: _page(replace(EMPTY, loaded=False, busy=True)),
    "problem": lambda _: _page(replace(EMPTY, problem="The drive is full. Make room there and try again.")),
    "long words": lambda _: _page(_long()),
    "written": lambda _: _page(_written()),
    "drafted": lambda _: _page(_drafted()),
    "issued copy": lambda _: _page(_looked_at()),
    "red lines": lambda _: _red_lines(),
    "returned sheet": lambda _: _returned(),
    "stale facts": lambda _: _stale(),
}
