"""Today on a full day, an empty one, one that is done, in trouble, and with very long words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.today import Today
from mcr_desktop.ui.theme import Theme
from mcr_desktop.ui.today.page import State, TodayPage
from tests.gallery.records import DAY, DRAFT, LONG, NOW, PEOPLE, PROMISES, STALE, TODAY, TOM, WORTH

DONE = Today(
    DAY,
    NOW,
    TOM.name,
    kept_today=6,
    next_due=date(2026, 11, 26),
    news=TODAY.news,
    away_since=TODAY.away_since,
)
LONG_DAY = replace(
    TODAY,
    promises=tuple(
        replace(
            each,
            customer=LONG,
            text=f"{each.text}, and everything that was said about it in the long meeting of last week",
        )
        for each in PROMISES
    ),
    worth=tuple(replace(each, customer=LONG, sentence=each.sentence * 2) for each in WORTH),
    stale=tuple(
        replace(each, customer=LONG, value=f"{each.value} of all the sites between Innsbruck and Eisenstadt")
        for each in STALE
    ),
    drafts=(replace(DRAFT, customer=LONG),),
)


def shown(state: State) -> Callable[[Theme], QWidget]:
    """The page in this state."""

    def build(theme: Theme) -> QWidget:  # noqa: ARG001
        page = TodayPage()
        page.present(state)
        return page

    return build


FULL = State(day=replace(TODAY, drafts=(DRAFT,)), people=PEOPLE)
EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "today": shown(State(day=TODAY, people=PEOPLE)),
    "today with a draft, a kept promise and a fact being changed": shown(
        replace(
            FULL,
            day=replace(TODAY, promises=PROMISES[1:], drafts=(DRAFT,)),
            kept=(replace(PROMISES[0], state=PROMISES[0].state.KEPT),),
            editing=2,
        )
    ),
    "today all kept": shown(State(day=DONE)),
    "today first time": shown(State(day=Today(DAY, NOW, TOM.name))),
    "today reading": shown(State(busy=True)),
    "today in trouble": shown(
        State(
            problem="The workspace cannot be reached. What you wrote is safe here.", day=TODAY, people=PEOPLE
        )
    ),
    "today in long words": shown(State(day=LONG_DAY, people=PEOPLE)),
}
