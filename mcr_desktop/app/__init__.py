"""The window program: builds every object once and hands each to the next.

The shell is painted with nothing but Qt; the services are imported and the workspace is opened behind
it.  The imports inside functions of this room are deliberate for that reason.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from mcr_desktop.app.opening import Wanted, which
from mcr_desktop.app.starting import no_screen, unfit
from mcr_desktop.config import Paths, resource
from mcr_desktop.defects import write_down
from mcr_desktop.domain.errors import McrError

WRONG_PAIR = 2
NO_SCREEN = 1
TAKEN = 1


def run(
    *,
    workspace: str | None = None,
    user: str | None = None,
    passphrase_file: str | None = None,
    capture_only: bool = False,
    paths: Paths | None = None,
) -> int:
    """Show the window and stay until it is closed; returns the exit code."""
    for fault, code in ((unfit(), WRONG_PAIR), (no_screen(), NO_SCREEN)):
        if fault:
            print(fault, file=sys.stderr)
            return code
    from PySide6.QtWidgets import QApplication

    from mcr_desktop.app.window import Window
    from mcr_desktop.ui.defects import Defects
    from mcr_desktop.ui.theme import Look, load_fonts

    places = paths or Paths.of_this_user()
    places.make()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("MCR Desktop")
    app.setDesktopFileName("org.mcrdesktop.MCRDesktop")
    wanted = Wanted(workspace, user, passphrase_file, capture_only)
    told = _taken(places, wanted)
    if told:
        if capture_only:
            return 0
        print(told, file=sys.stderr)
        return TAKEN
    defects = Defects(lambda error: write_down(error, datetime.now(UTC), places))
    defects.watch()
    load_fonts(resource("fonts").glob("*.ttf"))
    window = Window(app, Look(app), places, wanted)
    defects.show_on(window.shell)
    window.show()
    return app.exec()


def _taken(places: Paths, wanted: Wanted) -> str | None:
    """What a window that has the workspace already says; it comes to the front, or opens its capture."""
    from mcr_desktop.ui.doorbell import ring

    try:
        path = which(places, wanted)
    except McrError:
        return None  # told where it is opened
    return ring(path, "capture" if wanted.capture_only else "show")
