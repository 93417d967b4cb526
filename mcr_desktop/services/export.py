"""Everything the actor may read, written as plain tables that any program opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.fence import require_admin
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.workspace import ExportReport
from mcr_desktop.exchange.writing import write_table
from mcr_desktop.store import audit, export, export_house
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import visible_to
from mcr_desktop.store.values import standing

CUSTOMER_HEADER = (
    "key", "name", "parent", "segment", "region", "since", "team", "website", "phone", "email", "address",
    "value", "tier",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportService:
    """Writes an export folder; the fence decides what is in it."""

    database: Database
    now: Callable[[], datetime]

    def export(
        self, actor: Actor, folder: Path, *, everything: bool = False, reason: str = ""
    ) -> ExportReport:
        """Write what the actor may read, or as an admin with a reason everything there is.

        Raises Refused for a folder that is in use or a missing reason, NotAllowed for everything by
        anyone but an admin; then nothing was written.
        """
        now = self.now()
        if everything:
            require_admin(actor, "export what the fence protects")
            if not reason.strip():
                raise Refused(
                    "Say why everything should leave the fence: --reason TEXT. The team will see it."
                )
        _prepare(folder)
        with self.database.writing() as session:
            subject = "everything" if everything else "what they may read"
            audit.record(session, actor, Deed.EXPORTED, now, subject=subject, reason=reason)
        with self.database.reading() as session:
            return self._write(session, actor, folder, now, everything=everything)

    def _write(
        self, session: Session, actor: Actor, folder: Path, now: datetime, *, everything: bool
    ) -> ExportReport:
        def visible(customer_id: export.CustomerId) -> export.Condition:
            return export.EVERYTHING if everything else visible_to(actor, now, customer_id)

        customers = session.execute(export.customers_leaving(visible)).all()
        values = standing(session, [row.id for row in customers], local_day(now))
        rows = []
        for row in customers:
            worth = values[row.id]
            tier = "" if worth.tier is None else worth.tier.value
            rows.append((*tuple(row)[1:], worth.value, tier))
        write_table(folder / "customers.csv", CUSTOMER_HEADER, rows)
        files = ["customers.csv"]
        tables = (*export.tables(visible), *export_house.from_outside(visible), *export_house.people())
        for table in (*tables, *(export_house.everything_else() if everything else ())):
            write_table(folder / f"{table.name}.csv", table.header, table.rows(session))
            files.append(f"{table.name}.csv")
        left_out = export.customer_count(session) - len(customers)
        return ExportReport(folder, tuple(files), len(customers), left_out)


def _prepare(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            f"{folder} exists already and is not an empty folder. Choose another; nothing was written."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} cannot be made: {error.strerror}.") from error
