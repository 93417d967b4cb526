"""What the trends place reads, away from the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event
from typing import TYPE_CHECKING

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.people import PersonRow
from mcr_desktop.domain.trends import Alert, SameKind, TrendReport, Where
from mcr_desktop.ui.complaints.desk import Desk
from mcr_desktop.ui.complaints.doing import TrendServices, to_decide

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor

LISTED = 100
SHARED_WEEKS = 6
"""Weeks from which is judged what complaints share, and which are listed."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything the place shows but the list of one alert."""

    report: TrendReport
    alerts: tuple[Alert, ...]
    people: tuple[PersonRow, ...]
    desk: Desk
    same: tuple[SameKind, ...]


def read(services: TrendServices, actor: Actor, cancel: Event) -> Found:
    """Look at the effects that are due, judge the complaints, and lay the desk."""
    services.investigations.check_effects(actor)
    report = services.trends.report(actor, cancelled=cancel.is_set)
    alerts = services.trends.alerts_of(actor, report)
    same: tuple[SameKind, ...] = ()
    if actor.is_admin or actor.is_lead:
        known = [name for name, _ in services.complaints.kinds(actor)]
        same = to_decide(report.same_kind, services.complaints.kept_apart(actor), known)
    return Found(report, alerts, services.people.users(actor), read_desk(services, actor), same)


def read_desk(services: TrendServices, actor: Actor) -> Desk:
    """Complaints not closed yet, the newest first, and what could be noted."""
    waiting: list[ComplaintRow] = []
    for state in ComplaintState:
        if state is not ComplaintState.CLOSED:
            waiting += services.complaints.listed(actor, state=state)
    waiting.sort(key=lambda row: (row.received_on, row.id), reverse=True)
    return Desk(tuple(waiting), services.complaints.shortfalls(actor))


def read_list(
    services: TrendServices, actor: Actor, alert: Alert, week: date | None, trait: Where | None
) -> tuple[ComplaintRow, ...]:
    """The complaints of an alert: of its last weeks, or of one week; all of them, or those of a trait."""
    one = alert.rise or alert.investigation
    if one is None:
        return ()
    where = {**one.where, **(trait or {})}
    rows = services.complaints.listed(actor, kind=one.kind, where=where, week=week, limit=LISTED)
    if week is not None or alert.rise is None or alert.rise.first_monday is None:
        return rows
    weeks = len(alert.rise.weekly) - max(alert.rise.weeks, SHARED_WEEKS)
    since = alert.rise.first_monday + timedelta(weeks=max(0, weeks))
    return tuple(row for row in rows if row.received_on >= since)
