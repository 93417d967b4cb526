"""The right pane of the trends place: the investigation, from containment to the proof of the cure."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from mcr_desktop.charts.fishbone import Fishbone
from mcr_desktop.domain.trends import Alert, Investigation, Stage, Step, Why
from mcr_desktop.ui.complaints.asks import AddWhy, Begin, Field, Move, TickStep
from mcr_desktop.ui.dates import short_day
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.painting import ChartView
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Card,
    Check,
    Hairline,
    IconButton,
    SectionTitle,
    column,
    line,
    line_edit,
    words,
)
from mcr_desktop.ui.theme import text_factor

NEXT = {
    Stage.SPOTTED: Stage.INVESTIGATING,
    Stage.EXPLAINED: Stage.INVESTIGATING,
    Stage.INVESTIGATING: Stage.ACTING,
    Stage.ACTING: Stage.VERIFIED,
}
BACK = {Stage.ACTING: Stage.INVESTIGATING, Stage.VERIFIED: Stage.INVESTIGATING}
PICTURE_WIDTH = 218.0
"""Room for the fishbone in this pane."""

LETTERS = {"C": Field.CAUSE, "F": Field.FIXED_WHEN}
"""Letters that change a text."""


class WhyLine(QWidget):
    """One answer, with what it rests on."""

    def __init__(self, why: Why) -> None:
        super().__init__()
        evidence = words(why.evidence, "meta", wrap=True)
        evidence.setVisible(bool(why.evidence))
        text = column(words(why.text, "strong", wrap=True), evidence, spacing=2)
        row = line(column(words("•", "strong", tone="accent"), 1), text, spacing=8)
        row.setStretch(1, 1)
        self.setLayout(row)


class StepCard(Card):
    """One action: tick it when it is done."""

    ticked = Signal(int, bool)

    def __init__(self, step: Step, today: date) -> None:
        super().__init__(divided=False, margins=(10, 8, 12, 8), spacing=4)
        tick = Check("", name=self.tr("Done: {text}").format(text=step.text), circle=True)
        tick.setChecked(step.done_on is not None)
        tick.toggled.connect(lambda done: self.ticked.emit(step.id, done))
        text = line(column(tick, 1), words(step.text, "strong", wrap=True), spacing=6)
        text.setStretch(1, 1)
        self.body.addLayout(text)
        late = step.done_on is None and step.due is not None and step.due < today
        when = step.done_on or step.due
        day = words(short_day(when, today) if when else "", "meta", tone="bad" if late else None)
        who = [Avatar(step.who, 20), words(step.who.split()[0], "meta")] if step.who else []
        self.body.addLayout(line(*who, words(step.purpose, "meta"), 1, day, spacing=6))


class TextPart(QWidget):
    """One text of the investigation with its heading; the pencil changes it."""

    edited = Signal()

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self.text = words("", "body", wrap=True)
        self.pencil = IconButton(self.tr("Change: {title}").format(title=title), "pencil")
        self.pencil.clicked.connect(self.edited)
        self.setLayout(column(line(words(title, "group"), 1, self.pencil), self.text, spacing=2))

    def show_text(self, text: str) -> None:
        """Show it, or what belongs here."""
        self.text.setText(text or self._empty)


class CausePane(QWidget):
    """Who looks into it, the whys, the cause, the actions, and when we will call it fixed."""

    asked = Signal(object)
    text_wanted = Signal(object)
    """The Field whose text is to be changed."""
    step_wanted = Signal()
    owner_wanted = Signal()
    due_wanted = Signal()
    tell_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._alert: Alert | None = None
        self._you = 0
        self.title = SectionTitle(self.tr("Investigation"), "microscope")
        self.none = words(self.tr("Nobody looks into this yet."), "body", wrap=True)
        self.begin = ActionButton(self.tr("I look into it"), "microscope", manner="primary", key="I")
        self.begin.clicked.connect(lambda: self.asked.emit(Begin(self._you)))
        self.owner = ActionButton("", "user", manner="quiet", small=True)
        self.owner.clicked.connect(self.owner_wanted)
        self.due = ActionButton("", "calendar", manner="quiet", small=True)
        self.due.clicked.connect(self.due_wanted)
        self.parts = self._make_parts()
        self.why = line_edit(self.tr("Why is that so?"), placeholder=self.tr("Why is that so?"))
        self.why.returnPressed.connect(self._add_why)
        whys, steps = column(spacing=8), column(spacing=8)
        self._whys: Kept[tuple[int, Why]] = Kept(whys, lambda each: WhyLine(each[1]), lambda each: each[0])
        self._steps: Kept[Step] = Kept(steps, self._step, lambda step: step.id)
        self.add = ActionButton(self.tr("Add action"), "plus", key="A")
        self.add.clicked.connect(self.step_wanted)
        self.next = ActionButton("", "arrow-right", manner="primary", key="M")
        self.next.clicked.connect(self._move)
        self.back = ActionButton(self.tr("Back to Investigating"), "undo-2", manner="quiet", small=True)
        self.back.clicked.connect(self._move_back)
        self.tell = ActionButton(self.tr("You told us, we did"), "message-circle", small=True)
        self.tell.clicked.connect(self.tell_wanted)
        self.picture = ChartView(self.tr("Cause and effect"), height=120)
        self.picture.hide()
        self.unfold = ActionButton(self.tr("Show as picture"), "share-2", manner="quiet", small=True, key="P")
        self.unfold.clicked.connect(self.toggle_picture)
        self.problem = words("", "note", tone="bad", wrap=True)
        self.under_way = QWidget()
        self._lay_out(whys, steps)

    def present(self, alert: Alert | None, today: date, you: int, problem: str) -> None:
        """Look like the investigation of this alert."""
        self._alert, self._today, self._you = alert, today, you
        one = alert.investigation if alert is not None else None
        self.setVisible(alert is not None)
        self.none.setVisible(one is None)
        self.begin.setVisible(one is None)
        self.under_way.setVisible(one is not None)
        self.problem.say(problem)
        if one is not None:
            self._present(one)

    def begin_why(self) -> None:
        """Ready for one more why."""
        self.why.setFocus()

    def toggle_picture(self) -> None:
        """Show the whys as a picture, or no longer."""
        shown = self.picture.isHidden()
        self.picture.setVisible(shown)
        self.unfold.say(self.tr("Hide the picture") if shown else self.tr("Show as picture"))

    def answer(self, letter: str) -> bool:
        """Do what a letter stands for here; False if it stands for nothing."""
        one = self._alert.investigation if self._alert is not None else None
        if one is None:
            if letter == "I" and self._alert is not None:
                self.asked.emit(Begin(self._you))
            return letter == "I"
        if letter in LETTERS:
            self.text_wanted.emit(LETTERS[letter])
            return True
        deeds = {
            "W": self.begin_why,
            "A": self.step_wanted.emit,
            "D": self._tick_next,
            "M": self._move,
            "O": self.owner_wanted.emit,
            "P": self.toggle_picture,
        }
        if letter not in deeds:
            return False
        deeds[letter]()
        return True

    def _present(self, one: Investigation) -> None:
        day = (self._today - one.opened_on).days + 1 if one.opened_on else 1
        self.title.show_count(None, self.tr("day {n}").format(n=day))
        who = one.owner.split()[0] if one.owner else ""
        self.owner.say(self.tr("{who} owns it").format(who=who) if who else self.tr("Choose an owner"))
        due = (
            self.tr("Due {day}").format(day=short_day(one.due, self._today))
            if one.due
            else self.tr("No day yet")
        )
        self.due.say(due)
        self._whys.show(tuple(enumerate(one.whys)))
        self._steps.show(one.steps)
        texts = {
            Field.CONTAINMENT: one.containment,
            Field.CAUSE: one.cause,
            Field.ESCAPE_POINT: one.escape_point,
            Field.FIXED_WHEN: one.fixed_when,
            Field.EFFECT: one.effect,
        }
        for part, text in texts.items():
            self.parts[part].show_text(text)
        bones = Fishbone.of(one, 11.5)
        self.picture.setFixedHeight(round((bones.height_for(PICTURE_WIDTH) + 12) * text_factor()))
        self.picture.show_chart(bones)
        self.unfold.setVisible(bool(one.whys))
        if not one.whys:
            self.picture.hide()
        self.back.setVisible(one.stage in BACK)
        self.tell.setVisible(one.stage in (Stage.ACTING, Stage.VERIFIED))
        onward = NEXT.get(one.stage)
        self.next.setVisible(onward is not None)
        if onward is not None:
            self.next.say(self.tr("On to {stage}").format(stage=onward.value))

    def _make_parts(self) -> dict[Field, TextPart]:
        parts = {
            Field.CONTAINMENT: TextPart(
                self.tr("Meanwhile"), self.tr("What protects them until it is fixed?")
            ),
            Field.CAUSE: TextPart(self.tr("Root cause"), self.tr("Not known yet.")),
            Field.ESCAPE_POINT: TextPart(
                self.tr("Where it got through"), self.tr("Where could we have noticed it earlier?")
            ),
            Field.FIXED_WHEN: TextPart(
                self.tr("We will call it fixed when"), self.tr("Write this before acting.")
            ),
            Field.EFFECT: TextPart(self.tr("Effect so far"), self.tr("Nothing to say yet.")),
        }
        for field, part in parts.items():
            part.edited.connect(lambda field=field: self.text_wanted.emit(field))
        return parts

    def _step(self, step: Step) -> StepCard:
        card = StepCard(step, self._today)
        card.ticked.connect(lambda number, done: self.asked.emit(TickStep(number, done)))
        return card

    def _add_why(self) -> None:
        text, _, evidence = self.why.text().partition(" - ")
        if text.strip():
            self.why.clear()
            self.asked.emit(AddWhy(text.strip(), evidence.strip()))

    def _tick_next(self) -> None:
        """The first action that is not done yet is done."""
        one = self._alert.investigation if self._alert is not None else None
        step = next((step for step in one.steps if step.done_on is None), None) if one is not None else None
        if step is not None:
            self.asked.emit(TickStep(step.id, done=True))

    def _move_back(self) -> None:
        one = self._alert.investigation if self._alert is not None else None
        if one is not None and one.stage in BACK:
            self.asked.emit(Move(BACK[one.stage]))

    def _move(self) -> None:
        one = self._alert.investigation if self._alert is not None else None
        if one is not None and one.stage in NEXT:
            self.asked.emit(Move(NEXT[one.stage]))

    def _lay_out(self, whys: QLayout, steps: QLayout) -> None:
        self.under_way.setLayout(
            column(
                column(line(self.owner, 1), line(self.due, 1), spacing=2),
                self.parts[Field.CONTAINMENT],
                column(
                    words(self.tr("Ask why, five times"), "group"),
                    whys,
                    self.why,
                    line(self.unfold, 1),
                    self.picture,
                    spacing=8,
                ),
                Hairline(),
                self.parts[Field.CAUSE],
                self.parts[Field.ESCAPE_POINT],
                column(words(self.tr("Actions"), "group"), steps, line(self.add, 1), spacing=8),
                Hairline(),
                self.parts[Field.FIXED_WHEN],
                self.parts[Field.EFFECT],
                line(self.tell, 1),
                self.next,
                line(self.back, 1),
                spacing=12,
            )
        )
        layout = column(
            self.title,
            self.none,
            self.begin,
            self.problem,
            self.under_way,
            1,
            spacing=12,
            margins=(18, 16, 18, 18),
        )
        self.setLayout(layout)
