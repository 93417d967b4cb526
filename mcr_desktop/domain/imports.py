"""What bringing a file in has done, or would do: counts, guesses, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of one file brought in.

    read counts the rows of the file, added and changed the records made of them, unchanged the rows that
    said nothing new, skipped the rows left behind; suspicious rows went in and are named.
    """

    kind: str
    file: str
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    guessed: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    audit_id: int | None = None
    dry_run: bool = False

    @property
    def nothing_new(self) -> bool:
        """Whether the file left the workspace as it was."""
        return not self.added and not self.changed
