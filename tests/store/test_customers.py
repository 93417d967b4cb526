"""The directory, the page, tiers by value, the fence round a customer, and the joint plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import insert

from mcr_desktop.domain.conversations import NewComplaint, NewConversation, Side
from mcr_desktop.domain.customers import ContactRow, CustomerDetails, Stakeholder, Tier
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused, Stale
from mcr_desktop.domain.fence import Seat
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.models.orders import Order
from mcr_desktop.wiring import Services
from tests.worlds import LONG_AGO, MONDAY, World

TODAY = MONDAY.date()


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def maya(world: World) -> Actor:
    return world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)


def order(world: World, customer: int, value: str) -> None:
    with world.database.writing() as session:
        session.execute(insert(Order).values(customer_id=customer, ordered_on=TODAY, value=Decimal(value)))


def valued(services: Services, actor: Actor, name: str, value: str) -> int:
    return services.customers.add(actor, name, CustomerDetails(value=Decimal(value)))


def names(services: Services, actor: Actor, **wanted: object) -> list[str]:
    ids = services.customers.ids(actor, **wanted)  # type: ignore[arg-type]
    return [row.name for row in services.customers.rows(actor, ids)]


def test_the_directory_is_narrowed_and_sorted(services: Services, world: World, maya: Actor) -> None:
    oel, acme, zeta = (
        world.customer("Öl AG"),
        world.customer("acme 100%", fenced=True),
        world.customer("Zeta_1"),
    )
    world.assign(oel, maya)
    world.assign(acme, world.user("Ben"))
    services.conversations.log(maya, NewConversation(str(uuid4()), zeta, "Hello"))

    assert names(services, maya) == ["acme 100%", "Öl AG", "Zeta_1"]
    assert names(services, maya, descending=True) == ["Zeta_1", "Öl AG", "acme 100%"]
    assert names(services, maya, text="ol a") == ["Öl AG"]
    assert names(services, maya, text="%") == ["acme 100%"]
    assert names(services, maya, text="_") == ["Zeta_1"]
    assert names(services, maya, saved="mine") == ["Öl AG"]
    assert names(services, maya, saved="fenced") == ["acme 100%"]
    assert names(services, maya, saved="open") == ["Öl AG", "Zeta_1"]
    assert names(services, maya, sort="manager") == ["acme 100%", "Öl AG", "Zeta_1"]
    assert names(services, maya, sort="last contact") == ["Zeta_1", "acme 100%", "Öl AG"]
    for wanted in ({"sort": "name; drop table customer"}, {"saved": "everything"}):
        with pytest.raises(Refused):
            names(services, maya, **wanted)


def test_value_sorts_only_what_the_reader_may_know(services: Services, world: World, maya: Actor) -> None:
    rich = world.customer("Rich", fenced=True)
    order(world, rich, "999.99")
    valued(services, maya, "Small", "1")
    valued(services, maya, "Middle", "500.50")

    assert names(services, maya, sort="value", descending=True) == ["Middle", "Small", "Rich"]
    assert names(services, maya, sort="value") == ["Small", "Middle", "Rich"]
    hidden = services.customers.rows(maya, [rich])[0]
    assert (hidden.readable, hidden.value, hidden.tier, hidden.fenced) == (False, None, None, True)
    world.assign(rich, maya)
    assert names(services, maya, sort="value", descending=True)[0] == "Rich"
    assert services.customers.rows(maya, [rich])[0].value == Decimal("999.99")


def test_a_value_given_counts_before_the_orders_and_orders_add_up_to_the_cent(
    services: Services, world: World, maya: Actor
) -> None:
    given, summed, unknown = (
        valued(services, maya, "Given", "10"),
        world.customer("Summed"),
        world.customer("None"),
    )
    for value in ("0.10", "0.20", "1265792.74"):
        order(world, given, value)
        order(world, summed, value)

    rows = services.customers.rows(maya, [summed, given, unknown, 404])
    assert [row.value for row in rows] == [Decimal("1265793.04"), Decimal(10), None]
    assert [row.tier for row in rows] == [Tier.TOP, Tier.REST, None]


def test_tiers_are_shares_of_the_valued(services: Services, world: World, maya: Actor) -> None:
    ids = [valued(services, maya, f"Customer {n:02}", str(100 - n)) for n in range(40)]
    tiers = [row.tier for row in services.customers.rows(maya, ids)]
    assert tiers == [Tier.TOP] * 2 + [Tier.NEXT] * 6 + [Tier.REST] * 32

    for number in ids[10:12]:
        services.customers.fence(world.root, number, "valued")
        world.assign(number, maya)
    tiers = [row.tier for row in services.customers.rows(maya, ids[9:13])]
    assert tiers == [None, Tier.TOP, Tier.REST, None]
    many = services.customers.rows(maya, [*ids, *range(1000, 1600)])
    assert [row.id for row in many] == ids


def test_a_page_of_the_directory_shows_what_the_records_say(
    services: Services, world: World, maya: Actor
) -> None:
    team = world.team("North", maya)
    customer = world.customer("Marlow Ferries", team=team)
    world.assign(customer, maya, since=date(2020, 5, 1))
    services.customers.change(
        maya,
        customer,
        "Marlow Ferries",
        CustomerDetails("Ferries", "North", date(2019, 1, 1)),
        seen_version=1,
    )
    services.complaints.add(maya, customer, NewComplaint("Late"), str(uuid4()))
    services.conversations.log(maya, NewConversation(str(uuid4()), customer, "Hello"))

    (row,) = services.customers.rows(maya, [customer])
    assert (row.manager, row.team, row.manager_since) == ("Maya Lindqvist", "North", date(2020, 5, 1))
    assert (row.segment, row.region, row.since) == ("Ferries", "North", date(2019, 1, 1))
    assert (row.open_complaints, row.last_contact) == (1, TODAY)


def test_a_customer_is_found_by_key_and_by_name(services: Services, world: World, maya: Actor) -> None:
    hollis = services.customers.add(maya, "Hollis & Crane Foods", CustomerDetails(key="HOLLI"))
    assert services.customers.find_named(maya, "HOLLI") == hollis
    assert services.customers.find_named(maya, "hollis  & CRANE foods") == hollis
    with pytest.raises(
        NotFound, match=r"There is no customer called Holis. Did you mean Hollis & Crane Foods\?"
    ):
        services.customers.find_named(maya, "Holis")
    with pytest.raises(NotFound, match=r"There is no customer called Zzz\.$"):
        services.customers.find_named(maya, "Zzz")
    world.customer("Hollis & Crane Foods")
    with pytest.raises(Refused, match=r"2 customers are called that: .*HOLLI.*no key, number 2"):
        services.customers.find_named(maya, "Hollis & Crane Foods")


def test_a_customer_is_added_once_and_a_name_or_key_only_to_one(
    services: Services, world: World, maya: Actor
) -> None:
    uuid = str(uuid4())
    first = services.customers.add(maya, "Café  Noir", CustomerDetails(key="K"), uuid=uuid)
    assert services.customers.add(maya, "Café Noir", uuid=uuid) == first
    before = world.checksum()
    with pytest.raises(Refused, match="already a customer called CAFE NOIR"):
        services.customers.add(maya, "CAFE NOIR")
    with pytest.raises(Refused, match="has the key K"):
        services.customers.add(maya, "Other", CustomerDetails(key="K"))
    with pytest.raises(Refused, match="needs a name"):
        services.customers.add(maya, "  ")
    assert world.checksum() == before


def test_a_change_seen_too_late_is_stale(services: Services, world: World, maya: Actor) -> None:
    customer = world.customer("Marlow Ferries")
    services.customers.change(maya, customer, "Marlow", CustomerDetails(region="North"), seen_version=1)
    header = services.customers.header(maya, customer)
    assert (header.name, header.region, header.version) == ("Marlow", "North", 2)
    with pytest.raises(Stale, match="colleague changed this"):
        services.customers.change(maya, customer, "Marlow Lines", CustomerDetails(), seen_version=1)


def test_the_head_of_a_page_and_what_everybody_may_know(
    services: Services, world: World, maya: Actor
) -> None:
    team = world.team("North", maya)
    customer, eve = world.customer("St. Brannock", team=team, fenced=True), world.user("Eve")
    world.assign(customer, maya)

    head = services.customers.header(maya, customer)
    assert (head.fence.seats, head.fenced_from, head.fence_reason) == (
        frozenset({Seat.MEMBER}),
        LONG_AGO,
        "valued",
    )
    (row,) = head.assignments
    assert (row.user, row.reason, row.function) == ("Maya Lindqvist", "knows them", "sales")
    with pytest.raises(NotAllowed, match=r"^Maya Lindqvist looks after St. Brannock. Ask Maya.$"):
        services.customers.header(eve, customer)
    outside = services.customers.directory_entry(eve, customer)
    assert (outside.name, outside.team, outside.fence.ask) == ("St. Brannock", "North", "Maya Lindqvist")
    assert (outside.fence_reason, [row.reason for row in outside.assignments]) == ("", [""])


def test_people_at_a_customer_are_added_and_changed(services: Services, world: World, maya: Actor) -> None:
    customer, uuid = world.customer("Marlow Ferries"), str(uuid4())
    una = services.customers.add_contact(maya, customer, ContactRow(0, " Una  Kerr "), uuid=uuid)
    assert services.customers.add_contact(maya, customer, ContactRow(0, "Una Kerr"), uuid=uuid) == una
    services.customers.add_contact(
        maya, customer, ContactRow(0, "Bo", influence=5, stakeholder=Stakeholder.DECIDES)
    )

    bo, known = services.customers.contacts(maya, customer)
    assert (bo.name, bo.stakeholder, known.name) == ("Bo", Stakeholder.DECIDES, "Una Kerr")
    gone = ContactRow(una, "Una Kerr", "Buyer", left_on=TODAY, version=known.version)
    services.customers.change_contact(maya, gone)
    assert services.customers.contacts(maya, customer)[1] == ContactRow(
        una, "Una Kerr", "Buyer", left_on=TODAY, version=2
    )
    for wrong, error in (
        (gone, Stale),
        (ContactRow(una, " ", version=2), Refused),
        (ContactRow(una, "Una", influence=6, version=2), Refused),
        (ContactRow(404, "Una"), NotFound),
    ):
        with pytest.raises(error):
            services.customers.change_contact(maya, wrong)


def test_a_fence_begins_ends_and_is_decided_once(services: Services, world: World, maya: Actor) -> None:
    customer = world.customer("Marlow Ferries")
    with pytest.raises(Refused, match="Say in a word why"):
        services.customers.fence(world.root, customer, " ")
    services.customers.fence(world.root, customer, "valued", TODAY + timedelta(days=2))
    assert services.customers.header(maya, customer).fenced_from is None
    with pytest.raises(Refused, match="fence round this customer already"):
        services.customers.fence(world.root, customer, "valued")
    world.clock.move(days=2)
    with pytest.raises(NotAllowed, match="nobody looks after it yet"):
        services.customers.header(maya, customer)
    services.customers.lift_fence(world.root, customer, "a mistake")
    services.customers.header(maya, customer)
    with pytest.raises(Refused, match="no fence"):
        services.customers.lift_fence(world.root, customer, "again")

    services.customers.fence(world.root, customer, "valued after all")
    world.clock.move(days=5)
    services.customers.lift_fence(world.root, customer, "enough")
    services.customers.header(maya, customer)
    world.clock.move(days=-3)
    with pytest.raises(NotAllowed):
        services.customers.header(maya, customer)


def test_a_gate_pass_opens_for_a_day_is_recorded_and_seen_by_the_team(
    services: Services, world: World, maya: Actor
) -> None:
    customer = world.customer("St. Brannock", fenced=True)
    world.assign(customer, maya)
    services.customers.open_gate(world.root, customer, "a complaint about us")

    services.customers.header(world.root, customer)
    looks = world.counts()["audit_entry"]
    services.facts.of(world.root, customer)
    assert world.counts()["audit_entry"] == looks
    (gate,) = services.customers.gate_passes(maya, customer)
    assert (gate.user, gate.reason, gate.ends_at) == (
        "Root",
        "a complaint about us",
        MONDAY + timedelta(days=1),
    )
    world.clock.move(hours=23, minutes=59)
    services.facts.of(world.root, customer)
    assert world.counts()["audit_entry"] == looks + 1
    world.clock.move(minutes=1)
    with pytest.raises(NotAllowed):
        services.customers.header(world.root, customer)
    with pytest.raises(Refused, match="Say in a word why"):
        services.customers.open_gate(world.root, customer, "")


def test_a_lead_is_recorded_once_a_day_and_a_member_never(
    services: Services, world: World, maya: Actor
) -> None:
    lead = world.user("Lea", Role.TEAM_LEAD)
    customer = world.customer("St. Brannock", team=world.team("North", lead), fenced=True)
    world.assign(customer, maya)
    before = world.counts()["audit_entry"]
    for _ in range(2):
        services.customers.header(maya, customer)
        services.customers.header(lead, customer)
    assert world.counts()["audit_entry"] == before + 1
    world.clock.move(days=1)
    services.conversations.timeline(lead, customer)
    assert world.counts()["audit_entry"] == before + 2


def test_rights_end_with_the_role_and_with_the_place(services: Services, world: World) -> None:
    lead = world.user("Lea", Role.TEAM_LEAD)
    team = world.team("North", lead)
    customer = world.customer("St. Brannock", team=team, fenced=True)
    services.customers.header(lead, customer)
    services.people.change_roles(world.root, lead.id, ())
    with pytest.raises(NotAllowed):
        services.customers.header(lead, customer)
    assert services.customers.rows(lead, [customer])[0].readable is False
    services.people.change_roles(world.root, lead.id, (Role.TEAM_LEAD,))
    services.people.leave_team(world.root, team, lead.id)
    with pytest.raises(NotAllowed):
        services.customers.header(lead, customer)


def test_the_joint_plan_counts_its_steps(services: Services, world: World, maya: Actor) -> None:
    customer, uuid = world.customer("Marlow Ferries"), str(uuid4())
    goal = services.customers.add_objective(
        maya, customer, "Less stock", due=TODAY, agreed_with="Una", uuid=uuid
    )
    assert services.customers.add_objective(maya, customer, "Less stock", uuid=uuid) == goal
    first = services.customers.add_step(maya, goal, "Count", side=Side.THEIRS, uuid=uuid)
    assert services.customers.add_step(maya, goal, "Count", uuid=uuid) == first
    (line,) = services.customers.plan(maya, customer)
    assert (line.steps, line.done, line.side, line.progress) == (1, 0, "theirs", "0 of 1")
    services.customers.add_step(maya, goal, "Move")
    services.customers.tick_step(maya, first)
    (line,) = services.customers.plan(maya, customer)
    assert (line.steps, line.done, line.side, line.progress) == (2, 1, "both", "1 of 2")
    assert line.actions[0].done_on == TODAY
    services.customers.tick_step(maya, first, done=False)
    assert services.customers.plan(maya, customer)[0].done == 0
    for call in (
        lambda: services.customers.add_step(maya, 404, "x"),
        lambda: services.customers.tick_step(maya, 404),
        lambda: services.customers.plan(maya, 404),
    ):
        with pytest.raises(NotFound):
            call()
    for call in (
        lambda: services.customers.add_step(maya, goal, " "),
        lambda: services.customers.add_objective(maya, customer, " "),
    ):
        with pytest.raises(Refused):
            call()
