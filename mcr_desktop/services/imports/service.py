"""The import itself: who may, reading row by row, one transaction, and the account of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from mcr_desktop.domain.errors import Refused, WrongUse
from mcr_desktop.domain.fence import require_admin
from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.domain.people import Actor
from mcr_desktop.exchange.cards import holds_cards, read_cards
from mcr_desktop.exchange.columns import Columns, match_columns
from mcr_desktop.exchange.mail import is_mail
from mcr_desktop.exchange.reading import Reading, read_rows
from mcr_desktop.exchange.records import Bad, Good, ImportKind
from mcr_desktop.exchange.tables import Table, open_table
from mcr_desktop.exchange.writing import LeftBehind
from mcr_desktop.services.imports.assignments import bring_assignments
from mcr_desktop.services.imports.complaints import bring_complaints
from mcr_desktop.services.imports.conversations import bring_conversations
from mcr_desktop.services.imports.customers import bring_contacts, bring_customers
from mcr_desktop.services.imports.desk import Desk, name_some, plural
from mcr_desktop.services.imports.mails import bring_mails, mails
from mcr_desktop.services.imports.orders import bring_orders
from mcr_desktop.services.imports.people import bring_users
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database
from mcr_desktop.store.scope import admit_admin

_BRING: Mapping[ImportKind, Callable[[Desk, Iterator[Good[Any]]], None]] = {
    ImportKind.CUSTOMERS: bring_customers,
    ImportKind.CONTACTS: bring_contacts,
    ImportKind.CONVERSATIONS: bring_conversations,
    ImportKind.COMPLAINTS: bring_complaints,
    ImportKind.ASSIGNMENTS: bring_assignments,
    ImportKind.USERS: bring_users,
    ImportKind.ORDERS: bring_orders,
}


@dataclass(frozen=True, slots=True)
class ImportService:
    """Brings files of other programs in; an admin's right, on every customer."""

    database: Database
    now: Callable[[], datetime]

    def bring_in(
        self,
        actor: Actor,
        kind: str,
        path: Path,
        *,
        mapping: Mapping[str, str] | None = None,
        key: str | None = None,
        date_format: str | None = None,
        encoding: str | None = None,
        dry_run: bool = False,
        leave_behind: Path | None = None,
    ) -> ImportReport:
        """Bring a file in: all of it, or nothing and the reason.

        Args:
            actor: who brings it in, an admin.
            kind: what the rows are, one of ImportKind.
            path: the file.
            mapping: field to column, for columns whose names do not say what they hold.
            key: the column that tells customers apart.
            date_format: how dates are written, where they can be read in two ways.
            encoding: of a text file; guessed when None.
            dry_run: only tell what would happen.
            leave_behind: where rows go that cannot be brought in; without it one such row refuses the file.

        Raises:
            NotAllowed: for anyone but an admin.
            Refused: with file, row, column and reason; nothing was changed.
            WrongUse: for what speaks of columns where the file is one of cards or a mail.
        """
        require_admin(actor, "bring data in")
        what = ImportKind(kind)
        if leave_behind is not None and leave_behind.absolute() == path.absolute():
            raise Refused(f"{path.name} is the file being read; leave rows behind in another one.")
        source = _without_columns(what, path)
        if source is None:
            table = open_table(path, encoding=encoding)
            columns = match_columns(what, table, mapping or {}, key=key)
            source = _from_table(table, columns, read_rows(table, columns, date_format=date_format))
        elif mapping or key or date_format or encoding:
            raise WrongUse(
                f"{path.name} has no columns, of which --map, --key, --date-format and --encoding speak."
            )
        return self._bring(actor, what, source, leave_behind, dry_run=dry_run)

    def _bring(
        self, actor: Actor, kind: ImportKind, source: _Source, leave_behind: Path | None, *, dry_run: bool
    ) -> ImportReport:
        now = self.now()
        with self.database.writing() as session:
            admit_admin(session, actor, "bring data in")
            audit_id = audit.record(session, actor, Deed.BROUGHT_IN, now, subject=f"{kind}: {source.name}")
            desk = Desk(session, actor, now, source.name, one_by_one=source.one_by_one, dry_run=dry_run)
            with _shelf(None if dry_run else leave_behind, source) as shelf:
                desk.shelf = shelf
                (source.bring or _BRING[kind])(desk, _good_rows(desk, source))
                desk.batch.flush()
                _refuse_whole(desk, leave_behind)
            keep = not dry_run and bool(desk.added or desk.changed)
            if not keep:
                session.rollback()
        if source.unused:
            columns = plural(len(source.unused), "column")
            desk.notes.append(f"Not brought in: {columns} ({name_some(source.unused, 12)}).")
        return _report(kind, desk, source.guessed, audit_id if keep else None, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file about to be brought in: its rows, and what is to be said about how it was read.

    one_by_one: a row that cannot go in is named and left out, and the others go in.
    """

    name: str
    rows: Callable[[], Iterator[Good[Any] | Bad]]
    header: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    one_by_one: bool = False
    bring: Callable[[Desk, Iterator[Good[Any]]], None] | None = None


def _without_columns(kind: ImportKind, path: Path) -> _Source | None:
    """A file of cards, or one mail message; None for a table."""
    if kind is ImportKind.CONVERSATIONS and is_mail(path):
        return _Source(path.name, partial(mails, path), one_by_one=True, bring=bring_mails)
    if kind is ImportKind.CONTACTS and holds_cards(path):
        return _Source(path.name, partial(read_cards, path), one_by_one=True)
    return None


def _from_table(table: Table, columns: Columns, reading: Reading) -> _Source:
    guessed = (*table.guessed, *columns.guessed, *reading.guessed)
    return _Source(table.path.name, reading.rows, table.header, guessed, columns.unused)


def _shelf(path: Path | None, source: _Source) -> AbstractContextManager[LeftBehind | None]:
    return nullcontext() if path is None or source.one_by_one else LeftBehind(path, source.header)


def _good_rows(desk: Desk, source: _Source) -> Iterator[Good[Any]]:
    """The rows that were understood; the others are refused on the way."""
    for row in source.rows():
        desk.read += 1
        if isinstance(row, Bad):
            desk.refuse(row)
            continue
        for reason in row.suspicious:
            desk.suspect(row, reason)
        yield row
        desk.batch.flush_if_full()


def _refuse_whole(desk: Desk, leave_behind: Path | None) -> None:
    """Raise Refused when a row cannot go in and nobody said where to leave it."""
    if not desk.refused or leave_behind is not None or desk.one_by_one:
        return
    lines = list(desk.problems)
    if desk.refused > len(lines):
        lines.append(f"and {plural(desk.refused - len(lines), 'more row')}")
    lines.append(
        "Nothing was brought in. Correct the file, or leave such rows behind with --leave-behind FILE."
    )
    raise Refused("\n".join(lines))


def _report(
    kind: ImportKind, desk: Desk, guessed: tuple[str, ...], audit_id: int | None, *, dry_run: bool
) -> ImportReport:
    return ImportReport(
        kind=kind.value,
        file=desk.file,
        read=desk.read,
        added=desk.added,
        changed=desk.changed,
        unchanged=desk.unchanged,
        skipped=desk.refused,
        guessed=guessed,
        suspicious=tuple(desk.suspicious),
        notes=tuple(desk.notes),
        audit_id=audit_id,
        dry_run=dry_run,
    )
