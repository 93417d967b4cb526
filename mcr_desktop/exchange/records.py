"""What a row of a file says once it was understood: one frozen record for each kind of import.

`row` is the number a spreadsheet shows beside that row when it opens the file: the first line of
the file is row 1 (nearly always the header), empty and introductory lines are counted, and a cell
that contains line breaks belongs to one row.  For cards it is the card's number in its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import Kind as ConversationKind
from mcr_desktop.domain.conversations import Starter
from mcr_desktop.domain.customers import Part, Stakeholder
from mcr_desktop.domain.people import Function, Role


class ImportKind(StrEnum):
    """What a file may bring in; the words of the command line."""

    CUSTOMERS = "customers"
    CONTACTS = "contacts"
    CONVERSATIONS = "conversations"
    COMPLAINTS = "complaints"
    ASSIGNMENTS = "assignments"
    USERS = "users"
    ORDERS = "orders"


class Direction(StrEnum):
    """Which way a conversation went."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class ImportedCustomer:
    """A customer as the file gives it; `key` is blank without --key."""

    row: int
    name: str
    key: str = ""
    parent: str = ""
    segment: str = ""
    region: str = ""
    value: Decimal | None = None
    since: date | None = None
    website: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    note: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class ImportedContact:
    """A person at a customer; `customer` is a key or a name, blank where a card names no organisation."""

    row: int
    customer: str
    name: str
    title: str = ""
    role: Stakeholder | None = None
    influence: int | None = None
    phone: str = ""
    mobile: str = ""
    email: str = ""
    channel: str = ""
    address: str = ""
    note: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class ImportedConversation:
    """A conversation; `when` carries a zone only where the file gave one."""

    row: int
    customer: str
    when: datetime
    text: str
    kind: ConversationKind = ConversationKind.OTHER
    direction: Direction | None = None
    started_by: Starter | None = None
    participants: tuple[str, ...] = ()
    user: str = ""
    reference: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class ImportedComplaint:
    """One row about a complaint; several rows may share a reference and are then one complaint.

    Customer and received are given on the first row of a reference; on its later rows they may be blank.
    """

    row: int
    customer: str
    received: date | None
    kind: str = ""
    product: str = ""
    site: str = ""
    carrier: str = ""
    channel: str = ""
    region: str = ""
    severity: int | None = None
    value: Decimal | None = None
    outcome: str = ""
    text: str = ""
    reference: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    remedy: str = ""
    cause: str = ""
    closed_on: date | None = None
    state: ComplaintState | None = None


@dataclass(frozen=True, slots=True)
class ImportedAssignment:
    """Who looks after a customer, in which part, from when until when."""

    row: int
    customer: str
    user: str
    part: Part = Part.MANAGER
    team: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportedUser:
    """One of us; no role given means account manager."""

    row: int
    name: str
    roles: frozenset[Role] = frozenset({Role.ACCOUNT_MANAGER})
    team: str = ""
    function: Function | None = None
    email: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ImportedOrder:
    """An order: exposure and value."""

    row: int
    reference: str
    customer: str
    ordered: date
    value: Decimal | None = None
    carrier: str = ""
    product: str = ""
    site: str = ""
    region: str = ""
    quantity: Decimal | None = None
    required: date | None = None
    shipped: date | None = None
    channel: str = ""


Imported: TypeAlias = (
    ImportedCustomer
    | ImportedContact
    | ImportedConversation
    | ImportedComplaint
    | ImportedAssignment
    | ImportedUser
    | ImportedOrder
)

Record_co = TypeVar("Record_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Good(Generic[Record_co]):
    """A row that was understood; `suspicious` says in words what a person should look at."""

    record: Record_co
    cells: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be read: where, what stands there, and why; `more` holds its further problems."""

    row: int
    column: str
    value: str
    reason: str
    cells: tuple[str, ...] = ()
    more: tuple[Bad, ...] = ()

    def __str__(self) -> str:
        place = f"row {self.row}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.reason}"
