"""Every command of the window as data: its name, its menu, its key, and what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

MenuName = Literal["File", "Edit", "View", "Go", "Customer", "Tools", "Help"]
MENUS: tuple[MenuName, ...] = ("File", "Edit", "View", "Go", "Customer", "Tools", "Help")


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the window can do.

    key: as Qt writes it ("Ctrl+N"); context: "window", or the place in whose view alone the key works;
    group: commands of one menu stand in groups divided by a line; words: what else people call it.
    """

    id: str
    title: str
    menu: MenuName
    do: Callable[[], None]
    key: str = ""
    icon: str = ""
    context: str = "window"
    group: int = 0
    words: str = ""
    able: Callable[[], bool] = _always
    also: tuple[str, ...] = ()
    """Further keys that do the same."""


class Commands:
    """All commands of one window, in the order of its menus."""

    def __init__(self, commands: Iterable[Command] = ()) -> None:
        self._commands: dict[str, Command] = {}
        self.add(*commands)

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def add(self, *commands: Command) -> None:
        """Know these too; one of the same id takes the older's place."""
        for command in commands:
            self._commands[command.id] = command

    def get(self, command_id: str) -> Command:
        """The command of this id."""
        return self._commands[command_id]

    def of(self, menu: MenuName) -> tuple[Command, ...]:
        """What stands in a menu, group by group."""
        return tuple(
            sorted(
                (each for each in self._commands.values() if each.menu == menu), key=lambda each: each.group
            )
        )

    def clashes(self) -> tuple[tuple[str, str], ...]:
        """Keys that would do two things at once: (context, key)."""
        places = {each.context for each in self._commands.values()} - {"window"}
        seen: Counter[tuple[str, str]] = Counter()
        for each in self._commands.values():
            for key in filter(None, (each.key, *each.also)):
                contexts = {each.context} if each.context != "window" else places | {"window"}
                seen.update((context, key) for context in contexts)
        return tuple(sorted(clash for clash, times in seen.items() if times > 1))
