"""Investigations: from a rise to its proven cure, each step only when what it rests on is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from mcr_desktop.domain.conversations import NewPromise, Side
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import storable
from mcr_desktop.domain.trends import Investigation, Stage, Telling
from mcr_desktop.services import effect
from mcr_desktop.services.door import said, unchanged
from mcr_desktop.store import assignments, audit, effects, history, investigations, people, promises
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import fence_around

PURPOSES = ("containment", "corrective", "preventive")

LOOKED_AT = timedelta(days=7)
"""How often the effect of a cure is looked at."""

AFFECTED = timedelta(weeks=12)
"""Whoever complained within this time before an investigation began is told what came of it."""

TOLD_WITHIN = timedelta(days=7)


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
            if row.stage in _FROM_ACTING and row.fixed_when:
                raise Refused(RULE_STANDS)
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
            if stage is Stage.VERIFIED:
                _refuse_what_is_not_cured(session, row, local_day(self.now()))
            row.verified_on = local_day(self.now()) if stage is Stage.VERIFIED else None
            row.stage = stage

    def check_effects(self, actor: Actor) -> tuple[str, ...]:
        """Look, at most weekly each, at what every cure has brought; say it in the investigation.

        One whose cure has held is verified; one whose complaints return is investigated again.  Not a deed
        that somebody takes back.  Returns the titles of those that changed.
        """
        now = self.now()
        today, changed = local_day(now), []
        with self.database.reading() as session:
            due = effects.due(session, today - LOOKED_AT)
        for number in due:
            with self.database.writing() as session:
                row = investigations.get(session, number)
                entry = audit.record(session, actor, Deed.CHECKED_EFFECT, now, subject=row.title[:80])
                if _judge(session, row, today):
                    changed.append(row.title)
                history.settle(session, entry)
        return tuple(changed)

    def telling(self, actor: Actor, investigation_id: int) -> Telling:
        """Whom this actor could tell what came of their complaints, and a drafted sentence.

        Raises NotFound, NotAllowed.
        """
        one = self.get(actor, investigation_id)
        with self.database.reading() as session:
            row = investigations.get(session, investigation_id)
            known, others = self._affected(session, actor, row)
        return Telling(_drafted(one), tuple(name for _, name in known), others)

    def tell_customers(self, actor: Actor, investigation_id: int, words: str) -> int:
        """Promise every affected customer within reach to tell them within a week; taken back as one deed.

        Each promise is kept by the customer's manager, else by the actor; asked twice, it is made once.
        Returns how many promises were made.  Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        today = local_day(now)
        with self.database.writing() as session:
            text = said(words, "Say what they are to be told.")
            row = investigations.get(session, investigation_id)
            if investigations.customers_hidden(session, actor, now, investigations.where_of(row)):
                raise NotAllowed(OUTSIDE)
            known, _ = self._affected(session, actor, row)
            made = {number: str(uuid5(UUID(row.uuid), str(number))) for number, _ in known}
            fresh = {number: uuid for number, uuid in made.items() if promises.of_uuid(session, uuid) is None}
            if not fresh:
                raise Refused("Nobody is left to be told: each of them has this promise already.")
            audit.record(session, actor, Deed.TOLD_CUSTOMERS, now, subject=row.title[:80])
            new = NewPromise(text, Side.OURS, today + TOLD_WITHIN)
            for number, uuid in fresh.items():
                manager = assignments.manager_on(session, number, today)
                keeper = manager.user_id if manager is not None else actor.id
                promises.add(session, number, new, uuid, user_id=keeper, made_on=today)
            return len(fresh)

    def _affected(
        self, session: Session, actor: Actor, row: investigations.Stored
    ) -> tuple[list[tuple[int, str]], int]:
        """Customers who complained of this whom the actor may write to, and how many others."""
        now = self.now()
        first, where = row.opened_on - AFFECTED, investigations.where_of(row)
        seen, hidden = effects.affected(session, actor, now, row.kind, where, first, local_day(now))
        able = [
            (number, name)
            for number, name in seen
            if fence_around(session, actor, number, now).allows(Action.WRITE)
        ]
        return able, hidden + len(seen) - len(able)

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
            raise NotAllowed(OUTSIDE)
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
RULE_STANDS = (
    "What will show that it is fixed was written before acting. Take it back to Investigating to change it."
)
OUTSIDE = "This concerns a customer whom you do not look after. Ask one of its team."


def _refuse_what_is_not_cured(session: Session, row: investigations.Stored, today: date) -> None:
    """Raise Refused where nothing was done yet, or where there are more complaints than before."""
    if effects.first_action(session, row.id) is None:
        raise Refused("Do an action first, and tick it: nothing has been done against the cause yet.")
    found = effect.returned(session, row, today)
    if found is not None:
        raise Refused(f"This is not fixed. {found.words()}")


def _judge(session: Session, row: investigations.Stored, today: date) -> bool:
    """Write the effect of one cure down and move it where it stands now; whether anything changed."""
    effects.remember_checked(session, {**effects.checked_on(session), row.id: today})
    found = effect.outcome(session, row, today)
    if found is None or found == (row.stage, row.effect):
        return False
    stage, told = found
    if stage is not row.stage:
        row.verified_on = today if stage is Stage.VERIFIED else None
    row.stage, row.effect = stage, told
    session.flush()
    return True


def _drafted(one: Investigation) -> str:
    """What a customer could be told: what they said, why it was so, what was done."""
    what = one.title if one.kind is None else one.kind
    done = [step.text.rstrip(".") for step in one.steps if step.done_on is not None]
    parts = [f"Tell them: you told us about {_lower(what)}."]
    if one.cause:
        parts.append(f"The cause was this: {one.cause.rstrip('.')}.")
    parts.append(f"We did this: {'; '.join(done)}." if done else "This is what we are doing about it: ...")
    return " ".join(parts)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
