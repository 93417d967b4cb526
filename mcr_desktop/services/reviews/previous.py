"""The review before: its figures, and what became of everything that was left open then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.reviews import CarriedAction, Outcome, PastFigures, PreviousReview, ReviewSnapshot
from mcr_desktop.reports.figures import Counts
from mcr_desktop.store import issued
from mcr_desktop.store.database import Session

ORDER = (Outcome.LATE, Outcome.OPEN, Outcome.DONE, Outcome.DROPPED)


def previous_of(session: Session, before: ReviewSnapshot, today: date) -> PreviousReview:
    """What a review says about the one before it, as things stand today."""
    promised = [promise.id for promise in before.promises if promise.state is PromiseState.OPEN]
    planned = [step.id for line in before.plan for step in line.actions if step.done_on is None]
    actions = [
        *issued.fate_of_promises(session, promised, today).values(),
        *issued.fate_of_steps(session, planned, today).values(),
    ]
    return PreviousReview(
        before.number,
        local_day(before.made_on),
        before.period,
        figures_of(before),
        tuple(sorted(actions, key=_order)),
    )


def figures_of(snapshot: ReviewSnapshot) -> PastFigures:
    """The figures that the next review holds its own beside."""
    counts = Counts.of(snapshot)
    private = Counts.of(replace(snapshot, talks=tuple(talk for talk in snapshot.talks if talk.private)))
    return PastFigures(
        counts.talks,
        counts.by_them,
        counts.promises_due,
        counts.promises_kept,
        counts.received,
        counts.open_complaints,
        private.talks,
        private.by_them,
    )


def _order(action: CarriedAction) -> tuple[int, date, str]:
    """What waits comes first, the longest waiting at the top."""
    return ORDER.index(action.outcome), action.due or action.closed_on or date.max, action.text
