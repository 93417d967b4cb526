"""What is done when somebody asks something of a promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.errors import McrError
from mcr_desktop.ui.dates import near_day
from mcr_desktop.ui.promises.asks import Ask, Keep, LetGo, Reassign, Reword, Snooze

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.promises import PromiseService
    from mcr_desktop.ui.deeds import Deeds


def tr(text: str) -> str:
    """These words in the language of the window."""
    return QCoreApplication.translate("promises", text)


@dataclass(eq=False)
class PromiseDeeds:
    """Answers what is asked of promises, for every page that shows them."""

    promises: PromiseService
    actor: Actor
    deeds: Deeds
    today: Callable[[], date]

    refused: Callable[[Ask], None] = field(default=lambda _: None)
    """Called when it could not be done, so that a tick does not stay that says otherwise."""

    def answer(self, ask: Ask) -> None:
        """Do what was asked, and offer to take it back."""
        work, said = self._deed(ask)
        self.deeds.do(work, said, ask.promise.customer_id, failed=partial(self._failed, ask))

    def _failed(self, ask: Ask, error: McrError) -> None:
        self.deeds.toasts.say(str(error), tone="bad")
        self.refused(ask)

    def _deed(self, ask: Ask) -> tuple[Callable[[], object], str]:
        service, actor, promise = self.promises, self.actor, ask.promise
        match ask:
            case Keep(kept=True):
                said = tr("Kept") if promise.side is Side.OURS else tr("They kept it")
                work: Callable[[], object] = partial(
                    service.keep, actor, promise.id, seen_version=promise.version
                )
            case Keep():
                said = tr("Open again")
                work = partial(service.reopen, actor, promise.id, seen_version=promise.version)
            case Snooze(until=until):
                said = tr("Comes back {day}").format(day=near_day(until, self.today()))
                work = partial(service.snooze, actor, promise.id, until)
            case LetGo(why=why):
                said = tr("Let go")
                work = partial(service.let_go, actor, promise.id, why, seen_version=promise.version)
            case Reassign(user_id=user_id, name=name):
                said = tr("{name} keeps it now").format(name=name)
                work = partial(service.reassign, actor, promise.id, user_id)
            case Reword(text=text, due=due):
                said = tr("Changed")
                work = partial(service.change, actor, promise.id, text, due, seen_version=promise.version)
        return work, f"{said}: {_short(promise.text)}"


def _short(text: str, most: int = 60) -> str:
    """As much of a text as a toast has room for."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
