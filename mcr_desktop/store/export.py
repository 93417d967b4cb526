"""What leaves the workspace as plain tables: headings that the import knows again, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.conversations import Conversation, NoteRevision
from mcr_desktop.models.customers import Assignment, Contact, Customer, FenceDecision
from mcr_desktop.models.facts import Fact
from mcr_desktop.models.orders import Order
from mcr_desktop.models.people import Team, User
from mcr_desktop.models.plans import Objective, ObjectiveStep
from mcr_desktop.models.promises import Promise

CustomerId = InstrumentedAttribute[int]
Condition = ColumnElement[bool]
Visible = Callable[[CustomerId], Condition]
"""The condition that keeps a table to the customers that may leave."""

EVERYTHING: Condition = true()


@dataclass(frozen=True, slots=True)
class Leaving:
    """One file of the export: its name, headings, and the question for its rows."""

    name: str
    header: tuple[str, ...]
    question: Select[*tuple[Any, ...]]

    def rows(self, session: Session) -> Iterator[tuple[Any, ...]]:
        """The rows, a thousand at a time."""
        for row in session.execute(self.question.execution_options(yield_per=1000)):
            yield tuple(row)


def tables(visible: Visible) -> tuple[Leaving, ...]:
    """Every table of records, kept inside what is visible."""
    return (
        _contacts(visible),
        _assignments(visible),
        _fences(visible),
        _conversations(visible),
        _facts(visible),
        _promises(visible),
        _complaints(visible),
        _attributes(visible),
        _plans(visible),
        _orders(visible),
    )


def customers_leaving(visible: Visible) -> Select[*tuple[Any, ...]]:
    """Id, key, name, parent, segment, region, since, team and the rest of each customer's own row."""
    parent = aliased(Customer)
    return (
        select(
            Customer.id,
            Customer.key,
            Customer.name,
            _called(parent).label("parent"),
            Customer.segment,
            Customer.region,
            Customer.since,
            Team.name.label("team"),
            Customer.website,
            Customer.phone,
            Customer.email,
            Customer.address,
        )
        .outerjoin(parent, parent.id == Customer.parent_id)
        .outerjoin(Team, Team.id == Customer.team_id)
        .where(visible(Customer.id))
        .order_by(Customer.id)
    )


def customer_count(session: Session) -> int:
    """How many customers there are at all; the directory is open."""
    return session.scalar(select(func.count()).select_from(Customer)) or 0


def _contacts(visible: Visible) -> Leaving:
    columns = (
        Contact.title,
        Contact.stakeholder,
        Contact.influence,
        Contact.phone,
        Contact.mobile,
        Contact.email,
    )
    question = _with_customer(Contact.customer_id, visible, Contact.name, *columns, Contact.terms)
    header = ("customer", "name", "title", "role", "influence", "phone", "mobile", "email", "terms")
    return Leaving("contacts", header, question.order_by(Contact.id))


def _assignments(visible: Visible) -> Leaving:
    question = _with_customer(
        Assignment.customer_id, visible, User.name, Assignment.part, Assignment.starts_on, Assignment.ends_on,
        Assignment.reason,
    )  # fmt: skip
    question = question.join(User, User.id == Assignment.user_id).order_by(Assignment.id)
    return Leaving("assignments", ("customer", "user", "role", "from", "until", "reason"), question)


def _fences(visible: Visible) -> Leaving:
    columns = (FenceDecision.starts_on, FenceDecision.ends_on, FenceDecision.reason, FenceDecision.end_reason)
    question = _with_customer(FenceDecision.customer_id, visible, *columns).order_by(FenceDecision.id)
    return Leaving("fences", ("customer", "from", "until", "reason", "end reason"), question)


def _conversations(visible: Visible) -> Leaving:
    newest = (
        select(func.max(NoteRevision.number))
        .where(NoteRevision.conversation_id == Conversation.id)
        .correlate(Conversation)
        .scalar_subquery()
    )
    question = (
        _with_customer(
            Conversation.customer_id, visible, Conversation.happened_at, Conversation.kind,
            Conversation.started_by, User.name, Conversation.private, NoteRevision.text,
            func.coalesce(Conversation.reference, Conversation.uuid),
        )
        .join(User, User.id == Conversation.user_id)
        .join(NoteRevision, NoteRevision.conversation_id == Conversation.id)
        .where(NoteRevision.number == newest)
        .order_by(Conversation.id)
    )  # fmt: skip
    header = ("customer", "when", "kind", "started_by", "user", "private", "text", "reference")
    return Leaving("conversations", header, question)


def _facts(visible: Visible) -> Leaving:
    columns = (Fact.topic, Fact.value, Fact.source)
    ages = (Fact.learned_on, Fact.confirmed_on, Fact.shelf_months, Fact.ended_on)
    question = _with_customer(Fact.customer_id, visible, *columns, *ages).order_by(Fact.id)
    header = (
        "customer",
        "topic",
        "value",
        "source",
        "learned on",
        "confirmed on",
        "shelf months",
        "ended on",
    )
    return Leaving("facts", header, question)


def _promises(visible: Visible) -> Leaving:
    columns = (Promise.text, Promise.side, Promise.state, Promise.due)
    ends = (Promise.made_on, Promise.closed_on, Promise.why)
    question = _with_customer(Promise.customer_id, visible, *columns, *ends).order_by(Promise.id)
    header = ("customer", "text", "side", "state", "due", "made on", "closed on", "why")
    return Leaving("promises", header, question)


def _complaints(visible: Visible) -> Leaving:
    columns = (
        Complaint.received_on, Complaint.severity, Complaint.product, Complaint.site, Complaint.carrier,
        Complaint.channel, Complaint.region, Complaint.value, Complaint.outcome, Complaint.text,
        Complaint.state, Complaint.remedy, Complaint.cause, Complaint.closed_on,
    )  # fmt: skip
    reference = func.coalesce(Complaint.reference, Complaint.uuid)
    question = _with_customer(Complaint.customer_id, visible, ComplaintKind.name, *columns, reference)
    header = (
        "customer", "kind", "received", "severity", "product", "site", "carrier", "channel", "region",
        "value", "outcome", "text", "state", "remedy", "cause", "closed", "reference",
    )  # fmt: skip
    question = question.join(ComplaintKind, ComplaintKind.id == Complaint.kind_id).order_by(Complaint.id)
    return Leaving("complaints", header, question)


def _attributes(visible: Visible) -> Leaving:
    reference = func.coalesce(Complaint.reference, Complaint.uuid)
    question = (
        select(reference, ComplaintAttribute.name, ComplaintAttribute.value)
        .join(Complaint, Complaint.id == ComplaintAttribute.complaint_id)
        .where(visible(ComplaintAttribute.customer_id))
        .order_by(ComplaintAttribute.id)
    )
    return Leaving("complaint attributes", ("reference", "attribute", "value"), question)


def _plans(visible: Visible) -> Leaving:
    question = _with_customer(
        ObjectiveStep.customer_id, visible, Objective.title, ObjectiveStep.text, ObjectiveStep.side,
        ObjectiveStep.due, ObjectiveStep.done_on,
    )  # fmt: skip
    question = question.join(Objective, Objective.id == ObjectiveStep.objective_id).order_by(ObjectiveStep.id)
    return Leaving("joint plans", ("customer", "objective", "step", "side", "due", "done on"), question)


def _orders(visible: Visible) -> Leaving:
    columns = (
        Order.ordered_on,
        Order.value,
        Order.product,
        Order.site,
        Order.carrier,
        Order.channel,
        Order.region,
    )
    reference = func.coalesce(Order.reference, "")
    question = _with_customer(Order.customer_id, visible, *columns, reference).order_by(Order.id)
    header = ("customer", "ordered", "value", "product", "site", "carrier", "channel", "region", "reference")
    return Leaving("orders", header, question)


def _called(customer: type[Customer]) -> ColumnElement[str]:
    """What an import finds a customer by: its key where it has one, else its name."""
    return func.coalesce(func.nullif(customer.key, ""), customer.name)


def _with_customer(customer_id: CustomerId, visible: Visible, *columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(_called(Customer), *columns)
        .join(Customer, Customer.id == customer_id)
        .where(visible(customer_id))
    )
