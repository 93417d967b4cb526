"""What the Reviews place can look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import MadeFor
from mcr_desktop.reports.review import print_review
from mcr_desktop.ui.reviews.page import Customer, ReviewsPage, State
from mcr_desktop.ui.theme import Theme
from tests.gallery.reviews import example_snapshots

DAY = date(2026, 11, 23)
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
    return replace(EMPTY, customers=tuple(customers), shown=0, pdf=pdf, building=(9, 12), left_out=26)


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
}
