"""What can be told about a workspace itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of looking a workspace over; faults is empty when all is well."""

    faults: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    schema: int
    library: str
    protected: bool

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where; left_out counts the customers whose records the actor may not read."""

    folder: Path
    files: tuple[str, ...]
    customers: int
    left_out: int
