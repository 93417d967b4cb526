"""The rows of Today's main pane: conversations worth having, and facts going stale."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from mcr_desktop.domain.facts import Fact, Freshness
from mcr_desktop.domain.today import Reason, Worth
from mcr_desktop.ui.dates import ago
from mcr_desktop.ui.names import first_name
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Chip,
    Icon,
    Row,
    Tone,
    column,
    line,
    line_edit,
    words,
)

REASONS: dict[Reason, tuple[Tone, str]] = {
    Reason.OVERDUE: ("warn", "clock"),
    Reason.JOINT_PLAN: ("accent", "map"),
    Reason.THEIR_PROMISE: ("info", "handshake"),
    Reason.GIVE_ROOM: ("neutral", "hand"),
}


class WorthRow(Row):
    """A customer, a reason, one sentence, and what to do first."""

    prepare = Signal(int)
    contacts = Signal(int)

    def __init__(self, worth: Worth) -> None:
        super().__init__(f"{worth.customer}, {worth.reason}: {worth.sentence}", tall=True)
        tone, icon = REASONS[worth.reason]
        if worth.reason is Reason.GIVE_ROOM:
            act = ActionButton(self.tr("See contacts"), "eye", manner="quiet", small=True)
            act.clicked.connect(lambda: self.contacts.emit(worth.customer_id))
        else:
            act = ActionButton(self.tr("Prepare"), "notebook-pen", small=True)
            act.clicked.connect(lambda: self.prepare.emit(worth.customer_id))
        act.setAccessibleName(f"{act.label()}: {worth.customer}")
        name = words(worth.customer, "strong", elide=True)
        head = line(name, Chip(worth.reason.value, tone, icon), 1)
        told = column(head, words(worth.sentence, "subtitle", wrap=True), spacing=4)
        layout = line(Avatar(worth.customer, 32, square=True), told, act, spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)


def question_of(fact: Fact) -> str:
    """What to ask, in one sentence."""
    return f"{fact.topic[:1].upper() + fact.topic[1:]} still “{fact.value}”?"


def age_of(fact: Fact, today: date, me: str) -> str:
    """With whom, since when nobody has confirmed it, who did, and how they knew."""
    by = "you" if fact.by == me else first_name(fact.by)
    told = f"Last confirmed {ago(fact.confirmed_on, today)}"
    told += f" by {by}" if by else ""
    told = f"{told}, {fact.source}" if fact.source else told
    return f"{fact.customer} · {told[:1].lower()}{told[1:]}" if fact.customer else told


class StaleRow(Row):
    """A fact to ask about: Y still true, C changed, L ask next time."""

    confirmed = Signal(object)
    change_wanted = Signal(object)
    changed = Signal(object, str)
    later = Signal(object)
    given_up = Signal()
    """Esc while the new value is typed."""

    def __init__(self, fact: Fact, today: date, me: str, *, editing: bool, narrow: bool) -> None:
        self.question, self.age = question_of(fact), age_of(fact, today, me)
        super().__init__(f"{self.question} {self.age}", tall=True)
        self.fact = fact
        self._edit: QWidget | None = None
        if editing:
            self.setLayout(self._form())
            return
        tone: Tone = "warn" if fact.freshness(today) is Freshness.STALE else "neutral"
        age = words(self.age, "meta", tone=tone if tone == "warn" else None, elide=True)
        below = line(Icon("hourglass", tone, 12), age, spacing=6)
        below.setStretch(1, 1)
        told = column(words(self.question, "medium", wrap=True), below, spacing=3)
        self.setLayout(self._beside(told, self._buttons(), narrow=narrow))
        self.letter.connect(self._answer)

    def _beside(self, told: QLayout, buttons: QLayout, *, narrow: bool) -> QLayout:
        if narrow:
            return column(told, buttons, spacing=8)
        layout = line(told, buttons, spacing=12)
        layout.setStretch(0, 1)
        return layout

    def _buttons(self) -> QLayout:
        still = ActionButton(self.tr("Still true"), "check", key="Y", small=True)
        changed = ActionButton(self.tr("Changed"), "pencil", key="C", small=True)
        later = ActionButton(self.tr("Ask next time"), manner="quiet", key="L", small=True)
        for button in (still, changed, later):
            button.setAccessibleName(f"{button.label()}: {self.question}")
        still.clicked.connect(lambda: self._answer("Y"))
        changed.clicked.connect(lambda: self._answer("C"))
        later.clicked.connect(lambda: self._answer("L"))
        return line(still, changed, later, 1, spacing=6)

    def _form(self) -> QLayout:
        edit = line_edit(self.tr("New value of {topic}").format(topic=self.fact.topic), self.fact.value)
        edit.selectAll()
        save = ActionButton(self.tr("Save"), "check", manner="primary", key="↵", small=True)
        cancel = ActionButton(self.tr("Cancel"), manner="quiet", key="Esc", small=True)
        edit.returnPressed.connect(lambda: self._say(edit.text()))
        save.clicked.connect(lambda: self._say(edit.text()))
        cancel.clicked.connect(self.given_up)
        self.setFocusProxy(edit)
        said = self.tr("{topic} at {customer} is now").format(
            topic=self.fact.topic[:1].upper() + self.fact.topic[1:], customer=self.fact.customer
        )
        layout = line(edit, save, cancel)
        layout.setStretch(0, 1)
        return column(words(said, "meta"), layout, spacing=4)

    def _say(self, value: str) -> None:
        if value.strip() and value.strip() != self.fact.value:
            self.changed.emit(self.fact, value.strip())
        else:
            self.given_up.emit()

    def _answer(self, letter: str) -> None:
        if letter == "Y":
            self.confirmed.emit(self.fact)
        elif letter == "C":
            self.change_wanted.emit(self.fact)
        elif letter == "L":
            self.later.emit(self.fact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.focusProxy() is not None:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
