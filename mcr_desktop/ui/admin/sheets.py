"""What placing, fencing and adding people still ask for: who, in which part, and always why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.people import Function, PersonRow, Role, TeamRow
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import ActionButton, Check, Choice, column, labelled, line_edit, words


@dataclass(frozen=True, slots=True)
class Placing:
    """Who gets them, in which part, and why."""

    user_id: int
    part: Part
    reason: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody new among us."""

    name: str
    roles: frozenset[Role]
    team: str
    function: Function


class _Form(Sheet):
    """A few fields and one button that does it."""

    asked = Signal(object)

    def __init__(self, parent: QWidget, title: str, icon: str, yes: str) -> None:
        super().__init__(parent, title, icon)
        self.no = self.add_button(ActionButton(self.tr("Cancel"), key="Esc"))
        self.yes = self.add_button(ActionButton(yes, manner="primary"))
        self.yes.setDefault(True)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self._say)

    def answer(self) -> object | None:
        """What was answered, or None while it is not clear."""
        raise NotImplementedError

    def _judge(self) -> None:
        self.yes.setEnabled(self.answer() is not None)

    def _say(self) -> None:
        answer = self.answer()
        if answer is not None:
            self.accept()
            self.asked.emit(answer)


class PlaceSheet(_Form):
    """With whom the chosen customers go."""

    changed = Signal(int, object)
    """User id and part as they stand now: the effect is told before anything is done."""

    def __init__(self, parent: QWidget, count: int, people: tuple[PersonRow, ...], first: int | None) -> None:
        title = (
            parent.tr("Place {n} customers").format(n=count)
            if count > 1
            else parent.tr("Place this customer")
        )
        super().__init__(parent, title, "users", parent.tr("Place"))
        self._people = tuple(each for each in people if each.active)
        names = tuple(each.name for each in self._people)
        self.who = Choice(self.tr("With whom"), names)
        self.who.setMinimumWidth(380)
        ids = [each.id for each in self._people]
        if first in ids:
            self.who.setCurrentIndex(ids.index(first))
        self.part = Choice(self.tr("As"), tuple(part.value.capitalize() for part in Part))
        self.reason = line_edit(self.tr("Why"), placeholder=self.tr("Knows them from before"))
        self.effects = words("", "meta", wrap=True)
        self.body.addLayout(labelled(self.tr("With whom"), self.who))
        self.body.addLayout(labelled(self.tr("As"), self.part))
        self.body.addLayout(labelled(self.tr("Why"), self.reason))
        self.body.addWidget(self.effects)
        self.reason.textChanged.connect(self._judge)
        self.who.currentIndexChanged.connect(self._tell)
        self.part.currentIndexChanged.connect(self._tell)
        self._judge()
        (self.reason if first is not None else self.who).setFocus()

    def show_effects(self, sentences: tuple[str, ...]) -> None:
        """What would change."""
        self.effects.say(" ".join(sentences))

    def start(self) -> None:
        """Open, and ask for the effect of what stands there."""
        self.open()
        self._tell()

    def answer(self) -> Placing | None:
        at, reason = self.who.currentIndex(), self.reason.text().strip()
        if not reason or not 0 <= at < len(self._people):
            return None
        return Placing(self._people[at].id, list(Part)[self.part.currentIndex()], reason)

    def _tell(self) -> None:
        at = self.who.currentIndex()
        if 0 <= at < len(self._people):
            self.changed.emit(self._people[at].id, list(Part)[self.part.currentIndex()])


class ReasonSheet(_Form):
    """A decision that needs its reason."""

    def __init__(self, parent: QWidget, title: str, told: str, yes: str, placeholder: str) -> None:
        super().__init__(parent, title, "fence", yes)
        said = words(told, "body", wrap=True)
        said.setMinimumWidth(400)
        self.body.addWidget(said)
        self.reason = line_edit(self.tr("Why"), placeholder=placeholder)
        self.body.addLayout(labelled(self.tr("Why"), self.reason))
        self.reason.textChanged.connect(self._judge)
        self._judge()
        self.reason.setFocus()

    def answer(self) -> str | None:
        return self.reason.text().strip() or None


class NameSheet(_Form):
    """One name."""

    def __init__(self, parent: QWidget, title: str, icon: str, yes: str, placeholder: str) -> None:
        super().__init__(parent, title, icon, yes)
        self.name = line_edit(title, placeholder=placeholder)
        self.name.setMinimumWidth(360)
        self.body.addLayout(labelled(self.tr("Name"), self.name))
        self.name.textChanged.connect(self._judge)
        self._judge()
        self.name.setFocus()

    def answer(self) -> str | None:
        return self.name.text().strip() or None


class PersonSheet(_Form):
    """Somebody new among us: name, roles, team."""

    def __init__(self, parent: QWidget, teams: tuple[TeamRow, ...]) -> None:
        super().__init__(parent, parent.tr("Add a person"), "user", parent.tr("Add"))
        self._teams = teams
        self.name = line_edit(self.tr("Name"), placeholder=self.tr("First and last name"))
        self.name.setMinimumWidth(360)
        self.roles = {role: Check(role.value.capitalize()) for role in Role}
        self.roles[Role.ACCOUNT_MANAGER].setChecked(True)
        self.team = Choice(self.tr("Team"), (self.tr("No team yet"), *(team.name for team in teams)))
        self.function = Choice(self.tr("Brings"), tuple(each.value.capitalize() for each in Function))
        self.body.addLayout(labelled(self.tr("Name"), self.name))
        self.body.addLayout(column(words(self.tr("Roles"), "group"), *self.roles.values(), spacing=4))
        self.body.addLayout(labelled(self.tr("Team"), self.team))
        self.body.addLayout(labelled(self.tr("Brings"), self.function))
        self.name.textChanged.connect(self._judge)
        self._judge()
        self.name.setFocus()

    def answer(self) -> Person | None:
        name = self.name.text().strip()
        roles = frozenset(role for role, check in self.roles.items() if check.isChecked())
        if not name or not roles:
            return None
        at = self.team.currentIndex() - 1
        team = self._teams[at].name if at >= 0 else ""
        return Person(name, roles, team, list(Function)[self.function.currentIndex()])
