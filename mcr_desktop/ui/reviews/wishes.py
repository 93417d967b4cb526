"""What a review is wanted like: its days, for whom, on which paper, with which sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import MadeFor, Section
from mcr_desktop.ui.dayfield import DayField
from mcr_desktop.ui.parts import Check, Choice, Icon, column, labelled, line, words

PAPERS = ("A4", "Letter")


@dataclass(frozen=True, slots=True)
class Wish:
    """How the reviews should be."""

    period: Period
    made_for: MadeFor
    paper: str
    sections: frozenset[Section]


class Wishes(QWidget):
    """The choices at the right; every change is told at once."""

    changed = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._shown: Wish | None = None
        self.first = DayField(self.tr("From"), today)
        self.last = DayField(self.tr("Until"), today)
        self._made_for = {MadeFor.TEAM: self.tr("Team meeting"), MadeFor.CUSTOMER: self.tr("The customer")}
        self.made_for = Choice(self.tr("Made for"), tuple(self._made_for.values()))
        self.paper = Choice(self.tr("Paper"), PAPERS)
        self.sections = {section: Check(self.tr(section.value)) for section in Section}
        self.order = words(
            self.tr("The first day must not be after the last."), "note", tone="bad", wrap=True
        )
        self.order.setVisible(False)
        for day in (self.first, self.last):
            day.changed.connect(self._tell)
        self.made_for.currentIndexChanged.connect(self._tell)
        self.paper.currentIndexChanged.connect(self._tell)
        for check in self.sections.values():
            check.toggled.connect(self._tell)
        self._lay_out()

    def present(self, period: Period, made_for: MadeFor, paper: str, sections: frozenset[Section]) -> None:
        """Show these wishes."""
        wish = Wish(period, made_for, paper, sections)
        if wish == self._shown:
            return
        self._shown = None
        self.first.show_day(period.first)
        self.last.show_day(period.last)
        self.made_for.setCurrentIndex(list(self._made_for).index(made_for))
        self.paper.setCurrentIndex(PAPERS.index(paper))
        for section, check in self.sections.items():
            check.setChecked(section in sections)
        self._shown = wish

    def _tell(self) -> None:
        first, last = self.first.day(), self.last.day()
        if self._shown is None or first is None or last is None:
            return
        self.order.setVisible(last < first)
        if last < first:
            return
        wish = Wish(
            Period(first, last),
            list(self._made_for)[self.made_for.currentIndex()],
            PAPERS[self.paper.currentIndex()],
            frozenset(section for section, check in self.sections.items() if check.isChecked()),
        )
        if wish != self._shown:
            self._shown = wish
            self.changed.emit(wish)

    def _lay_out(self) -> None:
        private = words(self.tr("Private notes never print for the customer."), "meta", wrap=True)
        note = line(Icon("lock", "neutral", 14), private, spacing=6)
        note.setStretch(1, 1)
        layout = column(
            self.first,
            self.last,
            self.order,
            labelled(self.tr("Made for"), self.made_for),
            labelled(self.tr("Paper"), self.paper),
            words(self.tr("Sections"), "group"),
            column(*self.sections.values(), spacing=6),
            note,
            1,
            spacing=12,
        )
        self.setLayout(layout)
