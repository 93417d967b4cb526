"""The analysis over a workspace: what rises is told to everybody, who complained only within reach."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select

from mcr_desktop.cli.telling import trend_json, trend_words
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.text import fold
from mcr_desktop.domain.trends import AlertGroup, Rise, Stage, TrendReport
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.investigations import QuietedTrend
from mcr_desktop.models.orders import Order
from mcr_desktop.services.investigations import InvestigationService
from mcr_desktop.services.trends import TrendService
from mcr_desktop.services.trends.judging import alike_labels
from mcr_desktop.services.trends.words import expected_words, place_words, rise_words
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.worlds import World

SUNDAY = date(2026, 11, 22)
"""The end of the last week over on the Monday on which the clock stands."""


@dataclass
class Desk:
    """Writes complaints into a world, quickly."""

    world: World
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    kinds: dict[str, int] = field(default_factory=dict)

    def kind(self, name: str) -> int:
        if name not in self.kinds:
            with self.world.database.writing() as session:
                audit.record(session, self.world.root, Deed.BROUGHT_IN, self.world.clock())
                row = ComplaintKind(name=name, folded=fold(name))
                session.add(row)
                session.flush()
                self.kinds[name] = row.id
        return self.kinds[name]

    def complaints(self, rows: Iterable[dict[str, object]]) -> None:
        ready = [
            {
                "uuid": str(uuid4()),
                "kind_id": self.kind(str(row.pop("kind", "Late delivery"))),
                "recorded_on": row.pop("recorded_on", row["received_on"]),
                "user_id": self.world.root.id,
                "state": "open",
                "site": "",
                "carrier": "",
                "value": None,
                **row,
            }
            for row in rows
        ]
        with self.world.database.writing() as session:
            audit.record(session, self.world.root, Deed.BROUGHT_IN, self.world.clock())
            session.execute(insert(Complaint), ready)

    def steady(self, customers: list[int], weeks: int, a_week: float, **values: object) -> None:
        """So many complaints a week by chance, up to the last week that is over."""
        rows: list[dict[str, object]] = []
        for week in range(weeks):
            monday = SUNDAY - timedelta(days=6 + 7 * week)
            count = sum(self.chance.random() < a_week / 20 for _ in range(20))
            rows += [
                {
                    "customer_id": self.chance.choice(customers),
                    "received_on": monday + timedelta(days=self.chance.randrange(7)),
                    **values,
                }
                for _ in range(count)
            ]
        self.complaints(rows)

    def burst(self, customers: list[int], weeks: int, a_week: int, **values: object) -> None:
        """So many complaints in each of the last weeks."""
        self.complaints(
            {
                "customer_id": customers[number % len(customers)],
                "received_on": SUNDAY - timedelta(days=7 * week + number % 7),
                **values,
            }
            for week in range(weeks)
            for number in range(a_week)
        )

    def orders(self, customers: list[int], weeks: int, a_week: int, **values: object) -> None:
        """So many orders in each week."""
        rows = [
            {
                "customer_id": customers[number % len(customers)],
                "ordered_on": SUNDAY - timedelta(days=7 * week + number % 7),
                "value": 10,
                **values,
            }
            for week in range(weeks)
            for number in range(a_week)
        ]
        with self.world.database.writing() as session:
            audit.record(session, self.world.root, Deed.BROUGHT_IN, self.world.clock())
            session.execute(insert(Order), rows)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


@pytest.fixture
def customers(world: World) -> list[int]:
    return [world.customer(f"Customer {letter}", fenced=True) for letter in "ABCDEFGH"]


def judged(world: World, actor: Actor | None = None, as_of: date | None = None) -> TrendReport:
    return TrendService(world.database, world.clock).report(actor or world.root, as_of)


def planted(desk: Desk, customers: list[int]) -> None:
    """Two depots and two carriers in a steady year, then one depot with one carrier goes wrong."""
    for site in ("Depot North", "Depot South"):
        for carrier in ("Swiftline", "Roadway"):
            desk.steady(customers, 104, 0.8, site=site, carrier=carrier, value=100)
    desk.steady(customers, 104, 2.0, kind="Wrong invoice", site="Depot South")
    desk.burst(customers, 4, 4, site="Depot North", carrier="Swiftline", value=100)


def test_a_planted_rise_is_found_and_said_in_one_sentence(
    world: World, desk: Desk, customers: list[int]
) -> None:
    planted(desk, customers)
    report = judged(world)

    first = report.rises[0]
    place = {**first.where, **(first.drivers[0].where if first.drivers else {})}
    assert first.kind == "Late delivery"
    assert (place.get("site"), place.get("carrier")) == ("Depot North", "Swiftline")
    assert first.sentence.startswith("Late delivery from Depot North by Swiftline: ")
    assert "% of the rise" in first.sentence
    assert first.p_value < 0.02
    assert first.value_at_stake > 0
    assert all(rise.kind != "Wrong invoice" for rise in report.rises)
    assert report.judged_monday == SUNDAY - timedelta(days=6)


def test_eleven_complaints_in_four_weeks_of_a_quiet_kind_are_one_alert_that_grows(
    world: World, desk: Desk, customers: list[int]
) -> None:
    for week in range(52):
        if week % 3:
            day = SUNDAY - timedelta(days=28 + 7 * week)
            desk.complaints([{"customer_id": customers[week % 8], "received_on": day}])
    desk.complaints(
        {"customer_id": customers[number % 6], "received_on": SUNDAY - timedelta(days=5 * number // 2)}
        for number in range(11)
    )
    (alert,) = [
        each
        for each in TrendService(world.database, world.clock).alerts(world.root)
        if each.group is AlertGroup.NEEDS_YOU
    ]
    assert alert.rise is not None
    assert (alert.rise.observed, alert.rise.weeks, alert.rise.customers) == (11, 4, 6)
    assert alert.rise.sentence == (
        "Late delivery: 11 in the last 4 weeks from 6 customers, about 3 expected."
    )
    desk.complaints([{"customer_id": customers[0], "received_on": SUNDAY}])
    (grown,) = [
        each
        for each in TrendService(world.database, world.clock).alerts(world.root)
        if each.group is AlertGroup.NEEDS_YOU
    ]
    assert grown.key == alert.key
    assert grown.rise is not None
    assert grown.rise.observed == 12


def test_the_week_that_is_not_over_is_never_judged(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 2.0)
    desk.complaints(
        {"customer_id": customers[0], "received_on": SUNDAY + timedelta(days=1)} for _ in range(40)
    )
    assert judged(world).rises == ()
    world.clock.move(days=6)
    assert judged(world).rises != ()


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


def test_too_few_are_listed_and_not_dropped(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 2.0)
    desk.complaints([{"customer_id": customers[0], "received_on": SUNDAY, "kind": "Broken seal"}])
    report = judged(world)
    assert any(few.kind == "Broken seal" and few.observed == 1 and not few.where for few in report.too_few)
    assert any("Broken seal: 1, fewer than 5" in line for line in trend_words(report))


def test_a_short_history_is_too_few_to_judge(world: World, desk: Desk, customers: list[int]) -> None:
    desk.burst(customers, 10, 3)
    report = judged(world)
    assert report.rises == ()
    assert any("under 26 weeks of history" in few.reason for few in report.too_few)


def test_nothing_at_all_is_said_plainly(world: World, customers: list[int]) -> None:
    assert customers
    report = judged(world)
    assert (report.judged_monday, report.rises) == (None, ())
    assert next(iter(trend_words(report))).startswith("There are no complaints")
    assert TrendService(world.database, world.clock).alerts(world.root) == ()


def test_more_orders_are_no_rise_when_orders_are_known(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.steady(customers, 104, 2.0, carrier="Swiftline")
    desk.burst(customers, 8, 6, carrier="Swiftline")
    without = judged(world)
    desk.orders(customers, 110, 20, carrier="Swiftline")
    desk.orders(customers, 12, 60, carrier="Swiftline")
    report = judged(world)

    assert without.exposure == "per week, not per order"
    assert without.rises != ()
    assert report.exposure == "per order"
    assert report.rises == ()


def test_orders_that_stop_before_the_week_judged_are_no_exposure(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.steady(customers, 104, 2.0)
    desk.orders(customers, 110, 20)
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        for order in session.scalars(select(Order).where(Order.ordered_on > SUNDAY - timedelta(days=60))):
            session.delete(order)
    assert judged(world).exposure == "per week, not per order"


def test_a_new_customer_is_new_and_not_a_rise(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 2.0)
    newcomer = world.customer("Newcomer", fenced=True)
    desk.burst([newcomer], 6, 4)
    maya = world.user("Maya")
    world.assign(newcomer, maya)
    report = judged(world, maya)
    assert [(new.attribute, new.value) for new in report.new_since] == [("customer", "Newcomer")]
    assert report.rises == ()
    assert [new.value for new in judged(world).new_since] == [None]


def test_kinds_merged_into_one_are_judged_as_one(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 1.0, kind="Late delivery")
    desk.steady(customers, 104, 1.0, kind="Delivery late")
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.CHANGED_COMPLAINT, world.clock())
        row = session.get_one(ComplaintKind, desk.kinds["Delivery late"])
        row.merged_into_id = desk.kinds["Late delivery"]
    assert judged(world).kinds == 1


def test_labels_that_may_mean_the_same_are_offered(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 1.0, kind="Claim delay")
    desk.steady(customers, 104, 1.0, kind="Claim Delays")
    desk.steady(customers, 104, 1.0, kind="Gate 1")
    desk.steady(customers, 104, 1.0, kind="Gate 2")
    assert [same.kinds for same in judged(world).same_kind] == [("Claim delay", "Claim Delays")]
    assert alike_labels(["Non-Renewal", "Nonrenewal", "nonrenewal"]) == [
        ("Non-Renewal", "Nonrenewal"), ("Non-Renewal", "nonrenewal"),
    ]  # fmt: skip


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
    assert "with gate B" in first.sentence


def test_late_recording_is_reckoned_with(world: World, desk: Desk, customers: list[int]) -> None:
    rows: list[dict[str, object]] = []
    for week in range(60):
        for number in range(6):
            day = SUNDAY - timedelta(days=7 * week + number)
            late = day + timedelta(days=14 * (number % 2))
            if late <= SUNDAY + timedelta(days=1):
                rows.append({"customer_id": customers[number], "received_on": day, "recorded_on": late})
    desk.complaints(rows)
    report = judged(world)
    assert report.rises == ()
    assert any("hardly recorded yet" in few.reason for few in report.too_few)


def test_a_look_back_knows_only_what_was_written_down_then(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.steady(customers, 104, 2.0)
    day = SUNDAY - timedelta(days=35)
    desk.complaints(
        {"customer_id": customers[0], "received_on": day, "recorded_on": SUNDAY} for _ in range(30)
    )
    known = judged(world, as_of=day + timedelta(days=7)).complaints
    assert judged(world).complaints >= known + 30


def test_a_rise_said_to_be_none_rests_until_it_grows_by_half(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.steady(customers, 104, 2.0)
    desk.burst(customers, 2, 8)
    rise = judged(world).rises[0]
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.QUIETED, world.clock())
        quiet = QuietedTrend(
            key=rise.key,
            observed=rise.observed,
            reason="a fair",
            user_id=world.root.id,
            quieted_at=world.clock(),
        )
        session.add(quiet)
    report = judged(world)
    assert rise.key not in {each.key for each in report.rises}
    assert rise.key in {each.key for each in report.quiet}
    desk.burst(customers, 2, 12)
    assert rise.key in {each.key for each in judged(world).rises}


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
