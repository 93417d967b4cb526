"""Questions about the joint plan: objectives agreed with a customer, and the steps towards them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.errors import NotFound
from mcr_desktop.domain.reviews import PlanLine, PlanStep
from mcr_desktop.domain.text import storable
from mcr_desktop.models.plans import Objective, ObjectiveStep


def of(session: Session, customer_id: int) -> tuple[PlanLine, ...]:
    """The objectives in force with their steps, in the order they were agreed."""
    steps: dict[int, list[PlanStep]] = {}
    for row in session.scalars(
        select(ObjectiveStep).where(ObjectiveStep.customer_id == customer_id).order_by(ObjectiveStep.id)
    ):
        step = PlanStep(row.id, row.text, row.side.value, row.due, row.done_on)
        steps.setdefault(row.objective_id, []).append(step)
    objectives = session.scalars(
        select(Objective)
        .where(Objective.customer_id == customer_id, Objective.ended_on.is_(None))
        .order_by(Objective.id)
    )
    return tuple(_line(row, tuple(steps.get(row.id, ()))) for row in objectives)


def _line(objective: Objective, steps: tuple[PlanStep, ...]) -> PlanLine:
    done = sum(step.done_on is not None for step in steps)
    sides = {step.side for step in steps}
    return PlanLine(
        objective.title,
        len(steps),
        done,
        sides.pop() if len(sides) == 1 else "both",
        objective.due,
        f"{done} of {len(steps)}" if steps else "",
        objective.id,
        steps,
    )


def objective(session: Session, objective_id: int) -> Objective:
    """One objective.  Raises NotFound."""
    row = session.get(Objective, objective_id)
    if row is None:
        raise NotFound("There is no such objective in this workspace.")
    return row


def step(session: Session, step_id: int) -> ObjectiveStep:
    """One step towards an objective.  Raises NotFound."""
    row = session.get(ObjectiveStep, step_id)
    if row is None:
        raise NotFound("There is no such step in this workspace.")
    return row


def add_objective(
    session: Session, customer_id: int, title: str, due: date | None, agreed_with: str, uuid: str, day: date
) -> int:
    """Something agreed with a customer today."""
    row = Objective(
        uuid=uuid,
        customer_id=customer_id,
        title=storable(title).strip()[:300],
        agreed_on=day,
        agreed_with=storable(agreed_with).strip()[:200],
        due=due,
    )
    session.add(row)
    session.flush()
    return row.id


def add_step(session: Session, towards: Objective, text: str, side: Side, due: date | None, uuid: str) -> int:
    """One more step towards an objective."""
    row = ObjectiveStep(
        uuid=uuid,
        objective_id=towards.id,
        customer_id=towards.customer_id,
        text=storable(text).strip(),
        side=side,
        due=due,
    )
    session.add(row)
    session.flush()
    return row.id


def objective_of_uuid(session: Session, uuid: str) -> int | None:
    """The objective that was stored under this uuid."""
    return session.scalar(select(Objective.id).where(Objective.uuid == uuid))


def step_of_uuid(session: Session, uuid: str) -> int | None:
    """The step that was stored under this uuid."""
    return session.scalar(select(ObjectiveStep.id).where(ObjectiveStep.uuid == uuid))
