"""Questions for the account review: what happened with one customer within a period, to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period, day_start, local_day
from mcr_desktop.domain.promises import Promise as PromiseRow
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.reviews import OrderFigures, Talk
from mcr_desktop.domain.text import fold
from mcr_desktop.models.complaints import Complaint
from mcr_desktop.models.conversations import Conversation, NoteRevision
from mcr_desktop.models.customers import Customer
from mcr_desktop.models.investigations import Investigation
from mcr_desktop.models.orders import Order
from mcr_desktop.models.people import Team, User
from mcr_desktop.models.promises import Promise
from mcr_desktop.store import complaints, promises
from mcr_desktop.store.scope import visible_to
from mcr_desktop.store.search import is_newest_revision


def talks(session: Session, customer_id: int, period: Period) -> tuple[Talk, ...]:
    """The conversations of a period with their notes in force, the oldest first."""
    rows = session.execute(
        select(Conversation, User.name, NoteRevision.text)
        .join(User, User.id == Conversation.user_id)
        .join(NoteRevision, and_(NoteRevision.conversation_id == Conversation.id, is_newest_revision()))
        .where(
            Conversation.customer_id == customer_id,
            Conversation.happened_at >= day_start(period.first),
            Conversation.happened_at < day_start(period.last + timedelta(days=1)),
        )
        .order_by(Conversation.happened_at, Conversation.id)
    )
    return tuple(
        Talk(local_day(row.happened_at), row.kind, row.started_by, who, note, row.private)
        for row, who, note in rows
    )


def promises_of(session: Session, customer_id: int, period: Period) -> tuple[PromiseRow, ...]:
    """Promises that are open, or were made, due or closed within a period."""
    within = [
        column.between(period.first, period.last)
        for column in (Promise.made_on, Promise.due, Promise.closed_on)
    ]
    question = promises.selected().where(
        Promise.customer_id == customer_id,
        Promise.made_on <= period.last,
        or_(Promise.state == PromiseState.OPEN, *within),
    )
    return promises.told(session, question.order_by(Promise.due.nulls_last(), Promise.id))


def complaints_of(session: Session, customer_id: int, period: Period) -> tuple[ComplaintRow, ...]:
    """Complaints received within a period, and earlier ones that are still not closed; newest first."""
    question = (
        complaints.selected()
        .where(
            Complaint.customer_id == customer_id,
            Complaint.received_on <= period.last,
            or_(
                Complaint.received_on >= period.first,
                Complaint.state != ComplaintState.CLOSED,
                Complaint.closed_on >= period.first,
            ),
        )
        .order_by(Complaint.received_on.desc(), Complaint.id.desc())
    )
    return complaints.told(session, question)


def investigations_of(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    """Which investigation each of these complaints belongs to, if any."""
    rows = session.execute(
        select(Complaint.id, Complaint.investigation_id).where(
            Complaint.id.in_(numbers), Complaint.investigation_id.is_not(None)
        )
    )
    return {complaint: investigation for complaint, investigation in rows if investigation is not None}


def investigations_into(session: Session, kinds: Sequence[str], period: Period) -> list[int]:
    """Investigations into one of these kinds that were under way within a period."""
    rows = session.execute(
        select(Investigation.id, Investigation.kind).where(
            Investigation.opened_on <= period.last,
            Investigation.verified_on.is_(None) | (Investigation.verified_on >= period.first),
        )
    )
    wanted = set(map(fold, kinds))
    return [number for number, kind in rows if kind is not None and fold(kind) in wanted]


def complaints_by_month(session: Session, customer_id: int, first: date, last: date) -> dict[date, int]:
    """Complaints received in each month, by its first day; months without any are absent."""
    days = session.scalars(
        select(Complaint.received_on).where(
            Complaint.customer_id == customer_id, Complaint.received_on.between(first, last)
        )
    )
    found: dict[date, int] = {}
    for day in days:
        month = day.replace(day=1)
        found[month] = found.get(month, 0) + 1
    return found


def first_complaint(session: Session) -> date | None:
    """Since when this workspace has complaints at all: before that, none says nothing."""
    return session.scalar(select(func.min(Complaint.received_on)))


def order_figures(session: Session, customer_id: int, period: Period, today: date) -> OrderFigures:
    """Number and exact value of the orders of a period, and of all to date."""
    figures = []
    for first, last in ((period.first, period.last), (date.min, today)):
        count, value = session.execute(
            select(func.count(), func.coalesce(func.sum(Order.value), Decimal(0))).where(
                Order.customer_id == customer_id, Order.ordered_on.between(first, last)
            )
        ).one()
        figures.append((count, value))
    (count, value), (count_to_date, value_to_date) = figures
    return OrderFigures(count, value, count_to_date, value_to_date)


def readable(session: Session, actor: Actor, now: datetime, team: str | None) -> tuple[list[int], int]:
    """Customers this person may read, of a team or of all, by name; and how many more there are."""
    question = select(Customer.id, visible_to(actor, now, Customer.id)).order_by(Customer.folded, Customer.id)
    if team is not None:
        question = question.join(Team, Team.id == Customer.team_id).where(Team.folded == fold(team))
    rows = session.execute(question).all()
    mine = [number for number, may_read in rows if may_read]
    return mine, len(rows) - len(mine)
