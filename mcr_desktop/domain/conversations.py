"""Conversations: the central record, what one looks like, and how one is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How we talked."""

    CALL = "call"
    MEETING = "meeting"
    MAIL = "mail"
    CHAT = "chat"
    OTHER = "other"


class Starter(StrEnum):
    """Who started it."""

    US = "us"
    THEM = "them"


class Side(StrEnum):
    """Whose promise, action or word it is."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class NewPromise:
    """A promise found in a conversation, not yet stored."""

    text: str
    side: Side = Side.OURS
    due: date | None = None


@dataclass(frozen=True, slots=True)
class NewFact:
    """Something learned in a conversation, not yet stored."""

    topic: str
    value: str
    shelf_months: int | None = None


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """A complaint heard, not yet stored; kind may be blank ("not given")."""

    text: str
    kind: str = ""
    severity: int = 3
    product: str = ""
    site: str = ""
    carrier: str = ""
    channel: str = ""
    wanted: str = ""
    value: Decimal | None = None
    joins: int | None = None
    noticed_by_us: bool = False
    """A shortfall: we noticed it before the customer said so."""


@dataclass(frozen=True, slots=True)
class NewObjective:
    """Something to be reached together, not yet stored in the joint plan."""

    title: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class NewConversation:
    """A conversation as somebody wants it kept, with all that was found in its words.

    uuid is made by the client when the draft begins: saving twice keeps one.
    """

    uuid: str
    customer_id: int
    text: str
    kind: Kind = Kind.CALL
    started_by: Starter = Starter.US
    happened_at: datetime | None = None
    minutes: int | None = None
    contact_ids: tuple[int, ...] = ()
    private: bool = False
    promises: tuple[NewPromise, ...] = ()
    facts: tuple[NewFact, ...] = ()
    complaints: tuple[NewComplaint, ...] = ()
    objectives: tuple[NewObjective, ...] = ()


class EntryKind(StrEnum):
    """What a line of the timeline is about."""

    CONVERSATION = "conversation"
    COMPLAINT = "complaint"
    PROMISE = "promise"
    FACT = "fact"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Tag:
    """A short mark on a timeline entry: its words, and how it is meant (ok warn bad info neutral)."""

    words: str
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened with a customer, whoever wrote it down."""

    id: int
    entry: EntryKind
    at: datetime
    who: str
    deed: str
    text: str
    customer_id: int = 0
    customer: str = ""
    kind: Kind | None = None
    started_by: Starter | None = None
    private: bool = False
    tags: tuple[Tag, ...] = ()
    revisions: int = 1
    place: int = 0
    """Where it stands among entries of the same moment, before its id."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One wording of a note."""

    number: int
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not yet saved; survives a crash."""

    uuid: str
    text: str
    changed_at: datetime
    customer_id: int | None = None
    customer: str = ""
    kind: Kind = Kind.CALL
    started_by: Starter = Starter.US


@dataclass(frozen=True, slots=True)
class ContactPressure:
    """How often we have sought this customer, against what they can bear.

    days: one number a day of the last thirty, oldest first; ours and theirs apart.
    """

    ours: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()
    budget: int = 4
    started_by_us: int = 0
    by_people: tuple[str, ...] = ()
    first_day: date | None = None

    @property
    def room(self) -> int:
        """Contacts left this month; negative when past the limit."""
        return self.budget - self.started_by_us


@dataclass(frozen=True, slots=True)
class Hit:
    """One find of a search: what, where, and the line with the words."""

    entry: EntryKind
    id: int
    customer_id: int
    customer: str
    at: datetime
    line: str
    words: tuple[str, ...] = field(default=())
