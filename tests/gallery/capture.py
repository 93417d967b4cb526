"""The capture window: as in the mock, empty, refused at the fence, in trouble, and with long words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.conversations import ContactPressure, Kind
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.ui.capture.composing import Note
from mcr_desktop.ui.capture.form import NoteState
from mcr_desktop.ui.capture.page import CaptureWindow
from mcr_desktop.ui.theme import Theme
from tests.gallery.records import DAY, HOLLIS, LONG, NAMES, NEWS, TOM

WORDS = """Truck came to gate A again, nobody could sign.
/complaint missed pick-up, second this month, he is patient but tired of it
We /promise to send the new route sheet by next tue
/fact role: Leo Hartmann leaves purchasing in January"""
PRESSURE = ContactPressure(
    (0,) * 23 + (1, 0, 1, 0, 0, 1, 1), (0,) * 30, 4, 4, ("Jonas Reyes", "Priya Shah"), date(2026, 10, 25)
)
NOTE = Note(
    "n-1",
    WORDS,
    HOLLIS,
    NAMES[HOLLIS],
    (ContactRow(1, "Gavin Crane", "Goods-in"), ContactRow(2, "Leo Hartmann", "Purchasing lead")),
    kind=Kind.CALL,
    contact_ids=(1,),
    kinds=("Missed pick-up", "Late delivery"),
    pressure=PRESSURE,
    today=DAY,
)
REFUSAL = "Maya Lindqvist looks after St. Brannock Hospital. Ask Maya."


def shown(state: NoteState, *, contacts: bool = False) -> Callable[[Theme], QWidget]:
    """The window in this state."""

    def build(theme: Theme) -> QWidget:  # noqa: ARG001
        window = CaptureWindow()
        window.present(state)
        if contacts:
            window.show_contacts(NEWS)
        window.form.focus_text()
        return window

    return build


EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "capture": shown(NoteState(NOTE, TOM.name)),
    "capture with the contacts seen": shown(NoteState(NOTE, TOM.name, kept=True), contacts=True),
    "capture empty": shown(NoteState(Note("n-2", today=DAY), TOM.name)),
    "capture outside the fence": shown(
        NoteState(replace(NOTE, text="", contacts=(), pressure=None, refused=REFUSAL), TOM.name)
    ),
    "capture in trouble": shown(
        NoteState(
            replace(NOTE, private=True, pressure=None),
            TOM.name,
            problem="The disk is full. Your words are kept here.",
        )
    ),
    "capture in long words": shown(
        NoteState(replace(NOTE, customer=LONG, text=WORDS.replace("missed pick-up", LONG)), TOM.name)
    ),
}
