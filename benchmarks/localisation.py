"""Whether the attributes behind a rise are named rightly, and none where there are none.

    python -m benchmarks.localisation [FOLDER] [--cases N] [--seed S]

FOLDER holds labelled real cases (one CSV with min, attributes, value, cnt; truth.yaml names the minute and
the cause); without it only the planted cases run.  Peers: RobustSpot on all 135 public cases, and the
best of the published localisers on the planted ones, both from the method's own study.
"""

import argparse
import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.planted import Case, broad, planted, quiet
from benchmarks.series import Floats, Ints
from benchmarks.table import Line, show
from mcr_desktop.analysis import Driver, localise_rise


@dataclass(frozen=True, slots=True)
class Real:
    """One labelled real case: table of codes, failures now and before, their expected ratio, the cause."""

    attributes: Ints
    recent: Ints
    baseline: Ints
    ratio: Floats
    truth: list[dict[int, int]]


def labels(folder: Path) -> Iterator[tuple[str, int, list[dict[str, str]]]]:
    """(name, minute, causes) of each case in truth.yaml, which uses little of YAML but indents."""
    name, minute, causes = "", 0, list[dict[str, str]]()
    for line in [*(folder / "truth.yaml").read_text().splitlines(), "- data: end"]:
        words = line.split(":", 1)
        if line.startswith("- data:"):
            if name:
                yield name, minute, causes
            name, causes = words[1].strip(), []
        elif line.startswith("  timestamp:"):
            minute = int(words[1])
        elif line.startswith(("    ", "  - ")):
            if line.startswith("  - ") or not causes:
                causes.append({})
            causes[-1][words[0].strip(" -")] = words[1].strip().strip("'\"")


def read(folder: Path, name: str, minute: int, causes: list[dict[str, str]]) -> Real:
    """One case: failures of the minute against all minutes before it, expected in proportion to attempts."""
    with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = [column for column in rows[0] if column not in {"min", "value", "cnt"}]
    values = [sorted({row[column] for row in rows}) for column in columns]
    table = np.array([[values[i].index(row[c]) for i, c in enumerate(columns)] for row in rows])
    minutes = np.array([int(row["min"]) for row in rows])
    failures, attempts = (np.array([int(row[what]) for row in rows]) for what in ("value", "cnt"))
    distinct, member = np.unique(table, axis=0, return_inverse=True)
    now, before = minutes == minute, minutes < minute

    def total(numbers: Ints, when: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Ints:
        return np.bincount(member[when], weights=numbers[when], minlength=len(distinct)).astype(np.int64)

    overall = attempts[now].sum() / attempts[before].sum()
    ratio = np.maximum(total(attempts, now), 0.5) / np.maximum(total(attempts, before), 0.5 / overall)
    places = {column: place for place, column in enumerate(columns)}
    truth = [{places[c]: values[places[c]].index(v) for c, v in cause.items()} for cause in causes]
    return Real(distinct, total(failures, now), total(failures, before), ratio, truth)


def real_lines(folder: Path) -> list[Line]:
    """How well the answers match the labels: the first alone, all together, and the three offered."""
    first, everything, within, cases = [0, 0, 0], [0, 0, 0], 0, 0
    for name, minute, causes in labels(folder):
        case = read(folder, name, minute, causes)
        drivers = localise_rise(case.attributes, case.recent, case.baseline, case.ratio)
        cases += 1
        within += any(cause in driver.alternatives for driver in drivers[:1] for cause in case.truth)
        for tally, named in ((first, drivers[:1]), (everything, drivers)):
            tally[0] += sum(driver.where in case.truth for driver in named)
            tally[1] += len(named)
            tally[2] += len(case.truth)
    f1, all_f1 = (2 * hits / max(named + true, 1) for hits, named, true in (first, everything))
    return [
        Line(f"real cases ({cases}): F1 of the first answer", ">= .66", f1, ".641", f1 >= 0.66),
        Line("real cases: F1 of all drivers named", "-", all_f1, ".641", all_f1 >= 0.641),
        Line("real cases: share right within three", ">= .919", (w := within / cases), ".852", w >= 0.9185),
    ]


def answer(case: Case) -> list[Driver]:
    """Our drivers of a planted case."""
    return localise_rise(case.attributes, case.recent, case.baseline, case.ratio, case.dispersion)


def planted_lines(cases: int, seed: int) -> list[Line]:
    """Exact first answers on planted rises, and drivers named where there is none."""
    lines = []
    for skew, goals in ((False, (0.51, 0.81, 0.90)), (True, (0.30, 0.76, 0.90))):
        for extra, goal, peer in zip((10, 20, 40), goals, (".03", ".09", ".26"), strict=True):
            rng = np.random.default_rng((seed, extra, skew))
            right = 0
            for _ in range(cases):
                case = planted(rng, extra, skewed=skew)
                drivers = answer(case)
                right += bool(drivers) and drivers[0].where == case.truth
            kind = "skewed, correlated" if skew else "easy"
            share = right / cases
            lines.append(
                Line(
                    f"+{extra} complaints, {kind}: first answer exact",
                    f">= {goal:.2f}",
                    share,
                    peer,
                    share >= goal,
                )
            )
    for name, make, goal in (("quiet", quiet, 0.08), ("a broad rise", broad, 0.20)):
        rng = np.random.default_rng((seed, 7))
        share = float(np.mean([bool(answer(make(rng, skewed=i % 2 == 1))) for i in range(2 * cases)]))
        lines.append(
            Line(f"a driver named where there is none: {name}", f"<= {goal:.2f}", share, "-", share <= goal)
        )
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20262)
    given = parser.parse_args()
    lines = real_lines(given.folder) if given.folder else []
    show("Localisation", lines + planted_lines(given.cases, given.seed))


if __name__ == "__main__":
    main()
