"""Who we are: users, their roles and teams.  Everybody may look; an admin changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.people import Actor, Function, PersonRow, Role, TeamRow
from mcr_desktop.domain.periods import local_day
from mcr_desktop.store import audit, people
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit_admin


@dataclass(frozen=True, slots=True)
class PeopleService:
    """Users and teams of the workspace."""

    database: Database
    now: Callable[[], datetime]

    def found_workspace(self, name: str) -> Actor:
        """Make the first user, an admin who may also manage customers, in a workspace without anybody."""
        with self.database.writing() as session:
            if not people.is_empty(session):
                raise Refused("This workspace has people already.")
            user_id = people.found(session, name, (Role.ADMIN, Role.ACCOUNT_MANAGER), self.now())
            return people.get(session, user_id)

    def actor_named(self, name: str) -> Actor:
        """The user of this name, however it is written.  Raises Refused."""
        with self.database.reading() as session:
            return people.named(session, name)

    def users(self, actor: Actor) -> tuple[PersonRow, ...]:
        """Everybody by name; open to every user."""
        del actor  # the directory is open by design
        with self.database.reading() as session:
            return people.users(session, local_day(self.now()))

    def teams(self, actor: Actor) -> tuple[TeamRow, ...]:
        """Every team with its members; open to every user."""
        del actor  # the directory is open by design
        with self.database.reading() as session:
            return people.teams(session, local_day(self.now()))

    def add_user(
        self,
        actor: Actor,
        name: str,
        roles: Iterable[Role],
        team: str | None = None,
        function: Function = Function.SALES,
        *,
        limit: int | None = None,
    ) -> int:
        """A new user, in a team if one is named.  Raises NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            admit_admin(session, actor, "add users")
            audit.record(session, actor, Deed.ADDED_USER, now, subject=name)
            user_id = people.add_user(session, name, roles, limit)
            if team is not None:
                team_id = people.team_named(session, team)
                people.join_team(session, team_id, user_id, function, local_day(now))
            return user_id

    def change_roles(self, actor: Actor, user_id: int, roles: Iterable[Role]) -> None:
        """Give a user exactly these roles.  Raises NotAllowed, NotFound, Refused."""
        with self.database.writing() as session:
            admit_admin(session, actor, "change roles")
            subject = people.get(session, user_id).name
            wanted = frozenset(roles)
            if user_id == actor.id and Role.TEAM_LEAD in wanted - actor.roles:
                _refuse_for_oneself(session, "Ask another admin to make you a team lead.")
            audit.record(session, actor, Deed.CHANGED_USER, self.now(), subject=subject)
            people.change_roles(session, user_id, wanted)

    def add_team(self, actor: Actor, name: str) -> int:
        """A new team.  Raises NotAllowed, Refused."""
        with self.database.writing() as session:
            admit_admin(session, actor, "add teams")
            audit.record(session, actor, Deed.CHANGED_TEAM, self.now(), subject=name)
            return people.add_team(session, name)

    def join_team(
        self, actor: Actor, team_id: int, user_id: int, function: Function = Function.SALES
    ) -> None:
        """Make a user a member of a team from today on.  Raises NotAllowed, NotFound, Refused."""
        now = self.now()
        with self.database.writing() as session:
            admit_admin(session, actor, "change teams")
            if user_id == actor.id:
                _refuse_for_oneself(session, "Ask another admin to add you to a team.")
            subject = people.get(session, user_id).name
            audit.record(session, actor, Deed.CHANGED_TEAM, now, subject=subject)
            people.join_team(session, team_id, user_id, function, local_day(now))

    def leave_team(self, actor: Actor, team_id: int, user_id: int) -> None:
        """End a membership as of today.  Raises NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            admit_admin(session, actor, "change teams")
            subject = people.get(session, user_id).name
            audit.record(session, actor, Deed.CHANGED_TEAM, now, subject=subject)
            people.leave_team(session, team_id, user_id, local_day(now))


def _refuse_for_oneself(session: Session, instead: str) -> None:
    """Nobody gives themselves a right on customers, unless nobody else is there to ask."""
    if not people.is_alone(session):
        raise Refused(f"Nobody gives themselves a right on customers. {instead}")
