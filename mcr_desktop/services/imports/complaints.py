"""Complaints, from a file in which one complaint may have several rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from mcr_desktop.domain.complaints import NOT_GIVEN, ComplaintState
from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.periods import day_start
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.records import Good, ImportedComplaint
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.services.imports.desk import Desk, name_some, plural, repeatable
from mcr_desktop.store import imports
from mcr_desktop.store.imports import KnownCustomer, in_portions

PORTION = 2000
_FIELDS = ("product", "site", "carrier", "channel", "region", "outcome")


@dataclass(eq=False, slots=True)
class _Open:
    """A complaint of this file: where it is, whose, and every value it has been given so far."""

    id: int
    customer: KnownCustomer
    said: set[tuple[str, str]]


@dataclass(eq=False)
class _Pile:
    """The complaints of one file, by reference."""

    desk: Desk
    kinds: dict[str, int] = field(init=False)
    known: dict[str, int] = field(default_factory=dict)
    opened: dict[str, _Open] = field(default_factory=dict)
    left_alone: set[str] = field(default_factory=set)
    new_customers: list[str] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    new_kinds: int = 0

    def __post_init__(self) -> None:
        self.kinds = imports.known_kinds(self.desk.session)

    def kind(self, name: str) -> int:
        """The kind of this name; a new one is made."""
        folded = fold(name) or fold(NOT_GIVEN)
        if folded not in self.kinds:
            self.kinds[folded] = self.desk.batch.add(
                ComplaintKind, name=name or NOT_GIVEN, folded=folded, merged_into_id=None
            )
            self.new_kinds += 1
        return self.kinds[folded]


def bring_complaints(desk: Desk, rows: Iterator[Good[ImportedComplaint]]) -> None:
    """Complaints, one for each reference: its first row gives customer, kind and value.

    Other values of its rows stay as further values of their attributes.  A complaint that was here
    before this file stays as it is.
    """
    pile = _Pile(desk)
    for portion in in_portions(rows, PORTION):
        _look_up(pile, portion)
        for good in portion:
            _take(pile, good)
        desk.batch.flush_if_full()
    _tell(pile)


def _look_up(pile: _Pile, portion: list[Good[ImportedComplaint]]) -> None:
    references = {good.record.reference for good in portion if good.record.reference} - pile.opened.keys()
    session = pile.desk.session
    pile.known = imports.complaints_by_reference(session, sorted(references))
    # Our own exports name a complaint that has no reference by its uuid.
    pile.known |= imports.complaints_by_uuid(session, sorted(references - pile.known.keys()))


def _take(pile: _Pile, good: Good[ImportedComplaint]) -> None:
    reference = good.record.reference
    if not reference:
        _take_single(pile, good)
    elif reference in pile.opened:
        _take_further(pile, pile.opened[reference], good)
    elif reference in pile.known:
        if reference not in pile.left_alone:
            pile.left_alone.add(reference)
            pile.desk.settle(changed=False)
    elif reference in pile.refused:
        pile.desk.refuse_row(good, "reference", f"the first row of {reference} cannot be brought in")
    else:
        opened = _open(pile, good, str(uuid4()))
        if opened is None:
            pile.refused.add(reference)
        else:
            pile.opened[reference] = opened


def _take_single(pile: _Pile, good: Good[ImportedComplaint]) -> None:
    """A complaint without a reference is recognised by its whole content, and its how-manieth."""
    record = good.record
    content = repeatable(
        "complaint", fold(record.customer), record.received, record.kind, record.value, record.text,
        *(getattr(record, name) for name in _FIELDS), *sorted(record.attributes.items()),
    )  # fmt: skip
    identity = repeatable(content, pile.desk.count_up(content))
    if imports.complaints_by_uuid(pile.desk.session, [identity]):
        pile.desk.settle(changed=False)
    else:
        _open(pile, good, identity)


def _open(pile: _Pile, good: Good[ImportedComplaint], uuid: str) -> _Open | None:
    """The first row of a complaint; None if its customer cannot be told."""
    desk, record = pile.desk, good.record
    customer = _customer(pile, good)
    if customer is None or record.received is None:
        return None
    closed_on = _closed_on(record)
    number = desk.batch.add_row(
        Complaint,
        {
            "uuid": uuid,
            "customer_id": customer.id,
            "kind_id": pile.kind(record.kind),
            "reference": record.reference or None,
            "received_on": record.received,
            # When the other program wrote it down is not known: no delay is claimed.
            "recorded_on": record.received,
            "text": record.text,
            "severity": record.severity or 3,
            "value": record.value,
            "state": _state(record, closed_on),
            "closed_on": closed_on,
            "remedy": record.remedy,
            "cause": record.cause,
            "user_id": desk.actor.id,
            **{name: getattr(record, name) for name in _FIELDS},
        },
    )
    opened = _Open(number, customer, set(_values(record)))
    for name, value in record.attributes.items():
        _add_value(desk, opened, name, value)
    if record.text:
        desk.index(EntryKind.COMPLAINT, number, customer.id, day_start(record.received), record.text)
    desk.added += 1
    return opened


def _values(record: ImportedComplaint) -> Iterator[tuple[str, str]]:
    """Every value that a row gives, by the name of its attribute."""
    if record.kind:
        yield "kind", record.kind
    if record.value is not None:
        yield "value", f"{record.value:.2f}"
    if record.text:
        yield "text", record.text
    for name in _FIELDS:
        value = getattr(record, name)
        if value:
            yield name, value
    for name, value in record.attributes.items():
        if value:
            yield name, value


def _take_further(pile: _Pile, opened: _Open, good: Good[ImportedComplaint]) -> None:
    """A later row of a complaint: whatever it says that no earlier one said."""
    record = good.record
    for name, value in _values(record):
        if (name, value) not in opened.said:
            opened.said.add((name, value))
            _add_value(pile.desk, opened, name, value)
    if record.customer and not _is_called(opened.customer, record.customer):
        others = pile.others.setdefault(record.reference, [])
        if record.customer not in others:
            others.append(record.customer)


def _is_called(customer: KnownCustomer, words: str) -> bool:
    return fold(words) in (customer.folded, fold(customer.key or ""))


def _add_value(desk: Desk, opened: _Open, name: str, value: str) -> None:
    if value:
        values: dict[str, Any] = {"complaint_id": opened.id, "customer_id": opened.customer.id}
        desk.batch.add_row(ComplaintAttribute, values | {"name": name, "value": value})


def _customer(pile: _Pile, good: Good[ImportedComplaint]) -> KnownCustomer | None:
    """The customer a complaint is from; one that is not known yet is added, without a fence."""
    words = good.record.customer
    try:
        known = pile.desk.book.called(words)
    except Refused as error:
        pile.desk.refuse_row(good, "customer", str(error))
        return None
    if known is None:
        known = pile.desk.add_customer(words)
        pile.new_customers.append(words)
    return known


def _closed_on(record: ImportedComplaint) -> date | None:
    """The day given, or in an attribute called closed, if it is one and not before the complaint came in."""
    day = record.closed_on
    if day is None:
        try:
            day = date.fromisoformat(record.attributes.get("closed", "")[:10])
        except ValueError:
            return None
    return day if record.received is not None and day >= record.received else None


def _state(record: ImportedComplaint, closed_on: date | None) -> ComplaintState:
    if closed_on is not None:
        return ComplaintState.CLOSED
    if record.state not in (None, ComplaintState.CLOSED):
        return record.state
    return ComplaintState.REMEDIED if record.outcome else ComplaintState.OPEN


def _tell(pile: _Pile) -> None:
    desk = pile.desk
    if pile.new_customers:
        count = plural(len(pile.new_customers), "customer was new and is", "customers were new and are")
        tried = plural(len(pile.new_customers), "customer")
        names = name_some(pile.new_customers)
        desk.say(
            f"{count} now here without a fence: {names}.", f"{tried} would be made, without a fence: {names}."
        )
    if pile.new_kinds:
        kinds = plural(pile.new_kinds, "new kind")
        desk.say(f"{kinds} of complaint.", f"{kinds} of complaint would be made.")
    if pile.left_alone:
        count = plural(len(pile.left_alone), "complaint was", "complaints were")
        desk.notes.append(f"{count} here before this file; nothing of them was changed.")
    if pile.others:
        count = plural(len(pile.others), "complaint names", "complaints name")
        some = [f"{reference} ({', '.join(names)})" for reference, names in pile.others.items()]
        told = name_some(some, 5)
        desk.notes.append(f"{count} a further customer; the first row decided: {told}.")
