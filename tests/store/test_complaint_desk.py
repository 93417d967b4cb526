"""The complaint desk: handling, kinds that mean the same, and shortfalls we notice ourselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from mcr_desktop.domain.complaints import ComplaintState, Handling
from mcr_desktop.domain.conversations import NewComplaint, NewPromise, Side
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused, Stale
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
def ruth(world: World) -> Actor:
    return world.user("Ruth Adeyemi", Role.TEAM_LEAD)


@pytest.fixture
def brannock(world: World, maya: Actor) -> int:
    customer = world.customer("St. Brannock Hospital", fenced=True)
    world.assign(customer, maya)
    return customer


def complain(services: Services, actor: Actor, customer: int, kind: str) -> int:
    return services.complaints.add(actor, customer, NewComplaint("slow", kind), str(uuid4()))


def test_everything_done_about_a_complaint_is_put_down_at_once_and_taken_back_at_once(
    services: Services, maya: Actor, brannock: int
) -> None:
    number = complain(services, maya, brannock, "Invoice")
    done = Handling(
        ComplaintState.CLOSED, 4, "A new invoice", "A new invoice", 5, "Price list", noticed_by_us=True
    )
    services.complaints.handle(maya, number, done, seen_version=1)
    row = services.complaints.get(maya, number)
    assert (row.state, row.severity, row.wanted, row.remedy, row.rating, row.cause, row.noticed_by_us) == (
        ComplaintState.CLOSED, 4, "A new invoice", "A new invoice", 5, "Price list", True,
    )  # fmt: skip
    assert row.closed_on == TODAY
    services.history.undo(maya)
    assert services.complaints.get(maya, number).state is ComplaintState.OPEN


@pytest.mark.parametrize(
    ("handling", "words"),
    [
        (Handling(ComplaintState.OPEN, 6), "Severity goes"),
        (Handling(ComplaintState.OPEN, 3, rating=0), "rating goes"),
        (Handling(ComplaintState.CLOSED, 3, remedy=" "), "before you close"),
    ],
)
def test_what_cannot_be_is_refused(
    services: Services, world: World, maya: Actor, brannock: int, handling: Handling, words: str
) -> None:
    number, before = complain(services, maya, brannock, "Invoice"), world.checksum()
    with pytest.raises(Refused, match=words):
        services.complaints.handle(maya, number, handling, seen_version=1)
    assert world.checksum() == before


def test_a_complaint_is_handled_by_its_team_and_by_who_saw_it_last(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    number, eve = complain(services, maya, brannock, "Invoice"), world.user("Eve")
    with pytest.raises(NotAllowed):
        services.complaints.handle(eve, number, Handling(ComplaintState.OPEN, 1), seen_version=1)
    with pytest.raises(Stale):
        services.complaints.handle(maya, number, Handling(ComplaintState.OPEN, 1), seen_version=7)


def test_merged_kinds_are_one_in_lists_counts_and_investigations(
    services: Services, maya: Actor, ruth: Actor, brannock: int
) -> None:
    for kind in ("Claim Delay", "Claim Delays", "Claim Delays", "Slow claim"):
        complain(services, maya, brannock, kind)
    looked = services.investigations.open(ruth, "Claims", "Claim Delay", {})
    services.complaints.merge_kinds(ruth, "Claim Delay", "Claim Delays")
    services.complaints.merge_kinds(ruth, "Claim Delays", "Slow claim")

    assert services.complaints.kinds(maya) == (("Slow claim", 4),)
    for name in ("Slow claim", "claim delay", "Claim Delays"):
        rows = services.complaints.listed(maya, kind=name)
        assert [row.kind for row in rows] == ["Slow claim"] * 4
    assert services.investigations.get(ruth, looked).kind == "Slow claim"
    complain(services, maya, brannock, "Claim Delay")
    assert services.complaints.kinds(maya) == (("Slow claim", 5),)

    services.history.undo(ruth)
    services.history.undo(ruth)
    assert dict(services.complaints.kinds(maya))["Claim Delays"] == 2
    assert services.investigations.get(ruth, looked).kind == "Claim Delay"


def test_a_renamed_kind_keeps_its_history_and_its_old_name_leads_to_it(
    services: Services, maya: Actor, ruth: Actor, brannock: int
) -> None:
    complain(services, maya, brannock, "Late")
    looked = services.investigations.open(ruth, "Late", "Late", {})
    services.investigations.quiet(ruth, "Late|site=North", 4, "Snow")
    services.complaints.rename_kind(ruth, "late", "Late delivery")
    complain(services, maya, brannock, "Late")

    assert services.complaints.kinds(maya) == (("Late delivery", 2),)
    assert len(services.complaints.listed(maya, kind="Late delivery")) == 2
    assert services.investigations.get(ruth, looked).kind == "Late delivery"
    services.complaints.rename_kind(ruth, "Late", "LATE DELIVERY")
    assert services.complaints.kinds(maya) == (("LATE DELIVERY", 2),)
    complain(services, maya, brannock, "Invoice")
    with pytest.raises(Refused, match="Merge the two instead"):
        services.complaints.rename_kind(ruth, "Invoice", "late delivery")


def test_kinds_are_for_leads_and_admins_to_change(
    services: Services, world: World, maya: Actor, ruth: Actor, brannock: int
) -> None:
    for kind in ("Late", "Lates"):
        complain(services, maya, brannock, kind)
    before = world.checksum()
    deeds: tuple[Callable[[], None], ...] = (
        lambda: services.complaints.merge_kinds(maya, "Late", "Lates"),
        lambda: services.complaints.rename_kind(maya, "Late", "Other"),
        lambda: services.complaints.keep_apart(maya, ("Late", "Lates")),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed, match="Only a team lead or an admin"):
            deed()
    with pytest.raises(NotFound, match="no kind of complaints called Nothing"):
        services.complaints.merge_kinds(ruth, "Nothing", "Late")
    with pytest.raises(Refused, match="one kind already"):
        services.complaints.merge_kinds(ruth, "Late", "late")
    assert world.checksum() == before

    services.complaints.keep_apart(ruth, ("Late", "Lates"))
    assert services.complaints.kept_apart(maya) == {frozenset({"late", "lates"})}


def test_late_promises_of_ours_are_proposed_once_within_reach(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    eve = world.user("Eve")
    for text, side, days in (
        ("Send the report", Side.OURS, 5),
        ("Call back", Side.OURS, 3),
        ("Their numbers", Side.THEIRS, 5),
        ("Old one", Side.OURS, 200),
        ("Not due yet", Side.OURS, -1),
    ):
        new = NewPromise(text, side, TODAY - timedelta(days=days))
        services.promises.add(maya, brannock, new, str(uuid4()))

    assert services.complaints.shortfalls(eve) == ()
    call, report = services.complaints.shortfalls(maya)
    assert (call.text, report.text) == ("Call back", "Send the report")
    with pytest.raises(NotAllowed):
        services.complaints.leave_shortfall(eve, call)
    services.complaints.leave_shortfall(maya, call)
    number = services.complaints.note_shortfall(maya, report)
    assert services.complaints.note_shortfall(maya, report) == number
    assert services.complaints.shortfalls(maya) == ()
    row = services.complaints.get(maya, number)
    assert (row.kind, row.text, row.noticed_by_us) == ("Late promise", "Send the report", True)
    assert row.received_on == TODAY - timedelta(days=4)
