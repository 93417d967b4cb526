"""What Today does: reads one person's day, keeps promises, confirms facts, and stays live.

Needs TodayService, FactService, PromiseService and PeopleService, the window's `Deeds`, who acts and the
clock.  Call `load()` when the place is shown, and `show_rises` with what the trends say; the page's
`log_wanted`, `prepare_wanted`, `contacts_wanted`, `draft_wanted` and `find_wanted` are for whoever builds
the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.today import Today
from mcr_desktop.domain.trends import Alert, AlertGroup
from mcr_desktop.ui.deeds import Deeds, expected
from mcr_desktop.ui.promises.asks import Ask, Keep
from mcr_desktop.ui.promises.deeds import PromiseDeeds
from mcr_desktop.ui.today.page import State, TodayPage

if TYPE_CHECKING:
    from mcr_desktop.domain.facts import Fact
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.facts import FactService
    from mcr_desktop.services.people import PeopleService
    from mcr_desktop.services.promises import PromiseService
    from mcr_desktop.services.today import TodayService


def tr(text: str) -> str:
    """These words in the language of the window."""
    return QCoreApplication.translate("today", text)


@dataclass(eq=False)
class TodayPresenter:
    """Decides for Today."""

    page: TodayPage
    today: TodayService
    facts: FactService
    promises: PromiseService
    people: PeopleService
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    state: State = field(default_factory=State)

    def __post_init__(self) -> None:
        self._rises: tuple[Alert, ...] = ()
        self._then: Callable[[], None] | None = None
        self._promised = PromiseDeeds(
            self.promises, self.actor, self.deeds, lambda: local_day(self.now()), self._not_kept
        )
        page = self.page
        page.promise_asked.connect(self.answer)
        page.fact_confirmed.connect(self.confirm)
        page.fact_change_wanted.connect(lambda fact: self._show(replace(self.state, editing=fact.id)))
        page.fact_given_up.connect(lambda: self._show(replace(self.state, editing=None)))
        page.fact_changed.connect(self.change)
        page.fact_later.connect(self.ask_later)
        page.again.connect(self.load)
        self.deeds.bulletin.changed.connect(self._changed)

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read the day; what is shown stays until it is here.  `then` is what may wait for that."""
        self._then = then or self._then
        self._show(replace(self.state, busy=True, problem=""))
        jobs = self.deeds.jobs
        jobs.start((self, "day"), partial(self.today.today, self.actor), self._loaded, self._failed)
        if not self.state.people:
            people = partial(self.people.users, self.actor)
            jobs.start((self, "people"), people, self._people_read, self._failed)

    def show_rises(self, alerts: tuple[Alert, ...]) -> None:
        """Show the alerts that need this person; judged apart, which takes longer than a first page may."""
        self._rises = tuple(alert for alert in alerts if self._needs_me(alert))
        day = self.state.day
        if day is not None:
            self._show(replace(self.state, day=replace(day, alerts=_merged(self._rises, day.alerts))))

    def answer(self, ask: Ask) -> None:
        """Do what was asked of a promise; one that is kept stays where it was, ticked."""
        promise = ask.promise
        if isinstance(ask, Keep) and ask.kept:
            kept = replace(promise, state=PromiseState.KEPT, version=promise.version + 1)
            self._show(replace(self.state, kept=(*self._others(promise), kept)))
        self._promised.answer(ask)

    def confirm(self, fact: Fact) -> None:
        """It is still true."""
        work = partial(self.facts.confirm, self.actor, fact.id, seen_version=fact.version)
        self._do(work, tr("Still true: {topic}").format(topic=fact.topic), fact)

    def change(self, fact: Fact, value: str) -> None:
        """It is otherwise now."""
        work = partial(self.facts.change, self.actor, fact.id, value, seen_version=fact.version)
        self._do(work, tr("Changed: {topic}").format(topic=fact.topic), fact)

    def ask_later(self, fact: Fact) -> None:
        """To be asked at the next conversation."""
        work = partial(self.facts.ask_next, self.actor, fact.id)
        self._do(work, tr("To ask next time: {topic}").format(topic=fact.topic), fact)

    def _do(self, work: Callable[[], None], said: str, fact: Fact) -> None:
        self.deeds.do(work, said, fact.customer_id, after=lambda _: self._done(), failed=self._not_done)

    def _done(self) -> None:
        self._show(replace(self.state, editing=None))

    def _not_done(self, error: McrError) -> None:
        self._show(replace(self.state, problem=str(error)))

    def _others(self, promise: Promise) -> tuple[Promise, ...]:
        return tuple(each for each in self.state.kept if each.id != promise.id)

    def _not_kept(self, ask: Ask) -> None:
        self._show(replace(self.state, kept=self._others(ask.promise)))
        self.load()

    def _loaded(self, day: Today) -> None:
        before = self.state.day
        due = {promise.id for promise in day.promises}
        same_day = before is None or before.day == day.day
        kept = tuple(each for each in self.state.kept if same_day and each.id not in due)
        day = replace(day, alerts=_merged(self._rises, day.alerts))
        self._show(replace(self.state, busy=False, problem="", day=day, kept=kept))
        self._go_on()

    def _people_read(self, people: tuple[PersonRow, ...]) -> None:
        self._show(replace(self.state, people=people))

    def _needs_me(self, alert: Alert) -> bool:
        found = alert.investigation
        if found is not None and found.owner_id is not None:
            return found.owner_id == self.actor.id and alert.group is not AlertGroup.CLOSED
        return alert.group is AlertGroup.NEEDS_YOU

    def _changed(self, customer_id: object) -> None:
        if self.state.day is not None:
            self.load()

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, busy=False, problem=expected(error)))
        self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show(self, state: State) -> None:
        self.state = state
        self.page.present(state)


def _merged(first: tuple[Alert, ...], second: tuple[Alert, ...]) -> tuple[Alert, ...]:
    """Both, each thing once: an investigation that also stands under its rise is told with the rise."""
    investigated = {alert.investigation.id for alert in first if alert.investigation is not None}
    keys = {alert.key for alert in first}
    rest = [
        alert
        for alert in second
        if alert.key not in keys
        and (alert.investigation is None or alert.investigation.id not in investigated)
    ]
    return (*first, *rest)
