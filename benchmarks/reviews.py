"""How fast account reviews are printed, beside the least that such pages cost.

    python -m benchmarks.reviews [--reviews N] [--workers W]

Prints goal, ours and the floor: a bare ReportLab canvas drawing the same words at the same places in the same
faces, with as many strokes and changes of ink, and nothing laid out.  The floor is measured in the same run.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from statistics import median
from typing import Any

from pypdf import PdfReader
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from benchmarks.table import Line, show
from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot, Section
from mcr_desktop.reports.review import print_review
from tests.gallery.reviews import rich

INKS = {b"rg", b"RG"}
COLOURS = (HexColor("#1B2124"), HexColor("#5F686C"))
SHAPES = {b"re", b"S", b"f", b"f*", b"B", b"n"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page: words with face, size and place, and how many strokes and changes of ink."""

    words: tuple[tuple[str, str, float, float, float], ...]
    strokes: int
    inks: int


def six_pages() -> ReviewSnapshot:
    """A full review: six pages with four charts."""
    base = rich()
    day = base.period.first
    return replace(
        base,
        promises=tuple(
            replace(
                base.promises[i % 5], id=i, due=day + timedelta(days=i), text=f"Promise {i} about the dock"
            )
            for i in range(52)
        ),
        complaints=tuple(
            replace(
                base.complaints[i % 3], id=i, received_on=day + timedelta(days=i), reference=f"R-{4000 + i}"
            )
            for i in range(24)
        ),
    )


def print_one(number: int) -> int:
    """One review of a customer of its own; the pages it has."""
    snapshot = replace(six_pages(), customer=f"Customer {number}")
    return print_review(snapshot, MadeFor.TEAM, sections=frozenset(Section)).pages


def sheets_of(pdf: bytes) -> list[Sheet]:
    """What stands on the pages of a file."""
    sheets = []
    for page in PdfReader(BytesIO(pdf)).pages:
        words: list[tuple[str, str, float, float, float]] = []

        def heard(text: str, at: Any, place: Any, font: Any, size: float, into: Any = words) -> None:
            if text.strip() and font:
                face = str(font["/BaseFont"]).rpartition("+")[2]
                x, y = place[4] * at[0] + at[4], place[5] * at[3] + at[5]
                into.append((text.strip(), face, size, x, y))

        used: Counter[str] = Counter()

        def drawn(operator: bytes, *_: Any, into: Counter[str] = used) -> None:
            into["strokes"] += operator in SHAPES
            into["inks"] += operator in INKS

        page.extract_text(visitor_text=heard, visitor_operand_before=drawn)
        sheets.append(Sheet(tuple(words), used["strokes"], used["inks"]))
    return sheets


def draw_floor(sheets: list[Sheet]) -> int:
    """The same words and as many strokes on a bare canvas."""
    canvas = Canvas(BytesIO(), invariant=1, initialFontName="Inter-Regular")  # type: ignore[arg-type]  # the stub says float
    for sheet in sheets:
        for words, face, size, x, y in sheet.words:
            canvas.setFont(face, size)
            for line in words.split("\n"):
                canvas.drawString(x, y, line)
        for number in range(sheet.strokes):
            canvas.rect(50, 50 + number, 80, 1, stroke=0, fill=1)
        for number in range(sheet.inks):
            canvas.setFillColor(COLOURS[number % 2])
        canvas.showPage()
    canvas.save()
    return len(sheets)


def cost_of_a_page(work: Callable[[], int]) -> float:
    """Processor seconds a page."""
    start = time.process_time()
    pages = work()
    return (time.process_time() - start) / pages


def measure(reviews: int, workers: int) -> list[Line]:
    """Pages a second in one process beside the floor, turn by turn; then a batch in several processes."""
    sheets = sheets_of(print_review(six_pages(), MadeFor.TEAM, sections=frozenset(Section)).pdf)
    draw_floor(sheets)
    turns = range(max(9, reviews // 4))
    costs = [
        (cost_of_a_page(lambda: print_one(0)), cost_of_a_page(lambda: draw_floor(sheets))) for _ in turns
    ]
    ours, floor = (median(side) for side in zip(*costs, strict=True))
    with ProcessPoolExecutor(workers) as pool:
        start = time.perf_counter()
        pages = sum(pool.map(print_one, range(reviews), chunksize=4))
        batch = time.perf_counter() - start
    return [
        Line("pages a second, one process", ">= 25", 1 / ours, f"floor {1 / floor:.1f}", ours <= 1 / 25),
        Line("times the floor's cost", "<= 2", ours / floor, "1", ours <= 2 * floor),
        Line(
            f"seconds for {reviews} reviews, {workers} processes",
            "<= 15",
            batch,
            f"{pages} pages",
            batch <= 15,
        ),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    show("Account reviews", measure(given.reviews, given.workers))


if __name__ == "__main__":
    main()
