"""Promises: due to whom, kept, late, let go with a word why, put off, handed on."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest

from mcr_desktop.domain.conversations import NewPromise, Side
from mcr_desktop.domain.customers import ContactRow, Part
from mcr_desktop.domain.errors import NotFound, Refused, Stale
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.promises import PromiseState
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
def brannock(world: World, maya: Actor) -> int:
    customer = world.customer("St. Brannock Hospital", fenced=True)
    world.assign(customer, maya)
    return customer


def promise(
    services: Services, actor: Actor, customer: int, text: str, due: int | None, **more: object
) -> int:
    new = NewPromise(text, due=None if due is None else days(due))
    return services.promises.add(actor, customer, new, str(uuid4()), **more)  # type: ignore[arg-type]


def due(services: Services, actor: Actor, until: int = 1) -> list[str]:
    return [each.text for each in services.promises.due(actor, days(until))]


def test_what_is_due_to_one_person_comes_longest_due_first(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    tom = world.user("Tom Okafor")
    world.assign(brannock, tom, Part.DEPUTY)
    promise(services, maya, brannock, "tomorrow", 1)
    promise(services, maya, brannock, "late", -3)
    promise(services, maya, brannock, "next week", 7)
    promise(services, maya, brannock, "some day", None)
    promise(services, maya, brannock, "Tom's", 0, user_id=tom.id)

    assert due(services, maya) == ["late", "tomorrow"]
    assert due(services, tom) == ["Tom's"]
    assert due(services, maya, 9) == ["late", "tomorrow", "next week"]


def test_who_covers_gets_the_promises_of_those_days(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    priya = world.user("Priya Shah")
    world.assign(brannock, priya, Part.COVER, since=TODAY, until=days(2))
    promise(services, maya, brannock, "Quote", 0)

    assert due(services, priya) == due(services, maya) == ["Quote"]
    world.clock.move(days=3)
    assert due(services, priya, 3) == []


def test_outside_the_fence_even_ones_own_promises_are_gone(
    services: Services, world: World, brannock: int
) -> None:
    tom = world.user("Tom Okafor")
    row = world.assign(brannock, tom, Part.DEPUTY, since=days(-9))
    promise(services, tom, brannock, "Quote", 0)
    services.assignments.end(world.root, row, days(-1), "moved")
    assert due(services, tom) == []
    assert services.today.today(tom).next_due is None


def test_a_promise_is_kept_opened_again_and_let_go(services: Services, maya: Actor, brannock: int) -> None:
    number = promise(services, maya, brannock, "Quote", -1)
    services.promises.keep(maya, number, seen_version=1)
    (kept,) = services.promises.of(maya, brannock)
    assert (kept.state, kept.closed_on, kept.is_late(TODAY)) == (PromiseState.KEPT, TODAY, True)
    with pytest.raises(Refused, match="closed"):
        services.promises.let_go(maya, number, "x", seen_version=2)
    services.promises.reopen(maya, number, seen_version=2)
    with pytest.raises(Refused, match="is open"):
        services.promises.reopen(maya, number, seen_version=3)
    with pytest.raises(Refused, match="why"):
        services.promises.let_go(maya, number, " ", seen_version=3)
    services.promises.let_go(maya, number, "They found another way", seen_version=3)
    (gone,) = services.promises.of(maya, brannock)
    assert (gone.state, gone.why, gone.closed_on) == (PromiseState.LET_GO, "They found another way", TODAY)
    services.promises.reopen(maya, number, seen_version=4)
    assert services.promises.of(maya, brannock)[0].why == ""


def test_a_promise_rests_until_its_day(services: Services, world: World, maya: Actor, brannock: int) -> None:
    number = promise(services, maya, brannock, "Quote", 0)
    with pytest.raises(Refused, match="after today"):
        services.promises.snooze(maya, number, TODAY)
    services.promises.snooze(maya, number, days(2))
    assert due(services, maya) == []
    world.clock.move(days=2)
    assert due(services, maya) == ["Quote"]


def test_words_and_day_are_changed_by_who_saw_them(services: Services, maya: Actor, brannock: int) -> None:
    number = promise(services, maya, brannock, "Quote", 0)
    services.promises.change(maya, number, "Quote for two", days(1), seen_version=1)
    (changed,) = services.promises.of(maya, brannock)
    assert (changed.text, changed.due, changed.version) == ("Quote for two", days(1), 2)
    for call in (
        partial(services.promises.change, maya, number, "x", None),
        partial(services.promises.keep, maya, number),
        partial(services.promises.let_go, maya, number, "x"),
        partial(services.promises.reopen, maya, number),
    ):
        with pytest.raises(Stale):
            call(seen_version=1)


def test_only_somebody_of_the_team_can_keep_a_promise(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    eve, tom = world.user("Eve"), world.user("Tom")
    world.assign(brannock, tom, Part.DEPUTY)
    number = promise(services, maya, brannock, "Quote", 0)
    with pytest.raises(Refused, match=r"Eve is not on the team of St\. Brannock Hospital"):
        services.promises.reassign(maya, number, eve.id)
    with pytest.raises(Refused, match="Eve is not on the team"):
        promise(services, maya, brannock, "Quote", 0, user_id=eve.id)
    services.promises.reassign(maya, number, tom.id)
    assert services.promises.of(maya, brannock)[0].who == "Tom"


def test_a_promise_is_stored_once_and_with_the_right_people(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    una = services.customers.add_contact(maya, brannock, ContactRow(0, "Una"))
    elsewhere = services.customers.add_contact(maya, world.customer("Dee"), ContactRow(0, "Dan"))
    theirs, uuid = NewPromise("Forecast", Side.THEIRS, days(3)), str(uuid4())
    first = services.promises.add(maya, brannock, theirs, uuid, contact_id=una)
    assert services.promises.add(maya, brannock, theirs, uuid) == first
    assert services.promises.of(maya, brannock)[0].who == "Una"
    with pytest.raises(Refused, match="not one of this customer's people"):
        promise(services, maya, brannock, "x", 0, contact_id=elsewhere)
    with pytest.raises(Refused, match="what was promised"):
        promise(services, maya, brannock, " ", 0)
    with pytest.raises(NotFound):
        services.promises.snooze(maya, 404, days(3))
