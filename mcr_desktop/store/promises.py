"""Questions about promises, ours and theirs."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import NewPromise
from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.errors import NotFound
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.text import storable
from mcr_desktop.models import promises as models
from mcr_desktop.models.customers import Contact, Customer
from mcr_desktop.models.people import User
from mcr_desktop.store.scope import customers_of, visible_to

Stored = models.Promise


def get(session: Session, promise_id: int) -> Stored:
    """One promise to be changed.  Raises NotFound."""
    promise = session.get(Stored, promise_id)
    if promise is None:
        raise NotFound("There is no such promise in this workspace.")
    return promise


def of_uuid(session: Session, uuid: str) -> int | None:
    """The promise that was stored under this uuid."""
    return session.scalar(select(Stored.id).where(Stored.uuid == uuid))


def add(
    session: Session,
    customer_id: int,
    new: NewPromise,
    uuid: str,
    *,
    user_id: int,
    made_on: date,
    conversation_id: int | None = None,
    contact_id: int | None = None,
) -> int:
    """Store a promise; user_id keeps it, or keeps watch over theirs."""
    promise = Stored(
        uuid=uuid,
        customer_id=customer_id,
        conversation_id=conversation_id,
        text=storable(new.text).strip(),
        side=new.side,
        due=new.due,
        user_id=user_id,
        contact_id=contact_id,
        made_on=made_on,
    )
    session.add(promise)
    session.flush()
    return promise.id


def selected() -> Select[Stored, str, str, str | None]:
    """Promises with the names that go with them; to be narrowed down and told()."""
    return (
        select(Stored, Customer.name, func.coalesce(User.name, ""), Contact.name)
        .join(Customer, Customer.id == Stored.customer_id)
        .outerjoin(User, User.id == Stored.user_id)
        .outerjoin(Contact, Contact.id == Stored.contact_id)
    )


def told(session: Session, question: Select[Stored, str, str, str | None]) -> tuple[Promise, ...]:
    """The records that selected() found."""
    return tuple(
        Promise(
            row.id,
            row.customer_id,
            customer,
            row.text,
            row.side,
            row.state,
            row.due,
            contact or user,
            row.user_id,
            row.made_on,
            row.closed_on,
            row.why,
            row.snoozed_until,
            row.uuid,
            row.version,
        )
        for row, customer, user, contact in session.execute(question)
    )


def of(session: Session, customer_id: int) -> tuple[Promise, ...]:
    """A customer's promises: open ones by day due, then those closed, newest first."""
    is_open = Stored.state == PromiseState.OPEN
    question = (
        selected()
        .where(Stored.customer_id == customer_id)
        .order_by(is_open.desc(), Stored.closed_on.desc(), Stored.due.nulls_last(), Stored.id)
    )
    return told(session, question)


def is_mine(actor: Actor, day: date) -> ColumnElement[bool]:
    """Whether a promise is this person's to keep or to watch today, their covered colleagues' included."""
    own = customers_of(actor.id, day, Part.MANAGER)
    covered = customers_of(actor.id, day, Part.COVER)
    return or_(
        Stored.user_id == actor.id,
        and_(Stored.user_id.is_(None), Stored.customer_id.in_(own)),
        Stored.customer_id.in_(covered),
    )


def due(session: Session, actor: Actor, until: date, now: datetime) -> tuple[Promise, ...]:
    """Open promises of one person due up to a day, the longest due first; snoozed ones rest."""
    day = local_day(now)
    question = (
        selected()
        .where(
            Stored.state == PromiseState.OPEN,
            Stored.due <= until,
            or_(Stored.snoozed_until.is_(None), Stored.snoozed_until <= day),
            is_mine(actor, day),
            visible_to(actor, now, Stored.customer_id),
        )
        .order_by(Stored.due, Stored.id)
    )
    return told(session, question)


def next_due(session: Session, actor: Actor, after: date, now: datetime) -> date | None:
    """The first day after this one on which something of theirs is due."""
    return session.scalar(
        select(func.min(Stored.due)).where(
            Stored.state == PromiseState.OPEN,
            Stored.due > after,
            is_mine(actor, local_day(now)),
            visible_to(actor, now, Stored.customer_id),
        )
    )


def kept_on(session: Session, actor: Actor, day: date) -> int:
    """How many promises one person kept on a day."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Stored)
            .where(Stored.user_id == actor.id, Stored.state == PromiseState.KEPT, Stored.closed_on == day)
        )
        or 0
    )
