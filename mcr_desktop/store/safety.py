"""Copies of a workspace: taken while it is in use, checked before they count, put back safely."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mcr_desktop.domain.errors import Refused, Unavailable
from mcr_desktop.store.database import connect

_BESIDE = ("-wal", "-shm", "-journal")


def copy_database(source: Path, target: Path, passphrase: str | None) -> None:
    """Copy a workspace in one moment's state; the copy appears under its name only when it is whole."""
    if target.exists():
        raise Refused(f"{target} exists already. Choose another name; nothing was changed.")
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(connect(source, passphrase)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        faults = faults_in(unfinished, passphrase)
        if faults:
            raise Unavailable(
                f"The copy of {source.name} did not pass its check ({faults[0]}). It was not kept."
            )
        _flush(unfinished)
        unfinished.replace(target)
        _flush(target.parent)
    except (OSError, sqlcipher.Error) as error:
        raise Unavailable(f"{target} could not be written: {error}. Nothing was changed.") from error
    finally:
        for name in ("", *_BESIDE):
            unfinished.with_name(unfinished.name + name).unlink(missing_ok=True)


def put_back(copy: Path, target: Path, passphrase: str | None) -> Path | None:
    """Put a checked copy in a workspace's place; the old one is moved aside with all that belongs to it.

    Returns where the old one is now.  The caller owns the workspace and has closed it.
    """
    staged = target.with_name(target.name + ".restoring")
    staged.unlink(missing_ok=True)
    copy_database(copy, staged, passphrase)
    aside = None
    if target.exists():
        with closing(connect(target, passphrase)) as connection, suppress(sqlcipher.Error):
            connection.execute("PRAGMA wal_checkpoint(truncate)")
        aside = _free_name(target.with_name(f"{target.stem} before restore{target.suffix}"))
        _keep(target, aside)
    for name in _BESIDE:
        # A log left beside the restored file would be replayed into it and undo the restore.
        target.with_name(target.name + name).unlink(missing_ok=True)
    staged.replace(target)
    _flush(target.parent)
    return aside


def faults_in(path: Path, passphrase: str | None) -> list[str]:
    """What the full integrity and foreign-key checks say against a file; empty when it is sound."""
    try:
        with closing(connect(path, passphrase)) as connection:
            return faults_of(connection)
    except sqlcipher.Error as error:
        return [str(error)]


def faults_of(connection: sqlcipher.Connection) -> list[str]:
    """The same checks on an open connection, the search index included."""
    faults = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
    faults += [
        f"row {row} of {table} belongs to nothing in {parent}"
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check")
    ]
    if not faults:
        try:
            connection.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
        except sqlcipher.DatabaseError as error:
            faults.append(f"the search index does not match its texts ({error})")
    return faults


def _keep(old: Path, name: Path) -> None:
    try:
        os.link(old, name)
    except OSError:  # file systems without links
        shutil.copyfile(old, name)


def _free_name(wanted: Path) -> Path:
    number, name = 2, wanted
    while name.exists():
        name = wanted.with_name(f"{wanted.stem} {number}{wanted.suffix}")
        number += 1
    return name


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
