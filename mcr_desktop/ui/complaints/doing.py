"""Which use case a wish at the trends place is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.text import fold
from mcr_desktop.domain.trends import Alert, Investigation, SameKind
from mcr_desktop.ui.complaints import asks

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.complaints import ComplaintService
    from mcr_desktop.services.investigations import InvestigationService
    from mcr_desktop.services.people import PeopleService
    from mcr_desktop.services.trendpaper import TrendPaperService
    from mcr_desktop.services.trends import TrendService

Deed = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class TrendServices:
    """What the trends place asks."""

    trends: TrendService
    complaints: ComplaintService
    investigations: InvestigationService
    people: PeopleService
    paper: TrendPaperService


def deed_of(services: TrendServices, actor: Actor, alert: Alert, ask: asks.Ask) -> Deed | None:
    """What is to be done about an alert; None where it does not apply."""
    service, one = services.investigations, alert.investigation
    match ask:
        case asks.Begin(owner_id):
            kind, where = (alert.rise.kind, alert.rise.where) if alert.rise else (None, {})
            return partial(service.open, actor, alert.title, kind, where, owner_id)
        case asks.Quiet(reason) if alert.rise is not None:
            return partial(service.quiet, actor, alert.rise.key, alert.rise.observed, reason)
        case asks.TickStep(step_id, done):
            return partial(service.step_done, actor, step_id, done=done)
    return _change(service, actor, one, ask) if one is not None else None


def _change(service: InvestigationService, actor: Actor, one: Investigation, ask: asks.Ask) -> Deed | None:
    seen = one.version
    match ask:
        case asks.AddWhy(text, evidence):
            return partial(service.add_why, actor, one.id, text, evidence, seen_version=seen)
        case asks.Write(part, text):
            return partial(_writing(service)[part], actor, one.id, text, seen_version=seen)
        case asks.AddStep(text, purpose, user_id, due):
            return partial(
                service.add_step, actor, one.id, text,
                seen_version=seen, user_id=user_id, due=due, purpose=purpose,
            )  # fmt: skip
        case asks.Move(stage):
            return partial(service.move, actor, one.id, stage, seen_version=seen)
        case asks.Hand(owner_id):
            return partial(service.set_owner, actor, one.id, owner_id, seen_version=seen)
        case asks.SetDue(day):
            return partial(service.set_due, actor, one.id, day, seen_version=seen)
        case asks.Tell(text):
            return partial(service.tell_customers, actor, one.id, text)
    return None


def _writing(service: InvestigationService) -> dict[asks.Field, Callable[..., None]]:
    return {
        asks.Field.CONTAINMENT: service.set_containment,
        asks.Field.CAUSE: service.set_cause,
        asks.Field.ESCAPE_POINT: service.set_escape_point,
        asks.Field.FIXED_WHEN: service.set_fixed_when,
        asks.Field.EFFECT: service.set_effect,
    }


def desk_deed_of(services: TrendServices, actor: Actor, ask: asks.DeskAsk) -> Deed:
    """What is to be done about a complaint, a kind, or a shortfall."""
    service = services.complaints
    match ask:
        case asks.Handle(complaint, handling):
            return partial(service.handle, actor, complaint.id, handling, seen_version=complaint.version)
        case asks.Merge((*others, into)):
            return partial(_merge, service, actor, others, into)
        case asks.KeepApart(kinds):
            return partial(service.keep_apart, actor, kinds)
        case asks.Rename(kind, name):
            return partial(service.rename_kind, actor, kind, name)
        case asks.Note(shortfall):
            return partial(service.note_shortfall, actor, shortfall)
        case asks.Leave(shortfall):
            return partial(service.leave_shortfall, actor, shortfall)
    raise TypeError(f"{ask} is no wish of the desk.")


def _merge(service: ComplaintService, actor: Actor, others: Sequence[str], into: str) -> None:
    for kind in others:
        service.merge_kinds(actor, kind, into)


def to_decide(
    same: Sequence[SameKind], apart: frozenset[frozenset[str]], known: Sequence[str]
) -> tuple[SameKind, ...]:
    """Kinds that look alike, which nobody has kept apart, and which are still kinds of their own."""
    kinds = set(map(fold, known))
    return tuple(
        each
        for each in same
        if not each.attribute
        and frozenset(map(fold, each.kinds)) not in apart
        and all(fold(kind) in kinds for kind in each.kinds)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("trends", text)


SAID: dict[type, Callable[[], str]] = {
    asks.Begin: lambda: _tr("You look into it now."),
    asks.Quiet: lambda: _tr("Kept out of the list."),
    asks.TickStep: lambda: _tr("Action changed."),
    asks.AddWhy: lambda: _tr("One more why."),
    asks.Write: lambda: _tr("Kept."),
    asks.AddStep: lambda: _tr("Action added."),
    asks.Move: lambda: _tr("Moved on."),
    asks.Hand: lambda: _tr("Handed over."),
    asks.SetDue: lambda: _tr("Kept."),
    asks.Tell: lambda: _tr("Promised to tell them within a week."),
    asks.Handle: lambda: _tr("Complaint changed."),
    asks.Merge: lambda: _tr("Merged: they count as one kind now."),
    asks.KeepApart: lambda: _tr("Kept apart."),
    asks.Rename: lambda: _tr("Renamed."),
    asks.Note: lambda: _tr("Noted as a shortfall."),
    asks.Leave: lambda: _tr("Left out."),
}
