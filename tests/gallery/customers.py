"""The list of customers and the page of one: full, empty, in trouble, not for everybody, in long words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.conversations import ContactPressure, EntryKind, Revision
from mcr_desktop.domain.customers import CustomerRow, Tier
from mcr_desktop.domain.reviews import PlanStep
from mcr_desktop.ui.capture.composing import Note
from mcr_desktop.ui.capture.form import NoteState
from mcr_desktop.ui.customers.brief import BriefSheet
from mcr_desktop.ui.customers.customer import CustomerPage
from mcr_desktop.ui.customers.listing import ListPage, ListState
from mcr_desktop.ui.customers.notesheet import NoteSheet
from mcr_desktop.ui.customers.sheets import ContactSheet, MessageSheet, PlanSheet
from mcr_desktop.ui.customers.state import Conflict, CustomerState, Known
from mcr_desktop.ui.jobs import AtOnce
from mcr_desktop.ui.theme import Theme
from tests.gallery.records import (
    BRANNOCK,
    COMPLAINTS,
    CONTACTS,
    DAY,
    FACTS,
    HEADER,
    LONG,
    NAMES,
    OPEN_PROMISES,
    OUTSIDE,
    PEOPLE,
    PLAN,
    PRESSURE,
    TIMELINE,
    TOM,
)

KNOWN = Known(HEADER, CONTACTS, FACTS, OPEN_PROMISES, PLAN, COMPLAINTS, PRESSURE, people=PEOPLE)
FULL = CustomerState(DAY, BRANNOCK, known=KNOWN, entries=TIMELINE)
NOTE = NoteState(
    Note(
        "n-1",
        "Call with Dr. Osei, 12 min. Courier swap works well. /promise quote buffer stock by friday",
        BRANNOCK,
        NAMES[BRANNOCK],
        CONTACTS,
        pressure=PRESSURE,
        today=DAY,
    ),
    TOM.name,
)
BLANK = NoteState(Note("n-2", "", BRANNOCK, NAMES[BRANNOCK], CONTACTS, today=DAY), TOM.name)
CROWDED = ContactPressure(
    PRESSURE.ours, PRESSURE.theirs, 3, 4, ("Maya Lindqvist", "Tom Okafor"), PRESSURE.first_day
)
LONG_KNOWN = replace(
    KNOWN,
    header=replace(HEADER, name=LONG, segment=LONG),
    contacts=tuple(
        replace(each, name=f"{each.name} von und zu Niederösterreich", title=LONG) for each in CONTACTS
    ),
    facts=tuple(
        replace(each, topic=f"{each.topic} of {LONG}", value=f"{each.value} at {LONG}") for each in FACTS
    ),
    promises=tuple(replace(each, text=f"{each.text} for {LONG}", who=LONG) for each in OPEN_PROMISES),
    plan=tuple(replace(each, title=f"{each.title} {LONG}") for each in PLAN),
    pressure=CROWDED,
)
LONG_TIMELINE = tuple(
    replace(each, who=f"{each.who} von und zu {LONG}", text=each.text * 4, tags=each.tags * 2)
    for each in TIMELINE
)


STEPS = (
    PlanStep(1, "Agree the buffer with the wards", "ours", date(2026, 11, 20), date(2026, 11, 18)),
    PlanStep(2, "Count what is on the shelves", "theirs", date(2026, 11, 30)),
    PlanStep(3, "Trial in two wards", "ours", date(2027, 1, 15)),
)


def page(state: CustomerState, note: NoteState = BLANK) -> Callable[[Theme], QWidget]:
    """One customer's page in this state."""

    def build(theme: Theme) -> QWidget:  # noqa: ARG001
        shown = CustomerPage()
        shown.present(state)
        shown.present_note(note)
        return shown

    return build


def rows(ids: Sequence[int]) -> tuple[CustomerRow, ...]:
    """Invented customers by their ids."""
    return tuple(_row(number) for number in ids)


def _row(number: int) -> CustomerRow:
    names = (*NAMES.values(), "Leith Labs", "Ardmore Paper", "Ernst Händel", LONG)
    name = names[number % len(names)] if number < len(names) else f"Customer {number}"
    fenced = number % 3 != 2
    return CustomerRow(
        number,
        name,
        PEOPLE[number % len(PEOPLE)].name,
        "North team" if number % 2 else "Harbour team",
        Tier.TOP if number < 3 else Tier.NEXT if number < 8 else Tier.REST,
        Decimal(184_000 - 7_321 * number) if number % 5 != 4 else None,
        fenced,
        open_complaints=number % 4 if fenced else 0,
        last_contact=DAY - timedelta(days=number * 5) if number % 5 != 4 else None,
    )


def listing(state: ListState) -> Callable[[Theme], QWidget]:
    """The list in this state."""

    def build(theme: Theme) -> QWidget:  # noqa: ARG001
        shown = ListPage(AtOnce())
        shown.read_with(rows, lambda _: None)
        shown.present(replace(state, day=DAY))
        return shown

    return build


def sheet(build: Callable[[CustomerPage], QWidget]) -> Callable[[Theme], QWidget]:
    """A sheet of the page, opened over nothing."""

    def shown(theme: Theme) -> QWidget:  # noqa: ARG001
        host = CustomerPage()
        host.present(FULL)
        opened = build(host)
        opened.setProperty("host", host)  # kept as long as the sheet
        return opened

    return shown


def brief_sheet(host: CustomerPage) -> QWidget:
    brief = host.state.brief()
    assert brief is not None
    return BriefSheet(host, brief)


def note_sheet(host: CustomerPage) -> QWidget:
    entry = TIMELINE[0]
    first = entry.text.replace("buffer stock", "stock")
    wordings = (
        Revision(1, first, "Maya Lindqvist", entry.at),
        Revision(2, entry.text, "Tom Okafor", entry.at + timedelta(hours=1)),
    )
    return NoteSheet(host, entry, wordings, DAY)


EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "customers": listing(ListState(ids=range(24), may_bring_in=True)),
    "customers filtered to nothing": listing(ListState(ids=(), text="gate", saved="mine")),
    "customers first time": listing(ListState(ids=())),
    "customers in trouble": listing(
        ListState(ids=range(8), problem="The workspace cannot be reached. What you see is from a minute ago.")
    ),
    "customer": page(FULL, NOTE),
    "customer while facts are walked through": page(
        replace(FULL, walking=(5,), walked=1, conflict=Conflict(1, "Gate A", "Gate B only", "Maya"))
    ),
    "customer with a fact being changed": page(replace(FULL, editing=2)),
    "customer filtered": page(
        replace(FULL, kinds=(EntryKind.COMPLAINT,), text="gate", entries=TIMELINE[1:2])
    ),
    "customer first time": page(
        CustomerState(DAY, BRANNOCK, known=Known(replace(HEADER, since=date(2026, 11, 20))), entries=())
    ),
    "customer reading": page(CustomerState(DAY, BRANNOCK, busy=True, directory=HEADER)),
    "customer in trouble": page(replace(FULL, problem="The workspace cannot be reached. Nothing is lost.")),
    "customer outside the fence": page(
        CustomerState(
            DAY,
            BRANNOCK,
            refused="Maya Lindqvist looks after St. Brannock Hospital. Ask Maya.",
            directory=OUTSIDE,
        )
    ),
    "customer in long words": page(replace(FULL, known=LONG_KNOWN, entries=LONG_TIMELINE), NOTE),
    "customer prepared for": sheet(brief_sheet),
    "customer note": sheet(note_sheet),
    "customer person": sheet(lambda host: ContactSheet(host, CONTACTS[0])),
    "customer plan": sheet(lambda host: PlanSheet(host, replace(PLAN[0], actions=STEPS), DAY)),
    "customer message from outside": sheet(
        lambda host: MessageSheet(host, NAMES[BRANNOCK], "Maya Lindqvist")
    ),
    "customer with what is restricted and to be asked": page(
        replace(
            FULL,
            known=replace(
                KNOWN,
                facts=(
                    replace(FACTS[0], topic="family", value="A daughter in Leeds", restricted=True),
                    replace(FACTS[1], ask_next=True),
                    *FACTS[2:],
                ),
            ),
        )
    ),
    "customer with too much contact": page(replace(FULL, known=replace(KNOWN, pressure=CROWDED))),
}
