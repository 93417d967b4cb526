"""Users, roles and teams: everybody may look, an admin changes, and nobody raises themselves."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import update

from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused
from mcr_desktop.domain.people import Actor, Function, Role
from mcr_desktop.models.people import User
from mcr_desktop.store.database import Database
from mcr_desktop.wiring import Services
from tests.worlds import Clock, World


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


def test_an_empty_workspace_is_founded_once(database: Database) -> None:
    services = Services.over(database, Clock())
    ada = services.people.found_workspace("  Ada   Berg ")
    assert (ada.name, ada.is_admin) == ("Ada Berg", True)
    assert services.people.actor_named("ada berg") == ada
    with pytest.raises(Refused, match="has people already"):
        services.people.found_workspace("Eve")


def test_a_user_is_found_however_the_name_is_written(services: Services, world: World) -> None:
    zoe = services.people.add_user(world.root, "Zoë Żak", (Role.ACCOUNT_MANAGER,))
    assert services.people.actor_named("ZOE  zak") == Actor(zoe, "Zoë Żak", frozenset({Role.ACCOUNT_MANAGER}))
    with pytest.raises(Refused, match="There is no user called Nobody"):
        services.people.actor_named("Nobody")
    with world.database.writing() as session:
        session.execute(update(User).where(User.id == zoe).values(active=False))
    with pytest.raises(Refused, match="Zoë Żak is no longer active"):
        services.people.actor_named("Zoë Żak")


def test_people_are_listed_with_teams_and_customers(services: Services, world: World) -> None:
    north = services.people.add_team(world.root, "North")
    maya = services.people.add_user(
        world.root, "Maya", (Role.TEAM_LEAD, Role.ACCOUNT_MANAGER), "north", Function.SERVICE, limit=15
    )
    actor = services.people.actor_named("Maya")
    world.assign(world.customer("Marlow Ferries", team=north), actor)

    row = next(row for row in services.people.users(actor) if row.id == maya)
    assert (row.teams, row.customers, row.limit, row.active) == (("North",), 1, 15, True)
    (team,) = services.people.teams(actor)
    assert (team.name, team.customers) == ("North", 1)
    (member,) = team.members
    assert (member.name, member.function, member.leads, member.customers) == (
        "Maya",
        Function.SERVICE,
        True,
        1,
    )
    services.people.leave_team(world.root, north, maya)
    assert services.people.teams(actor)[0].members == ()
    services.people.join_team(world.root, north, maya)
    world.clock.move(days=3)
    services.people.leave_team(world.root, north, maya)
    assert services.people.users(actor)[0].teams == ()


def test_only_an_admin_changes_people(services: Services, world: World) -> None:
    maya, lea = world.user("Maya"), world.user("Lea", Role.TEAM_LEAD)
    team = world.team("North")
    before = world.checksum()
    for actor in (maya, lea, Actor(maya.id, "Maya", frozenset({Role.ADMIN}))):
        people = services.people
        for call in (
            partial(people.add_user, actor, "Eve", ()),
            partial(people.change_roles, actor, maya.id, (Role.ADMIN,)),
            partial(people.add_team, actor, "South"),
            partial(people.join_team, actor, team, maya.id),
            partial(people.leave_team, actor, team, maya.id),
        ):
            with pytest.raises(NotAllowed, match="Only an admin may"):
                call()
    assert world.checksum() == before


def test_nobody_raises_themselves_unless_alone(services: Services, world: World) -> None:
    team = world.team("North")
    services.people.join_team(world.root, team, world.root.id)
    services.people.change_roles(world.root, world.root.id, (Role.ADMIN, Role.TEAM_LEAD))
    services.people.change_roles(world.root, world.root.id, (Role.ADMIN,))
    world.user("Maya")
    other = world.team("South")
    for call in (
        partial(services.people.join_team, world.root, other, world.root.id),
        partial(services.people.change_roles, world.root, world.root.id, (Role.ADMIN, Role.TEAM_LEAD)),
    ):
        with pytest.raises(Refused, match="Nobody gives themselves"):
            call()


def test_there_is_always_an_admin(services: Services, world: World) -> None:
    with pytest.raises(Refused, match="Root is the only admin"):
        services.people.change_roles(world.root, world.root.id, ())
    world.user("Ada", Role.ADMIN)
    services.people.change_roles(world.root, world.root.id, (Role.ACCOUNT_MANAGER,))
    assert services.people.actor_named("Root").roles == {Role.ACCOUNT_MANAGER}


def test_names_are_needed_and_taken_once(services: Services, world: World) -> None:
    maya, team = world.user("Maya"), world.team("North")
    services.people.join_team(world.root, team, maya.id)
    for call, words in (
        (partial(services.people.add_user, world.root, " ", ()), "needs a name"),
        (partial(services.people.add_user, world.root, "MAYA", ()), "already a user called MAYA"),
        (partial(services.people.add_user, world.root, "Eve", (), "South"), "no team called South"),
        (partial(services.people.add_team, world.root, ""), "needs a name"),
        (partial(services.people.add_team, world.root, "north"), "already a team"),
        (partial(services.people.join_team, world.root, team, maya.id), "already a member"),
        (partial(services.people.leave_team, world.root, team, world.root.id), "not a member"),
    ):
        with pytest.raises(Refused, match=words):
            call()
    for missing in (
        partial(services.people.join_team, world.root, 404, maya.id),
        partial(services.people.join_team, world.root, team, 404),
        partial(services.people.change_roles, world.root, 404, ()),
    ):
        with pytest.raises(NotFound):
            missing()
