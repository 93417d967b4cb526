"""A second start over the same workspace rings at the window that is there."""

from __future__ import annotations

import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from mcr_desktop.ui.doorbell import Doorbell, ring

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from mcr_desktop.ui.doorbell import ring
app = QCoreApplication([])
print(ring(Path(sys.argv[1]), sys.argv[2]))
"""


def _second_start(path: Path, wish: str) -> QProcess:
    process = QProcess()
    process.start(sys.executable, ["-c", textwrap.dedent(SECOND), str(path), wish])
    return process


def test_a_second_start_hears_who_is_there_since_when(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "team.mcr"
    bell = Doorbell(path, datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    with qtbot.waitSignal(bell.rung, timeout=10_000) as rung:
        second = _second_start(path, "capture")
    qtbot.waitUntil(lambda: second.state() == QProcess.ProcessState.NotRunning, timeout=10_000)
    assert rung.args == ["capture"]
    told = bytes(second.readAllStandardOutput().data()).decode()
    assert "team.mcr is open in another MCR Desktop" in told
    assert "since 23 November 2026" in told
    bell.close()


def test_an_unknown_wish_is_answered_and_not_followed(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "team.mcr"
    bell = Doorbell(path, datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    with qtbot.assertNotEmitted(bell.rung):
        second = _second_start(path, "format the disk")
        qtbot.waitUntil(lambda: second.state() == QProcess.ProcessState.NotRunning, timeout=10_000)
    bell.close()


@pytest.mark.usefixtures("qtbot")
def test_where_nobody_is_nobody_answers(tmp_path: Path) -> None:
    assert ring(tmp_path / "nobody.mcr", "show") is None
