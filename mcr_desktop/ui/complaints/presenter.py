"""Decides what the trends place shows, and has investigations changed.

Needs the services of trends, complaints, investigations and people, the window's `Deeds`, who acts and
the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.trends import Alert, AlertGroup, Investigation, TrendReport
from mcr_desktop.ui.complaints import asks
from mcr_desktop.ui.complaints.method import MethodSheet
from mcr_desktop.ui.complaints.page import ComplaintsPage, State
from mcr_desktop.ui.complaints.sheets import NumbersSheet, OwnerSheet, StepSheet, TextSheet
from mcr_desktop.ui.deeds import Deeds, expected

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.complaints import ComplaintService
    from mcr_desktop.services.investigations import InvestigationService
    from mcr_desktop.services.people import PeopleService
    from mcr_desktop.services.trends import TrendService

Found = tuple[TrendReport, tuple[Alert, ...], tuple[PersonRow, ...]]
LISTED = 100


def _said(text: str) -> str:
    return QCoreApplication.translate("trends", text)


@dataclass(frozen=True, slots=True)
class TrendServices:
    """What the trends place asks."""

    trends: TrendService
    complaints: ComplaintService
    investigations: InvestigationService
    people: PeopleService


@dataclass(eq=False)
class ComplaintsPresenter:
    """One trends place over one workspace."""

    page: ComplaintsPage
    services: TrendServices
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    badge: Callable[[int], None] = field(default=lambda _: None)
    state: State = field(init=False)
    _cancel: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.state = State(local_day(self.now()), you=self.actor.id)
        page = self.page
        page.again.connect(self.load)
        page.chosen.connect(self.choose)
        page.asked.connect(self.do)
        page.week_chosen.connect(self._choose_week)
        page.numbers_wanted.connect(self._show_numbers)
        page.quiet_wanted.connect(self._ask_quiet)
        page.text_wanted.connect(self._ask_text)
        page.step_wanted.connect(self._ask_step)
        page.owner_wanted.connect(self._ask_owner)
        page.method_wanted.connect(lambda: MethodSheet(page, self.state.report).open())
        self.deeds.bulletin.changed.connect(lambda _: self.load())
        page.present(self.state)

    def load(self) -> None:
        """Judge the complaints anew; a newer wish ends an older one."""
        self._cancel.set()
        self._cancel = Event()
        self._show(replace(self.state, busy=True, problem=""))
        work = partial(self._read, self._cancel)
        self.deeds.jobs.start((self, "trends"), work, self._loaded, self._failed, cancel=self._cancel)

    def choose(self, key: str) -> None:
        """Show this alert."""
        if key != self.state.chosen:
            self._show(replace(self.state, chosen=key, week=None, complaints=(), refused=""))
        self._list()

    def do(self, ask: asks.Ask) -> None:
        """Have something done with the investigation of the alert shown."""
        alert = self.state.alert
        if alert is None:
            return
        work = self._work(alert, ask)
        if work is not None:
            self.deeds.do(work, _SAID[type(ask)](), None, failed=self._refused)

    def _work(self, alert: Alert, ask: asks.Ask) -> Callable[[], Any] | None:
        service, one = self.services.investigations, alert.investigation
        match ask:
            case asks.Begin(owner_id):
                kind, where = (alert.rise.kind, alert.rise.where) if alert.rise else (None, {})
                return partial(service.open, self.actor, alert.title, kind, where, owner_id)
            case asks.Quiet(reason) if alert.rise is not None:
                return partial(service.quiet, self.actor, alert.rise.key, alert.rise.observed, reason)
            case asks.TickStep(step_id, done):
                return partial(service.step_done, self.actor, step_id, done=done)
        return self._change(one, ask) if one is not None else None

    def _change(self, one: Investigation, ask: asks.Ask) -> Callable[[], Any] | None:
        service, seen = self.services.investigations, one.version
        match ask:
            case asks.AddWhy(text, evidence):
                return partial(service.add_why, self.actor, one.id, text, evidence, seen_version=seen)
            case asks.Write(part, text):
                deeds = {
                    asks.Field.CONTAINMENT: service.set_containment,
                    asks.Field.CAUSE: service.set_cause,
                    asks.Field.ESCAPE_POINT: service.set_escape_point,
                    asks.Field.FIXED_WHEN: service.set_fixed_when,
                    asks.Field.EFFECT: service.set_effect,
                }
                return partial(deeds[part], self.actor, one.id, text, seen_version=seen)
            case asks.AddStep(text, purpose, user_id, due):
                return partial(
                    service.add_step, self.actor, one.id, text,
                    seen_version=seen, user_id=user_id, due=due, purpose=purpose,
                )  # fmt: skip
            case asks.Move(stage):
                return partial(service.move, self.actor, one.id, stage, seen_version=seen)
            case asks.Hand(owner_id):
                return partial(service.set_owner, self.actor, one.id, owner_id, seen_version=seen)
        return None

    def _read(self, cancel: Event) -> Found:
        report = self.services.trends.report(self.actor, cancelled=cancel.is_set)
        alerts = self.services.trends.alerts_of(self.actor, report)
        return report, alerts, self.services.people.users(self.actor)

    def _loaded(self, found: Found) -> None:
        report, alerts, people = found
        keys = [alert.key for alert in alerts]
        chosen = self.state.chosen if self.state.chosen in keys else (keys[0] if keys else "")
        self._show(
            replace(
                self.state,
                today=local_day(self.now()),
                loaded=True,
                busy=False,
                report=report,
                alerts=alerts,
                people=people,
                chosen=chosen,
            )
        )
        self.badge(sum(alert.group is AlertGroup.NEEDS_YOU for alert in alerts))
        self._list()

    def _choose_week(self, monday: date | None) -> None:
        self._show(replace(self.state, week=monday))
        self._list()

    def _list(self) -> None:
        alert = self.state.alert
        if alert is None:
            return
        key, week = alert.key, self.state.week

        def listed(rows: tuple[ComplaintRow, ...]) -> None:
            if self.state.chosen == key and self.state.week == week:
                self._show(replace(self.state, complaints=rows))

        self.deeds.jobs.start((self, "list"), partial(self._listed, alert, week), listed, self._failed)

    def _listed(self, alert: Alert, week: date | None) -> tuple[ComplaintRow, ...]:
        one = alert.rise or alert.investigation
        if one is None:
            return ()
        rows = self.services.complaints.listed(
            self.actor, kind=one.kind, where=one.where, week=week, limit=LISTED
        )
        if week is not None or alert.rise is None or alert.rise.first_monday is None:
            return rows
        weeks = len(alert.rise.weekly) - max(alert.rise.weeks, _SHARED_WEEKS)
        since = alert.rise.first_monday + timedelta(weeks=max(0, weeks))
        return tuple(row for row in rows if row.received_on >= since)

    def _show_numbers(self) -> None:
        alert = self.state.alert
        if alert is not None and alert.rise is not None:
            table = WeeklyBars.of_rise(alert.rise, weeks=len(alert.rise.weekly)).table()
            NumbersSheet(self.page, alert.title, table).open()

    def _ask_quiet(self) -> None:
        told = _said("It goes out of the list and comes back when it has grown by half.")
        sheet = TextSheet(self.page, _said("Why is it no trend?"), told)
        sheet.asked.connect(lambda reason: self.do(asks.Quiet(reason)))
        sheet.open()

    def _ask_text(self, part: asks.Field) -> None:
        alert = self.state.alert
        if alert is None or alert.investigation is None:
            return
        one = alert.investigation
        texts = {
            asks.Field.CONTAINMENT: (
                one.containment,
                _said("What protects these customers until it is fixed?"),
            ),
            asks.Field.CAUSE: (
                one.cause,
                _said("Which one thing, if it had been otherwise, would have kept it away?"),
            ),
            asks.Field.ESCAPE_POINT: (one.escape_point, _said("Where could we have noticed it earlier?")),
            asks.Field.FIXED_WHEN: (one.fixed_when, _said("By what will everybody see that it is fixed?")),
            asks.Field.EFFECT: (one.effect, _said("What has changed since, in numbers?")),
        }
        text, what_for = texts[part]
        sheet = TextSheet(self.page, part.value.capitalize(), what_for, text)
        sheet.asked.connect(lambda words: self.do(asks.Write(part, words)))
        sheet.open()

    def _ask_step(self) -> None:
        alert = self.state.alert
        if alert is not None and alert.investigation is not None:
            sheet = StepSheet(self.page, self.state.people, self.state.today)
            sheet.asked.connect(self.do)
            sheet.open()

    def _ask_owner(self) -> None:
        sheet = OwnerSheet(self.page, self.state.people)
        sheet.asked.connect(self.do)
        sheet.open()

    def _refused(self, error: McrError) -> None:
        self._show(replace(self.state, refused=str(error)))

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, busy=False))
        self._show(replace(self.state, problem=expected(error)))

    def _show(self, state: State) -> None:
        self.state = state
        self.page.present(state)


_SHARED_WEEKS = 6
"""Weeks from which is judged what complaints share, and which are listed."""

_SAID: dict[type, Callable[[], str]] = {
    asks.Begin: lambda: _said("You look into it now."),
    asks.Quiet: lambda: _said("Kept out of the list."),
    asks.TickStep: lambda: _said("Action changed."),
    asks.AddWhy: lambda: _said("One more why."),
    asks.Write: lambda: _said("Kept."),
    asks.AddStep: lambda: _said("Action added."),
    asks.Move: lambda: _said("Moved on."),
    asks.Hand: lambda: _said("Handed over."),
}
