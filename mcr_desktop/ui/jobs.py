"""Work that must not hold up the window: one way out to another thread, one way back."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Event
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from mcr_desktop.domain.errors import McrError

Result = TypeVar("Result")
Failed = Callable[[Exception], None]


class Runner(Protocol):
    """Calls work and answers with its result; the newest job of a key silences the older."""

    def start(
        self,
        key: Hashable,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Failed,
        *,
        cancel: Event | None = None,
    ) -> None:
        """Call work(), then done(result) or failed(error); `cancel` is set when the job is given up."""

    def forget(self, key: Hashable) -> None:
        """Whoever asked is gone: let the work end, and do not answer."""

    def cancel(self, key: Hashable) -> None:
        """Ask the work to end early by its event, and still answer with what it returns."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    ticket: int
    done: Callable[[Any], None]
    failed: Failed
    cancel: Event | None


class Jobs(QObject):
    """Runs work elsewhere and answers here."""

    _ended = Signal(object, int, object, object)
    busy_changed = Signal(int)
    """How many jobs are still awaited."""

    def __init__(self, parent: QObject | None = None, threads: int = 4) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._tickets = 0
        self._waiting: dict[Hashable, _Waiting] = {}
        self._ended.connect(self._answer)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is awaited."""
        return not self._waiting

    def start(
        self,
        key: Hashable,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Failed,
        *,
        cancel: Event | None = None,
    ) -> None:
        """Call work() on another thread, then done(result) or failed(error) on this one."""
        self._tickets += 1
        ticket = self._tickets
        self._waiting[key] = _Waiting(ticket, done, failed, cancel)
        self.busy_changed.emit(len(self._waiting))

        def run() -> None:
            try:
                self._ended.emit(key, ticket, work(), None)
            except Exception as error:  # noqa: BLE001  not hidden: handed to failed()
                self._ended.emit(key, ticket, None, error)

        self._pool.start(run)

    def forget(self, key: Hashable) -> None:
        """Whoever asked is gone: the work may end early, and is not answered."""
        waiting = self._waiting.pop(key, None)
        if waiting is not None:
            if waiting.cancel is not None:
                waiting.cancel.set()
            self.busy_changed.emit(len(self._waiting))

    def cancel(self, key: Hashable) -> None:
        """Ask the work to end early; it answers with what it has."""
        waiting = self._waiting.get(key)
        if waiting is not None and waiting.cancel is not None:
            waiting.cancel.set()

    def close(self, milliseconds: int = 5000) -> bool:
        """Give everything up and wait for the threads; True when they have ended."""
        for key in tuple(self._waiting):
            self.forget(key)
        return self._pool.waitForDone(milliseconds)

    def finish(self) -> None:
        """Give up what is awaited, and stay until the work under way has ended: the process is closing."""
        for waiting in self._waiting.values():
            if waiting.cancel is not None:
                waiting.cancel.set()
        self._pool.waitForDone()
        self._waiting.clear()

    @Slot(object, int, object, object)
    def _answer(self, key: Hashable, ticket: int, result: object, error: Exception | None) -> None:
        waiting = self._waiting.get(key)
        if waiting is None or waiting.ticket != ticket:
            return
        del self._waiting[key]
        self.busy_changed.emit(len(self._waiting))
        if error is None:
            waiting.done(result)
        else:
            waiting.failed(error)


class AtOnce:
    """A runner that runs where it stands, for pictures and for tests of what pages decide; defects rise."""

    def start(
        self,
        key: Hashable,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Failed,
        *,
        cancel: Event | None = None,
    ) -> None:
        """Call work() and answer before returning."""
        try:
            result = work()
        except McrError as error:
            failed(error)
        else:
            done(result)

    def forget(self, key: Hashable) -> None:
        """Nothing is ever under way."""

    def cancel(self, key: Hashable) -> None:
        """Nothing is ever under way."""
