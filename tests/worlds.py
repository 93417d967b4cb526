"""A small world on a real workspace file: a few of us, a few customers, one fence.

The clock stands at Monday 23 November 2026, 9 o'clock UTC, and moves only when a test moves it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import insert

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.people import Actor, Function, Role
from mcr_desktop.domain.text import fold
from mcr_desktop.models import Base
from mcr_desktop.models.customers import Assignment, Customer, FenceDecision
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.store import audit, files
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database
from mcr_desktop.store.upgrade import upgrade

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    moment: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **step: float) -> None:
        """Move on by days, hours, minutes."""
        self.moment += timedelta(**step)


@dataclass
class World:
    """People by first name and customers by name, made on demand through the tables themselves."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    root: Actor = field(init=False)

    def __post_init__(self) -> None:
        with self.database.writing() as session:
            name, role = "Root", Role.ADMIN
            user_id = session.execute(
                insert(User).values(name=name, folded=fold(name)).returning(User.id)
            ).scalar_one()
            session.execute(insert(UserRole).values(user_id=user_id, role=role))
            self.root = Actor(user_id, name, frozenset({role}))

    def user(self, name: str, *roles: Role) -> Actor:
        """Somebody of us."""
        with self.database.writing() as session:
            audit.record(session, self.root, Deed.ADDED_USER, self.clock())
            person = User(name=name, folded=fold(name), roles=[UserRole(role=role) for role in roles])
            session.add(person)
            session.flush()
            return Actor(person.id, name, frozenset(roles))

    def team(self, name: str, *members: Actor) -> int:
        """A team with its members since long ago."""
        with self.database.writing() as session:
            audit.record(session, self.root, Deed.CHANGED_TEAM, self.clock())
            team = Team(name=name, folded=fold(name))
            session.add(team)
            session.flush()
            session.add_all(
                TeamMember(team_id=team.id, user_id=member.id, function=Function.SALES, starts_on=LONG_AGO)
                for member in members
            )
            session.flush()
            return team.id

    def customer(self, name: str, *, team: int | None = None, fenced: bool = False) -> int:
        """A customer; fenced means since long ago."""
        with self.database.writing() as session:
            audit.record(session, self.root, Deed.ADDED_CUSTOMER, self.clock())
            customer = Customer(uuid=str(uuid4()), name=name, folded=fold(name), team_id=team)
            session.add(customer)
            session.flush()
            if fenced:
                session.add(
                    FenceDecision(
                        customer_id=customer.id,
                        starts_on=LONG_AGO,
                        reason="valued",
                        decided_by_id=self.root.id,
                        decided_at=self.clock(),
                    )
                )
                session.flush()
            return customer.id

    def assign(
        self,
        customer: int,
        user: Actor,
        part: Part = Part.MANAGER,
        *,
        since: date = LONG_AGO,
        until: date | None = None,
    ) -> int:
        """Put somebody on a customer's team."""
        with self.database.writing() as session:
            audit.record(session, self.root, Deed.ASSIGNED, self.clock(), customer_id=customer)
            row = Assignment(
                uuid=str(uuid4()),
                customer_id=customer,
                user_id=user.id,
                part=part,
                starts_on=since,
                ends_on=until,
                reason="knows them",
                assigned_by_id=self.root.id,
                assigned_at=self.clock(),
            )
            session.add(row)
            session.flush()
            return row.id

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        with closing(sqlcipher.connect(str(self.database.path))) as connection:
            return {
                table.name: connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]  # noqa: S608
                for table in Base.metadata.sorted_tables
            }

    def checksum(self) -> str:
        """A digest of everything stored: equal before and after means that nothing changed.

        Results that are kept to save time are left out: they are worked out from all the rest.
        """
        digest = hashlib.sha256()
        with closing(sqlcipher.connect(str(self.database.path))) as connection:
            for table in (each for each in Base.metadata.sorted_tables if each.name != "kept_result"):
                digest.update(table.name.encode())
                for row in connection.execute(f'SELECT * FROM "{table.name}" ORDER BY 1'):  # noqa: S608
                    digest.update(repr(row).encode())
        return digest.hexdigest()


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace file with its tables and nobody in it, made once and copied."""
    path = tmp_path_factory.mktemp("template") / "empty.mcr"
    files.make_file(path)
    upgrade(path, None, MONDAY, is_new=True)
    return path


@pytest.fixture
def database(empty_workspace: Path, tmp_path: Path) -> Iterator[Database]:
    """An open, empty workspace."""
    path = tmp_path / "workspace.mcr"
    shutil.copyfile(empty_workspace, path)
    opened = Database.open(path)
    yield opened
    opened.close()


@pytest.fixture
def world(database: Database) -> World:
    """A world with nobody but Root, its admin."""
    return World(database)
