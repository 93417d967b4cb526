"""Giving customers to people: one by one, or many as one step that undo takes back whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from mcr_desktop.domain.customers import AssignmentBoard, AssignmentRow, BoardColumn, Move, Part
from mcr_desktop.domain.errors import NotAllowed, Refused
from mcr_desktop.domain.fence import Action, Fence, Seat
from mcr_desktop.domain.people import Actor, PersonRow, Role
from mcr_desktop.domain.periods import local_day
from mcr_desktop.services.door import opened
from mcr_desktop.store import assignments, audit, customers, people
from mcr_desktop.store.assignments import Placing
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit


@dataclass(frozen=True, slots=True)
class AssignmentService:
    """Who looks after whom: seen by everybody, changed by leads within their team and by admins."""

    database: Database
    now: Callable[[], datetime]

    def assign(
        self,
        actor: Actor,
        customer_id: int,
        user_id: int,
        part: Part,
        *,
        reason: str,
        team: str | None = None,
        starts_on: date | None = None,
        ends_on: date | None = None,
        uuid: str | None = None,
    ) -> int:
        """Put somebody on a customer's team; a manager follows the one before.

        A customer without a team becomes that of the one named, or the only one of a new manager; one
        that has a team stays there.  Raises NotFound, NotAllowed, Refused.
        """
        now = self.now()
        first = starts_on or local_day(now)
        stored = uuid or str(uuid4())
        with self.database.writing() as session:
            placing = Placing(
                customer_id, user_id, part, first, ends_on, reason.strip(), actor.id, now, stored
            )
            fence = self._agree(session, actor, placing, now)
            if (known := assignments.of_uuid(session, stored)) is not None:
                return known
            team_id = None if team is None else people.team_named(session, team)
            _keep_within_team(session, fence, placing, team_id)
            _refuse_moving(session, fence, placing, team_id)
            new_team = _new_team(session, placing, team_id)
            subject = f"{people.get(session, user_id).name}, {part.value}"
            if new_team is not None:
                subject += f", {people.team_name(session, new_team)} team"
            audit.record(
                session, actor, Deed.ASSIGNED, now, customer_id=customer_id, subject=subject, reason=reason
            )
            _settle_team(session, placing, new_team)
            return assignments.add(session, placing)

    def _agree(self, session: Session, actor: Actor, placing: Placing, now: datetime) -> Fence:
        """The fence, once it and the rules let this placing happen."""
        fence = admit(session, actor, placing.customer_id, Action.ASSIGN, now)
        person = people.get(session, placing.user_id)
        if person.id == actor.id and not people.is_alone(session):
            raise NotAllowed("Nobody assigns themselves. Ask another lead or admin to do it.")
        if not placing.reason:
            raise Refused(f"Say in a word why {person.name} looks after {fence.customer}.")
        if placing.ends_on is not None and placing.ends_on < placing.starts_on:
            raise Refused("An assignment cannot end before it begins.")
        return fence

    def end(self, actor: Actor, assignment_id: int, on: date, reason: str) -> None:
        """Make this day the last of an assignment.  Raises NotFound, NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            row = assignments.get(session, assignment_id)
            admit(session, actor, row.customer_id, Action.ASSIGN, now)
            if not reason.strip():
                raise Refused("Say in a word why this ends.")
            audit.record(
                session,
                actor,
                Deed.ASSIGNED,
                now,
                customer_id=row.customer_id,
                subject=f"until {on.isoformat()}",
                reason=reason,
            )
            assignments.end(session, row, on)

    def of(self, actor: Actor, customer_id: int, on: date | None = None) -> tuple[AssignmentRow, ...]:
        """A customer's team on a day, today if none is given.  Raises NotFound, NotAllowed."""
        now = self.now()
        with opened(self.database, actor, customer_id, now) as (session, _):
            return assignments.of(session, customer_id, on or local_day(now))

    def board(self, actor: Actor) -> AssignmentBoard:
        """Valued customers nobody manages, and a column for each person who manages; open to every user."""
        now = self.now()
        day = local_day(now)
        with self.database.reading() as session:
            outside = assignments.without_manager(session, day)
            managed = assignments.managed_by(session, day)
            everyone = people.users(session, day)
            shown = [*outside, *(number for ids in managed.values() for number in ids)]
            rows = {row.id: row for row in customers.rows(session, actor, shown, now)}
        columns = tuple(
            BoardColumn(
                person.id,
                person.name,
                tuple(rows[number] for number in managed.get(person.id, ())),
                person.limit,
            )
            for person in everyone
            if person.active and _stands_on_board(person, everyone)
        )
        return AssignmentBoard(tuple(rows[number] for number in outside), columns)

    def plan_many(self, actor: Actor, moves: Sequence[Move]) -> tuple[str, ...]:
        """What these moves would do, in sentences.  Raises what assign_many would raise."""
        now = self.now()
        with self.database.reading() as session:
            for placing in self._placings(actor, moves, "planned", now):
                _keep_within_team(session, self._agree(session, actor, placing, now), placing, None)
            return _effects(session, moves, local_day(now))

    def assign_many(self, actor: Actor, moves: Sequence[Move], reason: str) -> int:
        """Do all moves at once or none; returns the number of the step for undo.  Raises as assign."""
        now = self.now()
        with self.database.writing() as session:
            placings = self._placings(actor, moves, reason.strip(), now)
            for placing in placings:
                _keep_within_team(session, self._agree(session, actor, placing, now), placing, None)
            count = "1 customer" if len(moves) == 1 else f"{len(moves)} customers"
            step = audit.record(session, actor, Deed.ASSIGNED, now, subject=count, reason=reason)
            for placing in placings:
                _settle_team(session, placing, _new_team(session, placing, None))
                assignments.add(session, placing)
            return step

    def _placings(
        self, actor: Actor, moves: Sequence[Move], reason: str, now: datetime
    ) -> tuple[Placing, ...]:
        if not moves:
            raise Refused("There is nothing to change.")
        return tuple(
            Placing(
                move.customer_id,
                move.user_id,
                move.part,
                local_day(now),
                None,
                reason,
                actor.id,
                now,
                str(uuid4()),
            )
            for move in moves
        )


def _stands_on_board(person: PersonRow, everyone: Sequence[PersonRow]) -> bool:
    return Role.ACCOUNT_MANAGER in person.roles or person.customers > 0 or len(everyone) == 1


def _keep_within_team(session: Session, fence: Fence, placing: Placing, team_id: int | None) -> None:
    """A lead gives their team's customers to members of it only; an admin may do more."""
    if Seat.ADMIN in fence.seats:
        return
    own = customers.get(session, placing.customer_id).team_id
    member = own in people.teams_of(session, placing.user_id, placing.starts_on)
    if own is None or not member or (team_id is not None and team_id != own):
        raise NotAllowed("A lead assigns within the team. Ask an admin to go beyond it.")


def _refuse_moving(session: Session, fence: Fence, placing: Placing, team_id: int | None) -> None:
    """Putting somebody on a customer's team opens its records to no other team on the way."""
    own = customers.get(session, placing.customer_id).team_id
    if own is None or team_id in (None, own):
        return
    raise Refused(
        f"{fence.customer} is looked after by {people.team_name(session, own)} team. Assigning somebody "
        "does not move a customer to another team; an admin does so by importing assignments that name it."
    )


def _new_team(session: Session, placing: Placing, team_id: int | None) -> int | None:
    """The team that a customer without one gets: the one named, else the only one of a new manager."""
    if customers.get(session, placing.customer_id).team_id is not None:
        return None
    if team_id is None and placing.part is Part.MANAGER:
        teams = people.teams_of(session, placing.user_id, placing.starts_on)
        return teams[0] if len(teams) == 1 else None
    return team_id


def _settle_team(session: Session, placing: Placing, new_team: int | None) -> None:
    if new_team is not None:
        customers.get(session, placing.customer_id).team_id = new_team


def _effects(session: Session, moves: Sequence[Move], day: date) -> tuple[str, ...]:
    """Who goes from how many customers to how many, and which bonds end."""
    people_by_id = {person.id: person for person in people.users(session, day)}
    change: Counter[int] = Counter()
    endings: list[str] = []
    for move in moves:
        if move.part is not Part.MANAGER:
            continue
        before = assignments.manager_on(session, move.customer_id, day)
        if before is not None and before.user_id == move.user_id:
            continue
        change[move.user_id] += 1
        if before is not None:
            change[before.user_id] -= 1
            endings.append(_ending(customers.get(session, move.customer_id).name, before, day))
    loads = [_load(people_by_id[user_id], by) for user_id, by in change.items()]
    return (*loads, *(endings or ["No one loses their manager, so no handover is needed."]))


def _load(person: PersonRow, by: int) -> str:
    limit = "" if person.limit is None else f" of {person.limit}"
    return f"{person.name} goes from {person.customers} to {person.customers + by}{limit}."


def _ending(customer: str, before: AssignmentRow, day: date) -> str:
    years = (day - before.starts_on).days // 365
    bond = "" if years < 1 else f" after {years} year{'s' if years > 1 else ''}"
    return f"{before.user} hands {customer} over{bond}."
