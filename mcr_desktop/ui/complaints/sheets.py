"""The small questions of an investigation: one text, one action, one owner; and a chart's numbers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.people import PersonRow
from mcr_desktop.ui.complaints.asks import AddStep, Ask, Hand, SetDue
from mcr_desktop.ui.dayfield import DayField
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import ActionButton, Choice, PlainEdit, labelled, line_edit, words
from mcr_desktop.ui.table import Column, RecordTable
from mcr_desktop.ui.tableview import TableView

PURPOSES = ("corrective", "containment", "preventive")


class AskSheet(Sheet):
    """Asks for something and hands the answer on; nothing is done before it is confirmed."""

    asked = Signal(object)

    def __init__(self, parent: QWidget, title: str, icon: str, yes: str) -> None:
        super().__init__(parent, title, icon)
        self.no = self.add_button(ActionButton(self.tr("Cancel"), key="Esc"))
        self.yes = self.add_button(ActionButton(yes, manner="primary", key="Ctrl ↵"))
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.confirm)

    def answer(self) -> object | None:
        """What was answered, or None while it is not clear."""
        raise NotImplementedError

    def confirm(self) -> None:
        """Hand the answer on, if there is one."""
        answer = self.answer()
        if answer is not None:
            self.accept()
            self.asked.emit(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        else:
            super().keyPressEvent(event)

    def _judge(self) -> None:
        self.yes.setEnabled(self.answer() is not None)


class TextSheet(AskSheet):
    """One text, with what it is for above it; Ctrl+Enter keeps it."""

    def __init__(self, parent: QWidget, title: str, what_for: str, text: str = "", yes: str = "") -> None:
        super().__init__(parent, title, "pencil", yes or parent.tr("Keep"))
        told = words(what_for, "body", wrap=True)
        told.setMinimumWidth(420)
        self.body.addWidget(told)
        self.text = PlainEdit(title, lines=4)
        self.text.setPlainText(text)
        self.text.textChanged.connect(self._judge)
        self.text.committed.connect(self.confirm)
        self.body.addWidget(self.text)
        self._judge()
        self.text.setFocus()

    def answer(self) -> str | None:
        return self.text.toPlainText().strip() or None


class StepSheet(AskSheet):
    """One action: what, what for, who, by when."""

    def __init__(self, parent: QWidget, people: tuple[PersonRow, ...], today: date) -> None:
        super().__init__(parent, parent.tr("Add an action"), "list-checks", parent.tr("Add"))
        self._people = tuple(each for each in people if each.active)
        self.text = line_edit(
            self.tr("What will be done"), placeholder=self.tr("Print sheets from their page")
        )
        self.text.setMinimumWidth(420)
        self.purpose = Choice(
            self.tr("What for"),
            (
                self.tr("Corrective: ends the cause"),
                self.tr("Containment: protects meanwhile"),
                self.tr("Preventive: keeps it away"),
            ),
        )
        self.who = Choice(self.tr("Who"), (self.tr("Nobody yet"), *(each.name for each in self._people)))
        self.day = DayField(self.tr("By when"), today)
        self.text.textChanged.connect(self._judge)
        self.day.changed.connect(self._judge)
        self.body.addLayout(labelled(self.tr("What will be done"), self.text))
        self.body.addLayout(labelled(self.tr("What for"), self.purpose))
        self.body.addLayout(labelled(self.tr("Who"), self.who))
        self.body.addWidget(self.day)
        self._judge()
        self.text.setFocus()

    def answer(self) -> Ask | None:
        text = self.text.text().strip()
        if not text or not self.day.is_clear():
            return None
        at = self.who.currentIndex() - 1
        who = self._people[at].id if at >= 0 else None
        return AddStep(text, PURPOSES[self.purpose.currentIndex()], who, self.day.day())


class OwnerSheet(AskSheet):
    """Who sees to it."""

    def __init__(self, parent: QWidget, people: tuple[PersonRow, ...]) -> None:
        super().__init__(parent, parent.tr("Who sees to it"), "user", parent.tr("Hand over"))
        self._people = tuple(each for each in people if each.active)
        self.who = Choice(self.tr("Owner"), tuple(each.name for each in self._people))
        self.who.setMinimumWidth(320)
        self.body.addLayout(labelled(self.tr("Owner"), self.who))
        self._judge()
        self.who.setFocus()

    def answer(self) -> Ask | None:
        at = self.who.currentIndex()
        return Hand(self._people[at].id) if 0 <= at < len(self._people) else None


class DueSheet(AskSheet):
    """By when."""

    def __init__(self, parent: QWidget, today: date, due: date | None) -> None:
        super().__init__(
            parent, parent.tr("By when the cause should be known"), "calendar", parent.tr("Keep")
        )
        self.day = DayField(self.tr("Day"), today, due)
        self.day.setMinimumWidth(320)
        self.day.changed.connect(self._judge)
        self.body.addWidget(self.day)
        self._judge()
        self.day.edit.setFocus()

    def answer(self) -> Ask | None:
        return SetDue(self.day.day()) if self.day.is_clear() else None


class NumbersSheet(Sheet):
    """What a chart shows, as a table."""

    def __init__(self, parent: QWidget, title: str, rows: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(parent, title, "table")
        head, *numbers = rows or ((parent.tr("Nothing"),),)
        columns = [_column(name, at) for at, name in enumerate(head)]
        model: RecordTable[tuple[str, ...]] = RecordTable(columns)
        model.show(numbers)
        table = TableView(title, model)
        table.setMinimumSize(480, 360)
        self.body.addWidget(table)
        close = self.add_button(ActionButton(self.tr("Close"), key="Esc"))
        close.clicked.connect(self.reject)


def _column(name: str, at: int) -> Column[tuple[str, ...]]:
    def cell(row: tuple[str, ...]) -> str:
        return row[at]

    return Column(name, cell, align="right" if at else "left")
