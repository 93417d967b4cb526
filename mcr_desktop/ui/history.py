"""Where somebody has been in the window, for Alt+Left and Alt+Right."""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Visit:
    """A place, and what was open there."""

    place: str
    detail: object = None


@dataclass
class History:
    """Visits in order, and where among them one stands."""

    _visits: list[Visit] = field(default_factory=list)
    _at: int = -1

    @property
    def now(self) -> Visit | None:
        """Where one is."""
        return self._visits[self._at] if self._visits else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._visits)

    def visit(self, visit: Visit) -> None:
        """Go somewhere new; what lay ahead is forgotten."""
        if visit == self.now:
            return
        self._visits = [*self._visits[: self._at + 1], visit][-LONGEST:]
        self._at = len(self._visits) - 1

    def step(self, by: int) -> Visit | None:
        """Go back (-1) or forward (1); None where there is nothing."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        return self._visits[self._at]

    def latest(self, count: int) -> tuple[Visit, ...]:
        """The last places, newest first, each once, without the present one."""
        seen: list[Visit] = []
        for visit in reversed(self._visits):
            if visit not in seen and visit != self.now:
                seen.append(visit)
        return tuple(seen[:count])
