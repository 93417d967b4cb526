"""The command that starts and proves the program: what it decides, and what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcr

LDD = """\
/x/PySide6/QtPdfWidgets.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
/x/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibGL.so.1 => not found
"""


def started(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a person at a terminal starts it."""
    return subprocess.run(
        [sys.executable, str(mcr.ROOT / "mcr.py"), *words],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_missing_libraries_are_read_from_what_ldd_says_each_once() -> None:
    assert mcr.missing_libraries(LDD) == ["libGL.so.1", "libxcb-cursor.so.0"]


@given(st.text())
def test_whatever_ldd_prints_is_read_without_a_fall(output: str) -> None:
    assert all(isinstance(name, str) and name for name in mcr.missing_libraries(output))


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libGL.so.1", "libgl1"),
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libbrotlidec.so.1", "libbrotli1"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_a_library_is_known_by_its_debian_package(library: str, package: str) -> None:
    assert mcr.package_of(library) == package


def test_a_program_or_a_file_shows_that_a_package_is_there(tmp_path: Path) -> None:
    (tmp_path / "15").mkdir()
    assert mcr.is_there(f"{tmp_path}/1*")
    assert not mcr.is_there(f"{tmp_path}/16")
    assert mcr.is_there(Path(sys.executable).name) or mcr.is_there("python3")
    assert not mcr.is_there("no-such-program-anywhere")


def test_what_is_installed_is_forgotten_when_the_pins_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mcr, "VENV", tmp_path)
    lock = tmp_path / "requirements.txt"
    lock.write_text("six==1.17.0\n", encoding="utf-8")
    assert not mcr.is_installed(lock)
    mcr.stamp(lock).write_text(mcr.fingerprint(lock), encoding="ascii")
    assert mcr.is_installed(lock)
    lock.write_text("six==1.18.0\n", encoding="utf-8")
    assert not mcr.is_installed(lock)


@pytest.mark.skipif("not sys.platform.startswith('linux')")
@pytest.mark.parametrize(
    ("display", "wayland", "shown"),
    [("", "", False), (":4711", "", False), ("far:0", "", True), ("", "wayland-0", True)],
)
def test_a_window_is_shown_only_where_a_display_answers(
    monkeypatch: pytest.MonkeyPatch, display: str, wayland: str, *, shown: bool
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert mcr.has_display() is shown


def group(name: str, code: int, *needs: str) -> mcr.Group:
    return mcr.Group(name, (sys.executable, "-c", f"raise SystemExit({code})"), needs)


def prove(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *groups: mcr.Group
) -> tuple[int, str]:
    """Exit code and words of a proof on a machine where nothing can be installed."""
    monkeypatch.setattr(mcr, "ensure", lambda _lock, _plugin: None)
    monkeypatch.setattr(mcr, "SERVER", {"postgresql": "/nowhere/initdb"})
    monkeypatch.setenv("PATH", "")
    return mcr.prove(list(groups)), capfd.readouterr().out


def test_every_group_is_run_and_one_failure_fails_the_whole(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, words = prove(monkeypatch, capfd, group("one", 1), group("two", 0))
    assert code == 1
    assert words.endswith("passed: two\nfailed: one\n1 passed, 1 failed, 0 skipped\n")


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_group_that_cannot_run_is_skipped_with_a_reason_and_fails_only_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], ci: str, code: int
) -> None:
    monkeypatch.setenv("CI", ci)
    result, words = prove(monkeypatch, capfd, group("one", 0), group("server", 0, "postgresql"))
    assert result == code
    assert "skipped: The group server needs what Debian calls postgresql." in words
    assert words.endswith("passed: one\nskipped: server\n1 passed, 0 failed, 1 skipped\n")


def test_the_long_proofs_run_only_when_asked_for() -> None:
    assert not any("--long" in group.command for group in mcr.all_groups(long=False))
    assert any("--long" in group.command for group in mcr.all_groups(long=True))


@pytest.mark.parametrize("words", [(), ("fly",), ("check", "--long")])
def test_wrong_usage_is_told_without_a_traceback(words: tuple[str, ...]) -> None:
    done = started(*words)
    assert done.returncode == 2
    assert "usage: mcr.py" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_help_names_the_four_commands() -> None:
    done = started("--help")
    assert done.returncode == 0
    assert all(f"python3 mcr.py {verb}" in done.stdout for verb in ("run", "test", "check", "gallery"))
