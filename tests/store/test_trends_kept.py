"""A report is kept until anything it rests on changes, and never shows a reader more than the fence does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.trends import TrendReport
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.customers import Customer, FenceDecision
from mcr_desktop.models.kept import KeptResult
from mcr_desktop.services.trends import TrendService
from mcr_desktop.services.trends.kept import packed, unpacked
from mcr_desktop.store import audit, files
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database
from mcr_desktop.store.trends import COLUMNS, Coding, complaint_columns, open_attribute
from mcr_desktop.store.upgrade import upgrade
from tests.desks import SUNDAY, Desk, judged, planted
from tests.worlds import MONDAY, World


@dataclass
class Watched:
    """Counts the steps of each report: one step is a kept report told again."""

    world: World
    steps: list[int] = field(default_factory=list)

    def report(self) -> TrendReport:
        taken: list[int] = []
        service = TrendService(self.world.database, self.world.clock)
        report = service.report(self.world.root, progress=lambda done, _: taken.append(done))
        self.steps.append(len(taken))
        return report

    def was_kept(self) -> bool:
        """Whether the last report was told from what was kept."""
        return self.steps[-1] == 1


@pytest.fixture
def watched(world: World) -> Watched:
    return Watched(world)


def test_the_second_report_is_the_first_one_kept(desk: Desk, customers: list[int], watched: Watched) -> None:
    planted(desk, customers)
    first, second = watched.report(), watched.report()
    assert watched.steps == [9, 1]
    assert first == second
    assert first.rises != ()


@pytest.mark.parametrize("change", ["complaint", "kind", "attribute", "fence", "customer", "removed"])
def test_what_the_analysis_rests_on_changes_and_it_is_judged_anew(
    world: World, desk: Desk, customers: list[int], watched: Watched, change: str
) -> None:
    planted(desk, customers)
    watched.report()
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        complaint = session.scalars(select(Complaint).limit(1)).one()
        if change == "complaint":
            complaint.site = "Depot West"
        elif change == "kind":
            session.get_one(ComplaintKind, complaint.kind_id).name = "Came late"
        elif change == "attribute":
            session.add(
                ComplaintAttribute(
                    complaint_id=complaint.id, customer_id=complaint.customer_id, name="gate", value="B"
                )
            )
        elif change == "fence":
            session.scalars(select(FenceDecision).limit(1)).one().ends_on = SUNDAY
        elif change == "customer":
            session.get_one(Customer, customers[0]).segment = "Hospitals"
        else:
            session.execute(delete(Complaint).where(Complaint.id == complaint.id))
    watched.report()
    assert not watched.was_kept()


def test_what_the_analysis_does_not_rest_on_leaves_the_report_standing(
    world: World, desk: Desk, customers: list[int], watched: Watched
) -> None:
    planted(desk, customers)
    watched.report()
    world.user("Maya")
    watched.report()
    assert watched.was_kept()
    world.clock.move(days=1)
    watched.report()
    assert not watched.was_kept()


def test_a_kept_report_names_only_whom_its_reader_may_read(
    world: World, desk: Desk, customers: list[int]
) -> None:
    maya, eve = world.user("Maya"), world.user("Eve")
    world.assign(customers[0], maya)
    desk.steady(customers, 104, 1.5)
    desk.burst([customers[0]], 3, 6)
    mine, others = judged(world, maya), judged(world, eve)
    assert "Customer A" in mine.rises[0].names
    assert others.rises[0].names == ()
    assert "Customer" not in "".join(rise.sentence for rise in others.rises)
    with world.database.reading() as session:
        (body,) = session.scalars(select(KeptResult.body))
    assert "Customer" not in body


def test_only_a_few_reports_are_kept_and_none_that_no_longer_holds(
    world: World, desk: Desk, customers: list[int]
) -> None:
    planted(desk, customers)
    for weeks in range(8):
        judged(world, as_of=SUNDAY - timedelta(weeks=weeks))
    with world.database.reading() as session:
        assert len(session.scalars(select(KeptResult.id)).all()) == 4
    desk.burst(customers, 1, 1)
    judged(world)
    with world.database.reading() as session:
        assert len(session.scalars(select(KeptResult.id)).all()) == 1


@pytest.mark.parametrize("body", ["", "[]", "{}", "null", '{"as_of": "yesterday"}', '{"judged_monday": 7}'])
def test_a_kept_report_that_cannot_be_read_is_made_anew(
    world: World, desk: Desk, customers: list[int], watched: Watched, body: str
) -> None:
    planted(desk, customers)
    first = watched.report()
    with world.database.writing() as session:
        session.execute(update(KeptResult).values(body=body))
    assert watched.report() == first
    assert watched.steps == [9, 9]


def test_a_protected_workspace_leaves_nothing_readable_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "secret.mcr"
    files.make_file(path, "correct horse")
    upgrade(path, "correct horse", MONDAY, is_new=True)
    database = Database.open(path, "correct horse")
    try:
        world = World(database)
        planted(Desk(world), [world.customer("Customer A", fenced=True)])
        assert judged(world).rises != ()
        everything = b"".join(each.read_bytes() for each in tmp_path.iterdir())
        assert b"Swiftline" not in everything
    finally:
        database.close()


@pytest.mark.parametrize("site", ["Depot North", "", "Depot\x1fNorth", "\x1f", "Größe, 1;2"])
def test_complaints_read_by_days_are_those_of_the_table(
    world: World, desk: Desk, customers: list[int], site: str
) -> None:
    planted(desk, customers)
    desk.burst(customers, 3, 5, site=site)
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        rows = session.scalars(select(Complaint)).all()
        gates = [(row, gate) for row in rows for gate in (site + "B", "A") if gate and row.id % 3]
        session.execute(
            insert(ComplaintAttribute),
            [
                {"complaint_id": row.id, "customer_id": row.customer_id, "name": "gate", "value": gate}
                for row, gate in gates
            ],
        )
        expected = {row.id: (row.received_on.toordinal(), row.customer_id, row.site) for row in rows}
    codings, gate = {name: Coding() for name in COLUMNS}, Coding()
    with world.database.reading() as session:
        found = complaint_columns(session, date(2020, 1, 1), SUNDAY, None, codings)
        codes = open_attribute(session, "gate", found.number, gate)
    labels, gates_known = [*codings["site"].labels(), ""], [*gate.labels(), ""]
    read = {
        number: (received, customer, labels[code])
        for number, received, customer, code in zip(
            found.number.tolist(),
            found.received.tolist(),
            found.customer.tolist(),
            found.attributes["site"].tolist(),
            strict=True,
        )
    }
    assert read == {number: (day, who, plain(label)) for number, (day, who, label) in expected.items()}
    first = plain(site + "B")
    for number, code in zip(found.number.tolist(), codes.tolist(), strict=True):
        assert gates_known[code] == (first if number % 3 else "")


def plain(label: str) -> str:
    """A label as the analysis knows it."""
    return label.replace("\x1f", " ")


def test_stopping_leaves_nothing_kept(world: World, desk: Desk, customers: list[int]) -> None:
    planted(desk, customers)
    asked: list[int] = []

    def after_five() -> bool:
        asked.append(1)
        return len(asked) > 5

    with pytest.raises(Refused, match="stopped"):
        TrendService(world.database, world.clock).report(world.root, cancelled=after_five)
    with world.database.reading() as session:
        assert session.scalars(select(KeptResult.id)).all() == []


@given(st.text())
def test_whatever_is_kept_is_only_looked_at(body: str) -> None:
    assert unpacked(body) is None


def test_a_report_comes_back_as_it_was(world: World, desk: Desk, customers: list[int]) -> None:
    planted(desk, customers)
    report = judged(world)
    assert unpacked(packed(report)) == report
