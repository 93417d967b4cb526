"""One person's day, out of their own customers only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from mcr_desktop.domain.conversations import Draft, NewConversation, NewFact, NewPromise, Side, Starter
from mcr_desktop.domain.customers import CustomerDetails, Part
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.today import Cover, Reason
from mcr_desktop.domain.trends import Stage
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def tom(world: World) -> Actor:
    return world.user("Tom Okafor", Role.ACCOUNT_MANAGER)


def own(world: World, actor: Actor, name: str, part: Part = Part.MANAGER) -> int:
    customer = world.customer(name, fenced=True)
    world.assign(customer, actor, part)
    return customer


def talk(
    services: Services, actor: Actor, customer: int, days_ago: int, starter: Starter = Starter.THEM
) -> None:
    new = NewConversation(str(uuid4()), customer, "Hello", happened_at=MONDAY - timedelta(days=days_ago))
    services.conversations.log(actor, replace(new, started_by=starter))


def reasons(services: Services, actor: Actor) -> list[tuple[str, Reason]]:
    return [(each.customer, each.reason) for each in services.today.today(actor).worth]


def test_a_quiet_day_is_quiet(services: Services, tom: Actor) -> None:
    day = services.today.today(tom)
    assert (day.day, day.name, day.promises, day.worth, day.stale, day.news) == (
        TODAY,
        "Tom Okafor",
        (),
        (),
        (),
        (),
    )
    assert (day.covering, day.drafts, day.kept_today, day.next_due, day.away_since) == ((), (), 0, None, None)


def test_worth_a_conversation_follows_the_rules(services: Services, world: World, tom: Actor) -> None:
    quiet, planned, late, tired, fine = (
        own(world, tom, name) for name in ("Quiet", "Planned", "Late", "Tired", "Fine")
    )
    for days_ago in (41, 62, 83, 104):
        talk(services, tom, quiet, days_ago)
    goal = services.customers.add_objective(tom, planned, "Budget talks", due=date(2027, 6, 1))
    services.customers.add_step(tom, goal, "Check in first", due=TODAY + timedelta(days=3))
    promise = NewPromise("trial volumes", Side.THEIRS, TODAY - timedelta(days=2))
    services.promises.add(tom, late, promise, str(uuid4()))
    services.promises.add(tom, fine, NewPromise("Quote", due=TODAY - timedelta(days=2)), str(uuid4()))
    for days_ago in range(3):
        talk(services, tom, tired, days_ago, Starter.US)
        talk(services, tom, fine, days_ago)

    assert reasons(services, tom) == [
        ("Quiet", Reason.OVERDUE),
        ("Planned", Reason.JOINT_PLAN),
        ("Late", Reason.THEIR_PROMISE),
        ("Tired", Reason.GIVE_ROOM),
    ]
    worth = {each.customer: each.sentence for each in services.today.today(tom).worth}
    assert worth["Quiet"] == "Quiet for 41 days. You usually speak every three weeks."
    assert worth["Planned"] == "“Check in first” of the joint plan is due 26 November."
    assert worth["Late"] == "They promised “trial volumes” for 21 November."
    assert worth["Tired"].startswith("Three contacts in 30 days from one of us; their limit is two.")


def test_a_customers_own_budget_and_tier_decide_about_room(
    services: Services, world: World, tom: Actor
) -> None:
    customer = own(world, tom, "Tired")
    for days_ago in range(3):
        talk(services, tom, customer, days_ago, Starter.US)
    services.customers.change(tom, customer, "Tired", CustomerDetails(contact_budget=3), seen_version=1)
    assert reasons(services, tom) == []
    assert services.customers.pressure(tom, customer).budget == 3


def test_deputies_and_outsiders_are_not_sent_to_talk(services: Services, world: World, tom: Actor) -> None:
    customer, eve = own(world, tom, "Quiet", Part.DEPUTY), world.user("Eve")
    for days_ago in (41, 62, 83, 104):
        talk(services, tom, customer, days_ago)
    assert reasons(services, tom) == reasons(services, eve) == []


def test_promises_facts_drafts_and_what_was_kept(services: Services, world: World, tom: Actor) -> None:
    customer = own(world, tom, "Marlow")
    services.facts.add(tom, customer, NewFact("role", "buyer"), str(uuid4()))
    world.clock.move(days=250)
    today = TODAY + timedelta(days=250)
    kept = services.promises.add(tom, customer, NewPromise("a", due=today), str(uuid4()))
    services.promises.add(tom, customer, NewPromise("b", due=today + timedelta(days=1)), str(uuid4()))
    services.promises.add(tom, customer, NewPromise("c", due=today + timedelta(days=9)), str(uuid4()))
    services.promises.keep(tom, kept, seen_version=1)
    services.drafts.keep(tom, Draft(str(uuid4()), "half", world.clock()))

    day = services.today.today(tom)
    assert ([each.text for each in day.promises], day.kept_today) == (["b"], 1)
    assert day.next_due == today + timedelta(days=9)
    assert ([each.topic for each in day.stale], len(day.drafts)) == (["role"], 1)


def test_news_since_one_was_last_here(services: Services, world: World, tom: Actor) -> None:
    maya = world.user("Maya")
    customer = own(world, tom, "Marlow")
    world.assign(customer, maya, Part.DEPUTY)
    talk(services, tom, customer, 0)
    world.clock.move(hours=2)
    talk(services, maya, customer, 0)
    assert services.today.today(tom).away_since is None
    assert len(services.today.today(tom).news) == 1
    world.clock.move(days=5)
    day = services.today.today(tom)
    assert (day.away_since, len(day.news)) == (MONDAY, 1)
    assert services.today.today(maya).news == ()


def test_whom_one_covers_and_until_when(services: Services, world: World, tom: Actor) -> None:
    maya = world.user("Maya")
    for name, until in (("A", TODAY), ("B", TODAY + timedelta(days=3)), ("C", TODAY + timedelta(days=1))):
        customer = own(world, maya, name)
        world.assign(customer, tom, Part.COVER, until=until)
    nobodys = world.customer("D", fenced=True)
    world.assign(nobodys, tom, Part.COVER)
    assert services.today.today(tom).covering == (
        Cover("", 1, None),
        Cover("Maya", 3, TODAY + timedelta(days=3)),
    )


def test_ones_own_investigations_are_alerts(services: Services, world: World, tom: Actor) -> None:
    number = services.investigations.open(tom, "Late delivery", "Late delivery", {}, tom.id)
    services.investigations.open(tom, "Not mine", None, {})
    world.clock.move(days=2)
    (alert,) = services.today.today(tom).alerts
    assert (alert.title, alert.state, alert.stage) == (
        "Late delivery",
        "Investigating · day 3",
        Stage.INVESTIGATING,
    )
    assert alert.investigation is not None
    assert alert.investigation.id == number
