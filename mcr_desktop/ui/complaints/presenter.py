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

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState, Handling
from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.trends import Alert, Where
from mcr_desktop.ui.complaints import asks
from mcr_desktop.ui.complaints.asking import TrendSheets
from mcr_desktop.ui.complaints.doing import SAID, TrendServices, deed_of, desk_deed_of
from mcr_desktop.ui.complaints.page import DESK, ComplaintsPage, State
from mcr_desktop.ui.complaints.reading import Found, read, read_list
from mcr_desktop.ui.complaints.saving import ask_where
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
    _sheets: TrendSheets = field(init=False)

    def __post_init__(self) -> None:
        self.state = State(local_day(self.now()), you=self.actor.id)
        page = self.page
        page.again.connect(self.load)
        page.chosen.connect(self.choose)
        page.asked.connect(self.do)
        page.desk_asked.connect(self.do_at_desk)
        page.week_chosen.connect(self._choose_week)
        page.trait_chosen.connect(self._choose_trait)
        page.acknowledged.connect(self._acknowledge)
        page.tell_wanted.connect(self._ask_telling)
        page.print_wanted.connect(lambda: ask_where(page, self.state.today, self._print))
        self._sheets = TrendSheets(page, lambda: self.state, self.do, self.do_at_desk)
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
        one = self.state.investigation
        if one is None:
            return ""
        return next(
            (each.key for each in alerts if each.investigation and each.investigation.id == one.id), ""
        )

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

    def _acknowledge(self, row: ComplaintRow) -> None:
        handling = Handling(
            ComplaintState.ACKNOWLEDGED, row.severity, row.wanted, row.remedy, row.rating, row.cause,
            row.noticed_by_us,
        )  # fmt: skip
        self.do_at_desk(asks.Handle(row, handling))

    def _ask_telling(self) -> None:
        one = self.state.investigation
        if one is not None:
            work = partial(self.services.investigations.telling, self.actor, one.id)
            self.deeds.jobs.start((self, "telling"), work, self._sheets.tell, self._failed)

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
