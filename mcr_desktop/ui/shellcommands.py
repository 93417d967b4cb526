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
    themes: tuple[tuple[Choice, str, str], ...] = (
        ("system", _tr("Colours as the system has them"), "sun"),
        ("light", _tr("Light colours"), "sun"),
        ("dark", _tr("Dark colours"), "moon"),
        ("contrast", _tr("High contrast"), "eye"),
    )
    return (
        Command("sidebar", _tr("Fold the sidebar"), "View", shell.toggle_sidebar, "Ctrl+B", "columns-3"),
        Command(
            "side pane",
            _tr("Open or close the right pane"),
            "View",
            shell.toggle_side_pane,
            "F9",
            "columns-3",
        ),
        Command(
            "larger",
            _tr("Larger text"),
            "View",
            partial(shell.change_text, 10),
            "Ctrl++",
            "zoom-in",
            group=1,
            also=("Ctrl+=",),
        ),
        Command(
            "smaller",
            _tr("Smaller text"),
            "View",
            partial(shell.change_text, -10),
            "Ctrl+-",
            "zoom-out",
            group=1,
        ),
        Command(
            "usual size",
            _tr("Usual text size"),
            "View",
            partial(shell.change_text, 0),
            "Ctrl+0",
            "zoom-out",
            group=1,
        ),
        *(
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
        ),
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
    return (
        *places,
        Command(
            "find",
            _tr("Find a customer, note or command"),
            "Go",
            shell.open_palette,
            "Ctrl+K",
            "search",
            group=1,
        ),
        Command(
            "back",
            _tr("Back"),
            "Go",
            partial(shell.step_history, -1),
            "Alt+Left",
            "chevron-left",
            group=2,
            able=lambda: shell.history.can_go_back,
        ),
        Command(
            "forward",
            _tr("Forward"),
            "Go",
            partial(shell.step_history, 1),
            "Alt+Right",
            "chevron-right",
            group=2,
            able=lambda: shell.history.can_go_forward,
        ),
        Command("next pane", _tr("Next pane"), "Go", partial(shell.step_pane, 1), "F6", "columns-3", group=3),
        Command(
            "previous pane",
            _tr("Previous pane"),
            "Go",
            partial(shell.step_pane, -1),
            "Shift+F6",
            "columns-3",
            group=3,
        ),
    )


def _allowed(shell: Shell, place: str) -> bool:
    return not shell.sidebar.places[place].isHidden()


def _help(shell: Shell) -> tuple[Command, ...]:
    def keys() -> None:
        hints = shell.page.hints if shell.page is not None else ()
        KeySheet(shell, shell.commands, hints).open()

    return (Command("keys", _tr("Keys of this view"), "Help", keys, "?", "key"),)
