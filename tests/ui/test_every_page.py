"""What holds for every page in every state: nothing is cut off, everything has a name and can be hit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

import mcr_desktop.ui
from mcr_desktop.ui.theme import Look
from tests import gallery
from tests.gallery.examples import Example, collect, settle, stand
from tests.ui.looks import clipped, small_targets, unnamed

EXAMPLES = tuple(collect())


def test_every_page_has_examples_in_the_gallery() -> None:
    room = Path(mcr_desktop.ui.__file__).parent
    shown = "\n".join(path.read_text(encoding="utf-8") for path in Path(gallery.__file__).parent.glob("*.py"))
    pages = {path.parent.name for path in room.glob("*/page.py")}
    assert {page for page in pages if f"from mcr_desktop.ui.{page}." not in shown} == set()


@pytest.mark.slow
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("example", EXAMPLES, ids=[each.file_name for each in EXAMPLES])
def test_words_fit_and_controls_are_named_and_can_be_hit(
    qapp: QApplication, qtbot: QtBot, look: Look, example: Example, percent: int
) -> None:
    look.set_text(percent)
    shown, pictured = stand(look, example)
    qtbot.addWidget(shown)
    if not isinstance(shown, QDialog):
        shown.resize(1440, 900)
    shown.show()
    settle(qapp)
    assert clipped(pictured) == []
    assert unnamed(pictured) == []
    assert small_targets(pictured) == []


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=[each.file_name for each in EXAMPLES])
def test_pages_can_be_read_from_right_to_left(
    qapp: QApplication, qtbot: QtBot, look: Look, example: Example
) -> None:
    shown, pictured = stand(look, example)
    qtbot.addWidget(shown)
    shown.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if not isinstance(shown, QDialog):
        shown.resize(1440, 900)
    shown.show()
    settle(qapp)
    assert clipped(pictured) == []
