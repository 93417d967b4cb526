"""A workspace file before it is opened: is it ours, is it new enough, is it free, may it be trusted."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout

from mcr_desktop.domain.errors import Refused, Unavailable
from mcr_desktop.domain.text import fold
from mcr_desktop.store.database import APPLICATION_ID, SCHEMA, connect

_PLAIN = b"SQLite format 3\0"
_TRIGGERS = frozenset({"search_entry_added", "search_entry_removed", "search_entry_changed"})


@dataclass(frozen=True, slots=True)
class Condition:
    """What a look at the file told."""

    schema: int


@dataclass(eq=False)
class Ownership:
    """This process has the workspace; nobody else may until release()."""

    lock: FileLock
    note: Path

    def release(self) -> None:
        """Let the next one in; a note left behind tells of an unclean end."""
        self.note.unlink(missing_ok=True)
        self.lock.release()


def make_file(path: Path, passphrase: str | None = None) -> None:
    """An empty workspace file, marked as ours, readable by its owner only.

    Raises Refused for an existing one, OSError where none can be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise Refused(f"{path} exists already. Choose another name; nothing was changed.") from None
    connection = sqlcipher.connect(str(path), isolation_level=None)
    if passphrase:
        connection.execute("PRAGMA key = '" + passphrase.replace("'", "''") + "'")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()


def own(path: Path, now: datetime) -> Ownership:
    """Take the workspace for this process, or raise Unavailable saying who has it since when."""
    note = path.with_name(path.name + ".owner")
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Unavailable(_taken(path, note)) from None
    except OSError as error:
        raise Unavailable(f"{path.parent} cannot be written: {error.strerror}.") from error
    note.write_text(
        json.dumps({"host": socket.gethostname(), "process": os.getpid(), "since": now.isoformat()}),
        encoding="utf-8",
    )
    return Ownership(lock, note)


def was_left_open(path: Path) -> bool:
    """Whether the last owner ended without letting go: look before own()."""
    return path.with_name(path.name + ".owner").exists()


def look_at(path: Path, passphrase: str | None = None) -> Condition:
    """Open a recognised file for a moment and check what its header alone cannot tell.

    Raises Unavailable with the reason for a foreign, newer, damaged or locked-away file.
    """
    recognise(path, passphrase)
    try:
        connection = connect(path, passphrase)
    except sqlcipher.DatabaseError as error:
        raise Unavailable(_why_not(path, passphrase, str(error))) from error
    try:
        return _condition(path, connection)
    except sqlcipher.DatabaseError as error:
        raise Unavailable(_why_not(path, passphrase, str(error))) from error
    finally:
        connection.close()


def _condition(path: Path, connection: sqlcipher.Connection) -> Condition:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID:
        raise Unavailable(f"{path.name} is not an MCR workspace. It was not touched.")
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema > SCHEMA:
        raise Unavailable(_newer(path, schema))
    planted = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
        if name not in _TRIGGERS
    ]
    if planted:
        raise Unavailable(f"{path.name} holds code that is not ours ({planted[0]}). It was not opened.")
    return Condition(schema)


def recognise(path: Path, passphrase: str | None = None) -> None:
    """Judge a file by its first bytes, without opening it as a database: nothing is written.

    Raises Unavailable for a missing, foreign, newer or protected file.
    """
    if not path.is_file():
        raise Unavailable(f"There is no workspace at {path}. Make one with: mcr-desktop new {path}")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise Unavailable(f"{path.name} cannot be read: {error.strerror}.") from error
    if passphrase is not None:
        if header.startswith(_PLAIN):
            raise Unavailable(f"{path.name} is not protected by a passphrase. Leave --passphrase-file out.")
        return
    if len(header) < 100:
        raise Unavailable(f"{path.name} is not an MCR workspace: it is empty or cut off. It was not touched.")
    if not header.startswith(_PLAIN):
        raise Unavailable(
            f"{path.name} is protected by a passphrase, or is not an MCR workspace. "
            "Name the passphrase with --passphrase-file."
        )
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise Unavailable(f"{path.name} is not an MCR workspace. It was not touched.")
    schema = int.from_bytes(header[60:64])
    if schema > SCHEMA:
        raise Unavailable(_newer(path, schema))


def _newer(path: Path, schema: int) -> str:
    return (
        f"{path.name} was made by a newer version of MCR Desktop (schema {schema}, this one knows {SCHEMA}). "
        "Update the program. The file was not touched."
    )


def _why_not(path: Path, passphrase: str | None, problem: str) -> str:
    if "not a database" in problem:
        if passphrase is None:
            return f"{path.name} is damaged. Restore a backup of it."
        return f"The passphrase does not open {path.name}, or it is not an MCR workspace."
    if "readonly" in problem or "unable to open" in problem:
        return f"{path.name} cannot be written. Check the rights of the file and of its folder."
    if "locked" in problem:
        return f"{path.name} is being used by another program. Close it there first."
    return f"{path.name} is damaged ({problem}). Restore a backup of it."


def _taken(path: Path, note: Path) -> str:
    try:
        owner = json.loads(note.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(owner["since"]).astimezone()
        return (
            f"{path.name} is open in another MCR Desktop on {owner['host']} (process {owner['process']}) "
            f"since {since:%d %B %Y, %H:%M}. Close it there first."
        )
    except (OSError, ValueError, KeyError):
        return f"{path.name} is open in another MCR Desktop. Close it there first."


def knows(path: Path, passphrase: str | None, name: str) -> bool:
    """Whether a workspace of any schema has a user of this name."""
    connection = connect(path, passphrase, writable=False)
    try:
        found = connection.execute("SELECT 1 FROM app_user WHERE folded = ?", (fold(name),))
        return found.fetchone() is not None
    except sqlcipher.DatabaseError as error:
        raise Unavailable(_why_not(path, passphrase, str(error))) from error
    finally:
        connection.close()


def settle(built: Path, path: Path) -> None:
    """Give a finished file its name, unless somebody took the name meanwhile."""
    try:
        os.link(built, path)
    except FileExistsError:
        raise Refused(f"{path} exists already. Choose another name; nothing was changed.") from None
    except OSError:  # file systems without links
        built.replace(path)


def discard(path: Path) -> None:
    """Remove a file that was being built, and what the database put beside it."""
    for name in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + name).unlink(missing_ok=True)
