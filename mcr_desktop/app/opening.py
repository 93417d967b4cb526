"""Which workspace to open, and opening it: everything heavy is imported here, behind the painted window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mcr_desktop.config import Paths
from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.people import Actor

if TYPE_CHECKING:
    from mcr_desktop.wiring import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for; blank where it left the choice to the program."""

    workspace: str | None = None
    user: str | None = None
    passphrase_file: str | None = None
    capture_only: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace, who acts in it, what it is called, and whether it is the sample."""

    workspace: Workspace
    actor: Actor
    name: str
    sample: bool
    parse_mapping: Callable[[Sequence[str]], dict[str, str]]


def open_wanted(paths: Paths, wanted: Wanted) -> Opened:
    """Open what is wanted; on a first start make and open the sample.  Raises what opening raises."""
    from mcr_desktop.wiring import acting, make_workspace, open_workspace

    path = which(paths, wanted)
    first = path == paths.sample and not path.exists()
    workspace = (
        make_workspace(path, maker=wanted.user or "", sample=True)
        if first
        else open_workspace(path, passphrase(wanted))
    )
    try:
        services = workspace.services
        actor = acting(services, wanted.user)
        name = services.workspace.name(actor)
        sample = services.workspace.is_sample(actor)
    except BaseException:
        workspace.close()
        raise
    remember(paths, path)
    return Opened(workspace, actor, name, sample, parse_mapping)


def parse_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """FIELD=COLUMN, each; what reads files is imported when the first one is brought in."""
    from mcr_desktop.services.imports import parse_mapping as parse

    return parse(pairs)


def which(paths: Paths, wanted: Wanted) -> Path:
    """The workspace named, else the one of last time, else this user's own, else the sample."""
    if wanted.workspace:
        if wanted.workspace.startswith(("postgresql://", "postgres://")):
            raise Refused("Workspaces on PostgreSQL are not available in this version. Use a workspace file.")
        return Path(wanted.workspace)
    last = _last(paths)
    if last is not None and last.exists():
        return last
    return paths.workspace if paths.workspace.exists() else paths.sample


def remember(paths: Paths, path: Path) -> None:
    """Open this one next time."""
    _note(paths).write_text(str(path.absolute()), encoding="utf-8")


def passphrase(wanted: Wanted) -> str | None:
    """The first line of the passphrase file, if one was named.  Raises Refused."""
    if wanted.passphrase_file is None:
        return None
    try:
        return Path(wanted.passphrase_file).read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r") or None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The passphrase file {wanted.passphrase_file} cannot be read.") from error


def _last(paths: Paths) -> Path | None:
    try:
        text = _note(paths).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return Path(text) if text else None


def _note(paths: Paths) -> Path:
    return paths.config / "last-workspace"
