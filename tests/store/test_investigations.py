"""Investigations: nothing moves on before what it rests on is written down; names stay inside the fence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import uuid4

import pytest

from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused, Stale
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.trends import Investigation, Stage, Why
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def tom(world: World) -> Actor:
    return world.user("Tom Okafor")


class Case:
    """One investigation, changed by whoever saw it last."""

    def __init__(self, services: Services, actor: Actor) -> None:
        self.service, self.actor = services.investigations, actor
        self.id = self.service.open(
            actor, "Late delivery at Depot North", "Late delivery", {"site": "Depot North"}
        )

    @property
    def now(self) -> Investigation:
        return self.service.get(self.actor, self.id)

    def do(self, deed: Callable[..., object], *words: object, **more: object) -> object:
        return deed(self.actor, self.id, *words, seen_version=self.now.version, **more)

    def refused(self, words: str, deed: Callable[..., object], *given: object) -> None:
        with pytest.raises(Refused, match=words):
            self.do(deed, *given)


def test_the_road_from_a_rise_to_its_proven_cure(services: Services, tom: Actor) -> None:
    case, does = Case(services, tom), services.investigations
    assert case.now.stage is Stage.EXPLAINED
    case.refused("who sees to it", does.move, Stage.INVESTIGATING)
    case.do(does.set_owner, tom.id)
    assert (case.now.stage, case.now.owner) == (Stage.INVESTIGATING, "Tom Okafor")
    case.do(does.set_due, date(2026, 11, 30))
    case.do(does.set_containment, "Call every driver")
    case.do(does.add_why, "Truck goes to the old gate", "seen in 7 notes")
    case.do(does.add_why, "Route sheet says gate B")
    case.do(does.set_escape_point, "Sheets are not checked")
    case.refused("root cause", does.move, Stage.ACTING)
    case.do(does.set_cause, "Sheets are copied by hand")
    case.refused("fixed", does.move, Stage.ACTING)
    case.do(does.set_fixed_when, "Under 2 a week for 4 weeks")
    case.refused("action first", does.move, Stage.ACTING)
    case.do(does.add_step, "Stop the old sheet", purpose="containment")
    case.refused("action first", does.move, Stage.ACTING)
    step = case.do(does.add_step, "Print from the page", user_id=tom.id, due=date(2026, 11, 27))
    assert isinstance(step, int)
    case.do(does.move, Stage.ACTING)
    case.refused("root cause", does.set_cause, "")
    case.refused("fixed", does.set_fixed_when, "")
    case.refused("cure has brought", does.move, Stage.VERIFIED)
    does.step_done(tom, step)
    case.do(does.set_effect, "1 in 4 weeks, and two customers said so")
    case.do(does.move, Stage.VERIFIED)
    case.refused("cure has brought", does.set_effect, " ")

    now = case.now
    assert (now.stage, now.verified_on, now.opened_on, now.due) == (
        Stage.VERIFIED,
        TODAY,
        TODAY,
        date(2026, 11, 30),
    )
    assert now.whys == (Why("Truck goes to the old gate", "seen in 7 notes"), Why("Route sheet says gate B"))
    assert [(each.text, each.who, each.done_on, each.purpose) for each in now.steps] == [
        ("Stop the old sheet", "", None, "containment"),
        ("Print from the page", "Tom Okafor", TODAY, "corrective"),
    ]
    assert (now.containment, now.escape_point) == ("Call every driver", "Sheets are not checked")
    case.do(does.move, Stage.INVESTIGATING)
    assert case.now.verified_on is None
    does.step_done(tom, step, done=False)
    assert case.now.steps[1].done_on is None


def test_every_change_counts_so_that_a_late_one_is_stale(services: Services, tom: Actor) -> None:
    case, does = Case(services, tom), services.investigations
    for deed in (
        partial(does.add_why, tom, case.id, "because"),
        partial(does.add_step, tom, case.id, "act"),
        partial(does.set_due, tom, case.id, TODAY),
    ):
        seen = case.now.version
        deed(seen_version=seen)
        assert case.now.version == seen + 1
        with pytest.raises(Stale):
            deed(seen_version=seen)


def test_what_makes_no_sense_is_refused(services: Services, world: World, tom: Actor) -> None:
    case, does = Case(services, tom), services.investigations
    uuid = str(uuid4())
    again = does.open(tom, "Same", None, {}, tom.id, uuid=uuid)
    assert does.open(tom, "Same", None, {}, uuid=uuid) == again
    assert does.get(tom, again).stage is Stage.INVESTIGATING
    before = world.checksum()
    case.refused("Say why", does.add_why, " ")
    case.refused("to be done", does.add_step, "")
    with pytest.raises(Refused, match="containment, corrective"):
        case.do(does.add_step, "x", purpose="magic")
    with pytest.raises(Refused):
        does.open(tom, " ", None, {})
    with pytest.raises(Refused):
        does.quiet(tom, "key", 5, " ")
    for call in (
        partial(does.get, tom, 404),
        partial(does.set_due, tom, 404, None, seen_version=1),
        partial(does.step_done, tom, 404),
        partial(does.open, tom, "x", None, {}, 404),
        partial(case.do, does.set_owner, 404),
        partial(case.do, does.add_step, "x", user_id=404),
    ):
        with pytest.raises(NotFound):
            call()
    assert world.checksum() == before


def test_an_investigation_into_one_customer_is_veiled_outside_its_fence(
    services: Services, world: World, tom: Actor
) -> None:
    customer = world.customer("St. Brannock Hospital", fenced=True)
    world.assign(customer, tom)
    eve, does = world.user("Eve"), services.investigations
    where = {"customer": "St. Brannock Hospital"}
    number = does.open(tom, "Late at St. Brannock", "Late delivery", where, tom.id)
    does.set_cause(tom, number, "canary", seen_version=1)

    assert does.get(tom, number).where == where
    seen = does.get(eve, number)
    assert (seen.title, seen.where, seen.cause, seen.owner) == (
        "One customer's complaints", {"customer": None}, "", "Tom Okafor",
    )  # fmt: skip
    before = world.checksum()
    for call in (
        partial(does.set_cause, eve, number, "x", seen_version=2),
        partial(does.open, eve, "x", None, where),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert world.checksum() == before


def test_a_rise_said_to_be_no_trend_is_said_with_its_size(
    services: Services, world: World, tom: Actor
) -> None:
    services.investigations.quiet(tom, "Late delivery|Depot North", 6, "Strike, over now")
    services.investigations.quiet(tom, "Late delivery|Depot North", 9, "Strike again")
    assert world.counts()["quieted_trend"] == 1
