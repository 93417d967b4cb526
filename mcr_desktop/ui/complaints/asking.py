"""The sheets of the trends place: each asks one thing and hands the answer on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.trends import Telling
from mcr_desktop.ui.complaints import asks
from mcr_desktop.ui.complaints.desk import DeskSheet
from mcr_desktop.ui.complaints.method import MethodSheet
from mcr_desktop.ui.complaints.page import ComplaintsPage, State
from mcr_desktop.ui.complaints.sheets import DueSheet, NumbersSheet, OwnerSheet, StepSheet, TextSheet
from mcr_desktop.ui.complaints.texts import telling_words, what_for


def _said(text: str) -> str:
    return QCoreApplication.translate("trends", text)


@dataclass(eq=False)
class TrendSheets:
    """Opens the sheet that a page wants, over what it shows now."""

    page: ComplaintsPage
    state: Callable[[], State]
    do: Callable[[asks.Ask], None]
    do_at_desk: Callable[[asks.DeskAsk], None]

    def __post_init__(self) -> None:
        page = self.page
        page.numbers_wanted.connect(self.numbers)
        page.quiet_wanted.connect(self.quiet)
        page.text_wanted.connect(self.text)
        page.step_wanted.connect(self.step)
        page.owner_wanted.connect(self.owner)
        page.due_wanted.connect(self.due)
        page.desk_wanted.connect(self.desk)
        page.method_wanted.connect(self.method)

    def method(self) -> None:
        """How a rise is found, with the figures of the last run."""
        MethodSheet(self.page, self.state().report).open()

    def numbers(self) -> None:
        """The chart as a table."""
        alert = self.state().alert
        if alert is not None and alert.rise is not None:
            table = WeeklyBars.of_rise(alert.rise, weeks=len(alert.rise.weekly)).table()
            NumbersSheet(self.page, alert.title, table).open()

    def desk(self, row: ComplaintRow) -> None:
        """One complaint at work."""
        sheet = DeskSheet(self.page, row, self.state().today)
        sheet.asked.connect(self.do_at_desk)
        sheet.open()

    def quiet(self) -> None:
        """Why it is no trend."""
        told = _said("It goes out of the list and comes back when it has grown by half.")
        sheet = TextSheet(self.page, _said("Why is it no trend?"), told)
        sheet.asked.connect(lambda reason: self.do(asks.Quiet(reason)))
        sheet.open()

    def text(self, part: asks.Field) -> None:
        """One text of the investigation."""
        one = self.state().investigation
        if one is None:
            return
        text, told = what_for(one, part)
        sheet = TextSheet(self.page, part.value.capitalize(), told, text)
        sheet.asked.connect(lambda words: self.do(asks.Write(part, words)))
        sheet.open()

    def step(self) -> None:
        """One more action."""
        if self.state().investigation is not None:
            sheet = StepSheet(self.page, self.state().people, self.state().today)
            sheet.asked.connect(self.do)
            sheet.open()

    def owner(self) -> None:
        """Who sees to it."""
        sheet = OwnerSheet(self.page, self.state().people)
        sheet.asked.connect(self.do)
        sheet.open()

    def due(self) -> None:
        """By when."""
        one = self.state().investigation
        if one is not None:
            sheet = DueSheet(self.page, self.state().today, one.due)
            sheet.asked.connect(self.do)
            sheet.open()

    def tell(self, telling: Telling) -> None:
        """What the customers are promised to be told."""
        title, yes = _said("You told us, we did"), _said("Promise it")
        sheet = TextSheet(self.page, title, telling_words(telling), telling.text, yes)
        sheet.asked.connect(lambda words: self.do(asks.Tell(words)))
        sheet.open()
