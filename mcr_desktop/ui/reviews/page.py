"""Reviews: the customers at the left, the file itself in the middle, what to print at the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.parts import (
    ActionButton,
    Check,
    EmptyState,
    Page,
    ProblemLine,
    ProgressLine,
    Scroll,
    column,
    dress,
    line,
    words,
)
from mcr_desktop.ui.reviews.asides import IssuedPart, SummaryPart, issued_words
from mcr_desktop.ui.reviews.preview import Preview
from mcr_desktop.ui.reviews.state import Beside, Customer, State
from mcr_desktop.ui.reviews.wishes import Wishes

__all__ = ["Beside", "Customer", "ReviewsPage", "State"]


class ReviewsPage(Page):
    """Account reviews: choose, look, print."""

    shown = Signal(object)
    ticked = Signal(object, bool)
    all_ticked = Signal(bool)
    wishes_changed = Signal(object)
    save_together_wanted = Signal()
    save_apart_wanted = Signal()
    print_wanted = Signal()
    stopped = Signal()
    again = Signal()
    save_again_wanted = Signal()
    print_again_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(self.tr("Account reviews"))
        self.together = ActionButton(self.tr("Save as one PDF"), "file-down", key="Ctrl S")
        self.apart = ActionButton(self.tr("Save files"), "folder-down")
        self.print = ActionButton(self.tr("Print"), "printer", manner="primary", key="Ctrl P")
        for button, wish in (
            (self.together, self.save_together_wanted),
            (self.apart, self.save_apart_wanted),
            (self.print, self.print_wanted),
        ):
            button.clicked.connect(wish)
            self.header.add_action(button)
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self.every = Check(self.tr("All customers"), name=self.tr("Choose every customer"))
        self.progress = ProgressLine(self.tr("Building"))
        self.customers = LineList(self.tr("Customers"))
        self.nothing = EmptyState(
            self.tr("There is no customer yet whose review you may print."), "file-text"
        )
        self.left_out = words("", "meta", wrap=True)
        self.preview = Preview()
        self._pdf = b""
        self.wishes = Wishes(today)
        self.wishes.changed.connect(self.wishes_changed)
        self.summary = SummaryPart()
        self.issued = IssuedPart()
        self.looking = words("", "medium", wrap=True)
        self.set_panes(
            self._left(),
            self._middle(),
            side=Scroll(column(self.summary, self.wishes, self.issued, spacing=20), margins=(18, 16, 18, 18)),
            side_name=self.tr("What to print"),
            widths=(268, 674, 250),
            grows=1,
        )

    def present(self, state: State) -> None:
        """Look like this state, whatever was shown before."""
        count = len(state.ticked)
        self._say_counts(state, count)
        self.problem.say(state.problem)
        self.nothing.setVisible(state.loaded and not state.customers)
        self.customers.setVisible(bool(state.customers) or not state.loaded)
        self.every.setVisible(bool(state.customers))
        outside = self.tr("{n} more are fenced; their teams print them.").format(n=state.left_out)
        self.left_out.say(outside if state.left_out else "")
        self._tick_every(count, len(state.customers))
        self.customers.show_lines(_line(customer) for customer in state.customers)
        if state.shown is not None:
            self.customers.blockSignals(True)
            self.customers.choose(state.shown)
            self.customers.blockSignals(False)
        self.progress.setVisible(state.building is not None)
        if state.building is not None:
            self.progress.show_progress(*state.building)
        if state.pdf is not self._pdf:
            self._pdf = state.pdf
            self.preview.show_pdf(state.pdf)
        self.wishes.present(state.period, state.made_for, state.paper, state.sections)
        self.summary.present(state.beside)
        self.issued.present(state.beside, state.today)
        self._say_looking(state)
        self._enable(state, count)
        self.tell(self._hints(), state.done or self.tr("Preview is the exact file that prints"))

    def _say_counts(self, state: State, count: int) -> None:
        first, last = state.period.first, state.period.last
        days = f"{first.day} {first:%b} {first.year} to {last.day} {last:%b} {last.year}"
        chosen = counted(count, "customer chosen", "customers chosen")
        self.header.say(self.title, f"{days} · {chosen}")
        self.print.say(self.tr("Print {n} reviews").format(n=count) if count > 1 else self.tr("Print"))
        self.apart.say(self.tr("Save {n} files").format(n=count) if count > 1 else self.tr("Save file"))

    def _say_looking(self, state: State) -> None:
        row = state.looked_at
        self._banner.setVisible(row is not None)
        if row is not None:
            told = issued_words(self, row, state.today)
            self.looking.say(self.tr("{copy}, as it was issued by {who}.").format(copy=told, who=row.by))

    def _enable(self, state: State, count: int) -> None:
        free = state.building is None and count > 0
        for button in (self.together, self.apart, self.print):
            button.setEnabled(free)

    def _tick_every(self, count: int, of: int) -> None:
        self.every.blockSignals(True)
        self.every.setChecked(count == of and of > 0)
        self.every.say(self.tr("{count} of {of} customers").format(count=count, of=of))
        self.every.blockSignals(False)

    def _left(self) -> QWidget:
        self.every.toggled.connect(self.all_ticked)
        self.progress.stopped.connect(self.stopped)
        self.customers.current.connect(self.shown)
        self.customers.opened.connect(self.shown)
        self.customers.ticked.connect(self.ticked)
        head = column(self.every, self.progress, spacing=8, margins=(14, 12, 14, 8))
        foot = column(self.left_out, margins=(14, 8, 14, 10))
        pane = QWidget()
        pane.setLayout(column(head, self.nothing, self.customers, foot))
        dress(pane, "surface")
        return pane

    def _middle(self) -> QWidget:
        pane = QWidget()
        self._banner = self._make_banner()
        trouble = column(self.problem, margins=(16, 8, 16, 8))
        pane.setLayout(column(trouble, self._banner, self.preview))
        return pane

    def _make_banner(self) -> QWidget:
        """Says that an issued copy is shown, and what can be done with it."""
        buttons = []
        for text, icon, wish in (
            (self.tr("Save again"), "file-down", self.save_again_wanted),
            (self.tr("Print again"), "printer", self.print_again_wanted),
            (self.tr("Back"), "x", self.back_wanted),
        ):
            button = ActionButton(text, icon, small=True)
            button.clicked.connect(wish)
            buttons.append(button)
        self.save_again, self.print_again, self.back = buttons
        banner = QWidget()
        banner.setLayout(line(self.looking, *buttons, spacing=8, margins=(16, 4, 16, 8)))
        banner.hide()
        return banner

    def _hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("J K", self.tr("customer")),
            ("PgUp PgDn", self.tr("page")),
            ("Space", self.tr("include")),
            ("Ctrl P", self.tr("print")),
        )


def _line(customer: Customer) -> Line:
    return Line(
        customer.id,
        customer.name,
        state=customer.state,
        tone=customer.tone,
        state_icon=customer.icon,
        avatar=customer.name,
        checked=customer.ticked,
    )
