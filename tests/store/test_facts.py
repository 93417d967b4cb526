"""Facts perish: confirmed, changed with the old value kept, asked again, ended."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from mcr_desktop.domain.conversations import NewFact
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.errors import NotFound, Refused, Stale
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def maya(world: World) -> Actor:
    return world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)


@pytest.fixture
def brannock(world: World, maya: Actor) -> int:
    customer = world.customer("St. Brannock Hospital", fenced=True)
    world.assign(customer, maya)
    return customer


def learn(services: Services, actor: Actor, customer: int, topic: str, value: str = "x") -> int:
    return services.facts.add(actor, customer, NewFact(topic, value), str(uuid4()))


def test_a_changed_fact_keeps_what_it_was(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    tom = world.user("Tom")
    world.assign(brannock, tom)
    number = learn(services, maya, brannock, "role", "Chief Scientist")
    world.clock.move(days=40)
    services.facts.change(tom, number, "Director", seen_version=1)

    (fact,) = services.facts.of(maya, brannock)
    assert (fact.value, fact.by, fact.learned_on) == ("Director", "Tom", TODAY + timedelta(days=40))
    (past,) = services.facts.history(maya, number)
    assert (past.value, past.by, past.learned_on) == ("Chief Scientist", "Maya Lindqvist", TODAY)
    assert [hit.line for hit in services.search.find(maya, "direct")] == ["role: Director"]
    assert services.search.find(maya, "chief") == ()
    with pytest.raises(Stale):
        services.facts.change(maya, number, "Boss", seen_version=1)
    with pytest.raises(Refused, match="what is true now"):
        services.facts.change(maya, number, "", seen_version=2)


def test_a_confirmed_fact_is_fresh_again(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    number = learn(services, maya, brannock, "role")
    services.facts.ask_next(maya, number)
    assert services.facts.of(maya, brannock)[0].ask_next
    world.clock.move(days=200)
    services.facts.confirm(maya, number, seen_version=2)
    (fact,) = services.facts.of(maya, brannock)
    assert (fact.learned_on, fact.confirmed_on, fact.ask_next) == (TODAY, TODAY + timedelta(days=200), False)
    with pytest.raises(Stale):
        services.facts.confirm(maya, number, seen_version=2)


def test_an_ended_fact_is_gone_but_in_the_history(services: Services, maya: Actor, brannock: int) -> None:
    number = learn(services, maya, brannock, "birthday", "4 May")
    services.facts.end(maya, number, "left the company")
    assert services.facts.of(maya, brannock) == ()
    assert services.search.find(maya, "birthday") == ()
    assert [past.value for past in services.facts.history(maya, number)] == ["4 May"]
    with pytest.raises(Refused, match="was ended"):
        services.facts.ask_next(maya, number)
    (entry,) = services.conversations.timeline(maya, brannock)
    assert [tag.words for tag in entry.tags] == ["No longer true"]


def test_stale_facts_of_ones_own_customers_come_oldest_first(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    eve = world.user("Eve")
    learn(services, maya, brannock, "contract date")
    learn(services, maya, brannock, "phone")
    role = learn(services, maya, brannock, "role")
    world.clock.move(days=3)
    learn(services, maya, brannock, "goal")
    learn(services, maya, world.customer("Not mine"), "goal")
    assert services.facts.stale(maya) == ()
    world.clock.moment = MONDAY.replace(year=2027, month=5, day=23)
    assert [fact.topic for fact in services.facts.stale(maya)] == ["role"]
    world.clock.move(days=20)
    assert [fact.topic for fact in services.facts.stale(maya)] == ["role", "goal"]
    assert [fact.topic for fact in services.facts.stale(maya, 1)] == ["role"]
    assert services.facts.stale(eve) == ()
    services.facts.ask_next(maya, role)
    assert [fact.topic for fact in services.facts.stale(maya)] == ["goal"]


def test_stale_in_the_list_is_what_the_fact_itself_says(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    learn(services, maya, brannock, "role")
    for day in (date(2027, 5, 22), date(2027, 5, 23), date(2027, 5, 24)):
        world.clock.moment = MONDAY.replace(year=day.year, month=day.month, day=day.day)
        (fact,) = services.facts.of(maya, brannock)
        assert bool(services.facts.stale(maya)) == (fact.freshness(day).value == "stale")


def test_what_makes_no_fact_is_refused(services: Services, world: World, maya: Actor, brannock: int) -> None:
    elsewhere = services.customers.add_contact(maya, world.customer("Dee"), ContactRow(0, "Dan"))
    uuid = str(uuid4())
    first = services.facts.add(maya, brannock, NewFact("role", "buyer", 2), uuid, source="said by phone")
    assert services.facts.add(maya, brannock, NewFact("role", "buyer"), uuid) == first
    assert services.facts.of(maya, brannock)[0].source == "said by phone"
    for new in (NewFact(" ", "x"), NewFact("role", " "), NewFact("role", "x", 0)):
        with pytest.raises(Refused):
            services.facts.add(maya, brannock, new, str(uuid4()))
    with pytest.raises(Refused, match="not one of this customer's people"):
        services.facts.add(maya, brannock, NewFact("role", "x"), str(uuid4()), contact_id=elsewhere)
    with pytest.raises(NotFound):
        services.facts.history(maya, 404)
