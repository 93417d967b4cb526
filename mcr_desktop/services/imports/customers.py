"""Customers and the people at them, from a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import uuid4

from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.records import Good, ImportedContact, ImportedCustomer
from mcr_desktop.models.customers import Contact, Customer
from mcr_desktop.services.imports.desk import Desk, given, name_some, plural
from mcr_desktop.store import imports
from mcr_desktop.store.imports import KnownContact, KnownCustomer


def bring_customers(desk: Desk, rows: Iterator[Good[ImportedCustomer]]) -> None:
    """Customers by key, then by exact name; whoever is known is brought up to date."""
    seen: set[int] = set()
    together = 0
    parents: list[tuple[Good[ImportedCustomer], KnownCustomer]] = []
    teams = _Teams(desk)
    for good in rows:
        record = good.record
        try:
            known, changed = _known(desk, good, seen)
        except Refused as error:
            desk.refuse_row(good, "name", str(error))
            continue
        if known is None:
            known = _add(desk, record, teams.named(record.team))
            desk.added += 1
        else:
            together += known.id in seen
            changed = _update(desk, known, record) or changed
            desk.settle(changed=teams.give(good, known.id) or changed)
        seen.add(known.id)
        if record.parent:
            parents.append((good, known))
    if together:
        desk.notes.append(
            f"{plural(together, 'row')} taken together with an earlier row of the same customer."
        )
    _join_parents(desk, parents)
    teams.tell()


@dataclass(eq=False)
class _Teams:
    """The teams there are, and those a file of customers names in vain."""

    desk: Desk
    known: dict[str, int] = field(init=False)
    missing: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = imports.known_teams(self.desk.session)

    def named(self, name: str) -> int | None:
        """The team of this name, if it is here."""
        team = self.known.get(fold(name))
        if name and team is None:
            self.missing[name] = None
        return team

    def give(self, good: Good[ImportedCustomer], customer_id: int) -> bool:
        """Give a customer its team; one that has another keeps it, and the row is named."""
        team = self.named(good.record.team)
        if team is None:
            return False
        if self.desk.batch.holds(Customer, customer_id):
            self.desk.batch.flush()
        has = imports.get(self.desk.session, Customer, customer_id).team_id
        if has not in (None, team):
            self.desk.suspect(good, f"another team looks after it; {good.record.team} left out")
            return False
        return self.desk.amend(Customer, customer_id, {"team_id": team})

    def tell(self) -> None:
        """Name the teams that are not here."""
        if self.missing:
            names = list(self.missing)
            count = plural(len(names), "team is", "teams are")
            self.desk.notes.append(f"{count} not known here and left out: {name_some(names)}.")


def _known(desk: Desk, good: Good[ImportedCustomer], seen: set[int]) -> tuple[KnownCustomer | None, bool]:
    """The customer a row speaks of, and whether it was given its key just now."""
    record = good.record
    if not record.key:
        return desk.book.called(record.name), False
    known = desk.book.by_key.get(record.key)
    if known is not None:
        return known, False
    alike = desk.book.keyed_like(record.key)
    same_person = [customer for customer in alike if customer.folded == fold(record.name)]
    if len(same_person) == 1:
        return same_person[0], False
    if alike:
        keys = name_some([customer.key or "" for customer in alike])
        desk.suspect(good, f"the key {record.key} differs from {keys} in its letters' case only")
    same_name = desk.book.by_name.get(fold(record.name), [])
    if len(same_name) == 1 and not same_name[0].key:
        desk.amend(Customer, same_name[0].id, {"key": record.key})
        return desk.book.give_key(same_name[0], record.key), True
    earlier = [customer for customer in same_name if customer.id not in seen]
    if earlier:
        others = name_some([customer.key or "one without a key" for customer in earlier])
        desk.suspect(good, f"a customer with the same name is here already ({others})")
    return None, False


def _add(desk: Desk, record: ImportedCustomer, team_id: int | None) -> KnownCustomer:
    known = desk.add_customer(
        record.name,
        record.key,
        team_id=team_id,
        segment=record.segment,
        region=record.region,
        since=record.since,
        value_given=record.value,
        website=record.website,
        phone=record.phone,
        email=record.email,
        address=record.address,
    )
    if record.note:
        desk.add_fact(known.id, "note", record.note)
    return known


def _update(desk: Desk, known: KnownCustomer, record: ImportedCustomer) -> bool:
    changes = given(
        segment=record.segment,
        region=record.region,
        since=record.since,
        value_given=record.value,
        website=record.website,
        phone=record.phone,
        email=record.email,
        address=record.address,
    )
    if record.key and record.name != known.name:
        changes |= {"name": record.name, "folded": fold(record.name)}
    if record.value is not None and _follows_from_orders(desk, known.id, record.value):
        del changes["value_given"]
    changed = desk.amend(Customer, known.id, changes)
    learned = bool(record.note) and desk.add_fact(known.id, "note", record.note)
    return changed or learned


def _follows_from_orders(desk: Desk, customer_id: int, value: Decimal) -> bool:
    """Whether a value is only what the orders here add up to, as our own exports show it."""
    if desk.batch.holds(Customer, customer_id):
        return False
    if imports.get(desk.session, Customer, customer_id).value_given is not None:
        return False
    return imports.ordered_to_date(desk.session, customer_id, desk.today) == value


def _join_parents(desk: Desk, parents: list[tuple[Good[ImportedCustomer], KnownCustomer]]) -> None:
    """Parents may stand below their children in a file, so they are joined at the end."""
    if not parents:
        return
    desk.batch.flush()
    for good, child in parents:
        parent = desk.customer(good, good.record.parent)
        if parent is None:
            continue
        if _leads_back(desk, parent.id, child.id):
            desk.refuse_row(good, "parent", f"{child.name} would belong to itself")
        else:
            desk.amend(Customer, child.id, {"parent_id": parent.id})


def _leads_back(desk: Desk, number: int | None, child: int) -> bool:
    """Whether the parents above a customer lead back to the child."""
    while number is not None:
        if number == child:
            return True
        number = imports.get(desk.session, Customer, number).parent_id
    return False


@dataclass(eq=False)
class _People:
    """The contacts of the customers met so far."""

    desk: Desk
    of: dict[int, list[KnownContact]] = field(default_factory=dict)

    def at(self, customer_id: int) -> list[KnownContact]:
        """The contacts of one customer."""
        if customer_id not in self.of:
            self.of[customer_id] = imports.known_contacts(self.desk.session, customer_id)
        return self.of[customer_id]

    def known(self, customer_id: int, record: ImportedContact) -> KnownContact | None:
        """The same person: same name, and no other mail address."""
        folded, email = fold(record.name), record.email.casefold()
        for contact in self.at(customer_id):
            theirs = contact.email.casefold()
            if contact.folded == folded and (not email or not theirs or email == theirs):
                return contact
        return None


def bring_contacts(desk: Desk, rows: Iterator[Good[ImportedContact]]) -> None:
    """Contacts by customer, name and mail address; whoever is known is brought up to date."""
    people = _People(desk)
    for good in rows:
        record = good.record
        customer = desk.customer(good, record.customer)
        if customer is None:
            continue
        known = people.known(customer.id, record)
        if known is None:
            number = _add_contact(desk, customer.id, record)
            people.at(customer.id).append(KnownContact(number, fold(record.name), record.email))
            desk.added += 1
        else:
            number = known.id
            changed = desk.amend(Contact, number, _said_of(record))
            desk.settle(changed=_add_rest(desk, customer.id, number, record) or changed)


def _said_of(record: ImportedContact) -> dict[str, object]:
    return given(
        title=record.title,
        stakeholder=record.role,
        influence=record.influence,
        phone=record.phone,
        mobile=record.mobile,
        email=record.email,
        terms=record.terms or (f"Prefers {record.channel}" if record.channel else ""),
    )


def _add_contact(desk: Desk, customer_id: int, record: ImportedContact) -> int:
    nothing: dict[str, object] = {
        "title": "",
        "stakeholder": None,
        "influence": None,
        "phone": "",
        "mobile": "",
        "email": "",
        "terms": "",
    }
    number = desk.batch.add(
        Contact,
        uuid=str(uuid4()),
        customer_id=customer_id,
        name=record.name,
        folded=fold(record.name),
        **(nothing | _said_of(record)),
    )
    _add_rest(desk, customer_id, number, record)
    return number


def _add_rest(desk: Desk, customer_id: int, contact_id: int, record: ImportedContact) -> bool:
    """What a contact has no place of its own for becomes a fact about them."""
    learned = False
    address = "" if _is_theirs(desk, customer_id, record.address) else record.address
    for topic, value in (("address", address), ("note", record.note)):
        if value:
            said = f"{record.name}: {value}"
            learned = desk.add_fact(customer_id, topic, said, contact_id) or learned
    return learned


def _is_theirs(desk: Desk, customer_id: int, address: str) -> bool:
    """Whether an address is the customer's own, which says nothing new about a person there."""
    if not address:
        return True
    if desk.batch.holds(Customer, customer_id):
        desk.batch.flush()
    return fold(address) in fold(imports.get(desk.session, Customer, customer_id).address)
