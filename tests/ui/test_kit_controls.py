"""Rows, buttons, fields, lists, toasts and charts do by key what they do by mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.notices import Question, Toasts
from mcr_desktop.ui.painting import ChartView
from mcr_desktop.ui.parts import (
    ActionButton,
    Card,
    Check,
    Choice,
    FilterChip,
    PlainEdit,
    ProgressLine,
    PromiseTick,
    Row,
    Scroll,
    SearchField,
    StageLine,
    column,
    line,
    words,
)
from mcr_desktop.ui.theme import Look
from tests.gallery.examples import collect, settle, stand
from tests.ui.looks import clipped, small_targets, unnamed

KEY = Qt.Key
LINES = (
    Line(
        "late",
        "Late delivery",
        "11 complaints",
        "Investigating",
        "bad",
        tile="trending-up",
        group="Needs you",
    ),
    Line("unit", "Wrong unit", "Price list", "Verifying", "info", tile="wrench", group="Being fixed"),
    Line("tick", "St. Brannock", avatar="St. Brannock", checked=False, group="Being fixed"),
)


def _rows(qtbot: QtBot) -> tuple[Scroll, list[Row]]:
    rows = [
        Row(f"Row {number}", content=line(PromiseTick("x"), words(f"Row {number}"), 1)) for number in range(3)
    ]
    upper, lower = Card(), Card()
    upper.show_rows(rows[:2])
    lower.show_rows(rows[2:])
    scroll = Scroll(column(upper, lower, 1))
    qtbot.addWidget(scroll)
    scroll.resize(400, 300)
    scroll.show()
    scroll.activateWindow()
    qtbot.waitExposed(scroll)
    return scroll, rows


def test_arrows_and_letters_move_over_rows_of_all_cards(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    scroll, rows = _rows(qtbot)
    rows[0].setFocus()
    QTest.keyClick(rows[0], KEY.Key_Down)
    assert scroll.focusWidget() is rows[1]
    QTest.keyClick(rows[1], KEY.Key_J)
    assert scroll.focusWidget() is rows[2]
    QTest.keyClick(rows[2], KEY.Key_Down)
    assert scroll.focusWidget() is rows[2]
    QTest.keyClick(rows[2], KEY.Key_K)
    QTest.keyClick(rows[1], KEY.Key_Up)
    assert scroll.focusWidget() is rows[0]


@pytest.mark.parametrize(
    ("key", "said"), [(KEY.Key_S, "S"), (KEY.Key_Space, "Space"), (KEY.Key_Delete, "Del")]
)
def test_a_row_says_which_letter_was_pressed(qtbot: QtBot, look: Look, key: KEY, said: str) -> None:  # noqa: ARG001
    _, rows = _rows(qtbot)
    with qtbot.waitSignal(rows[0].letter) as heard:
        QTest.keyClick(rows[0], key)
    assert heard.args == [said]


def test_a_letter_with_control_is_not_for_the_row(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    _, rows = _rows(qtbot)
    with qtbot.assertNotEmitted(rows[0].letter):
        QTest.keyClick(rows[0], KEY.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    _, rows = _rows(qtbot)
    with qtbot.waitSignal(rows[0].opened):
        QTest.keyClick(rows[0], KEY.Key_Return)
    with qtbot.waitSignal(rows[0].opened):
        QTest.mouseDClick(rows[0], Qt.MouseButton.LeftButton, pos=QPoint(200, 10))


def test_the_row_with_the_keyboard_is_ringed(qtbot: QtBot, look: Look) -> None:
    _, rows = _rows(qtbot)
    rows[0].setFocus()
    qtbot.waitUntil(rows[0].hasFocus)
    image = rows[0].grab().toImage()
    assert image.pixelColor(image.width() // 2, 0).name().upper() == look.theme.colours.focus


def test_a_row_that_gets_the_keyboard_is_scrolled_to(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    rows = [Row(f"Row {number}", content=line(words("a"))) for number in range(40)]
    card = Card()
    card.show_rows(rows)
    scroll = Scroll(column(card))
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    scroll.show()
    qtbot.waitExposed(scroll)
    scroll.activateWindow()
    rows[39].setFocus()
    qtbot.waitUntil(rows[39].hasFocus)
    assert scroll.viewport().rect().contains(rows[39].mapTo(scroll.viewport(), QPoint(5, 5)))


def test_a_promise_is_ticked_by_key_and_by_mouse(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    tick = PromiseTick("send the schedule")
    qtbot.addWidget(tick)
    tick.show()
    QTest.keyClick(tick, KEY.Key_Space)
    assert tick.isChecked()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert not tick.isChecked()
    assert tick.accessibleName() == "Kept: send the schedule"


def test_filter_chips_choose_one_of_a_group(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    holder, group = QWidget(), QButtonGroup()
    chips = [FilterChip("Everything"), FilterChip("Complaints", 2)]
    holder.setLayout(line(*chips))
    qtbot.addWidget(holder)
    for chip in chips:
        group.addButton(chip)
    holder.show()
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    QTest.keyClick(chips[1], KEY.Key_Space)
    assert [chip.isChecked() for chip in chips] == [False, True]
    assert chips[1].accessibleName() == "Complaints 2"


def test_escape_clears_a_search_and_then_leaves_it(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    field = SearchField("Filter", "Ctrl F")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "gate")
    QTest.keyClick(field, KEY.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, KEY.Key_Escape)


def test_control_enter_commits_what_was_written(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    edit = PlainEdit("Note")
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "Gavin rang")
    with qtbot.waitSignal(edit.committed):
        QTest.keyClick(edit, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "Gavin rang"


def test_progress_shows_its_count_and_can_be_stopped(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    progress = ProgressLine("Building")
    qtbot.addWidget(progress)
    progress.show_progress(9, 12)
    assert any(label.text() == "Building 9 of 12" for label in progress.findChildren(type(words("x"))))
    with qtbot.waitSignal(progress.stopped):
        progress.findChildren(ActionButton)[0].click()
    progress.show_progress(0, 0)
    assert progress.isHidden()


def test_a_stage_is_spoken(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    stages = StageLine(("Spotted", "Explained", "Verified"))
    qtbot.addWidget(stages)
    stages.show_stage(1)
    assert stages.accessibleName() == "Step 2 of 3: Explained"


def test_a_list_moves_over_its_headings(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    rows = LineList("Alerts")
    qtbot.addWidget(rows)
    QAbstractItemModelTester(rows.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, rows)
    rows.show_lines(LINES)
    rows.choose_first()
    assert rows.chosen() == "late"
    QTest.keyClick(rows, KEY.Key_Down)
    assert rows.chosen() == "unit"
    with qtbot.waitSignal(rows.opened) as opened:
        QTest.keyClick(rows, KEY.Key_Return)
    assert opened.args == ["unit"]
    with qtbot.waitSignal(rows.letter) as letter:
        QTest.keyClick(rows, KEY.Key_A)
    assert letter.args == ["A", "unit"]
    QTest.keyClick(rows, KEY.Key_J)
    with qtbot.waitSignal(rows.ticked) as ticked:
        QTest.keyClick(rows, KEY.Key_Space)
    assert ticked.args == ["tick", True]


def test_a_list_keeps_its_place_when_shown_anew(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    rows = LineList("Alerts")
    qtbot.addWidget(rows)
    rows.show_lines(LINES)
    rows.choose("unit")
    with qtbot.assertNotEmitted(rows.current):
        rows.show_lines(LINES[1:])
    assert rows.chosen() == "unit"
    assert rows.choose("gone") is False


def test_a_line_is_spoken_as_one_sentence() -> None:
    assert LINES[0].spoken() == "Needs you, Late delivery, 11 complaints, Investigating"
    assert Line(1, "a", sentence="Said so.").spoken() == "Said so."


def test_a_tick_box_in_a_list_is_pressed_without_choosing_the_row(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    rows = LineList("Customers")
    qtbot.addWidget(rows)
    rows.resize(260, 300)
    rows.show_lines(LINES)
    rows.show()
    qtbot.waitExposed(rows)
    box = rows.visualRect(rows.model().index(4, 0))
    with qtbot.waitSignal(rows.ticked) as ticked:
        QTest.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(24, box.height() // 2)
        )
    assert ticked.args == ["tick", True]


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:  # noqa: ARG001
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_a_toast_undoes_once_and_goes(window: QWidget) -> None:
    undone: list[str] = []
    toasts = Toasts(window)
    toasts.say("Saved with Hollis & Crane Foods.", undo=lambda: undone.append("undone"))
    assert toasts.shown is not None
    undo = next(each for each in toasts.shown.findChildren(ActionButton) if each.label() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == ["undone"]
    assert toasts.shown is None


def test_a_toast_goes_by_itself_but_stays_while_it_is_looked_at(qtbot: QtBot, window: QWidget) -> None:
    toasts = Toasts(window, milliseconds=30)
    toasts.say("Saved.")
    toast = toasts.shown
    assert toast is not None
    toast.enterEvent(QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert not toast.is_waiting()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert toast.is_waiting()
    qtbot.waitUntil(lambda: toasts.shown is None)


def test_a_newer_toast_takes_the_older_ones_place(qtbot: QtBot, window: QWidget) -> None:  # noqa: ARG001
    toasts = Toasts(window)
    toasts.say("One.")
    toasts.say("Two.")
    assert toasts.shown is not None
    assert toasts.shown.accessibleName() == "Two."
    assert window.rect().contains(toasts.shown.geometry())


@pytest.mark.parametrize("yes", [True, False])
def test_a_question_is_answered_by_signal(qtbot: QtBot, window: QWidget, yes: bool) -> None:
    question = Question(window, "Empty the trash", "Gone for good.", "Empty it", danger=True)
    qtbot.addWidget(question)
    question.open()
    qtbot.waitExposed(question)
    with qtbot.waitSignal(question.answered) as answered:
        QTest.mouseClick(question.yes if yes else question.no, Qt.MouseButton.LeftButton)
    assert answered.args == [yes]


def test_escape_answers_no(qtbot: QtBot, window: QWidget) -> None:
    question = Question(window, "Empty the trash", "Gone for good.", "Empty it")
    qtbot.addWidget(question)
    question.open()
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question, KEY.Key_Escape)
    assert answered.args == [False]


def test_a_chart_is_walked_spoken_and_opened_by_key(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    chart = ChartView("Late delivery per week")
    qtbot.addWidget(chart)
    chart.resize(500, 190)
    bars = WeeklyBars(date(2026, 10, 5), (1, 0, 4), (2.0, 2.0, 2.0), (0.0, 0.0, 0.0), 1)
    chart.show_chart(bars)
    chart.show()
    assert chart.accessibleDescription() == bars.words()
    QTest.keyClick(chart, KEY.Key_Left)
    assert chart.accessibleName().endswith(bars.bar_words(2))
    QTest.keyClick(chart, KEY.Key_Left)
    with qtbot.waitSignal(chart.drilled) as drilled:
        QTest.keyClick(chart, KEY.Key_Return)
    assert drilled.args == [1]
    with qtbot.waitSignal(chart.table_wanted):
        QTest.keyClick(chart, KEY.Key_T)
    chart.show_chart(None)
    QTest.keyClick(chart, KEY.Key_Right)
    assert chart.bar() is None


def test_a_press_on_a_bar_opens_it(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    chart = ChartView("Late delivery per week")
    qtbot.addWidget(chart)
    chart.resize(500, 190)
    chart.show_chart(WeeklyBars(date(2026, 10, 5), (1, 0, 4)))
    chart.show()
    with qtbot.waitSignal(chart.drilled) as drilled:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(470, 90))
    assert drilled.args == [2]


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", [example.name for example in collect("kit")])
def test_no_words_are_cut_and_every_control_has_a_name(
    qapp: QApplication, qtbot: QtBot, look: Look, name: str, percent: int
) -> None:
    look.set_text(percent)
    example = next(each for each in collect("kit") if each.name == name)
    shown, pictured = stand(look, example)
    qtbot.addWidget(shown)
    if not shown.isModal():
        shown.resize(1440, 900)
    shown.show()
    qtbot.waitExposed(shown)
    settle(qapp)
    assert clipped(pictured) == []
    assert unnamed(pictured) == []
    assert small_targets(pictured) == []


def test_a_choice_is_a_real_box(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    choice = Choice("Made for", ("Team meeting", "The customer"))
    qtbot.addWidget(choice)
    choice.show()
    QTest.keyClick(choice, KEY.Key_Down)
    assert choice.currentText() == "The customer"
    assert choice.accessibleName() == "Made for"


def test_a_box_partly_ticked_is_drawn(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    check = Check("12 of 38 customers")
    qtbot.addWidget(check)
    empty = check.grab().toImage()
    check.setCheckState(Qt.CheckState.PartiallyChecked)
    assert check.grab().toImage() != empty
