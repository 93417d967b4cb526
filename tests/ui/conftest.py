"""What tests of the window share: the fonts and the theme put on, and jobs that are waited for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from mcr_desktop.config import resource
from mcr_desktop.ui.jobs import Jobs
from mcr_desktop.ui.theme import Look, load_fonts


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> tuple[str, ...]:  # noqa: ARG001  fonts need an application
    """The bundled typefaces, loaded once."""
    return load_fonts(resource("fonts").glob("*.ttf"))


@pytest.fixture
def look(qapp: QApplication, fonts: tuple[str, ...]) -> Iterator[Look]:  # noqa: ARG001
    """The light theme at its usual size, whatever the machine prefers."""
    look = Look(qapp, "light")
    yield look
    look.choose("light")
    look.set_text(100)
    look.deleteLater()


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """Windows of one test are gone before the next: each would be restyled with every change of theme."""
    yield
    if not qapp.topLevelWidgets():
        return
    gc.collect()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Real jobs on real threads, ended with the test."""
    jobs = Jobs(qapp)
    yield jobs
    assert jobs.close()
    jobs.deleteLater()
