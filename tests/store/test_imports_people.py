"""Bringing in who we are, and who looks after whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.fence import Action, Seat
from mcr_desktop.domain.people import Role
from mcr_desktop.models.customers import Assignment, Customer, FenceDecision
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.scope import fence_around
from tests.store.bringing import bring, everything, how_many, table
from tests.worlds import World


def test_a_users_rows_add_up_to_roles_and_teams(world: World, tmp_path: Path) -> None:
    rows = [
        ("User", "Role", "Team"),
        ("Maya", "team lead", "North"),
        ("Maya", "account manager", "South"),
        ("Tom", "account manager", "North"),
    ]
    path = table(tmp_path / "users.csv", rows)
    report = bring(world, "users", path, "name=User")
    assert (report.added, report.changed) == (2, 1)
    assert everything(world, Team.name) == ["North", "South"]
    with world.database.reading() as session:
        maya = session.scalars(select(User).where(User.name == "Maya")).one()
        assert {role.role for role in maya.roles} == {Role.TEAM_LEAD, Role.ACCOUNT_MANAGER}
    assert how_many(world, TeamMember) == 3
    assert bring(world, "users", path, "name=User").nothing_new


def test_nobody_lets_himself_into_a_team_by_way_of_a_file(world: World, tmp_path: Path) -> None:
    world.user("Maya")
    rows = [("User", "Role", "Team"), ("Root", "team lead", "North")]
    before = world.checksum()
    with pytest.raises(Refused, match="nobody gives himself a team"):
        bring(world, "users", table(tmp_path / "users.csv", rows), "name=User")
    assert world.checksum() == before


def test_the_only_user_may_make_himself_the_lead_of_a_team(world: World, tmp_path: Path) -> None:
    rows = [("User", "Role", "Team"), ("Root", "team lead", "North"), ("Maya", "account manager", "North")]
    report = bring(world, "users", table(tmp_path / "users.csv", rows), "name=User")
    assert (report.added, report.changed) == (1, 1)
    with world.database.reading() as session:
        assert (
            Role.TEAM_LEAD
            in session.scalars(select(UserRole.role).where(UserRole.user_id == world.root.id)).all()
        )


ASSIGNMENTS = [
    ("Customer", "User", "Role", "Team", "From", "Reason"),
    ("One", "Maya", "manager", "North", "2024-05-01", "knows them"),
    ("One", "Tom", "deputy", "North", "2023-02-01", "speaks French"),
]


def test_assignments_fence_their_customer_from_the_earliest_day(world: World, tmp_path: Path) -> None:
    one = world.customer("One")
    world.user("Maya"), world.user("Tom")
    path = table(tmp_path / "a.csv", ASSIGNMENTS)
    report = bring(world, "assignments", path)

    assert report.added == 2
    with world.database.reading() as session:
        fence = session.scalars(select(FenceDecision)).one()
        assert (fence.customer_id, fence.starts_on, fence.reason) == (one, date(2023, 2, 1), "imported")
        assert session.get_one(Customer, one).team_id is not None
    assert how_many(world, TeamMember) == 2
    assert bring(world, "assignments", path).nothing_new


def test_a_customer_fenced_before_keeps_its_decision(world: World, tmp_path: Path) -> None:
    world.customer("One", fenced=True)
    world.user("Maya"), world.user("Tom")
    bring(world, "assignments", table(tmp_path / "a.csv", ASSIGNMENTS))
    assert everything(world, FenceDecision.reason) == ["valued"]


def test_an_earlier_manager_ends_the_day_before_the_next_begins(world: World, tmp_path: Path) -> None:
    one, maya = world.customer("One"), world.user("Maya")
    world.user("Tom")
    world.assign(one, maya, since=date(2020, 1, 1))
    rows = [ASSIGNMENTS[0], ("One", "Tom", "manager", "", "2026-03-01", "handover")]
    bring(world, "assignments", table(tmp_path / "a.csv", rows))
    with world.database.reading() as session:
        ends = session.execute(select(Assignment.user_id, Assignment.ends_on).order_by(Assignment.id)).all()
    assert ends[0] == (maya.id, date(2026, 2, 28))
    assert ends[1].ends_on is None


def test_two_managers_from_one_day_are_named(world: World, tmp_path: Path) -> None:
    world.customer("One")
    world.user("Maya"), world.user("Tom")
    rows = [ASSIGNMENTS[0], *((("One", name, "manager", "", "2026-03-01", "x")) for name in ("Maya", "Tom"))]
    report = bring(world, "assignments", table(tmp_path / "a.csv", rows))
    assert any("One has two managers from 1 March 2026" in line for line in report.suspicious)


def test_a_second_team_for_one_customer_is_left_out_and_named(world: World, tmp_path: Path) -> None:
    world.customer("One")
    world.user("Maya"), world.user("Tom")
    rows = [ASSIGNMENTS[0], ASSIGNMENTS[1], ("One", "Tom", "deputy", "South", "2023-02-01", "x")]
    report = bring(world, "assignments", table(tmp_path / "a.csv", rows))
    assert any("South left out" in line for line in report.suspicious)


def test_nobody_assigns_himself_by_way_of_a_file(world: World, tmp_path: Path) -> None:
    world.customer("One")
    world.user("Maya")
    rows = [ASSIGNMENTS[0], ("One", "Root", "manager", "", "2026-03-01", "mine")]
    with pytest.raises(Refused, match="nobody gives himself"):
        bring(world, "assignments", table(tmp_path / "a.csv", rows))


def test_an_unknown_user_in_assignments_refuses_the_file(world: World, tmp_path: Path) -> None:
    world.customer("One")
    with pytest.raises(Refused, match="there is no user called Maya"):
        bring(world, "assignments", table(tmp_path / "a.csv", ASSIGNMENTS))


def test_an_assignment_without_a_day_begins_today_and_once(world: World, tmp_path: Path) -> None:
    world.customer("One")
    world.user("Maya")
    rows = [("Customer", "User", "Until"), ("One", "Maya", "")]
    path = table(tmp_path / "a.csv", rows)
    assert bring(world, "assignments", path).added == 1
    assert everything(world, Assignment.starts_on) == [date(2026, 11, 23)]
    world.clock.move(days=3)
    assert bring(world, "assignments", path).nothing_new


def test_the_parts_an_assignment_gives_are_those_of_the_file(world: World, tmp_path: Path) -> None:
    world.customer("One")
    world.user("Maya"), world.user("Tom")
    bring(world, "assignments", table(tmp_path / "a.csv", ASSIGNMENTS))
    assert everything(world, Assignment.part) == [Part.DEPUTY, Part.MANAGER]


def test_the_team_of_a_customer_changes_with_a_later_file(world: World, tmp_path: Path) -> None:
    one = world.customer("One", team=world.team("South"))
    world.user("Maya"), world.user("Tom")
    report = bring(world, "assignments", table(tmp_path / "a.csv", ASSIGNMENTS))
    with world.database.reading() as session:
        team = session.get_one(Customer, one).team_id
        assert session.scalar(select(Team.name).where(Team.id == team)) == "North"
    assert "1 customer moved to another team: One." in report.notes


def test_a_fence_lifted_before_is_put_up_again_from_the_day_after(world: World, tmp_path: Path) -> None:
    one = world.customer("One", fenced=True)
    world.user("Maya"), world.user("Tom")
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.FENCED, world.clock())
        session.scalars(select(FenceDecision)).one().ends_on = date(2026, 10, 31)
    bring(world, "assignments", table(tmp_path / "a.csv", ASSIGNMENTS))
    with world.database.reading() as session:
        starts = session.scalars(
            select(FenceDecision.starts_on).where(FenceDecision.customer_id == one).order_by(FenceDecision.id)
        ).all()
    assert starts[1] == date(2026, 11, 1)


def test_an_assignment_known_is_ended_by_a_later_file(world: World, tmp_path: Path) -> None:
    one, maya = world.customer("One"), world.user("Maya")
    world.assign(one, maya, since=date(2024, 5, 1))
    rows = [
        ("Customer", "User", "Role", "From", "Until"),
        ("One", "Maya", "manager", "2024-05-01", "2026-12-31"),
    ]
    report = bring(world, "assignments", table(tmp_path / "a.csv", rows))
    assert (report.added, report.changed) == (0, 1)
    assert everything(world, Assignment.ends_on) == [date(2026, 12, 31)]


HEADINGS = ("Customer", "User", "Role", "Team", "From", "Until", "Reason")


@pytest.mark.parametrize("part", ["cover", "deputy", "manager", "specialist"])
@pytest.mark.parametrize(("first", "last"), [("2026-01-01", "2026-01-31"), ("2026-01-01", "")])
def test_a_lead_of_another_team_never_becomes_lead_of_this_one_by_an_assignment(
    world: World, tmp_path: Path, part: str, first: str, last: str
) -> None:
    lena, maya = world.user("Lena South", Role.TEAM_LEAD), world.user("Maya")
    north = world.team("North", maya)
    world.team("South", lena)
    world.customer("One", team=north, fenced=True)
    other = world.customer("Other", team=north, fenced=True)
    rows = [HEADINGS, ("One", "Lena South", part, "North", first, last, "short")]
    bring(world, "assignments", table(tmp_path / "a.csv", rows))

    with world.database.reading() as session:
        fence = fence_around(session, lena, other, world.clock())
    assert fence.seats == frozenset({Seat.OUTSIDER})
    assert not fence.allows(Action.READ)
    assert not fence.allows(Action.WRITE)
    assert how_many(world, TeamMember) == 2


def test_a_lead_without_a_team_is_put_into_none_by_an_assignment_and_named(
    world: World, tmp_path: Path
) -> None:
    world.user("Lena", Role.TEAM_LEAD)
    world.customer("One")
    rows = [HEADINGS, ("One", "Lena", "manager", "North", "2026-01-01", "", "knows them")]
    report = bring(world, "assignments", table(tmp_path / "a.csv", rows))
    assert how_many(world, TeamMember) == 0
    assert any("1 person was not made a member of another team (Lena)" in note for note in report.notes)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("cover", "2026-01-01", ""),
        ("deputy", "2026-01-01", "2026-01-31"),
        ("manager", "2027-01-01", ""),
    ],
)
def test_who_only_covers_or_is_not_there_today_does_not_join_the_team(
    world: World, tmp_path: Path, part: str, first: str, last: str
) -> None:
    world.customer("One")
    world.user("Maya")
    rows = [HEADINGS, ("One", "Maya", part, "North", first, last, "x")]
    assert bring(world, "assignments", table(tmp_path / "a.csv", rows)).added == 1
    assert how_many(world, TeamMember) == 0


def test_a_manager_whom_the_same_file_replaces_does_not_join_the_team(world: World, tmp_path: Path) -> None:
    world.customer("One")
    world.user("Maya"), world.user("Tom")
    rows = [
        HEADINGS,
        ("One", "Maya", "manager", "North", "2020-01-01", "", "x"),
        ("One", "Tom", "manager", "North", "2024-01-01", "", "x"),
    ]
    bring(world, "assignments", table(tmp_path / "a.csv", rows))
    with world.database.reading() as session:
        assert session.scalars(select(User.name).join(TeamMember)).all() == ["Tom"]
