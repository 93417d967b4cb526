"""Complaints & trends: alerts at the left, the one chosen in the middle, its investigation at the right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.trends import Alert, AlertGroup, Investigation, SameKind, TrendReport, Where
from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.complaints.alike import AlikeKinds
from mcr_desktop.ui.complaints.cause import CausePane
from mcr_desktop.ui.complaints.desk import Desk, DeskView
from mcr_desktop.ui.complaints.explained import Explained
from mcr_desktop.ui.keys import letter_of
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.parts import ActionButton, EmptyState, Page, ProblemLine, Scroll, column, dress, words

TILES: dict[AlertGroup, tuple[str, Tone]] = {
    AlertGroup.NEEDS_YOU: ("trending-up", "bad"),
    AlertGroup.BEING_FIXED: ("wrench", "info"),
    AlertGroup.UNDER_WATCH: ("eye", "neutral"),
    AlertGroup.CLOSED: ("circle-check", "ok"),
}


DESK = "desk"
"""The key of the line that leads to the complaint desk."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything the trends place can look like.

    chosen: the key of the alert in the middle; week: the Monday whose complaints alone are listed;
    trait: what all of those listed share; refused: why the last wish about the investigation was not
    done; same: kinds that look like one, for who may merge them.
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
    trait: Where | None = None
    desk: Desk = field(default_factory=Desk)
    same: tuple[SameKind, ...] = ()

    @property
    def alert(self) -> Alert | None:
        """The alert in the middle."""
        return next((alert for alert in self.alerts if alert.key == self.chosen), None)

    @property
    def investigation(self) -> Investigation | None:
        """The investigation into it."""
        return self.alert.investigation if self.alert is not None else None


class ComplaintsPage(Page):
    """What rises, and the way to its cure."""

    chosen = Signal(object)
    asked = Signal(object)
    """An Ask about the alert shown."""
    desk_asked = Signal(object)
    """A DeskAsk about a complaint, or kinds of them."""
    desk_wanted = Signal(object)
    """The ComplaintRow to be worked on."""
    note_wanted = Signal(object)
    """The ComplaintRow whose source is wanted."""
    acknowledged = Signal(object)
    week_chosen = Signal(object)
    trait_chosen = Signal(object)
    log_wanted = Signal()
    numbers_wanted = Signal()
    quiet_wanted = Signal()
    text_wanted = Signal(object)
    step_wanted = Signal()
    owner_wanted = Signal()
    due_wanted = Signal()
    tell_wanted = Signal()
    print_wanted = Signal()
    method_wanted = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Complaints & trends"))
        method = ActionButton(self.tr("Method and figures"), "info", manner="quiet", key="F1")
        method.clicked.connect(self.method_wanted)
        log = ActionButton(self.tr("Log complaint"), "flag", manner="primary", key="Ctrl Shift C")
        log.clicked.connect(self.log_wanted)
        self.print = ActionButton(self.tr("Save as PDF"), "file-down", manner="quiet", key="Ctrl S")
        self.print.clicked.connect(self.print_wanted)
        self.header.add_action(method)
        self.header.add_action(self.print)
        self.header.add_action(log)
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self.alerts = LineList(self.tr("Alerts"))
        self.alerts.current.connect(self.chosen)
        self.alerts.opened.connect(self._open)
        self.alerts.letter.connect(lambda letter, _: self._answer(letter))
        self._state: State | None = None
        self.alike = AlikeKinds()
        self.desk = DeskView()
        self.too_few = words("", "meta", wrap=True)
        self.explained = Explained()
        self.calm = EmptyState(self.tr("Nothing stands out. Complaints are as usual."), "circle-check")
        self.cause = CausePane()
        self._connect()
        middle = column(self.problem, self.calm, self.explained, self.desk, spacing=8)
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
        self._state = state
        self.header.say(self.title, _subtitle(state))
        self.problem.say(state.problem)
        desk = (_desk_line(state),) if state.loaded else ()
        self.alerts.show_lines((*map(_line, state.alerts), *desk))
        alert = state.alert
        if alert is not None or state.chosen == DESK:
            blocked = self.alerts.blockSignals(True)
            self.alerts.choose(state.chosen)
            self.alerts.blockSignals(blocked)
        if alert is not None:
            self.explained.present(alert, state.complaints, state.week, state.trait, state.today)
        self.explained.setVisible(alert is not None)
        self.desk.setVisible(state.chosen == DESK)
        self.desk.present(state.desk, state.today)
        self.alike.present(state.same)
        self._say_calm(state)
        self.cause.present(alert, state.today, state.you, state.refused)
        self.too_few.say(_too_few(state.report))
        self.tell(self._hints(state), self.tr("Method and numbers: F1"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit)
        letter = "" if typing else letter_of(event)
        if event.key() == Qt.Key.Key_Escape and self._leave():
            return
        if not letter or not self._answer(letter):
            super().keyPressEvent(event)

    def _answer(self, letter: str) -> bool:
        if letter == "T":
            self.numbers_wanted.emit()
            return True
        return self.cause.answer(letter)

    def _open(self, key: object) -> None:
        """Enter on a line: the keyboard goes into the middle."""
        self.chosen.emit(key)
        if key == DESK:
            self.desk.list.focus_first()
        else:
            self.explained.focus_first()

    def _leave(self) -> bool:
        """Esc takes off what narrows the list, then leads back to the alerts; False with nowhere to go."""
        state = self._state
        if state is not None and (state.week is not None or state.trait is not None):
            self.week_chosen.emit(None)
            self.trait_chosen.emit(None)
            return True
        if self.alerts.hasFocus() or not self.alerts.isVisible():
            return False
        self.alerts.setFocus()
        return True

    def _say_calm(self, state: State) -> None:
        self.calm.setVisible(not state.alerts and not state.problem and state.chosen != DESK)
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
        self.explained.trait_chosen.connect(self.trait_chosen)
        for each in (self.explained.list, self.desk.list):
            each.opened.connect(self.note_wanted)
            each.desk_wanted.connect(self.desk_wanted)
            each.acknowledged.connect(self.acknowledged)
        self.desk.asked.connect(self.desk_asked)
        self.alike.asked.connect(self.desk_asked)
        self.cause.asked.connect(self.asked)
        self.cause.text_wanted.connect(self.text_wanted)
        self.cause.step_wanted.connect(self.step_wanted)
        self.cause.owner_wanted.connect(self.owner_wanted)
        self.cause.due_wanted.connect(self.due_wanted)
        self.cause.tell_wanted.connect(self.tell_wanted)

    def _left(self) -> QWidget:
        pane = QWidget()
        pane.setLayout(
            column(
                self.alerts, self.alike, column(self.too_few, margins=(16, 8, 16, 12)), margins=(0, 8, 0, 0)
            )
        )
        dress(pane, "surface")
        return pane

    def _hints(self, state: State) -> tuple[tuple[str, str], ...]:
        common = (("J K", self.tr("alert")), ("Enter", self.tr("open")))
        if state.chosen == DESK:
            return (*common, ("E", self.tr("desk")), ("Space", self.tr("acknowledge")))
        if state.alert is None or state.alert.investigation is None:
            return (*common, ("T", self.tr("as table")), ("I", self.tr("I look into it")))
        return (
            *common,
            ("W", self.tr("next why")),
            ("C", self.tr("cause")),
            ("A", self.tr("action")),
            ("D", self.tr("done")),
            ("F", self.tr("fixed when")),
            ("M", self.tr("move on")),
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


def _desk_line(state: State) -> Line:
    waiting = bool(state.desk.open or state.desk.shortfalls)
    return Line(
        DESK,
        "Complaint desk",
        detail=state.desk.words(state.today),
        state=f"{len(state.desk.shortfalls)} to note ourselves" if state.desk.shortfalls else "",
        tone="warn" if state.desk.shortfalls else "neutral",
        tile="flag" if waiting else "circle-check",
        group="Every complaint",
    )


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
