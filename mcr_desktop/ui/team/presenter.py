"""Decides what the Team place shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mcr_desktop.domain.conversations import TimelineEntry
from mcr_desktop.domain.people import Actor, TeamRow
from mcr_desktop.domain.periods import local_day
from mcr_desktop.ui.deeds import Bulletin, expected
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.team.page import State, TeamPage

if TYPE_CHECKING:
    from mcr_desktop.services.conversations import ConversationService
    from mcr_desktop.services.people import PeopleService

FEED_DAYS = 14
FEED_LENGTH = 40


@dataclass(eq=False)
class TeamPresenter:
    """Reads teams and shared notes; looks again when anybody in this process writes."""

    page: TeamPage
    people: PeopleService
    conversations: ConversationService
    jobs: Runner
    bulletin: Bulletin
    actor: Actor
    now: Callable[[], datetime]
    state: State = field(init=False)
    seen: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.state = State(local_day(self.now()))
        self.page.again.connect(self.load)
        self.page.customer_wanted.connect(lambda customer: self.page.go.emit("customers", customer))
        self.page.assign_wanted.connect(lambda: self.page.go.emit("admin", None))
        self.bulletin.changed.connect(self._changed)

    def load(self) -> None:
        """Read teams and notes."""
        self.seen = True
        self._show(replace(self.state, busy=True, problem=""))
        self.jobs.start((self, "team"), self._read, self._loaded, self._failed)

    def _changed(self, _customer: object) -> None:
        if self.seen:
            self.load()

    def _read(self) -> tuple[tuple[TeamRow, ...], tuple[TimelineEntry, ...]]:
        since = self.now() - timedelta(days=FEED_DAYS)
        return self.people.teams(self.actor), self.conversations.feed(self.actor, since, FEED_LENGTH)

    def _loaded(self, found: tuple[tuple[TeamRow, ...], tuple[TimelineEntry, ...]]) -> None:
        teams, feed = found
        self._show(State(local_day(self.now()), teams=teams, feed=feed, loaded=True))

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, busy=False))
        self._show(replace(self.state, problem=expected(error)))

    def _show(self, state: State) -> None:
        self.state = state
        self.page.present(state)
