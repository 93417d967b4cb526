"""The analysis over a workspace: what rises is told to everybody, who complained only within reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from mcr_desktop.cli.telling import trend_json, trend_words
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.trends import AlertGroup, Rise, Stage, TrendDriver
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute
from mcr_desktop.services.investigations import InvestigationService
from mcr_desktop.services.trends import TrendService
from mcr_desktop.services.trends.words import driver_words, expected_words, place_words, rise_words
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.desks import SUNDAY, Desk, judged, planted
from tests.worlds import World


def test_a_planted_rise_is_found_and_said_in_one_sentence(
    world: World, desk: Desk, customers: list[int]
) -> None:
    planted(desk, customers)
    report = judged(world)

    first = report.rises[0]
    place = {**first.where, **(first.drivers[0].where if first.drivers else {})}
    assert first.kind == "Late delivery"
    assert (place.get("site"), place.get("carrier")) == ("Depot North", "Swiftline")
    driver = first.drivers[0]
    assert first.sentence.startswith(f"Late delivery: {first.observed} in the last ")
    assert f", {expected_words(first.expected)} expected. " in first.sentence
    assert "rom Depot North by Swiftline" in first.sentence
    share = f"{driver.share_of_rise or 0:.0%}".replace("%", " %")
    assert first.sentence.endswith(f"{expected_words(driver.expected)} expected; {share} of the rise.")
    assert all(each.where not in each.alternatives for rise in report.rises for each in rise.drivers)
    assert first.p_value < 0.02
    assert first.value_at_stake > 0
    assert all(rise.kind != "Wrong invoice" for rise in report.rises)
    assert report.judged_monday == SUNDAY - timedelta(days=6)


def test_numbers_cross_the_fence_and_names_do_not(world: World, desk: Desk, customers: list[int]) -> None:
    maya, eve = world.user("Maya"), world.user("Eve")
    world.assign(customers[0], maya)
    desk.steady(customers, 104, 1.5)
    desk.burst([customers[0]], 3, 6)

    mine, others = judged(world, maya), judged(world, eve)
    assert [rise.observed for rise in mine.rises] == [rise.observed for rise in others.rises]
    assert mine.rises != ()
    told = "\n".join([*trend_words(mine), str(trend_json(mine))])
    assert "Customer A" in told
    assert "Customer B" not in told
    hidden = "\n".join([*trend_words(others), str(trend_json(others))])
    assert "Customer" not in hidden.replace("customers inside", "").replace("other customer", "")
    assert all(rise.names == () for rise in others.rises)
    assert {rise.key for rise in mine.rises} == {rise.key for rise in others.rises}
    assert "Customer" not in "".join(rise.key for rise in others.rises)


def test_a_hidden_customer_is_null_in_json(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 1.5)
    desk.burst([customers[2]], 3, 6)
    report = trend_json(judged(world))
    places = [rise["where"] for rise in report["rises"]]
    places += [driver["where"] for rise in report["rises"] for driver in rise["drivers"]]
    assert {"customer": None} in places
    keys = ["kind", "where", "observed", "expected", "weeks", "p_value", "share_of_rise", "value_at_stake"]
    assert list(report["rises"][0]) == [*keys, "sentence", "drivers"]
    drivers = [driver for rise in report["rises"] for driver in rise["drivers"]]
    assert all(
        list(driver) == ["where", "observed", "expected", "share_of_rise", "alternatives"]
        for driver in drivers
    )


def test_only_valued_customers_are_judged_where_there_is_a_fence(world: World, desk: Desk) -> None:
    fenced, outside = world.customer("Fenced", fenced=True), world.customer("Open")
    desk.steady([fenced], 104, 1.0)
    desk.burst([outside], 3, 8)
    report = judged(world)
    assert report.valued_only
    assert report.rises == ()


def test_without_any_fence_everybody_is_judged(world: World, desk: Desk) -> None:
    one = world.customer("Open")
    desk.steady([one], 104, 1.0)
    desk.burst([one], 3, 8)
    report = judged(world)
    assert not report.valued_only
    assert report.rises != ()
    assert "Open" in report.rises[0].names


def test_nothing_at_all_is_said_plainly(world: World, customers: list[int]) -> None:
    assert customers
    report = judged(world)
    assert (report.judged_monday, report.rises) == (None, ())
    assert next(iter(trend_words(report))).startswith("There are no complaints")
    assert TrendService(world.database, world.clock).alerts(world.root) == ()


def test_an_attribute_of_the_workspaces_own_can_explain_a_rise(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.steady(customers, 104, 3.0)
    desk.burst(customers, 3, 6, text="gate")
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        for row in session.scalars(select(Complaint)):
            gate = "B" if row.text == "gate" else desk.chance.choice("ABC")
            session.add(
                ComplaintAttribute(complaint_id=row.id, customer_id=row.customer_id, name="gate", value=gate)
            )
    first = judged(world).rises[0]
    assert {**first.where, **first.drivers[0].where}.get("gate") == "B" if first.drivers else first.where
    assert "with gate b" in first.sentence.casefold()


def test_a_run_can_be_stopped_and_tells_how_far_it_is(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 2.0)
    service, steps = TrendService(world.database, world.clock), list[tuple[int, int]]()
    service.report(world.root, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(number, 9) for number in range(1, 10)]
    with pytest.raises(Refused, match="stopped"):
        service.report(world.root, SUNDAY, cancelled=lambda: True)


def test_a_steady_growth_is_a_slow_rise(world: World, desk: Desk, customers: list[int]) -> None:
    rows: list[dict[str, object]] = []
    for week in range(156):
        count = desk.chance.choice((0, 1, 2)) + (156 - week) // 22
        monday = SUNDAY - timedelta(days=6 + 7 * week)
        rows += [
            {"customer_id": desk.chance.choice(customers), "received_on": monday + timedelta(days=number % 7)}
            for number in range(count)
        ]
    desk.complaints(rows)
    report = judged(world)
    assert [rise.kind for rise in report.slow_rises[:1]] in ([None], ["Late delivery"])
    assert "more each year" in report.slow_rises[0].sentence
    watched = TrendService(world.database, world.clock).alerts(world.root)
    assert any(alert.group is AlertGroup.UNDER_WATCH for alert in watched)


def test_investigations_join_the_rise_they_look_into(world: World, desk: Desk, customers: list[int]) -> None:
    planted(desk, customers)
    tom = world.user("Tom Okafor")
    service = InvestigationService(world.database, world.clock)
    number = service.open(tom, "Gate B", "Late delivery", {"site": "Depot North"}, uuid=str(uuid4()))
    service.set_owner(tom, number, tom.id, seen_version=service.get(tom, number).version)
    service.open(tom, "Old labels", "Wrong label", {}, uuid=str(uuid4()))
    world.clock.move(hours=26)

    alerts = TrendService(world.database, world.clock).alerts(tom)
    joined = next(alert for alert in alerts if alert.title == "Gate B")
    assert joined.rise is not None
    assert (joined.group, joined.stage) == (AlertGroup.NEEDS_YOU, Stage.INVESTIGATING)
    assert joined.state == "Investigating · Tom · day 2"
    lonely = next(alert for alert in alerts if alert.title == "Old labels")
    assert (lonely.rise, lonely.group) == (None, AlertGroup.UNDER_WATCH)
    assert len({alert.key for alert in alerts}) == len(alerts)


def test_what_one_depot_gains_while_another_falls_silent_is_told_of_that_depot(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.steady(customers, 104, 1.0, site="Depot North")
    desk.steady(customers, 104, 8.0, site="Depot South")
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        silent = select(Complaint).where(
            Complaint.site == "Depot South", Complaint.received_on > SUNDAY - timedelta(days=14)
        )
        for row in session.scalars(silent):
            session.delete(row)
    desk.burst(customers, 2, 8, site="Depot North")
    report = judged(world)
    first = report.rises[0]
    assert first.where == {"site": "Depot North"}
    assert "from Depot North" in first.sentence
    assert first.share_of_rise is None or 0 < first.share_of_rise <= 1


def test_words_for_places_and_numbers() -> None:
    assert place_words(None, {"customer": None}) == "Complaints at another customer"
    assert place_words("Late", {"gate": "B", "site": "North"}) == "Late from North with gate B"
    assert expected_words(0.2) == "fewer than 1"
    assert expected_words(2.6) == "about 3"
    one = rise_words("Late", {}, observed=1, expected=0.1, weeks=1, customers=1)
    assert one == "Late: 1 in the last week from 1 customer, fewer than 1 expected."
    assert "significant" not in one


def test_rises_stand_in_the_order_of_what_is_at_stake(world: World, desk: Desk, customers: list[int]) -> None:
    for kind, value in (("Cheap", 1), ("Dear", 100_000)):
        desk.steady(customers, 104, 2.0, kind=kind, value=value)
        desk.burst(customers, 2, 8, kind=kind, value=value)
    rises: tuple[Rise, ...] = judged(world).rises
    values = [rise.value_at_stake for rise in rises]
    assert values == sorted(values, reverse=True)
    assert rises[0].kind in (None, "Dear")


def test_a_sentence_gives_a_rise_and_what_it_shares_their_own_figures_and_weeks() -> None:
    driver = TrendDriver({"site": "Depot North", "carrier": "Swiftline"}, 16, 0.4, 0.94)
    five = Rise("Late delivery", {}, 17, 2.07, 5, 0.001, None, Decimal(0), "")
    told = "16 in the last 6 weeks, fewer than 1 expected; 94 % of the rise."
    assert driver_words(driver, five) == f"From Depot North by Swiftline: {told}"
    told = "from Depot North by Swiftline, fewer than 1 expected; 94 % of the rise."
    assert driver_words(driver, replace(five, weeks=6)) == f"16 of them {told}"
    assert driver_words(driver, replace(five, weeks=6, observed=16)) == f"All of them {told}"
