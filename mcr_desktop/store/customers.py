"""Questions about customers: the directory, one customer's head, and finding one by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.customers import CustomerDetails, CustomerHeader, CustomerRow, Part
from mcr_desktop.domain.errors import NotFound, Refused
from mcr_desktop.domain.fence import Action, Fence
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import fold, storable
from mcr_desktop.models.complaints import Complaint
from mcr_desktop.models.conversations import Conversation
from mcr_desktop.models.customers import Assignment, Customer, FenceDecision
from mcr_desktop.models.people import Team, User
from mcr_desktop.store import assignments
from mcr_desktop.store.scope import customers_of, fenced_on, in_force, visible_to
from mcr_desktop.store.values import Standing, standing, value_of_customer

_PORTION = 500


def get(session: Session, customer_id: int) -> Customer:
    """One customer to be changed.  Raises NotFound."""
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise NotFound("There is no such customer in this workspace.")
    return customer


def containing(column: Any, words: str) -> ColumnElement[bool]:
    """Whether a folded column contains each of these words; what they mean to LIKE is taken from them."""
    return and_(true(), *(column.contains(word, autoescape=True) for word in fold(words).split()))


def ids(
    session: Session, actor: Actor, now: datetime, *, text: str, saved: str, sort: str, descending: bool
) -> list[int]:
    """Ids of the directory in order: all see every name; what only readers know sorts nothing else."""
    day = local_day(now)
    question = select(Customer.id)
    if text.strip():
        question = question.where(or_(containing(Customer.folded, text), Customer.key == text.strip()))
    for condition in _saved_views(actor, day, saved):
        question = question.where(condition)
    order = _orders(actor, now, sort)
    ordered = order.desc() if descending else order.asc()
    return list(session.scalars(question.order_by(ordered.nulls_last(), Customer.folded, Customer.id)))


def _saved_views(actor: Actor, day: date, saved: str) -> tuple[ColumnElement[bool], ...]:
    views: dict[str, tuple[ColumnElement[bool], ...]] = {
        "all": (),
        "mine": (Customer.id.in_(customers_of(actor.id, day)),),
        "fenced": (fenced_on(day),),
        "open": (~fenced_on(day),),
    }
    if saved not in views:
        raise Refused(f"There is no list of customers called {saved}.")
    return views[saved]


def _orders(actor: Actor, now: datetime, sort: str) -> ColumnElement[Any]:
    if sort == "name":
        return Customer.folded.expression
    if sort == "manager":
        return _manager(local_day(now)).scalar_subquery()
    seen = visible_to(actor, now, Customer.id)
    if sort == "value":
        return case((seen, value_of_customer()), else_=None)
    if sort == "last contact":
        return case((seen, _last_contact().scalar_subquery()), else_=None)
    raise Refused(f"The list of customers cannot be sorted by {sort}.")


def _manager(day: date) -> Select[Any]:
    return (
        select(func.min(User.folded))
        .join(Assignment, Assignment.user_id == User.id)
        .where(
            Assignment.customer_id == Customer.id,
            Assignment.part == Part.MANAGER,
            in_force(Assignment.starts_on, Assignment.ends_on, day),
        )
        .correlate(Customer)
    )


def _last_contact() -> Select[Any]:
    return (
        select(func.max(Conversation.happened_at))
        .where(Conversation.customer_id == Customer.id)
        .correlate(Customer)
    )


def rows(session: Session, actor: Actor, wanted: Sequence[int], now: datetime) -> tuple[CustomerRow, ...]:
    """The lines of the directory for these ids, in their order; ids that are gone are left out."""
    found: dict[int, CustomerRow] = {}
    for start in range(0, len(wanted), _PORTION):
        found |= {row.id: row for row in _portion(session, actor, wanted[start : start + _PORTION], now)}
    return tuple(found[number] for number in wanted if number in found)


def _portion(session: Session, actor: Actor, wanted: Sequence[int], now: datetime) -> Iterator[CustomerRow]:
    day = local_day(now)
    columns = (Customer.id, Customer.name, Customer.region, Customer.segment, Customer.since)
    base = session.execute(
        select(
            *columns,
            func.coalesce(Team.name, "").label("team"),
            fenced_on(day).label("fenced"),
            visible_to(actor, now, Customer.id).label("readable"),
        )
        .outerjoin(Team, Team.id == Customer.team_id)
        .where(Customer.id.in_(wanted))
    ).all()
    managers = managers_of(session, wanted, day)
    known = _records(session, [row.id for row in base if row.readable], day)
    for row in base:
        manager, since = managers.get(row.id, ("", None))
        line = CustomerRow(
            row.id, row.name, manager, row.team, fenced=row.fenced, readable=row.readable, manager_since=since
        )
        yield replace(line, **_told(row, known)) if row.readable else line


def _told(row: Any, known: _Known) -> dict[str, Any]:
    worth = known.standing.get(row.id, Standing())
    last = known.last_contact.get(row.id)
    return {
        "region": row.region,
        "segment": row.segment,
        "since": row.since,
        "tier": worth.tier,
        "value": worth.value,
        "open_complaints": known.open_complaints.get(row.id, 0),
        "last_contact": None if last is None else local_day(last),
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """What the records of readable customers add to their lines."""

    standing: dict[int, Standing]
    open_complaints: dict[int, int]
    last_contact: dict[int, datetime]


def _records(session: Session, wanted: Sequence[int], day: date) -> _Known:
    complaints = session.execute(
        select(Complaint.customer_id, func.count())
        .where(Complaint.customer_id.in_(wanted), Complaint.state != ComplaintState.CLOSED)
        .group_by(Complaint.customer_id)
    )
    talks = session.execute(
        select(Conversation.customer_id, func.max(Conversation.happened_at))
        .where(Conversation.customer_id.in_(wanted))
        .group_by(Conversation.customer_id)
    )
    return _Known(
        standing(session, wanted, day),
        {number: n for number, n in complaints},
        {number: at for number, at in talks},
    )


def managers_of(session: Session, wanted: Sequence[int], day: date) -> dict[int, tuple[str, date]]:
    """Who manages each of these customers on a day, and since when."""
    found = session.execute(
        select(Assignment.customer_id, User.name, Assignment.starts_on)
        .join(User, User.id == Assignment.user_id)
        .where(
            Assignment.customer_id.in_(wanted),
            Assignment.part == Part.MANAGER,
            in_force(Assignment.starts_on, Assignment.ends_on, day),
        )
        .order_by(Assignment.id.desc())
    )
    return {number: (name, since) for number, name, since in found}


def header(session: Session, fence: Fence, now: datetime) -> CustomerHeader:
    """The top of a customer's page, for somebody the fence lets read."""
    day = local_day(now)
    customer = get(session, fence.customer_id)
    worth = standing(session, [customer.id], day).get(customer.id, Standing())
    parent = None if customer.parent_id is None else session.get(Customer, customer.parent_id)
    return replace(
        directory_entry(session, fence, now),
        since=customer.since,
        segment=customer.segment,
        region=customer.region,
        parent=parent.name if parent else "",
        value=worth.value,
        tier=worth.tier,
        key=customer.key or "",
        website=customer.website,
        phone=customer.phone,
        email=customer.email,
        address=customer.address,
        contact_budget=customer.contact_budget,
        version=customer.version,
    )


def directory_entry(session: Session, fence: Fence, now: datetime) -> CustomerHeader:
    """What every user may know: the name, whether it is fenced and why, and who looks after it."""
    day = local_day(now)
    customer = get(session, fence.customer_id)
    team = None if customer.team_id is None else session.get(Team, customer.team_id)
    decision = decision_in_force(session, customer.id, day)
    reads = fence.allows(Action.READ)
    team_rows = assignments.of(session, customer.id, day)
    return CustomerHeader(
        customer.id,
        customer.name,
        fence,
        team=team.name if team else "",
        assignments=team_rows if reads else tuple(replace(row, reason="") for row in team_rows),
        fenced_from=decision.starts_on if decision else None,
        fence_reason=decision.reason if decision and reads else "",
    )


def decision_in_force(session: Session, customer_id: int, day: date) -> FenceDecision | None:
    """The fence decision that holds for a customer on this day."""
    return session.scalars(
        select(FenceDecision)
        .where(
            FenceDecision.customer_id == customer_id,
            in_force(FenceDecision.starts_on, FenceDecision.ends_on, day),
        )
        .order_by(FenceDecision.id.desc())
        .limit(1)
    ).first()


def named(session: Session, words: str) -> int | None:
    """The customer with this key, else with this name.  Raises Refused when two have the name."""
    by_key = session.scalar(select(Customer.id).where(Customer.key == words.strip()))
    if by_key is not None:
        return by_key
    found = session.execute(
        select(Customer.id, Customer.name, Customer.key)
        .where(Customer.folded == fold(words))
        .order_by(Customer.id)
    ).all()
    if len(found) > 1:
        which = " and ".join(f"{row.name} ({row.key or f'no key, number {row.id}'})" for row in found[:3])
        raise Refused(f"{len(found)} customers are called that: {which}. Name the one you mean by its key.")
    return found[0].id if found else None


def names(session: Session) -> dict[int, str]:
    """Every customer's name by id."""
    return {number: name for number, name in session.execute(select(Customer.id, Customer.name))}


def of_uuid(session: Session, uuid: str) -> int | None:
    """The customer that was stored under this uuid."""
    return session.scalar(select(Customer.id).where(Customer.uuid == uuid))


def add(session: Session, name: str, details: CustomerDetails, uuid: str) -> int:
    """A new customer, open to everybody.  Raises Refused for a name or key that is taken."""
    customer = Customer(uuid=uuid)
    change(session, customer, name, details)
    session.add(customer)
    session.flush()
    return customer.id


def change(session: Session, customer: Customer, name: str, details: CustomerDetails) -> None:
    """Make a customer what the words say.  Raises Refused for a blank or taken name, or a taken key."""
    shown = " ".join(storable(name).split())
    if not shown:
        raise Refused("A customer needs a name.")
    _refuse_taken(
        session, customer, Customer.folded == fold(shown), f"There is already a customer called {shown}."
    )
    key = storable(details.key).strip() or None
    if key is not None:
        _refuse_taken(session, customer, Customer.key == key, f"Another customer has the key {key}.")
    customer.name, customer.folded, customer.key = shown, fold(shown), key
    customer.segment = storable(details.segment).strip()
    customer.region = storable(details.region).strip()
    customer.since = details.since
    customer.value_given = details.value
    customer.website = storable(details.website).strip()
    customer.phone = storable(details.phone).strip()
    customer.email = storable(details.email).strip()
    customer.address = storable(details.address).strip()
    customer.contact_budget = details.contact_budget


def _refuse_taken(session: Session, customer: Customer, taken: ColumnElement[bool], reason: str) -> None:
    with session.no_autoflush:
        holder = session.scalar(select(Customer.id).where(taken, Customer.id != (customer.id or 0)).limit(1))
    if holder is not None:
        raise Refused(reason)
