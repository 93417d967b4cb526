"""The workspace as a whole: look it over, copy it, what it is called and what it chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.fence import require_admin
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.workspace import CheckReport
from mcr_desktop.store import audit, safety, settings
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import SCHEMA, Database


@dataclass(frozen=True, slots=True)
class WorkspaceService:
    """Everything that concerns the file and not one customer."""

    database: Database
    now: Callable[[], datetime]

    def name(self, actor: Actor) -> str:
        """What this workspace is called, at the top of the window and of reviews."""
        return self.setting(actor, "name") or self.database.path.stem

    def setting(self, actor: Actor, name: str) -> str:
        """One choice of this workspace, blank when it was never made; open to every user."""
        del actor  # every user of the workspace may know its choices
        with self.database.reading() as session:
            return settings.value(session, name)

    def is_sample(self, actor: Actor) -> bool:
        """Whether this is the sample team, in which nothing is real."""
        return bool(self.setting(actor, settings.SAMPLE_DAY))

    def choose(self, actor: Actor, name: str, value: str) -> None:
        """Make a choice for everybody.  Raises NotAllowed for anyone but an admin."""
        require_admin(actor, "change the settings of the workspace")
        with self.database.writing() as session:
            audit.record(session, actor, Deed.SET, self.now(), subject=f"{name} = {value}")
            settings.choose(session, name, value)

    def check(self, actor: Actor) -> CheckReport:
        """Look the whole file over: integrity, foreign keys, search index, schema.  Open to every user."""
        del actor  # counts and faults hold no customer's words
        with self.database.reading() as session:
            rows = settings.row_counts(session)
        faults = safety.faults_in(self.database.path, self.database.passphrase)
        return CheckReport(
            tuple(faults), rows, SCHEMA, settings.library(), self.database.passphrase is not None
        )

    def backup(self, actor: Actor, target: Path) -> int:
        """Write a checked copy of everything, while the workspace is in use.  Returns its size in bytes."""
        if target.is_dir():
            raise Refused(f"{target} is a folder. Name the file that the backup should be.")
        if not target.parent.is_dir():
            raise Refused(f"There is no folder {target.parent}. Make it first, or choose another.")
        with self.database.writing() as session:
            audit.record(session, actor, Deed.EXPORTED, self.now(), subject=f"backup {target.name}")
        safety.copy_database(self.database.path, target, self.database.passphrase)
        return target.stat().st_size
