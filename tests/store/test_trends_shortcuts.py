"""What misleads whoever counts complaints: each shortcut shown on a small world, and not taken."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select

from mcr_desktop.cli.telling import trend_words
from mcr_desktop.domain.trends import AlertGroup
from mcr_desktop.models.complaints import Complaint, ComplaintKind
from mcr_desktop.models.investigations import QuietedTrend
from mcr_desktop.models.orders import Order
from mcr_desktop.services.trends import TrendService
from mcr_desktop.services.trends.judging import alike_labels
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.desks import SUNDAY, Desk, judged
from tests.store.bringing import bring, table
from tests.worlds import World


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


def test_fewer_than_five_are_too_early_to_say(world: World, desk: Desk, customers: list[int]) -> None:
    for week in range(5, 57):
        desk.complaints([{"customer_id": customers[week % 8], "received_on": SUNDAY - timedelta(weeks=week)}])
    desk.complaints({"customer_id": each, "received_on": SUNDAY} for each in customers[:4])
    report = judged(world)
    assert report.rises == ()
    whole = next(few for few in report.too_few if few.kind == "Late delivery" and not few.where)
    assert (whole.observed, whole.reason) == (4, "fewer than 5 in the last 4 weeks: too early to say")


def test_a_new_site_is_said_to_be_new_and_no_cause(world: World, desk: Desk, customers: list[int]) -> None:
    desk.steady(customers, 104, 2.0, site="Depot North")
    desk.burst(customers, 6, 4, site="Depot East")
    report = judged(world)
    since = SUNDAY - timedelta(days=6 + 7 * 5)
    assert [(new.attribute, new.value, new.since) for new in report.new_since] == [
        ("site", "Depot East", since)
    ]
    assert report.rises == ()
    assert any("site Depot East, since" in line for line in trend_words(report))


def test_a_channel_that_begins_is_new_and_one_that_falls_silent_is_no_improvement(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.steady(customers, 104, 2.0, channel="phone")
    desk.burst(customers, 26, 3, channel="portal")
    desk.steady(customers, 104, 2.0, channel="mail")
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        gone = Complaint.received_on > SUNDAY - timedelta(weeks=16)
        session.execute(delete(Complaint).where(Complaint.channel == "mail", gone))
    report = judged(world)
    assert [(new.attribute, new.value) for new in report.new_since] == [("channel", "portal")]
    assert [(new.attribute, new.value) for new in report.silent_since] == [("channel", "mail")]
    assert report.rises == ()
    told = list(trend_words(report))
    assert "Nothing more from here, which is no improvement unless you know why:" in told


def test_a_depot_without_complaints_whose_orders_go_on_is_no_lost_feed(
    world: World, desk: Desk, customers: list[int]
) -> None:
    for site in ("Depot North", "Depot South"):
        desk.steady(customers, 104, 2.0, site=site)
        desk.orders(customers, 110, 10, site=site)
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        gone = Complaint.received_on > SUNDAY - timedelta(weeks=16)
        session.execute(delete(Complaint).where(Complaint.site == "Depot South", gone))
    assert judged(world).silent_since == ()


def test_as_many_complaints_of_far_fewer_orders_are_a_rise(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.burst(customers, 104, 6)
    without = judged(world)
    desk.orders(customers, 110, 30)
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        fell = select(Order.id).where(Order.ordered_on > SUNDAY - timedelta(weeks=6))
        few = [number for place, number in enumerate(session.scalars(fell)) if place % 6]
        session.execute(delete(Order).where(Order.id.in_(few)))
    report = judged(world)
    assert (without.rises, without.exposure) == ((), "per week, not per order")
    assert report.exposure == "per order"
    assert [(rise.kind, rise.where) for rise in report.rises] == [("Late delivery", {})]


def test_fewer_complaints_of_fewer_orders_are_called_neither_better_nor_worse(
    world: World, desk: Desk, customers: list[int]
) -> None:
    desk.burst(customers, 104, 6)
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        last = select(Complaint.id).where(Complaint.received_on > SUNDAY - timedelta(weeks=6))
        half = [number for number in session.scalars(last) if desk.chance.random() < 0.5]
        session.execute(delete(Complaint).where(Complaint.id.in_(half)))
    report = judged(world)
    told = "\n".join(trend_words(report))
    assert (report.rises, report.exposure) == ((), "per week, not per order")
    assert "per week, not per order" in told
    assert "improve" not in told


def test_several_rows_of_one_complaint_are_one_complaint(world: World, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("Customer", "Kind", "Received", "Reference", "Product")]
    for week in range(60):
        for number in range(2):
            day = SUNDAY - timedelta(days=7 * week + number)
            rows.append((f"Firm {number}", "Late delivery", day, f"R{week}-{number}", "Gloves"))
            if week < 4:
                rows += [
                    (f"Firm {number}", "Late delivery", day, f"R{week}-{number}", product)
                    for product in ("Trays", "Tape", "Boxes", "Sets")
                ]
    report = bring(world, "complaints", table(tmp_path / "rows.csv", rows))
    assert (report.read, report.added) == (152, 120)
    found = judged(world)
    # The first week began before the first complaint and does not count.
    assert (found.complaints, found.rises) == (118, ())


def test_a_slow_rise_that_a_told_rise_explains_is_not_listed_beside_it(
    world: World, desk: Desk, customers: list[int]
) -> None:
    for product in ("Cold boxes", "Gloves", "Trays"):
        desk.steady(customers, 104, 0.3, kind="Damaged goods", product=product, site="Depot South")
        desk.steady(customers, 104, 0.4, product=product, site="Depot South", carrier="Swiftline")
        desk.steady(customers, 104, 0.2, product=product, site="Depot North", carrier="Roadway")
    desk.burst(customers, 6, 3, site="Depot North", carrier="Swiftline", product="Cold boxes")
    report = judged(world)
    assert [rise.kind for rise in report.rises] == ["Late delivery"]
    assert report.slow_rises == ()


def test_a_slow_rise_beside_a_told_rise_is_still_listed(
    world: World, desk: Desk, customers: list[int]
) -> None:
    for site in ("Depot North", "Depot South"):
        desk.steady(customers, 156, 0.5, site=site)
    desk.burst(customers, 3, 6, site="Depot North")
    for week in range(156):
        growing = (156 - week) // 26 + desk.chance.randrange(1, 3)
        desk.complaints(
            {
                "customer_id": customers[number % 8],
                "received_on": SUNDAY - timedelta(weeks=week),
                "kind": "Fire",
            }
            for number in range(growing)
        )
    report = judged(world)
    assert "Late delivery" in {rise.kind for rise in report.rises}
    assert "Fire" in {rise.kind for rise in report.slow_rises}


def test_what_was_judged_is_explained(world: World, desk: Desk, customers: list[int]) -> None:
    assert judged(world).explained == "There are no complaints to judge yet."
    desk.burst(customers, 60, 1)
    assert judged(world).explained == (
        "Judged on 23 November 2026: 59 complaints of 1 kind up to week 47. Week 48 is not over yet."
    )
    assert judged(world, as_of=SUNDAY).explained == (
        "Judged on 22 November 2026: 59 complaints of 1 kind up to week 47."
    )
