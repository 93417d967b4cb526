"""Investigations: from a rise to its proven cure, each step only when what it rests on is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import storable
from mcr_desktop.domain.trends import Investigation, Stage
from mcr_desktop.services.door import said, unchanged
from mcr_desktop.store import audit, investigations, people
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session

PURPOSES = ("containment", "corrective", "preventive")


@dataclass(frozen=True, slots=True)
class InvestigationService:
    """They belong to no single customer: every user may see and help; what names a fenced one is veiled."""

    database: Database
    now: Callable[[], datetime]

    def all(self, actor: Actor) -> tuple[Investigation, ...]:
        """Every investigation, the newest first; one into a customer out of reach shows only its stage."""
        with self.database.reading() as session:
            return investigations.all_for(session, actor, self.now())

    def get(self, actor: Actor, investigation_id: int) -> Investigation:
        """One investigation, veiled as in all().  Raises NotFound."""
        for each in self.all(actor):
            if each.id == investigation_id:
                return each
        raise NotFound("There is no such investigation in this workspace.")

    def open(
        self,
        actor: Actor,
        title: str,
        kind: str | None,
        where: Mapping[str, str | None],
        owner_id: int | None = None,
        *,
        uuid: str | None = None,
    ) -> int:
        """Begin to look into complaints of one kind (None: all) and place.  Raises NotAllowed, Refused."""
        now, stored = self.now(), uuid or str(uuid4())
        with self.database.writing() as session:
            if (known := investigations.of_uuid(session, stored)) is not None:
                return known
            words = said(title, "Say what is looked into.")
            if investigations.customers_hidden(session, actor, now, where):
                raise NotAllowed("You do not look after this customer. Ask one of its team to look into it.")
            if owner_id is not None:
                people.get(session, owner_id)
            audit.record(session, actor, Deed.INVESTIGATED, now, subject=words[:80])
            return investigations.open_one(session, words, kind, where, owner_id, local_day(now), stored)

    def set_owner(self, actor: Actor, investigation_id: int, user_id: int, *, seen_version: int) -> None:
        """Say who sees to it; from then on it is being investigated.  Raises NotFound, NotAllowed, Stale."""
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            row.owner_id = people.get(session, user_id).id
            if row.stage in (Stage.SPOTTED, Stage.EXPLAINED):
                row.stage = Stage.INVESTIGATING

    def set_due(self, actor: Actor, investigation_id: int, due: date | None, *, seen_version: int) -> None:
        """Say by when the cause should be known.  Raises NotFound, NotAllowed, Stale."""
        with self.database.writing() as session:
            self._seen(session, actor, investigation_id, seen_version).due = due

    def set_containment(self, actor: Actor, investigation_id: int, words: str, *, seen_version: int) -> None:
        """Say what protects customers meanwhile.  Raises NotFound, NotAllowed, Stale."""
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            row.containment = storable(words).strip()

    def add_why(
        self, actor: Actor, investigation_id: int, text: str, evidence: str = "", *, seen_version: int
    ) -> None:
        """One more answer to "why", and what it rests on.  Raises NotFound, NotAllowed, Refused, Stale."""
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            investigations.add_why(session, row, said(text, "Say why."), evidence)
            investigations.touch(session, row)

    def set_cause(self, actor: Actor, investigation_id: int, words: str, *, seen_version: int) -> None:
        """Name the root cause; it cannot be taken away while it is acted upon.

        Raises NotFound, NotAllowed, Refused, Stale.
        """
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            row.cause = storable(words).strip()
            _refuse_what_is_missing(session, row, row.stage)

    def set_escape_point(self, actor: Actor, investigation_id: int, words: str, *, seen_version: int) -> None:
        """Say where it could have been noticed earlier.  Raises NotFound, NotAllowed, Stale."""
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            row.escape_point = storable(words).strip()

    def add_step(
        self,
        actor: Actor,
        investigation_id: int,
        text: str,
        *,
        seen_version: int,
        user_id: int | None = None,
        due: date | None = None,
        purpose: str = "corrective",
        uuid: str | None = None,
    ) -> int:
        """One more action: containment, corrective or preventive.  Raises as add_why."""
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            words = said(text, "Say what is to be done.")
            if purpose not in PURPOSES:
                raise Refused(f"An action is one of: {', '.join(PURPOSES)}.")
            if user_id is not None:
                people.get(session, user_id)
            stored = uuid or str(uuid4())
            step_id = investigations.add_step(session, row, words, purpose, user_id, due, stored)
            investigations.touch(session, row)
            return step_id

    def step_done(self, actor: Actor, step_id: int, *, done: bool = True) -> None:
        """Say that an action is done, or not after all.  Raises NotFound, NotAllowed."""
        with self.database.writing() as session:
            step = investigations.step(session, step_id)
            row = self._seen(session, actor, step.investigation_id, None)
            step.done_on = local_day(self.now()) if done else None
            investigations.touch(session, row)

    def set_fixed_when(self, actor: Actor, investigation_id: int, words: str, *, seen_version: int) -> None:
        """Write down, before acting, what will show that it is fixed.  Raises as set_cause."""
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            row.fixed_when = storable(words).strip()
            _refuse_what_is_missing(session, row, row.stage)

    def set_effect(self, actor: Actor, investigation_id: int, words: str, *, seen_version: int) -> None:
        """Say what the cure has brought, by the rule of "fixed when".  Raises as set_cause."""
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            row.effect = storable(words).strip()
            _refuse_what_is_missing(session, row, row.stage)

    def move(self, actor: Actor, investigation_id: int, stage: Stage, *, seen_version: int) -> None:
        """Take it to another stage, back or forward; forward only with what that stage rests on.

        Raises NotFound, NotAllowed, Refused, Stale.
        """
        with self.database.writing() as session:
            row = self._seen(session, actor, investigation_id, seen_version)
            _refuse_what_is_missing(session, row, stage)
            row.verified_on = local_day(self.now()) if stage is Stage.VERIFIED else None
            row.stage = stage

    def quiet(self, actor: Actor, key: str, observed: int, reason: str) -> None:
        """Say that a rise is no trend; it comes back when it has grown by half.  Raises Refused."""
        now = self.now()
        with self.database.writing() as session:
            why = said(reason, "Say in a line why this is not a trend.")
            audit.record(session, actor, Deed.QUIETED, now, subject=key[:200], reason=why)
            investigations.quiet(session, key, observed, why, actor.id, now)

    def _seen(
        self, session: Session, actor: Actor, investigation_id: int, seen_version: int | None
    ) -> investigations.Stored:
        """The investigation to be changed, with the audit line written."""
        now = self.now()
        row = investigations.get(session, investigation_id)
        if investigations.customers_hidden(session, actor, now, investigations.where_of(row)):
            raise NotAllowed("This concerns a customer whom you do not look after. Ask one of its team.")
        if seen_version is not None:
            unchanged(row.version, seen_version)
        audit.record(session, actor, Deed.INVESTIGATED, now, subject=row.title[:80])
        return row


def _refuse_what_is_missing(session: Session, row: investigations.Stored, stage: Stage) -> None:
    """Raise Refused naming what a stage still lacks: nothing is fixed by moving a card."""
    rests_on: tuple[tuple[bool, tuple[Stage, ...], str], ...] = (
        (row.owner_id is not None, _FROM_INVESTIGATING, "Say first who sees to it."),
        (bool(row.cause), _FROM_ACTING, "Name the root cause first."),
        (bool(row.fixed_when), _FROM_ACTING, "Write down first what will show that it is fixed."),
        (bool(row.effect), (Stage.VERIFIED,), "Say first what the cure has brought."),
    )
    for given, stages, sentence in rests_on:
        if stage in stages and not given:
            raise Refused(sentence)
    if stage in _FROM_ACTING and not investigations.has_step(session, row.id):
        raise Refused("Add a corrective or preventive action first.")


_FROM_INVESTIGATING = (Stage.INVESTIGATING, Stage.ACTING, Stage.VERIFIED)
_FROM_ACTING = (Stage.ACTING, Stage.VERIFIED)
