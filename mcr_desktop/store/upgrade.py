"""Brings a workspace to the schema of this program: a copy first, then one step after another.

Each step is one transaction with foreign keys off outside it and checked before its end, so that an
interrupted one leaves the old schema whole.  Alembic is imported here and nowhere else.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from mcr_desktop.domain.errors import Unavailable
from mcr_desktop.store.database import SCHEMA, connect
from mcr_desktop.store.safety import copy_database

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path, passphrase: str | None, now: datetime, *, is_new: bool = False) -> Path | None:
    """Take the file to the newest schema; returns the copy kept of the old one, if it held anything."""
    kept = None
    if not is_new:
        kept = path.with_name(f"{path.stem} before upgrade {now:%Y-%m-%d %H%M%S}{path.suffix}")
        copy_database(path, kept, passphrase)
    for revision in _steps_from(_schema(path, passphrase)):
        _step(path, passphrase, revision)
    return kept


def newest_schema() -> int:
    """The number of the last migration in the package."""
    return max(int(revision.revision) for revision in ScriptDirectory.from_config(_config()).walk_revisions())


def _steps_from(schema: int) -> list[int]:
    return list(range(schema + 1, SCHEMA + 1))


def _schema(path: Path, passphrase: str | None) -> int:
    connection = connect(path, passphrase)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def _step(path: Path, passphrase: str | None, schema: int) -> None:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, passphrase),
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def loosen(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # Rebuilding a table drops it: with foreign keys on, that would delete its children.
        connection.cursor().execute("PRAGMA foreign_keys=off")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, f"{schema:04d}")
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if orphans:
                raise Unavailable(
                    f"{path.name} could not be upgraded: {len(orphans)} rows lost what they belong to."
                )
            connection.exec_driver_sql(f"PRAGMA user_version = {schema:d}")
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(truncate)")
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
