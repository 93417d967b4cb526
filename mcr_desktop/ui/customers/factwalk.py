"""Changing facts in place, walking through the stale ones, and settling what two people changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from mcr_desktop.domain.errors import McrError, Stale
from mcr_desktop.domain.facts import Fact, Freshness, PastFact
from mcr_desktop.ui.customers.asks import AskFact, ChangeFact, ConfirmFact, CustomerAsk, EndFact
from mcr_desktop.ui.customers.state import Conflict

if TYPE_CHECKING:
    from mcr_desktop.services.facts import FactService
    from mcr_desktop.ui.customers.onecustomer import CustomerPresenter

_ABOUT_FACTS = (AskFact, ChangeFact, ConfirmFact, EndFact)


@dataclass(eq=False)
class FactWalk:
    """The part of a customer's presenter that looks after facts."""

    host: CustomerPresenter
    facts: FactService
    _mine: tuple[int, str] | None = None

    def __post_init__(self) -> None:
        page = self.host.page
        page.fact_edit_wanted.connect(self.edit)
        page.walk_wanted.connect(self.walk)
        page.settled.connect(self.settle)
        page.history_wanted.connect(self.show_history)

    def edit(self, fact: Fact | None) -> None:
        """Change this fact in place; None leaves it, or ends the walk when nothing is being changed."""
        state = self.host.state
        if fact is None and state.editing is None:
            self.host.show(replace(state, walking=(), walked=0))
        else:
            self.host.show(replace(state, editing=fact.id if fact is not None else None))

    def walk(self) -> None:
        """Ask about every stale fact, one after the other."""
        state = self.host.state
        if state.known is None or state.walking:
            return
        stale = tuple(each.id for each in state.known.facts if each.freshness(state.day) is Freshness.STALE)
        self.host.show(replace(state, walking=stale, walked=0, editing=None))

    def answered(self, ask: CustomerAsk) -> None:
        """Go on to the next fact of the walk."""
        if not isinstance(ask, _ABOUT_FACTS):
            return
        state = self.host.state
        state = replace(state, editing=None, conflict=None)
        if state.walking[:1] == (ask.fact.id,):
            walking = state.walking[1:]
            state = replace(state, walking=walking, walked=state.walked + 1 if walking else 0)
        self.host.show(state)

    def failed(self, ask: CustomerAsk, error: McrError) -> bool:
        """A colleague was quicker: keep what was typed here and show both values; True when that was it."""
        if not isinstance(ask, ChangeFact) or not isinstance(error, Stale):
            return False
        self._mine = (ask.fact.id, ask.value)
        self.host.show(replace(self.host.state, editing=None))
        self.host.load()
        return True

    def loaded(self) -> None:
        """Everything was read anew: show the other value of a conflict, forget facts that are gone."""
        state = self.host.state
        facts = {each.id: each for each in state.known.facts} if state.known is not None else {}
        walking = tuple(each for each in state.walking if each in facts)
        if walking != state.walking:
            state = replace(state, walking=walking)
        if self._mine is not None and (theirs := facts.get(self._mine[0])) is not None:
            state = replace(state, conflict=Conflict(theirs.id, self._mine[1], theirs.value, theirs.by))
            self._mine = None
        if state is not self.host.state:
            self.host.show(state)

    def settle(self, mine: bool) -> None:
        """Keep what was typed here, or what the colleague wrote; the other stays in the history."""
        state, conflict = self.host.state, self.host.state.conflict
        known = state.known.facts if state.known is not None else ()
        fact = next((each for each in known if conflict is not None and each.id == conflict.fact_id), None)
        self.host.show(replace(state, conflict=None))
        if mine and conflict is not None and fact is not None:
            self.host.answer(ChangeFact(fact, conflict.mine))

    def show_history(self, fact: Fact) -> None:
        """What it was before."""
        host = self.host

        def shown(past: tuple[PastFact, ...]) -> None:
            host.page.show_history(fact, past)

        read = partial(self.facts.history, host.actor, fact.id)
        host.deeds.jobs.start((self, "history"), read, shown, partial(host.deeds.failed, None))
