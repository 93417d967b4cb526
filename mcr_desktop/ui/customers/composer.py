"""The composer at the top of a customer's page: the capture window's parts, in a few lines."""

from __future__ import annotations

from mcr_desktop.domain.conversations import Starter
from mcr_desktop.ui.capture.form import KEEP_MS, NoteForm, NoteState
from mcr_desktop.ui.capture.pressure import hounding
from mcr_desktop.ui.parts import ActionButton, Card, Notice, column, line, words


class Composer(NoteForm):
    """Text, cards found in it, chips with guesses, and Save; the edge shows where the keyboard is."""

    def __init__(self, keep_ms: int = KEEP_MS) -> None:
        super().__init__(slim=True, lines=1, keep_ms=keep_ms)
        self.card = Card(divided=False, margins=(14, 10, 10, 9), spacing=7)
        self.room = Notice("warn", "hand")
        self._hint = words(self.tr("/ for complaint, promise, fact"), "meta", elide=True)
        self.save = ActionButton(self.tr("Save"), manner="primary", key="Ctrl ↵", small=True)
        self.save.clicked.connect(lambda: self.save_wanted.emit(False))
        self.edit.entered.connect(lambda: self.card.show_focus_edge(True))
        self.edit.left.connect(lambda: self.card.show_focus_edge(False))
        chips = line(
            self.kind, self.person, self.when, self.private, self.noticed, self._hint, self.save, spacing=7
        )
        chips.setStretch(5, 1)
        below = column(self.cards, self.room, self.problem, chips, spacing=7)
        self.card.body.addLayout(column(self.edit, below))
        self.setLayout(column(self.card))
        self.offer.raise_()

    def present(self, state: NoteState) -> None:
        super().present(state)
        note = state.note
        self.save.setEnabled(not state.busy and not note.refused)
        ours = note.said().started_by is Starter.US
        writing = not note.is_empty and note.pressure is not None and ours
        told = hounding(note.pressure, state.me) if writing and note.pressure is not None else None
        self.room.say(" ".join(told) if told is not None else "")
