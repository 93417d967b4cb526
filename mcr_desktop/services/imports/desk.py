"""The desk at which one file is brought in: what is known already, what is new, and what there is to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.facts import shelf_months_for
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.records import Bad, Good
from mcr_desktop.models.base import Base
from mcr_desktop.models.customers import Customer
from mcr_desktop.models.facts import Fact
from mcr_desktop.models.search import SearchEntry
from mcr_desktop.store import imports
from mcr_desktop.store.database import Session
from mcr_desktop.store.imports import Batch, KnownCustomer

NAMED = 10
"""Problems named in full before the rest is only counted."""


class Shelf(Protocol):
    """Where rows go that cannot be brought in."""

    def add(self, cells: Sequence[str], reason: str) -> None:
        """Keep one row with its reason."""


@dataclass(eq=False)
class CustomerBook:
    """Customers by what a file calls them: key first, as written and then folded, then the folded name."""

    by_key: dict[str, KnownCustomer] = field(default_factory=dict)
    by_name: dict[str, list[KnownCustomer]] = field(default_factory=dict)
    by_folded_key: dict[str, dict[str, KnownCustomer]] = field(default_factory=dict)

    def enter(self, customer: KnownCustomer) -> None:
        """Know one more."""
        if customer.key:
            self._enter_key(customer, customer.key)
        self.by_name.setdefault(customer.folded, []).append(customer)

    def give_key(self, customer: KnownCustomer, key: str) -> KnownCustomer:
        """Know a customer by a key that only now turned up."""
        keyed = KnownCustomer(customer.id, customer.name, customer.folded, key)
        same_name = self.by_name[customer.folded]
        same_name[same_name.index(customer)] = keyed
        self._enter_key(keyed, key)
        return keyed

    def _enter_key(self, customer: KnownCustomer, key: str) -> None:
        self.by_key[key] = customer
        self.by_folded_key.setdefault(fold(key), {})[key] = customer

    def keyed_like(self, words: str) -> tuple[KnownCustomer, ...]:
        """Everybody whose key differs from these words in case and accents at most."""
        return tuple(self.by_folded_key.get(fold(words), {}).values()) if words else ()

    def called(self, words: str) -> KnownCustomer | None:
        """The one meant; None if there is none.  Raises Refused when two have that name."""
        known = self.by_key.get(words)
        if known is not None:
            return known
        alike = self.keyed_like(words)
        if len(alike) > 1:
            keys = name_some([customer.key or "" for customer in alike])
            raise Refused(f"{words} may be any of the keys {keys}: write it exactly")
        if alike:
            return alike[0]
        same_name = self.by_name.get(fold(words), [])
        if len(same_name) > 1:
            raise Refused(f"{len(same_name)} customers are called {words}: say which one by its key")
        return same_name[0] if same_name else None


@dataclass(eq=False)
class Desk:
    """What the import of one file knows, adds and has to tell."""

    session: Session
    actor: Actor
    now: datetime
    file: str
    shelf: Shelf | None = None
    one_by_one: bool = False
    dry_run: bool = False
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)
    suspicious: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    book: CustomerBook = field(default_factory=CustomerBook)
    batch: Batch = field(init=False)
    _occurrences: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.batch = Batch(self.session)
        for customer in imports.known_customers(self.session):
            self.book.enter(customer)

    @property
    def today(self) -> date:
        """The day on which this import happens."""
        return local_day(self.now)

    def say(self, done: str, tried: str) -> None:
        """Note what this import has done, or in a dry run what it would do."""
        self.notes.append(tried if self.dry_run else done)

    def refuse(self, bad: Bad) -> None:
        """A row that cannot go in: named, onto the shelf, or the reason why the whole file is refused."""
        self.refused += 1
        if self.one_by_one:
            self.suspicious.append(f"{bad}; not brought in")
        elif self.shelf is not None:
            self.shelf.add(bad.cells, str(bad))
        elif self.refused <= NAMED:
            self.problems.append(f"{self.file}, {bad}")

    def refuse_row(self, good: Good[Any], column: str, reason: str) -> None:
        """As refuse(), for a row that could be read and does not fit what is known."""
        self.refuse(Bad(good.record.row, column, "", reason, good.cells))

    def suspect(self, good: Good[Any], reason: str) -> None:
        """A row that goes in and that a person should look at."""
        self.suspicious.append(f"row {good.record.row}{_subject(good.record)}: {reason}")

    def customer(self, good: Good[Any], words: str) -> KnownCustomer | None:
        """The customer a row speaks of; None after refusing a row that speaks of none or of two."""
        try:
            known = self.book.called(words)
        except Refused as error:
            self.refuse_row(good, "customer", str(error))
            return None
        if known is None:
            named = f"there is no customer with the key or name {words}" if words else "no customer is named"
            self.refuse_row(good, "customer", named)
        return known

    def add_customer(self, name: str, key: str = "", **values: Any) -> KnownCustomer:
        """A new customer, without a fence."""
        folded = fold(name)
        number = self.batch.add(
            Customer, uuid=str(uuid4()), name=name, folded=folded, key=key or None, **(_NO_MORE | values)
        )
        known = KnownCustomer(number, name, folded, key or None)
        self.book.enter(known)
        return known

    def add_fact(self, customer_id: int, topic: str, value: str, contact_id: int | None = None) -> bool:
        """Something a file says about a customer; False if the same was learned from a file before."""
        identity = repeatable("fact", customer_id, contact_id, topic, value)
        if imports.facts_by_uuid(self.session, [identity]) or self.count_up(identity) > 1:
            return False
        number = self.batch.add(
            Fact,
            uuid=identity,
            customer_id=customer_id,
            contact_id=contact_id,
            topic=topic,
            value=value,
            source=self.file,
            user_id=self.actor.id,
            learned_on=self.today,
            confirmed_on=self.today,
            shelf_months=shelf_months_for(topic),
        )
        self.index(EntryKind.FACT, number, customer_id, self.now, f"{topic}: {value}")
        return True

    def index(self, entry: EntryKind, entry_id: int, customer_id: int, at: datetime, text: str) -> None:
        """Let search find the words of a new record."""
        self.batch.add_row(
            SearchEntry,
            {"customer_id": customer_id, "entry": entry, "entry_id": entry_id, "at": at, "body": fold(text)},
        )

    def count_up(self, identity: str) -> int:
        """How often this identity has been met in this file, this time included."""
        self._occurrences[identity] += 1
        return self._occurrences[identity]

    def amend(self, record: type[Base], number: int, values: dict[str, Any]) -> bool:
        """Change a row where the file says something else; False if it says the same."""
        if not values:
            return False
        if self.batch.holds(record, number):
            self.batch.flush()
        row = imports.get(self.session, record, number)
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        return bool(differing)

    def settle(self, *, changed: bool) -> None:
        """Count a row about something known already."""
        if changed:
            self.changed += 1
        else:
            self.unchanged += 1


_NO_MORE: dict[str, Any] = {
    "segment": "",
    "region": "",
    "since": None,
    "team_id": None,
    "value_given": None,
    "website": "",
    "phone": "",
    "email": "",
    "address": "",
}


def _subject(record: object) -> str:
    """Whom a row is about, as far as its record has a name or a key."""
    name, key = getattr(record, "name", ""), getattr(record, "key", "")
    words = f"{name} ({key})" if name and key else name or key
    return f", {words}" if words else ""


def repeatable(*parts: object) -> str:
    """A uuid that the same words give again, so that bringing them in twice keeps one."""
    return str(uuid5(_OURS, "\x1f".join(map(str, parts))))


_OURS: UUID = uuid5(NAMESPACE_OID, "mcr-desktop import")


def given(**values: Any) -> dict[str, Any]:
    """Only what the file really gives: a blank says nothing against what is known."""
    return {name: value for name, value in values.items() if value not in ("", None)}


def plural(count: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 row, 2 rows."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def name_some(names: Sequence[str], at_most: int = 8) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(names[:at_most])
    return shown if len(names) <= at_most else f"{shown} and {len(names) - at_most:,} more"
