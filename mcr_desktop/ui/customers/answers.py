"""What is done when somebody asks something of a customer's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from mcr_desktop.ui.customers.asks import (
    AddContact,
    AddFact,
    AddObjective,
    AddPromise,
    AddStep,
    AskFact,
    ChangeContact,
    ChangeFact,
    ConfirmFact,
    CustomerAsk,
    EndFact,
    ReviseNote,
    TickStep,
)

if TYPE_CHECKING:
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.services.conversations import ConversationService
    from mcr_desktop.services.customers import CustomerService
    from mcr_desktop.services.facts import FactService
    from mcr_desktop.services.promises import PromiseService

Deed = tuple[Callable[[], object], str]


def tr(text: str) -> str:
    """These words in the language of the window."""
    return QCoreApplication.translate("customers", text)


@dataclass(frozen=True, slots=True)
class Answers:
    """Turns an ask into the call that does it, and the words that say it is done."""

    customers: CustomerService
    conversations: ConversationService
    facts: FactService
    promises: PromiseService
    actor: Actor
    new_uuid: Callable[[], str] = field(default=lambda: str(uuid4()))

    def deed(self, ask: CustomerAsk, customer_id: int) -> Deed:
        """The call, and what to say afterwards."""
        match ask:
            case AddContact() | ChangeContact():
                return self._about_people(ask, customer_id)
            case AddFact() | ConfirmFact() | ChangeFact() | AskFact() | EndFact():
                return self._about_facts(ask, customer_id)
            case AddObjective() | AddStep() | TickStep():
                return self._about_plan(ask, customer_id)
            case AddPromise(new=new):
                add = partial(self.promises.add, self.actor, customer_id, new, self.new_uuid())
                return add, tr("Promise written down")
            case ReviseNote(entry=entry, text=text, seen=seen):
                revise = partial(self.conversations.revise, self.actor, entry.id, text, seen)
                return revise, tr("Note corrected; the wording before is kept")

    def _about_people(self, ask: AddContact | ChangeContact, customer_id: int) -> Deed:
        name = ask.contact.name
        if isinstance(ask, AddContact):
            add = partial(
                self.customers.add_contact, self.actor, customer_id, ask.contact, uuid=self.new_uuid()
            )
            return add, tr("{name} added").format(name=name)
        change = partial(self.customers.change_contact, self.actor, ask.contact)
        return change, tr("{name} changed").format(name=name)

    def _about_facts(
        self, ask: AddFact | ConfirmFact | ChangeFact | AskFact | EndFact, customer_id: int
    ) -> Deed:
        facts, actor = self.facts, self.actor
        if isinstance(ask, AddFact):
            add = partial(facts.add, actor, customer_id, ask.new, self.new_uuid(), source=ask.source)
            return add, tr("Written down: {topic}").format(topic=ask.new.topic)
        fact, seen = ask.fact, ask.fact.version
        match ask:
            case ConfirmFact():
                work: Callable[[], object] = partial(facts.confirm, actor, fact.id, seen_version=seen)
                said = tr("Still true: {topic}")
            case ChangeFact(value=value):
                work = partial(facts.change, actor, fact.id, value, seen_version=seen)
                said = tr("Changed: {topic}")
            case AskFact():
                work, said = partial(facts.ask_next, actor, fact.id), tr("To ask next time: {topic}")
            case EndFact():
                work, said = partial(facts.end, actor, fact.id), tr("No longer matters: {topic}")
        return work, said.format(topic=fact.topic)

    def _about_plan(self, ask: AddObjective | AddStep | TickStep, customer_id: int) -> Deed:
        customers, actor = self.customers, self.actor
        match ask:
            case AddObjective(title=title, due=due, agreed_with=agreed):
                add = partial(
                    customers.add_objective, actor, customer_id, title,
                    due=due, agreed_with=agreed, uuid=self.new_uuid(),
                )  # fmt: skip
                return add, tr("Agreed: {title}").format(title=title)
            case AddStep(objective_id=number, text=text, side=side, due=due):
                step = partial(
                    customers.add_step, actor, number, text, side=side, due=due, uuid=self.new_uuid()
                )
                return step, tr("Step added: {text}").format(text=text)
            case TickStep(step_id=number, text=text, done=done):
                said = tr("Done: {text}") if done else tr("Not done after all: {text}")
                return partial(customers.tick_step, actor, number, done=done), said.format(text=text)
