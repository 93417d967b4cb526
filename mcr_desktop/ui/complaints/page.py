"""Complaints & trends: alerts at the left, the one chosen in the middle, its investigation at the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.trends import Alert, AlertGroup, TrendReport
from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.complaints.cause import CausePane
from mcr_desktop.ui.complaints.explained import Explained
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.parts import ActionButton, EmptyState, Page, ProblemLine, Scroll, column, dress, words

TILES: dict[AlertGroup, tuple[str, Tone]] = {
    AlertGroup.NEEDS_YOU: ("trending-up", "bad"),
    AlertGroup.BEING_FIXED: ("wrench", "info"),
    AlertGroup.UNDER_WATCH: ("eye", "neutral"),
    AlertGroup.CLOSED: ("circle-check", "ok"),
}


@dataclass(frozen=True, slots=True)
class State:
    """Everything the trends place can look like.

    chosen: the key of the alert in the middle; week: the Monday whose complaints alone are listed;
    refused: why the last wish about the investigation was not done.
    """

    today: date
    you: int = 0
    loaded: bool = False
    busy: bool = False
    problem: str = ""
    report: TrendReport | None = None
    alerts: tuple[Alert, ...] = ()
    chosen: str = ""
    complaints: tuple[ComplaintRow, ...] = ()
    week: date | None = None
    people: tuple[PersonRow, ...] = ()
    refused: str = ""

    @property
    def alert(self) -> Alert | None:
        """The alert in the middle."""
        return next((alert for alert in self.alerts if alert.key == self.chosen), None)


class ComplaintsPage(Page):
    """What rises, and the way to its cure."""

    chosen = Signal(object)
    asked = Signal(object)
    week_chosen = Signal(object)
    log_wanted = Signal()
    numbers_wanted = Signal()
    quiet_wanted = Signal()
    text_wanted = Signal(object)
    step_wanted = Signal()
    owner_wanted = Signal()
    method_wanted = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Complaints & trends"))
        method = ActionButton(self.tr("Method and figures"), "info", manner="quiet", key="F1")
        method.clicked.connect(self.method_wanted)
        log = ActionButton(self.tr("Log complaint"), "flag", manner="primary", key="Ctrl Shift C")
        log.clicked.connect(self.log_wanted)
        self.header.add_action(method)
        self.header.add_action(log)
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self.alerts = LineList(self.tr("Alerts"))
        self.alerts.current.connect(self.chosen)
        self.alerts.opened.connect(self.chosen)
        self.too_few = words("", "meta", wrap=True)
        self.explained = Explained()
        self.calm = EmptyState(self.tr("Nothing stands out. Complaints are as usual."), "circle-check")
        self.cause = CausePane()
        self._connect()
        middle = column(self.problem, self.calm, self.explained, spacing=8)
        self.set_panes(
            self._left(),
            Scroll(middle, margins=(22, 18, 22, 24), surface="surface"),
            side=Scroll(column(self.cause), margins=(0, 0, 0, 0)),
            side_name=self.tr("Investigation"),
            widths=(252, 660, 266),
            grows=1,
        )

    def present(self, state: State) -> None:
        """Look like this state, whatever was shown before."""
        self.header.say(self.title, _subtitle(state))
        self.problem.say(state.problem)
        self.alerts.show_lines(_line(alert) for alert in state.alerts)
        alert = state.alert
        if alert is not None:
            blocked = self.alerts.blockSignals(True)
            self.alerts.choose(alert.key)
            self.alerts.blockSignals(blocked)
            self.explained.present(alert, state.complaints, state.week, state.today)
        self.explained.setVisible(alert is not None)
        self._say_calm(state)
        self.cause.present(alert, state.today, state.you, state.refused)
        self.too_few.say(_too_few(state.report))
        self.tell(self._hints(), self.tr("Method and numbers: F1"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit)
        key = "" if typing else event.text().upper()
        if key == "W":
            self.cause.begin_why()
        elif key == "A":
            self.step_wanted.emit()
        elif key == "T":
            self.numbers_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _say_calm(self, state: State) -> None:
        self.calm.setVisible(not state.alerts and not state.problem)
        if state.busy and not state.loaded:
            self.calm.say(self.tr("Looking at the complaints of your valued customers…"))
        elif state.report is not None and state.report.judged_monday is None:
            self.calm.say(self.tr("No complaint has been written down yet. Too early to say anything."))
        else:
            self.calm.say(self.tr("Nothing stands out. Complaints are as usual."))

    def _connect(self) -> None:
        self.explained.week_chosen.connect(self.week_chosen)
        self.explained.numbers_wanted.connect(self.numbers_wanted)
        self.explained.quiet_wanted.connect(self.quiet_wanted)
        self.explained.customer_wanted.connect(lambda customer: self.go.emit("customers", customer))
        self.cause.asked.connect(self.asked)
        self.cause.text_wanted.connect(self.text_wanted)
        self.cause.step_wanted.connect(self.step_wanted)
        self.cause.owner_wanted.connect(self.owner_wanted)

    def _left(self) -> QWidget:
        pane = QWidget()
        pane.setLayout(
            column(self.alerts, column(self.too_few, margins=(16, 8, 16, 12)), margins=(0, 8, 0, 0))
        )
        dress(pane, "surface")
        return pane

    def _hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("J K", self.tr("alert")),
            ("Enter", self.tr("open")),
            ("T", self.tr("as table")),
            ("A", self.tr("action")),
            ("W", self.tr("next why")),
        )


def _subtitle(state: State) -> str:
    if state.report is None or state.report.judged_monday is None:
        return ""
    who = "Valued customers only" if state.report.valued_only else "All customers, none is fenced"
    monday = state.report.judged_monday
    needs = sum(alert.group is AlertGroup.NEEDS_YOU for alert in state.alerts)
    watched = sum(alert.group is AlertGroup.UNDER_WATCH for alert in state.alerts)
    judged = f"judged to the week of {monday.day} {monday:%B}"
    total = counted(state.report.complaints, "complaint", "complaints")
    return f"{who} · {total}, {judged} · {counted(needs, 'alert', 'alerts')}, {watched} under watch"


def _too_few(report: TrendReport | None) -> str:
    if report is None or not report.too_few:
        return ""
    count = counted(len(report.too_few), "place has", "places have")
    return f"{count} too few complaints to judge: too early to say."


def _line(alert: Alert) -> Line:
    icon, tone = TILES[alert.group]
    return Line(
        alert.key,
        alert.title,
        detail=alert.line,
        state=alert.state,
        tone=tone,
        tile=icon,
        group=alert.group.value,
    )
