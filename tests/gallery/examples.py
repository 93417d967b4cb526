"""Finds the examples of every page and puts each into a window as a person would see it.

A module of this folder pairs with a place (today.py with mcr_desktop/ui/today/) and exposes
EXAMPLES: dict[str, Callable[[Theme], QWidget]]; every page of the window has some (a test checks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mcr_desktop.ui.commands import Commands
from mcr_desktop.ui.page import Page
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.shellcommands import shell_commands
from mcr_desktop.ui.sidebar import Pinned
from mcr_desktop.ui.theme import Look, Theme

Build = Callable[[Theme], QWidget]

PLACES = (
    ("today", "sun", "Today"),
    ("customers", "users", "Customers"),
    ("complaints", "activity", "Complaints & trends"),
    ("team", "message-circle", "Team"),
    ("reviews", "file-text", "Reviews"),
    ("admin", "sliders-horizontal", "Admin"),
)
PINNED = (
    Pinned(1, "St. Brannock Hospital"),
    Pinned(2, "Hollis & Crane Foods", "triangle-alert", "bad", "their complaints are rising"),
    Pinned(3, "Brookside Clinics", "hand", "warn", "give them room"),
    Pinned(4, "Marlow Ferries"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """One look of one place."""

    place: str
    name: str
    build: Build

    @property
    def file_name(self) -> str:
        """Its name as part of a file's."""
        return "".join(letter if letter.isalnum() else "_" for letter in f"{self.place} {self.name}")


def modules() -> tuple[str, ...]:
    """The modules of this folder that may hold examples."""
    own = {"__init__", "__main__", "examples"}
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in own))


def collect(only: str = "") -> Iterator[Example]:
    """Every example of every place, or of one."""
    for name in modules():
        if only and only != name:
            continue
        examples: dict[str, Build] = getattr(import_module(f"tests.gallery.{name}"), "EXAMPLES", {})
        for title, build in examples.items():
            yield Example(name, title, build)


def window_for(look: Look, place: str, page: Page) -> Shell:
    """The window with this page in its place; the other places are empty."""
    shell = Shell(look)
    known = {each for each, _, _ in PLACES}
    here = place if place in known else "today"
    for each, icon, title in PLACES:
        held = page if each == here else Page(title)
        shell.add_place(each, icon, held, title)
    shell.install(Commands(shell_commands(shell)))
    side = shell.sidebar
    side.show_workspace("Hartwell Supply")
    side.show_user("Tom Okafor")
    side.show_saved("Saved")
    side.places["today"].show_badge(6, "due today")
    side.places["complaints"].show_badge(2, "need you")
    side.show_pinned(PINNED)
    shell.show_place(here)
    return shell


def stand(look: Look, example: Example) -> tuple[QWidget, QWidget]:
    """Build an example and put it where it belongs: what is shown, and what is pictured."""
    widget = example.build(look.theme)
    if isinstance(widget, Page):
        shell = window_for(look, example.place, widget)
        return shell, shell
    if isinstance(widget, QDialog):
        return widget, widget
    return widget, widget


def settle(app: QApplication) -> None:
    """Let everything that was asked for be laid out and painted."""
    for _ in range(4):
        app.processEvents()
        QApplication.sendPostedEvents()


def drop(*widgets: QObject) -> None:
    """Take widgets away for good: without an event loop Qt would keep them until the end."""
    for widget in widgets:
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
