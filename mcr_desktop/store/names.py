"""Names of customers, open to all, and of their people, inside the fence: for whoever types a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Select, literal, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from mcr_desktop.domain.customers import Named
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.models.customers import Contact, Customer
from mcr_desktop.store.customers import containing
from mcr_desktop.store.scope import customers_of, visible_to


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name and whose it is: a customer's, or with a contact_id one of their people's."""

    folded: str
    customer_id: int
    contact_id: int | None = None


def holding(session: Session, actor: Actor, now: datetime, sought: str, most: int) -> list[Name]:
    """Names that hold every word sought: of one's own customers first, then those that begin with it."""
    return [
        Name(folded, customer, contact)
        for question, column, customer_id in _questions(actor, now, sought)
        for folded, customer, contact in session.execute(
            question.order_by(
                customer_id.in_(customers_of(actor.id, local_day(now))).desc(),
                column.startswith(sought, autoescape=True).desc(),
                column,
            ).limit(most)
        )
    ]


def every_name(session: Session, actor: Actor, now: datetime) -> list[Name]:
    """Every name this person may know."""
    return [
        Name(folded, customer, contact)
        for question, _, _ in _questions(actor, now, "")
        for folded, customer, contact in session.execute(question)
    ]


_Question = tuple[Select[str, int, int | None], InstrumentedAttribute[str], InstrumentedAttribute[int]]


def _questions(actor: Actor, now: datetime, sought: str) -> tuple[_Question, _Question]:
    """Customers and their people; the words come before the fence, since they leave less to judge."""
    nobody: ColumnElement[int | None] = literal(None, Integer)
    somebody: ColumnElement[int | None] = type_coerce(Contact.id, Integer)
    customers = select(Customer.folded, Customer.id, nobody).where(containing(Customer.folded, sought))
    people = select(Contact.folded, Contact.customer_id, somebody).where(
        containing(Contact.folded, sought),
        Contact.left_on.is_(None),
        visible_to(actor, now, Contact.customer_id),
    )
    return (customers, Customer.folded, Customer.id), (people, Contact.folded, Contact.customer_id)


def told(session: Session, names: Sequence[Name], own: frozenset[int]) -> tuple[Named, ...]:
    """The names as they are written, in the same order, with what tells people apart."""
    customers = {
        number: name
        for number, name in session.execute(
            select(Customer.id, Customer.name).where(Customer.id.in_({each.customer_id for each in names}))
        )
    }
    people = {
        number: (name, title)
        for number, name, title in session.execute(
            select(Contact.id, Contact.name, Contact.title).where(
                Contact.id.in_({each.contact_id for each in names if each.contact_id is not None})
            )
        )
    }
    return tuple(_named(each, customers, people, own) for each in names)


def _named(
    each: Name, customers: dict[int, str], people: dict[int, tuple[str, str]], own: frozenset[int]
) -> Named:
    customer, mine = customers[each.customer_id], each.customer_id in own
    if each.contact_id is None:
        return Named(each.customer_id, customer, mine=mine)
    name, title = people[each.contact_id]
    return Named(each.customer_id, name, f"{title}, {customer}" if title else customer, each.contact_id, mine)
