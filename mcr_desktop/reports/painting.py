"""A chart's canvas on paper: the same strokes as on screen, in points, the y of paper turned round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from mcr_desktop.charts.canvas import Align, Canvas, Chart, Ink, Point, Weight
from mcr_desktop.reports.fonts import Face, runs_of, width_of
from mcr_desktop.reports.styles import INKS
from mcr_desktop.reports.text import Pen
from mcr_desktop.reports.words import one_line

FACES: dict[Weight, Face] = {"regular": Face.REGULAR, "medium": Face.MEDIUM, "semibold": Face.SEMIBOLD}
HATCH = 3.0
"""Distance of hatching lines in points."""


class PaperCanvas:
    """Strokes on a ReportLab canvas within a box whose upper left corner is (left, top)."""

    def __init__(self, canvas: Any, left: float, top: float) -> None:
        self._canvas = canvas
        self._left, self._top = left, top

    def line(self, start: Point, end: Point, ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        """A straight stroke."""
        self.polyline_of((start, end), ink, width, dashed=dashed)

    def polyline(self, points: Sequence[Point], ink: Ink, width: float = 1.0) -> None:
        """A line through points."""
        self.polyline_of(points, ink, width, dashed=False)

    def steps(self, points: Sequence[Point], ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        """A line that holds each value until the next point."""
        path = list(points[:1])
        for (x, y), (_, before) in zip(points[1:], points, strict=False):
            path += [(x, before), (x, y)]
        self.polyline_of(path, ink, width, dashed=dashed)

    def polyline_of(self, points: Sequence[Point], ink: Ink, width: float, *, dashed: bool) -> None:
        """A stroke through points, dashed or not."""
        if len(points) < 2:
            return
        pen = self._canvas
        pen.setStrokeColor(INKS[ink])
        pen.setLineWidth(width)
        pen.setDash([2.4, 1.8] if dashed else [])
        path = pen.beginPath()
        path.moveTo(*self._at(points[0]))
        for point in points[1:]:
            path.lineTo(*self._at(point))
        pen.drawPath(path)
        if dashed:
            pen.setDash([])

    def bar(self, corner: Point, width: float, height: float, ink: Ink, *, radius: float = 0.0) -> None:
        """A filled rectangle from its upper corner."""
        x, y = self._at((corner[0], corner[1] + height))
        self._canvas.setFillColor(INKS[ink])
        rounding = min(radius, width / 2, height / 2)
        if rounding > 0.05:
            self._canvas.roundRect(x, y, width, height, rounding, stroke=0, fill=1)
        else:
            self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def hatch(self, corner: Point, width: float, height: float, ink: Ink) -> None:
        """A hatched rectangle with a thin edge."""
        left, top = corner
        self._canvas.saveState()
        box = self._canvas.beginPath()
        box.rect(*self._at((left, top + height)), width, height)
        self._canvas.clipPath(box, stroke=0, fill=0)
        start = -height
        while start < width:
            self.line((left + start, top + height), (left + start + height, top), ink, 0.7)
            start += HATCH
        self._canvas.restoreState()
        edge = (
            (left, top + height),
            (left, top),
            (left + width, top),
            (left + width, top + height),
            (left, top + height),
        )
        self.polyline_of(edge, ink, 0.6, dashed=False)

    def disc(self, centre: Point, radius: float, ink: Ink, *, hollow: bool = False) -> None:
        """A filled or hollow circle of the same outer size."""
        x, y = self._at(centre)
        pen = self._canvas
        if hollow:
            thick = min(1.1, radius / 3)
            pen.setStrokeColor(INKS[ink])
            pen.setLineWidth(thick)
            pen.circle(x, y, radius - thick / 2, stroke=1, fill=0)
        else:
            pen.setFillColor(INKS[ink])
            pen.circle(x, y, radius, stroke=0, fill=1)

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
        shown, face = one_line(words), FACES[weight]
        x, y = self._at(at)
        if align != "left":
            x -= width_of(shown, face) * size * (1.0 if align == "right" else 0.5)
        pen = Pen(self._canvas)
        pen.go_to(x, y)
        *before, last = runs_of(shown, face)
        for part, one in before:
            pen.write(part, one, size, ink)
        pen.end(*last, size, ink)
        pen.done()

    def text_width(self, words: str, size: float = 11.0, *, weight: Weight = "regular") -> float:
        """How wide those words will be."""
        return width_of(one_line(words), FACES[weight]) * size

    def _at(self, point: Point) -> Point:
        return self._left + point[0], self._top - point[1]


class ChartFlowable(Flowable):
    """A chart as a piece of the page: as wide as the column, so many points high."""

    def __init__(self, chart: Chart, height: float, *, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.chart, self.height = chart, height
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the given height."""
        self.width = aW
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """A chart is never cut."""
        return []

    def draw(self) -> None:
        """Draw on the canvas the frame has given."""
        canvas: Canvas = PaperCanvas(self.canv, 0.0, self.height)
        self.chart.draw(canvas, self.width, self.height)
