"""A file is judged before it is opened: foreign, newer, damaged, taken ones are refused, not touched."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcr_desktop.domain.errors import Refused, Unavailable
from mcr_desktop.store import files, safety
from mcr_desktop.store.database import APPLICATION_ID, SCHEMA, connect
from mcr_desktop.store.upgrade import newest_schema, upgrade
from tests.worlds import MONDAY

SECRET = "corréct 'horse'"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _foreign(folder: Path) -> Path:
    path = folder / "other.db"
    with closing(sqlcipher.connect(str(path))) as connection:
        connection.execute("CREATE TABLE music (title TEXT)")
        connection.commit()
    return path


def _newer(folder: Path, empty: Path) -> Path:
    path = folder / "newer.mcr"
    shutil.copyfile(empty, path)
    with closing(sqlcipher.connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode=delete")
        connection.execute(f"PRAGMA user_version = {SCHEMA + 7}")
    return path


def test_a_foreign_file_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = _foreign(tmp_path)
    before = _digest(path)
    with pytest.raises(Unavailable, match="not an MCR workspace"):
        files.look_at(path)
    assert _digest(path) == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["other.db"]


def test_a_newer_file_is_refused_in_plain_words_and_stays_as_it_is(
    tmp_path: Path, empty_workspace: Path
) -> None:
    path = _newer(tmp_path, empty_workspace)
    before = _digest(path)
    with pytest.raises(Unavailable, match="newer version of MCR Desktop"):
        files.look_at(path)
    assert _digest(path) == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"%PDF-1.7" + b" " * 200, b"\0" * 4096])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thing.mcr"
    path.write_bytes(content)
    with pytest.raises(Unavailable, match=r"not an MCR workspace|protected by a passphrase"):
        files.look_at(path)
    assert path.read_bytes() == content


def test_a_mistyped_name_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no workspace at"):
        files.look_at(tmp_path / "mistyped.mcr")
    assert list(tmp_path.iterdir()) == []


def test_a_planted_trigger_keeps_a_file_closed(tmp_path: Path, empty_workspace: Path) -> None:
    path = tmp_path / "gift.mcr"
    shutil.copyfile(empty_workspace, path)
    with closing(sqlcipher.connect(str(path), isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER gift AFTER INSERT ON draft BEGIN DELETE FROM customer; END")
    with pytest.raises(Unavailable, match="code that is not ours"):
        files.look_at(path)


def test_an_existing_file_is_never_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "mine.mcr"
    path.write_text("precious")
    with pytest.raises(Refused, match="exists already"):
        files.make_file(path)
    assert path.read_text() == "precious"


def test_a_workspace_has_one_owner_and_says_who(tmp_path: Path, empty_workspace: Path) -> None:
    path = tmp_path / "shared.mcr"
    shutil.copyfile(empty_workspace, path)
    first = files.own(path, MONDAY)
    with pytest.raises(Unavailable, match=r"open in another MCR Desktop on .* since 23 November 2026"):
        files.own(path, MONDAY)
    first.release()
    assert not files.was_left_open(path)
    files.own(path, MONDAY).release()


def test_a_passphrase_opens_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    path = tmp_path / "secret.mcr"
    files.make_file(path, SECRET)
    upgrade(path, SECRET, MONDAY, is_new=True)
    assert files.look_at(path, SECRET).schema == SCHEMA
    with pytest.raises(Unavailable, match="passphrase does not open"):
        files.look_at(path, "wrong")
    with pytest.raises(Unavailable, match="protected by a passphrase"):
        files.look_at(path)
    assert b"customer" not in path.read_bytes()


def test_the_newest_migration_is_the_schema_the_program_knows(empty_workspace: Path) -> None:
    assert newest_schema() == SCHEMA
    with closing(connect(empty_workspace)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_copy_is_whole_and_a_restore_is_not_undone_by_an_old_log(
    tmp_path: Path, empty_workspace: Path
) -> None:
    path, copy = tmp_path / "w.mcr", tmp_path / "copy.mcr"
    shutil.copyfile(empty_workspace, path)
    safety.copy_database(path, copy, None)
    holder = connect(path)
    holder.execute("INSERT INTO team (name, folded) VALUES ('Late', 'late')")
    kept_log = path.with_name("w.mcr-wal").read_bytes()
    holder.close()
    path.with_name("w.mcr-wal").write_bytes(kept_log)

    aside = safety.put_back(copy, path, None)

    with closing(connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM team").fetchone() == (0,)
        assert safety.faults_of(connection) == []
    assert aside is not None
    with closing(connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM team").fetchone() == (1,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(place=st.integers(0, 10**7), bit=st.integers(0, 7))
def test_a_flipped_bit_in_a_backup_is_found_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, empty_workspace: Path, place: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    copy, live = folder / "copy.mcr", folder / "live.mcr"
    content = bytearray(empty_workspace.read_bytes())
    content[place % len(content)] ^= 1 << bit
    copy.write_bytes(content)
    shutil.copyfile(empty_workspace, live)
    before = _digest(live)
    try:
        files.look_at(copy)
        faults = safety.faults_in(copy, None)
    except Unavailable:
        faults = ["refused"]
    if faults:
        assert _digest(live) == before
    else:
        safety.put_back(copy, live, None)
        assert safety.faults_in(live, None) == []
