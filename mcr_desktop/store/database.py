"""Opens a workspace file and hands out sessions: one writer at a time, readers beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from mcr_desktop.domain.errors import Unavailable
from mcr_desktop.store import journal

APPLICATION_ID = 0x4D435244
"""The mark in the file's header that makes it a workspace of ours ("MCRD")."""

SCHEMA = 1
"""The newest schema this program knows; the file's user_version says which it has."""

MINIMUM_SQLITE = (3, 51, 3)

__all__ = ["APPLICATION_ID", "SCHEMA", "Database", "Session", "connect"]


def connect(path: Path, passphrase: str | None = None, *, writable: bool = True) -> sqlcipher.Connection:
    """One bare connection by the recipe; never makes a file that is not there."""
    if sqlcipher.sqlite_version_info < MINIMUM_SQLITE:
        raise Unavailable(
            f"The database library is too old ({sqlcipher.sqlite_version}). Install the program again."
        )
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=5.0,
        check_same_thread=False,
    )
    # A wrong passphrase is told in a sentence, not by the library on standard error.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if passphrase:
        connection.execute("PRAGMA key = '" + passphrase.replace("'", "''") + "'")
    for pragma in ("foreign_keys=on", "trusted_schema=off", "cell_size_check=on", "temp_store=memory"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=full")
    connection.execute("PRAGMA fullfsync=on")
    if not writable:
        connection.execute("PRAGMA query_only=on")
    return connection


@dataclass(eq=False)
class Database:
    """An open workspace.

    reading() gives a session that cannot write; writing() one that commits once, at the end of its
    `with`, and rolls back on any error.  Both belong to the thread that opened them.
    """

    path: Path
    passphrase: str | None = field(repr=False)
    writer: Engine
    reader: Engine

    @classmethod
    def open(cls, path: Path, passphrase: str | None = None) -> Database:
        """Open a workspace file that was checked before (see store.files)."""
        writer, reader = (_engine(path, passphrase, writable=writable) for writable in (True, False))
        return cls(path, passphrase, writer, reader)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for questions; whatever it did is rolled back."""
        with _told_plainly(self.path), Session(self.reader) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for one deed: all of it is kept, or nothing."""
        with _told_plainly(self.path), Session(self.writer, expire_on_commit=False) as session:
            journal.watch(session)
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of the file."""
        self.reader.dispose()
        self.writer.dispose()


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Turn what a disk or another program does to the file into a sentence; defects pass through."""
    try:
        yield
    except OperationalError as error:
        raise Unavailable(_sentence(path, str(error.orig))) from error
    except DBAPIError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise Unavailable(f"{path.name} is damaged. Restore a backup of it.") from error
        raise


def _sentence(path: Path, problem: str) -> str:
    if "full" in problem or "disk I/O" in problem:
        return f"Cannot save: the drive of {path.parent} is full or failing. Make room there and try again."
    if "locked" in problem or "busy" in problem:
        return f"{path.name} is being written by another program. Try again in a moment."
    if "readonly" in problem:
        return f"{path.name} may not be written here. Check the rights of the file and of its folder."
    return f"{path.name} could not be used: {problem}."


def _engine(path: Path, passphrase: str | None, *, writable: bool) -> Engine:
    def connection() -> Any:
        return connect(path, passphrase, writable=writable)

    size = 1 if writable else 4
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=connection,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
    )
    _begin_with(engine, "BEGIN IMMEDIATE" if writable else "BEGIN")
    return engine


def _begin_with(engine: Engine, words: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(words)
