"""Making many reviews one after another: each is its own job, and stopping keeps what is finished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from mcr_desktop.domain.reviews import PrintedReview
from mcr_desktop.ui.jobs import Failed, Runner

Made = tuple[PrintedReview, ...]
Work = Callable[[int], PrintedReview]
Ending = Callable[[Made], None]


@dataclass(eq=False)
class Batch:
    """Works through customers; who asked is told of each that begins, is made, or is given up.

    began: the customer, how many are made, how many are wanted.  stopped: what was made, and the others.
    """

    jobs: Runner
    began: Callable[[int, int, int], None]
    finished: Callable[[int, PrintedReview], None]
    stopped: Callable[[Made, Sequence[int]], None]
    failed: Failed
    _waiting: list[int] = field(default_factory=list)
    _made: list[PrintedReview] = field(default_factory=list)
    _running: bool = False

    @property
    def is_running(self) -> bool:
        """Whether something is still to be made."""
        return self._running

    def start(self, wanted: Sequence[int], work: Work, ending: Ending) -> None:
        """Do this work for each customer, then hand all of it on."""
        self._waiting, self._made, self._running = list(wanted), [], True
        self._next(work, ending)

    def stop(self) -> None:
        """Give up what is not finished, at once."""
        if not self._running:
            return
        self._running = False
        self.jobs.forget((self, "batch"))
        self.stopped(tuple(self._made), tuple(self._waiting))

    def _next(self, work: Work, ending: Ending) -> None:
        if not self._waiting:
            self._running = False
            ending(tuple(self._made))
            return
        customer_id = self._waiting[0]
        self.began(customer_id, len(self._made), len(self._made) + len(self._waiting))
        done = partial(self._one_done, work, ending)
        self.jobs.start((self, "batch"), partial(work, customer_id), done, self._broken)

    def _one_done(self, work: Work, ending: Ending, review: PrintedReview) -> None:
        self._made.append(review)
        self.finished(self._waiting.pop(0), review)
        self._next(work, ending)

    def _broken(self, error: Exception) -> None:
        self._running = False
        self.failed(error)
