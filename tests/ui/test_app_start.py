"""The program from its start to a usable day: what it imports when, and that it calls nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mcr_desktop.ui.today.page import State, TodayPage
from tests.ui.test_shell_start import HEAVY

pytestmark = pytest.mark.slow
BEHIND_THE_DAY = set(HEAVY) - {"rapidfuzz", "sqlalchemy", "sqlcipher3"} | {"phonenumbers"}
MILLION = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for _ in range(1_000_000):
    label.setText("a")
"""


@dataclass(frozen=True)
class Seen:
    """What was seen of one run."""

    order: list[str]
    calls: list[str]
    sockets: list[str]
    modules: dict[str, list[str]]


def in_a_process(home: Path, *command: str) -> str:
    """Run this with nothing of the person who runs the tests; what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, *command],
        env={**kept, "HOME": str(home), "LOGNAME": "robin", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Seen, Seen]:
    """The first start, which makes the sample, and the second."""
    home = tmp_path_factory.mktemp("home")
    first, second = (Seen(**json.loads(in_a_process(home, "-m", "tests.ui.watched"))) for _ in range(2))
    return first, second


def test_the_first_paint_needs_nothing_heavier_than_qt(runs: tuple[Seen, Seen]) -> None:
    for seen in runs:
        assert set(seen.modules["painted"]).isdisjoint(HEAVY)


def test_the_window_is_painted_before_the_workspace_is_opened(runs: tuple[Seen, Seen]) -> None:
    for seen in runs:
        assert seen.order == ["painted", "opened", "usable", "done"]


def test_today_needs_no_library_of_other_places(runs: tuple[Seen, Seen]) -> None:
    _, second = runs
    assert set(second.modules["usable"]).isdisjoint(BEHIND_THE_DAY)
    assert "scipy" in second.modules["done"]


def test_a_whole_day_calls_nobody(runs: tuple[Seen, Seen]) -> None:
    for seen in runs:
        assert seen.calls == []
        assert seen.sockets == []


def test_a_million_calls_that_return_nothing_do_not_end_the_process(tmp_path: Path) -> None:
    assert in_a_process(tmp_path, "-c", MILLION) == ""


@pytest.mark.usefixtures("look")
def test_a_workspace_that_takes_its_time_to_open_is_told_of_calmly(qtbot: QtBot) -> None:
    page = TodayPage()
    qtbot.addWidget(page)
    page.resize(1208, 836)
    page.show()

    def told() -> list[str]:
        return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]

    assert "Promises due" not in told()
    assert "While you were away" not in told()
    page.present(State(busy=True, opening=True))
    assert "Opening your workspace…" not in told()
    qtbot.waitUntil(lambda: "Opening your workspace…" in told())
    page.present(State(busy=True))
    qtbot.waitUntil(lambda: "Reading your day…" in told())
    assert "Promises due" not in told()
