"""The commands that the window itself answers: where to go, what to show, how large."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from mcr_desktop.ui.commands import Command
from mcr_desktop.ui.keysheet import KeySheet
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.theme import Choice


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def shell_commands(shell: Shell) -> tuple[Command, ...]:
    """Everything that needs no service."""
    return (*_file(shell), *_edit(shell), *_view(shell), *_go(shell), *_help(shell))


def _file(shell: Shell) -> tuple[Command, ...]:
    return (Command("quit", _tr("Close MCR Desktop"), "File", _closes(shell), "Ctrl+Q", "log-out", group=9),)


def _closes(shell: Shell) -> Callable[[], None]:
    def close() -> None:
        shell.close()

    return close


def _edit(shell: Shell) -> tuple[Command, ...]:
    def on_text(deed: str) -> Callable[[], None]:
        def do() -> None:
            editor = QApplication.focusWidget()
            if isinstance(editor, QLineEdit | QPlainTextEdit | QTextEdit) and editor.window() is shell:
                getattr(editor, deed)()

        return do

    return (
        Command("cut", _tr("Cut"), "Edit", on_text("cut"), "Ctrl+X", group=2),
        Command("copy", _tr("Copy"), "Edit", on_text("copy"), "Ctrl+C", group=2),
        Command("paste", _tr("Paste"), "Edit", on_text("paste"), "Ctrl+V", group=2),
        Command("select all", _tr("Select everything"), "Edit", on_text("selectAll"), "Ctrl+A", group=2),
    )


def _view(shell: Shell) -> tuple[Command, ...]:
    side = Command("sidebar", _tr("Fold the sidebar"), "View", shell.toggle_sidebar, "Ctrl+B", "columns-3")
    pane = Command(
        "side pane", _tr("Open or close the right pane"), "View", shell.toggle_side_pane, "F9", "columns-3"
    )
    return (side, pane, *_sizes(shell), *_colours(shell))


def _sizes(shell: Shell) -> tuple[Command, ...]:
    sizes = (
        ("larger", _tr("Larger text"), 10, ("Ctrl++", "Ctrl+="), "zoom-in"),
        ("smaller", _tr("Smaller text"), -10, ("Ctrl+-",), "zoom-out"),
        ("usual size", _tr("Usual text size"), 0, ("Ctrl+0",), "zoom-out"),
    )
    return tuple(
        Command(name, title, "View", partial(shell.change_text, by), keys[0], icon, group=1, also=keys[1:])
        for name, title, by, keys, icon in sizes
    )


def _colours(shell: Shell) -> tuple[Command, ...]:
    themes: tuple[tuple[Choice, str, str], ...] = (
        ("system", _tr("Colours as the system has them"), "sun"),
        ("light", _tr("Light colours"), "sun"),
        ("dark", _tr("Dark colours"), "moon"),
        ("contrast", _tr("High contrast"), "eye"),
    )
    return tuple(
        Command(
            f"colours {choice}",
            title,
            "View",
            partial(shell.look.choose, choice),
            icon=icon,
            group=2,
            words="theme",
        )
        for choice, title, icon in themes
    )


def _go(shell: Shell) -> tuple[Command, ...]:
    places = tuple(
        Command(
            f"go {place}",
            title,
            "Go",
            partial(shell.show_place, place),
            f"Ctrl+{number}",
            able=partial(_allowed, shell, place),
        )
        for number, (place, title) in enumerate(shell.titles.items(), start=1)
    )
    find = _tr("Find a customer, note or command")
    return (
        *places,
        Command("find", find, "Go", shell.open_palette, "Ctrl+K", "search", group=1),
        *_steps(shell),
    )


def _steps(shell: Shell) -> tuple[Command, ...]:
    visit, pane = shell.step_history, shell.step_pane
    past, ahead = (lambda: shell.history.can_go_back), (lambda: shell.history.can_go_forward)
    to_back, to_next = ("Alt+Left", "chevron-left"), ("Alt+Right", "chevron-right")
    return (
        Command("back", _tr("Back"), "Go", partial(visit, -1), *to_back, group=2, able=past),
        Command("forward", _tr("Forward"), "Go", partial(visit, 1), *to_next, group=2, able=ahead),
        Command("next pane", _tr("Next pane"), "Go", partial(pane, 1), "F6", "columns-3", group=3),
        Command(
            "previous pane", _tr("Previous pane"), "Go", partial(pane, -1), "Shift+F6", "columns-3", group=3
        ),
    )


def _allowed(shell: Shell, place: str) -> bool:
    return not shell.sidebar.places[place].isHidden()


def _help(shell: Shell) -> tuple[Command, ...]:
    def keys() -> None:
        hints = shell.page.hints if shell.page is not None else ()
        KeySheet(shell, shell.commands, hints, shell.place).open()

    return (Command("keys", _tr("Keys of this view"), "Help", keys, "?", "key"),)
