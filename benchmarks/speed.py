"""How long 1,000,000 complaints with 8 attributes take, and how much memory.

    python -m benchmarks.speed [--complaints N] [--seed S] [--workspace FILE]

From columns in memory: weekly cells, detection, what to tell, what they share.  From a workspace file: all of
`trends`, in a new process each time; the file is made, which takes minutes, where FILE does not exist.
Run it on a quiet machine.
"""

import argparse
import json
import resource
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import perf_counter, process_time, time

import numpy as np

from benchmarks.table import Line, show
from benchmarks.workspace import fill
from mcr_desktop.analysis import detect_rises, localise_rise, usual_range
from mcr_desktop.analysis.cells import (
    detect_in_cells,
    inside,
    keep_unexplained,
    shared_attributes,
    weekly_cells,
)
from mcr_desktop.analysis.columns import Columns, new_since, without
from mcr_desktop.store.database import connect

SIZES = (5, 10, 20, 4, 50, 300, 6, 2000)
WEEKS = 156


def complaints(rng: np.random.Generator, number: int) -> Columns:
    """Columns of a large workspace with three planted rises."""
    week = rng.integers(0, WEEKS, number).astype(np.int32)
    kind = (rng.zipf(1.5, number) % 40).astype(np.int32)
    attributes = np.column_stack([rng.integers(0, size, number, dtype=np.int32) for size in SIZES])
    for risen, column, code in ((3, 0, 2), (7, 4, 11), (12, 5, 100)):
        rows = np.flatnonzero((kind == risen) & (attributes[:, column] == code))
        week[rows[: max(len(rows) // 20, 30)]] = WEEKS - 1
    return Columns(week, kind, attributes, WEEKS)


def analyse(columns: Columns) -> int:
    """Everything from columns to drivers; the number of rises told."""
    columns = without(columns, new_since(columns))
    cells = weekly_cells(columns)
    rises = detect_in_cells(cells)
    told = np.flatnonzero(keep_unexplained(columns, cells, rises))
    usual = usual_range(cells.counts[told])
    for place, cell in enumerate(told.tolist()):
        keys = cells.keys
        rows = inside(columns, int(keys.kind[cell]), int(keys.column[cell]), int(keys.code[cell]))
        shared = shared_attributes(columns, rows)
        ratio = usual.expected[place, -6:].sum() / max(int(shared.baseline.sum()), 1)
        localise_rise(
            shared.attributes, shared.recent, shared.baseline, ratio, float(usual.dispersion[place])
        )
    return len(told)


def measure(number: int, seed: int) -> list[Line]:
    """Seconds and megabytes."""
    rng = np.random.default_rng(seed)
    columns = complaints(rng, number)
    start, busy = perf_counter(), process_time()
    told = analyse(columns)
    arrays, processor = perf_counter() - start, process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = rng.poisson(rng.gamma(1.0, 4.0, size=(5000, 1)), size=(5000, WEEKS))
    start = perf_counter()
    detect_rises(counts)
    fits = perf_counter() - start
    return [
        Line(f"{number:,} complaints from arrays, s", "<= 1", arrays, "about 15", arrays <= 1.0),
        Line("the same in processor seconds", "-", processor, "-", processor <= 1.0),
        Line("rises told of 3 planted", "3", told, "-", told >= 3),
        Line("peak memory, MB", "<= 450", peak, "-", peak <= 450),
        Line("5,000 series of 156 weeks judged, s", "<= 1", fits, "about 15", fits <= 1.0),
    ]


def from_file(path: Path, number: int, seed: int) -> list[Line]:
    """The same from a workspace file, the first time and again, each in a process of its own."""
    if not path.exists():
        fill(path, number, seed)
    with closing(connect(path)) as connection:
        connection.execute("DELETE FROM kept_result")
    first, again = _run(path), _run(path)
    complaints, peak = first["complaints"], max(first["megabytes"], again["megabytes"])
    return [
        Line(
            f"{complaints:,.0f} complaints from a file, first, s", "<= 2.5", *_beside(first["seconds"], 2.5)
        ),
        Line("the same in processor seconds", "-", *_beside(first["processor"], 2.5)),
        Line("again, s", "<= .6", *_beside(again["seconds"], 0.6)),
        Line("the same in processor seconds", "-", *_beside(again["processor"], 0.6)),
        Line("start of the process, s", "-", again["start"], "-", True),
        Line("peak memory, MB", "<= 450", *_beside(peak, 450)),
        Line("rises told of 3 planted", "3", first["rises"], "-", first["rises"] >= 3),
    ]


def _beside(ours: float, most: float) -> tuple[float, str, bool]:
    """A figure of ours, which no peer has, and whether it is small enough."""
    return ours, "-", ours <= most


def _run(path: Path) -> dict[str, float]:
    started = time()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.from_file", str(path)], check=True, capture_output=True, text=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return {**figures, "start": figures["ready"] - started}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--complaints", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20264)
    parser.add_argument("--workspace", type=Path)
    given = parser.parse_args()
    lines = measure(given.complaints, given.seed)
    if given.workspace is not None:
        lines += from_file(given.workspace, given.complaints, given.seed)
    show("Speed", lines)


if __name__ == "__main__":
    main()
