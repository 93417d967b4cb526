"""Whatever a customer is called, it is shown letter for letter and loads nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.notices import Question, Toasts
from mcr_desktop.ui.parts import (
    ActionButton,
    Check,
    Chip,
    EmptyState,
    FilterChip,
    PlainEdit,
    ProblemLine,
    Words,
    plain_tip,
    tip,
    unmarked,
    words,
)
from mcr_desktop.ui.sidebar import SideButton
from mcr_desktop.ui.theme import Look


@pytest.fixture
def canary(tmp_path: Path) -> str:
    """Markup that would paint a red picture."""
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    picture.save(str(tmp_path / "canary.png"))
    return f"<img src='file://{tmp_path / 'canary.png'}' width=40 height=30>Ltd"


def _red(widget: QWidget) -> int:
    """How many pixels are of the picture's red."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("B").cast("I")
    return sum(pixel & 0xFFFFFF == 0xFF0000 for pixel in pixels)


def test_markup_is_shown_as_it_is(qtbot: QtBot, look: Look, canary: str) -> None:  # noqa: ARG001
    rows = LineList("Rows")
    rows.show_lines([Line(1, canary, canary, canary, chip=canary, group=canary, right="x")])
    problem = ProblemLine()
    problem.say(canary)
    shown: list[QWidget] = [
        words(canary),
        words(canary, wrap=True),
        words(canary, elide=True),
        Chip(canary),
        ActionButton(canary),
        Check(canary),
        FilterChip(canary),
        SideButton(canary, icon="sun"),
        EmptyState(canary, action=canary),
        problem,
        rows,
        Question(None, canary, canary, canary),
    ]
    for each in shown:
        qtbot.addWidget(each)
        each.resize(420, 160)
        each.show()
        assert _red(each) == 0, each
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for each in shown for label in each.findChildren(Words)
    )


def test_a_toast_shows_markup_as_it_is(qtbot: QtBot, look: Look, canary: str) -> None:  # noqa: ARG001
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 300)
    window.show()
    Toasts(window).say(canary)
    assert _red(window) == 0


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_a_tooltip_says_exactly_these_words(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert shown.toPlainText().replace("\u00a0", " ") == text.replace("\u00a0", " ").replace(
        "\u2028", "\n"
    ).replace("\u2029", "\n")


def test_no_words_give_no_tooltip(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    label = Words("a")
    qtbot.addWidget(label)
    tip(label, "")
    assert label.toolTip() == ""


@given(st.text())
def test_an_ampersand_is_kept_and_makes_no_shortcut(text: str) -> None:
    assert unmarked(text).replace("&&", "&") == text
    assert unmarked(text).count("&") == 2 * text.count("&")


@pytest.mark.parametrize("kind", [ActionButton, Check, FilterChip])
def test_a_button_named_after_marks_and_spencer_has_no_shortcut(
    qtbot: QtBot,
    look: Look,  # noqa: ARG001
    kind: type[ActionButton | Check | FilterChip],
) -> None:
    button = kind("Marks & Spencer")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Marks & Spencer"


def test_pasting_brings_in_words_only(qtbot: QtBot, look: Look, canary: str) -> None:  # noqa: ARG001
    edit = PlainEdit("Note")
    qtbot.addWidget(edit)
    brought = QMimeData()
    brought.setHtml(f"<b>bold</b> {canary}")
    brought.setText("bold Ltd")
    edit.insertFromMimeData(brought)
    assert edit.toPlainText() == "bold Ltd"
    edit.show()
    assert _red(edit) == 0


def test_long_words_end_in_dots_and_show_themselves_as_a_tooltip(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    label = words("Wohnungsbaugenossenschaft Niederösterreich-Burgenland", elide=True)
    qtbot.addWidget(label)
    label.resize(120, 20)
    assert label.text() == "Wohnungsbaugenossenschaft Niederösterreich-Burgenland"
    assert getattr(label, "shown", "").endswith("…")


def test_saying_nothing_hides(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    problem = ProblemLine()
    qtbot.addWidget(problem)
    problem.say("The disk is full.")
    assert not problem.isHidden()
    problem.say("")
    assert problem.isHidden()
