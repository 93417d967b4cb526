"""Questions about investigations, and trends that were said to be none."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.errors import NotFound
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.text import storable
from mcr_desktop.domain.trends import Investigation, Stage, Step, Where, Why
from mcr_desktop.models import investigations as models
from mcr_desktop.models.customers import Customer
from mcr_desktop.models.investigations import InvestigationAction, InvestigationWhy, QuietedTrend
from mcr_desktop.models.people import User
from mcr_desktop.store.scope import visible_to

Stored = models.Investigation
HIDDEN = "One customer's complaints"
"""The title of an investigation into a single customer, for those who may not read that customer."""


def get(session: Session, investigation_id: int) -> Stored:
    """One investigation to be changed.  Raises NotFound."""
    row = session.get(Stored, investigation_id)
    if row is None:
        raise NotFound("There is no such investigation in this workspace.")
    return row


def of_uuid(session: Session, uuid: str) -> int | None:
    """The investigation that was stored under this uuid."""
    return session.scalar(select(Stored.id).where(Stored.uuid == uuid))


def where_of(row: Stored) -> Where:
    """What the investigated complaints share."""
    found: Where = json.loads(row.where_json)
    return found


def customers_hidden(session: Session, actor: Actor, now: datetime, where: Where) -> bool:
    """Whether this concerns one customer whose records the person may not read."""
    name = where.get("customer")
    if name is None:
        return False
    customer = select(Customer.id).where(Customer.name == name)
    return session.scalar(customer.where(~visible_to(actor, now, Customer.id)).limit(1)) is not None


def all_for(session: Session, actor: Actor, now: datetime) -> tuple[Investigation, ...]:
    """Every investigation, the newest first; of one into a hidden customer only that it is there."""
    rows = session.execute(
        select(Stored, User.name).outerjoin(User, User.id == Stored.owner_id).order_by(Stored.id.desc())
    ).all()
    whys = _whys(session)
    steps = _steps(session)
    return tuple(
        _veiled(row, owner or "")
        if customers_hidden(session, actor, now, where_of(row))
        else _told(row, owner or "", whys.get(row.id, ()), steps.get(row.id, ()))
        for row, owner in rows
    )


def _veiled(row: Stored, owner: str) -> Investigation:
    where = {**where_of(row), "customer": None}
    return Investigation(
        row.id, HIDDEN, row.stage, row.kind, where, owner, row.owner_id, row.opened_on, version=row.version
    )


def _told(row: Stored, owner: str, whys: tuple[Why, ...], steps: tuple[Step, ...]) -> Investigation:
    return Investigation(
        row.id,
        row.title,
        row.stage,
        row.kind,
        where_of(row),
        owner,
        row.owner_id,
        row.opened_on,
        row.due,
        row.containment,
        whys,
        row.cause,
        row.escape_point,
        steps,
        row.fixed_when,
        row.effect,
        row.verified_on,
        row.version,
    )


def _whys(session: Session) -> dict[int, tuple[Why, ...]]:
    found: dict[int, tuple[Why, ...]] = {}
    for row in session.scalars(select(InvestigationWhy).order_by(InvestigationWhy.number)):
        known = found.get(row.investigation_id, ())
        found[row.investigation_id] = (*known, Why(row.text, row.evidence))
    return found


def _steps(session: Session) -> dict[int, tuple[Step, ...]]:
    found: dict[int, tuple[Step, ...]] = {}
    for row, who in session.execute(
        select(InvestigationAction, func.coalesce(User.name, ""))
        .outerjoin(User, User.id == InvestigationAction.user_id)
        .order_by(InvestigationAction.id)
    ):
        known = found.get(row.investigation_id, ())
        step = Step(row.id, row.text, who, row.due, row.done_on, row.purpose)
        found[row.investigation_id] = (*known, step)
    return found


def open_one(
    session: Session, title: str, kind: str | None, where: Where, owner_id: int | None, day: date, uuid: str
) -> int:
    """A new investigation; with an owner it is being investigated, without one it is explained."""
    row = Stored(
        uuid=uuid,
        title=storable(title).strip()[:300],
        kind=kind,
        where_json=json.dumps(dict(where), ensure_ascii=False, sort_keys=True),
        stage=Stage.EXPLAINED if owner_id is None else Stage.INVESTIGATING,
        owner_id=owner_id,
        opened_on=day,
    )
    session.add(row)
    session.flush()
    return row.id


def touch(session: Session, row: Stored) -> None:
    """Count a change of what belongs to an investigation as a change of itself."""
    row.version = row.version + 1
    session.flush()


def add_why(session: Session, row: Stored, text: str, evidence: str) -> None:
    """One more answer to "why"."""
    last = session.scalar(
        select(func.max(InvestigationWhy.number)).where(InvestigationWhy.investigation_id == row.id)
    )
    session.add(
        InvestigationWhy(
            investigation_id=row.id,
            number=(last or 0) + 1,
            text=storable(text).strip(),
            evidence=storable(evidence).strip(),
        )
    )
    session.flush()


def step(session: Session, step_id: int) -> InvestigationAction:
    """One action of an investigation.  Raises NotFound."""
    row = session.get(InvestigationAction, step_id)
    if row is None:
        raise NotFound("There is no such action in this workspace.")
    return row


def add_step(
    session: Session, row: Stored, text: str, purpose: str, user_id: int | None, due: date | None, uuid: str
) -> int:
    """One more action of an investigation."""
    action = InvestigationAction(
        uuid=uuid,
        investigation_id=row.id,
        text=storable(text).strip(),
        purpose=purpose,
        user_id=user_id,
        due=due,
    )
    session.add(action)
    session.flush()
    return action.id


def has_step(session: Session, investigation_id: int) -> bool:
    """Whether any action belongs to an investigation."""
    question = select(InvestigationAction.id).where(
        InvestigationAction.investigation_id == investigation_id,
        InvestigationAction.purpose != "containment",
    )
    return session.scalar(question.limit(1)) is not None


def quiet(session: Session, key: str, observed: int, reason: str, user_id: int, at: datetime) -> None:
    """A rise is said to be no trend; it stays quiet until it has grown by half."""
    row = session.scalars(select(QuietedTrend).where(QuietedTrend.key == key)).one_or_none()
    if row is None:
        row = QuietedTrend(key=key)
        session.add(row)
    row.observed, row.reason = observed, storable(reason).strip()
    row.user_id, row.quieted_at = user_id, at
    session.flush()
