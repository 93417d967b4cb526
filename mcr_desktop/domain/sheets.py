"""The customer's own sheet: what we believe of them, line by line, and what they wrote beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.reviews import ReviewSnapshot
from mcr_desktop.domain.text import fold

TERMS = (
    "Preferred channel",
    "Good times",
    "How often",
    "Topics to leave alone",
    "Person you trust",
)
"""Terms on which a customer wants to be served; each is kept as a fact of that topic."""

ROOM_FOR_NEW = 3
"""Lines on which the customer may tell us what we do not know."""

MOST_LINES = 80
"""Lines of each kind on one sheet; a sheet with more would not be read."""

LONGEST_ANSWER = 2000


class SheetKind(StrEnum):
    """What a line of the sheet is about."""

    FACT = "fact"
    TERM = "term"
    NAME = "name"
    TITLE = "title"
    REACH = "reach"
    PROMISE = "promise"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Which line of a sheet: its kind, the record's id, and the version it had when printed.

    A term is known by its place among TERMS until it is a fact; a line for something new by its place.
    """

    kind: SheetKind
    id: int
    version: int = 0

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}-{self.version}"

    @classmethod
    def read(cls, text: str) -> SheetKey | None:
        """The key that was written like this; None for anything else."""
        found = _KEY.fullmatch(text)
        if found is None or found[1] not in set(SheetKind):
            return None
        return cls(SheetKind(found[1]), int(found[2]), int(found[3]))


_KEY = re.compile(r"([a-z]{2,10})-([0-9]{1,15})-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line: what it is about, and what we believe; blank where we know nothing yet."""

    key: SheetKey
    label: str
    value: str = ""
    is_term: bool = False


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What stands beside one line of a returned sheet."""

    key: SheetKey
    right: bool = False
    changed_to: str = ""


@dataclass(frozen=True, slots=True)
class SheetAnswers:
    """A returned sheet: whose, printed when, and the lines that were answered."""

    customer_id: int
    made_on: date
    answers: tuple[SheetAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetChange:
    """One answer beside what we hold today, to be accepted or left.

    new is blank where the customer says that the old value is right; remark says what to look at.
    """

    customer_id: int
    key: SheetKey
    label: str
    old: str
    new: str
    made_on: date
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A returned sheet as it is looked through."""

    customer_id: int
    customer: str
    made_on: date
    changes: tuple[SheetChange, ...] = ()
    settled: int = 0
    """Answers that say what we hold already."""


def lines_of(snapshot: ReviewSnapshot) -> tuple[SheetLine, ...]:
    """Every line of a customer's sheet: facts, terms, people, open promises, and room for what is new.

    What is restricted never stands on it; who left is not asked about.
    """
    return (*_facts(snapshot), *_terms(snapshot), *_people(snapshot), *_promises(snapshot), *_new())


def left_off(snapshot: ReviewSnapshot) -> int:
    """How many facts, people and promises found no room on the sheet."""
    terms = set(map(fold, TERMS))
    held = (
        sum(not fact.restricted and fold(fact.topic) not in terms for fact in snapshot.facts),
        sum(contact.left_on is None for contact in snapshot.contacts),
        sum(promise.state is PromiseState.OPEN for promise in snapshot.promises),
    )
    return sum(max(0, count - MOST_LINES) for count in held)


def _facts(snapshot: ReviewSnapshot) -> list[SheetLine]:
    terms = set(map(fold, TERMS))
    return [
        SheetLine(SheetKey(SheetKind.FACT, fact.id, fact.version), fact.topic, fact.value)
        for fact in snapshot.facts
        if not fact.restricted and fold(fact.topic) not in terms
    ][:MOST_LINES]


def _terms(snapshot: ReviewSnapshot) -> list[SheetLine]:
    known = {fold(fact.topic): fact for fact in reversed(snapshot.facts) if not fact.restricted}
    return [
        SheetLine(SheetKey(SheetKind.FACT, fact.id, fact.version), term, fact.value, is_term=True)
        if (fact := known.get(fold(term)))
        else SheetLine(SheetKey(SheetKind.TERM, place), term, is_term=True)
        for place, term in enumerate(TERMS)
    ]


def _people(snapshot: ReviewSnapshot) -> list[SheetLine]:
    there = [contact for contact in snapshot.contacts if contact.left_on is None][:MOST_LINES]
    return [
        SheetLine(SheetKey(kind, contact.id, contact.version), f"{contact.name}: {label}", value)
        for contact in there
        for kind, label, value in (
            (SheetKind.NAME, "name", contact.name),
            (SheetKind.TITLE, "function", contact.title),
            (SheetKind.REACH, "how and when to reach them", contact.terms),
        )
    ]


def _promises(snapshot: ReviewSnapshot) -> list[SheetLine]:
    return [
        SheetLine(
            SheetKey(SheetKind.PROMISE, promise.id, promise.version),
            "We promised" if promise.side is Side.OURS else "You promised",
            promise.text,
        )
        for promise in snapshot.promises
        if promise.state is PromiseState.OPEN
    ][:MOST_LINES]


def _new() -> list[SheetLine]:
    return [
        SheetLine(SheetKey(SheetKind.NEW, place), "What else we should know") for place in range(ROOM_FOR_NEW)
    ]
