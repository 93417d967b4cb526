"""The parts with which a conversation is written down, in a window of its own or on a customer's page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QPoint, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.domain.customers import Named
from mcr_desktop.ui.capture.cards import FoundCards
from mcr_desktop.ui.capture.chips import ChipButton
from mcr_desktop.ui.capture.composing import Note, names_of
from mcr_desktop.ui.capture.noteedit import NoteEdit
from mcr_desktop.ui.capture.offer import NameOffer
from mcr_desktop.ui.dates import moment
from mcr_desktop.ui.parts import ProblemLine, unmarked

KEEP_MS = 1000
"""How long somebody rests before the draft is kept."""
LONGEST_MS = 1000
"""How long somebody may go on typing before that is a rest all the same: a draft is never two seconds old."""
KINDS: dict[Kind, tuple[str, str]] = {
    Kind.CALL: ("Call", "phone"),
    Kind.MEETING: ("Met", "users"),
    Kind.MAIL: ("Mail", "mail"),
    Kind.CHAT: ("Chat", "message-circle"),
    Kind.OTHER: ("Other", "notebook-pen"),
}
LENGTHS = (5, 15, 30, 60)
WHENS = (
    ("now", "Just now"),
    ("hour", "An hour ago"),
    ("morning", "This morning"),
    ("yesterday", "Yesterday"),
)


@dataclass(frozen=True, slots=True)
class NoteState:
    """Everything a form can look like; edition changes when the text comes from elsewhere than the keys."""

    note: Note
    me: str = ""
    busy: bool = False
    problem: str = ""
    kept: bool = False
    edition: int = 0
    offered: tuple[Named, ...] = ()


class NoteForm(QWidget):
    """Text, cards and chips, and what is asked of them; how they lie is said by who inherits."""

    typed = Signal(str)
    paused = Signal()
    """Nobody has typed for two seconds, or the keyboard has gone elsewhere."""
    toggled = Signal(int)
    flipped = Signal(int)
    """The other reading of the day before this place in the text."""
    chosen = Signal(str, object)
    """What was chosen by hand: "kind", "started_by", "minutes", "private" or "noticed", and its value."""
    contact_toggled = Signal(int)
    when_chosen = Signal(str)
    save_wanted = Signal(bool)
    """Save; True: and open the customer's page."""
    mentioned = Signal(str)
    named = Signal(object)
    escaped = Signal()

    def __init__(self, *, slim: bool, lines: int, keep_ms: int = KEEP_MS) -> None:
        super().__init__()
        self.state: NoteState | None = None
        placeholder = self.tr("What was said?")
        self.edit = NoteEdit(self.tr("What was said"), placeholder, lines=lines, grows=slim)
        self.cards = FoundCards(slim=slim)
        self.kind = ChipButton(self.tr("How you talked"), "phone", "info")
        self.person = ChipButton(self.tr("With whom"), "user")
        self.when = ChipButton(self.tr("When, and how long"), "clock")
        self.private = ChipButton(self.tr("Who reads it"), "lock", "warn")
        self.private.say(self.tr("Private"))
        self.private.hide()
        self.noticed = ChipButton(self.tr("Who noticed it"), "flag")
        self.noticed.hide()
        self.problem = ProblemLine()
        self.offer = NameOffer(self)
        self._rest = QTimer(self, singleShot=True, interval=keep_ms)
        self._rest.timeout.connect(self.paused)
        self._typing = QElapsedTimer()
        self._connect()

    def present(self, state: NoteState) -> None:
        """Look like this state; what is being typed is never touched unless it came from elsewhere."""
        before, self.state = self.state, state
        note = state.note
        if before is None or before.edition != state.edition:
            with QSignalBlocker(self.edit):
                self.edit.set_text(note.text)
        self.edit.show_marks(note.marks())
        self.cards.show_found(note.found(state.me))
        said = note.said()
        name, icon = KINDS[said.kind]
        theirs = said.started_by is Starter.THEM
        self.kind.say(self.tr("{kind} by them").format(kind=name) if theirs else self.tr(name), icon)
        people = names_of(note.contacts, said.contact_ids)
        self.person.say(", ".join(people) or self.tr("With whom?"))
        self.person.setVisible(note.customer_id is not None)
        self.when.say(self._when_words(note, said.minutes))
        self.private.setVisible(note.is_private())
        self.noticed.setVisible(note.has_complaints())
        ours = self.tr("We noticed it ourselves")
        self.noticed.say(ours if note.noticed else self.tr("They told us"), "eye" if note.noticed else "flag")
        self.problem.say(state.problem or note.refused)
        self._show_offer(state)

    def focus_text(self) -> None:
        """Give the keyboard to the text."""
        self.edit.setFocus()

    def _connect(self) -> None:
        edit = self.edit
        edit.textChanged.connect(self._typed)
        edit.left.connect(self._left)
        edit.toggled.connect(self.toggled)
        edit.flipped.connect(lambda: self.flipped.emit(edit.cursor_place()))
        edit.committed.connect(self.save_wanted)
        edit.escaped.connect(self.escaped)
        edit.mentioned.connect(self._mentioned)
        edit.steered.connect(self._steer)
        self.offer.taken.connect(self._take)
        self.cards.toggled.connect(self.toggled)
        self.kind.wanted.connect(lambda: self.kind.open_menu(self.kind_menu()))
        self.person.wanted.connect(lambda: self.person.open_menu(self.person_menu()))
        self.private.wanted.connect(lambda: self.chosen.emit("private", False))
        self.noticed.wanted.connect(lambda: self.chosen.emit("noticed", not self._note().noticed))
        self.when.wanted.connect(lambda: self.when.open_menu(self.when_menu()))

    def kind_menu(self) -> QMenu:
        """How it was held, who began it, and who may read it."""
        menu, note = QMenu(self), self._note()
        said = note.said()
        for kind, (name, _) in KINDS.items():
            _tick(menu, self.tr(name), on=kind is said.kind).triggered.connect(
                lambda _=False, kind=kind: self.chosen.emit("kind", kind)
            )
        menu.addSeparator()
        for starter, name in ((Starter.US, self.tr("We began it")), (Starter.THEM, self.tr("They began it"))):
            _tick(menu, name, on=starter is said.started_by).triggered.connect(
                lambda _=False, starter=starter: self.chosen.emit("started_by", starter)
            )
        menu.addSeparator()
        private = note.is_private()
        _tick(menu, self.tr("Private: only the team reads it"), on=private).triggered.connect(
            lambda: self.chosen.emit("private", not private)
        )
        return menu

    def person_menu(self) -> QMenu:
        """Everybody of theirs."""
        menu, note = QMenu(self), self._note()
        chosen = note.said().contact_ids
        for contact in note.contacts:
            title = f"{contact.name}, {contact.title}" if contact.title else contact.name
            _tick(menu, title, on=contact.id in chosen).triggered.connect(
                lambda _=False, contact=contact: self.contact_toggled.emit(contact.id)
            )
        if not note.contacts:
            menu.addAction(self.tr("Nobody of theirs is known yet")).setEnabled(False)
        return menu

    def when_menu(self) -> QMenu:
        """When it was and how long it took."""
        menu, note = QMenu(self), self._note()
        for code, name in WHENS:
            now = note.happened_at is None and code == "now"
            _tick(menu, self.tr(name), on=now).triggered.connect(
                lambda _=False, code=code: self.when_chosen.emit(code)
            )
        menu.addSeparator()
        minutes = note.said().minutes
        for length in LENGTHS:
            _tick(menu, self.tr("{n} minutes").format(n=length), on=length == minutes).triggered.connect(
                lambda _=False, length=length: self.chosen.emit("minutes", length)
            )
        return menu

    def _note(self) -> Note:
        return self.state.note if self.state is not None else Note("")

    def _when_words(self, note: Note, minutes: int | None) -> str:
        when = self.tr("Just now") if note.happened_at is None else moment(note.happened_at, note.today)
        return when if minutes is None else self.tr("{when}, {n} min").format(when=when, n=minutes)

    def _typed(self) -> None:
        if not self._rest.isActive():
            self._typing.start()
        if self._typing.elapsed() < LONGEST_MS:
            self._rest.start()
        self.typed.emit(self.edit.text())

    def _left(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self.paused.emit()

    def _mentioned(self, letters: str) -> None:
        if not letters:
            self.offer.hide()
            self.edit.offering = False
        self.mentioned.emit(letters)

    def _show_offer(self, state: NoteState) -> None:
        corner = self.edit.cursorRect().bottomLeft() + QPoint(0, 6)
        self.offer.show_named(state.offered, self.edit.viewport().mapTo(self, corner))
        self.edit.offering = bool(state.offered)

    def _steer(self, where: str) -> None:
        self.offer.steer(where)
        self.edit.offering = self.offer.isVisibleTo(self)

    def _take(self, named: Named) -> None:
        self.edit.offering = False
        alone = not self.edit.text_before().rsplit("@", 1)[0].strip()
        self.named.emit(named)
        self.edit.take_mention("" if alone and named.contact_id is None else named.name)
        self.edit.setFocus()


def _tick(menu: QMenu, text: str, *, on: bool) -> QAction:
    """A line of a menu that is ticked or not; the text is shown as it is."""
    action = menu.addAction(unmarked(text))
    action.setCheckable(True)
    action.setChecked(on)
    return action
