"""The complaint desk: every complaint not closed yet, and what we should have noticed ourselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState, Handling, Shortfall
from mcr_desktop.ui.complaints.asks import Handle, Leave, Note
from mcr_desktop.ui.complaints.listing import ComplaintList, ShortfallLine
from mcr_desktop.ui.complaints.sheets import AskSheet
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.parts import (
    Card,
    Check,
    Choice,
    PlainEdit,
    SectionTitle,
    column,
    labelled,
    line,
    line_edit,
    words,
)

STATES = tuple(ComplaintState)


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk."""

    open: tuple[ComplaintRow, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()

    def words(self, today: date) -> str:
        """How many wait, and for how long the oldest does."""
        if not self.open:
            return "No complaint waits."
        oldest = max((today - each.received_on).days for each in self.open)
        waits = f"{len(self.open):,} not closed"
        return f"{waits}, the oldest for {counted(oldest, 'day', 'days')}." if oldest else f"{waits}."


class DeskView(QWidget):
    """The desk in the middle of the place."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self.title = words(self.tr("Complaint desk"), "heading")
        self.line = words("", "body", wrap=True)
        self.list = ComplaintList()
        self.proposed = SectionTitle(
            self.tr("Shortfalls we could note before they complain"), "eye", self.tr("late promises of ours")
        )
        self._card = Card()
        self._rows: Kept[Shortfall] = Kept(self._card.body, self._shortfall, lambda each: each.uuid)
        layout = column(self.title, self.line, self.list, -6, self.proposed, self._card, 1, spacing=10)
        self.setLayout(layout)

    def present(self, desk: Desk, today: date) -> None:
        """Look like this desk."""
        self._today = today
        self.line.say(desk.words(today))
        self.list.present(desk.open, today, self.tr("Every complaint within your fence is closed."))
        self._rows.show(desk.shortfalls)
        for part in (self.proposed, self._card):
            part.setVisible(bool(desk.shortfalls))
        self.proposed.show_count(len(desk.shortfalls))

    def _shortfall(self, shortfall: Shortfall) -> ShortfallLine:
        row = ShortfallLine(shortfall, self._today)
        row.noted.connect(lambda: self.asked.emit(Note(shortfall)))
        row.left.connect(lambda: self.asked.emit(Leave(shortfall)))
        return row


class DeskSheet(AskSheet):
    """One complaint at work: what they want and got, how they rate it, why it happened, how far it is."""

    def __init__(self, parent: QWidget, complaint: ComplaintRow, today: date) -> None:
        super().__init__(parent, complaint.kind, "flag", parent.tr("Keep"))
        self._complaint = complaint
        self.hint.setText(_clock(complaint, today))
        told = words(complaint.text or complaint.kind, "body", wrap=True, selectable=True)
        told.setMinimumWidth(520)
        self.state = Choice(self.tr("State"), tuple(state.value.capitalize() for state in STATES))
        self.severity = Choice(
            self.tr("Severity"),
            (
                self.tr("1 a remark"),
                self.tr("2 a nuisance"),
                self.tr("3 it costs them time"),
                self.tr("4 it costs them money"),
                self.tr("5 they may leave"),
            ),
        )
        self.rating = Choice(
            self.tr("Their rating of how we handled it"),
            (self.tr("Not asked yet"), "1", "2", "3", "4", "5"),
        )
        self.wanted = line_edit(self.tr("What they ask for"), complaint.wanted)
        self.remedy = line_edit(self.tr("What they got"), complaint.remedy)
        self.cause = PlainEdit(self.tr("Why it happened"), lines=2)
        self.noticed = Check(self.tr("We noticed it ourselves"))
        self.missing = words("", "note", tone="warn", wrap=True)
        self._fill(complaint)
        self._lay_out(complaint, told)
        for changed in (self.state.currentIndexChanged, self.remedy.textChanged, self.cause.textChanged):
            changed.connect(self._judge)
        self.cause.committed.connect(self.confirm)
        self._judge()
        self.state.setFocus()

    def answer(self) -> Handle | None:
        handling = Handling(
            STATES[self.state.currentIndex()],
            self.severity.currentIndex() + 1,
            self.wanted.text(),
            self.remedy.text(),
            self.rating.currentIndex() or None,
            self.cause.toPlainText(),
            self.noticed.isChecked(),
        )
        closing = handling.state is ComplaintState.CLOSED
        enough = handling.remedy.strip() or handling.cause.strip()
        lacking = self.tr("Say what they got, or why it happened, before you close this.")
        self.missing.say(lacking if closing and not enough else "")
        return None if closing and not enough else Handle(self._complaint, handling)

    def _fill(self, complaint: ComplaintRow) -> None:
        self.state.setCurrentIndex(STATES.index(complaint.state))
        self.severity.setCurrentIndex(complaint.severity - 1)
        self.rating.setCurrentIndex(complaint.rating or 0)
        self.cause.setPlainText(complaint.cause)
        self.noticed.setChecked(complaint.noticed_by_us)

    def _lay_out(self, complaint: ComplaintRow, told: QWidget) -> None:
        whose = words(complaint.customer, "strong", wrap=True)
        self.body.addLayout(column(whose, told, spacing=4))
        self.body.addLayout(
            line(
                labelled(self.tr("State"), self.state),
                labelled(self.tr("Severity"), self.severity),
                spacing=12,
            )
        )
        self.body.addLayout(labelled(self.tr("What they ask for"), self.wanted))
        self.body.addLayout(labelled(self.tr("What they got"), self.remedy))
        self.body.addLayout(labelled(self.tr("Their rating of how we handled it"), self.rating))
        self.body.addLayout(labelled(self.tr("Why it happened"), self.cause))
        self.body.addWidget(self.noticed)
        self.body.addWidget(self.missing)


def _clock(complaint: ComplaintRow, today: date) -> str:
    """How long it is, or was, open."""
    end = complaint.closed_on or today
    days = max(0, (end - complaint.received_on).days)
    if complaint.closed_on is not None:
        return f"closed after {counted(days, 'day', 'days')}"
    return f"open for {counted(days, 'day', 'days')}" if days else "open since today"
