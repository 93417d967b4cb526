"""What is refused before a window is made, each in one plain line."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mcr_desktop.app.starting import another_process, no_screen, unfit

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
ON_A_BAD_PAIR = """
import sys
import PySide6
PySide6.__version_info__ = (6, 12, 0, "", "")
sys.version_info = (3, 11, 7, "final", 0)
from mcr_desktop.__main__ import main
sys.exit(main([]))
"""


def started(home: Path, *command: str, **screen: str) -> subprocess.CompletedProcess[str]:
    """A start of the program with nothing of this machine's screen but what is said."""
    kept = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.run(
        [sys.executable, *command],
        env={**kept, "HOME": str(home), **screen},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("python", [(3, 10), (3, 11), (3, 11, 7, "final", 0)])
@pytest.mark.parametrize("binding", [(6, 12), (6, 12, 0), (6, 13)])
def test_a_pair_that_aborts_is_refused_in_one_line(binding: tuple[int, ...], python: tuple[int, ...]) -> None:
    said = unfit(binding, python)
    assert said.endswith("Install PySide6 6.11.3 or Python 3.12.")
    assert f"PySide6 {binding[0]}.{binding[1]} on Python {python[0]}.{python[1]}" in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("binding", "python"), [((6, 11, 3), (3, 11)), ((6, 11), (3, 14)), ((6, 12), (3, 12)), ((6, 13), (3, 13))]
)
def test_every_other_pair_may_run(binding: tuple[int, ...], python: tuple[int, ...]) -> None:
    assert unfit(binding, python) == ""


def test_the_installed_pair_may_run() -> None:
    assert unfit() == ""


def test_the_program_on_a_bad_pair_says_so_and_ends_with_two(tmp_path: Path) -> None:
    done = started(tmp_path, "-c", ON_A_BAD_PAIR, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == unfit((6, 12), (3, 11)) + "\n"
    assert list(tmp_path.iterdir()) == []


def test_without_a_display_the_window_says_so_and_ends_with_one(tmp_path: Path) -> None:
    done = started(tmp_path, "-m", "mcr_desktop")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no display to show a window on. ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_display_that_does_not_answer_is_none(tmp_path: Path) -> None:
    done = started(tmp_path, "-m", "mcr_desktop", DISPLAY=":60123")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no display to show a window on. ")


def test_a_display_of_another_machine_and_a_chosen_platform_are_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", "office:10.0")
    assert no_screen() == ""
    monkeypatch.delenv("DISPLAY")
    assert no_screen() != ""
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert no_screen() == ""
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert no_screen() == ""


def test_a_display_that_answers_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("mcr_desktop.app.starting.X_DOORS", str(tmp_path / "X{number}"))
    monkeypatch.setenv("DISPLAY", ":7.1")
    assert no_screen() != ""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X7"))
        server.listen()
        assert no_screen() == ""


def test_another_process_is_started_as_this_one_was() -> None:
    assert another_process("new", "a b.mcr") == (sys.executable, "-m", "mcr_desktop", "new", "a b.mcr")
