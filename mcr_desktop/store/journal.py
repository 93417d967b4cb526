"""The change journal: every row a deed touches, as it was and as it is.  Undo and Trash rest on it.

A session that writes is watched: each flush is written down under the deed that audit.record() has
named.  A write without a deed is a defect and raises.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, event, insert, inspect
from sqlalchemy.orm import InstanceState, Session, UOWTransaction

from mcr_desktop.models import Base
from mcr_desktop.models.conversations import Draft
from mcr_desktop.models.history import AuditEntry, Change
from mcr_desktop.models.reviews import IssuedCopy, IssuedReview

_ORDER = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
UNWATCHED = (AuditEntry, Change, Draft, IssuedReview, IssuedCopy)
"""Traces, what is private to its writer, and paper that has left the house: none of it is taken back."""

DEED = "deed"


def watch(session: Session) -> None:
    """Write down whatever this session flushes."""
    event.listen(session, "after_flush", _write_down)


def note_range(session: Session, table: Table, first_id: int, last_id: int) -> None:
    """Write down that a whole range of rows was brought in at once."""
    session.execute(
        insert(Change),
        [{"audit_id": session.info[DEED], "table_name": table.name, "row_id": first_id, "last_id": last_id}],
    )


def encode(value: Any) -> Any:
    """A column's value as JSON can hold it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def _write_down(session: Session, context: UOWTransaction) -> None:
    new, gone = _watched(session.new), _watched(session.deleted)
    changed = [thing for thing in _watched(session.dirty) if session.is_modified(thing)]
    lines = [
        *(_line(thing, None, _columns(thing)) for thing in sorted(new, key=_rank)),
        *(_changed(thing) for thing in changed),
        *(_line(thing, _columns(thing), None) for thing in sorted(gone, key=_rank, reverse=True)),
    ]
    if not lines:
        return
    if DEED not in session.info:
        raise RuntimeError("a write without its audit line: call audit.record() first")
    session.execute(insert(Change), [{"audit_id": session.info[DEED], **line} for line in lines])


def _watched(things: Iterable[Any]) -> list[Base]:
    return [thing for thing in things if not isinstance(thing, UNWATCHED)]


def _rank(thing: Base) -> int:
    """Parents before children, so that reading backwards never removes a parent first."""
    return _ORDER[thing.__tablename__]


def _line(thing: Base, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "table_name": thing.__tablename__,
        "row_id": getattr(thing, "id", 0),
        "last_id": None,
        "before": None if before is None else json.dumps(before, ensure_ascii=False),
        "after": None if after is None else json.dumps(after, ensure_ascii=False),
    }


def _columns(thing: Base) -> dict[str, Any]:
    state: InstanceState[Any] = inspect(thing)
    return {column.key: encode(getattr(thing, column.key)) for column in state.mapper.column_attrs}


def _changed(thing: Base) -> dict[str, Any]:
    state: InstanceState[Any] = inspect(thing)
    before, after = {}, {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes():
            before[column.key] = encode(history.deleted[0]) if history.deleted else None
            after[column.key] = encode(history.added[0]) if history.added else None
    return _line(thing, before, after)
