"""Questions about facts: what is known of a customer, how fresh, and what it was before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import EntryKind, NewFact
from mcr_desktop.domain.errors import NotFound
from mcr_desktop.domain.facts import Fact, PastFact, shelf_months_for
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import add_months, local_day
from mcr_desktop.domain.text import storable
from mcr_desktop.models import facts as models
from mcr_desktop.models.customers import Customer
from mcr_desktop.models.facts import FactHistory
from mcr_desktop.models.people import User
from mcr_desktop.store import search
from mcr_desktop.store.scope import customers_of, visible_to

Stored = models.Fact


def get(session: Session, fact_id: int) -> Stored:
    """One fact to be changed.  Raises NotFound."""
    fact = session.get(Stored, fact_id)
    if fact is None:
        raise NotFound("There is no such fact in this workspace.")
    return fact


def of_uuid(session: Session, uuid: str) -> int | None:
    """The fact that was stored under this uuid."""
    return session.scalar(select(Stored.id).where(Stored.uuid == uuid))


def add(
    session: Session,
    customer_id: int,
    new: NewFact,
    uuid: str,
    *,
    user_id: int,
    at: datetime,
    source: str = "",
    conversation_id: int | None = None,
    contact_id: int | None = None,
) -> int:
    """Store a fact learned now and make it findable."""
    day = local_day(at)
    fact = Stored(
        uuid=uuid,
        customer_id=customer_id,
        contact_id=contact_id,
        conversation_id=conversation_id,
        topic=storable(new.topic).strip()[:100],
        value=storable(new.value).strip(),
        source=storable(source).strip()[:200],
        user_id=user_id,
        learned_on=day,
        confirmed_on=day,
        shelf_months=shelf_months_for(new.topic) if new.shelf_months is None else new.shelf_months,
    )
    session.add(fact)
    session.flush()
    reindex(session, fact, at)
    return fact.id


def reindex(session: Session, fact: Stored, at: datetime) -> None:
    """Make the words of a fact findable as they are now."""
    search.index(session, EntryKind.FACT, fact.id, fact.customer_id, at, f"{fact.topic}: {fact.value}")


def _selected() -> Select[Stored, str, str]:
    return (
        select(Stored, User.name, Customer.name)
        .join(User, User.id == Stored.user_id)
        .join(Customer, Customer.id == Stored.customer_id)
    )


def _told(session: Session, question: Select[Stored, str, str]) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            row.id,
            row.customer_id,
            row.topic,
            row.value,
            row.learned_on,
            row.confirmed_on,
            row.source,
            by,
            customer,
            row.shelf_months,
            row.restricted,
            row.version,
            row.ask_next,
        )
        for row, by, customer in session.execute(question)
    )


def of(session: Session, customer_id: int) -> tuple[Fact, ...]:
    """What is held to be true of a customer, the latest confirmed first."""
    question = (
        _selected()
        .where(Stored.customer_id == customer_id, Stored.ended_on.is_(None))
        .order_by(Stored.confirmed_on.desc(), Stored.id.desc())
    )
    return _told(session, question)


def stale(session: Session, actor: Actor, now: datetime, limit: int) -> tuple[Fact, ...]:
    """Facts past their shelf life on the customers somebody looks after, the longest unconfirmed first.

    Facts marked to be asked next time are left to that talk.
    """
    day = local_day(now)
    own = customers_of(actor.id, day)
    lives = session.scalars(
        select(Stored.shelf_months)
        .where(Stored.customer_id.in_(own), Stored.shelf_months.is_not(None))
        .distinct()
    ).all()
    past = [
        and_(Stored.shelf_months == months, Stored.confirmed_on <= add_months(day, -months))
        for months in lives
        if months is not None
    ]
    if not past:
        return ()
    question = (
        _selected()
        .where(
            Stored.customer_id.in_(own),
            Stored.ended_on.is_(None),
            Stored.ask_next.is_(False),
            or_(*past),
            visible_to(actor, now, Stored.customer_id),
        )
        .order_by(Stored.confirmed_on, Stored.id)
        .limit(limit)
    )
    return _told(session, question)


def replace_value(session: Session, fact: Stored, value: str, user_id: int, at: datetime) -> None:
    """Give a fact another value; the one it had goes to its history."""
    day = local_day(at)
    _keep_past(session, fact, day)
    fact.value = storable(value).strip()
    fact.learned_on = fact.confirmed_on = day
    fact.user_id = user_id
    fact.ask_next = False
    session.flush()
    reindex(session, fact, at)


def finish(session: Session, fact: Stored, day: date) -> None:
    """A fact no longer holds: it goes to the history and out of search."""
    _keep_past(session, fact, day)
    fact.ended_on = day
    session.flush()
    search.forget(session, EntryKind.FACT, fact.id)


def _keep_past(session: Session, fact: Stored, day: date) -> None:
    session.add(
        FactHistory(
            fact_id=fact.id,
            customer_id=fact.customer_id,
            value=fact.value,
            learned_on=fact.learned_on,
            confirmed_on=fact.confirmed_on,
            ended_on=day,
            user_id=fact.user_id,
        )
    )


def history(session: Session, fact_id: int) -> tuple[PastFact, ...]:
    """The values a fact had before, the latest first."""
    found = session.execute(
        select(FactHistory, User.name)
        .join(User, User.id == FactHistory.user_id)
        .where(FactHistory.fact_id == fact_id)
        .order_by(FactHistory.id.desc())
    )
    return tuple(PastFact(row.value, row.learned_on, row.confirmed_on, row.ended_on, by) for row, by in found)
