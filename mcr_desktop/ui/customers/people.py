"""A customer's people, and what matters to them, as rows."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QLayout, QMenu

from mcr_desktop.domain.customers import ContactRow, Stakeholder
from mcr_desktop.domain.facts import Fact, Freshness, age_words
from mcr_desktop.ui.dates import ago, dated
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Chip,
    FreshnessBar,
    Icon,
    Row,
    Tone,
    column,
    dress,
    fixed,
    line,
    line_edit,
    tip,
    words,
)

STAKES: dict[Stakeholder, tuple[str, Tone]] = {
    Stakeholder.DECIDES: ("Decides", "info"),
    Stakeholder.INFLUENCES: ("Influences", "neutral"),
    Stakeholder.USES: ("Uses it", "neutral"),
    Stakeholder.BLOCKS: ("Blocks", "warn"),
}
TOPIC_ICONS = (
    ("deliver", "clock"),
    ("time", "clock"),
    ("goal", "target"),
    ("aim", "target"),
    ("reach", "phone"),
    ("phone", "phone"),
    ("call", "phone"),
    ("mail", "mail"),
    ("peer", "users"),
    ("trust", "users"),
    ("role", "briefcase"),
    ("job", "briefcase"),
    ("plan", "map"),
    ("contract", "file-text"),
    ("price", "scale"),
    ("birthday", "heart"),
    ("family", "heart"),
    ("likes", "heart"),
    ("prefer", "heart"),
    ("site", "map-pin"),
    ("address", "map-pin"),
)


def topic_icon(topic: str) -> str:
    """The icon of the first word in a topic that we know."""
    folded = topic.casefold()
    return next((icon for word, icon in TOPIC_ICONS if word in folded), "leaf")


class ContactLine(Row):
    """One person of theirs; Enter opens what is known of them."""

    def __init__(self, contact: ContactRow) -> None:
        stake = STAKES[contact.stakeholder] if contact.stakeholder is not None else None
        spoken = [contact.name, contact.title, stake[0] if stake else ""]
        super().__init__(", ".join(part for part in spoken if part))
        dress(self, "plain")
        self.contact = contact
        name = words(contact.name, "strong", elide=True)
        head = line(name, spacing=6)
        head.setStretch(0, 1)
        if stake is not None:
            head.addWidget(Chip(*stake), 0, Qt.AlignmentFlag.AlignTop)
        under = contact.title or contact.email or contact.phone
        told = column(head, words(under, "subtitle", elide=True), spacing=1)
        content = line(Avatar(contact.name, 28), told, spacing=10, margins=(4, 4, 4, 4))
        content.setStretch(1, 1)
        self.setLayout(content)


class FactLine(Row):
    """One thing known: Enter or E edits, Y still true, C changed, L ask next time, X no longer matters."""

    asked = Signal(str, object)
    """One of the letters above or H (its history), and the fact."""
    changed = Signal(object, str)
    given_up = Signal()

    def __init__(self, fact: Fact, today: date, *, editing: bool, walking: str = "") -> None:
        super().__init__(_spoken(fact, today))
        dress(self, "plain")
        self.fact = fact
        tip(self, _known_from(fact, today))
        topic = fact.topic[:1].upper() + fact.topic[1:]
        head = line(words(topic, "subtitle", elide=True), spacing=5)
        head.setStretch(0, 1)
        if fact.restricted:
            head.addWidget(Icon("lock", "warn", 12))
        if fact.ask_next:
            head.addWidget(Icon("message-circle", "info", 12))
        told = column(head, spacing=1)
        if editing:
            told.addLayout(self._form())
        else:
            told.addWidget(words(fact.value, "medium", wrap=True))
        freshness = fixed(FreshnessBar(fact.left(today), age_words(fact, today)), 36, trailing=True)
        icon = column(-1, Icon(topic_icon(fact.topic), size=15), 1)
        content = line(icon, told, column(-3, freshness, 1), spacing=9, margins=(4, 4, 4, 5))
        content.setStretch(1, 1)
        if walking:
            self.setLayout(column(content, self._walk(walking), spacing=4, margins=(0, 0, 0, 4)))
        else:
            self.setLayout(content)
        if not editing:
            self.letter.connect(self._answer)
            self.opened.connect(lambda: self.asked.emit("C", self.fact))

    def menu(self) -> QMenu:
        """Everything that can be said of this fact, with its key."""
        menu = QMenu(self)
        items = (
            (self.tr("Still true"), "Y"),
            (self.tr("Changed"), "C"),
            (self.tr("Ask next time"), "L"),
            (self.tr("No longer matters"), "X"),
            (self.tr("What it was before"), "H"),
        )
        for title, key in items:
            menu.addAction(f"{title}\t{key}").triggered.connect(lambda _=False, key=key: self._answer(key))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus()
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _form(self) -> QLayout:
        edit = line_edit(self.tr("New value of {topic}").format(topic=self.fact.topic), self.fact.value)
        edit.selectAll()
        edit.returnPressed.connect(lambda: self._say(edit.text()))
        self.setFocusProxy(edit)
        save = ActionButton(self.tr("Save"), manner="primary", key="↵", small=True)
        save.clicked.connect(lambda: self._say(edit.text()))
        cancel = ActionButton(self.tr("Cancel"), manner="quiet", key="Esc", small=True)
        cancel.clicked.connect(self.given_up)
        return column(edit, line(save, cancel, 1, spacing=4), spacing=4, margins=(0, 2, 0, 2))

    def _walk(self, place: str) -> QLayout:
        """The four answers while stale facts are walked through."""
        answers = (
            ("Y", self.tr("Still true")),
            ("C", self.tr("Changed")),
            ("L", self.tr("Ask next time")),
            ("X", self.tr("No matter now")),
        )
        buttons = []
        for letter, label in answers:
            button = ActionButton(
                label, key=letter, small=True, manner="secondary" if letter == "Y" else "quiet"
            )
            button.setAccessibleName(f"{label}: {self.fact.topic}")
            button.clicked.connect(lambda _=False, letter=letter: self._answer(letter))
            buttons.append(button)
        pairs = column(line(*buttons[:2], 1, spacing=2), line(*buttons[2:], 1, spacing=2), spacing=2)
        return column(words(place, "meta"), pairs, spacing=3, margins=(26, 0, 0, 2))

    def _say(self, value: str) -> None:
        if value.strip() and value.strip() != self.fact.value:
            self.changed.emit(self.fact, value.strip())
        else:
            self.given_up.emit()

    def _answer(self, letter: str) -> None:
        known = {"E": "C", "Del": "X"}.get(letter, letter)
        if known in "YCLXHF":
            self.asked.emit(known, self.fact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _spoken(fact: Fact, today: date) -> str:
    """The fact as one sentence for screen readers."""
    state = {Freshness.STALE: "stale", Freshness.AGEING: "ageing"}.get(fact.freshness(today), "fresh")
    private = ", restricted" if fact.restricted else ""
    asked = ", to be asked next time" if fact.ask_next else ""
    return f"{fact.topic}: {fact.value}, {state}, confirmed {ago(fact.confirmed_on, today)}{private}{asked}"


def _known_from(fact: Fact, today: date) -> str:
    """Who said it, on what occasion, and how long it may be believed."""
    parts = [f"Learned on {dated(fact.learned_on)}"]
    if fact.by:
        parts[0] += f" by {fact.by}"
    if fact.source:
        parts.append(f"From: {fact.source}")
    parts.append(f"Last confirmed {ago(fact.confirmed_on, today)}")
    life = fact.shelf_months
    parts.append("It does not go stale." if life is None else f"Believed for {life} months after that.")
    if fact.restricted:
        parts.append("Restricted: read by the team, never printed for the customer.")
    return "\n".join(parts)
