"""What the Admin place can look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.customers import AssignmentBoard, BoardColumn, CustomerRow, Tier
from mcr_desktop.domain.people import PersonRow, Role
from mcr_desktop.ui.admin.page import AdminPage, State
from mcr_desktop.ui.theme import Theme

DAY = date(2026, 11, 23)
LONG = "Wolfeschlegelsteinhausenbergerdorff & Daughters Consolidated International Refrigeration"


def _rows(start: int, *names: str) -> tuple[CustomerRow, ...]:
    return tuple(
        CustomerRow(number, name, tier=Tier.TOP if number % 3 == 0 else Tier.NEXT, fenced=number % 2 == 0)
        for number, name in enumerate(names, start)
    )


BOARD = AssignmentBoard(
    _rows(1, "Nairn Kitchens", "Orkney Renewables", "Tay Bakeries", "Pentland X-ray"),
    (
        BoardColumn(
            1, "Maya Lindqvist", _rows(10, "St. Brannock Hospital", "Leith Labs", "Aberdeen Dairies"), 3
        ),
        BoardColumn(
            2, "Tom Okafor", _rows(20, "Hollis & Crane Foods", "Marlow Ferries", "Dee Chemicals"), 15
        ),
        BoardColumn(3, "Priya Shah", _rows(30, "Brookside Clinics", "Stirling Tools"), 15),
        BoardColumn(
            4, "Jonas Reyes", _rows(40, "Kelso Mills", "Esk Surgical", "Cairn Fabrics", "Moray Boats"), 9
        ),
    ),
)
PEOPLE = (
    PersonRow(1, "Maya Lindqvist", frozenset({Role.ACCOUNT_MANAGER}), ("North team",), 3, 15),
    PersonRow(2, "Tom Okafor", frozenset({Role.TEAM_LEAD, Role.ADMIN}), ("North team",), 3, 15),
)
FULL = State(DAY, loaded=True, board=BOARD, people=PEOPLE)


def _page(state: State) -> QWidget:
    page = AdminPage()
    page.present(state)
    return page


def _long() -> State:
    column = BoardColumn(1, LONG, _rows(1, LONG, LONG), 2)
    return replace(
        FULL, board=AssignmentBoard(_rows(5, LONG), (column,)), ticked=frozenset({1}), effects=(LONG,)
    )


EFFECTS = ("Priya Shah goes from 2 to 5 of 15.", "No one loses their rep.")
EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "full": lambda _: _page(FULL),
    "chosen": lambda _: _page(replace(FULL, ticked=frozenset({1, 2, 3}), effects=EFFECTS)),
    "empty": lambda _: _page(State(DAY, loaded=True)),
    "busy": lambda _: _page(State(DAY, busy=True)),
    "problem": lambda _: _page(
        replace(FULL, problem="Nobody assigns themselves. Ask another lead or admin to do it.")
    ),
    "long words": lambda _: _page(_long()),
}
