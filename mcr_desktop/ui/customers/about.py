"""The left pane of a customer's page: their people, and what matters to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.facts import Fact, Freshness
from mcr_desktop.ui.customers.people import ContactLine, FactLine
from mcr_desktop.ui.customers.state import Conflict, CustomerState
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.parts import (
    ActionButton,
    Card,
    Hairline,
    Icon,
    IconButton,
    SectionTitle,
    column,
    line,
    words,
)

EDGE = 4


@dataclass(frozen=True, slots=True)
class _ShownFact:
    """A fact, and what else its row depends on."""

    fact: Fact
    day: date
    editing: bool
    walking: str


class AboutPane(QWidget):
    """People with their stakes; facts with their freshness; the walk through the stale ones."""

    contact_wanted = Signal()
    contact_opened = Signal(object)
    fact_wanted = Signal()
    fact_asked = Signal(str, object)
    """Y, C, L, X or H, and the fact."""
    fact_changed = Signal(object, str)
    fact_given_up = Signal()
    walk_wanted = Signal()
    settled = Signal(bool)
    """A conflict is settled: mine (True) or theirs."""

    def __init__(self) -> None:
        super().__init__()
        self.people = SectionTitle(self.tr("People"))
        self.facts = SectionTitle(self.tr("What matters to them"))
        people, facts = column(spacing=2), column(spacing=4)
        self._people: Kept[ContactRow] = Kept(people, self._contact, lambda each: each.id)
        self._facts: Kept[_ShownFact] = Kept(facts, self._fact, lambda each: each.fact.id)
        self._nobody = words(self.tr("Nobody of theirs is known yet."), "meta", wrap=True)
        self._nothing = words(
            self.tr("Nothing learned yet. What would you tell a colleague?"), "meta", wrap=True
        )
        for quiet in (self._nobody, self._nothing):
            quiet.setContentsMargins(EDGE, 0, EDGE, 4)
        self.walk = ActionButton("", "leaf", key="F", small=True)
        self.walk.hide()
        self.walk.clicked.connect(self.walk_wanted)
        self.conflict = ConflictCard()
        self.conflict.settled.connect(self.settled)
        self.setLayout(
            column(
                self._head(self.people, self.tr("Add somebody of theirs"), self.contact_wanted),
                self._nobody,
                people,
                -6,
                line(Hairline(), margins=(EDGE, 0, EDGE, 0)),
                -6,
                self._head(self.facts, self.tr("Add something learned"), self.fact_wanted),
                self.conflict,
                self._nothing,
                facts,
                -4,
                line(self.walk, 1, margins=(EDGE, 0, 0, 0)),
                1,
                spacing=4,
                margins=(12, 12, 12, 18),
            )
        )

    def present(self, state: CustomerState) -> None:
        """Look like this state."""
        known = state.known
        if known is None:
            return
        self.people.show_count(len(known.contacts) or None)
        self._people.show(known.contacts)
        self._nobody.setVisible(not known.contacts)
        self.facts.show_count(None, self.tr("fresh") if known.facts else "")
        self._facts.show([self._shown(fact, state) for fact in known.facts])
        self._nothing.setVisible(not known.facts)
        stale = sum(fact.freshness(state.day) is Freshness.STALE for fact in known.facts)
        several = self.tr("Confirm {n} stale facts") if stale != 1 else self.tr("Confirm {n} stale fact")
        self.walk.say(several.format(n=stale))
        self.walk.setVisible(stale > 0 and not state.walking)
        self.conflict.present(state.conflict)
        if state.walking:
            self.focus_fact(state.walking[0])

    def focus_fact(self, fact_id: int) -> None:
        """Give the keyboard to this fact."""
        row = self._facts.widget(fact_id)
        focused = self.window().focusWidget()
        if row is None or row is focused or row.isAncestorOf(focused or self):
            return
        (row.focusProxy() or row).setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self, fact: Fact, state: CustomerState) -> _ShownFact:
        walking = ""
        if state.walking and state.walking[0] == fact.id:
            total = state.walked + len(state.walking)
            walking = self.tr("{n} of {all} to confirm").format(n=state.walked + 1, all=total)
        return _ShownFact(fact, state.day, fact.id == state.editing, walking)

    def _contact(self, contact: ContactRow) -> QWidget:
        row = ContactLine(contact)
        row.opened.connect(lambda: self.contact_opened.emit(contact))
        row.letter.connect(lambda letter: self.walk_wanted.emit() if letter == "F" else None)
        return row

    def _fact(self, shown: _ShownFact) -> QWidget:
        row = FactLine(shown.fact, shown.day, editing=shown.editing, walking=shown.walking)
        row.asked.connect(self._asked)
        row.changed.connect(self.fact_changed)
        row.given_up.connect(self.fact_given_up)
        return row

    def _asked(self, letter: str, fact: Fact) -> None:
        if letter == "F":
            self.walk_wanted.emit()
        else:
            self.fact_asked.emit(letter, fact)

    def _head(self, title: SectionTitle, add: str, wanted: object) -> QWidget:
        button = IconButton(add, "plus")
        button.clicked.connect(wanted)
        holder = QWidget()
        layout = line(title, button, spacing=4, margins=(EDGE, 0, 0, 0))
        layout.setStretch(0, 1)
        holder.setLayout(layout)
        return holder


class ConflictCard(Card):
    """Both values of a fact that two people changed, and one press to choose."""

    settled = Signal(bool)

    def __init__(self) -> None:
        super().__init__(divided=False, margins=(10, 8, 10, 8), spacing=5)
        self._told = words("", "medium", wrap=True)
        self._mine = words("", "body", wrap=True)
        self._theirs = words("", "body", wrap=True)
        keep = ActionButton(self.tr("Keep mine"), small=True)
        leave = ActionButton(self.tr("Leave theirs"), manner="quiet", small=True)
        keep.clicked.connect(lambda: self.settled.emit(True))
        leave.clicked.connect(lambda: self.settled.emit(False))
        head = line(Icon("git-merge", "warn"), self._told, spacing=7)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.add(self._mine)
        self.add(self._theirs)
        self.body.addLayout(line(keep, leave, 1, spacing=4))
        self.hide()

    def present(self, conflict: Conflict | None) -> None:
        """Show both values; hidden when there is no conflict."""
        self.setVisible(conflict is not None)
        if conflict is None:
            return
        self._told.setText(
            self.tr("{who} changed this too").format(who=conflict.by or self.tr("A colleague"))
        )
        self._mine.setText(self.tr("Yours: {value}").format(value=conflict.mine))
        self._theirs.setText(self.tr("Theirs: {value}").format(value=conflict.theirs))
