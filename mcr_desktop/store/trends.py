"""Complaints and orders as columns of numbers, read fast, for the analysis of every valued customer.

The analysis crosses the fence as numbers only: what leaves here about a customer is an id and a count.
Names come from names_within_reach(), which does ask the fence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

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
PORTION = 50_000

COLUMNS = ("product", "site", "carrier", "channel", "region")
_NOT_OPEN = (*COLUMNS, "kind", "customer", "segment", "value", "text", "outcome", "closed")


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
    session: Session, first: date, last: date, known_on: date | None, codings: dict[str, Coding]
) -> ComplaintColumns:
    """The complaints received from first to last, of all customers.

    known_on leaves out what was recorded only later, for a look back; None leaves nothing out.
    """
    known = "" if known_on is None else " AND recorded_on <= :known_on"
    question = text(
        f"SELECT id, received_on, kind_id, customer_id, coalesce(value, -1), {', '.join(COLUMNS)} "  # noqa: S608
        f"FROM complaint WHERE received_on BETWEEN :first AND :last{known}"
    )
    values = {"first": first.isoformat(), "last": last.isoformat()}
    if known_on is not None:
        values["known_on"] = known_on.isoformat()
    number, received, kind, customer, cents, *attributes = _read(
        session,
        question,
        values,
        [_longs, _Days().code, _ints, _ints, _longs, *(codings[name].code for name in COLUMNS)],
    )
    return ComplaintColumns(
        number, received, kind, customer, dict(zip(COLUMNS, attributes, strict=True)), cents
    )


def order_columns(
    session: Session, first: date, last: date, codings: dict[str, Coding], names: Sequence[str]
) -> OrderColumns:
    """The orders from first to last, of all customers, with these of their attributes."""
    wanted = "".join(f", {name}" for name in names)
    question = text(
        f"SELECT ordered_on, customer_id{wanted} FROM customer_order "  # noqa: S608
        "WHERE ordered_on BETWEEN :first AND :last"
    )
    values = {"first": first.isoformat(), "last": last.isoformat()}
    converters = [_Days().code, _ints, *(codings[name].code for name in names)]
    ordered, customer, *attributes = _read(session, question, values, converters)
    return OrderColumns(ordered, customer, dict(zip(names, attributes, strict=True)))


def open_attributes(session: Session) -> list[tuple[str, int, int]]:
    """Attributes this workspace added: name, how many complaints have it, how many values there are."""
    rows = session.execute(
        select(
            ComplaintAttribute.name,
            func.count(ComplaintAttribute.complaint_id.distinct()),
            func.count(ComplaintAttribute.value.distinct()),
        )
        .where(ComplaintAttribute.name.not_in(_NOT_OPEN))
        .group_by(ComplaintAttribute.name)
    )
    return [(name, complaints, values) for name, complaints, values in rows]


def open_attribute(session: Session, name: str, number: NDArray[np.int64], coding: Coding) -> Codes:
    """The first value that each of these complaints was given of an open attribute."""
    codes = np.full(len(number), -1, dtype=np.int32)
    question = text("SELECT complaint_id, value FROM complaint_attribute WHERE name = :name ORDER BY id")
    order = np.argsort(number, kind="stable")
    for rows in _portions(session, question, {"name": name}):
        complaint, values = zip(*rows, strict=True)
        wanted, given = np.array(complaint, np.int64), coding.code(values)
        place = np.minimum(np.searchsorted(number, wanted, sorter=order), max(len(number) - 1, 0))
        if not len(number):
            break
        row = order[place]
        found = (number[row] == wanted) & (codes[row] < 0)
        # Written backwards, so that of several values the first one stays.
        codes[row[found][::-1]] = given[found][::-1]
    return codes


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


def recording_days(
    session: Session, first: date, last: date
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Received and recorded days, kinds and customers of what was received from first to last."""
    question = text(
        "SELECT received_on, recorded_on, kind_id, customer_id FROM complaint "
        "WHERE received_on BETWEEN :first AND :last"
    )
    values = {"first": first.isoformat(), "last": last.isoformat()}
    days = _Days()
    received, recorded, kind, customer = _read(
        session, question, values, [days.code, days.code, _ints, _ints]
    )
    return received, recorded, kind, customer


def quieted(session: Session) -> dict[str, int]:
    """Rises said to be no trend, with the count they had then."""
    rows = session.execute(select(QuietedTrend.key, QuietedTrend.observed))
    return dict(rows.all())


class _Days(dict[Any, int]):
    """Ordinals of days as the database writes them; the same few days come again and again."""

    def __missing__(self, day: Any) -> int:
        known = day if isinstance(day, date) else date.fromisoformat(day)
        self[day] = ordinal = known.toordinal()
        return ordinal

    def code(self, days: Sequence[Any]) -> Codes:
        return np.fromiter(map(self.__getitem__, days), np.int32, len(days))


def _portions(session: Session, question: Any, values: dict[str, str]) -> Iterator[Sequence[Any]]:
    """The rows of a question, as they come from the database, many at a time."""
    return session.execute(question, values).partitions(PORTION)


def _read(
    session: Session,
    question: Any,
    values: dict[str, str],
    converters: Sequence[Callable[[Sequence[Any]], NDArray[Any]]],
) -> list[NDArray[Any]]:
    """The columns of a question as arrays."""
    parts: list[list[NDArray[Any]]] = [[convert(())] for convert in converters]
    for rows in _portions(session, question, values):
        for part, convert, column in zip(parts, converters, zip(*rows, strict=True), strict=True):
            part.append(convert(column))
    return [np.concatenate(part) for part in parts]


def _ints(values: Sequence[Any]) -> NDArray[Any]:
    return np.array(values, np.int32)


def _longs(values: Sequence[Any]) -> NDArray[Any]:
    return np.array(values, np.int64)


def _root(number: int, merged: dict[int, int | None]) -> int:
    seen = {number}
    while (into := merged.get(number)) is not None and into not in seen:
        seen.add(into)
        number = into
    return number
