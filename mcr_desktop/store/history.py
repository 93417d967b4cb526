"""Taking deeds back: the journal of one deed, read backwards and applied."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, ColumnElement, Date, Enum, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mcr_desktop.domain.errors import Refused, Stale
from mcr_desktop.domain.people import Actor
from mcr_desktop.models.base import Base, Cents, UtcDateTime
from mcr_desktop.models.history import AuditEntry, Change
from mcr_desktop.store import audit, journal
from mcr_desktop.store.audit import Deed

_CHANGED_MEANWHILE = "Somebody changed this since. Look at it before you take it back; nothing was changed."
_BUILT_UPON = "Other records were added to this since. Take those back first; nothing was changed."


@dataclass(frozen=True, slots=True)
class Step:
    """A deed that can be taken back or done again."""

    audit_id: int
    deed: str
    subject: str
    at: datetime
    customer_id: int | None


def last_step(session: Session, actor: Actor) -> Step | None:
    """The newest deed of this person that can be taken back."""
    return _newest(session, actor, AuditEntry.undoes_id.is_(None))


def last_undone(session: Session, actor: Actor) -> Step | None:
    """The newest taking-back of this person that nothing has followed since: what redo does again."""
    newest = _newest(session, actor, AuditEntry.undoes_id.is_not(None))
    followed = last_step(session, actor)
    return (
        None if newest is None or (followed is not None and followed.audit_id > newest.audit_id) else newest
    )


def _newest(session: Session, actor: Actor, kind: ColumnElement[bool]) -> Step | None:
    entry = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.user_id == actor.id, AuditEntry.undone_at.is_(None), kind)
        .where(select(Change.id).where(Change.audit_id == AuditEntry.id).exists())
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first()
    return None if entry is None else _step(entry)


def step_of(session: Session, actor: Actor, audit_id: int) -> Step | None:
    """One deed of this person by its number, if it can still be taken back."""
    entry = session.get(AuditEntry, audit_id)
    if entry is None or entry.undone_at is not None or entry.user_id != actor.id:
        return None
    return _step(entry)


def take_back(session: Session, actor: Actor, done: Step, at: datetime) -> int:
    """Apply the reverse of every change of a deed as a deed of its own.

    Raises Stale when a row is no longer as the deed left it, Refused when others have built upon it.
    """
    changes = session.scalars(
        select(Change).where(Change.audit_id == done.audit_id).order_by(Change.id.desc())
    ).all()
    if not changes:
        raise Refused("There is nothing to take back.")
    entry = audit.record(
        session,
        actor,
        Deed.UNDID,
        at,
        customer_id=done.customer_id,
        subject=done.deed,
        undoes_id=done.audit_id,
    )
    try:
        for change in changes:
            _reverse(session, change, entry)
    except IntegrityError as error:
        raise Refused(_BUILT_UPON) from error
    _mark(session, done.audit_id, entry, at)
    return entry


def _mark(session: Session, done: int, reversal: int, at: datetime) -> None:
    """The deed is undone; if it was a taking-back itself, the first deed stands again and this is spent."""
    session.execute(update(AuditEntry).where(AuditEntry.id == done).values(undone_at=at))
    first = session.scalar(select(AuditEntry.undoes_id).where(AuditEntry.id == done))
    if first is not None:
        session.execute(update(AuditEntry).where(AuditEntry.id == first).values(undone_at=None))
        session.execute(update(AuditEntry).where(AuditEntry.id == reversal).values(undone_at=at))


def _step(entry: AuditEntry) -> Step:
    return Step(entry.id, entry.deed, entry.subject, entry.at, entry.customer_id)


def _reverse(session: Session, change: Change, entry: int) -> None:
    table = Base.metadata.tables[change.table_name]
    if change.last_id is not None:
        _remove_range(session, table, change, entry)
    elif change.before is None:
        _expect(session, table, change.row_id, json.loads(change.after or "{}"))
        session.execute(delete(table).where(table.c.id == change.row_id))
        _write(session, entry, change, before=change.after, after=None)
    elif change.after is None:
        session.execute(insert(table).values(**_decoded(table, json.loads(change.before))))
        _write(session, entry, change, before=None, after=change.before)
    else:
        before, after = json.loads(change.before), json.loads(change.after)
        _expect(session, table, change.row_id, after)
        values = _decoded(table, {key: value for key, value in before.items() if key != "version"})
        if "version" in table.c:
            values["version"] = table.c.version + 1
        session.execute(update(table).where(table.c.id == change.row_id).values(**values))
        _write(session, entry, change, before=change.after, after=change.before)


def _remove_range(session: Session, table: Table, change: Change, entry: int) -> None:
    rows = (
        session.execute(select(table).where(table.c.id.between(change.row_id, change.last_id)))
        .mappings()
        .all()
    )
    expected = (change.last_id or 0) - change.row_id + 1
    if len(rows) != expected:
        raise Stale(_CHANGED_MEANWHILE)
    session.execute(delete(table).where(table.c.id.between(change.row_id, change.last_id)))
    lines = [
        {
            "audit_id": entry,
            "table_name": table.name,
            "row_id": row["id"],
            "before": json.dumps(
                {key: journal.encode(value) for key, value in row.items()}, ensure_ascii=False
            ),
        }
        for row in rows
    ]
    session.execute(insert(Change), lines)


def _write(session: Session, entry: int, change: Change, *, before: str | None, after: str | None) -> None:
    session.execute(
        insert(Change).values(
            audit_id=entry, table_name=change.table_name, row_id=change.row_id, before=before, after=after
        )
    )


def _expect(session: Session, table: Table, row_id: int, wanted: dict[str, Any]) -> None:
    row = session.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()
    if row is None:
        raise Stale(_CHANGED_MEANWHILE)
    # The version only counts changes; what they changed is compared itself.
    differs = (journal.encode(row[key]) != value for key, value in wanted.items() if key != "version")
    if any(differs):
        raise Stale(_CHANGED_MEANWHILE)


def _decoded(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _value(table.c[key], value) for key, value in values.items() if key != "version" or value == 1
    }


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Cents):
        return Decimal(value)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return bool(value) if isinstance(kind, Boolean) else value


def forget_before(session: Session, moment: datetime) -> int:
    """Empty the journal of deeds older than this; the audit lines stay.  Returns how many changes went."""
    old = select(AuditEntry.id).where(AuditEntry.at < moment)
    count = session.scalar(select(func.count()).select_from(Change).where(Change.audit_id.in_(old))) or 0
    session.execute(delete(Change).where(Change.audit_id.in_(old)))
    return count


def settle(session: Session, audit_id: int) -> None:
    """Make a deed one that is not taken back: its audit line stays, its journal goes."""
    session.flush()
    session.execute(delete(Change).where(Change.audit_id == audit_id))
