"""What a screen reader sees of a program, asked from a test."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.outside.screen import PATIENCE, Screen, ended

EYES = Path(__file__).with_name("eyes.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that has the binding to the accessibility bus, a package of the system."""

Seen = tuple[str, str]
"""A role and a name."""


@dataclass(frozen=True)
class Reader:
    """A screen reader on one program."""

    screen: Screen
    eyes: subprocess.Popen[str]

    def shown(self) -> list[Seen]:
        """Everything on the screen, in the order it is read."""
        return [(role, name) for role, name in self._ask(ask="shown") or ()]

    def names(self) -> list[str]:
        """The names of everything on the screen."""
        return [name for _, name in self.shown()]

    def text(self, name: str) -> str | None:
        """What is written in the field of this name; None without such a field."""
        found = self._ask(ask="text", name=name)
        return found if isinstance(found, str) else None

    def press(self, role: str, name: str) -> None:
        """Do what this control does, as soon as it is there."""
        self.wait(lambda: self._ask(ask="press", role=role, name=name) is True, f"a {role} {name!r} to press")

    def wait_for(self, *wanted: str) -> None:
        """Wait until each of these is part of the name of something shown."""
        names: list[str] = []

        def all_there() -> bool:
            names[:] = self.names()
            return all(any(each in name for name in names) for each in wanted)

        try:
            self.wait(all_there, "names")
        except TimeoutError:
            raise TimeoutError(f"not all of {wanted} among {names}") from None

    def wait_for_keyboard(self, role: str, name: str) -> None:
        """Wait until this control has the keyboard."""
        self.wait(lambda: [role, name] in (self._ask(ask="focused") or ()), f"the keyboard in {name!r}")

    def wait(self, ready: Callable[[], bool], what: str) -> float:
        """Ask again and again; returns how long it took."""
        begun = time.monotonic()
        while time.monotonic() < begun + PATIENCE:
            if ready():
                return time.monotonic() - begun
        self.screen.photograph("waited in vain")
        raise TimeoutError(f"waited in vain for {what}")

    def _ask(self, **question: str) -> Any:
        assert self.eyes.stdin is not None
        assert self.eyes.stdout is not None
        self.eyes.stdin.write(json.dumps(question) + "\n")
        self.eyes.stdin.flush()
        return json.loads(self.eyes.stdout.readline())


def reading(screen: Screen, program: subprocess.Popen[str]) -> AbstractContextManager[Reader]:
    """A screen reader that looks at this program until the block ends."""
    return reading_process(screen, program.pid)


@contextmanager
def reading_process(screen: Screen, process: int) -> Iterator[Reader]:
    """A screen reader that looks at the process of this number."""
    eyes = subprocess.Popen(
        [SYSTEM_PYTHON, str(EYES), str(process)],
        env=screen.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with ended(eyes):
        yield Reader(screen, eyes)
