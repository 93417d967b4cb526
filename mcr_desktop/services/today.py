"""One person's day, put together from what is due, worth saying, going stale and new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.today import Today
from mcr_desktop.domain.trends import Alert, AlertGroup, Investigation, Stage
from mcr_desktop.domain.worth import worth_a_conversation
from mcr_desktop.store import drafts, facts, investigations, promises, timeline, today
from mcr_desktop.store.database import Database, Session

AHEAD = timedelta(days=1)
"""How far ahead promises count as due: today and tomorrow."""

NEWCOMER = timedelta(days=3)
"""How far back somebody without a past is told what is new."""


@dataclass(frozen=True, slots=True)
class TodayService:
    """What needs one person today; everything stays inside their fence."""

    database: Database
    now: Callable[[], datetime]

    def today(self, actor: Actor, *, stale: int = 5, news: int = 8) -> Today:
        """The actor's day.

        Alerts are the open investigations they own; rises of the trends are asked for apart, since
        finding them takes longer than a first page may.
        """
        now = self.now()
        day = local_day(now)
        with self.database.reading() as session:
            since = today.away_since(session, actor, now)
            return Today(
                day,
                now,
                actor.name,
                promises=promises.due(session, actor, day + AHEAD, now),
                worth=worth_a_conversation(today.cares(session, actor, now), day),
                stale=facts.stale(session, actor, now, stale),
                alerts=_own_alerts(session, actor, now),
                news=timeline.feed(session, actor, since or now - NEWCOMER, now, news),
                away_since=since,
                covering=today.covering(session, actor, day),
                drafts=drafts.of(session, actor.id),
                kept_today=promises.kept_on(session, actor, day),
                next_due=promises.next_due(session, actor, day + AHEAD, now),
            )


def _own_alerts(session: Session, actor: Actor, now: datetime) -> tuple[Alert, ...]:
    found = investigations.all_for(session, actor, now)
    own = (each for each in found if each.owner_id == actor.id and each.stage is not Stage.VERIFIED)
    return tuple(_alert(each, now) for each in own)


def _alert(investigation: Investigation, now: datetime) -> Alert:
    opened = investigation.opened_on or local_day(now)
    day = (local_day(now) - opened).days + 1
    return Alert(
        f"investigation {investigation.id}",
        investigation.title,
        AlertGroup.NEEDS_YOU,
        investigation.cause or investigation.containment,
        f"{investigation.stage.value} · day {day}",
        investigation.stage,
        investigation=investigation,
    )
