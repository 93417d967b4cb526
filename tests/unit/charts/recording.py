"""A canvas that remembers its strokes, so that a test can ask where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mcr_desktop.charts.canvas import Align, Ink, Point, Weight

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass
class RecordingCanvas:
    """Every letter is 0.6 of its size wide."""

    words: list[tuple[str, Box]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    inks: list[tuple[str, Ink]] = field(default_factory=list)

    def line(self, start: Point, end: Point, ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        self.polyline((start, end), ink, width)

    def polyline(self, points: Sequence[Point], ink: Ink, width: float = 1.0) -> None:
        self.inks.append(("line", ink))
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        self.boxes.append((min(xs), min(ys), max(xs), max(ys)))

    def steps(self, points: Sequence[Point], ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        self.polyline(points, ink, width)

    def bar(self, corner: Point, width: float, height: float, ink: Ink, *, radius: float = 0.0) -> None:
        self.inks.append(("bar", ink))
        self.boxes.append((*corner, corner[0] + width, corner[1] + height))

    def hatch(self, corner: Point, width: float, height: float, ink: Ink) -> None:
        self.inks.append(("hatch", ink))
        self.boxes.append((*corner, corner[0] + width, corner[1] + height))

    def disc(self, centre: Point, radius: float, ink: Ink, *, hollow: bool = False) -> None:
        self.inks.append(("ring" if hollow else "disc", ink))
        x, y = centre
        self.boxes.append((x - radius, y - radius, x + radius, y + radius))

    def text(
        self,
        at: Point,
        words: str,
        ink: Ink,
        size: float = 11.0,
        *,
        align: Align = "left",
        weight: Weight = "regular",
    ) -> None:
        wide = self.text_width(words, size, weight=weight)
        left = at[0] - {"left": 0.0, "middle": 0.5, "right": 1.0}[align] * wide
        if words:
            self.words.append((words, (left, at[1] - 0.73 * size, left + wide, at[1] + 0.1 * size)))

    def text_width(self, words: str, size: float = 11.0, *, weight: Weight = "regular") -> float:
        return 0.6 * size * len(words)

    def said(self) -> list[str]:
        """The words in the order drawn."""
        return [words for words, _ in self.words]

    def count(self, stroke: str, ink: Ink) -> int:
        """How many such strokes were made in an ink."""
        return self.inks.count((stroke, ink))

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of words that touch."""
        pairs = [(a, b) for i, a in enumerate(self.words) for b in self.words[:i]]
        return [(one, other) for (one, first), (other, second) in pairs if _touch(first, second)]

    def outside(self, width: float, height: float) -> list[object]:
        """Strokes and words that leave the box."""
        kept = [box for _, box in self.words] + self.boxes
        return [b for b in kept if b[0] < -1 or b[1] < -1 or b[2] > width + 1 or b[3] > height + 1]


def _touch(one: Box, other: Box) -> bool:
    apart = 0.01
    across = one[0] + apart < other[2] and other[0] + apart < one[2]
    return across and one[1] + apart < other[3] and other[1] + apart < one[3]
