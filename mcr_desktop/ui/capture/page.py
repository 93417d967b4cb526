"""The capture window: small, over everything, done in ten seconds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.conversations import TimelineEntry
from mcr_desktop.ui.capture.form import KEEP_MS, NoteForm, NoteState
from mcr_desktop.ui.capture.hounding import HoundingLine
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    KeyHint,
    column,
    line,
    words,
)
from mcr_desktop.ui.theme import text_factor


class CaptureForm(NoteForm):
    """Customer and chips above, the text, what was found in it, and the two ways to save."""

    contacts_wanted = Signal()

    def __init__(self, keep_ms: int = KEEP_MS) -> None:
        super().__init__(slim=False, lines=5, keep_ms=keep_ms)
        self._avatar = Avatar("", 26, square=True)
        self._customer = words("", "section", elide=True)
        self.hounding = HoundingLine()
        self.hounding.contacts_wanted.connect(self.contacts_wanted)
        self._found = words("", "meta", elide=True)
        self.save_open = ActionButton(self.tr("Save and open"), key="Ctrl Shift ↵")
        self.save = ActionButton(self.tr("Save"), "check", manner="primary", key="Ctrl ↵")
        self.save_open.clicked.connect(lambda: self.save_wanted.emit(True))
        self.save.clicked.connect(lambda: self.save_wanted.emit(False))
        self._lay_out()

    def present(self, state: NoteState) -> None:
        super().present(state)
        note = state.note
        named = note.customer_id is not None
        self._avatar.setVisible(named)
        self._avatar.show_name(note.customer)
        self._customer.setText(note.customer if named else self.tr("With whom? Type @ and three letters"))
        self._customer.set_tone(None if named else "accent")
        self.hounding.present(note, state.me)
        found = note.found(state.me)
        told = self.tr("Found in your words. Nothing is added until you save.")
        tokens = self.tr("/ for complaint, promise, theirs, fact, plan, private")
        self._found.setText(told if found else tokens)
        for button in (self.save, self.save_open):
            button.setEnabled(not state.busy and not note.refused)

    def _lay_out(self) -> None:
        hint = words(self.tr("@ customer or person"), "meta")
        who = line(
            self._avatar, self._customer, -2, self.person, self.kind, self.when, self.private, self.noticed,
            1, hint,
            spacing=6,
        )  # fmt: skip
        foot = line(self._found, self.save_open, self.save, spacing=8)
        foot.setStretch(0, 1)
        layout = column(
            who, self.problem, self.hounding, self.edit, self.cards, foot, spacing=11,
            margins=(20, 12, 20, 16),
        )  # fmt: skip
        layout.setStretch(3, 1)
        self.setLayout(layout)


class CaptureWindow(Sheet):
    """The form in a window; Esc keeps the draft and closes, without a question."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, keep_ms: int = KEEP_MS) -> None:
        super().__init__(parent, words_of_title(), "message-square-plus")
        self.form = CaptureForm(keep_ms)
        self.head.addWidget(KeyHint("Esc"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.form)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self.form.escaped.connect(self.reject)
        self.resize(self.sizeHint())

    def present(self, state: NoteState) -> None:
        """Look like this state, whatever was shown before."""
        self.form.present(state)
        kept = self.tr("Draft kept") if state.kept else self.tr("Kept as a draft while you type")
        self.hint.setText(kept)

    def show_contacts(self, entries: tuple[TimelineEntry, ...]) -> None:
        """List the contacts that were too many already."""
        state = self.form.state
        if state is not None:
            self.form.hounding.show_contacts(entries, state.note.today)

    def start(self) -> None:
        """Come to the front with the keyboard in the text."""
        self.show_contacts(())
        self.show()
        self.activateWindow()
        self.form.focus_text()

    def sizeHint(self) -> QSize:
        return QSize(round(800 * text_factor()), max(round(400 * text_factor()), super().sizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the text work wherever the keyboard is."""
        if not self.form.edit.command(event):
            super().keyPressEvent(event)

    def reject(self) -> None:
        super().reject()
        self.closed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def words_of_title() -> str:
    """What the window is called."""
    return QCoreApplication.translate("CaptureWindow", "Log a conversation")
