"""Promises of ours that are or were late, as shortfalls we could write down before the customer says so."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.complaints import Shortfall
from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.models.complaints import Complaint
from mcr_desktop.models.customers import Customer
from mcr_desktop.models.promises import Promise
from mcr_desktop.store import settings
from mcr_desktop.store.scope import visible_to

LEFT = "shortfalls left out"
"""The choice that holds the late promises nobody wants noted as a shortfall."""

LATE_PROMISE = "Late promise"


def proposed(session: Session, actor: Actor, now: datetime, since: date, today: date) -> list[Shortfall]:
    """Late promises of ours since a day, of customers within reach, not noted and not left out yet."""
    left = left_out(session)
    late = or_(
        Promise.state == PromiseState.OPEN,
        (Promise.state == PromiseState.KEPT) & (Promise.closed_on > Promise.due),
    )
    rows = session.execute(
        select(Promise.uuid, Promise.customer_id, Customer.name, Promise.text, Promise.due)
        .join(Customer, Customer.id == Promise.customer_id)
        .where(
            Promise.side == Side.OURS,
            late,
            Promise.due >= since,
            Promise.due < today,
            visible_to(actor, now, Promise.customer_id),
        )
        .order_by(Promise.due.desc(), Promise.id)
    )
    found = [
        Shortfall(_uuid(uuid), customer_id, name, LATE_PROMISE, text, due + timedelta(days=1))
        for uuid, customer_id, name, text, due in rows
        if due is not None
    ]
    noted = set(
        session.scalars(select(Complaint.uuid).where(Complaint.uuid.in_([one.uuid for one in found])))
    )
    return [one for one in found if one.uuid not in noted and one.uuid not in left]


def _uuid(promise: str) -> str:
    """The name of the shortfall that a promise would become: the same whenever it is asked for."""
    return str(uuid5(UUID(promise), LATE_PROMISE))


def left_out(session: Session) -> frozenset[str]:
    """What nobody wants noted."""
    return frozenset(map(str, json.loads(settings.value(session, LEFT) or "[]")))


def leave_out(session: Session, uuid: str) -> None:
    """Do not propose this one again."""
    settings.choose(session, LEFT, json.dumps(sorted({*left_out(session), uuid})))
