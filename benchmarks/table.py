"""The printed table: goal, ours, peer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured figure beside its goal and the peer's figure."""

    what: str
    goal: str
    ours: float
    peer: str
    met: bool


def show(title: str, lines: list[Line]) -> None:
    """Print the table."""
    print(f"\n{title}\n{'':52}{'goal':>14}{'ours':>10}{'peer':>16}")
    for line in lines:
        verdict = "met" if line.met else "MISSED"
        print(f"{line.what:52}{line.goal:>14}{line.ours:>10.3f}{line.peer:>16}  {verdict}")
