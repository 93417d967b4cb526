"""Words that were typed outlive the program: it is killed in earnest and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.services.drafts import DraftService
from mcr_desktop.store.database import Database
from tests.worlds import World

TYPIST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.store.database import Database
from mcr_desktop.ui.capture.desk import NoteServices
from mcr_desktop.ui.capture.page import CaptureWindow
from mcr_desktop.ui.capture.presenter import CapturePresenter
from mcr_desktop.ui.deeds import Bulletin, Deeds
from mcr_desktop.ui.jobs import Jobs
from mcr_desktop.ui.notices import Toasts
from mcr_desktop.wiring import Services

app = QApplication([])
now = lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
services = Services.over(Database.open(Path(sys.argv[1])), now)
actor = Actor(int(sys.argv[2]), "Tom Okafor", frozenset({Role.ACCOUNT_MANAGER}))
host, jobs = QWidget(), Jobs()
deeds = Deeds(jobs, services.history, actor, Toasts(host), Bulletin())
notes = NoteServices(
    services.conversations, services.customers, services.complaints, services.drafts, services.search
)
presenter = CapturePresenter(CaptureWindow(), notes, deeds, actor, now)
presenter.open(int(sys.argv[3]))
QTest.keyClicks(presenter.window.form.edit, "Gavin rang about the gate")

def look():
    if presenter.desk.state.kept:
        print("kept", flush=True)

timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
app.exec()
"""


def test_a_draft_is_there_after_the_program_was_killed(world: World, database: Database) -> None:
    tom = world.user("Tom Okafor", Role.ACCOUNT_MANAGER)
    customer = world.customer("St. Brannock Hospital")
    path = database.path
    database.close()
    root = Path(__file__).parents[2]
    typing = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(path), str(tom.id), str(customer)],
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
    )
    assert typing.stdout is not None
    said = typing.stdout.readline()
    typing.send_signal(signal.SIGKILL)
    typing.wait()
    typing.stdout.close()

    assert said == b"kept\n"
    again = Database.open(path)
    drafts = DraftService(again, world.clock).all(Actor(tom.id, tom.name))
    again.close()
    assert [(draft.text, draft.customer_id) for draft in drafts] == [("Gavin rang about the gate", customer)]
