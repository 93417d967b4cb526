"""Decides what the trends place shows, and has investigations and complaints changed.

Needs `TrendServices`, the window's `Deeds`, who acts and the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState, Handling
from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.trends import Alert, Investigation, Telling, Where
from mcr_desktop.ui.complaints import asks
from mcr_desktop.ui.complaints.desk import DeskSheet
from mcr_desktop.ui.complaints.doing import SAID, TrendServices, deed_of, desk_deed_of
from mcr_desktop.ui.complaints.method import MethodSheet
from mcr_desktop.ui.complaints.page import DESK, ComplaintsPage, State
from mcr_desktop.ui.complaints.reading import Found, read, read_list
from mcr_desktop.ui.complaints.saving import ask_where
from mcr_desktop.ui.complaints.sheets import DueSheet, NumbersSheet, OwnerSheet, StepSheet, TextSheet
from mcr_desktop.ui.complaints.texts import telling_words, what_for
from mcr_desktop.ui.deeds import Deeds, expected

if TYPE_CHECKING:
    from pathlib import Path

    from mcr_desktop.domain.people import Actor

__all__ = ["ComplaintsPresenter", "TrendServices"]


def _said(text: str) -> str:
    return QCoreApplication.translate("trends", text)


@dataclass(eq=False)
class ComplaintsPresenter:
    """One trends place over one workspace."""

    page: ComplaintsPage
    services: TrendServices
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    judged: Callable[[tuple[Alert, ...]], None] = field(default=lambda _: None)
    state: State = field(init=False)
    _cancel: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.state = State(local_day(self.now()), you=self.actor.id)
        page = self.page
        page.again.connect(self.load)
        page.chosen.connect(self.choose)
        page.asked.connect(self.do)
        page.desk_asked.connect(self.do_at_desk)
        page.week_chosen.connect(self._choose_week)
        page.trait_chosen.connect(self._choose_trait)
        page.numbers_wanted.connect(self._show_numbers)
        page.acknowledged.connect(self._acknowledge)
        page.tell_wanted.connect(self._ask_telling)
        page.print_wanted.connect(lambda: ask_where(page, self.state.today, self._print))
        self._connect_sheets()
        self.deeds.bulletin.changed.connect(lambda _: self.load())
        page.present(self.state)

    def load(self) -> None:
        """Judge the complaints anew; a newer wish ends an older one."""
        self._cancel.set()
        self._cancel = Event()
        self._show(replace(self.state, busy=True, problem=""))
        work = partial(read, self.services, self.actor, self._cancel)
        self.deeds.jobs.start((self, "trends"), work, self._loaded, self._failed, cancel=self._cancel)

    def choose(self, key: str) -> None:
        """Show this alert, or the desk."""
        if key != self.state.chosen:
            self._show(replace(self.state, chosen=key, week=None, trait=None, complaints=(), refused=""))
        self._list()

    def do(self, ask: asks.Ask) -> None:
        """Have something done with the investigation of the alert shown."""
        alert = self.state.alert
        work = deed_of(self.services, self.actor, alert, ask) if alert is not None else None
        if work is not None:
            self._show(replace(self.state, refused=""))
            self.deeds.do(work, SAID[type(ask)](), None, failed=self._refused)

    def do_at_desk(self, ask: asks.DeskAsk) -> None:
        """Have something done with a complaint, a kind, or a shortfall."""
        self.deeds.do(desk_deed_of(self.services, self.actor, ask), SAID[type(ask)](), None)

    def _connect_sheets(self) -> None:
        page = self.page
        page.quiet_wanted.connect(self._ask_quiet)
        page.text_wanted.connect(self._ask_text)
        page.step_wanted.connect(self._ask_step)
        page.owner_wanted.connect(self._ask_owner)
        page.due_wanted.connect(self._ask_due)
        page.desk_wanted.connect(self._open_desk)
        page.method_wanted.connect(lambda: MethodSheet(page, self.state.report).open())

    def _loaded(self, found: Found) -> None:
        keys = [alert.key for alert in found.alerts]
        chosen = self._still(found.alerts) or self.state.chosen
        if chosen not in (*keys, DESK):
            chosen = keys[0] if keys else ""
        self._show(
            replace(
                self.state,
                today=local_day(self.now()),
                loaded=True,
                busy=False,
                report=found.report,
                alerts=found.alerts,
                people=found.people,
                desk=found.desk,
                same=found.same,
                chosen=chosen,
            )
        )
        self.judged(found.alerts)
        self._list()

    def _still(self, alerts: tuple[Alert, ...]) -> str:
        """The key now of the investigation that was shown: its alert may have changed its name."""
        one = self._investigation()
        if one is None:
            return ""
        return next(
            (each.key for each in alerts if each.investigation and each.investigation.id == one.id), ""
        )

    def _investigation(self) -> Investigation | None:
        return self.state.alert.investigation if self.state.alert is not None else None

    def _choose_week(self, monday: date | None) -> None:
        self._show(replace(self.state, week=monday))
        self._list()

    def _choose_trait(self, trait: Where | None) -> None:
        self._show(replace(self.state, trait=trait))
        self._list()

    def _list(self) -> None:
        alert = self.state.alert
        if alert is None:
            return
        asked = (alert.key, self.state.week, self.state.trait)

        def listed(rows: tuple[ComplaintRow, ...]) -> None:
            if (self.state.chosen, self.state.week, self.state.trait) == asked:
                self._show(replace(self.state, complaints=rows))

        work = partial(read_list, self.services, self.actor, alert, self.state.week, self.state.trait)
        self.deeds.jobs.start((self, "list"), work, listed, self._failed)

    def _show_numbers(self) -> None:
        alert = self.state.alert
        if alert is not None and alert.rise is not None:
            table = WeeklyBars.of_rise(alert.rise, weeks=len(alert.rise.weekly)).table()
            NumbersSheet(self.page, alert.title, table).open()

    def _acknowledge(self, row: ComplaintRow) -> None:
        handling = Handling(
            ComplaintState.ACKNOWLEDGED, row.severity, row.wanted, row.remedy, row.rating, row.cause,
            row.noticed_by_us,
        )  # fmt: skip
        self.do_at_desk(asks.Handle(row, handling))

    def _open_desk(self, row: ComplaintRow) -> None:
        sheet = DeskSheet(self.page, row, self.state.today)
        sheet.asked.connect(self.do_at_desk)
        sheet.open()

    def _ask_quiet(self) -> None:
        told = _said("It goes out of the list and comes back when it has grown by half.")
        sheet = TextSheet(self.page, _said("Why is it no trend?"), told)
        sheet.asked.connect(lambda reason: self.do(asks.Quiet(reason)))
        sheet.open()

    def _ask_text(self, part: asks.Field) -> None:
        one = self._investigation()
        if one is None:
            return
        text, told = what_for(one, part)
        sheet = TextSheet(self.page, part.value.capitalize(), told, text)
        sheet.asked.connect(lambda words: self.do(asks.Write(part, words)))
        sheet.open()

    def _ask_step(self) -> None:
        if self._investigation() is not None:
            sheet = StepSheet(self.page, self.state.people, self.state.today)
            sheet.asked.connect(self.do)
            sheet.open()

    def _ask_owner(self) -> None:
        sheet = OwnerSheet(self.page, self.state.people)
        sheet.asked.connect(self.do)
        sheet.open()

    def _ask_due(self) -> None:
        one = self._investigation()
        if one is not None:
            sheet = DueSheet(self.page, self.state.today, one.due)
            sheet.asked.connect(self.do)
            sheet.open()

    def _ask_telling(self) -> None:
        one = self._investigation()
        if one is not None:
            work = partial(self.services.investigations.telling, self.actor, one.id)
            self.deeds.jobs.start((self, "telling"), work, self._open_telling, self._failed)

    def _open_telling(self, telling: Telling) -> None:
        title, yes = _said("You told us, we did"), _said("Promise it")
        sheet = TextSheet(self.page, title, telling_words(telling), telling.text, yes)
        sheet.asked.connect(lambda words: self.do(asks.Tell(words)))
        sheet.open()

    def _print(self, path: Path) -> None:
        told = _said("Saved as {file}").format(file=path.name)
        self.deeds.do(partial(self.services.paper.save, self.actor, path), told, None, undo=False)

    def _refused(self, error: McrError) -> None:
        self._show(replace(self.state, refused=str(error)))

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, busy=False))
        self._show(replace(self.state, problem=expected(error)))

    def _show(self, state: State) -> None:
        self.state = state
        self.page.present(state)
