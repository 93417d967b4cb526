"""What stands beside the review: its summary, stale facts, the copies issued, the customer's own sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.reviews import IssuedRow, MadeFor
from mcr_desktop.ui.dates import short_day
from mcr_desktop.ui.parts import ActionButton, Icon, PlainEdit, clear, column, labelled, line, words
from mcr_desktop.ui.reviews.state import Beside

SHOWN = 6
"""Issued copies offered at once; older ones are counted."""


class SummaryEdit(PlainEdit):
    """The paragraph; what was written is kept when the keyboard leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class StaleNotice(QWidget):
    """How many facts are past their shelf life, and the way to confirm them, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.told = words("", "medium", wrap=True, tone="warn")
        self.confirm = ActionButton(self.tr("Confirm now"), "leaf", small=True)
        layout = line(spacing=8)
        layout.addWidget(Icon("hourglass", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column(self.told, self.confirm, spacing=6), 1)
        self.setLayout(layout)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show this sentence, or nothing at all."""
        self.told.say(sentence)
        self.setVisible(bool(sentence))


class SummaryPart(QWidget):
    """Stale facts to be confirmed, and the paragraph that the review begins with."""

    kept = Signal(int, str)
    confirm_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = Beside()
        self.stale = StaleNotice()
        self.stale.confirm.clicked.connect(self.confirm_wanted)
        self.text = SummaryEdit(self.tr("Summary"), lines=6)
        self.text.left.connect(self.keep)
        self.text.committed.connect(self.keep)
        self.draft = ActionButton(self.tr("Start from the draft"), "pencil", manner="quiet", small=True)
        self.draft.clicked.connect(self._start)
        self.text.textChanged.connect(self._offer)
        self.setLayout(column(self.stale, labelled(self.tr("Summary"), self.text), self.draft, spacing=8))

    def present(self, beside: Beside) -> None:
        """Show the paragraph of this customer; what was typed for another one is kept."""
        before, said = self._shown, self.said
        moved = beside.customer_id != before.customer_id
        self._shown = beside
        if moved or said == before.summary:
            self.text.setPlainText(beside.summary)
        self.text.setEnabled(beside.customer_id is not None)
        self.text.setPlaceholderText(beside.draft)
        self.stale.say(self._stale_words(beside.stale))
        self._offer()
        if moved and before.customer_id is not None and said != before.summary:
            self.kept.emit(before.customer_id, said)

    @property
    def said(self) -> str:
        """What stands in the field."""
        return self.text.toPlainText().strip()

    def keep(self) -> bool:
        """Hand on what was written, if it is something else than before; says whether it was."""
        shown, said = self._shown, self.said
        if shown.customer_id is None or said == shown.summary:
            return False
        self._shown = replace(shown, summary=said)
        self.kept.emit(shown.customer_id, said)
        return True

    def _start(self) -> None:
        self.text.setPlainText(self._shown.draft)
        self.text.setFocus()

    def _offer(self) -> None:
        self.draft.setVisible(bool(self._shown.draft) and not self.said)

    def _stale_words(self, count: int) -> str:
        if not count:
            return ""
        facts = counted(count, "fact is", "facts are")
        return self.tr("{facts} past the shelf life. Confirm now, or print marked.").format(facts=facts)


class IssuedPart(QWidget):
    """The copies that left the house, and the sheet that the customer fills in."""

    chosen = Signal(int)
    sheet_wanted = Signal()
    returned_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[IssuedRow, ...] | None = None
        self.none = words(self.tr("None yet. What is saved or printed is kept here."), "meta", wrap=True)
        self.copies = column(spacing=2)
        self.more = words("", "meta")
        self.sheet = ActionButton(self.tr("Save their sheet"), "file-down", small=True)
        self.returned = ActionButton(self.tr("Read a returned sheet"), "upload", small=True)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.returned.clicked.connect(self.returned_wanted)
        form = self.tr("A form on which the customer says what is right and what has changed.")
        told = words(form, "meta", wrap=True)
        self.setLayout(
            column(
                words(self.tr("Issued"), "group"),
                self.none,
                self.copies,
                self.more,
                words(self.tr("The customer's own sheet"), "group"),
                told,
                self.sheet,
                self.returned,
                spacing=8,
            )
        )

    def present(self, beside: Beside, today: date) -> None:
        """List the newest copies."""
        there = beside.customer_id is not None
        self.sheet.setEnabled(there)
        self.none.setVisible(not beside.issued)
        hidden = max(0, len(beside.issued) - SHOWN)
        self.more.say(self.tr("and {n} older").format(n=hidden) if hidden else "")
        if beside.issued != self._rows:
            self._rows = beside.issued
            self._list(beside.issued[:SHOWN], today)

    def _list(self, rows: Sequence[IssuedRow], today: date) -> None:
        clear(self.copies)
        for row in rows:
            button = ActionButton(issued_words(self, row, today), "file-text", manner="quiet", small=True)
            button.clicked.connect(lambda _=False, number=row.id: self.chosen.emit(number))
            self.copies.addWidget(button)


def issued_words(widget: QWidget, row: IssuedRow, today: date) -> str:
    """A copy in few words: Review 3, 23 Nov 2026, team."""
    whose = widget.tr("customer") if row.made_for is MadeFor.CUSTOMER else widget.tr("team")
    day = short_day(local_day(row.issued_at), today)
    return widget.tr("Review {n}, {day}, {whose}").format(n=row.number, day=day, whose=whose)
