"""The real program on a screen that is only memory, watched from inside its process.

Run as python -m tests.ui.watched; what was seen is printed as one line of JSON at the end.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mcr_desktop import app
from mcr_desktop.config import Paths
from mcr_desktop.ui.shell import Shell

PATIENCE_MS = 60_000
STUCK = 9
CALLS_OUT = {
    "http.client.connect",
    "smtplib.connect",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.sendmsg",
    "socket.sendto",
    "urllib.Request",
}
CTRL = Qt.KeyboardModifier.ControlModifier

Flow = Generator[Callable[[], bool], None, None]


def sockets_out() -> list[str]:
    """The sockets of this process that could reach another machine, whoever opened them."""
    tables = [Path("/proc/self/net", name) for name in ("tcp", "tcp6", "udp", "udp6")]
    lines = [
        line.split()
        for table in tables
        if table.exists()
        for line in table.read_text(encoding="ascii").splitlines()[1:]
    ]
    own = {str(each.readlink()) for each in Path("/proc/self/fd").glob("*") if each.is_symlink()}
    return [" ".join(line[:4]) for line in lines if f"socket:[{line[9]}]" in own]


class Watch:
    """What happened in this process, in order."""

    def __init__(self, data: Path) -> None:
        self._data = str(data)
        self.order: list[str] = []
        self.calls: list[str] = []
        self.sockets: list[str] = []
        self.modules: dict[str, list[str]] = {}
        sys.addaudithook(self._hear)

    def note(self, moment: str) -> None:
        """What is imported by now, at a moment told once."""
        if moment not in self.modules:
            self.order.append(moment)
            self.sockets += sockets_out()
            self.modules[moment] = sorted({name.split(".")[0] for name in sys.modules})

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if event in CALLS_OUT:
            self.calls.append(f"{event} {given}")
            raise OSError("there is no network here")
        if event == "open" and str(given[0]).startswith(self._data) and "opened" not in self.order:
            self.order.append("opened")


def keyboard() -> QWidget:
    """Where the keyboard is."""
    taker: QWidget | None = QApplication.focusWidget() or QApplication.activeWindow()
    assert taker is not None, "the keyboard is nowhere"
    return taker


def struck(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(keyboard(), key, held)


def is_there(shell: Shell, place: str) -> bool:
    """Whether this place is shown, and has said how it stands."""
    return shell.place == place and shell.page is not None and bool(shell.page.status)


def says(shell: Shell, words: str) -> bool:
    """Whether the place that is shown holds a label with these words."""
    return any(words in label.text() for label in shell.places[shell.place].findChildren(QLabel))


def in_front(shell: Shell) -> Flow:
    """Take the keyboard back, as there is no window manager that would."""
    shell.activateWindow()
    yield shell.isActiveWindow


def the_day(shell: Shell, watch: Watch) -> Flow:
    """Read the day, log a conversation, look into every place, find, and close."""
    today = shell.places["today"]
    today.told.connect(lambda: watch.note("usable") if "done today" in today.status else None)
    yield lambda: "usable" in watch.modules
    yield from in_front(shell)
    struck(Qt.Key.Key_N, CTRL)
    yield lambda: type(QApplication.focusWidget()).__name__ == "NoteEdit"
    edit = keyboard()
    QTest.keyClicks(edit, "@Hollis")
    yield lambda: bool(getattr(edit, "offering", False))
    struck(Qt.Key.Key_Return)
    QTest.keyClicks(edit, "Rang about the gate /promise look into it by Friday")
    struck(Qt.Key.Key_Return, CTRL)
    yield lambda: not edit.isVisible()
    for place in list(shell.titles)[1:]:
        QTest.mouseClick(shell.sidebar.places[place], Qt.MouseButton.LeftButton)
        yield partial(is_there, shell, place)
        if place == "reviews":
            yield partial(says, shell, "Page 1 of ")
    shell.open_palette()
    QTest.keyClicks(shell.palette_box.box, "brannock")
    yield lambda: shell.palette_box.found.chosen() is not None
    shell.palette_box.reject()
    watch.note("done")


class Hand:
    """Goes through a day as soon as each step may follow; leaves the program when it is through."""

    def __init__(self, flow: Flow) -> None:
        self._flow, self._ready = flow, next(flow)
        self._deadline = QDeadlineTimer(PATIENCE_MS)
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        if self._deadline.hasExpired():
            self._stuck(f"waited in vain, {inspect.getgeneratorlocals(self._flow)}")
        elif self._ready():
            try:
                following = next(self._flow, None)
            except AssertionError as error:
                self._stuck(str(error))
                return
            if following is not None:
                self._ready = following
            else:
                self._timer.stop()
                QApplication.closeAllWindows()

    def _stuck(self, why: str) -> None:
        self._timer.stop()
        print(f"stuck: {why}", file=sys.stderr)
        QApplication.exit(STUCK)


def main() -> int:
    """Run the program and the day in it."""
    watch, hands = Watch(Paths.of_this_user().data), list[Hand]()
    paint = Shell.paintEvent

    def painted(self: Shell, event: QPaintEvent) -> None:
        paint(self, event)
        if not hands:
            watch.note("painted")
            hands.append(Hand(the_day(self, watch)))

    setattr(Shell, "paintEvent", painted)  # noqa: B010  the same, and then something
    code = app.run()
    seen = {"order": watch.order, "calls": watch.calls, "modules": watch.modules, "sockets": watch.sockets}
    print(json.dumps(seen))
    return code


if __name__ == "__main__":
    sys.exit(main())
