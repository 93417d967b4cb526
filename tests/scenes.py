"""A populated world for the fence: every kind of person, one fenced customer, one open one, all with records.

Every word stored about a customer carries its canary, so that a leak is seen wherever it comes out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mcr_desktop.domain.conversations import (
    NewComplaint,
    NewConversation,
    NewFact,
    NewObjective,
    NewPromise,
    Side,
)
from mcr_desktop.domain.customers import ContactRow, CustomerDetails, Part
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.periods import Period
from mcr_desktop.store.database import Database
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))
CANARY = "kanarienvogel"
WORTH = Decimal("7654321.09")


@dataclass(frozen=True)
class Records:
    """The ids of what one customer has."""

    customer: int
    conversation: int
    complaint: int
    promise: int
    kept: int
    fact: int
    contact: int
    objective: int
    step: int
    specialist: int
    copy: int


@dataclass(frozen=True)
class Scene:
    """People by the part they play, and the records of the fenced and of the open customer."""

    services: Services
    people: Mapping[str, Actor]
    fenced: Records
    open: Records
    newcomer: Actor


def build_scene(world: World) -> Scene:
    """Fill a world.  Both customers are of the same team and have the same people."""
    services = Services.over(world.database, world.clock)
    people = {
        "manager": world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER),
        "deputy": world.user("Tom Okafor", Role.ACCOUNT_MANAGER),
        "cover": world.user("Priya Shah", Role.ACCOUNT_MANAGER),
        "specialist": world.user("Sven Olsen"),
        "lead of the team": world.user("Lea Brandt", Role.TEAM_LEAD),
        "lead of another team": world.user("Otto Weiss", Role.TEAM_LEAD),
        "member of the team only": world.user("Nora Finch", Role.ACCOUNT_MANAGER),
        "admin": world.user("Ada Berg", Role.ADMIN),
        "admin with a gate pass": world.user("Gus Hale", Role.ADMIN),
        "admin with a spent pass": world.user("Ida Roth", Role.ADMIN),
        "outsider": world.user("Jonas Reyes", Role.ACCOUNT_MANAGER),
        "cover before their days": world.user("Bea Lund", Role.ACCOUNT_MANAGER),
        "cover after their days": world.user("Carl Dunn", Role.ACCOUNT_MANAGER),
        "manager until yesterday": world.user("Edda Falk", Role.ACCOUNT_MANAGER),
    }
    newcomer = world.user("Nils Neu", Role.ACCOUNT_MANAGER)
    north = world.team(
        "North",
        *(people[part] for part in ("manager", "lead of the team", "member of the team only")),
        newcomer,
    )
    world.team("South", people["lead of another team"], people["outsider"])
    fenced = _customer(world, services, people, "St. Brannock Hospital", north, fenced=True)
    open_ = _customer(world, services, people, "Marlow Ferries", north, fenced=False)
    return Scene(services, people, fenced, open_, newcomer)


def _customer(
    world: World, services: Services, people: Mapping[str, Actor], name: str, team: int, *, fenced: bool
) -> Records:
    maya, canary = people["manager"], f"{CANARY} {'fenced' if fenced else 'open'}"
    number = world.customer(name, team=team)
    _assign(world, people, number)
    services.customers.change(
        maya, number, name, CustomerDetails(canary, canary, value=WORTH, address=canary), seen_version=1
    )
    contact = services.customers.add_contact(maya, number, ContactRow(0, canary, canary))
    conversation = services.conversations.log(maya, _talk(number, contact, canary))
    specialist = services.assignments.assign(
        world.root, number, people["specialist"].id, Part.SPECIALIST, reason=canary
    )
    objective = services.customers.plan(maya, number)[0].id
    step = services.customers.add_step(maya, objective, canary)
    kept = services.promises.add(maya, number, NewPromise(canary, due=YESTERDAY), str(uuid4()))
    services.promises.keep(maya, kept, seen_version=1)
    if fenced:
        services.customers.fence(world.root, number, canary, date(2026, 1, 1))
        world.clock.move(days=-2)
        services.customers.open_gate(people["admin with a spent pass"], number, canary)
        world.clock.move(days=2)
        services.customers.open_gate(people["admin with a gate pass"], number, canary)
    services.reviews.keep_summary(maya, number, MONTH, f"summary {canary}")
    services.reviews.print(maya, number, MONTH)
    if fenced:
        services.conversations.leave_message(people["outsider"], number, str(uuid4()), f"message {canary}")
    return Records(
        number,
        conversation,
        services.complaints.listed(maya, customer_id=number)[0].id,
        next(each.id for each in services.promises.of(maya, number) if each.id != kept),
        kept,
        services.facts.of(maya, number)[0].id,
        contact,
        objective,
        step,
        specialist,
        services.reviews.issued(maya, number)[0].id,
    )


def _assign(world: World, people: Mapping[str, Actor], number: int) -> None:
    world.assign(number, people["manager"])
    world.assign(number, people["deputy"], Part.DEPUTY)
    world.assign(number, people["cover"], Part.COVER, since=YESTERDAY, until=TODAY)
    world.assign(number, people["cover before their days"], Part.COVER, since=TOMORROW)
    world.assign(number, people["cover after their days"], Part.COVER, until=YESTERDAY)
    world.assign(number, people["manager until yesterday"], until=YESTERDAY)


def _talk(number: int, contact: int, canary: str) -> NewConversation:
    return NewConversation(
        str(uuid4()),
        number,
        f"{canary} asked for buffer stock",
        contact_ids=(contact,),
        promises=(NewPromise(canary, Side.OURS, TODAY),),
        facts=(NewFact(canary, canary),),
        complaints=(NewComplaint(canary, "Late delivery", site=canary),),
        objectives=(NewObjective(canary, TOMORROW),),
    )


@dataclass
class Stage:
    """The populated world, put back to how it was before each act that changes it."""

    world: World
    scene: Scene
    kept: Path
    watcher: sqlcipher.Connection
    _seen: int = field(init=False)

    def was_written(self) -> bool:
        """Whether anything at all was committed since this was last asked."""
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def _version(self) -> int:
        return int(self.watcher.execute("PRAGMA data_version").fetchone()[0])

    def __post_init__(self) -> None:
        self._seen = self._version()

    def reset(self) -> None:
        """Copy every page back; the open database keeps its connections and what they have learnt."""
        with (
            closing(sqlcipher.connect(str(self.kept))) as source,
            closing(sqlcipher.connect(str(self.world.database.path))) as target,
        ):
            target.execute("PRAGMA synchronous=off")
            source.backup(target)
        self._seen = self._version()

    @property
    def services(self) -> Services:
        return Services.over(self.world.database, self.world.clock)


@pytest.fixture(scope="module")
def built(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The populated world, made once."""
    folder = tmp_path_factory.mktemp("fence")
    path, kept = folder / "scene.mcr", folder / "kept.mcr"
    shutil.copyfile(empty_workspace, path)
    database = Database.open(path)
    world = World(database)
    scene = build_scene(world)
    with closing(sqlcipher.connect(str(path))) as source, closing(sqlcipher.connect(str(kept))) as target:
        source.backup(target)
    with closing(sqlcipher.connect(str(path))) as watcher:
        yield Stage(world, scene, kept, watcher)
    database.close()


@pytest.fixture
def stage(built: Stage) -> Stage:
    """The populated world as it was made."""
    built.reset()
    return built
