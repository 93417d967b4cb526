"""The sheets of the Reviews place: the red lines, a returned sheet's changes, and facts to be confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.facts import Fact, age_words
from mcr_desktop.domain.reviews import RedLines
from mcr_desktop.domain.sheets import SheetChange, SheetReading
from mcr_desktop.ui.dates import dated
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import ActionButton, Card, Chip, Row, Scroll, column, line, words
from mcr_desktop.ui.theme import text_factor

WIDE, HIGH = 620, 420


class FittingScroll(Scroll):
    """A list as high as what it holds, up to a page; beyond that it scrolls."""

    def minimumSizeHint(self) -> QSize:
        wide, high = round(WIDE * text_factor()), round(HIGH * text_factor())
        inner = self.widget()
        if inner is None:
            return QSize(wide, 4)
        # An area gives what it holds at least this much, however wide it is.
        needed = max(
            inner.minimumSizeHint().height(), inner.heightForWidth(max(wide, self.viewport().width()))
        )
        return QSize(wide, min(high, max(4, needed)))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class ListSheet(Sheet):
    """A sheet with a list that scrolls when it is long."""

    def __init__(self, parent: QWidget, title: str, icon: str, what_for: str) -> None:
        super().__init__(parent, title, icon)
        told = words(what_for, "body", wrap=True)
        self.body.addWidget(told)
        self.card = Card()
        self.body.addWidget(FittingScroll(column(self.card, 1), margins=(0, 0, 0, 0), surface="surface"), 1)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """List these; the sheet is as high as they need, up to a page."""
        self.card.show_rows(rows)
        self.card.setVisible(self.card.body.count() > 0)
        self.adjustSize()


class RedLineSheet(ListSheet):
    """What to look at before a customer's copy leaves the house."""

    agreed = Signal()

    def __init__(self, parent: QWidget, lines: Sequence[tuple[str, RedLines]]) -> None:
        super().__init__(
            parent,
            parent.tr("Before the customer's copy leaves the house"),
            "triangle-alert",
            parent.tr("Look at what these copies do not hold, and at words that come from there."),
        )
        self.show_rows(self._row(name, each) for name, each in lines)
        self.no = self.add_button(ActionButton(self.tr("Cancel"), key="Esc"))
        self.yes = self.add_button(ActionButton(self.tr("I have looked it over"), manner="primary"))
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(self.agreed)
        self.no.setFocus()

    def _row(self, name: str, lines: RedLines) -> Row:
        held = [words(name, "strong", wrap=True)]
        if lines.in_summary:
            told = self.tr("These words of the summary stand in internal texts only:")
            held.append(words(told, "medium", wrap=True, tone="bad"))
            held += [words(f"“{said}”", "body", wrap=True) for said in lines.in_summary]
        if lines.left_out:
            told = self.tr("This copy leaves out {what}.").format(what="; ".join(lines.left_out))
            held.append(words(told, "body", wrap=True))
        else:
            held.append(words(self.tr("There is nothing that this copy leaves out."), "body", wrap=True))
        spoken = ", ".join([name, *lines.in_summary])
        return Row(spoken, content=column(*held, spacing=4), tall=True)


class ReturnedSheet(ListSheet):
    """A customer's sheet that came back: each change beside the old value, taken over one by one."""

    taken = Signal(object)
    """One SheetChange."""

    def __init__(self, parent: QWidget, reading: SheetReading) -> None:
        title = parent.tr("{customer}: their sheet").format(customer=reading.customer)
        told = parent.tr("Printed {day}. What you take over has the customer as its source, from today.")
        super().__init__(parent, title, "file-text", told.format(day=dated(reading.made_on)))
        self._left: set[SheetChange] = set()
        self.word = self.add_word("")
        self.close_button = self.add_button(ActionButton(self.tr("Done"), key="Esc", manner="primary"))
        self.close_button.clicked.connect(self.accept)
        self.show_reading(reading)

    def show_reading(self, reading: SheetReading) -> None:
        """Show what is still to be decided."""
        self._reading = reading
        waiting = [change for change in reading.changes if change not in self._left]
        self.show_rows(self._row(change) for change in waiting)
        settled = self.tr("{n} answers say what we hold already.").format(n=reading.settled)
        none = "" if waiting else self.tr("There is nothing left to decide.")
        self.word.say(" ".join(said for said in (none, settled if reading.settled else "") if said))

    def say_problem(self, sentence: str) -> None:
        """Say why something was not taken over."""
        self.word.say(sentence)

    def _row(self, change: SheetChange) -> Row:
        held = [words(change.label, "meta", wrap=True)]
        if change.new:
            if change.old:
                held.append(words(change.old, "body", wrap=True))
            held.append(words(change.new, "strong", wrap=True, tone="accent"))
        else:
            held.append(words(change.old, "strong", wrap=True))
        if change.remark:
            held.append(words(change.remark, "meta", wrap=True, tone="warn"))
        yes = self.tr("Take over") if change.new else self.tr("Confirm")
        take = _button(yes, lambda: self.taken.emit(change), f"{yes}: {change.label}")
        leave = _button(self.tr("Leave"), lambda: self._leave(change), f"{self.tr('Leave')}: {change.label}")
        spoken = f"{change.label}: {change.old}. {change.new}"
        row = Row(spoken, content=line(column(*held, 1, spacing=2), take, leave, spacing=8), tall=True)
        row.opened.connect(lambda: self.taken.emit(change))
        return row

    def _leave(self, change: SheetChange) -> None:
        self._left.add(change)
        self.show_reading(self._reading)


class StaleSheet(ListSheet):
    """The stale facts of a customer: still true, or to be asked next time."""

    confirmed = Signal(object)
    ask_wanted = Signal(object)

    def __init__(self, parent: QWidget, customer: str, facts: Sequence[Fact], today: date) -> None:
        title = parent.tr("{customer}: is this still true?").format(customer=customer)
        told = parent.tr("What is confirmed prints as fresh; what is to be asked stands in its own box.")
        super().__init__(parent, title, "hourglass", told)
        self._today = today
        self.close_button = self.add_button(ActionButton(self.tr("Done"), key="Esc", manner="primary"))
        self.close_button.clicked.connect(self.accept)
        self.show_facts(facts)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these; without any the sheet has done its work."""
        self.show_rows(map(self._row, facts))
        if not facts:
            self.accept()

    def _row(self, fact: Fact) -> Row:
        text = column(
            words(fact.topic, "meta", wrap=True), words(fact.value, "strong", wrap=True), 1, spacing=2
        )
        true = _button(self.tr("Still true"), lambda: self.confirmed.emit(fact), f"{fact.topic}")
        ask = _button(self.tr("Ask next time"), lambda: self.ask_wanted.emit(fact), f"{fact.topic}")
        age = Chip(age_words(fact, self._today), "warn")
        row = Row(f"{fact.topic}: {fact.value}", content=line(text, age, true, ask, spacing=8), tall=True)
        row.opened.connect(lambda: self.confirmed.emit(fact))
        return row


def _button(text: str, pressed: Callable[[], None], name: str) -> ActionButton:
    button = ActionButton(text, small=True)
    button.setAccessibleName(f"{text}, {name}" if not name.startswith(text) else name)
    button.clicked.connect(pressed)
    return button
