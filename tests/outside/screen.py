"""A display, the person before it, and programs that are ended when the test is."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60  # seconds until something that must come is said not to have come


def program(
    *words: str,
    environment: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
    stderr: int | None = None,
) -> subprocess.Popen[str]:
    """A program that runs beside the test."""
    return subprocess.Popen(words, env=environment, pass_fds=pass_fds, stderr=stderr, text=True)


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """The process, ended with this block whatever happens in it."""
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


@dataclass(frozen=True)
class Screen:
    """What a person does at a display: start the program, look for a window, press keys."""

    display: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The surroundings of a program started here."""
        own = {"HOME": str(self.home), "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return {**kept, **own}

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The program as it is started from a checkout; what it complains of can be read at its end."""
        command = (sys.executable, "-m", "mcr_desktop", *words)
        return program(*command, environment=self.environment, stderr=subprocess.PIPE)

    def wait_for_window(self, title: str) -> str:
        """The number of a visible window with this in its title, as soon as there is one."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            # It waits by itself, but gives up when some other window goes away while it looks.
            found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title, check=False)
            if found:
                return found.split()[0]
        raise TimeoutError(f"no window named {title}")

    def press(self, window: str, *keys: str) -> None:
        """Press these keys in this window."""
        self._xdotool("windowfocus", "--sync", window, "key", *keys)

    def type(self, text: str) -> None:
        """Type plain letters where the cursor is."""
        self._xdotool("type", "--delay", "5", text)

    def title_of(self, window: str) -> str:
        """What stands in the title of a window."""
        return self._xdotool("getwindowname", window).strip()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=check,
        )
        return done.stdout
