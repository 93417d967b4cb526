"""Today: promises due, conversations worth having, facts going stale; beside them what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.promises import Promise
from mcr_desktop.domain.today import Reason, Today, Worth
from mcr_desktop.ui.dates import LONG_DAYS, full_day, near_day
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.names import first_name
from mcr_desktop.ui.parts import (
    ActionButton,
    Card,
    EmptyState,
    Icon,
    Page,
    ProblemLine,
    Scroll,
    SearchField,
    Section,
    SectionTitle,
    Width,
    Words,
    column,
    line,
    words,
)
from mcr_desktop.ui.promises.rows import PromiseRow, wide_row
from mcr_desktop.ui.today.rows import StaleRow, WorthRow
from mcr_desktop.ui.today.side import SidePane

MOST_WORTH = MOST_STALE = 5
PATIENCE_MS = 300
SECONDS_A_FACT = 8


@dataclass(frozen=True, slots=True)
class State:
    """Everything Today can look like.

    kept: promises kept since the window opened, which stay where they were; editing: the fact being changed;
    opening: busy with opening the workspace, not yet with reading it.
    """

    busy: bool = False
    problem: str = ""
    day: Today | None = None
    kept: tuple[Promise, ...] = ()
    editing: int | None = None
    people: tuple[PersonRow, ...] = ()
    opening: bool = False

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What is due and what was kept, in the order of their days."""
        if self.day is None:
            return ()
        kept = {promise.id for promise in self.kept}
        both = [*self.kept, *(each for each in self.day.promises if each.id not in kept)]
        return tuple(sorted(both, key=lambda each: (each.due or date.max, each.id)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """A record with what else its row depends on."""

    record: Fact | Promise | Worth
    editing: bool
    narrow: bool
    day: date


class FindField(SearchField):
    """Looks like a search field and opens the palette, with whatever was typed."""

    wanted = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__(text, "Ctrl K", 330)
        self.textEdited.connect(self._hand_over)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit("")

    def _hand_over(self, text: str) -> None:
        self.clear()
        self.wanted.emit(text)


class TodayPage(Page):
    """The first page of the day."""

    promise_asked = Signal(object)
    """One of `promises.asks`."""
    fact_confirmed = Signal(object)
    fact_change_wanted = Signal(object)
    fact_changed = Signal(object, str)
    fact_later = Signal(object)
    fact_given_up = Signal()
    log_wanted = Signal(object)
    """Log a conversation with this customer id, or with nobody yet (None)."""
    prepare_wanted = Signal(int)
    contacts_wanted = Signal(int)
    draft_wanted = Signal(str)
    find_wanted = Signal(str)
    again = Signal()
    """Try to read the day once more."""

    def __init__(self) -> None:
        super().__init__(self.tr("Today"))
        self._state = State()
        self._narrow = False
        self._add_actions()
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self._make_sections()
        self.all_kept = AllKept()
        self.nothing = EmptyState(
            self.tr("Nothing waits for you. Log a conversation, and Today begins to fill."),
            "sun",
            self.tr("Log conversation"),
            "Ctrl N",
        )
        self.nothing.acted.connect(lambda: self.log_wanted.emit(None))
        self.reading = words("", "subtitle")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_reading)
        self._lay_out()
        self.tell(self._hints(), "")
        self._show_nothing()

    def present(self, state: State) -> None:
        """Look like this state, whatever was shown before."""
        self._state = state
        self.problem.say(state.problem)
        if state.busy and state.day is None:
            opening = self.tr("Opening your workspace…")
            self.reading.setText(opening if state.opening else self.tr("Reading your day…"))
            self._patience.start()
        else:
            self._patience.stop()
        self.reading.setVisible(False)
        if state.day is None:
            self._show_nothing()
            return
        self._present_day(state, state.day)

    def fit(self, width: Width) -> None:
        super().fit(width)
        self._find.setVisible(width > Width.NARROW)
        narrow = width <= Width.NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.present(self._state)

    def focus_start(self) -> None:
        """Give the keyboard to the first row there is."""
        for rows in (self._promises, self._worth, self._stale):
            if rows.focus(0):
                return

    def _present_day(self, state: State, day: Today) -> None:
        self.header.say(_greeting(day), self._subtitle(day))
        promises, worth, stale = state.promises, day.worth[:MOST_WORTH], day.stale[:MOST_STALE]
        self._promises.show([self._shown(each, day.day) for each in promises])
        waiting = len(promises) - len(state.kept)
        self._show_section(self._promise_section, waiting, _sides(day), bool(promises))
        self._worth.show([self._shown(each, day.day) for each in worth])
        self._show_section(self._worth_section, len(worth), None, bool(worth))
        self._stale.show([self._shown(each, day.day) for each in stale])
        seconds = self.tr("about {n} seconds").format(n=max(10, len(stale) * SECONDS_A_FACT))
        self._show_section(self._stale_section, len(stale), seconds, bool(stale))
        done, of = day.kept_today, day.kept_today + len(day.promises)
        quiet = not promises and not worth and not stale
        self.nothing.setVisible(quiet and not done and day.next_due is None)
        self.all_kept.present(day, shown=not day.promises and not self.nothing.isVisibleTo(self))
        self.side.present(day)
        self.side.setVisible(True)
        told = self.tr("{done} of {all} done today").format(done=done, all=of) if of else ""
        self.tell(status=told)

    def _show_nothing(self) -> None:
        self.header.say(self.title)
        for section in (self._promise_section, self._worth_section, self._stale_section):
            section.setVisible(False)
        for other in (self.nothing, self.all_kept, self.side):
            other.setVisible(False)

    def _show_reading(self) -> None:
        self.reading.setVisible(True)

    def _show_section(self, section: Section, count: int, hint: str | None, shown: bool) -> None:
        section.heading.show_count(count, hint)
        section.setVisible(shown)

    def _shown(self, record: Fact | Promise | Worth, day: date) -> _Shown:
        editing = isinstance(record, Fact) and record.id == self._state.editing
        return _Shown(record, editing, self._narrow, day)

    def _subtitle(self, day: Today) -> str:
        calls = sum(each.reason is not Reason.GIVE_ROOM for each in day.worth[:MOST_WORTH])
        parts = []
        if day.promises:
            parts.append(counted(len(day.promises), self.tr("promise due"), self.tr("promises due")))
        if calls:
            parts.append(counted(calls, self.tr("call worth making"), self.tr("calls worth making")))
        told = ", ".join(parts)
        return f"{full_day(day.day)} · {told}" if told else full_day(day.day)

    def _promise_row(self, shown: _Shown) -> QWidget:
        promise = shown.record
        assert isinstance(promise, Promise)
        row: PromiseRow = wide_row(promise, shown.day, self._state.people, narrow=shown.narrow)
        row.asked.connect(self.promise_asked)
        row.opened.connect(lambda: self.go.emit("customers", promise.customer_id))
        return row

    def _worth_row(self, shown: _Shown) -> QWidget:
        worth = shown.record
        assert isinstance(worth, Worth)
        row = WorthRow(worth)
        row.prepare.connect(self.prepare_wanted)
        row.contacts.connect(self.contacts_wanted)
        row.opened.connect(lambda: self.go.emit("customers", worth.customer_id))
        return row

    def _stale_row(self, shown: _Shown) -> QWidget:
        fact, day = shown.record, self._state.day
        assert isinstance(fact, Fact)
        assert day is not None
        row = StaleRow(fact, shown.day, day.name, editing=shown.editing, narrow=shown.narrow)
        row.confirmed.connect(self.fact_confirmed)
        row.change_wanted.connect(self.fact_change_wanted)
        row.changed.connect(self.fact_changed)
        row.later.connect(self.fact_later)
        row.given_up.connect(self.fact_given_up)
        row.opened.connect(lambda: self.go.emit("customers", fact.customer_id))
        return row

    def _add_actions(self) -> None:
        self._find = FindField(self.tr("Find a customer, note or command"))
        self._find.wanted.connect(self.find_wanted)
        log = ActionButton(self.tr("Log conversation"), "message-square-plus", manner="primary", key="Ctrl N")
        log.clicked.connect(lambda: self.log_wanted.emit(None))
        self.header.add_action(self._find)
        self.header.add_action(log)

    def _make_sections(self) -> None:
        self._promise_section = Section(self.tr("Promises due"), "handshake")
        hint = self.tr("Your rhythm with each customer, not a call quota")
        self._worth_section = Section(self.tr("Worth a conversation"), "messages-square", hint)
        self._stale_section = Section(self.tr("Facts going stale"), "leaf")
        self._promises: Kept[_Shown] = Kept(self._promise_section.card.body, self._promise_row, _key)
        self._worth: Kept[_Shown] = Kept(self._worth_section.card.body, self._worth_row, _key)
        self._stale: Kept[_Shown] = Kept(self._stale_section.card.body, self._stale_row, _key)

    def _lay_out(self) -> None:
        self.side = SidePane()
        self.side.alert_opened.connect(lambda key: self.go.emit("complaints", key))
        self.side.customer_opened.connect(lambda customer: self.go.emit("customers", customer))
        self.side.draft_opened.connect(self.draft_wanted)
        main = column(
            self.problem, self.reading, self._promise_section, self.all_kept, self._worth_section,
            self._stale_section, self.nothing, 1, spacing=16,
        )  # fmt: skip
        for hidden in (self.reading, self.all_kept, self.nothing):
            hidden.setVisible(False)
        self.set_panes(
            Scroll(main, margins=(24, 16, 20, 24)),
            side=Scroll(self.side),
            side_name=self.tr("What is new"),
            widths=(862, 346),
        )

    def _hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("↑↓", self.tr("move")),
            ("Space", self.tr("kept")),
            ("S", self.tr("snooze")),
            ("Enter", self.tr("open customer")),
            ("?", self.tr("all keys")),
        )


class AllKept(QWidget):
    """The calm line at the end of the promises."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = SectionTitle(self.tr("Promises due"), "handshake")
        self.said: Words = words("", "medium")
        self.next: Words = words("", "subtitle")
        card = Card(divided=False, margins=(14, 12, 14, 12))
        card.body.addLayout(line(Icon("circle-check", "ok"), self.said, self.next, 1))
        self.setLayout(column(self.heading, card, spacing=6))

    def present(self, day: Today, *, shown: bool) -> None:
        """Say that all is kept, or that none is due, and when the next one is."""
        self.setVisible(shown)
        if not shown:
            return
        self.heading.setVisible(not day.kept_today)
        kept = self.tr("All kept. {n} done today.").format(n=day.kept_today)
        self.said.setText(kept if day.kept_today else self.tr("No promise is due."))
        self.next.setText(
            self.tr("Next one {day}.").format(day=_next_words(day.next_due, day.day)) if day.next_due else ""
        )


def _next_words(due: date, today: date) -> str:
    ahead = (due - today).days
    if 1 < ahead < 7:
        return LONG_DAYS[due.weekday()]
    named = near_day(due, today)
    return named.lower() if ahead in (0, 1) else named


def _key(shown: _Shown) -> int:
    return shown.record.customer_id if isinstance(shown.record, Worth) else shown.record.id


def _greeting(day: Today) -> str:
    hour = day.now.astimezone().hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {first_name(day.name)}"


def _sides(day: Today) -> str:
    ours = sum(promise.side.value == "ours" for promise in day.promises)
    theirs = len(day.promises) - ours
    if not day.promises:
        return ""
    return f"{ours} ours, {theirs} theirs" if ours and theirs else ("all ours" if ours else "all theirs")
