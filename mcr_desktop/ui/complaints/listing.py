"""A list of complaints: whose, what, when, how bad, how far; opened, acknowledged and worked on by keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState, Shortfall
from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.dates import short_day
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.parts import ActionButton, Avatar, Card, Chip, Row, column, fixed, line, words

STATE_TONES: dict[ComplaintState, Tone] = {
    ComplaintState.OPEN: "warn",
    ComplaintState.ACKNOWLEDGED: "info",
    ComplaintState.REMEDIED: "ok",
    ComplaintState.CLOSED: "neutral",
}
SEVERE = 4


class ComplaintLine(Row):
    """One complaint; Enter leads to where it was said, E to the desk, Space acknowledges it."""

    def __init__(self, complaint: ComplaintRow, today: date) -> None:
        day = short_day(complaint.received_on, today)
        severity = self.tr("severity {n} of 5").format(n=complaint.severity)
        told = complaint.text or complaint.kind
        noticed = self.tr("noticed by us") if complaint.noticed_by_us else ""
        parts = (complaint.customer, told, day, severity, complaint.state.value, noticed)
        super().__init__(", ".join(part for part in parts if part))
        name = fixed(
            line(
                Avatar(complaint.customer, 22, square=True), words(complaint.customer, "strong", elide=True)
            ),
            170,
        )
        text = words(told, "body", elide=True)
        tone: Tone = "bad" if complaint.severity >= SEVERE else "neutral"
        severity_chip = Chip(self.tr("Severity {n}").format(n=complaint.severity), tone)
        state = Chip(
            complaint.state.value.capitalize(),
            STATE_TONES[complaint.state],
            "eye" if complaint.noticed_by_us else "",
        )
        marks = (fixed(severity_chip, 88), fixed(state, 108))
        layout = line(name, text, fixed(words(day, "meta"), 84, trailing=True), *marks, spacing=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)


class ShortfallLine(Row):
    """A late promise of ours: Space notes it as a shortfall, Del leaves it out."""

    noted = Signal()
    left = Signal()

    def __init__(self, shortfall: Shortfall, today: date) -> None:
        day = short_day(shortfall.on, today)
        super().__init__(f"{shortfall.customer}, {shortfall.kind}: {shortfall.text}, {day}")
        name = line(
            Avatar(shortfall.customer, 22, square=True), words(shortfall.customer, "strong", elide=True)
        )
        note = ActionButton(self.tr("Note it"), "eye", small=True)
        leave = ActionButton(self.tr("Leave out"), manner="quiet", small=True)
        for button, what in ((note, self.tr("Note it")), (leave, self.tr("Leave out"))):
            button.setAccessibleName(f"{what}: {shortfall.customer}, {shortfall.text}")
        note.clicked.connect(self.noted)
        leave.clicked.connect(self.left)
        self.letter.connect(self._answer)
        text = words(shortfall.text, "body", elide=True)
        layout = line(fixed(name, 170), text, words(day, "meta"), leave, note, spacing=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _answer(self, letter: str) -> None:
        if letter == "Space":
            self.noted.emit()
        elif letter == "Del":
            self.left.emit()


class ComplaintList(QWidget):
    """Complaints in a card, with what narrows them down above."""

    opened = Signal(object)
    """The ComplaintRow whose source is wanted."""
    desk_wanted = Signal(object)
    acknowledged = Signal(object)
    week_cleared = Signal()
    trait_cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self.counted = words("", "strong")
        self.week = self._chip()
        self.week.clicked.connect(self.week_cleared)
        self.trait = self._chip()
        self.trait.clicked.connect(self.trait_cleared)
        self.hint = words(self.tr("Enter where it was said · E desk · Space acknowledge"), "meta", elide=True)
        self.none = words("", "meta", wrap=True)
        self.card = Card()
        self._rows: Kept[ComplaintRow] = Kept(self.card.body, self._line, lambda row: row.id)
        head = line(self.counted, self.week, self.trait, 1, self.hint, spacing=10)
        self.setLayout(column(head, self.none, self.card, spacing=10))

    def present(
        self, complaints: tuple[ComplaintRow, ...], today: date, none: str, week: str = "", trait: str = ""
    ) -> None:
        """List these, and say what they are narrowed down to."""
        if today != self._today:
            self._today = today
            self._rows.renew()
        self._rows.show(complaints)
        self.card.setVisible(bool(complaints))
        self.counted.setText(counted(len(complaints), "complaint", "complaints"))
        for chip, text in ((self.week, week), (self.trait, trait)):
            chip.setVisible(bool(text))
            if text:
                chip.say(text)
                chip.setAccessibleName(self.tr("No longer only: {text}").format(text=text))
        self.hint.setVisible(bool(complaints))
        self.none.say("" if complaints else none)

    def focus_first(self) -> bool:
        """Give the keyboard to the newest complaint."""
        return self._rows.focus(0)

    def _chip(self) -> ActionButton:
        return ActionButton("", "x", manner="secondary", small=True, tone="accent")

    def _line(self, complaint: ComplaintRow) -> ComplaintLine:
        row = ComplaintLine(complaint, self._today)
        row.opened.connect(lambda: self.opened.emit(complaint))
        row.letter.connect(lambda letter: self._answer(letter, complaint))
        return row

    def _answer(self, letter: str, complaint: ComplaintRow) -> None:
        if letter == "E":
            self.desk_wanted.emit(complaint)
        elif letter == "Space" and complaint.state is ComplaintState.OPEN:
            self.acknowledged.emit(complaint)
