"""Complaints and orders as columns of numbers, read fast, for the analysis of every valued customer.

The analysis crosses the fence as numbers only: what leaves here about a customer is an id and a count.
Names come from names_within_reach(), which does ask the fence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from mcr_desktop.domain.people import Actor
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.customers import Customer, FenceDecision
from mcr_desktop.models.investigations import QuietedTrend
from mcr_desktop.store.scope import in_force, visible_to

Codes = NDArray[np.int32]
Portion = TypeVar("Portion")
Look = Callable[[], None]
"""Called between portions; raises to stop."""

PORTION = 100_000
DAYS = 64
SEPARATOR, WITHIN = "\x1f", "\x1e"
FEW = ("site", "carrier", "channel")

COLUMNS = ("product", "site", "carrier", "channel", "region")
_NOT_OPEN = (*COLUMNS, "kind", "customer", "segment", "value", "text", "outcome", "closed")


def _go_on() -> None:
    """Never stops."""


class Coding(dict[Any, int]):
    """Codes for values in the order they are met; a blank has the code -1."""

    def __init__(self) -> None:
        super().__init__({"": -1, None: -1})

    def __missing__(self, value: Any) -> int:
        self[value] = code = len(self) - 2
        return code

    def code(self, values: Sequence[Any]) -> Codes:
        """The codes of a column."""
        return np.fromiter(map(self.__getitem__, values), np.int32, len(values))

    def labels(self) -> list[Any]:
        """The values by their codes."""
        return [value for value, code in self.items() if code >= 0]


@dataclass(frozen=True, slots=True)
class ComplaintColumns:
    """The complaints of a span of days, one entry of each array for each.

    received counts days (ordinals), customer and kind are ids, cents is -1 where no value is known; the
    codes of attributes refer to the coding that was handed in.
    """

    number: NDArray[np.int64]
    received: Codes
    kind: Codes
    customer: Codes
    attributes: dict[str, Codes]
    cents: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OrderColumns:
    """The orders of a span of days; only the attributes that orders carry."""

    ordered: Codes
    customer: Codes
    attributes: dict[str, Codes]


def valued_customers(session: Session, day: date) -> frozenset[int] | None:
    """Who is fenced on this day; None, for everyone, in a workspace without any fence."""
    rows = session.scalars(
        select(FenceDecision.customer_id).where(in_force(FenceDecision.starts_on, FenceDecision.ends_on, day))
    )
    return frozenset(rows) or None


def first_complaint_day(session: Session) -> date | None:
    """The day of the oldest complaint."""
    return session.scalar(select(func.min(Complaint.received_on)))


def complaint_columns(
    session: Session,
    first: date,
    last: date,
    known_on: date | None,
    codings: dict[str, Coding],
    look: Look = _go_on,
) -> ComplaintColumns:
    """The complaints received from first to last, of all customers.

    known_on leaves out what was recorded only later, for a look back; None leaves nothing out.
    look() is called every now and then, and may raise.
    """
    known = "" if known_on is None else " AND recorded_on <= :known_on"
    values = {"first": first.isoformat(), "last": last.isoformat()}
    if known_on is not None:
        values["known_on"] = known_on.isoformat()
    days = _Daily(session, "complaint", "received_on", known, values, look)
    received, whole, labels = days.read(
        ("id", "kind_id", "customer_id", "coalesce(value, -1)"), {name: codings[name] for name in COLUMNS}
    )
    number, kind, customer, cents = whole
    return ComplaintColumns(number, received, kind.astype(np.int32), customer.astype(np.int32), labels, cents)


def order_columns(
    session: Session,
    first: date,
    last: date,
    codings: dict[str, Coding],
    names: Sequence[str],
    look: Look = _go_on,
) -> OrderColumns:
    """The orders from first to last, of all customers, with these of their attributes."""
    values = {"first": first.isoformat(), "last": last.isoformat()}
    days = _Daily(session, "customer_order", "ordered_on", "", values, look)
    ordered, (customer,), labels = days.read(("customer_id",), {name: codings[name] for name in names})
    return OrderColumns(ordered, customer.astype(np.int32), labels)


def open_attributes(session: Session) -> list[tuple[str, int]]:
    """Attributes this workspace added, and how often each is given, the most given first."""
    rows = session.execute(
        select(ComplaintAttribute.name, func.count())
        .where(ComplaintAttribute.name.not_in(_NOT_OPEN))
        .group_by(ComplaintAttribute.name)
        .order_by(func.count().desc(), ComplaintAttribute.name)
    )
    return [(name, given) for name, given in rows]


def open_attribute(
    session: Session, name: str, number: NDArray[np.int64], coding: Coding, look: Look = _go_on
) -> Codes:
    """The first value that each of these complaints was given of an open attribute."""
    codes = np.full(len(number), -1, dtype=np.int32)
    if not len(number):
        return codes
    lowest, highest = int(number.min()), int(number.max())
    row = np.full(highest - lowest + 1, -1, np.int32)
    row[number - lowest] = np.arange(len(number), dtype=np.int32)
    for complaint, values in _given_values(session, name, (lowest, highest), look):
        given, place = coding.code(values), row[complaint - lowest]
        found = place >= 0
        # Written backwards, so that of several values the first one stays.
        codes[place[found][::-1]] = given[found][::-1]
    return codes


def _given_values(
    session: Session, name: str, span: tuple[int, int], look: Look
) -> Iterator[tuple[NDArray[np.int64], list[str]]]:
    """Complaints and their values of an attribute, in the order in which they were given."""
    firsts = range(span[0], span[1] + 1, PORTION)
    portions = ({"name": name, "first": one, "last": min(one + PORTION - 1, span[1])} for one in firsts)
    for portion in _ahead(_given(session, limits) for limits in portions):
        look()
        yield portion


def _given(session: Session, limits: Mapping[str, object]) -> tuple[NDArray[np.int64], list[str]]:
    (complaint,), values = _given_columns(session, limits, ("complaint_id",), plain=True)
    if len(values) == len(complaint) and (np.diff(complaint) > 0).all():
        return complaint, values
    (complaint, given), values = _given_columns(session, limits, ("complaint_id", "id"), plain=False)
    order = np.argsort(given)
    return complaint[order], [values[place] for place in order.tolist()]


def _given_columns(
    session: Session, limits: Mapping[str, object], whole: Sequence[str], *, plain: bool
) -> tuple[list[NDArray[np.int64]], list[str]]:
    gathered = _gathered(session, whole, ("value",), plain=plain)
    question = text(
        f"SELECT count(*){gathered} FROM complaint_attribute "  # noqa: S608
        "WHERE name = :name AND complaint_id BETWEEN :first AND :last"
    )
    count, *columns, values = session.execute(question, limits).one()
    if not count:
        return [np.zeros(0, np.int64) for _ in whole], []
    return [_numbers([column]) for column in columns], values.split(SEPARATOR)


def kinds(session: Session) -> dict[int, tuple[int, str]]:
    """Each kind's id, with the id and name of the kind it was merged into, or its own."""
    rows = session.execute(select(ComplaintKind.id, ComplaintKind.name, ComplaintKind.merged_into_id)).all()
    names = {number: name for number, name, _ in rows}
    merged = {number: into for number, _, into in rows}
    stands_for = {number: _root(number, merged) for number in names}
    return {number: (root, names[root]) for number, root in stands_for.items()}


def segments(session: Session) -> dict[int, str]:
    """The segment of each customer that has one."""
    rows = session.execute(select(Customer.id, Customer.segment).where(Customer.segment != ""))
    return dict(rows.all())


def names_within_reach(session: Session, actor: Actor, now: datetime) -> dict[int, str]:
    """Names of the customers whose records this person may read."""
    rows = session.execute(select(Customer.id, Customer.name).where(visible_to(actor, now, Customer.id)))
    return dict(rows.all())


def recording_days(session: Session, first: date, last: date) -> tuple[Codes, Codes, Codes, Codes] | None:
    """Received and recorded days, kinds and customers of what was received from first to last.

    None where everything was recorded on the day it was received.
    """
    values = {"first": first.isoformat(), "last": last.isoformat()}
    within = "received_on BETWEEN :first AND :last"
    late = text(f"SELECT 1 FROM complaint WHERE {within} AND recorded_on > received_on LIMIT 1")  # noqa: S608
    if session.execute(late, values).first() is None:
        return None
    coding = _Days()
    days = _Daily(session, "complaint", "received_on", "", values, _go_on)
    received, (kind, customer), labels = days.read(("kind_id", "customer_id"), {"recorded_on": coding})
    return received, labels["recorded_on"], kind.astype(np.int32), customer.astype(np.int32)


def quieted(session: Session) -> dict[str, int]:
    """Rises said to be no trend, with the count they had then."""
    rows = session.execute(select(QuietedTrend.key, QuietedTrend.observed))
    return dict(rows.all())


class _Days(Coding):
    """Ordinals of days as the database writes them; the same few days come again and again."""

    def __missing__(self, value: Any) -> int:
        self[value] = ordinal = date.fromisoformat(value).toordinal()
        return ordinal


@dataclass(frozen=True, slots=True)
class _Daily:
    """Reads a table by days: each day's values of a column come as one text.

    A row for each complaint would be a million rows of a dozen objects; this is some hundreds of rows.
    """

    session: Session
    table: str
    day: str
    condition: str
    values: Mapping[str, str]
    look: Look

    def read(
        self, whole: Sequence[str], labels: Mapping[str, Coding]
    ) -> tuple[Codes, list[NDArray[np.int64]], dict[str, Codes]]:
        """The days as ordinals, the columns of whole numbers, and the codes of the others."""
        # Values of which there are few are read as one: a third of the texts to take apart.
        few = [name for name in labels if name in FEW]
        try:
            return (
                self._together(whole, labels, few) if len(few) > 1 else self._read(whole, labels, plain=True)
            )
        except _Shifted:
            return self._read(whole, labels, plain=False)

    def _together(
        self, whole: Sequence[str], labels: Mapping[str, Coding], few: Sequence[str]
    ) -> tuple[Codes, list[NDArray[np.int64]], dict[str, Codes]]:
        joined, combined = f" || {_character(self.session, 30)} || ".join(few), Coding()
        apart = {name: coding for name, coding in labels.items() if name not in few}
        days, numbers, codes = self._read(whole, {**apart, joined: combined}, plain=True)
        combinations = [label.split(WITHIN) for label in combined.labels()]
        if any(len(parts) != len(few) for parts in combinations):
            raise _Shifted
        of_all = codes.pop(joined)
        for place, name in enumerate(few):
            codes[name] = labels[name].code([parts[place] for parts in combinations])[of_all]
        return days, numbers, codes

    def _read(
        self, whole: Sequence[str], labels: Mapping[str, Coding], *, plain: bool
    ) -> tuple[Codes, list[NDArray[np.int64]], dict[str, Codes]]:
        gathered = _gathered(self.session, whole, tuple(labels), plain=plain)
        question = text(
            f"SELECT {self.day}, count(*){gathered} FROM {self.table} "  # noqa: S608
            f"WHERE {self.day} BETWEEN :first AND :last{self.condition} "
            f"GROUP BY {self.day} ORDER BY {self.day}"
        )
        received: list[Codes] = [np.zeros(0, np.int32)]
        numbers = [[np.zeros(0, np.int64)] for _ in whole]
        codes = {name: [np.zeros(0, np.int32)] for name in labels}
        for rows in _ahead(iter(self.session.execute(question, self.values).partitions(DAYS))):
            self.look()
            days, counts, *columns = zip(*rows, strict=True)
            received.append(np.repeat(np.array([_ordinal(day) for day in days], np.int32), np.array(counts)))
            for part, column in zip(numbers, columns, strict=False):
                part.append(_numbers(column))
            for (name, coding), column in zip(labels.items(), columns[len(whole) :], strict=True):
                codes[name].append(coding.code(_labels(column, sum(counts))))
        return (
            np.concatenate(received),
            [np.concatenate(part) for part in numbers],
            {name: np.concatenate(part) for name, part in codes.items()},
        )


def _ahead(portions: Iterator[Portion]) -> Iterator[Portion]:
    """The same portions, the next one being read on another thread while one is in hand.

    The database works without the interpreter's lock, so that two processors share the reading.  Only
    that thread uses the session meanwhile, and it is waited for whatever happens.
    """
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(next, portions, None)
        while (portion := waiting.result()) is not None:
            waiting = reader.submit(next, portions, None)
            yield portion


class _Shifted(Exception):
    """A label holds the separator itself."""


def _gathered(session: Session, whole: Sequence[str], labels: Sequence[str], *, plain: bool) -> str:
    """The columns as texts of all their values, in one and the same order, for a SELECT list.

    plain trusts that no label holds the separator; else it is taken out, which takes longer.
    """
    separator = _character(session, 31)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    join, to_text = ("group_concat", "{}") if is_sqlite else ("string_agg", "CAST({} AS text)")
    numbers = [f", {join}({to_text.format(name)}, ',')" for name in whole]
    words = [to_text.format(name) for name in labels]
    if not plain:
        words = [f"replace({word}, {separator}, ' ')" for word in words]
    return "".join([*numbers, *(f", {join}({word}, {separator})" for word in words)])


def _character(session: Session, number: int) -> str:
    """A character by its number, as the database writes it."""
    return f"{'char' if session.get_bind().dialect.name == 'sqlite' else 'chr'}({number})"


def _numbers(texts: Sequence[str]) -> NDArray[np.int64]:
    return np.fromstring(",".join(texts), dtype=np.int64, sep=",")


def _labels(texts: Sequence[str], count: int) -> list[str]:
    values = SEPARATOR.join(texts).split(SEPARATOR)
    if len(values) != count:
        raise _Shifted
    return values


def _ordinal(day: Any) -> int:
    return (day if isinstance(day, date) else date.fromisoformat(day)).toordinal()


def _root(number: int, merged: dict[int, int | None]) -> int:
    seen = {number}
    while (into := merged.get(number)) is not None and into not in seen:
        seen.add(into)
        number = into
    return number
