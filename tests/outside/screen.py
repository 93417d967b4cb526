"""A display, the person before it, and programs that are ended when the test is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60  # seconds until something that must come is said not to have come


def program(
    *words: str,
    environment: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
    stderr: int | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[str]:
    """A program that runs beside the test."""
    return subprocess.Popen(words, env=environment, pass_fds=pass_fds, stderr=stderr, cwd=cwd, text=True)


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
    """What a person does at a display: start the program, look for a window, press keys.

    bus: the address of a message bus with a screen reader's part in it, or blank.
    """

    display: str
    home: Path
    bus: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The surroundings of a program started here."""
        own = {
            "HOME": str(self.home),
            "LOGNAME": "robin",
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": self.bus or "disabled:",  # else one is started that nobody ends
        }
        if self.bus:
            own |= {
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "QT_LOGGING_RULES": "qt.accessibility.atspi=false",  # it says what Qt has not written yet
            }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return {**kept, **own}

    def start(self, *words: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
        """The program as it is started from a checkout; what it complains of can be read at its end."""
        command = (sys.executable, "-m", "mcr_desktop", *words)
        return program(*command, environment=self.environment, stderr=stderr, cwd=self.home)

    @property
    def sample(self) -> Path:
        """Where this person's sample workspace is."""
        return self.home / ".local" / "share" / "mcr-desktop" / "sample.mcr"

    def ask(self, *words: str, workspace: Path | None = None) -> subprocess.CompletedProcess[str]:
        """What the command line says about a workspace, the sample unless another is named."""
        named = str(workspace or self.sample)
        command = (sys.executable, "-m", "mcr_desktop", "--workspace", named, *words)
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    def wait_for_window(self, title: str) -> str:
        """The number of a visible window with this in its title, as soon as there is one."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            # It waits by itself, but gives up when some other window goes away while it looks.
            found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title, check=False)
            if found:
                return found.split()[0]
        raise TimeoutError(f"no window named {title}")

    def process_of(self, window: str) -> int:
        """The number of the process whose window this is."""
        return int(self._xdotool("getwindowpid", window))

    @contextmanager
    def surely_ended(self, window: str) -> Iterator[None]:
        """Whatever happens in this block, the process of the window is ended after it."""
        process = self.process_of(window)
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)

    def wait_for_end(self, window: str) -> None:
        """Wait until there is no such window."""
        deadline = time.monotonic() + PATIENCE
        while self._xdotool("getwindowname", window, check=False):
            if time.monotonic() > deadline:
                raise TimeoutError("the window is still there")

    def focus(self, window: str) -> None:
        """Give the keyboard to this window."""
        self._xdotool("windowfocus", "--sync", window)

    def press(self, window: str, *keys: str) -> None:
        """Press these keys in this window."""
        self._xdotool("windowfocus", "--sync", window, "key", *keys)

    def close(self, window: str, running: subprocess.Popen[str]) -> tuple[int, str]:
        """Close the window as its frame does; exit code, and what the program complained of."""
        self.press(window, "alt+F4")
        _, complaints = running.communicate(timeout=PATIENCE)
        return running.returncode, complaints

    def strike(self, *keys: str) -> None:
        """Press these keys wherever the keyboard is."""
        self._xdotool("key", *keys)

    def photograph(self, name: str) -> None:
        """A picture of the whole screen for whoever wants to look, into the folder MCR_SHOTS names.

        This needs ImageMagick.
        """
        folder = os.environ.get("MCR_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            picture = Path(folder, f"{name}.png")
            subprocess.run(["import", "-window", "root", str(picture)], env=self.environment, check=True)

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
