"""The window: places, keys, menus, panes, history, palette, what it remembers and how it folds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mcr_desktop.ui.commands import Command, Commands
from mcr_desktop.ui.history import History, Visit
from mcr_desktop.ui.keys import key_words
from mcr_desktop.ui.keysheet import KeySheet
from mcr_desktop.ui.palette import Palette, PaletteRow, Wanted, command_rows
from mcr_desktop.ui.parts import Page, Row, Scroll, Width, Words, column, line, words
from mcr_desktop.ui.shell import TITLE_BAR, Shell
from mcr_desktop.ui.shellcommands import shell_commands
from mcr_desktop.ui.sidebar import Pinned
from mcr_desktop.ui.theme import Look
from tests.gallery.examples import PLACES, settle, window_for
from tests.gallery.kit import today_page
from tests.ui.looks import clipped, small_targets, unnamed

pytestmark = pytest.mark.slow

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shell(qtbot: QtBot, look: Look) -> Shell:
    shell = window_for(look, "today", today_page())
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    shell.show()
    shell.activateWindow()
    qtbot.waitExposed(shell)
    return shell


def test_control_and_a_number_open_the_six_places(qtbot: QtBot, shell: Shell) -> None:
    for number, (place, _, _) in enumerate(PLACES[1:], start=2):
        with qtbot.waitSignal(shell.visited) as visited:
            QTest.keyClick(shell, KEY(KEY.Key_0 + number), CTRL)
        assert visited.args == [place, None]
        assert shell.sidebar.places[place].isChecked()
        assert shell.stack.currentWidget() is shell.places[place]


def test_a_place_is_opened_by_mouse_and_tells_the_title(qtbot: QtBot, shell: Shell) -> None:
    with qtbot.waitSignal(shell.visited):
        QTest.mouseClick(shell.sidebar.places["team"], Qt.MouseButton.LeftButton)
    assert shell.place == "team"
    assert shell.windowTitle() == "Team · MCR Desktop"


def test_opening_a_place_gives_it_the_keyboard(qapp: QApplication, qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: isinstance(shell.focusWidget(), Row))
    shell.show_place("team")
    assert shell.focusWidget() is shell.sidebar.places["team"]
    row = Row("Somebody", content=line(words("Somebody")))
    shell.places["team"].set_panes(Scroll(column(row, 1)))
    settle(qapp)
    shell.places["team"].tell(status="1 team")
    assert shell.focusWidget() is row


def test_back_and_forward_lead_through_what_was_opened(shell: Shell) -> None:
    shell.show_place("customers", 7)
    shell.show_place("reviews")
    QTest.keyClick(shell, KEY.Key_Left, ALT)
    assert shell.history.now == Visit("customers", 7)
    QTest.keyClick(shell, KEY.Key_Left, ALT)
    assert shell.place == "today"
    QTest.keyClick(shell, KEY.Key_Right, ALT)
    assert shell.history.now == Visit("customers", 7)


def test_a_place_that_is_not_for_this_person_is_not_there(shell: Shell) -> None:
    shell.show_place("admin")
    shell.allow_place("admin", allowed=False)
    assert shell.place == "today"
    assert shell.sidebar.places["admin"].isHidden()
    shell.show_place("admin")
    assert shell.place == "today"
    assert not shell.commands.get("go admin").able()


def test_pages_ask_for_other_places(shell: Shell) -> None:
    shell.places["today"].go.emit("customers", 12)
    assert shell.history.now == Visit("customers", 12)


def test_a_pinned_customer_opens_their_page(qtbot: QtBot, shell: Shell) -> None:
    shell.sidebar.show_pinned((Pinned(31, "Marks & Spencer", "hand", "warn", "give them room"),))
    button = next(
        each
        for each in shell.sidebar.findChildren(type(shell.sidebar.places["today"]))
        if "Marks" in each.accessibleName() and each.isVisible()
    )
    assert button.accessibleName() == "Marks & Spencer, give them room"
    with qtbot.waitSignal(shell.visited) as visited:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert visited.args == ["customers", 31]


def test_every_command_is_in_the_menu_bar_with_its_key(shell: Shell) -> None:
    for command in shell.commands:
        action = shell.menus.action(command.id)
        assert action.text().replace("&&", "&") == command.title
        assert [key.toString() for key in action.shortcuts()] == [
            key for key in (command.key, *command.also) if key
        ]
        assert any(action in menu.actions() for menu in shell.menus.menus())


def test_no_key_does_two_things(shell: Shell) -> None:
    assert shell.commands.clashes() == ()


def test_clashing_keys_are_found() -> None:
    def nothing() -> None:
        """Do nothing."""

    commands = Commands(
        [
            Command("a", "A", "Go", nothing, "Ctrl+P"),
            Command("b", "B", "Go", nothing, "Ctrl+P", context="reviews"),
            Command("c", "C", "Go", nothing, "F8", context="customers"),
            Command("d", "D", "Go", nothing, "F8", context="reviews"),
        ]
    )
    assert commands.clashes() == (("reviews", "Ctrl+P"),)


def test_a_key_of_one_place_works_only_there(shell: Shell) -> None:
    done: list[str] = []
    shell.commands.add(
        Command("print", "Print", "File", lambda: done.append("printed"), "Ctrl+P", context="reviews")
    )
    shell.install(shell.commands)
    QTest.keyClick(shell, KEY.Key_P, CTRL)
    assert done == []
    shell.show_place("reviews")
    QTest.keyClick(shell, KEY.Key_P, CTRL)
    assert done == ["printed"]


def test_panes_are_reached_one_after_the_other_by_f6(shell: Shell) -> None:
    page = shell.places["today"]
    shell.sidebar.focus_first()
    seen = []
    for _ in range(4):
        QTest.keyClick(shell.focusWidget() or shell, KEY.Key_F6)
        focused = shell.focusWidget()
        assert focused is not None
        seen.append(
            "sidebar"
            if shell.sidebar.isAncestorOf(focused)
            else "header"
            if page.header.isAncestorOf(focused)
            else "body"
        )
    assert seen == ["header", "body", "body", "sidebar"]


def test_the_window_folds_as_it_gets_narrower(qapp: QApplication, shell: Shell) -> None:
    page, side = shell.places["today"], shell.sidebar

    def looks(width: int) -> tuple[bool, bool]:
        shell.resize(width, 800)
        settle(qapp)
        return side.width() > 100, page.side_is_open()

    assert looks(1440) == (True, True)
    assert looks(1300) == (True, False)
    assert looks(1000) == (False, False)
    assert looks(760) == (False, False)
    QTest.keyClick(shell, KEY.Key_F9)
    assert page.side_is_open()
    QTest.keyClick(shell, KEY.Key_B, CTRL)
    assert side.width() > 100


def test_the_smallest_window_is_half_of_the_usual(shell: Shell) -> None:
    shell.resize(100, 100)
    assert (shell.width(), shell.height()) == (720, 450)


@pytest.mark.parametrize(
    ("pixels", "width"),
    [(1440, Width.WIDE), (1439, Width.MEDIUM), (1100, Width.RAIL), (800, Width.NARROW), (10, Width.NARROW)],
)
def test_room_has_four_sizes(pixels: int, width: Width) -> None:
    assert Width.of(pixels) is width


def test_keys_change_the_size_of_text(shell: Shell, look: Look) -> None:
    QTest.keyClick(shell, KEY.Key_Plus, CTRL)
    assert look.text_percent == 110
    QTest.keyClick(shell, KEY.Key_Minus, CTRL)
    QTest.keyClick(shell, KEY.Key_Minus, CTRL)
    assert look.text_percent == 90
    QTest.keyClick(shell, KEY.Key_0, CTRL)
    assert look.text_percent == 100


def test_the_palette_opens_on_its_key_and_asks_for_what_is_typed(qtbot: QtBot, shell: Shell) -> None:
    box = shell.palette_box
    with qtbot.waitSignal(box.asked):
        QTest.keyClick(shell, KEY.Key_K, CTRL)
    qtbot.waitUntil(box.isVisible)
    with qtbot.waitSignal(box.asked) as asked:
        QTest.keyClicks(box.box, ">tex")
    assert asked.args == [Wanted(">", "tex")]
    box.reject()


def test_enter_opens_what_was_found_and_control_enter_logs_with_it(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    box = Palette(None)
    qtbot.addWidget(box)
    rows = (PaletteRow(1, "Hollis & Crane", group="Customers"), PaletteRow(2, "Holloway", group="Customers"))
    for modifier, signal, expected in (
        (Qt.KeyboardModifier.NoModifier, box.opened, 2),
        (CTRL, box.logged, 2),
    ):
        box.start()
        box.show_rows(rows)
        QTest.keyClick(box.box, KEY.Key_Down)
        with qtbot.waitSignal(signal) as opened:
            QTest.keyClick(box.box, KEY.Key_Return, modifier)
        assert opened.args == [expected]
        assert not box.isVisible()


def test_nothing_found_is_said(qtbot: QtBot, look: Look) -> None:  # noqa: ARG001
    box = Palette(None)
    qtbot.addWidget(box)
    box.show_rows((), "No customer like 'Holis'. Did you mean Hollis & Crane Foods?")
    assert box.none.text().startswith("No customer like 'Holis'")
    box.show_rows((PaletteRow(1, "Hollis & Crane Foods"),))
    assert box.none.isHidden()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("holl", Wanted("", "holl")),
        (" @maya ", Wanted("@", "maya")),
        (">", Wanted(">", "")),
        ("", Wanted("", "")),
    ],
)
def test_a_prefix_narrows(typed: str, wanted: Wanted) -> None:
    assert Wanted.of(typed) == wanted


def test_commands_are_found_by_any_of_their_words_and_show_their_key(shell: Shell) -> None:
    rows = command_rows(shell.commands, "text")
    assert {row.title for row in rows} == {"Larger text", "Smaller text", "Usual text size"}
    assert all(row.shortcut for row in rows)
    assert [row.title for row in command_rows(shell.commands, "theme dark")] == ["Dark colours"]


def test_the_sheet_of_keys_lists_this_view_and_the_whole_window(qtbot: QtBot, shell: Shell) -> None:
    sheet = KeySheet(shell, shell.commands, shell.places["today"].hints)
    qtbot.addWidget(sheet)
    sheet.open()
    told = {label.text() for label in sheet.findChildren(Words)}
    assert {"kept", "snooze", "Larger text", "Today"} <= told
    assert unnamed(sheet) == []
    sheet.accept()


def test_the_status_line_tells_the_keys_and_the_state_of_the_place(shell: Shell) -> None:
    told = [label.text() for label in shell.status_line.findChildren(Words) if label.isVisible()]
    assert told[-1] == "2 of 6 done today" or "2 of 6 done today" in told
    assert "snooze" in told
    shell.resize(720, 600)
    assert "2 of 6 done today" in [
        label.text() for label in shell.status_line.findChildren(Words) if label.isVisible()
    ]


def test_badges_and_the_state_of_saving_are_spoken(shell: Shell) -> None:
    shell.sidebar.places["today"].show_badge(3, "due today")
    assert shell.sidebar.places["today"].accessibleName() == "Today, 3 due today"
    shell.sidebar.places["today"].show_badge(0)
    assert shell.sidebar.places["today"].accessibleName() == "Today"
    shell.sidebar.show_saved("Cannot save: disk full", "bad")
    assert "Cannot save: disk full" in [label.text() for label in shell.sidebar.findChildren(Words)]


def test_a_window_comes_back_as_it_was_left(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    def window() -> Shell:
        shell = Shell(look, tmp_path / "window.ini")
        qtbot.addWidget(shell)
        for place, icon, title in PLACES:
            shell.add_place(place, icon, Page(title))
        return shell

    first = window()
    first.restore("today")
    first.show()
    first.resize(760, 560)
    first.show_place("customers", 17)
    first.close()

    second = window()
    second.restore("today")
    assert second.history.now == Visit("customers", 17)
    assert second.size() == first.size()


def test_a_new_window_is_no_larger_than_the_screen_and_opens_the_first_place(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    shell = Shell(look, tmp_path / "window.ini")
    qtbot.addWidget(shell)
    shell.add_place("today", "sun", Page("Today"))
    shell.restore("today")
    room = shell.screen().availableSize()
    assert shell.width() == min(1440, room.width())
    assert shell.height() == min(900, room.height() - TITLE_BAR)
    assert shell.place == "today"
    shell.memory.keep("pinned", "1,2")
    assert shell.memory.word("pinned") == "1,2"
    assert shell.memory.word("unknown", "none") == "none"


def test_a_window_asks_before_it_closes_on_running_work(shell: Shell) -> None:
    shell.may_close = lambda: False
    shell.close()
    assert shell.isVisible()
    shell.may_close = lambda: True
    shell.close()
    assert not shell.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("back", [False, True], ids=["left to right", "right to left"])
def test_nothing_is_cut_and_everything_has_a_name(
    qapp: QApplication, shell: Shell, look: Look, percent: int, back: bool
) -> None:
    look.set_text(percent)
    shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft if back else Qt.LayoutDirection.LeftToRight)
    for width in (1440, 1180, 900, 720):
        shell.resize(width * percent // 100, 800)
        settle(qapp)
        assert clipped(shell) == [], width
    assert unnamed(shell) == []
    assert small_targets(shell) == []


def test_names_of_controls_differ(shell: Shell) -> None:
    takers = [
        each for each in shell.sidebar.findChildren(type(shell.sidebar.places["today"])) if each.isVisible()
    ]
    names = [each.accessibleName() for each in takers]
    assert len(names) == len(set(names))


def test_letters_typed_into_a_field_reach_it_and_nothing_else(shell: Shell) -> None:
    field = QLineEdit()
    page = shell.places["today"]
    page.header.add_action(field)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "jk?s")
    assert field.text() == "jk?s"
    assert shell.place == "today"


@pytest.mark.parametrize(
    ("key", "said"),
    [("Ctrl+N", "Ctrl N"), ("Ctrl+Return", "Ctrl ↵"), ("F9", "F9"), ("", ""), ("Alt+Left", "Alt Left")],
)
def test_keys_are_written_as_people_read_them(key: str, said: str) -> None:
    assert key_words(key) == said


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)) | st.sampled_from([-1, 1])))
def test_history_goes_back_to_where_one_came_from(steps: list[tuple[str, int] | int]) -> None:
    history = History()
    for step in steps:
        if isinstance(step, tuple):
            history.visit(Visit(*step))
            before = history.now
            assert before == Visit(*step)
            assert not history.can_go_forward or before is not None
        else:
            here = history.now
            moved = history.step(step)
            if moved is not None:
                assert moved == history.now
                assert history.step(-step) == here
                history.step(step)
    assert len(history.latest(3)) <= 3
    assert history.now not in history.latest(3)


def test_shell_commands_need_no_service(shell: Shell) -> None:
    assert {command.id for command in shell_commands(shell)} >= {
        "find",
        "back",
        "forward",
        "keys",
        "go today",
        "quit",
    }
