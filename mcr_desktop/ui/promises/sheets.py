"""The small questions a promise may need answered: until when, why not, who then, what instead."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.promises import Promise
from mcr_desktop.ui.dayfield import DayField
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import ActionButton, Choice, labelled, line_edit, words
from mcr_desktop.ui.promises.asks import LetGo, Reassign, Reword, Snooze
from mcr_desktop.ui.theme import text_factor


class _PromiseSheet(Sheet):
    """A question about one promise; what is answered goes out as an ask."""

    asked = Signal(object)

    def __init__(self, parent: QWidget, promise: Promise, title: str, icon: str, yes: str) -> None:
        super().__init__(parent, title, icon)
        self.promise = promise
        about = words(promise.text, "strong", wrap=True)
        about.setMinimumWidth(round(380 * text_factor()))
        self.body.addWidget(about)
        self.no = self.add_button(ActionButton(self.tr("Cancel"), key="Esc"))
        self.yes = self.add_button(ActionButton(yes, manner="primary"))
        self.yes.setDefault(True)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self._say)

    def answer(self) -> object | None:
        """What is asked for, or None while that is not clear."""
        raise NotImplementedError

    def _say(self) -> None:
        ask = self.answer()
        if ask is not None:
            self.accept()
            self.asked.emit(ask)

    def _judge(self) -> None:
        self.yes.setEnabled(self.answer() is not None)


class DaySheet(_PromiseSheet):
    """Until when to leave it."""

    def __init__(self, parent: QWidget, promise: Promise, today: date) -> None:
        super().__init__(parent, promise, parent.tr("Bring it up again"), "clock", parent.tr("Snooze"))
        self._today = today
        self.day = DayField(self.tr("On which day"), today)
        self.day.changed.connect(self._judge)
        self.body.addWidget(self.day)
        self._judge()
        self.day.edit.setFocus()

    def answer(self) -> Snooze | None:
        day = self.day.day()
        return Snooze(self.promise, day) if day is not None and day > self._today else None


class LetGoSheet(_PromiseSheet):
    """Why it will not be kept."""

    def __init__(self, parent: QWidget, promise: Promise) -> None:
        super().__init__(parent, promise, parent.tr("Let this promise go"), "x", parent.tr("Let go"))
        self.why = line_edit(self.tr("Why"), placeholder=self.tr("They no longer need it"))
        self.why.textChanged.connect(self._judge)
        self.body.addLayout(labelled(self.tr("A word why"), self.why))
        self._judge()
        self.why.setFocus()

    def answer(self) -> LetGo | None:
        why = self.why.text().strip()
        return LetGo(self.promise, why) if why else None


class PersonSheet(_PromiseSheet):
    """Who keeps it instead."""

    def __init__(self, parent: QWidget, promise: Promise, people: tuple[PersonRow, ...]) -> None:
        super().__init__(parent, promise, parent.tr("Hand it on"), "users", parent.tr("Hand on"))
        self._people = tuple(each for each in people if each.active and each.id != promise.user_id)
        self.person = Choice(self.tr("Who keeps it now"), tuple(each.name for each in self._people))
        self.body.addLayout(labelled(self.tr("Who keeps it now"), self.person))
        self._judge()
        self.person.setFocus()

    def answer(self) -> Reassign | None:
        at = self.person.currentIndex()
        if not 0 <= at < len(self._people):
            return None
        return Reassign(self.promise, self._people[at].id, self._people[at].name)


class RewordSheet(_PromiseSheet):
    """What was meant, and by when."""

    def __init__(self, parent: QWidget, promise: Promise, today: date) -> None:
        super().__init__(parent, promise, parent.tr("Change this promise"), "pencil", parent.tr("Change"))
        self.text = line_edit(self.tr("What is promised"), promise.text)
        self.day = DayField(self.tr("By when"), today, promise.due)
        self.text.textChanged.connect(self._judge)
        self.day.changed.connect(self._judge)
        self.body.addLayout(labelled(self.tr("What is promised"), self.text))
        self.body.addWidget(self.day)
        self._judge()
        self.text.setFocus()

    def answer(self) -> Reword | None:
        text, day = self.text.text().strip(), self.day.day()
        changed = (text, day) != (self.promise.text, self.promise.due)
        return Reword(self.promise, text, day) if text and changed and self.day.is_clear() else None
