"""What a person can ask of a customer's page, each with what is needed to do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcr_desktop.domain.conversations import NewFact, NewPromise, Side, TimelineEntry
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.facts import Fact


@dataclass(frozen=True, slots=True)
class AddContact:
    """Somebody of theirs we did not know."""

    contact: ContactRow


@dataclass(frozen=True, slots=True)
class ChangeContact:
    """What is said of somebody of theirs."""

    contact: ContactRow


@dataclass(frozen=True, slots=True)
class AddFact:
    """Something learned."""

    new: NewFact
    source: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmFact:
    """It is still true."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """It is otherwise now."""

    fact: Fact
    value: str


@dataclass(frozen=True, slots=True)
class AskFact:
    """To be asked at the next conversation."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class EndFact:
    """It no longer matters."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class AddPromise:
    """A promise made outside any conversation that was written down."""

    new: NewPromise


@dataclass(frozen=True, slots=True)
class AddObjective:
    """Something to reach together."""

    title: str
    due: date | None = None
    agreed_with: str = ""


@dataclass(frozen=True, slots=True)
class AddStep:
    """One step towards it."""

    objective_id: int
    text: str
    side: Side
    due: date | None = None


@dataclass(frozen=True, slots=True)
class TickStep:
    """A step is done, or is not after all."""

    step_id: int
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class ReviseNote:
    """A note in other words; seen is the number of the wording that was read."""

    entry: TimelineEntry
    text: str
    seen: int


CustomerAsk = (
    AddContact
    | ChangeContact
    | AddFact
    | ConfirmFact
    | ChangeFact
    | AskFact
    | EndFact
    | AddPromise
    | AddObjective
    | AddStep
    | TickStep
    | ReviseNote
)
