"""The menu bar: every command of the window with its key, made from the list of commands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from mcr_desktop.ui.commands import MENUS, Command, Commands, MenuName
from mcr_desktop.ui.words import unmarked


def menu_titles() -> dict[MenuName, str]:
    """The menus' titles with their letters."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Menus", text)

    return {
        "File": tr("&File"),
        "Edit": tr("&Edit"),
        "View": tr("&View"),
        "Go": tr("&Go"),
        "Customer": tr("&Customer"),
        "Tools": tr("&Tools"),
        "Help": tr("&Help"),
    }


class Menus:
    """Keeps the menu bar in step with the commands."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._commands = Commands()
        self._actions: dict[str, QAction] = {}
        self._place = ""
        titles = menu_titles()
        self._menus: dict[MenuName, QMenu] = {name: window.menuBar().addMenu(titles[name]) for name in MENUS}
        for menu in self._menus.values():
            menu.aboutToShow.connect(self.refresh)

    def show_commands(self, commands: Commands) -> None:
        """Fill the menus with these commands."""
        self._commands = commands
        for action in self._actions.values():
            action.deleteLater()
        self._actions = {}
        for name, menu in self._menus.items():
            menu.clear()
            held = commands.of(name)
            for before, command in zip((None, *held), held, strict=False):
                if before is not None and before.group != command.group:
                    menu.addSeparator()
                self._actions[command.id] = self._action(command, menu)
            menu.menuAction().setVisible(bool(held))
        self.refresh()

    def show_place(self, place: str) -> None:
        """Only keys of this place, and of the whole window, work now."""
        self._place = place
        self.refresh()

    def menus(self) -> tuple[QMenu, ...]:
        """The menus from first to last."""
        return tuple(self._menus.values())

    def action(self, command_id: str) -> QAction:
        """The action of a command, for tests and context menus."""
        return self._actions[command_id]

    def refresh(self) -> None:
        """Grey what cannot be done now."""
        for command in self._commands:
            here = command.context in ("window", self._place)
            self._actions[command.id].setEnabled(here and command.able())

    def _action(self, command: Command, menu: QMenu) -> QAction:
        action = QAction(unmarked(command.title), self._window)
        action.setShortcuts([QKeySequence(key) for key in (command.key, *command.also) if key])
        action.triggered.connect(partial(self._do, command))
        menu.addAction(action)
        return action

    def _do(self, command: Command) -> None:
        if command.able():
            command.do()
