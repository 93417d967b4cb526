"""Complaints: written down, listed by what they share, and brought to an end for the customer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState, Handling, Shortfall
from mcr_desktop.domain.conversations import NewComplaint
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import storable
from mcr_desktop.services.door import opened, said, unchanged
from mcr_desktop.store import audit, complaints, kinds, people, shortfalls
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit

SAME_WITHIN = timedelta(days=14)
"""Within this time a complaint of the same kind is likely the same one."""

LOOK_BACK = timedelta(days=90)
"""How far back late promises are proposed as shortfalls."""

NEEDS_WORDS = "Say what the customer got, or what the cause was, before you close this."


@dataclass(frozen=True, slots=True)
class ComplaintService:
    """What customers were not content with, and what became of it."""

    database: Database
    now: Callable[[], datetime]

    def add(
        self,
        actor: Actor,
        customer_id: int,
        new: NewComplaint,
        uuid: str,
        received_on: date | None = None,
        *,
        noticed_by_us: bool = False,
    ) -> int:
        """A complaint, or more words for the open one that it joins; returns its id.

        Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.WRITE, now)
            if (known := complaints.of_uuid(session, uuid)) is not None:
                return known
            said(new.text, "Write down what the customer said.")
            if not 1 <= new.severity <= 5:
                raise Refused("Severity goes from 1 to 5.")
            day = received_on or local_day(now)
            if day > local_day(now):
                raise Refused("A complaint cannot lie in the future.")
            audit.record(session, actor, Deed.COMPLAINED, now, customer_id=customer_id, subject=new.kind[:80])
            if new.joins is not None:
                joined = complaints.get(session, new.joins)
                if joined.customer_id != customer_id:
                    raise NotFound("There is no such complaint of this customer.")
                complaints.join(session, joined, new, now)
                return joined.id
            return complaints.add(
                session,
                customer_id,
                new,
                uuid,
                user_id=actor.id,
                received_on=day,
                at=now,
                noticed_by_us=noticed_by_us,
            )

    def listed(
        self,
        actor: Actor,
        *,
        customer_id: int | None = None,
        kind: str | None = None,
        where: Mapping[str, str | None] | None = None,
        week: date | None = None,
        state: ComplaintState | None = None,
        limit: int = 200,
    ) -> tuple[ComplaintRow, ...]:
        """The newest complaints the actor may read, narrowed as asked; a week is named by its Monday.

        Raises NotFound, NotAllowed when one customer is named.
        """
        now = self.now()
        if customer_id is not None:
            with opened(self.database, actor, customer_id, now):
                pass
        with self.database.reading() as session:
            return complaints.listed(
                session,
                actor,
                now,
                customer_id=customer_id,
                kind=kind,
                where=where,
                week=week,
                state=state,
                limit=limit,
            )

    def get(self, actor: Actor, complaint_id: int) -> ComplaintRow:
        """One complaint.  Raises NotFound, NotAllowed."""
        with self.database.reading() as session:
            customer_id = complaints.get(session, complaint_id).customer_id
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return complaints.row(session, complaint_id)

    def change_state(
        self,
        actor: Actor,
        complaint_id: int,
        state: ComplaintState,
        *,
        seen_version: int,
        remedy: str = "",
        cause: str = "",
    ) -> None:
        """Say how far a complaint is; blank words leave what is there.

        Closing needs the remedy or the cause: what the customer got, or why it happened.
        Raises NotFound, NotAllowed, Refused, Stale.
        """
        now = self.now()
        with self.database.writing() as session:
            complaint = complaints.get(session, complaint_id)
            admit(session, actor, complaint.customer_id, Action.WRITE, now)
            unchanged(complaint.version, seen_version)
            audit.record(
                session,
                actor,
                Deed.CHANGED_COMPLAINT,
                now,
                customer_id=complaint.customer_id,
                subject=state.value,
            )
            complaint.remedy = storable(remedy).strip() or complaint.remedy
            complaint.cause = storable(cause).strip() or complaint.cause
            closed = state is ComplaintState.CLOSED
            if closed and not (complaint.remedy or complaint.cause):
                raise Refused(NEEDS_WORDS)
            complaint.state = state
            complaint.closed_on = (complaint.closed_on or local_day(now)) if closed else None

    def handle(self, actor: Actor, complaint_id: int, handling: Handling, *, seen_version: int) -> None:
        """Put down everything that was done about a complaint; closing needs the remedy or the cause.

        Raises NotFound, NotAllowed, Refused, Stale.
        """
        now = self.now()
        with self.database.writing() as session:
            complaint = complaints.get(session, complaint_id)
            admit(session, actor, complaint.customer_id, Action.WRITE, now)
            unchanged(complaint.version, seen_version)
            _refuse_nonsense(handling)
            audit.record(
                session,
                actor,
                Deed.CHANGED_COMPLAINT,
                now,
                customer_id=complaint.customer_id,
                subject=handling.state.value,
            )
            complaints.handle(session, complaint, handling, local_day(now))

    def kinds(self, actor: Actor) -> tuple[tuple[str, int], ...]:
        """Every kind in use and how many complaints are of it; numbers cross the fence, names do not."""
        del actor  # a count of a kind tells of no customer
        with self.database.reading() as session:
            return complaints.kinds(session)

    def similar_open(self, actor: Actor, customer_id: int, kind: str) -> ComplaintRow | None:
        """An open complaint of the same customer and kind of the last 14 days, to add to instead.

        Raises NotFound, NotAllowed.
        """
        now = self.now()
        with opened(self.database, actor, customer_id, now) as (session, _):
            return complaints.similar_open(session, customer_id, kind, local_day(now) - SAME_WITHIN)

    def merge_kinds(self, actor: Actor, source: str, target: str) -> None:
        """Let complaints of one kind count as another; a lead's or an admin's decision, undoable.

        Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        with self.database.writing() as session:
            _admit_steward(session, actor, "merge kinds of complaints")
            one, into = kinds.named(session, source), kinds.named(session, target)
            if one.id == into.id:
                raise Refused("These two are one kind already.")
            audit.record(session, actor, Deed.MERGED_KINDS, now, subject=f"{one.name} into {into.name}"[:200])
            kinds.merge(session, one, into)

    def rename_kind(self, actor: Actor, name: str, new: str) -> None:
        """Give a kind another name; the old one leads to it and its complaints stay together.

        Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        with self.database.writing() as session:
            _admit_steward(session, actor, "rename kinds of complaints")
            kind, words = kinds.named(session, name), said(new, "Say what this kind is to be called.")
            audit.record(session, actor, Deed.RENAMED_KIND, now, subject=f"{kind.name} to {words}"[:200])
            kinds.rename(session, kind, words)

    def keep_apart(self, actor: Actor, names: Sequence[str]) -> None:
        """Say that these kinds are not the same, so that nobody is asked again.  Raises NotAllowed."""
        now = self.now()
        with self.database.writing() as session:
            _admit_steward(session, actor, "keep kinds of complaints apart")
            audit.record(session, actor, Deed.KEPT_APART, now, subject=", ".join(names)[:200])
            kinds.keep_apart(session, names)

    def kept_apart(self, actor: Actor) -> frozenset[frozenset[str]]:
        """Sets of kinds, folded, that somebody said are not the same; open to every user."""
        del actor  # a kind tells of no customer
        with self.database.reading() as session:
            return kinds.kept_apart(session)

    def shortfalls(self, actor: Actor) -> tuple[Shortfall, ...]:
        """Late promises of ours, of customers within reach, that could be noted before they complain."""
        now = self.now()
        today = local_day(now)
        with self.database.reading() as session:
            return tuple(shortfalls.proposed(session, actor, now, today - LOOK_BACK, today))

    def note_shortfall(self, actor: Actor, shortfall: Shortfall) -> int:
        """Write a shortfall down as noticed by us; once, however often it is asked.  Raises as add()."""
        new = NewComplaint(shortfall.text, shortfall.kind, 2)
        return self.add(actor, shortfall.customer_id, new, shortfall.uuid, shortfall.on, noticed_by_us=True)

    def leave_shortfall(self, actor: Actor, shortfall: Shortfall) -> None:
        """Say that this is none.  Raises NotFound, NotAllowed."""
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, shortfall.customer_id, Action.WRITE, now)
            audit.record(
                session,
                actor,
                Deed.LEFT_SHORTFALL,
                now,
                customer_id=shortfall.customer_id,
                subject=shortfall.kind,
            )
            shortfalls.leave_out(session, shortfall.uuid)


def _refuse_nonsense(handling: Handling) -> None:
    """Raise Refused for what cannot be, or is not enough to close a complaint."""
    if not 1 <= handling.severity <= 5:
        raise Refused("Severity goes from 1 to 5.")
    if handling.rating is not None and not 1 <= handling.rating <= 5:
        raise Refused("The customer's rating goes from 1 to 5.")
    if handling.state is ComplaintState.CLOSED and not (handling.remedy.strip() or handling.cause.strip()):
        raise Refused(NEEDS_WORDS)


def _admit_steward(session: Session, actor: Actor, deed: str) -> None:
    """Return quietly for who is a lead or an admin now."""
    if not people.get(session, actor.id).roles & {Role.ADMIN, Role.TEAM_LEAD}:
        raise NotAllowed(f"Only a team lead or an admin may {deed}.")
