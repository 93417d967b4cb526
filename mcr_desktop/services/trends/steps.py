"""How far a long task is, and whether it shall stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mcr_desktop.domain.errors import Refused


@dataclass(eq=False)
class Steps:
    """Counts the steps of a task, and looks as often as asked whether it shall go on."""

    number: int
    cancelled: Callable[[], bool] | None = None
    progress: Callable[[int, int], None] | None = None
    done: int = 0

    def next(self) -> None:
        """A step is done.  Raises Refused when the task was stopped."""
        self.look()
        self.done = min(self.done + 1, self.number)
        if self.progress is not None:
            self.progress(self.done, self.number)

    def look(self) -> None:
        """Raise Refused when the task was stopped."""
        if self.cancelled is not None and self.cancelled():
            raise Refused("The analysis was stopped.")

    def finish(self) -> None:
        """Everything is done, however many steps it took."""
        self.done = self.number - 1
        self.next()
