"""The amber line that says when a customer has heard from us often enough; it never stands in the way."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcr_desktop.charts.axes import number_words
from mcr_desktop.domain.conversations import Starter, TimelineEntry
from mcr_desktop.ui.capture.composing import Note
from mcr_desktop.ui.capture.pressure import hounding
from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.dates import moment
from mcr_desktop.ui.marks import fill_round, painter_on
from mcr_desktop.ui.parts import ActionButton, Icon, clear, column, line, words

SHORT = 110


class HoundingLine(QWidget):
    """How many contacts, by how many of us, what the limit is; 'See the five' lists them."""

    contacts_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._head = words("", "strong", tone="warn", wrap=True)
        self._advice = words("", "body", tone="warn", wrap=True)
        self.see = ActionButton("", "eye", manner="quiet", small=True)
        self.see.clicked.connect(self.contacts_wanted)
        self._list = column(spacing=4)
        told = column(self._head, self._advice, spacing=1)
        top = line(Icon("hand", "warn", 18), told, self.see, spacing=11)
        top.setStretch(1, 1)
        self.setLayout(column(top, self._list, spacing=0, margins=(13, 9, 10, 9)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def present(self, note: Note, me: str) -> None:
        """Warn if one more contact by us is one too many; a contact they began does not count."""
        ours = note.said().started_by is Starter.US
        told = hounding(note.pressure, me) if note.pressure is not None and ours else None
        self.setVisible(told is not None)
        if told is None or note.pressure is None:
            return
        self._head.setText(told[0])
        self._advice.setText(told[1])
        self.setAccessibleName(" ".join(told))
        count = note.pressure.started_by_us
        self.see.say(self.tr("See the {n}").format(n=number_words(count)))
        self.see.setVisible(count > 0)

    def show_contacts(self, entries: tuple[TimelineEntry, ...], today: date) -> None:
        """List them below the warning; an empty list closes it."""
        from_parts = [
            line(
                words(moment(entry.at, today), "meta"),
                words(f"{entry.who} {entry.deed}", "medium"),
                words(_short(entry.text), "meta", elide=True),
                spacing=8,
            )
            for entry in entries
        ]
        clear(self._list)
        self._list.setContentsMargins(29, 8 if entries else 0, 4, 2 if entries else 0)
        for part in from_parts:
            part.setStretch(2, 1)
            self._list.addLayout(part)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill_round(painter_on(self), QRectF(self.rect()), 8, colours_of(self).warn_soft)


def _short(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= SHORT else f"{whole[:SHORT].rstrip()}…"
