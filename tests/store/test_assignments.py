"""Who looks after whom: dated, reasoned, one manager at a time, within the team, never oneself."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from mcr_desktop.domain.customers import Move, Part
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.models.history import AuditEntry
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def maya(world: World) -> Actor:
    return world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)


@pytest.fixture
def tom(world: World) -> Actor:
    return world.user("Tom Okafor", Role.ACCOUNT_MANAGER)


def managers(services: Services, actor: Actor, customer: int) -> list[tuple[str, date, date | None]]:
    """Every manager a customer has on any day around now, in order."""
    found = {}
    for n in range(-30, 60):
        for row in services.assignments.of(actor, customer, days(n)):
            if row.part is Part.MANAGER:
                found[row.id] = (row.user, row.starts_on, row.ends_on)
    return sorted(found.values(), key=lambda row: row[1])


def test_a_manager_follows_the_one_before(services: Services, world: World, maya: Actor, tom: Actor) -> None:
    customer = world.customer("Marlow Ferries")
    manage = services.assignments.assign
    manage(world.root, customer, maya.id, Part.MANAGER, reason="new", starts_on=days(-20))
    manage(world.root, customer, tom.id, Part.MANAGER, reason="moves", starts_on=days(10))
    assert managers(services, maya, customer) == [
        ("Maya Lindqvist", days(-20), days(9)),
        ("Tom Okafor", days(10), None),
    ]
    priya = world.user("Priya")
    manage(world.root, customer, priya.id, Part.MANAGER, reason="between")
    assert managers(services, maya, customer) == [
        ("Maya Lindqvist", days(-20), days(-1)),
        ("Priya", TODAY, days(9)),
        ("Tom Okafor", days(10), None),
    ]
    manage(world.root, customer, world.user("Jonas").id, Part.MANAGER, reason="instead")
    assert [name for name, _, _ in managers(services, maya, customer)] == [
        "Maya Lindqvist",
        "Jonas",
        "Tom Okafor",
    ]


def test_deputies_stand_beside_each_other_but_nobody_twice(
    services: Services, world: World, maya: Actor, tom: Actor
) -> None:
    customer, uuid = world.customer("Marlow Ferries"), str(uuid4())
    first = services.assignments.assign(world.root, customer, maya.id, Part.DEPUTY, reason="helps", uuid=uuid)
    again = services.assignments.assign(world.root, customer, maya.id, Part.DEPUTY, reason="helps", uuid=uuid)
    services.assignments.assign(world.root, customer, tom.id, Part.DEPUTY, reason="helps", ends_on=days(5))
    assert again == first
    assert [row.user for row in services.assignments.of(maya, customer)] == ["Maya Lindqvist", "Tom Okafor"]
    with pytest.raises(Refused, match="Maya Lindqvist is deputy of this customer already"):
        services.assignments.assign(world.root, customer, maya.id, Part.DEPUTY, reason="x", ends_on=days(9))
    assert services.assignments.of(maya, customer, days(6))[-1].user == "Maya Lindqvist"


def test_what_makes_no_sense_is_refused(services: Services, world: World, maya: Actor) -> None:
    customer = world.customer("Marlow Ferries")
    row = world.assign(customer, maya, since=TODAY)
    before = world.checksum()
    root, assign = world.root, services.assignments.assign
    for call, error in (
        (lambda: assign(root, customer, maya.id, Part.DEPUTY, reason=" "), Refused),
        (lambda: assign(root, customer, maya.id, Part.DEPUTY, reason="x", ends_on=days(-1)), Refused),
        (lambda: assign(root, customer, maya.id, Part.DEPUTY, reason="x", team="South"), Refused),
        (lambda: assign(root, customer, 404, Part.DEPUTY, reason="x"), NotFound),
        (lambda: assign(root, 404, maya.id, Part.DEPUTY, reason="x"), NotFound),
        (lambda: services.assignments.end(root, row, TODAY, ""), Refused),
        (lambda: services.assignments.end(root, row, days(-1), "x"), Refused),
        (lambda: services.assignments.end(root, 404, TODAY, "x"), NotFound),
        (lambda: services.assignments.assign_many(root, (), "x"), Refused),
        (lambda: services.assignments.assign_many(root, (Move(customer, maya.id),), " "), Refused),
    ):
        with pytest.raises(error):
            call()
    assert world.checksum() == before


def test_nobody_assigns_themselves_unless_alone(services: Services, world: World) -> None:
    customer = world.customer("Marlow Ferries", fenced=True)
    services.assignments.assign(world.root, customer, world.root.id, Part.DEPUTY, reason="alone")
    world.user("Maya")
    with pytest.raises(NotAllowed, match="Nobody assigns themselves"):
        services.assignments.assign(world.root, customer, world.root.id, Part.MANAGER, reason="mine")
    with pytest.raises(NotAllowed, match="Nobody assigns themselves"):
        services.assignments.assign_many(world.root, (Move(customer, world.root.id),), "mine")


def test_a_lead_stays_within_the_team(services: Services, world: World, maya: Actor, tom: Actor) -> None:
    lead = world.user("Lea", Role.TEAM_LEAD)
    north = world.team("North", lead, maya)
    world.team("South", tom)
    customer, other = world.customer("Marlow", team=north, fenced=True), world.customer("Kelso", fenced=True)
    services.assignments.assign(lead, customer, maya.id, Part.MANAGER, reason="team", team="North")
    for call in (
        lambda: services.assignments.assign(lead, customer, tom.id, Part.DEPUTY, reason="x"),
        lambda: services.assignments.assign(lead, customer, maya.id, Part.DEPUTY, reason="x", team="South"),
        lambda: services.assignments.assign(lead, other, maya.id, Part.DEPUTY, reason="x"),
        lambda: services.assignments.plan_many(lead, (Move(customer, tom.id),)),
    ):
        with pytest.raises(NotAllowed):
            call()
    services.assignments.assign(world.root, customer, tom.id, Part.DEPUTY, reason="an admin may")
    assert services.customers.header(maya, customer).team == "North"


def test_assigning_somebody_never_moves_a_customer_to_another_team(
    services: Services, world: World, maya: Actor, tom: Actor
) -> None:
    lead = world.user("Lena South", Role.TEAM_LEAD)
    north = world.team("North", maya)
    world.team("South", tom, lead)
    customer = world.customer("Marlow", team=north, fenced=True)
    before = world.checksum()
    with pytest.raises(Refused, match=r"^Marlow is looked after by North team\."):
        services.assignments.assign(world.root, customer, tom.id, Part.COVER, reason="x", team="South")
    assert world.checksum() == before
    services.assignments.assign(world.root, customer, tom.id, Part.COVER, reason="x", team="North")
    with pytest.raises(NotAllowed):
        services.customers.header(lead, customer)


def test_the_trail_names_the_team_that_a_customer_was_given(
    services: Services, world: World, maya: Actor
) -> None:
    world.team("North", maya)
    customer = world.customer("Marlow Ferries")
    services.assignments.assign(world.root, customer, maya.id, Part.COVER, reason="x", team="north")
    with world.database.reading() as session:
        line = session.scalars(select(AuditEntry.subject).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert line == "Maya Lindqvist, cover, North team"


def test_a_customer_without_a_team_takes_that_of_its_manager(
    services: Services, world: World, maya: Actor
) -> None:
    world.team("North", maya)
    customer = world.customer("Marlow Ferries")
    services.assignments.assign(world.root, customer, maya.id, Part.DEPUTY, reason="x")
    assert services.customers.header(maya, customer).team == ""
    services.assignments.assign(world.root, customer, maya.id, Part.MANAGER, reason="x")
    assert services.customers.header(maya, customer).team == "North"


def test_the_board_shows_whom_nobody_manages_and_who_manages_whom(
    services: Services, world: World, maya: Actor, tom: Actor
) -> None:
    world.user("Sven")
    fenced, kept, ordinary = (
        world.customer("Nairn", fenced=True),
        world.customer("Isla", fenced=True),
        world.customer("Dee"),
    )
    world.assign(kept, maya)
    world.assign(ordinary, tom)

    board = services.assignments.board(tom)
    assert [row.id for row in board.outside] == [fenced]
    assert [(column.name, [row.id for row in column.customers]) for column in board.columns] == [
        ("Maya Lindqvist", [kept]),
        ("Tom Okafor", [ordinary]),
    ]


def test_without_any_fence_everybody_is_valued(services: Services, world: World, maya: Actor) -> None:
    customer = world.customer("Marlow Ferries")
    assert [row.id for row in services.assignments.board(maya).outside] == [customer]


def test_many_moves_are_told_first_then_done_and_undone_as_one(
    services: Services, world: World, maya: Actor, tom: Actor
) -> None:
    first, second = world.customer("Kelso Mills", fenced=True), world.customer("Esk", fenced=True)
    world.assign(first, maya, since=date(2014, 1, 1))
    moves = (Move(first, tom.id), Move(second, tom.id), Move(first, tom.id, Part.DEPUTY))

    assert services.assignments.plan_many(world.root, moves) == (
        "Tom Okafor goes from 0 to 2.",
        "Maya Lindqvist goes from 1 to 0.",
        "Maya Lindqvist hands Kelso Mills over after 12 years.",
    )
    assert services.assignments.plan_many(world.root, (Move(first, maya.id),)) == (
        "No one loses their manager, so no handover is needed.",
    )
    before = world.counts()["assignment"]
    step = services.assignments.assign_many(world.root, moves, "balance")
    assert services.customers.header(tom, first).assignments[0].user == "Tom Okafor"
    services.history.undo(world.root, step)
    assert world.counts()["assignment"] == before
    assert services.customers.header(maya, first).assignments[0].user == "Maya Lindqvist"


def test_the_limit_of_a_person_is_told(services: Services, world: World) -> None:
    priya = services.people.add_user(world.root, "Priya", (Role.ACCOUNT_MANAGER,), limit=15)
    customer = world.customer("Esk")
    effects = services.assignments.plan_many(world.root, (Move(customer, priya),))
    assert effects[0] == "Priya goes from 0 to 1 of 15."
