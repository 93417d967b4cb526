"""Questions for one person's day: the customers they care for, whom they cover, since when they were away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import Side, Starter
from mcr_desktop.domain.customers import Part, budget_of
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import day_start, local_day
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.today import Cover
from mcr_desktop.domain.worth import PLAN_AHEAD, Care, Due
from mcr_desktop.models.conversations import Conversation
from mcr_desktop.models.customers import Assignment, Customer
from mcr_desktop.models.plans import Objective, ObjectiveStep
from mcr_desktop.models.promises import Promise
from mcr_desktop.store import audit, customers, values
from mcr_desktop.store.conversations import PRESSURE_DAYS
from mcr_desktop.store.scope import in_force, own_customers

LAST_TALKS = 8


def cares(session: Session, actor: Actor, now: datetime) -> list[Care]:
    """What the rules look at, for each customer this person manages or covers today."""
    day = local_day(now)
    own = sorted(own_customers(session, actor, day, Part.MANAGER, Part.COVER))
    if not own:
        return []
    talks = _last_talks(session, own)
    sought = _sought(session, own, day)
    plans = _plans_due(session, own, day)
    promises = _their_promises(session, own, day)
    standing = values.standing(session, own, day)
    looked_after = session.execute(
        select(Customer.id, Customer.name, Customer.contact_budget).where(Customer.id.in_(own))
    )
    return [
        Care(
            number,
            name,
            budget_of(standing[number].tier, budget),
            tuple(talks[number]),
            tuple(on for on, _ in sought[number]),
            len({user for _, user in sought[number]}),
            plans.get(number),
            promises.get(number),
        )
        for number, name, budget in looked_after
    ]


def _last_talks(session: Session, own: Sequence[int]) -> dict[int, list[date]]:
    place = func.row_number().over(
        partition_by=Conversation.customer_id, order_by=Conversation.happened_at.desc()
    )
    ranked = (
        select(Conversation.customer_id, Conversation.happened_at, place.label("place"))
        .where(Conversation.customer_id.in_(own))
        .subquery()
    )
    found: dict[int, list[date]] = defaultdict(list)
    for number, at in session.execute(
        select(ranked.c.customer_id, ranked.c.happened_at).where(ranked.c.place <= LAST_TALKS)
    ):
        found[number].append(local_day(at))
    return found


def _sought(session: Session, own: Sequence[int], day: date) -> dict[int, list[tuple[date, int]]]:
    """Day and person of each contact we started in the last thirty days."""
    first = day_start(day - timedelta(days=PRESSURE_DAYS - 1))
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for number, at, user_id in session.execute(
        select(Conversation.customer_id, Conversation.happened_at, Conversation.user_id).where(
            Conversation.customer_id.in_(own),
            Conversation.started_by == Starter.US,
            Conversation.happened_at >= first,
        )
    ):
        found[number].append((local_day(at), user_id))
    return found


def _plans_due(session: Session, own: Sequence[int], day: date) -> dict[int, Due]:
    """The first open objective or step of each customer that is due soon."""
    until = day + PLAN_AHEAD
    objectives = select(Objective.customer_id, Objective.title, Objective.due).where(
        Objective.customer_id.in_(own), Objective.ended_on.is_(None), Objective.due <= until
    )
    steps = select(ObjectiveStep.customer_id, ObjectiveStep.text, ObjectiveStep.due).where(
        ObjectiveStep.customer_id.in_(own), ObjectiveStep.done_on.is_(None), ObjectiveStep.due <= until
    )
    return _first_of_each(
        (number, text, on)
        for question in (objectives, steps)
        for number, text, on in session.execute(question)
    )


def _their_promises(session: Session, own: Sequence[int], day: date) -> dict[int, Due]:
    """The longest overdue promise of each customer to us."""
    question = select(Promise.customer_id, Promise.text, Promise.due).where(
        Promise.customer_id.in_(own),
        Promise.side == Side.THEIRS,
        Promise.state == PromiseState.OPEN,
        Promise.due < day,
    )
    return _first_of_each((number, text, on) for number, text, on in session.execute(question))


def _first_of_each(rows: Iterable[tuple[int, str, date | None]]) -> dict[int, Due]:
    found: dict[int, Due] = {}
    for number, text, on in rows:
        if on is not None and (number not in found or on < found[number].on):
            found[number] = Due(text, on)
    return found


def covering(session: Session, actor: Actor, day: date) -> tuple[Cover, ...]:
    """For whom this person stands in today, with how many customers, until when."""
    rows = session.execute(
        select(Assignment.customer_id, Assignment.ends_on).where(
            Assignment.user_id == actor.id,
            Assignment.part == Part.COVER,
            in_force(Assignment.starts_on, Assignment.ends_on, day),
        )
    ).all()
    managers = customers.managers_of(session, [row.customer_id for row in rows], day)
    ends: dict[str, list[date | None]] = defaultdict(list)
    for customer_id, ends_on in rows:
        manager, _ = managers.get(customer_id, ("", day))
        ends[manager].append(ends_on)
    return tuple(Cover(user, len(days), _latest(days)) for user, days in sorted(ends.items()))


def _latest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def away_since(session: Session, actor: Actor, now: datetime) -> datetime | None:
    """When this person last did something before today."""
    today = day_start(local_day(now))
    logged = session.scalar(
        select(func.max(Conversation.logged_at)).where(
            Conversation.user_id == actor.id, Conversation.logged_at < today
        )
    )
    moments = [moment for moment in (audit.last_deed(session, actor, today), logged) if moment is not None]
    return max(moments, default=None)
