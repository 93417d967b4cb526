"""Bringing many rows in at once: numbered batches that undo takes back, and look-ups by what files know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import bindparam, column, func, insert, inspect, literal, or_, select
from sqlalchemy import table as any_table
from sqlalchemy.orm import InstrumentedAttribute, Session

from mcr_desktop.models.base import Base
from mcr_desktop.models.complaints import Complaint, ComplaintKind
from mcr_desktop.models.conversations import Conversation
from mcr_desktop.models.customers import Assignment, Contact, Customer, FenceDecision
from mcr_desktop.models.facts import Fact
from mcr_desktop.models.orders import Order
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.store import journal

FULL = 4000
"""Rows gathered before they are written."""

Row = TypeVar("Row")
Record = TypeVar("Record", bound=Base)


@dataclass(eq=False)
class Batch:
    """New rows on their way into the database, numbered before they are written.

    The writing transaction shuts other writers out, so the numbers cannot be taken by anyone else.
    """

    session: Session
    _next: dict[type[Base], int] = field(default_factory=dict)
    _waiting: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)
    _held: int = 0

    def add(self, record: type[Base], **values: Any) -> int:
        """Take one row in; returns the id it will have."""
        return self.add_row(record, values)

    def add_row(self, record: type[Base], values: dict[str, Any]) -> int:
        """As add(), with the values at hand in one dictionary, which is kept."""
        number = self._next.get(record)
        if number is None:
            number = self._first_free(record)
        self._next[record] = number + 1
        values["id"] = number
        self._waiting.setdefault(record, []).append(values)
        self._held += 1
        return number

    def holds(self, record: type[Base], number: int) -> bool:
        """Whether this row is still on its way."""
        rows = self._waiting.get(record)
        return rows is not None and int(rows[0]["id"]) <= number

    def flush_if_full(self) -> None:
        """Write what has gathered, once it is worth it."""
        if self._held >= FULL:
            self.flush()

    def flush(self) -> None:
        """Write everything that has gathered, what others point to first."""
        self.session.flush()
        for table in Base.metadata.sorted_tables:
            for record in [record for record in self._waiting if record.__table__ is table]:
                rows = self._waiting.pop(record)
                self.session.execute(insert(table), rows)
                journal.note_range(self.session, table, rows[0]["id"], rows[-1]["id"])
        self._held = 0

    def _first_free(self, record: type[Base]) -> int:
        """The number after the highest there ever was: that of a row taken back is never given again."""
        (number,) = inspect(record).primary_key
        highest = self.session.scalar(select(func.max(number))) or 0
        return max(highest, self._last_given(record)) + 1

    def _last_given(self, record: type[Base]) -> int:
        """What SQLite keeps of each table's numbers; elsewhere sequences do the like."""
        if self.session.get_bind().dialect.name != "sqlite":
            return 0
        numbers = any_table("sqlite_sequence", column("name"), column("seq"))
        question = select(numbers.c.seq).where(numbers.c.name == record.__tablename__)
        return self.session.scalar(question) or 0


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer as an import recognises it."""

    id: int
    name: str
    folded: str
    key: str | None


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact as an import recognises them."""

    id: int
    folded: str
    email: str


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """Whom a mail address or domain belongs to; contact is blank where it is the customer's own."""

    customer: KnownCustomer
    contact: str = ""


@dataclass(frozen=True, slots=True)
class KnownAssignment:
    """An assignment as an import recognises it."""

    id: int
    customer_id: int
    user_id: int
    part: str
    starts_on: date
    ends_on: date | None


_KNOWN = (Customer.id, Customer.name, Customer.folded, Customer.key)


def known_customers(session: Session) -> Iterator[KnownCustomer]:
    """Every customer; bringing data in is a right on all of them."""
    rows = session.execute(select(*_KNOWN))
    return (KnownCustomer(*row) for row in rows)


def known_contacts(session: Session, customer_id: int) -> list[KnownContact]:
    """The contacts of one customer."""
    rows = session.execute(
        select(Contact.id, Contact.folded, Contact.email).where(Contact.customer_id == customer_id)
    )
    return [KnownContact(*row) for row in rows]


def known_addresses(session: Session, addresses: Iterable[str]) -> dict[str, tuple[KnownAddress, ...]]:
    """Contacts and customers with one of these mail addresses, by the address in lower case."""
    found: dict[str, tuple[KnownAddress, ...]] = {}
    for some in in_portions(sorted(addresses), 500):
        theirs = select(*_KNOWN, Contact.name, func.lower(Contact.email))
        own = select(*_KNOWN, literal(""), func.lower(Customer.email))
        for question in (
            theirs.join(Contact, Contact.customer_id == Customer.id).where(
                func.lower(Contact.email).in_(some)
            ),
            own.where(func.lower(Customer.email).in_(some)),
        ):
            for *whose, contact, address in session.execute(question):
                known = KnownAddress(KnownCustomer(*whose), contact)
                found[address] = (*found.get(address, ()), known)
    return found


def known_domains(session: Session, domains: Iterable[str]) -> dict[str, tuple[KnownAddress, ...]]:
    """Customers with a mail address, a contact's address or a website at one of these domains, once each."""
    found: dict[str, tuple[KnownAddress, ...]] = {}
    for domain in sorted(domains):
        at_mail = func.lower(Customer.email).endswith("@" + domain, autoescape=True)
        at_web = func.lower(Customer.website).contains(domain, autoescape=True)
        own = select(*_KNOWN, Customer.website, at_mail).where(or_(at_mail, at_web))
        theirs = (
            select(*_KNOWN)
            .join(Contact, Contact.customer_id == Customer.id)
            .where(func.lower(Contact.email).endswith("@" + domain, autoescape=True))
            .distinct()
        )
        whose = {row[0]: KnownAddress(KnownCustomer(*row)) for row in session.execute(theirs)}
        for number, name, folded, key, website, by_mail in session.execute(own):
            if by_mail or _host(website) == domain:
                whose[number] = KnownAddress(KnownCustomer(number, name, folded, key))
        if whose:
            found[domain] = tuple(whose.values())
    return found


def _host(website: str) -> str:
    """The name of the machine in a website's address, without its www."""
    rest = website.strip().casefold().partition("://")[2] or website.strip().casefold()
    return rest.partition("/")[0].partition(":")[0].removeprefix("www.")


def users_by_address(session: Session) -> dict[str, str]:
    """Names of the users by mail address in lower case, where they have one."""
    rows = session.execute(select(User.email, User.name).where(User.email != ""))
    return {email.casefold(): name for email, name in rows}


def known_kinds(session: Session) -> dict[str, int]:
    """Ids of the kinds of complaints by folded name."""
    rows = session.execute(select(ComplaintKind.folded, ComplaintKind.id))
    return dict(rows.all())


def known_users(session: Session) -> dict[str, int]:
    """Ids of the users by folded name."""
    return dict(session.execute(select(User.folded, User.id)).all())


def known_teams(session: Session) -> dict[str, int]:
    """Ids of the teams by folded name."""
    return dict(session.execute(select(Team.folded, Team.id)).all())


def memberships(session: Session, day: date) -> set[tuple[int, int]]:
    """Who is a member of which team on this day, as (team, user)."""
    rows = session.execute(
        select(TeamMember.team_id, TeamMember.user_id).where(
            TeamMember.starts_on <= day, (TeamMember.ends_on.is_(None)) | (TeamMember.ends_on >= day)
        )
    )
    return {(team, user) for team, user in rows}


def roles_given(session: Session) -> set[tuple[int, str]]:
    """Every role of every user, as (user, role)."""
    return {(user, role.value) for user, role in session.execute(select(UserRole.user_id, UserRole.role))}


def known_assignments(session: Session) -> list[KnownAssignment]:
    """Every assignment there ever was."""
    columns = (
        Assignment.id,
        Assignment.customer_id,
        Assignment.user_id,
        Assignment.part,
        Assignment.starts_on,
        Assignment.ends_on,
    )
    return [KnownAssignment(*row) for row in session.execute(select(*columns))]


def teams_of_customers(session: Session) -> dict[int, int | None]:
    """The team of each customer."""
    return dict(session.execute(select(Customer.id, Customer.team_id)).all())


def last_fenced_days(session: Session) -> dict[int, date | None]:
    """Until when each customer that ever had a fence is fenced; None while it holds."""
    last: dict[int, date | None] = {}
    for number, end in session.execute(select(FenceDecision.customer_id, FenceDecision.ends_on)):
        known = last.get(number, date.min)
        last[number] = None if end is None or known is None else max(known, end)
    return last


def ids_by(session: Session, column: InstrumentedAttribute[Any], values: Iterable[Any]) -> dict[Any, int]:
    """Which of these references or uuids are there already, and the ids of their rows."""
    (number,) = inspect(column.class_).primary_key
    question = select(column, number).where(column.in_(bindparam("wanted", expanding=True)))
    found: dict[Any, int] = {}
    for some in in_portions(values, 500):
        found.update((value, row) for value, row in session.execute(question, {"wanted": some}))
    return found


def complaints_by_reference(session: Session, references: Iterable[str]) -> dict[str, int]:
    """Ids of the complaints with these references."""
    return ids_by(session, Complaint.reference, references)


def complaints_by_uuid(session: Session, uuids: Iterable[str]) -> dict[str, int]:
    """Ids of the complaints with these uuids."""
    return ids_by(session, Complaint.uuid, uuids)


def conversations_by_uuid(session: Session, uuids: Iterable[str]) -> dict[str, int]:
    """Ids of the conversations with these uuids."""
    return ids_by(session, Conversation.uuid, uuids)


def customers_of_conversations(session: Session, uuids: Iterable[str]) -> dict[str, int]:
    """Ids of the customers of the conversations with these uuids."""
    found: dict[str, int] = {}
    for some in in_portions(uuids, 500):
        question = select(Conversation.uuid, Conversation.customer_id).where(Conversation.uuid.in_(some))
        found.update((uuid, customer) for uuid, customer in session.execute(question))
    return found


def facts_by_uuid(session: Session, uuids: Iterable[str]) -> dict[str, int]:
    """Ids of the facts with these uuids."""
    return ids_by(session, Fact.uuid, uuids)


def ordered_to_date(session: Session, customer_id: int, day: date) -> Decimal:
    """The worth of all orders of a customer up to a day."""
    total = select(func.sum(Order.value)).where(Order.customer_id == customer_id, Order.ordered_on <= day)
    return session.scalar(total) or Decimal(0)


def orders_by_reference(session: Session, references: Iterable[str]) -> dict[str, int]:
    """Ids of the orders with these references."""
    return ids_by(session, Order.reference, references)


def loaded(session: Session, record: type[Record], ids: Iterable[int]) -> list[Record]:
    """Some rows at once; while this list is kept, get() finds them without asking again."""
    (number,) = inspect(record).primary_key
    return [
        row
        for some in in_portions(ids, 500)
        for row in session.scalars(select(record).where(number.in_(some)))
    ]


def get(session: Session, record: type[Record], number: int) -> Record:
    """One row to be changed; the journal sees what it was."""
    row = session.get(record, number)
    if row is None:
        raise RuntimeError(f"{record.__tablename__} {number} was there a moment ago")
    return row


def users_count(session: Session) -> int:
    """How many active users this workspace has."""
    return session.scalar(select(func.count()).select_from(User).where(User.active)) or 0


def fence(batch: Batch, customer_id: int, starts_on: date, actor_id: int, now: datetime) -> None:
    """Fence a customer because an import says who looks after them."""
    batch.add(
        FenceDecision,
        customer_id=customer_id,
        starts_on=starts_on,
        reason="imported",
        decided_by_id=actor_id,
        decided_at=now,
    )


def in_portions(values: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The same values in lists of so many."""
    rest = iter(values)
    while portion := list(islice(rest, size)):
        yield portion
