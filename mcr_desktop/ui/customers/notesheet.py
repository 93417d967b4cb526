"""One note in full: what it says, its earlier wordings beside it, and a way to correct it."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.conversations import EntryKind, Revision, TimelineEntry
from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.customers.asks import ReviseNote
from mcr_desktop.ui.dates import moment
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import (
    ActionButton,
    Chip,
    Choice,
    Icon,
    PlainEdit,
    ProblemLine,
    Tone,
    line,
    words,
)
from mcr_desktop.ui.theme import text_factor

_TONES: dict[str, Tone] = {"ok": "ok", "warn": "warn", "bad": "bad", "info": "info"}


class NoteSheet(Sheet):
    """Reads one entry; a conversation can be corrected, and its wordings compared."""

    asked = Signal(object)

    def __init__(
        self, parent: QWidget, entry: TimelineEntry, revisions: tuple[Revision, ...], today: date
    ) -> None:
        super().__init__(parent, f"{entry.who} {entry.deed}", "notebook-pen", moment(entry.at, today))
        self.entry, self.revisions, self._today = entry, revisions, today
        self.setMinimumWidth(round(560 * text_factor()))
        self.problem = ProblemLine()
        self.text = PlainEdit(self.tr("The note"), lines=8)
        self.text.setPlainText(revisions[-1].text if revisions else entry.text)
        self._add_marks()
        self.body.addWidget(self.problem)
        if len(revisions) > 1:
            self._add_wordings()
        self.body.addWidget(self.text)
        self._add_buttons()

    def say_problem(self, sentence: str) -> None:
        """Tell why the correction was not saved; the words stay."""
        self.problem.say(sentence)

    def _add_marks(self) -> None:
        marks = [Chip(tag.words, _TONES.get(tag.tone, "neutral"), tag.icon) for tag in self.entry.tags]
        if self.entry.private:
            marks.insert(0, Chip(self.tr("Private: read by the team, never printed"), "warn", "lock"))
        if marks:
            self.body.addLayout(line(*marks, 1, spacing=6))

    def _add_wordings(self) -> None:
        names = tuple(
            f"{revision.who}, {moment(revision.at, self._today)}" for revision in reversed(self.revisions)
        )
        self.wording = Choice(self.tr("Wording"), names)
        self.wording.currentIndexChanged.connect(self._show_wording)
        told = self.tr("{n} wordings").format(n=len(self.revisions))
        self.body.addLayout(line(Icon("repeat", size=14), words(told, "meta"), self.wording, spacing=8))

    def _show_wording(self, at: int) -> None:
        """Show a wording, with what the one before it did not say underlined."""
        number = len(self.revisions) - 1 - at
        self.text.setReadOnly(at > 0)
        self.text.setPlainText(self.revisions[number].text)
        self.save.setEnabled(False)
        if number > 0:
            self._underline_new(self.revisions[number - 1].text, self.revisions[number].text)

    def _underline_new(self, before: str, after: str) -> None:
        marked = QTextCharFormat()
        marked.setFontUnderline(True)
        marked.setForeground(QColor(colours_of(self.text).accent))
        cursor = QTextCursor(self.text.document())
        blocked = self.text.blockSignals(True)
        for kind, _, _, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind in ("insert", "replace"):
                cursor.setPosition(_units(after, first))
                cursor.setPosition(_units(after, last), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(marked)
        self.text.blockSignals(blocked)

    def _add_buttons(self) -> None:
        close = self.add_button(ActionButton(self.tr("Close"), key="Esc"))
        close.clicked.connect(self.reject)
        self.save = ActionButton(self.tr("Save correction"), "check", manner="primary", key="Ctrl ↵")
        if self.entry.entry is not EntryKind.CONVERSATION:
            self.text.setReadOnly(True)
            close.setFocus()
            return
        self.add_button(self.save)
        self.save.setEnabled(False)
        self.save.clicked.connect(self._say)
        self.text.committed.connect(self._say)
        self.text.textChanged.connect(lambda: self.save.setEnabled(self._changed()))
        self.text.setFocus()

    def _changed(self) -> bool:
        now = self.revisions[-1].text if self.revisions else self.entry.text
        return not self.text.isReadOnly() and self.text.toPlainText().strip() not in ("", now)

    def _say(self) -> None:
        if self._changed():
            seen = self.revisions[-1].number if self.revisions else self.entry.revisions
            self.asked.emit(ReviseNote(self.entry, self.text.toPlainText().strip(), seen))


def _units(text: str, at: int) -> int:
    """A place in a text counted as Qt counts, in units of sixteen bits."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
