"""The page of one customer: the single view of everything that is known and was said."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.conversations import Revision, TimelineEntry
from mcr_desktop.domain.facts import Fact, PastFact
from mcr_desktop.domain.fence import Action, Seat
from mcr_desktop.ui.capture.form import KEEP_MS, NoteState
from mcr_desktop.ui.customers.about import AboutPane
from mcr_desktop.ui.customers.aside import AsidePane
from mcr_desktop.ui.customers.asks import AskFact, ChangeFact, ConfirmFact, EndFact
from mcr_desktop.ui.customers.brief import BriefSheet
from mcr_desktop.ui.customers.header import CustomerHead
from mcr_desktop.ui.customers.middle import MiddlePane
from mcr_desktop.ui.customers.moments import Moment
from mcr_desktop.ui.customers.notesheet import NoteSheet
from mcr_desktop.ui.customers.printing import print_text
from mcr_desktop.ui.customers.sheets import (
    ContactSheet,
    FactSheet,
    FormSheet,
    GateSheet,
    HistorySheet,
    MessageSheet,
    ObjectiveSheet,
    PlanSheet,
    PromiseSheet,
)
from mcr_desktop.ui.customers.state import CustomerState
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import IconButton, NoAccess, Page, Panes, Scroll, Width, dress

PANES_AT = 2
"""Where the panes stand in the page's column: below the header and its hairline."""


class CustomerPage(Page):
    """People and facts, what is being written above what was said, room and promises."""

    asked = Signal(object)
    """One of `customers.asks`."""
    promise_asked = Signal(object)
    """One of `promises.asks`."""
    fact_edit_wanted = Signal(object)
    """A fact to be changed in place, or None to leave it as it is."""
    walk_wanted = Signal()
    settled = Signal(bool)
    history_wanted = Signal(object)
    note_wanted = Signal(object)
    kinds_chosen = Signal(object)
    filtered = Signal(str)
    older_wanted = Signal()
    message_left = Signal(object)
    gate_wanted = Signal(object)
    """An admin wants to read these records for a day, and says why."""
    log_wanted = Signal(object)
    again = Signal()

    def __init__(self, keep_ms: int = KEEP_MS) -> None:
        self.head = CustomerHead()
        super().__init__(self.tr("Customer"), header=self.head)
        dress(self, "surface")
        self.state = CustomerState()
        self.about, self.middle, self.aside = AboutPane(), MiddlePane(keep_ms), AsidePane()
        self._left = Scroll(self.about, surface="surface")
        right = Scroll(self.aside, surface="surface")
        self.set_panes(
            self._left,
            self.middle,
            side=right,
            side_name=self.tr("Contact, promises, plan"),
            widths=(290, 632, 286),
            grows=1,
        )
        self._splitter = self.findChild(Panes)
        if self._splitter is not None:
            self._splitter.setObjectName("customer")
        self.no_access = NoAccess("", self.tr("Leave a message for the team"))
        self.no_access.hide()
        self._column.addWidget(self.no_access, 1)
        self._swap = IconButton(self.tr("People and facts, or what was said"), "users")
        self._swap.clicked.connect(self._swap_panes)
        self._swap.hide()
        self.head.add_action(self._swap)
        self._connect()
        self.tell(
            (
                ("Ctrl N", self.tr("log")),
                ("/", self.tr("insert")),
                ("F", self.tr("confirm facts")),
                ("J K", self.tr("older, newer")),
                ("?", self.tr("all keys")),
            ),
            "",
        )

    @property
    def composer(self) -> QWidget:
        """The form in which a conversation is written down here."""
        return self.middle.composer

    def present(self, state: CustomerState) -> None:
        """Look like this state, whatever was shown before; typed words, caret and scroll stay."""
        self.state = state
        header = state.known.header if state.known is not None else state.directory
        if header is not None:
            self.head.present(header, readable=not state.refused)
            self.tell(title=header.name)
        self.no_access.setVisible(bool(state.refused))
        self.no_access.say(state.refused, self._way_in())
        if self._splitter is not None:
            self._splitter.setVisible(not state.refused)
        self._column.setStretch(PANES_AT, 0 if state.refused else 1)
        self._fold()
        if state.refused:
            return
        self.middle.present(state)
        if state.known is None:
            return
        self.about.present(state)
        known = state.known
        self.aside.present(
            state.day, known.pressure, known.promises, known.plan, known.complaints, known.messages,
            known.people,
        )  # fmt: skip

    def present_note(self, state: NoteState) -> None:
        """Show the note that is being written here."""
        self.middle.composer.present(state)
        self.tell(status=self.tr("Draft kept") if state.kept else "")

    def prepare(self) -> None:
        """What to know before the next conversation (Ctrl+E)."""
        brief = self.state.brief()
        if brief is None:
            return
        sheet = BriefSheet(self, brief)
        sheet.log_wanted.connect(self.middle.composer.focus_text)
        sheet.print_wanted.connect(lambda title, text: print_text(self, title, text))
        self._open(sheet)

    def show_history(self, fact: Fact, past: tuple[PastFact, ...]) -> None:
        """What this fact was before."""
        self._open(HistorySheet(self, fact.topic, past, self.state.day))

    def show_note(self, entry: TimelineEntry, revisions: tuple[Revision, ...]) -> NoteSheet:
        """One note in full, with its wordings."""
        sheet = NoteSheet(self, entry, revisions, self.state.day)
        sheet.asked.connect(self.asked)
        self._open(sheet)
        return sheet

    def focus_start(self) -> None:
        """Give the keyboard to what was said last."""
        if self.state.refused:
            self.no_access.setFocus()
        else:
            self.middle.focus_timeline()

    def fit(self, width: Width) -> None:
        narrow = width <= Width.NARROW
        self.head.fold(narrow=narrow)
        self._swap.setVisible(narrow)
        super().fit(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("f", "F") and not event.modifiers():
            self.walk_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _fold(self) -> None:
        super()._fold()
        if self.state.refused and self._strip is not None:
            self._strip.hide()

    def _swap_panes(self) -> None:
        """Where only one pane has room: the other one."""
        self.bring(1 if self.middle.isHidden() else 0)

    def _fact_asked(self, letter: str, fact: Fact) -> None:
        if letter == "C":
            self.fact_edit_wanted.emit(fact)
        elif letter == "H":
            self.history_wanted.emit(fact)
        else:
            ask = {"Y": ConfirmFact, "L": AskFact, "X": EndFact}[letter]
            self.asked.emit(ask(fact))

    def _moment_letter(self, letter: str, moment: Moment | None) -> None:
        if letter == "F":
            self.walk_wanted.emit()
        elif letter == "E" and moment is not None:
            self.note_wanted.emit(moment.head)

    def _form(self, sheet: FormSheet) -> None:
        sheet.asked.connect(self.asked)
        self._open(sheet)

    def _way_in(self) -> str:
        """The one thing that somebody outside the fence may do."""
        fence = self.state.directory.fence if self.state.directory is not None else None
        if fence is None:
            return ""
        if Seat.ADMIN in fence.seats:
            return self.tr("Open a gate pass")
        return self.tr("Leave a message for the team") if fence.allows(Action.LEAVE_MESSAGE) else ""

    def _knock(self) -> None:
        directory = self.state.directory
        if directory is None:
            return
        sheet: FormSheet
        if Seat.ADMIN not in directory.fence.seats:
            sheet = MessageSheet(self, directory.name, directory.fence.ask)
            sheet.asked.connect(self.message_left)
        else:
            sheet = GateSheet(self, directory.name)
            sheet.asked.connect(self.gate_wanted)
        self._open(sheet)

    def _open(self, sheet: Sheet) -> None:
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _connect(self) -> None:
        head, about, middle, aside = self.head, self.about, self.middle, self.aside
        head.back.connect(lambda: self.go.emit("customers", None))
        head.prepare.connect(self.prepare)
        head.log.connect(lambda: self.log_wanted.emit(self.state.customer_id))
        head.complaint.connect(self.begin_complaint)
        head.review.connect(lambda: self.go.emit("reviews", self.state.customer_id))
        about.contact_wanted.connect(lambda: self._form(ContactSheet(self)))
        about.contact_opened.connect(lambda contact: self._form(ContactSheet(self, contact)))
        about.fact_wanted.connect(lambda: self._form(FactSheet(self)))
        about.fact_asked.connect(self._fact_asked)
        about.fact_changed.connect(lambda fact, value: self.asked.emit(ChangeFact(fact, value)))
        about.fact_given_up.connect(lambda: self.fact_edit_wanted.emit(None))
        about.walk_wanted.connect(self.walk_wanted)
        about.settled.connect(self.settled)
        middle.kinds_chosen.connect(self.kinds_chosen)
        middle.filtered.connect(self.filtered)
        middle.log_wanted.connect(middle.composer.focus_text)
        middle.again.connect(self.again)
        middle.timeline.opened.connect(lambda moment: self.note_wanted.emit(moment.head))
        middle.timeline.letter.connect(self._moment_letter)
        middle.timeline.older_wanted.connect(self.older_wanted)
        middle.composer.escaped.connect(self.focus_start)
        aside.promise_asked.connect(self.promise_asked)
        aside.promise_wanted.connect(lambda: self._form(PromiseSheet(self, self.state.day)))
        aside.objective_wanted.connect(lambda: self._form(ObjectiveSheet(self, self.state.day)))
        aside.plan_opened.connect(lambda plan: self._form(PlanSheet(self, plan, self.state.day)))
        aside.complaint_opened.connect(lambda number: self.go.emit("complaints", number))
        self.no_access.acted.connect(self._knock)

    def begin_complaint(self) -> None:
        """A complaint to be written down here (Ctrl+Shift+C)."""
        edit = self.middle.composer.edit
        edit.add_line("/complaint ")
        edit.setFocus()
