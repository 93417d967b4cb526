"""The small forms of a customer's page: somebody of theirs, a fact, a promise, a step of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mcr_desktop.domain.conversations import NewFact, NewPromise, Side
from mcr_desktop.domain.customers import ContactRow, Stakeholder
from mcr_desktop.domain.facts import PastFact, shelf_months_for
from mcr_desktop.domain.reviews import PlanLine
from mcr_desktop.ui.customers.asks import (
    AddContact,
    AddFact,
    AddObjective,
    AddPromise,
    AddStep,
    ChangeContact,
    TickStep,
)
from mcr_desktop.ui.customers.people import STAKES
from mcr_desktop.ui.dates import near_day, short_day
from mcr_desktop.ui.dayfield import DayField
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import (
    ActionButton,
    Check,
    Choice,
    Hairline,
    Meter,
    PlainEdit,
    column,
    labelled,
    line,
    line_edit,
    words,
)
from mcr_desktop.ui.theme import text_factor


class FormSheet(Sheet):
    """A few fields and one button; what was filled in goes out as an ask."""

    asked = Signal(object)

    def __init__(self, parent: QWidget, title: str, icon: str, yes: str) -> None:
        super().__init__(parent, title, icon)
        self.setMinimumWidth(round(440 * text_factor()))
        self.no = self.add_button(ActionButton(self.tr("Cancel"), key="Esc"))
        self.yes = self.add_button(ActionButton(yes, manner="primary", key="↵"))
        self.yes.setDefault(True)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self._say)

    def field(self, label: str, text: str = "", placeholder: str = "") -> QLineEdit:
        """A labelled line, added to the body."""
        edit = line_edit(label, text, placeholder)
        edit.textChanged.connect(self.judge)
        self.body.addLayout(labelled(label, edit))
        return edit

    def ask(self) -> object | None:
        """What is asked for, or None while something is missing."""
        raise NotImplementedError

    def judge(self) -> None:
        """Offer the button only when nothing is missing."""
        self.yes.setEnabled(self.ask() is not None)

    def _say(self) -> None:
        ask = self.ask()
        if ask is not None:
            self.accept()
            self.asked.emit(ask)


class ContactSheet(FormSheet):
    """Somebody at the customer: who they are, what they decide, how to reach them."""

    def __init__(self, parent: QWidget, contact: ContactRow | None = None) -> None:
        title = parent.tr("Somebody of theirs") if contact is None else contact.name
        yes = parent.tr("Add") if contact is None else parent.tr("Save")
        super().__init__(parent, title, "user", yes)
        self._before = contact
        known = contact or ContactRow(0, "")
        self.name = self.field(self.tr("Name"), known.name)
        self.job = self.field(self.tr("What they do"), known.title, self.tr("Chief Scientist"))
        self.stake = Choice(
            self.tr("In decisions"), (self.tr("Not known"), *(words_ for words_, _ in STAKES.values()))
        )
        if known.stakeholder is not None:
            self.stake.setCurrentIndex(list(STAKES).index(known.stakeholder) + 1)
        self.stake.currentIndexChanged.connect(lambda _: self.judge())
        self.body.addLayout(labelled(self.tr("In decisions"), self.stake))
        self.phone = self.field(self.tr("Phone"), known.phone)
        self.email = self.field(self.tr("E-mail"), known.email)
        self.terms = self.field(
            self.tr("How they want to be reached"),
            known.terms,
            self.tr("Call after 15:00, never e-mail first"),
        )
        self.judge()
        self.name.setFocus()

    def ask(self) -> AddContact | ChangeContact | None:
        name = self.name.text().strip()
        at = self.stake.currentIndex()
        stake: Stakeholder | None = list(STAKES)[at - 1] if at > 0 else None
        filled = replace(
            self._before or ContactRow(0, ""),
            name=name,
            title=self.job.text().strip(),
            stakeholder=stake,
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            terms=self.terms.text().strip(),
        )
        if not name or filled == self._before:
            return None
        return AddContact(filled) if self._before is None else ChangeContact(filled)


class FactSheet(FormSheet):
    """Something learned: about what, what it is, who said it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, parent.tr("Something learned"), "leaf", parent.tr("Add"))
        self.topic = self.field(self.tr("About"), "", self.tr("Deliveries, goal this year, role of Dr. Osei"))
        self.value = self.field(self.tr("What is true"), "", self.tr("Before 07:30, gate B only"))
        self.source = self.field(self.tr("Who said it, and when"), "", self.tr("Gavin, on the phone"))
        self._life = words("", "meta")
        self.body.addWidget(self._life)
        self.topic.textChanged.connect(self._show_life)
        self._show_life()
        self.judge()
        self.topic.setFocus()

    def ask(self) -> AddFact | None:
        topic, value = self.topic.text().strip(), self.value.text().strip()
        if not topic or not value:
            return None
        return AddFact(NewFact(topic, value, shelf_months_for(topic)), self.source.text().strip())

    def _show_life(self) -> None:
        months = shelf_months_for(self.topic.text())
        several = self.tr("Asked again after {n} months.")
        self._life.setText(self.tr("Never asked again.") if months is None else several.format(n=months))


class PromiseSheet(FormSheet):
    """A promise made: whose, what, by when."""

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent, parent.tr("A promise"), "handshake", parent.tr("Add"))
        self.text = self.field(self.tr("What is promised"))
        self.side = Choice(self.tr("Whose promise"), (self.tr("Ours"), self.tr("Theirs")))
        self.body.addLayout(labelled(self.tr("Whose promise"), self.side))
        self.day = DayField(self.tr("By when"), today)
        self.day.changed.connect(self.judge)
        self.body.addWidget(self.day)
        self.judge()
        self.text.setFocus()

    def ask(self) -> AddPromise | None:
        text = self.text.text().strip()
        if not text or not self.day.is_clear():
            return None
        side = Side.OURS if self.side.currentIndex() == 0 else Side.THEIRS
        return AddPromise(NewPromise(text, side, self.day.day()))


class ObjectiveSheet(FormSheet):
    """Something agreed with the customer."""

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent, parent.tr("Agreed with them"), "map", parent.tr("Add"))
        self.title = self.field(self.tr("What is to be reached"), "", self.tr("Zero ward stock-outs"))
        self.agreed = self.field(self.tr("Agreed with"))
        self.day = DayField(self.tr("By when"), today)
        self.day.changed.connect(self.judge)
        self.body.addWidget(self.day)
        self.judge()
        self.title.setFocus()

    def ask(self) -> AddObjective | None:
        title = self.title.text().strip()
        if not title or not self.day.is_clear():
            return None
        return AddObjective(title, self.day.day(), self.agreed.text().strip())


class PlanSheet(FormSheet):
    """One objective with its steps: tick them, add one."""

    def __init__(self, parent: QWidget, plan: PlanLine, today: date) -> None:
        super().__init__(parent, plan.title, "map", parent.tr("Add step"))
        self._plan = plan
        self.no.say(self.tr("Close"))
        share = plan.done / plan.steps if plan.steps else 0.0
        done = self.tr("{done} of {all} steps done").format(done=plan.done, all=plan.steps)
        self.body.addLayout(line(Meter(share, words=done, width=160), words(done, "meta"), 1))
        for step in plan.actions:
            whose = self.tr("ours") if step.side == Side.OURS.value else self.tr("theirs")
            due = f" · {near_day(step.due, today)}" if step.due is not None else ""
            tick = Check(name=f"{step.text}, {whose}{due}")
            tick.setChecked(step.done_on is not None)
            tick.toggled.connect(lambda on, step=step: self.asked.emit(TickStep(step.id, step.text, done=on)))
            told = line(tick, words(step.text, "body", wrap=True), words(f"{whose}{due}", "meta"))
            told.setStretch(1, 1)
            self.body.addLayout(told)
        self.body.addWidget(Hairline())
        self.text = self.field(self.tr("Next step"))
        self.side = Choice(self.tr("Whose step"), (self.tr("Ours"), self.tr("Theirs")))
        self.body.addLayout(labelled(self.tr("Whose step"), self.side))
        self.day = DayField(self.tr("By when"), today)
        self.day.changed.connect(self.judge)
        self.body.addWidget(self.day)
        self.judge()
        self.text.setFocus()

    def ask(self) -> AddStep | None:
        text = self.text.text().strip()
        if not text or not self.day.is_clear():
            return None
        side = Side.OURS if self.side.currentIndex() == 0 else Side.THEIRS
        return AddStep(self._plan.id, text, side, self.day.day())


class CustomerSheet(FormSheet):
    """A new customer; only the name is asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, parent.tr("A new customer"), "users", parent.tr("Add"))
        self.name = self.field(self.tr("Name"))
        self.judge()
        self.name.setFocus()

    def ask(self) -> str | None:
        return self.name.text().strip() or None


class MessageSheet(FormSheet):
    """Words for the team of a customer, from somebody outside."""

    def __init__(self, parent: QWidget, customer: str, whom: str) -> None:
        super().__init__(parent, parent.tr("Leave a message"), "inbox", parent.tr("Leave it"))
        told = self.tr("The team of {customer} reads it; afterwards you cannot see it again.")
        self.body.addWidget(words(told.format(customer=customer), "subtitle", wrap=True))
        name = self.tr("Message for {whom}").format(whom=whom or self.tr("the team"))
        self.text = PlainEdit(name, lines=5)
        self.text.textChanged.connect(self.judge)
        self.text.committed.connect(self._say)
        self.body.addLayout(labelled(name, self.text))
        self.judge()
        self.text.setFocus()

    def ask(self) -> str | None:
        return self.text.toPlainText().strip() or None


class GateSheet(FormSheet):
    """Why an admin needs to read what lies behind a fence; the team will see it."""

    def __init__(self, parent: QWidget, customer: str) -> None:
        super().__init__(parent, parent.tr("Open a gate pass"), "key", parent.tr("Open for a day"))
        told = self.tr("You may read the records of {customer} for one day. Their team sees that, and why.")
        self.body.addWidget(words(told.format(customer=customer), "subtitle", wrap=True))
        self.why = self.field(self.tr("Why"))
        self.judge()
        self.why.setFocus()

    def ask(self) -> str | None:
        return self.why.text().strip() or None


class HistorySheet(Sheet):
    """What a fact was before."""

    def __init__(self, parent: QWidget, topic: str, past: tuple[PastFact, ...], today: date) -> None:
        super().__init__(parent, topic[:1].upper() + topic[1:], "leaf", parent.tr("before now"))
        self.setMinimumWidth(round(420 * text_factor()))
        if not past:
            self.body.addWidget(words(self.tr("It has always been so, as far as we know."), "subtitle"))
        for each in past:
            span = f"{short_day(each.learned_on, today)} – {short_day(each.ended_on, today)}"
            by = f" · {each.by}" if each.by else ""
            self.body.addLayout(
                column(words(each.value, "medium", wrap=True), words(f"{span}{by}", "meta"), spacing=1)
            )
        close = self.add_button(ActionButton(self.tr("Close"), key="Esc"))
        close.clicked.connect(self.reject)
        close.setFocus()
