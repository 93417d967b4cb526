"""What was exported comes back: into an empty workspace whole, into its own without changing anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcr_desktop.domain.people import Role
from mcr_desktop.services.export import ExportService
from mcr_desktop.store.database import Database
from tests.store.bringing import bring, table
from tests.worlds import World

KINDS = ("customers", "contacts", "orders", "complaints", "conversations")

FILES: dict[str, list[tuple[str, ...]]] = {
    "customers": [
        ("key", "name", "parent", "segment", "region", "since", "team", "value", "phone"),
        ("A1", "Marlow Ferries", "", "Sea", "UK", "2019-05-01", "North", "1200.50", "+44 20 1"),
        ("A2", "Marlow Ferries", "A1", "", "", "", "", "", ""),
        ("", "Käse & Söhne", "", "", "", "", "", "", ""),
    ],
    "contacts": [
        ("customer", "name", "title", "role", "influence", "email", "terms"),
        ("A1", "Ada Lee", "Buyer", "decides", "4", "ada@marlow.example", "Never before nine"),
        ("Käse & Söhne", "Jürgen Groß", "", "", "", "", ""),
    ],
    "orders": [
        ("reference", "customer", "ordered", "value", "product", "site", "carrier", "channel", "region"),
        ("O1", "A2", "2026-01-05", "10.25", "Seal", "Hub", "Swiftline", "shop", "North Sea"),
    ],
    "complaints": [
        (
            "reference", "customer", "received", "kind", "severity", "value", "outcome", "remedy", "state",
            "closed",
        ),
        ("C1", "A1", "2026-01-05", "Late", "4", "10.00", "", "A voucher", "closed", "2026-02-01"),
        ("", "A2", "2026-01-06", "Late", "", "", "", "", "acknowledged", ""),
        ("", "Käse & Söhne", "2026-01-07", "", "", "", "Paid back", "", "", ""),
    ],
    "conversations": [
        ("customer", "when", "kind", "started_by", "user", "private", "text", "reference"),
        ("A1", "2026-01-05 14:30", "call", "them", "Maya", "yes", "They want gate B.", "R1"),
        ("Käse & Söhne", "2026-01-06", "visit", "us", "Maya", "", "A walk\nround the plant", ""),
    ],
}  # fmt: skip


@pytest.fixture
def elsewhere(empty_workspace: Path, tmp_path: Path) -> Iterator[World]:
    """Another workspace, with our people and nothing else."""
    path = tmp_path / "elsewhere.mcr"
    shutil.copyfile(empty_workspace, path)
    opened = Database.open(path)
    world = World(opened)
    world.team("North", world.user("Maya", Role.ACCOUNT_MANAGER))
    yield world
    opened.close()


@pytest.fixture
def filled(world: World, tmp_path: Path) -> World:
    """A workspace into which all these files were brought."""
    world.team("North", world.user("Maya", Role.ACCOUNT_MANAGER))
    for kind in KINDS:
        bring(world, kind, table(tmp_path / f"{kind}.csv", FILES[kind]))
    return world


def exported(world: World, folder: Path) -> dict[str, str]:
    ExportService(world.database, world.clock).export(world.root, folder)
    return {kind: (folder / f"{kind}.csv").read_text(encoding="utf-8-sig") for kind in KINDS}


def test_an_export_comes_back_whole_in_an_empty_workspace(
    filled: World, elsewhere: World, tmp_path: Path
) -> None:
    first = exported(filled, tmp_path / "first")
    for kind in KINDS:
        report = bring(elsewhere, kind, tmp_path / "first" / f"{kind}.csv")
        assert report.skipped == 0
        assert not [note for note in report.notes if "Not brought in" in note]
    assert exported(elsewhere, tmp_path / "second") == first
    assert "A2,Marlow Ferries,A1" in first["customers"]


def test_an_export_changes_nothing_where_it_came_from(filled: World, tmp_path: Path) -> None:
    first = exported(filled, tmp_path / "first")
    for kind in KINDS:
        assert bring(filled, kind, tmp_path / "first" / f"{kind}.csv").nothing_new, kind
    assert exported(filled, tmp_path / "second") == first


def test_a_team_that_is_not_here_is_told_and_left_out(world: World, tmp_path: Path) -> None:
    report = bring(world, "customers", table(tmp_path / "c.csv", FILES["customers"]))
    assert "1 team is not known here and left out: North." in report.notes


def test_a_file_of_customers_moves_none_to_another_team(world: World, tmp_path: Path) -> None:
    world.team("North")
    number = world.customer("One", team=world.team("South"))
    path = table(tmp_path / "c.csv", [("name", "team"), ("One", "North")])
    report = bring(world, "customers", path)
    assert any("another team looks after it; North left out" in line for line in report.suspicious)
    assert report.nothing_new
    assert number
