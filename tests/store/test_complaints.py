"""Complaints: written down once, found by what they share, closed with what was done about them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import NewComplaint
from mcr_desktop.domain.customers import CustomerDetails
from mcr_desktop.domain.errors import NotFound, Refused, Stale
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
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


def complain(
    services: Services, actor: Actor, customer: int, new: NewComplaint | str, day: date | None = None
) -> int:
    complaint = NewComplaint(new) if isinstance(new, str) else new
    return services.complaints.add(actor, customer, complaint, str(uuid4()), day)


def test_complaints_are_listed_by_what_they_share(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    dee = services.customers.add(maya, "Dee Chemicals", CustomerDetails("Chemistry", "North"))
    late = NewComplaint(
        "late", "Late delivery", site="Depot North", carrier="Swiftline", product="Buffer", channel="mail"
    )
    first = complain(services, maya, brannock, late)
    second = complain(
        services, maya, dee, NewComplaint("wrong unit", "Invoice", value=Decimal("9.99")), date(2026, 11, 15)
    )
    with world.database.writing() as session:
        session.execute(
            insert(ComplaintAttribute),
            [
                {"complaint_id": second, "customer_id": dee, "name": "kind", "value": "Late delivery"},
                {"complaint_id": second, "customer_id": dee, "name": "gate", "value": "B"},
                {"complaint_id": second, "customer_id": dee, "name": "site", "value": "Depot South"},
            ],
        )

    def ids(**wanted: object) -> list[int]:
        return [row.id for row in services.complaints.listed(maya, **wanted)]  # type: ignore[arg-type]

    assert ids() == [first, second]
    assert ids(limit=1) == [first]
    assert ids(customer_id=dee) == [second]
    assert ids(kind="Late delivery") == [first, second]
    assert ids(kind="late DELIVERY") == [first]
    assert ids(kind="Invoice") == [second]
    assert ids(week=date(2026, 11, 9)) == [second]
    assert ids(state=ComplaintState.CLOSED) == []
    for where, found in (
        ({"site": "Depot North"}, [first]),
        ({"site": "Depot South"}, [second]),
        ({"carrier": "Swiftline", "product": "Buffer", "channel": "mail"}, [first]),
        ({"gate": "B"}, [second]),
        ({"region": "North"}, [second]),
        ({"segment": "Chemistry"}, [second]),
        ({"customer": "Dee Chemicals"}, [second]),
        ({"customer": None}, []),
        ({"site": "Depot North", "gate": "B"}, []),
    ):
        assert ids(where=where) == found, where
    assert services.complaints.get(maya, second).value == Decimal("9.99")


def test_a_kind_is_known_however_it_is_written_and_leads_to_what_it_became(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    first = complain(services, maya, brannock, NewComplaint("a", "Late  delivery"))
    complain(services, maya, brannock, NewComplaint("b", "late DELIVERY"))
    complain(services, maya, brannock, "c")
    assert services.complaints.kinds(world.root) == (("Late delivery", 2), ("not given", 1))
    with world.database.writing() as session:
        other = session.execute(
            insert(ComplaintKind).values(name="Delay", folded="delay").returning(ComplaintKind.id)
        ).scalar_one()
        late = select(Complaint.kind_id).where(Complaint.id == first).scalar_subquery()
        session.execute(update(ComplaintKind).where(ComplaintKind.id == late).values(merged_into_id=other))
    fourth = complain(services, maya, brannock, NewComplaint("d", "Late delivery"))
    assert services.complaints.get(maya, fourth).kind == "Delay"


def test_a_complaint_is_closed_with_what_was_done_or_why_it_happened(
    services: Services, maya: Actor, brannock: int
) -> None:
    number = complain(services, maya, brannock, "late")
    change = services.complaints.change_state
    with pytest.raises(Refused, match="before you close"):
        change(maya, number, ComplaintState.CLOSED, seen_version=1)
    change(maya, number, ComplaintState.REMEDIED, seen_version=1, remedy="a new pallet")
    change(maya, number, ComplaintState.CLOSED, seen_version=2, cause="old route sheet")
    row = services.complaints.get(maya, number)
    assert (row.state, row.remedy, row.cause, row.closed_on) == (
        ComplaintState.CLOSED, "a new pallet", "old route sheet", TODAY,
    )  # fmt: skip
    with pytest.raises(Stale):
        change(maya, number, ComplaintState.OPEN, seen_version=2)
    change(maya, number, ComplaintState.OPEN, seen_version=3)
    assert services.complaints.get(maya, number).closed_on is None


def test_a_similar_open_complaint_of_two_weeks_is_offered(
    services: Services, maya: Actor, brannock: int
) -> None:
    old = complain(services, maya, brannock, NewComplaint("a", "Late delivery"), TODAY - timedelta(days=15))
    assert services.complaints.similar_open(maya, brannock, "late delivery") is None
    new = complain(services, maya, brannock, NewComplaint("b", "Late delivery"), TODAY - timedelta(days=14))
    similar = services.complaints.similar_open(maya, brannock, "late delivery")
    assert similar is not None
    assert similar.id == new != old
    services.complaints.change_state(maya, new, ComplaintState.CLOSED, seen_version=1, remedy="done")
    assert services.complaints.similar_open(maya, brannock, "late delivery") is None
    joined = services.complaints.add(maya, brannock, NewComplaint("more", joins=old), str(uuid4()))
    assert joined == old
    assert services.complaints.get(maya, old).text == "a\n2026-11-23: more"


def test_what_makes_no_complaint_is_refused(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    uuid = str(uuid4())
    first = services.complaints.add(maya, brannock, NewComplaint("late"), uuid)
    assert services.complaints.add(maya, brannock, NewComplaint("late"), uuid) == first
    dee = world.customer("Dee")
    before = world.checksum()
    for new, day, error in (
        (NewComplaint(" "), None, Refused),
        (NewComplaint("x", severity=6), None, Refused),
        (NewComplaint("x"), TODAY + timedelta(days=1), Refused),
        (NewComplaint("x", joins=404), None, NotFound),
    ):
        with pytest.raises(error):
            complain(services, maya, brannock, new, day)
    with pytest.raises(NotFound):
        complain(services, maya, dee, NewComplaint("x", joins=first))
    with pytest.raises(NotFound):
        services.complaints.get(maya, 404)
    assert world.checksum() == before
