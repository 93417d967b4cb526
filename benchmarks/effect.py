"""Whether the interval of an effect holds what it says, and how often a change is seen where there is none.

    python -m benchmarks.effect [--copies N] [--seed S]

Weekly counts, negative binomial with dispersion 1 to 3, a year before and 4 to 26 weeks after; the rate
stays or falls to 0.3 to 0.7.  The dispersion is not told: it is estimated from the year before.  The peer
is the same interval without dispersion (plain Poisson).
"""

import argparse

import numpy as np

from benchmarks.series import Floats, draw
from benchmarks.table import Line, show
from mcr_desktop.analysis import check_effect, usual_range

MEANS = (1.0, 3.0, 10.0)
DISPERSIONS = (1.0, 1.5, 2.0, 3.0)
RATIOS = (1.0, 0.7, 0.5, 0.3)
WEEKS_AFTER = (4, 8, 13, 26)


def outcomes(
    rng: np.random.Generator, copies: int, mean: float, phi: float, after: int
) -> list[tuple[float, ...]]:
    """(true ratio, ours covers, ours improved, peer covers) of made-up actions."""
    ratio = np.repeat(RATIOS, copies)
    spread = np.full((len(ratio), 1), phi)
    before = draw(rng, np.full((len(ratio), 52), mean), spread)
    later: Floats = mean * np.repeat(ratio[:, None], after, axis=1)
    since = draw(rng, later, spread).sum(axis=1)
    dispersion = usual_range(before).dispersion
    found: list[tuple[float, ...]] = []
    for row, true in enumerate(ratio):
        totals = (int(before[row].sum()), int(since[row]), 52.0, float(after))
        ours, plain = check_effect(*totals, float(dispersion[row])), check_effect(*totals)
        covers, peer_covers = ours.low <= true <= ours.high, plain.low <= true <= plain.high
        found.append((true, covers, ours.verdict == "improved", peer_covers))
    return found


def measure(copies: int, seed: int) -> list[Line]:
    """The lines of the table that concern the effect."""
    rng = np.random.default_rng(seed)
    tables = []
    for mean in MEANS:
        for phi in DISPERSIONS:
            parts = [outcomes(rng, copies, mean, phi, after) for after in WEEKS_AFTER]
            tables.append(np.array([row for part in parts for row in part], dtype=np.float64))
    ours = [100 * float(table[:, 1].mean()) for table in tables]
    peer = [100 * float(table[:, 3].mean()) for table in tables]
    together = np.vstack(tables)
    wrong = 100 * float(together[together[:, 0] == 1.0, 2].mean())
    overall = 100 * float(together[:, 1].mean())
    plain = f"{min(peer):.0f} to {max(peer):.0f}"
    return [
        Line("95 % interval covers, overall, %", "92 to 97", overall, plain, 92 <= overall <= 97),
        Line(
            "95 % interval covers, least of 12 worlds, %",
            "92",
            min(ours),
            f"{min(peer):.0f}",
            min(ours) >= 92,
        ),
        Line(
            "95 % interval covers, most of 12 worlds, %", "97", max(ours), f"{max(peer):.0f}", max(ours) <= 97
        ),
        Line("'improved' where nothing changed, %", "<= 3.5", wrong, "-", wrong <= 3.5),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=250)
    parser.add_argument("--seed", type=int, default=20263)
    given = parser.parse_args()
    show("Effect", measure(given.copies, given.seed))


if __name__ == "__main__":
    main()
