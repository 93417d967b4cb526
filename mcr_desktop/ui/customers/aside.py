"""The right pane of a customer's page: room to talk, promises, the joint plan, open complaints."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted, day_words
from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.conversations import ContactPressure, TimelineEntry
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import PlanLine
from mcr_desktop.ui.buttons import SMALLEST_TARGET
from mcr_desktop.ui.capture.pressure import room_words
from mcr_desktop.ui.customers.strip import ContactStrip
from mcr_desktop.ui.dates import moment
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.parts import (
    Hairline,
    Icon,
    IconButton,
    Meter,
    Row,
    SectionTitle,
    column,
    dress,
    fixed,
    line,
    words,
)
from mcr_desktop.ui.promises.rows import brief_row

EDGE = 4
"""Room that rows leave for the ring around them; what is no row stands in line with their words."""

STATES: dict[ComplaintState, str] = {
    ComplaintState.OPEN: "Open",
    ComplaintState.ACKNOWLEDGED: "They know that we know",
    ComplaintState.REMEDIED: "Fixed, waiting for their yes",
    ComplaintState.CLOSED: "Closed",
}


class PressurePane(QWidget):
    """How often we have talked this month, and whether there is room for more."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = SectionTitle(self.tr("Contact this month"))
        self.strip = ContactStrip()
        self._first = words("", "meta")
        self._icon = Icon("circle-check", "ok", 15)
        self.said = words("", "subtitle", wrap=True)
        sentence = line(column(self._icon, 1), self.said, spacing=7)
        sentence.setStretch(1, 1)
        ends = line(self._first, 1, words(self.tr("Today"), "meta"))
        shown = column(
            self.heading, -6, self.strip, ends, -6, sentence, spacing=2, margins=(EDGE, 0, EDGE, 0)
        )
        self.setLayout(shown)

    def present(self, pressure: ContactPressure) -> None:
        """Show these thirty days."""
        self.heading.show_count(sum(pressure.ours) + sum(pressure.theirs))
        self.strip.show_pressure(pressure)
        first = pressure.first_day
        self._first.setText(day_words(first) if first is not None else "")
        told, warns = room_words(pressure)
        self._icon.set_icon("hand" if warns else "circle-check", "warn" if warns else "ok")
        self.said.setText(told)
        self.said.set_tone("warn" if warns else None)


class PlainRow(Row):
    """A row without a card around it; a click opens it, as Enter does."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        dress(self, "plain")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()


class PlanRow(PlainRow):
    """An objective and how far it is, in counts."""

    def __init__(self, plan: PlanLine) -> None:
        done = f"{plan.done} of {plan.steps}" if plan.steps else "no steps yet"
        super().__init__(f"{plan.title}, {done}")
        share = plan.done / plan.steps if plan.steps else 0.0
        title = words(plan.title, "body", elide=True)
        meter = Meter(share, words=done, width=56)
        ahead = words(done if plan.steps else "–", "meta", numbers=True)
        content = line(title, fixed(meter, 56), fixed(ahead, 40, trailing=True), margins=(4, 4, 4, 4))
        content.setStretch(0, 1)
        self.setLayout(content)


class ComplaintLine(PlainRow):
    """A complaint that is not over: what, how it stands, since when."""

    def __init__(self, complaint: ComplaintRow, today: date) -> None:
        days = (today - complaint.received_on).days
        age = counted(days, "day", "days") if days else "today"
        title = complaint.text or complaint.kind
        under = f"{STATES[complaint.state]} · {age}"
        super().__init__(f"Complaint, {complaint.kind}: {title}, {under}")
        fixed_already = complaint.state is ComplaintState.REMEDIED
        told = column(words(_first_line(title), "medium", elide=True), words(under, "meta"), spacing=1)
        icon = column(-2, Icon("flag", "neutral" if fixed_already else "warn", 15), 1)
        content = line(icon, told, spacing=10, margins=(4, 4, 4, 4))
        content.setStretch(1, 1)
        self.setLayout(content)


class MessageLine(Row):
    """What somebody outside the fence wanted the team to know."""

    def __init__(self, entry: TimelineEntry, today: date) -> None:
        when = moment(entry.at, today)
        super().__init__(f"{entry.who} {entry.deed}, {when}: {entry.text}")
        dress(self, "plain")
        head = line(words(entry.who, "strong", elide=True), words(when, "meta"), spacing=6)
        head.setStretch(0, 1)
        told = column(head, words(entry.text, "body", wrap=True), spacing=1)
        content = line(column(-2, Icon("inbox", "warn", 15), 1), told, spacing=10, margins=(4, 4, 4, 4))
        content.setStretch(1, 1)
        self.setLayout(content)


def _first_line(text: str) -> str:
    return " ".join(text.split())


class AsidePane(QWidget):
    """All of the right pane."""

    promise_asked = Signal(object)
    promise_wanted = Signal()
    objective_wanted = Signal()
    plan_opened = Signal(object)
    complaint_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._people: tuple[PersonRow, ...] = ()
        self.pressure = PressurePane()
        self._promises = _Part(self.tr("Promises"), self.tr("Add a promise"))
        self._plan = _Part(self.tr("Joint plan"), self.tr("Add what was agreed"))
        self._complaints = _Part(self.tr("Open complaints"))
        self._messages = _Part(self.tr("From outside the fence"))
        self._promises.add_wanted.connect(self.promise_wanted)
        self._plan.add_wanted.connect(self.objective_wanted)
        self._make_lists()
        parts = (self.pressure, self._promises, self._plan, self._complaints, self._messages)
        self.setLayout(column(*parts, 1, spacing=12, margins=(14, 16, 14, 18)))

    def present(
        self,
        today: date,
        pressure: ContactPressure,
        promises: tuple[Promise, ...],
        plan: tuple[PlanLine, ...],
        complaints: tuple[ComplaintRow, ...],
        messages: tuple[TimelineEntry, ...],
        people: tuple[PersonRow, ...],
    ) -> None:
        """Look like these records."""
        if (today, people) != (self._today, self._people):
            self._today, self._people = today, people
            for rows in (self._promise_rows, self._complaint_rows):
                rows.renew()
        self.pressure.present(pressure)
        open_ = tuple(each for each in promises if each.state is PromiseState.OPEN)
        self._promise_rows.show(open_)
        self._promises.present(len(open_), self.tr("No promise is open, theirs or ours."))
        self._plan_rows.show(plan)
        self._plan.present(len(plan), self.tr("Nothing agreed yet."), _on_track(plan, today))
        self._complaint_rows.show(complaints)
        self._complaints.present(len(complaints), self.tr("None open."))
        self._message_rows.show(messages[:5])
        self._messages.present(len(messages), "")
        self._messages.setVisible(bool(messages))

    def renew_promises(self) -> None:
        """Show the promises as they are, whatever was ticked."""
        self._promise_rows.renew()

    def _make_lists(self) -> None:
        self._promise_rows: Kept[Promise] = Kept(self._promises.rows, self._promise, lambda each: each.id)
        self._plan_rows: Kept[PlanLine] = Kept(self._plan.rows, self._objective, lambda each: each.id)
        self._complaint_rows: Kept[ComplaintRow] = Kept(
            self._complaints.rows, self._complaint, lambda each: each.id
        )
        self._message_rows: Kept[TimelineEntry] = Kept(
            self._messages.rows, lambda entry: MessageLine(entry, self._today), lambda each: each.id
        )

    def _promise(self, promise: Promise) -> QWidget:
        row = brief_row(promise, self._today, self._people)
        row.asked.connect(self.promise_asked)
        return row

    def _objective(self, plan: PlanLine) -> QWidget:
        row = PlanRow(plan)
        row.opened.connect(lambda: self.plan_opened.emit(plan))
        return row

    def _complaint(self, complaint: ComplaintRow) -> QWidget:
        row = ComplaintLine(complaint, self._today)
        row.opened.connect(lambda: self.complaint_opened.emit(complaint.id))
        return row


class _Part(QWidget):
    """A heading with its count and a plus, and rows or one quiet sentence below."""

    add_wanted = Signal()

    def __init__(self, title: str, add: str = "") -> None:
        super().__init__()
        self.heading = SectionTitle(title)
        self.rows = column(spacing=0)
        self._none = words("", "meta", wrap=True)
        head = line(self.heading, spacing=4, margins=(EDGE, 0, 0, 0))
        head.setStretch(0, 1)
        self._none.setContentsMargins(EDGE, 0, EDGE, 0)
        if add:
            button = IconButton(add, "plus")
            button.clicked.connect(self.add_wanted)
            head.addWidget(button)
        else:
            head.addStrut(SMALLEST_TARGET)
        edge = line(Hairline(), margins=(EDGE, 0, EDGE, 0))
        self.setLayout(column(edge, -8, head, self._none, self.rows, spacing=2))

    def present(self, count: int, nothing: str, hint: str = "") -> None:
        """Say how many there are, or the sentence for none."""
        self.heading.show_count(count or None, hint)
        self._none.say("" if count else nothing)


def _on_track(plan: tuple[PlanLine, ...], today: date) -> str:
    """How many objectives are done or still have time."""
    if not plan:
        return ""
    good = sum(
        each.due is None or each.due >= today or (each.steps > 0 and each.done == each.steps) for each in plan
    )
    return f"{good} of {len(plan)} on track"
