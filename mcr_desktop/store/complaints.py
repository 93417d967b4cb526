"""Questions about complaints: one, a list by what they share, their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from mcr_desktop.domain.complaints import NOT_GIVEN, ComplaintRow, ComplaintState, Handling
from mcr_desktop.domain.conversations import EntryKind, NewComplaint
from mcr_desktop.domain.errors import NotFound
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import fold, storable
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.customers import Customer
from mcr_desktop.store import search
from mcr_desktop.store.scope import visible_to

_Root = aliased(ComplaintKind)
"""The kind under which a complaint is shown: its own, or the one its kind was merged into."""

_COLUMNS = {
    "product": Complaint.product,
    "site": Complaint.site,
    "carrier": Complaint.carrier,
    "channel": Complaint.channel,
    "region": Complaint.region,
}


def get(session: Session, complaint_id: int) -> Complaint:
    """One complaint to be changed.  Raises NotFound."""
    complaint = session.get(Complaint, complaint_id)
    if complaint is None:
        raise NotFound("There is no such complaint in this workspace.")
    return complaint


def of_uuid(session: Session, uuid: str) -> int | None:
    """The complaint that was stored under this uuid."""
    return session.scalar(select(Complaint.id).where(Complaint.uuid == uuid))


def kind_named(session: Session, name: str) -> int:
    """The kind of this name, made if it is new; a merged kind leads to the one it became."""
    shown = " ".join(storable(name).split())[:200] or NOT_GIVEN
    kind = session.scalars(select(ComplaintKind).where(ComplaintKind.folded == fold(shown))).one_or_none()
    if kind is None:
        kind = ComplaintKind(name=shown, folded=fold(shown))
        session.add(kind)
        session.flush()
    return kind.merged_into_id or kind.id


def add(
    session: Session,
    customer_id: int,
    new: NewComplaint,
    uuid: str,
    *,
    user_id: int,
    received_on: date,
    at: datetime,
    conversation_id: int | None = None,
    noticed_by_us: bool = False,
) -> int:
    """Store a complaint and make it findable."""
    complaint = Complaint(
        uuid=uuid,
        customer_id=customer_id,
        conversation_id=conversation_id,
        kind_id=kind_named(session, new.kind),
        received_on=received_on,
        recorded_on=local_day(at),
        text=storable(new.text).strip(),
        severity=new.severity,
        product=storable(new.product).strip(),
        site=storable(new.site).strip(),
        carrier=storable(new.carrier).strip(),
        channel=storable(new.channel).strip(),
        value=new.value,
        wanted=storable(new.wanted).strip(),
        noticed_by_us=noticed_by_us or new.noticed_by_us,
        user_id=user_id,
    )
    session.add(complaint)
    session.flush()
    reindex(session, complaint, at)
    return complaint.id


def join(session: Session, complaint: Complaint, new: NewComplaint, at: datetime) -> None:
    """Add what was said now to a complaint that is open already, under its day."""
    said = f"{local_day(at).isoformat()}: {storable(new.text).strip()}"
    complaint.text = f"{complaint.text}\n{said}" if complaint.text else said
    complaint.severity = max(complaint.severity, new.severity)
    session.flush()
    reindex(session, complaint, at)


def handle(session: Session, complaint: Complaint, handling: Handling, day: date) -> None:
    """Put down what was done about a complaint; one closed today is closed on this day."""
    closed = handling.state is ComplaintState.CLOSED
    complaint.closed_on = (complaint.closed_on or day) if closed else None
    complaint.state = handling.state
    complaint.severity = handling.severity
    complaint.wanted = storable(handling.wanted).strip()
    complaint.remedy = storable(handling.remedy).strip()
    complaint.cause = storable(handling.cause).strip()
    complaint.customer_rating = handling.rating
    complaint.noticed_by_us = handling.noticed_by_us
    session.flush()


def reindex(session: Session, complaint: Complaint, at: datetime) -> None:
    """Make the words of a complaint findable as they are now."""
    search.index(session, EntryKind.COMPLAINT, complaint.id, complaint.customer_id, at, complaint.text)


def selected() -> Select[Complaint, str, str]:
    """Complaints with the names that go with them; to be narrowed down and told()."""
    return (
        select(Complaint, Customer.name, _Root.name)
        .join(Customer, Customer.id == Complaint.customer_id)
        .join(ComplaintKind, ComplaintKind.id == Complaint.kind_id)
        .join(_Root, _Root.id == func.coalesce(ComplaintKind.merged_into_id, ComplaintKind.id))
    )


def told(session: Session, question: Select[Complaint, str, str]) -> tuple[ComplaintRow, ...]:
    """The rows of complaints that a question selected."""
    return tuple(
        ComplaintRow(
            row.id,
            row.customer_id,
            customer,
            kind,
            row.received_on,
            row.text,
            row.severity,
            row.state,
            row.value,
            row.reference or "",
            row.product,
            row.site,
            row.carrier,
            row.channel,
            row.remedy,
            row.cause,
            row.closed_on,
            row.noticed_by_us,
            row.version,
            row.wanted,
            row.customer_rating,
            row.conversation_id,
        )
        for row, customer, kind in session.execute(question)
    )


def row(session: Session, complaint_id: int) -> ComplaintRow:
    """One complaint as it is shown."""
    return told(session, selected().where(Complaint.id == complaint_id))[0]


def listed(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    customer_id: int | None = None,
    kind: str | None = None,
    where: Mapping[str, str | None] | None = None,
    week: date | None = None,
    state: ComplaintState | None = None,
    limit: int = 200,
) -> tuple[ComplaintRow, ...]:
    """The newest complaints a person may read, of one customer, kind, place, week or state."""
    question = selected().where(visible_to(actor, now, Complaint.customer_id))
    if customer_id is not None:
        question = question.where(Complaint.customer_id == customer_id)
    if kind is not None:
        question = question.where(is_of_kind(kind))
    for attribute, value in (where or {}).items():
        question = question.where(has(attribute, value))
    if week is not None:
        question = question.where(Complaint.received_on.between(week, week + timedelta(days=6)))
    if state is not None:
        question = question.where(Complaint.state == state)
    ordered = question.order_by(Complaint.received_on.desc(), Complaint.id.desc()).limit(limit)
    return told(session, ordered)


def is_of_kind(kind: str) -> ColumnElement[bool]:
    """Of this kind or one merged with it, or said to be of it too by another row of the same complaint."""
    named, same = aliased(ComplaintKind), aliased(ComplaintKind)
    root = (
        select(func.coalesce(named.merged_into_id, named.id))
        .where(named.folded == fold(kind))
        .scalar_subquery()
    )
    members = select(same.id).where(or_(same.id == root, same.merged_into_id == root))
    return or_(Complaint.kind_id.in_(members), _also("kind", kind))


def has(attribute: str, value: str | None) -> ColumnElement[bool]:
    """Whether a complaint has a value in an attribute; a hidden value (a customer's name) matches nothing."""
    if value is None:
        return Complaint.id.is_(None)
    if attribute == "customer":
        return Customer.name == value
    if attribute == "segment":
        return or_(Customer.segment == value, _also(attribute, value))
    if attribute == "region":
        inherited = and_(Complaint.region == "", Customer.region == value)
        return or_(Complaint.region == value, inherited, _also(attribute, value))
    column = _COLUMNS.get(attribute)
    return _also(attribute, value) if column is None else or_(column == value, _also(attribute, value))


def _also(attribute: str, value: str) -> ColumnElement[bool]:
    return exists().where(
        ComplaintAttribute.complaint_id == Complaint.id,
        ComplaintAttribute.name == attribute,
        ComplaintAttribute.value == value,
    )


def similar_open(session: Session, customer_id: int, kind: str, since: date) -> ComplaintRow | None:
    """The newest complaint of a customer and kind, received since a day, that is not closed."""
    question = selected().where(
        Complaint.customer_id == customer_id,
        is_of_kind(kind or NOT_GIVEN),
        Complaint.state != ComplaintState.CLOSED,
        Complaint.received_on >= since,
    )
    found = told(session, question.order_by(Complaint.received_on.desc(), Complaint.id.desc()).limit(1))
    return found[0] if found else None


def kinds(session: Session) -> tuple[tuple[str, int], ...]:
    """Every kind in use and how many complaints are of it, the commonest first.  Numbers only: no fence."""
    count: ColumnElement[Any] = func.count()
    found = session.execute(
        select(_Root.name, count)
        .select_from(Complaint)
        .join(ComplaintKind, Complaint.kind_id == ComplaintKind.id)
        .join(_Root, _Root.id == func.coalesce(ComplaintKind.merged_into_id, ComplaintKind.id))
        .group_by(_Root.id, _Root.name)
        .order_by(count.desc(), _Root.name)
    )
    return tuple((name, number) for name, number in found)
