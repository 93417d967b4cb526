"""What every chapter of the sample writes into: the batch, the dice, and whom it has met so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.domain.text import fold
from mcr_desktop.models.search import SearchEntry
from mcr_desktop.services.sample.cast import Cast, Company
from mcr_desktop.store.imports import Batch

GOODS = ("filter cartridges", "sterile trays", "cold boxes", "gloves", "sealing tape", "spare sets")


@dataclass(frozen=True, slots=True)
class Met:
    """A customer as written: its id, its contacts as (id, name), and who of us looks after it."""

    id: int
    company: Company
    contacts: tuple[tuple[int, str], ...]
    helpers: tuple[int, ...]
    goods: str

    @property
    def is_fenced(self) -> bool:
        """Whether it is one of the valued twelve."""
        return self.company.fenced is not None


@dataclass(eq=False)
class Book:
    """The sample while it is being written."""

    batch: Batch
    cast: Cast
    dice: Random
    you: int
    your_name: str
    users: dict[str, int] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    customers: list[Met] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day on which the sample stands still."""
        return self.cast.day

    def ago(self, days: int) -> date:
        """The day so many days before the sample's own."""
        return self.day - timedelta(days=days)

    def uuid(self) -> str:
        """An identity that is the same every time the sample is made."""
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def at(self, day: date) -> datetime:
        """Some minute of that working day."""
        minutes = self.dice.randrange(8 * 60, 17 * 60 + 30)
        return datetime.combine(day, time(minutes // 60, minutes % 60), UTC)

    def index(self, entry: EntryKind, entry_id: int, customer_id: int, at: datetime, text: str) -> None:
        """Make a text findable."""
        self.batch.add(
            SearchEntry, customer_id=customer_id, entry=entry, entry_id=entry_id, at=at, body=fold(text)
        )

    def named(self, name: str) -> Met:
        """A customer met before, by name."""
        return next(met for met in self.customers if met.company.name == name)
