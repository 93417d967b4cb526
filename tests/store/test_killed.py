"""What was reported as saved is there after the process is killed, at whatever moment that happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from mcr_desktop.store import safety
from mcr_desktop.store.database import connect

CUSTOMER = "Marlow Ferries"


def _mcr(workspace: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "mcr_desktop", "--workspace", str(workspace), *words]


def _texts(workspace: Path) -> list[str]:
    with closing(connect(workspace)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM note_revision ORDER BY id")]


def _killed_while_writing(
    workspace: Path, number: int, after: int, pause: float
) -> tuple[list[str], list[str]]:
    """Write until some are reported, wait a moment, kill; returns what was sent and what was reported."""
    process = subprocess.Popen(
        _mcr(workspace, "note", CUSTOMER, "--stdin"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    sent = [f"Note {number}.{line}: they asked about gate B, ünd sö weiter" for line in range(400)]
    process.stdin.write("".join(f"{text}\n" for text in sent))
    process.stdin.flush()
    reported = [process.stdout.readline() for _ in range(after)]
    try:
        process.wait(timeout=pause)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate()
    lines = [line for line in (*reported, *rest.splitlines(keepends=True)) if line.endswith("\n")]
    return sent, [line.removeprefix("saved ").removesuffix("\n") for line in lines]


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_saved_note_is_lost_when_the_process_is_killed(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    workspace = tmp_path / "killed.mcr"
    subprocess.run(
        [sys.executable, "-m", "mcr_desktop", "new", str(workspace)], check=True, capture_output=True
    )
    customers = tmp_path / "customers.csv"
    customers.write_text(f"name\n{CUSTOMER}\n", encoding="utf-8")
    subprocess.run(_mcr(workspace, "import", "customers", str(customers)), check=True, capture_output=True)
    dice = Random(20261123)
    everything_sent: set[str] = set()
    everything_reported: list[str] = []
    for number in range(200 if request.config.getoption("--long") else 20):
        sent, reported = _killed_while_writing(workspace, number, dice.randrange(0, 60), dice.random() * 0.05)
        everything_sent.update(sent)
        everything_reported += reported
        assert safety.faults_in(workspace, None) == []

    stored = _texts(workspace)
    assert set(everything_reported) <= set(stored)
    assert set(stored) <= everything_sent
    assert len(stored) == len(set(stored))
    assert everything_reported
