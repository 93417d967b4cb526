"""The eight strokes a chart may make, and what a chart is.

Lengths are in logical pixels on screen and in points on paper; y grows downwards; colours are named by
what they mean (see INKS), so that light, dark and grey print each choose their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

Point = tuple[float, float]
Ink = Literal[
    "text",
    "text2",
    "text3",
    "history",
    "bad",
    "warn",
    "ok",
    "accent",
    "accent_soft",
    "border",
    "sunken",
    "surface",
]
Align = Literal["left", "middle", "right"]
Weight = Literal["regular", "medium", "semibold"]


class Canvas(Protocol):
    """Where a chart draws itself; the text of both implementations comes from the same font files."""

    def line(self, start: Point, end: Point, ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        """A straight stroke."""

    def polyline(self, points: Sequence[Point], ink: Ink, width: float = 1.0) -> None:
        """A line through points; wide ones are drawn as separate strokes on screen (speed)."""

    def steps(self, points: Sequence[Point], ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        """A line that holds each value until the next point."""

    def bar(self, corner: Point, width: float, height: float, ink: Ink, *, radius: float = 0.0) -> None:
        """A filled rectangle from its upper corner; radius rounds its corners."""

    def hatch(self, corner: Point, width: float, height: float, ink: Ink) -> None:
        """A hatched rectangle: not complete, not judged."""

    def disc(self, centre: Point, radius: float, ink: Ink, *, hollow: bool = False) -> None:
        """A filled or hollow circle."""

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
        """Plain words on a baseline that begins, is centred, or ends at this point."""

    def text_width(self, words: str, size: float = 11.0, *, weight: Weight = "regular") -> float:
        """How wide those words will be."""


class Chart(Protocol):
    """Something that can be drawn and can be said."""

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box."""

    def words(self) -> str:
        """What is seen, in a sentence or two: screen reader's text and printed caption."""

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The same data as rows, the heading first."""
