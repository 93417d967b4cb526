"""The middle of a customer's page: composer, filters, timeline."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.ui.capture.form import KEEP_MS
from mcr_desktop.ui.customers.composer import Composer
from mcr_desktop.ui.customers.moments import told
from mcr_desktop.ui.customers.state import EVERYTHING, CustomerState
from mcr_desktop.ui.customers.timeline import Timeline
from mcr_desktop.ui.parts import (
    EmptyState,
    FilterChip,
    IconButton,
    ProblemLine,
    SearchField,
    column,
    dress,
    line,
    words,
)

SHOWN: tuple[tuple[EntryKind, ...], ...] = (
    EVERYTHING,
    (EntryKind.CONVERSATION,),
    (EntryKind.COMPLAINT,),
    (EntryKind.PROMISE,),
    (EntryKind.FACT,),
)


class MiddlePane(QWidget):
    """What is being written stands still above what was said before."""

    kinds_chosen = Signal(object)
    filtered = Signal(str)
    log_wanted = Signal()
    again = Signal()

    def __init__(self, keep_ms: int = KEEP_MS) -> None:
        super().__init__()
        dress(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.composer = Composer(keep_ms)
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self.timeline = Timeline(self.tr("What was said and done"), date.min)
        self.deck = QStackedWidget()
        self.empty = EmptyState(
            self.tr("No conversations yet. Log the last one you remember."),
            "messages-square",
            self.tr("Log conversation"),
            "Ctrl N",
        )
        self.empty.acted.connect(self.log_wanted)
        self.none = EmptyState("", "list-filter", self.tr("Show everything"))
        self.none.acted.connect(self._show_everything)
        for each in (self.timeline, self.empty, self.none):
            self.deck.addWidget(each)
        self._make_filters()
        top = column(
            self.problem, self.composer, self._filters, self._search_line, spacing=10, margins=(20, 16, 20, 8)
        )
        self.setLayout(column(top, self.deck))

    def present(self, state: CustomerState) -> None:
        """Look like this state; the text being typed and the place in the list stay as they are."""
        self.problem.say(state.problem)
        self._chips[SHOWN.index(state.kinds) if state.kinds in SHOWN else 0].setChecked(True)
        self._count_complaints(state)
        if self.search.text().strip() != state.text.strip():
            with QSignalBlocker(self.search):
                self.search.setText(state.text)
        self._search_line.setVisible(bool(state.text) or self.search.hasFocus() or self._open)
        moments = told(state.entries, merged=not state.kinds and not state.text)
        self.timeline.show_moments(moments, state.day)
        if state.fresh:
            self.timeline.show_fresh(state.fresh)
        self._show_deck(state, len(moments))

    def focus_filter(self) -> None:
        """Open the filter and give it the keyboard (Ctrl+F)."""
        self._open = True
        self._search_line.setVisible(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_timeline(self) -> None:
        """Give the keyboard to the list."""
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.timeline.currentIndex().isValid():
            self.timeline.step(0)

    def _show_deck(self, state: CustomerState, count: int) -> None:
        filtered = bool(state.kinds or state.text.strip())
        several = self.tr("{n} shown") if count != 1 else self.tr("{n} found")
        more = "" if state.complete else "+"
        self._count.setText(several.format(n=f"{count}{more}") if state.text.strip() else "")
        shown: QWidget = self.timeline
        if not count and state.known is not None and not state.busy:
            shown = self.none if filtered else self.empty
            if filtered:
                self.none.say(self._nothing_words(state), self.tr("Show everything"))
        self.deck.setCurrentWidget(shown)

    def _nothing_words(self, state: CustomerState) -> str:
        view = self._names[SHOWN.index(state.kinds) if state.kinds in SHOWN else 0]
        if state.text.strip():
            return self.tr("Nothing in {view} with “{text}”.").format(view=view, text=state.text.strip())
        return self.tr("Nothing in {view} yet.").format(view=view)

    def _count_complaints(self, state: CustomerState) -> None:
        count = len(state.known.complaints) if state.known is not None else 0
        self._chips[2].say(self._names[2], count or None)

    def _show_everything(self) -> None:
        self._open = False
        self.search.clear()
        self.kinds_chosen.emit(EVERYTHING)

    def _make_filters(self) -> None:
        self._names = (
            self.tr("Everything"),
            self.tr("Conversations"),
            self.tr("Complaints"),
            self.tr("Promises"),
            self.tr("Facts"),
        )
        self._open = False
        self._chips = [FilterChip(name) for name in self._names]
        self._group = QButtonGroup(self)
        for chip, kinds in zip(self._chips, SHOWN, strict=True):
            self._group.addButton(chip)
            chip.clicked.connect(lambda _=False, kinds=kinds: self.kinds_chosen.emit(kinds))
        find = IconButton(self.tr("Filter what is shown"), "search", key="Ctrl+F")
        find.clicked.connect(self.focus_filter)
        self._filters = QWidget()
        self._filters.setLayout(line(*self._chips, 1, find, spacing=7))
        self.search = SearchField(self.tr("Filter by words"), width=260)
        self.search.textChanged.connect(self.filtered)
        self.search.left.connect(self._leave_filter)
        self._count = words("", "meta", numbers=True)
        self._search_line = QWidget()
        self._search_line.setLayout(line(self.search, self._count, 1, spacing=10))
        self._search_line.hide()

    def _leave_filter(self) -> None:
        if not self.search.text():
            self._open = False
            self._search_line.hide()
        self.focus_timeline()
