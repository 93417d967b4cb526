"""How the tests bring files in, and what they look up afterwards."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import func, select

from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.domain.people import Actor
from mcr_desktop.services.imports import ImportService, parse_mapping
from tests.worlds import World


def table(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def bring(
    world: World,
    kind: str,
    path: Path,
    *pairs: str,
    actor: Actor | None = None,
    key: str | None = None,
    dry_run: bool = False,
    leave_behind: Path | None = None,
) -> ImportReport:
    service = ImportService(world.database, world.clock)
    return service.bring_in(
        actor or world.root,
        kind,
        path,
        mapping=parse_mapping(pairs),
        key=key,
        dry_run=dry_run,
        leave_behind=leave_behind,
    )


def everything(world: World, column: object) -> list[object]:
    with world.database.reading() as session:
        return list(session.scalars(select(column).order_by(column)))  # type: ignore[call-overload]


def how_many(world: World, record: type) -> int:
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(record)) or 0
