"""Whether this machine can show a window at all, and how to start another of this program."""

from __future__ import annotations

import os
import socket
import sys

import PySide6

BROKEN = (6, 12)
"""From this version on, before Python 3.12, Qt's binding loses references until the process aborts."""

X_DOORS = "/tmp/.X11-unix/X{number}"  # noqa: S108  where X listens


def unfit(version: tuple[int, ...] = (), python: tuple[int, ...] = ()) -> str:
    """Why this pair of Qt binding and Python must not run, in one plain line; blank when it may."""
    binding = version or tuple(PySide6.__version_info__[:2])
    running = python or tuple(sys.version_info[:2])
    if binding[:2] >= BROKEN and running[:2] < (3, 12):
        found = f"PySide6 {binding[0]}.{binding[1]} on Python {running[0]}.{running[1]}"
        return f"MCR Desktop cannot run with {found}, which aborts. Install PySide6 6.11.3 or Python 3.12."
    return ""


def no_screen() -> str:
    """Why no window can be shown here; blank when one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY") or _answers(os.environ.get("DISPLAY", "")):
        return ""
    return "There is no display to show a window on. The command line works without one: mcr-desktop --help"


def _answers(display: str) -> bool:
    """Whether somebody listens at a display of this machine; one of another machine is believed."""
    host, _, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    door = X_DOORS.format(number=number.partition(".")[0])
    with socket.socket(socket.AF_UNIX) as caller:
        return bool(number) and any(caller.connect_ex(name) == 0 for name in (door, f"\0{door}"))


def another_process(*words: str) -> tuple[str, ...]:
    """The command that starts this program again with these words."""
    if getattr(sys, "frozen", False):
        return (sys.executable, *words)
    return (sys.executable, "-m", "mcr_desktop", *words)
