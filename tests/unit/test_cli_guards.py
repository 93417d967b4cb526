"""What the verbs on whole files refuse, each in one sentence, with nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from mcr_desktop.__main__ import main

Say = Callable[..., tuple[int, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command; its exit code and what it told on standard error."""

    def run(*words: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        return main([str(word) for word in words]), capsys.readouterr().err.strip()

    return run


@pytest.fixture
def plain(tmp_path: Path, say: Say) -> Path:
    """A workspace without a passphrase."""
    path = tmp_path / "plain.mcr"
    assert say("new", path)[0] == 0
    return path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_wrong_passphrase_is_told_in_one_sentence(tmp_path: Path, say: Say) -> None:
    (tmp_path / "right").write_text("corréct horse", encoding="utf-8")
    (tmp_path / "wrong").write_text("battery", encoding="utf-8")
    path = tmp_path / "secret.mcr"
    assert say("--passphrase-file", tmp_path / "right", "new", path)[0] == 0
    code, told = say("--workspace", path, "--passphrase-file", tmp_path / "wrong", "check")
    assert (code, told.count("\n")) == (1, 0)
    assert told.startswith("The passphrase does not open secret.mcr")


def test_a_passphrase_for_a_plain_workspace_is_refused(tmp_path: Path, plain: Path, say: Say) -> None:
    (tmp_path / "word").write_text("horse", encoding="utf-8")
    code, told = say("--workspace", plain, "--passphrase-file", tmp_path / "word", "check")
    assert (code, told) == (1, "plain.mcr is not protected by a passphrase. Leave --passphrase-file out.")


@pytest.mark.parametrize("verb", ["restore", "upgrade"])
def test_a_stranger_restores_and_upgrades_nothing(tmp_path: Path, plain: Path, say: Say, verb: str) -> None:
    copy = tmp_path / "copy.mcr"
    assert say("--workspace", plain, "backup", copy)[0] == 0
    before = _digest(plain)
    words = (copy,) if verb == "restore" else ()
    code, told = say("--workspace", plain, "--user", "Nobody", verb, *words)
    assert (code, told) == (1, "There is no user called Nobody in plain.mcr. Nothing was changed.")
    assert _digest(plain) == before


def test_a_damaged_or_missing_backup_or_the_workspace_itself_is_not_restored(
    tmp_path: Path, plain: Path, say: Say
) -> None:
    copy = tmp_path / "copy.mcr"
    say("--workspace", plain, "backup", copy)
    copy.write_bytes(copy.read_bytes()[:20_000])
    before = _digest(plain)
    for name, sentence in (
        (copy, "Choose another backup; nothing was changed."),
        (tmp_path / "gone.mcr", "to restore from. Nothing was changed."),
        (plain, "Name the backup to restore."),
    ):
        code, told = say("--workspace", plain, "restore", name)
        assert code == 1
        assert told.endswith(sentence)
    assert _digest(plain) == before


def test_an_address_is_no_file_name(tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, told = say("new", "postgresql://host/team")
    assert code == 1
    assert "not available in this version" in told
    assert list(tmp_path.iterdir()) == []


def test_an_option_is_written_in_full(plain: Path, say: Say) -> None:
    with pytest.raises(SystemExit, match="2"):
        say("--workspace", plain, "trends", "--js")
