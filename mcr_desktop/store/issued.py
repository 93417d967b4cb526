"""Reviews that left the house, and summaries kept for those that will: numbered, frozen, byte for byte."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.errors import NotFound, Unavailable
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.reviews import (
    CarriedAction,
    IssuedRow,
    MadeFor,
    Outcome,
    PrintedReview,
    ReviewSnapshot,
)
from mcr_desktop.models.people import User
from mcr_desktop.models.plans import Objective, ObjectiveStep
from mcr_desktop.models.promises import Promise
from mcr_desktop.models.reviews import IssuedCopy, IssuedReview, ReviewSummary

SAME_REVIEW_DAYS = 7
"""How far the ends of two periods may lie apart for a kept summary to be meant for either."""

Stored = IssuedReview


def last(session: Session, customer_id: int) -> Stored | None:
    """The newest review issued for a customer."""
    return session.scalars(
        select(Stored).where(Stored.customer_id == customer_id).order_by(Stored.number.desc()).limit(1)
    ).first()


def of_number(session: Session, customer_id: int, number: int) -> Stored | None:
    """One review of a customer by its number."""
    return session.scalars(
        select(Stored).where(Stored.customer_id == customer_id, Stored.number == number)
    ).one_or_none()


def add(session: Session, actor: Actor, snapshot: ReviewSnapshot, frozen: str, now: datetime) -> Stored:
    """Freeze a review under its number."""
    row = Stored(
        customer_id=snapshot.customer_id,
        number=snapshot.number,
        first_day=snapshot.period.first,
        last_day=snapshot.period.last,
        made_at=now,
        made_by_id=actor.id,
        summary=snapshot.summary,
        snapshot=frozen,
    )
    session.add(row)
    session.flush()
    return row


def holds_copy(session: Session, review: Stored, pdf: bytes) -> bool:
    """Whether exactly this file was printed from a review before."""
    question = select(IssuedCopy.id).where(
        IssuedCopy.review_id == review.id, IssuedCopy.sha256 == sha256(pdf).hexdigest()
    )
    return session.scalar(question) is not None


def add_copy(session: Session, actor: Actor, review: Stored, made: PrintedReview, now: datetime) -> None:
    """Keep a file that was printed from a review."""
    session.add(
        IssuedCopy(
            review_id=review.id,
            customer_id=review.customer_id,
            made_for=made.made_for,
            paper=made.paper,
            name=made.name,
            pages=made.pages,
            issued_at=now,
            issued_by_id=actor.id,
            sha256=sha256(made.pdf).hexdigest(),
            pdf=made.pdf,
        )
    )
    session.flush()


def copies(session: Session, customer_id: int) -> tuple[IssuedRow, ...]:
    """Every copy that was printed for a customer's reviews, the newest first."""
    rows = session.execute(
        select(
            IssuedCopy.id,
            IssuedCopy.customer_id,
            Stored.number,
            Stored.first_day,
            Stored.last_day,
            IssuedCopy.made_for,
            IssuedCopy.issued_at,
            User.name,
            IssuedCopy.name,
            IssuedCopy.pages,
        )
        .join(Stored, Stored.id == IssuedCopy.review_id)
        .join(User, User.id == IssuedCopy.issued_by_id)
        .where(IssuedCopy.customer_id == customer_id)
        .order_by(Stored.number.desc(), IssuedCopy.id.desc())
    )
    return tuple(
        IssuedRow(number, customer, how_manieth, Period(first, end), made_for, at, by, name, pages)
        for number, customer, how_manieth, first, end, made_for, at, by, name, pages in rows
    )


def copy(session: Session, copy_id: int) -> tuple[IssuedCopy, Stored]:
    """One copy with its review.  Raises NotFound, and Unavailable when its bytes are not those printed."""
    found = session.get(IssuedCopy, copy_id)
    if found is None:
        raise NotFound("There is no such issued review in this workspace.")
    if sha256(found.pdf).hexdigest() != found.sha256:
        raise Unavailable("This review is damaged in the workspace. Restore a backup to read it.")
    return found, session.get_one(Stored, found.review_id)


def customer_of_copy(session: Session, copy_id: int) -> int:
    """Whose review a copy is of.  Raises NotFound."""
    customer_id = session.scalar(select(IssuedCopy.customer_id).where(IssuedCopy.id == copy_id))
    if customer_id is None:
        raise NotFound("There is no such issued review in this workspace.")
    return customer_id


def went_to_customer(session: Session, customer_id: int) -> bool:
    """Whether a copy for the customer's own hands was ever printed."""
    question = select(IssuedCopy.id).where(
        IssuedCopy.customer_id == customer_id, IssuedCopy.made_for == MadeFor.CUSTOMER
    )
    return session.scalar(question.limit(1)) is not None


def fate_of_promises(session: Session, ids: Collection[int], today: date) -> dict[int, CarriedAction]:
    """What became of these promises, by id; one that was taken back is not there."""
    rows = session.scalars(select(Promise).where(Promise.id.in_(ids)))
    return {
        row.id: CarriedAction(
            row.text, row.side.value, _fate(row, today), row.due, row.closed_on, _reason(row)
        )
        for row in rows
    }


def _fate(promise: Promise, today: date) -> Outcome:
    if promise.state is PromiseState.OPEN:
        return Outcome.LATE if promise.due is not None and promise.due < today else Outcome.OPEN
    return Outcome.DONE if promise.state is PromiseState.KEPT else Outcome.DROPPED


def _reason(promise: Promise) -> str:
    return promise.why if promise.state is PromiseState.LET_GO else ""


def fate_of_steps(session: Session, ids: Collection[int], today: date) -> dict[int, CarriedAction]:
    """What became of these steps of the joint plan, by id; dropped with the objective they led to."""
    rows = session.execute(
        select(ObjectiveStep, Objective.ended_on)
        .join(Objective, Objective.id == ObjectiveStep.objective_id)
        .where(ObjectiveStep.id.in_(ids))
    )
    found = {}
    for step, ended_on in rows:
        outcome = Outcome.LATE if step.due is not None and step.due < today else Outcome.OPEN
        why = ""
        if step.done_on is not None:
            outcome = Outcome.DONE
        elif ended_on is not None:
            outcome, why = Outcome.DROPPED, "The objective it led to was ended."
        found[step.id] = CarriedAction(
            step.text, step.side.value, outcome, step.due, step.done_on or ended_on, why
        )
    return found


def kept_summary(session: Session, customer_id: int, period: Period) -> str:
    """The paragraph kept for a review of this period, or for one that ended within the same days."""
    rows = session.scalars(
        select(ReviewSummary)
        .where(ReviewSummary.customer_id == customer_id)
        .order_by(ReviewSummary.changed_at.desc(), ReviewSummary.id.desc())
    ).all()
    for row in rows:
        if (row.first_day, row.last_day) == (period.first, period.last):
            return row.text
    near = (row for row in rows if abs((row.last_day - period.last).days) <= SAME_REVIEW_DAYS)
    return next((row.text for row in near), "")


def keep_summary(
    session: Session, actor: Actor, customer_id: int, period: Period, words: str, now: datetime
) -> None:
    """Keep the paragraph for the review of a period, in the place of an earlier one."""
    row = session.scalars(
        select(ReviewSummary).where(
            ReviewSummary.customer_id == customer_id,
            ReviewSummary.first_day == period.first,
            ReviewSummary.last_day == period.last,
        )
    ).one_or_none()
    if row is None:
        row = ReviewSummary(customer_id=customer_id, first_day=period.first, last_day=period.last)
        session.add(row)
    row.text, row.user_id, row.changed_at = words, actor.id, now
    session.flush()


def how_many(session: Session, customer_id: int) -> int:
    """The number of the newest review issued for a customer; 0 for none."""
    return session.scalar(select(func.max(Stored.number)).where(Stored.customer_id == customer_id)) or 0
