"""How early and how surely sudden rises are found, and how often there was none.

    python -m benchmarks.detection [--copies N] [--seed S] [--weeks W]

Prints goal, ours and the peer, R surveillance's farringtonFlexible: figures of the method's own study of such
series.  Where R has that package, it also runs beside us on the same series (about 40 ms a judgement).
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.series import SCENARIOS, Floats, Ints, World, draw, rise, worlds
from benchmarks.table import Line, show
from mcr_desktop.analysis import detect_rises

AHEAD = 8
Judge = Callable[[Ints], Floats]


def p_values(counts: Ints) -> Floats:
    """Our p-value of the last week of each series; 1 where it is not judged."""
    return np.nan_to_num(detect_rises(counts).p_value, nan=1.0)


def quiet_p(world: World, judge: Judge, weeks: int) -> Floats:
    """(n, 4): each series judged in four quiet weeks, a month apart."""
    ends = range(weeks, weeks + AHEAD, 2)
    return np.column_stack([judge(world.counts[:, end - weeks : end]) for end in ends])


def outbreak_p(rng: np.random.Generator, world: World, judge: Judge, weeks: int) -> tuple[Floats, Ints]:
    """p-values (n, 4) in the weeks after a rise of 2 to 10 sd begins, and the last week it has events in."""
    size = rng.uniform(2, 10, size=len(world.counts))
    start = np.full(len(size), weeks - 1)
    extra = rise(rng, world.mean, world.dispersion, start, size)
    counts = world.counts + extra
    last = np.max(np.where(extra > 0, np.arange(counts.shape[1]), weeks - 1), axis=1) - (weeks - 1)
    found = [judge(counts[:, week : week + weeks]) for week in range(4)]
    return np.column_stack(found), last


def doubling_p(rng: np.random.Generator, world: World, judge: Judge, weeks: int) -> Floats:
    """p-values (n, 8) in the eight weeks after the mean has doubled for good."""
    mean = world.mean[:, weeks - 1 : weeks - 1 + AHEAD]
    counts = world.counts.copy()
    counts[:, weeks - 1 : weeks - 1 + AHEAD] += draw(rng, mean, world.dispersion)
    return np.column_stack([judge(counts[:, week : week + weeks]) for week in range(AHEAD)])


def found(p: Floats, last: Ints, level: float) -> tuple[float, float]:
    """Share of rises found while they last, and in their first week."""
    during = np.arange(p.shape[1])[None, :] <= last[:, None]
    hit = p <= level
    return float((hit & during).any(axis=1).mean()), float(hit[:, 0].mean())


def families(world: World, quiet: Floats, level: float) -> Floats:
    """False alarm rate in each of the 42 scenarios."""
    return np.array([(quiet[world.scenario == k] <= level).mean() for k in range(SCENARIOS)])


def many(rng: np.random.Generator, rounds: int, weeks: int) -> tuple[float, float]:
    """False discovery share when 5 of 500 series rise, and false alarms a week in 500 quiet series."""
    false_share, false_alarms = [], []
    for _ in range(rounds):
        world = worlds(rng, 12, weeks)
        rows = rng.permutation(len(world.counts))[:500]
        false_alarms.append(int(detect_rises(world.counts[rows]).flagged.sum()))
        counts = world.counts[rows].copy()
        counts[:5] += rise(
            rng,
            world.mean[rows[:5]],
            world.dispersion[rows[:5]],
            np.full(5, weeks - 1),
            rng.uniform(4, 10, 5),
        )
        flagged = detect_rises(counts).flagged
        false_share.append(flagged[5:].sum() / max(int(flagged.sum()), 1))
    return float(np.mean(false_share)), float(np.mean(false_alarms))


def measure(copies: int, seed: int, weeks: int) -> list[Line]:
    """All lines of the table that concern detection."""
    rng = np.random.default_rng(seed)
    world = worlds(rng, copies, weeks + AHEAD)
    quiet = quiet_p(world, p_values, weeks)
    p, last = outbreak_p(rng, world, p_values, weeks)
    doubled = doubling_p(rng, world, p_values, weeks)
    at = {share: float(np.quantile(quiet, share)) for share in (0.005, 0.01)}
    rate, first = found(p, last, at[0.005])
    calm = worlds(rng, 10 * copies, weeks + AHEAD)
    calm_p = quiet_p(calm, p_values, weeks)
    per_family = families(calm, calm_p, 0.005)
    discovery, alarms = many(rng, 150, weeks)
    return [
        Line("detection rate at .5 % false alarms", ">= .40", rate, ".341", rate >= 0.40),
        Line(
            "detection rate at 1 % false alarms",
            ">= .47",
            (r := found(p, last, at[0.01])[0]),
            ".426",
            r >= 0.47,
        ),
        Line("found in the first week, .5 %", ">= .28", first, ".277 to .283", first >= 0.28),
        Line(
            "nominal .5 %: false alarms overall, %",
            ".4 to .6",
            (o := 100 * float((calm_p <= 0.005).mean())),
            ".52 to .56",
            0.4 <= o <= 0.6,
        ),
        Line(
            "nominal .5 %: worst family, %",
            "<= 1",
            (w := 100 * float(per_family.max())),
            "-",
            w <= 1.0,
        ),
        Line(
            "sustained doubling found by week 8, .5 %",
            ">= .70",
            (d := float((doubled <= 0.005).any(axis=1).mean())),
            ".56",
            d >= 0.70,
        ),
        Line("Benjamini-Hochberg .10 really is", "<= .11", discovery, "-", discovery <= 0.11),
        Line("false alarms a week in 500 quiet series", "<= .2", alarms, "2.2", alarms <= 0.2),
    ]


def farrington_p(counts: Ints) -> Floats:
    """The peer's p-value of the last week of each series; 1 where it does not judge."""
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder, "counts.csv"), Path(folder, "p.csv")
        np.savetxt(given, counts, fmt="%d", delimiter=",")
        script = Path(__file__).with_name("farrington.R")
        subprocess.run(["Rscript", str(script), str(given), str(answer)], check=True)
        return np.atleast_1d(np.loadtxt(answer))


def has_peer() -> bool:
    """Whether R is here with the package surveillance."""
    if shutil.which("Rscript") is None:
        return False
    asked = ["Rscript", "-e", "quit(status = !requireNamespace('surveillance', quietly = TRUE))"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def rates(judge: Judge, copies: int, seed: int, weeks: int) -> dict[str, float]:
    """Detection and false alarms of any judge on the same series, at its own .5 % and at the nominal one."""
    rng = np.random.default_rng(seed)
    world = worlds(rng, copies, weeks + AHEAD)
    quiet = quiet_p(world, judge, weeks)
    p, last = outbreak_p(rng, world, judge, weeks)
    doubled = doubling_p(rng, world, judge, weeks)
    level = float(np.quantile(quiet, 0.005))
    return {
        "detection rate at .5 % false alarms": found(p, last, level)[0],
        "detection rate at 1 % false alarms": found(p, last, float(np.quantile(quiet, 0.01)))[0],
        "found in the first week, .5 %": found(p, last, level)[1],
        "nominal .5 %: false alarms overall, %": 100 * float((quiet <= 0.005).mean()),
        "sustained doubling found by week 8, .5 %": float((doubled <= 0.005).any(axis=1).mean()),
    }


def beside(copies: int, seed: int, weeks: int) -> list[Line]:
    """Ours and the peer on the very same series; the peer needs a little more than three years."""
    weeks = max(weeks, 162)
    ours, peer = (rates(judge, copies, seed, weeks) for judge in (p_values, farrington_p))
    return [
        Line(what, "-", figure, f"{peer[what]:.3f}", figure >= peer[what] or "false" in what)
        for what, figure in ours.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=60, help="series of each of the 42 scenarios")
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--weeks", type=int, default=156, help="weeks of history")
    parser.add_argument(
        "--peer-copies", type=int, default=4, help="the same for the peer in R; 0 leaves it out"
    )
    given = parser.parse_args()
    show("Detection", measure(given.copies, given.seed, given.weeks))
    if given.peer_copies and has_peer():
        title = f"Beside farringtonFlexible, {SCENARIOS * given.peer_copies} series"
        show(title, beside(given.peer_copies, given.seed, given.weeks))


if __name__ == "__main__":
    main()
