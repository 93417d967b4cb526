"""Undo, redo and what was done: every step named, each taken back whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mcr_desktop.domain.errors import NotAllowed, Refused
from mcr_desktop.domain.fence import Action, require
from mcr_desktop.domain.people import Actor
from mcr_desktop.store import history
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import fence_around

KEPT_DAYS = 30
"""How long a deed can be taken back, and how long what was removed stays in the Trash."""


@dataclass(frozen=True, slots=True)
class HistoryService:
    """Takes back what the actor did, as long as the fence still lets them."""

    database: Database
    now: Callable[[], datetime]

    def undo(self, actor: Actor, audit_id: int | None = None) -> str:
        """Take back the actor's last deed, or the one named, and return its name.

        Raises Refused when there is none or others built upon it, Stale when it was changed since, and
        NotAllowed when the fence has closed meanwhile.
        """
        with self.database.writing() as session:
            last = history.last_step(session, actor) if audit_id is None else None
            step = last if audit_id is None else history.step_of(session, actor, audit_id)
            return self._take_back(session, actor, step, "There is nothing to take back.").deed

    def redo(self, actor: Actor) -> str:
        """Do the last undone deed again and return its name.  Raises as undo does."""
        with self.database.writing() as session:
            step = history.last_undone(session, actor)
            return self._take_back(session, actor, step, "There is nothing to do again.").subject

    def _take_back(
        self, session: Session, actor: Actor, step: history.Step | None, nothing: str
    ) -> history.Step:
        now = self.now()
        if step is None or step.at < now - timedelta(days=KEPT_DAYS):
            raise Refused(nothing)
        self._check_fence(session, actor, step.customer_id, now)
        history.take_back(session, actor, step, now)
        return step

    def _check_fence(self, session: Session, actor: Actor, customer_id: int | None, now: datetime) -> None:
        if customer_id is None:
            return
        fence = fence_around(session, actor, customer_id, now)
        if not fence.allows(Action.ASSIGN):
            require(Action.WRITE, fence)

    def forget_old(self, actor: Actor) -> int:
        """Empty the journal of what is past its thirty days.  Returns how many changes went."""
        if not actor.is_admin:
            raise NotAllowed("Only an admin may empty the Trash.")
        with self.database.writing() as session:
            return history.forget_before(session, self.now() - timedelta(days=KEPT_DAYS))
