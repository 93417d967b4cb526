"""A promise as a row: tick, words, whose it is, with whom, and when it is due."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLayout, QMenu, QWidget

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.ui.dates import near_day
from mcr_desktop.ui.names import first_name
from mcr_desktop.ui.parts import (
    Avatar,
    Chip,
    Icon,
    PromiseTick,
    Row,
    Tone,
    column,
    dress,
    fixed,
    line,
    unmarked,
    words,
)
from mcr_desktop.ui.promises.asks import Keep, Snooze
from mcr_desktop.ui.promises.sheets import DaySheet, LetGoSheet, PersonSheet, RewordSheet


def due_mark(promise: Promise, today: date) -> tuple[str, Tone, str]:
    """When it is due, in words, with tone and icon: late ours red, today's amber, theirs never red."""
    if promise.state is PromiseState.KEPT:
        return "Kept", "ok", "circle-check"
    if promise.state is PromiseState.LET_GO:
        return "Let go", "neutral", ""
    if promise.due is None:
        return "No day", "neutral", ""
    said, days = near_day(promise.due, today), (promise.due - today).days
    if days < 0:
        return said, ("bad" if promise.side is Side.OURS else "warn"), "clock"
    if days == 0 and promise.side is Side.OURS:
        return said, "warn", "clock"
    return said, "neutral", ""


def side_words(side: Side) -> str:
    """Whose promise it is, in a word."""
    return "Ours" if side is Side.OURS else "Theirs"


def spoken(promise: Promise, today: date, *, customer: bool) -> str:
    """The promise as one sentence for screen readers."""
    due, _, _ = due_mark(promise, today)
    late = ", late" if promise.state is PromiseState.OPEN and promise.is_late(today) else ""
    parts = ["Promise", side_words(promise.side).lower(), promise.text]
    parts += [promise.customer] if customer and promise.customer else []
    parts += [f"due {due.lower()}{late}" if promise.state is PromiseState.OPEN else due.lower()]
    return ", ".join(parts)


class PromiseRow(Row):
    """One promise: Space keeps, S snoozes, E changes, R hands on, Del lets go, Enter opens the customer."""

    asked = Signal(object)
    """One of `promises.asks`."""

    def __init__(self, promise: Promise, today: date, people: tuple[PersonRow, ...] = ()) -> None:
        super().__init__()
        self.promise = promise
        self._today, self._people = today, people
        self.tick = PromiseTick(promise.text)
        self.tick.setChecked(promise.state is PromiseState.KEPT)
        self.tick.setEnabled(promise.state is not PromiseState.LET_GO)
        self.tick.toggled.connect(lambda on: self.asked.emit(Keep(self.promise, on)))
        self.letter.connect(self._answer)

    def _answer(self, letter: str) -> None:
        if letter == "Space":
            self.tick.toggle()
        elif self.promise.state is not PromiseState.OPEN:
            return
        elif letter == "S":
            self.show_snooze()
        elif letter == "E":
            self._open(RewordSheet(self, self.promise, self._today))
        elif letter == "R" and self._people:
            self._open(PersonSheet(self, self.promise, self._people))
        elif letter == "Del":
            self._open(LetGoSheet(self, self.promise))

    def menu(self) -> QMenu:
        """Everything that can be asked of this promise, with its key."""
        menu = QMenu(self)
        kept = self.promise.state is PromiseState.KEPT
        items = [(self.tr("Not kept after all") if kept else self.tr("Kept"), "Space")]
        if self.promise.state is PromiseState.OPEN:
            items += [(self.tr("Snooze"), "S"), (self.tr("Change"), "E")]
            items += [(self.tr("Hand on"), "R")] if self._people else []
            items += [(self.tr("Let go"), "Del")]
        for title, key in items:
            menu.addAction(f"{title}\t{key}").triggered.connect(lambda _=False, key=key: self._answer(key))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus()
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def show_snooze(self) -> None:
        """Offer the days on which to bring it up again."""
        menu = self.snooze_menu()
        menu.popup(self.mapToGlobal(QPoint(48, self.height())))

    def snooze_menu(self) -> QMenu:
        """Tomorrow, Friday, next week, or a day of one's own."""
        menu = QMenu(self)
        for name, day in snooze_days(self._today):
            action = menu.addAction(unmarked(f"{name}\t{near_day(day, self._today)}"))
            action.triggered.connect(lambda _=False, day=day: self.asked.emit(Snooze(self.promise, day)))
        menu.addSeparator()
        pick = menu.addAction(self.tr("Pick a day…"))
        pick.triggered.connect(lambda: self._open(DaySheet(self, self.promise, self._today)))
        return menu

    def _open(self, sheet: DaySheet | RewordSheet | PersonSheet | LetGoSheet) -> None:
        sheet.asked.connect(self.asked)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()


def snooze_days(today: date) -> tuple[tuple[str, date], ...]:
    """The days usually wanted, each only once."""
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    monday = today + timedelta(days=7 - today.weekday())
    tomorrow = today + timedelta(days=1)
    offered = [("Tomorrow", tomorrow)]
    if friday > tomorrow:
        offered.append(("Friday", friday))
    if monday > tomorrow:
        offered.append(("Next week", monday))
    return tuple(offered)


def wide_row(promise: Promise, today: date, people: tuple[PersonRow, ...], *, narrow: bool) -> PromiseRow:
    """As Today lists it, with the customer; in two lines where room is short."""
    row = PromiseRow(promise, today, people)
    row.setAccessibleName(spoken(promise, today, customer=True))
    closed = promise.state is not PromiseState.OPEN
    text = words(promise.text, "body" if closed else "medium", elide=True)
    chip = Chip(*due_mark(promise, today))
    arrow = Icon("arrow-up-right" if promise.side is Side.OURS else "arrow-down-left", size=12)
    whose = line(arrow, words(side_words(promise.side), "meta"), 1)
    whom = line(Avatar(promise.customer, 20, square=True), words(promise.customer, "body", elide=True))
    whom.setStretch(1, 1)
    content: QLayout
    if narrow:
        dress(row, "tall")
        below = line(whose, whom, spacing=12)
        below.setStretch(1, 1)
        content = line(row.tick, column(text, below, spacing=3), chip)
        content.setStretch(1, 1)
    else:
        content = line(row.tick, text, fixed(whose, 66), fixed(whom, 176), fixed(chip, 104, trailing=True))
        content.setStretch(1, 1)
    row.setLayout(content)
    return row


def brief_row(promise: Promise, today: date, people: tuple[PersonRow, ...]) -> PromiseRow:
    """As a customer's own page lists it: whose, who and when below the words."""
    row = PromiseRow(promise, today, people)
    row.setAccessibleName(spoken(promise, today, customer=False))
    dress(row, "plain")
    due, tone, _ = due_mark(promise, today)
    parts = [side_words(promise.side), first_name(promise.who), due]
    below = words(" · ".join(part for part in parts if part), "meta", tone=_ink(tone), elide=True)
    told = column(words(promise.text, "medium", wrap=True), below, spacing=1)
    content = line(_on_top(row.tick), told, spacing=6, margins=(2, 4, 2, 4))
    content.setStretch(1, 1)
    row.setLayout(content)
    return row


def _ink(tone: Tone) -> Tone | None:
    return None if tone == "neutral" else tone


def _on_top(widget: QWidget) -> QLayout:
    return column(widget, 1)
