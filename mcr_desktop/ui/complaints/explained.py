"""The middle of the trends place: one rise in a sentence, week by week, and what its complaints share."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.charts.shares import Shares
from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.trends import Alert, Investigation, Rise, Stage
from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.dates import short_day
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.painting import ChartView
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Card,
    Chip,
    Row,
    StageLine,
    column,
    fixed,
    line,
    words,
)

STAGES = tuple(Stage)
STATE_TONES: dict[ComplaintState, Tone] = {
    ComplaintState.OPEN: "warn",
    ComplaintState.ACKNOWLEDGED: "info",
    ComplaintState.REMEDIED: "ok",
    ComplaintState.CLOSED: "neutral",
}
SEVERE = 4


class ComplaintLine(Row):
    """One complaint: of whom, what, when, how bad, how far."""

    def __init__(self, complaint: ComplaintRow, today: date) -> None:
        day = short_day(complaint.received_on, today)
        severity = self.tr("severity {n} of 5").format(n=complaint.severity)
        told = complaint.text or complaint.kind
        super().__init__(f"{complaint.customer}, {told}, {day}, {severity}, {complaint.state.value}")
        name = fixed(
            line(
                Avatar(complaint.customer, 22, square=True), words(complaint.customer, "strong", elide=True)
            ),
            190,
        )
        text = words(complaint.text or complaint.kind, "body", elide=True)
        tone: Tone = "bad" if complaint.severity >= SEVERE else "neutral"
        severity_chip = Chip(self.tr("Severity {n}").format(n=complaint.severity), tone)
        state = Chip(complaint.state.value.capitalize(), STATE_TONES[complaint.state])
        marks = (fixed(severity_chip, 88), fixed(state, 108))
        layout = line(name, text, fixed(words(day, "meta"), 84, trailing=True), *marks, spacing=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)


class Explained(QWidget):
    """Everything about the alert chosen."""

    week_chosen = Signal(object)
    """The Monday of the week whose complaints are wanted, or None for all."""
    numbers_wanted = Signal()
    quiet_wanted = Signal()
    customer_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._bars: WeeklyBars | None = None
        self.title = words("", "heading", wrap=True)
        self.high = Chip(self.tr("High-value customers"), "bad", "trending-up")
        self.quiet = ActionButton(self.tr("Not a trend"), "bell-off", manner="quiet")
        self.quiet.clicked.connect(self.quiet_wanted)
        self.sentence = words("", "body", wrap=True, selectable=True)
        self.stages = StageLine(tuple(stage.value for stage in STAGES))
        self.chart = ChartView(self.tr("Complaints per week"), height=170)
        self.chart.drilled.connect(self._drill)
        self.chart.table_wanted.connect(self.numbers_wanted)
        self.chart_card = self._make_chart_card()
        self.shares = ChartView(self.tr("What the complaints share"), height=90)
        self.alternatives = words("", "meta", wrap=True)
        self.shares_card = self._make_shares_card()
        self._list = Card()
        self._rows: Kept[ComplaintRow] = Kept(self._list.body, self._line, lambda row: row.id)
        self.counted = words("", "strong")
        self.week = ActionButton("", "x", manner="secondary", small=True, tone="accent")
        self.week.clicked.connect(lambda: self.week_chosen.emit(None))
        self.none = words("", "meta", wrap=True)
        self._lay_out()

    def present(
        self, alert: Alert, complaints: tuple[ComplaintRow, ...], week: date | None, today: date
    ) -> None:
        """Look like this alert."""
        self._today = today
        rise = alert.rise
        self.title.setText(alert.title)
        self.high.setVisible(rise is not None and rise.value_at_stake > 0)
        self.quiet.setVisible(rise is not None and alert.stage in (Stage.SPOTTED, Stage.EXPLAINED))
        self.sentence.say(rise.sentence if rise is not None else alert.line)
        self.stages.show_stage(STAGES.index(alert.stage), _details(alert))
        self._show_chart(rise)
        self._show_shares(rise)
        self._rows.show(complaints)
        total = counted(len(complaints), "complaint", "complaints")
        self.counted.setText(total)
        self.week.setVisible(week is not None)
        if week is not None:
            self.week.say(self.tr("week of {day}").format(day=short_day(week, today)))
        outside = self.tr("Complaints of customers outside your fence are counted, not shown.")
        self.none.say("" if complaints else outside)

    def _show_chart(self, rise: Rise | None) -> None:
        self._bars = WeeklyBars.of_rise(rise) if rise is not None and rise.weekly else None
        self.chart_card.setVisible(self._bars is not None)
        self.chart.show_chart(self._bars)

    def _show_shares(self, rise: Rise | None) -> None:
        shares = Shares.of_rise(rise) if rise is not None else Shares(())
        self.shares_card.setVisible(bool(shares.rows))
        self.shares.setFixedHeight(max(30, round(shares.height * 1.2)))
        self.shares.show_chart(shares if shares.rows else None)
        self.alternatives.say(_alternatives(rise) if rise is not None else "")

    def _drill(self, bar: int) -> None:
        if self._bars is not None:
            self.week_chosen.emit(self._bars.first_monday + timedelta(weeks=bar))

    def _line(self, complaint: ComplaintRow) -> ComplaintLine:
        row = ComplaintLine(complaint, self._today)
        row.opened.connect(lambda: self.customer_wanted.emit(complaint.customer_id))
        return row

    def _make_chart_card(self) -> Card:
        card = Card(divided=False, margins=(14, 12, 14, 10), spacing=8)
        table = ActionButton(self.tr("Show as table"), "table", manner="quiet", small=True, key="T")
        table.clicked.connect(self.numbers_wanted)
        hint = words(self.tr("Click a bar to see its complaints"), "meta")
        card.body.addLayout(line(words(self.tr("Complaints per week"), "strong"), 1, hint, table))
        card.add(self.chart)
        return card

    def _make_shares_card(self) -> Card:
        card = Card(divided=False, margins=(14, 12, 14, 12), spacing=8)
        compared = words(self.tr("compared with what is usual for each"), "meta")
        card.body.addLayout(line(words(self.tr("What the complaints share"), "strong"), 1, compared))
        card.add(self.shares)
        card.add(self.alternatives)
        return card

    def _lay_out(self) -> None:
        head = line(self.title, self.high, 1, self.quiet, spacing=10)
        listed = line(self.counted, self.week, 1, spacing=10)
        layout = column(
            head,
            self.sentence,
            -6,
            self.stages,
            -4,
            self.chart_card,
            self.shares_card,
            -2,
            listed,
            self.none,
            self._list,
            1,
            spacing=10,
        )
        self.setLayout(layout)


def _details(alert: Alert) -> tuple[str, ...]:
    """A word below each stage: when it was spotted, who looks into it, what it waits for."""
    one = alert.investigation
    spotted = f"{alert.spotted_at.astimezone():%d %b}".lstrip("0") if alert.spotted_at is not None else ""
    shared = len(alert.rise.drivers) if alert.rise is not None else 0
    causes = f"{shared} in common" if shared else ""
    if one is None:
        return spotted, causes, "no owner", "not started", ""
    owner = one.owner.split()[0] if one.owner else "no owner"
    return spotted, causes, owner, _acting(one), _verified(one)


def _acting(one: Investigation) -> str:
    done = sum(step.done_on is not None for step in one.steps)
    return f"{done} of {len(one.steps)} done" if one.steps else "not started"


def _verified(one: Investigation) -> str:
    if one.verified_on is not None:
        return f"{one.verified_on:%d %b %Y}".lstrip("0")
    return "rule written" if one.fixed_when else "needs a rule"


def _alternatives(rise: Rise) -> str:
    """What else would explain nearly as much, so that nobody takes the first answer for the only one."""
    found: list[str] = []
    for driver in rise.drivers:
        for where in driver.alternatives[1:]:
            words_ = ", ".join(f"{name} {value or 'another customer'}" for name, value in where.items())
            if words_ and words_ not in found:
                found.append(words_)
    return f"Nearly as good an explanation: {'; or '.join(found[:3])}." if found else ""
