"""The window stands before anything heavier than Qt is imported."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "alembic",
    "babel",
    "calamine",
    "icalendar",
    "keyring",
    "numpy",
    "psycopg",
    "pypdf",
    "rapidfuzz",
    "reportlab",
    "scipy",
    "sqlalchemy",
    "sqlcipher3",
    "vobject",
    "xlsxwriter",
)
SHOW = """
import sys
from PySide6.QtWidgets import QApplication
from mcr_desktop.config import resource
from mcr_desktop.ui.page import Page
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.shellcommands import shell_commands
from mcr_desktop.ui.commands import Commands
from mcr_desktop.ui.theme import Look, load_fonts

app = QApplication([])
load_fonts(resource("fonts").glob("*.ttf"))
shell = Shell(Look(app))
shell.add_place("today", "sun", Page("Today"))
shell.install(Commands(shell_commands(shell)))
shell.restore("today")
shell.show()
app.processEvents()
assert not shell.grab().isNull()
ours = {name.split(".")[1] for name in sys.modules if name.startswith("mcr_desktop.")}
print(" ".join({name.split(".")[0] for name in sys.modules} | {f"mcr_desktop.{room}" for room in ours}))
"""


def test_the_first_paint_needs_only_qt() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", SHOW], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(shown.stdout.split())
    assert loaded.isdisjoint(HEAVY)
    rooms = {name for name in loaded if name.startswith("mcr_desktop.")}
    assert rooms <= {f"mcr_desktop.{room}" for room in ("ui", "charts", "domain", "config")}
