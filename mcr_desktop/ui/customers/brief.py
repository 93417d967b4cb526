"""Prepare: what to know before the next conversation, on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import ContactPressure, TimelineEntry
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.facts import Fact, Freshness
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import PlanLine
from mcr_desktop.ui.capture.pressure import room_words
from mcr_desktop.ui.dates import ago, moment, near_day
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import ActionButton, Hairline, Icon, Scroll, SectionTitle, column, line, words
from mcr_desktop.ui.promises.rows import side_words
from mcr_desktop.ui.theme import text_factor

LAST_TALKS = 3
SHORT = 170


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that Prepare shows of one customer."""

    customer: str
    today: date
    talks: tuple[TimelineEntry, ...] = ()
    promises: tuple[Promise, ...] = ()
    facts: tuple[Fact, ...] = ()
    plan: tuple[PlanLine, ...] = ()
    complaints: tuple[ComplaintRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    pressure: ContactPressure | None = None

    def to_ask(self) -> tuple[Fact, ...]:
        """Facts gone stale, and those somebody wanted to be asked."""
        return tuple(
            fact for fact in self.facts if fact.ask_next or fact.freshness(self.today) is Freshness.STALE
        )

    def open_promises(self) -> tuple[Promise, ...]:
        """What is promised and not yet kept, on either side."""
        return tuple(each for each in self.promises if each.state is PromiseState.OPEN)

    def to_avoid(self) -> tuple[str, ...]:
        """What would not be welcome: their terms, facts that say so, and more contact than they bear."""
        said = [f"{each.name}: {each.terms}" for each in self.contacts if each.terms]
        said += [f"{fact.topic}: {fact.value}" for fact in self.facts if _forbids(fact)]
        told, warns = room_words(self.pressure) if self.pressure is not None else ("", False)
        return tuple([*said, told] if warns else said)

    def as_text(self) -> str:
        """The brief as plain words, to be printed or copied."""
        lines = [self.customer, ""]
        for title, _, told in self.parts():
            lines += [title, *(f"  {each}" for each in told or ("–",)), ""]
        return "\n".join(lines)

    def parts(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Title, icon and lines of every part, in the order in which they are needed."""
        talks = tuple(
            f"{moment(each.at, self.today)} · {each.who} {each.deed}: {_short(each.text)}"
            for each in self.talks[:LAST_TALKS]
        )
        promises = tuple(
            f"{side_words(each.side)} · {each.text}{_due(each, self.today)}" for each in self.open_promises()
        )
        asked = tuple(
            f"{fact.topic[:1].upper() + fact.topic[1:]}: still “{fact.value}”? "
            f"Confirmed {ago(fact.confirmed_on, self.today)}."
            for fact in self.to_ask()
        )
        plan = tuple(f"{each.title}: {each.progress or 'no steps yet'}" for each in self.plan)
        complaints = tuple(f"{each.kind}: {_short(each.text) or each.state}" for each in self.complaints)
        return (
            ("What was said last", "messages-square", talks),
            ("Promises still open", "handshake", promises),
            ("To ask", "leaf", asked),
            ("Their plan", "map", plan),
            ("Open complaints", "flag", complaints),
            ("Better avoid", "hand", self.to_avoid()),
        )


class BriefSheet(Sheet):
    """One page to read before a conversation; Enter logs it afterwards."""

    log_wanted = Signal()
    print_wanted = Signal(str, str)
    """Title and words, to be put on paper."""

    def __init__(self, parent: QWidget, brief: Brief) -> None:
        title = parent.tr("Before you talk with {name}").format(name=brief.customer)
        super().__init__(parent, title, "notebook-pen")
        self.brief = brief
        self.resize(round(660 * text_factor()), 640)
        content = column(spacing=10)
        for number, (title, icon, told) in enumerate(brief.parts()):
            if number:
                content.addWidget(Hairline())
            content.addLayout(_part(title, icon, told))
        content.addStretch(1)
        scroll = Scroll(content, margins=(0, 0, 8, 0), surface="surface")
        scroll.setMinimumSize(round(560 * text_factor()), 420)
        self.body.addWidget(scroll, 1)
        close = self.add_button(ActionButton(self.tr("Close"), key="Esc"))
        print_ = self.add_button(ActionButton(self.tr("Print"), "printer"))
        log = ActionButton(self.tr("Log conversation"), "message-square-plus", manner="primary")
        self.add_button(log)
        close.clicked.connect(self.reject)
        print_.clicked.connect(lambda: self.print_wanted.emit(brief.customer, brief.as_text()))
        log.clicked.connect(self._log)
        log.setFocus()

    def _log(self) -> None:
        self.accept()
        self.log_wanted.emit()


def _part(title: str, icon: str, told: tuple[str, ...]) -> QBoxLayout:
    tone = "warn" if icon == "hand" and told else "neutral"
    part = column(SectionTitle(title, icon, count=len(told) or None), spacing=4)
    for each in told:
        text = words(each, "body", wrap=True, selectable=True)
        mark = Icon("hand", "warn", 12) if tone == "warn" else words("·", "meta")
        row = line(column(-2, mark, 1), text, spacing=8, margins=(22, 0, 0, 0))
        row.setStretch(1, 1)
        part.addLayout(row)
    if not told:
        part.addLayout(line(words("Nothing.", "meta"), 1, margins=(22, 0, 0, 0)))
    return part


def _forbids(fact: Fact) -> bool:
    said = f" {fact.topic} {fact.value} ".casefold()
    return any(f" {word} " in said for word in ("never", "not", "avoid", "don't", "no-go", "nie", "nicht"))


def _short(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= SHORT else whole[:SHORT].rsplit(" ", 1)[0] + "…"


def _due(promise: Promise, today: date) -> str:
    return f" · {near_day(promise.due, today)}" if promise.due is not None else ""
