"""What a cure has brought is looked at by itself: verified once it has held, back when complaints return."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from mcr_desktop.domain.conversations import NewComplaint, Side
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.trends import AlertGroup, Investigation, Stage
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()
OPENED = TODAY - timedelta(weeks=30)


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def tom(world: World) -> Actor:
    return world.user("Tom Okafor", Role.ACCOUNT_MANAGER)


@pytest.fixture
def brannock(world: World, tom: Actor) -> int:
    customer = world.customer("St. Brannock Hospital", fenced=True)
    world.assign(customer, tom)
    return customer


def complain(
    services: Services, actor: Actor, customer: int, day: date, times: int = 1, kind: str = "Late"
) -> None:
    for number in range(times):
        new = NewComplaint(f"late {number}", kind, site="Depot North")
        services.complaints.add(actor, customer, new, str(uuid4()), day)


def every_week(
    services: Services, actor: Actor, customer: int, first: date, last: date, times: int = 1
) -> None:
    while first <= last:
        complain(services, actor, customer, first, times)
        first += timedelta(weeks=1)


def acted_upon(services: Services, world: World, actor: Actor) -> int:
    """An investigation opened thirty weeks ago, whose one action was done two weeks later."""
    does, back = services.investigations, (TODAY - OPENED).days
    world.clock.move(days=-back)
    number = does.open(actor, "Late at North", "Late", {"site": "Depot North"}, actor.id)

    def seen() -> int:
        return does.get(actor, number).version

    does.set_cause(actor, number, "Sheets are copied by hand.", seen_version=seen())
    does.set_fixed_when(actor, number, "Fewer than one a month", seen_version=seen())
    step = does.add_step(actor, number, "Print the sheets.", seen_version=seen())
    does.move(actor, number, Stage.ACTING, seen_version=seen())
    world.clock.move(days=14)
    does.step_done(actor, step)
    world.clock.move(days=back - 14)
    return number


def one(services: Services, actor: Actor, number: int) -> Investigation:
    return services.investigations.get(actor, number)


def test_a_cure_that_has_held_is_verified_by_itself(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    number = acted_upon(services, world, tom)
    every_week(services, tom, brannock, OPENED - timedelta(weeks=60), OPENED + timedelta(weeks=1))
    complain(services, tom, brannock, TODAY - timedelta(weeks=10))

    assert services.investigations.check_effects(tom) == ("Late at North",)
    now = one(services, tom, number)
    assert (now.stage, now.verified_on) == (Stage.VERIFIED, TODAY)
    assert now.effect.startswith("Fewer: about 0.0 times as many as before, between 0.0 and 0.")
    assert "1 in 28 weeks since, 52 in 52 weeks before" in now.effect
    assert "In the rise it was" not in now.effect, "it never rose"


def test_the_effect_is_looked_at_once_a_week_and_is_no_deed_to_take_back(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    number = acted_upon(services, world, tom)
    every_week(services, tom, brannock, OPENED - timedelta(weeks=60), OPENED)
    services.investigations.check_effects(tom)
    before = world.checksum()
    assert services.investigations.check_effects(tom) == ()
    assert world.checksum() == before

    services.history.undo(tom)
    assert one(services, tom, number).stage is Stage.VERIFIED


def test_a_sudden_rise_that_is_over_is_said_to_be_as_usual_again_and_left_to_a_person(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    number = acted_upon(services, world, tom)
    for week in range(8, 60, 8):
        complain(services, tom, brannock, OPENED - timedelta(weeks=week))
    every_week(services, tom, brannock, OPENED - timedelta(weeks=5), OPENED, 4)
    complain(services, tom, brannock, TODAY - timedelta(weeks=10))

    services.investigations.check_effects(tom)
    now = one(services, tom, number)
    assert now.stage is Stage.ACTING
    assert now.effect.startswith("As usual again: about 0.3 times as many as before, between 0.0 and")
    assert now.effect.endswith("In the rise it was 2.9 a week, since then 0.0.")


def test_a_cure_with_actions_still_open_is_not_verified(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    number = acted_upon(services, world, tom)
    seen = one(services, tom, number).version
    services.investigations.add_step(tom, number, "Train the depot", seen_version=seen)
    every_week(services, tom, brannock, OPENED - timedelta(weeks=60), OPENED)
    services.investigations.check_effects(tom)
    assert one(services, tom, number).stage is Stage.ACTING


def test_when_the_rule_breaks_it_is_investigated_again(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    number = acted_upon(services, world, tom)
    every_week(services, tom, brannock, OPENED - timedelta(weeks=60), OPENED)
    services.investigations.check_effects(tom)
    assert one(services, tom, number).stage is Stage.VERIFIED
    for _ in range(3):
        world.clock.move(days=7)
        complain(services, tom, brannock, world.clock().date(), 4)
        services.investigations.check_effects(tom)

    now = one(services, tom, number)
    assert (now.stage, now.verified_on) == (Stage.INVESTIGATING, None)
    assert now.effect.startswith("More: about")
    [alert] = [each for each in services.trends.alerts(tom) if each.investigation is not None]
    assert alert.group is AlertGroup.NEEDS_YOU


def test_verified_is_refused_while_nothing_was_done_or_while_there_are_more(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    number, does = acted_upon(services, world, tom), services.investigations
    every_week(services, tom, brannock, OPENED - timedelta(weeks=60), OPENED)
    every_week(services, tom, brannock, TODAY - timedelta(weeks=20), TODAY, 4)
    does.set_effect(tom, number, "All is well", seen_version=one(services, tom, number).version)
    with pytest.raises(Refused, match="not fixed"):
        does.move(tom, number, Stage.VERIFIED, seen_version=one(services, tom, number).version)
    [step] = one(services, tom, number).steps
    does.step_done(tom, step.id, done=False)
    with pytest.raises(Refused, match="nothing has been done"):
        does.move(tom, number, Stage.VERIFIED, seen_version=one(services, tom, number).version)


def test_too_little_is_said_to_be_too_little(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    number = acted_upon(services, world, tom)
    every_week(services, tom, brannock, OPENED - timedelta(weeks=60), OPENED - timedelta(weeks=59))
    every_week(services, tom, brannock, TODAY - timedelta(weeks=1), TODAY)
    services.investigations.check_effects(tom)
    now = one(services, tom, number)
    assert now.stage is Stage.ACTING
    assert now.effect.startswith("Cannot say yet")


def test_the_rule_is_written_before_acting_and_stands(services: Services, world: World, tom: Actor) -> None:
    number = acted_upon(services, world, tom)
    with pytest.raises(Refused, match="written before acting"):
        services.investigations.set_fixed_when(
            tom, number, "Anything", seen_version=one(services, tom, number).version
        )


def test_each_affected_customer_within_reach_gets_one_promise(
    services: Services, world: World, tom: Actor, brannock: int
) -> None:
    eve = world.user("Eve", Role.ACCOUNT_MANAGER)
    other = world.customer("Leith Labs", fenced=True)
    world.assign(other, eve)
    number = acted_upon(services, world, tom)
    for actor, customer in ((tom, brannock), (tom, brannock), (eve, other)):
        complain(services, actor, customer, OPENED - timedelta(days=3))

    telling = services.investigations.telling(tom, number)
    assert (telling.customers, telling.others) == (("St. Brannock Hospital",), 1)
    assert telling.text == (
        "Tell them: you told us about late. The cause was this: Sheets are copied by hand. "
        "We did this: Print the sheets."
    )
    assert services.investigations.tell_customers(tom, number, telling.text) == 1
    [promise] = services.promises.of(tom, brannock)
    assert (promise.text, promise.side, promise.due) == (
        telling.text,
        Side.OURS,
        TODAY + timedelta(days=7),
    )
    assert services.promises.of(eve, other) == ()
    with pytest.raises(Refused, match="Nobody is left"):
        services.investigations.tell_customers(tom, number, telling.text)
    assert services.history.undo(tom) == "promise to tell the customers"
    assert services.promises.of(tom, brannock) == ()
    assert services.investigations.tell_customers(tom, number, telling.text) == 1
