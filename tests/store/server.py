"""A PostgreSQL server of the tests' own, below a folder, reached through a socket there."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"  # a server refuses to be run by root


def _newest(program: str) -> str:
    """The newest installed copy of one of the server's programs."""
    found = sorted(PROGRAMS.glob(f"*/bin/{program}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1])


def _as_its_owner(folder: Path, program: str, *words: str) -> None:
    """Run one of the server's programs; root lends it to the account that came with the server."""
    lend = ("setpriv", "--reuid", ACCOUNT, "--regid", ACCOUNT, "--clear-groups") if os.geteuid() == 0 else ()
    with (folder / "log").open("a", encoding="utf-8") as log:
        subprocess.run([*lend, _newest(program), *words], cwd=folder, stdout=log, stderr=log, check=True)


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """The address of a fresh server that keeps its files in this folder, which is removed afterwards."""
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT, ACCOUNT)
    data = str(folder / "data")
    _as_its_owner(folder, "initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    _as_its_owner(
        folder, "pg_ctl", "-D", data, "-w", "-l", str(folder / "server.log"), "-o", options, "start"
    )
    try:
        yield f"postgresql+psycopg://owner@/postgres?host={folder}"
    finally:
        _as_its_owner(folder, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)
