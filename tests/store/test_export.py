"""What leaves the workspace passes the fence; everything leaves only with an admin and a reason."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from mcr_desktop.domain.conversations import NewConversation
from mcr_desktop.domain.errors import NotAllowed, Refused
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.services.conversations import ConversationService
from mcr_desktop.services.export import ExportService
from tests.worlds import World

SECRET = "They want to leave in spring."


@pytest.fixture
def maya(world: World) -> Actor:
    """The manager of a fenced customer of whom something is known, and who has a message from outside."""
    maya, otto = world.user("Maya", Role.ACCOUNT_MANAGER), world.user("Otto")
    fenced = world.customer("Marlow Ferries", fenced=True)
    world.customer("Nairn Kitchens")
    world.assign(fenced, maya)
    conversations = ConversationService(world.database, world.clock)
    conversations.log(maya, NewConversation(str(uuid4()), fenced, SECRET))
    conversations.leave_message(otto, fenced, str(uuid4()), "Their truck was at our other gate.")
    return maya


def _exported(world: World, actor: Actor, folder: Path, **wishes: object) -> dict[str, str]:
    service = ExportService(world.database, world.clock)
    if wishes:
        service.export(actor, folder, everything=True, reason="the yearly audit")
    else:
        service.export(actor, folder)
    return {file.name: file.read_text(encoding="utf-8-sig") for file in folder.iterdir()}


def test_the_team_takes_along_what_it_may_read(world: World, maya: Actor, tmp_path: Path) -> None:
    files = _exported(world, maya, tmp_path / "out")
    assert SECRET in files["conversations.csv"]
    assert "other gate" in files["messages from outside.csv"]
    assert {"Marlow Ferries", "Nairn Kitchens"} <= set(files["customers.csv"].replace(",", "\n").split("\n"))
    assert "audit.csv" not in files


def test_outsiders_take_along_only_what_is_open(world: World, maya: Actor, tmp_path: Path) -> None:
    otto = world.user("Otto the second")
    files = _exported(world, otto, tmp_path / "out")
    assert SECRET not in "".join(files.values())
    assert "other gate" not in "".join(files.values())
    assert "Marlow Ferries" not in files["customers.csv"]
    assert maya.name in files["users.csv"]


def test_everything_is_an_admins_with_a_reason(world: World, maya: Actor, tmp_path: Path) -> None:
    service = ExportService(world.database, world.clock)
    before = world.checksum()
    with pytest.raises(NotAllowed, match="Only an admin"):
        service.export(maya, tmp_path / "no", everything=True, reason="curious")
    with pytest.raises(Refused, match="Say why"):
        service.export(world.root, tmp_path / "no", everything=True, reason=" ")
    assert world.checksum() == before
    assert not (tmp_path / "no").exists()
    files = _exported(world, world.root, tmp_path / "all", everything=True)
    assert SECRET in files["note revisions.csv"]
    assert "the yearly audit" in files["audit.csv"]


def test_a_folder_in_use_is_left_as_it_is(world: World, maya: Actor, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(Refused, match="not an empty folder"):
        ExportService(world.database, world.clock).export(maya, tmp_path)
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".txt"] == ["mine.txt"]
