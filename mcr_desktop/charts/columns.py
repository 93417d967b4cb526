"""Columns over time with their usual range behind them: what the weekly and the monthly chart share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mcr_desktop.charts.axes import DIGIT, spread, ticks
from mcr_desktop.charts.canvas import Canvas, Ink, Point

Wall = tuple[float, float, float]
"""Something in the way of a label: its left, right and upper edge."""

STUB = 1.6
"""Height of a column that stands for nothing: it is seen that there was a week."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The box inside the axes, and how values become heights."""

    left: float
    top: float
    width: float
    height: float
    columns: int
    most: float

    @property
    def step(self) -> float:
        """Room of one column."""
        return self.width / max(1, self.columns)

    @property
    def bottom(self) -> float:
        """Where nothing stands."""
        return self.top + self.height

    def y(self, value: float) -> float:
        """The height at which a value stands."""
        return self.bottom - self.height * value / self.most

    def x(self, index: int) -> float:
        """The left edge of a column's room."""
        return self.left + self.step * index


@dataclass(frozen=True, slots=True)
class Columns:
    """Counts in order of time; low and high are the ends of the usual range, None where nobody can say.

    ranks: which labels of the time axis matter most (0 first) when they do not all fit.
    """

    counts: tuple[int, ...]
    labels: tuple[str, ...]
    ranks: tuple[int, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    marked: frozenset[int] = frozenset()
    unfinished: frozenset[int] = frozenset()
    band_words: str = ""
    size: float = 11.0
    every_count: bool = False

    def scale(self) -> tuple[int, ...]:
        """The ticks of the counting axis."""
        return ticks(max((1.0, *self.counts, *(value or 0.0 for value in self.high))))

    def plot(self, width: float, height: float) -> Plot:
        """Where the columns stand; it does not depend on a canvas, so that a click can be traced back."""
        scale = self.scale()
        gutter = DIGIT * self.size * len(f"{scale[-1]:,}") + 0.9 * self.size
        head, foot = 1.9 * self.size, 1.9 * self.size
        tall = max(1.0, height - head - foot)
        return Plot(gutter, head, max(1.0, width - gutter), tall, len(self.counts), scale[-1])

    def at(self, x: float, width: float) -> int | None:
        """The column under this place, or None beside them."""
        plot = self.plot(width, 100.0)
        if not self.counts or not plot.left <= x < plot.left + plot.width:
            return None
        return min(len(self.counts) - 1, int((x - plot.left) / plot.step))

    def box(self, index: int, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, top, width and height of one column."""
        return self._bar(index, self.plot(width, height))

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw axes, usual range, columns and labels within this box."""
        if not self.counts:
            return
        plot = self.plot(width, height)
        self._band(canvas, plot)
        self._grid(canvas, plot)
        self._bars(canvas, plot)
        self._limit(canvas, plot)
        numbered = self._numbers(canvas, plot)
        self._band_label(canvas, plot, numbered)
        self._dates(canvas, plot)

    def _bar(self, index: int, plot: Plot) -> tuple[float, float, float, float]:
        thick = max(1.0, min(0.68 * plot.step, 3.4 * self.size))
        tall = max(STUB, plot.height * self.counts[index] / plot.most)
        return plot.x(index) + (plot.step - thick) / 2, plot.bottom - tall, thick, tall

    def _grid(self, canvas: Canvas, plot: Plot) -> None:
        for value in self.scale():
            y = plot.y(value)
            canvas.line((plot.left, y), (plot.left + plot.width, y), "border", 0.7)
            canvas.text(
                (plot.left - 0.7 * self.size, y + 0.35 * self.size),
                f"{value:,}",
                "text2",
                self.size,
                align="right",
            )

    def _stretches(self) -> list[list[tuple[int, float, float]]]:
        """Unbroken stretches of the usual range: index, low, high."""
        ends = zip(range(len(self.high)), self.low or (0.0,) * len(self.high), self.high, strict=True)
        whole = [
            [(i, low or 0.0, high) for i, low, high in part if high is not None]
            for known, part in groupby(ends, key=lambda end: end[2] is not None)
            if known
        ]
        return [stretch for stretch in whole if stretch]

    def _band(self, canvas: Canvas, plot: Plot) -> None:
        for stretch in self._stretches():
            for (low, high), same in groupby(stretch, key=lambda end: end[1:]):
                indexes = [end[0] for end in same]
                corner = (plot.x(indexes[0]), plot.y(high))
                canvas.bar(corner, plot.step * len(indexes), plot.y(low) - plot.y(high), "accent_soft")

    def _limit(self, canvas: Canvas, plot: Plot) -> None:
        for stretch in self._stretches():
            points: list[Point] = [(plot.x(index), plot.y(high)) for index, _, high in stretch]
            points.append((plot.x(stretch[-1][0] + 1), plot.y(stretch[-1][2])))
            canvas.steps(points, "accent", 1.0, dashed=True)

    def _ink(self, index: int) -> Ink:
        return "bad" if index in self.marked else "history"

    def _bars(self, canvas: Canvas, plot: Plot) -> None:
        for index, count in enumerate(self.counts):
            left, top, thick, tall = self._bar(index, plot)
            if index in self.unfinished and count:
                canvas.hatch((left, top), thick, tall, self._ink(index))
            else:
                canvas.bar((left, top), thick, tall, self._ink(index), radius=min(2.0, thick / 3, tall / 2))

    def _numbers(self, canvas: Canvas, plot: Plot) -> list[Wall]:
        """Counts above their columns where there is room; gives back what is taken: left, right, top."""
        wanted = [
            i for i, count in enumerate(self.counts) if count and (self.every_count or i in self.marked)
        ]
        spans, taken = [], []
        for index in wanted:
            middle = plot.x(index) + plot.step / 2
            half = canvas.text_width(f"{self.counts[index]:,}", self.size, weight="semibold") / 2
            middle = min(middle, plot.left + plot.width - half)
            spans.append((middle - half, middle + half))
        ranks = [-self.counts[index] for index in wanted]
        for place in spread(spans, ranks, 0.15 * self.size):
            left, right = spans[place]
            base = self._bar(wanted[place], plot)[1] - 0.35 * self.size
            words = f"{self.counts[wanted[place]]:,}"
            canvas.text(
                ((left + right) / 2, base), words, "text", self.size, align="middle", weight="semibold"
            )
            taken.append((left, right, base - self.size))
        return taken

    def _band_label(self, canvas: Canvas, plot: Plot, numbered: list[Wall]) -> None:
        """The range is named on its line where nothing is in the way, else on top, else not at all."""
        stretches = self._stretches()
        if not stretches or not self.band_words:
            return
        size = 0.95 * self.size
        wide = canvas.text_width(self.band_words, size)
        bars = [
            (left, left + thick, top)
            for left, top, thick, _ in (self._bar(i, plot) for i in range(plot.columns))
        ]
        for stretch in stretches:
            left, right = plot.x(stretch[0][0]) + 0.5 * self.size, plot.x(stretch[-1][0] + 1)
            base = plot.y(max(high for _, _, high in stretch)) - 0.45 * self.size
            free = gap(left, right, wide, [wall for wall in (*bars, *numbered) if wall[2] < base + 3])
            if free is not None:
                canvas.bar((free - 2, base - 0.9 * size), wide + 4, 1.1 * size, "surface")
                canvas.text((free, base), self.band_words, "accent", size)
                return
        free = gap(
            plot.left + 0.5 * self.size,
            plot.left + plot.width,
            wide,
            [w for w in numbered if w[2] < size + 3],
        )
        if free is not None:
            canvas.text((free, size), self.band_words, "accent", size)

    def _dates(self, canvas: Canvas, plot: Plot) -> None:
        spans: list[tuple[float, float]] = []
        for index, label in enumerate(self.labels):
            half = canvas.text_width(label, self.size) / 2
            middle = plot.x(index) + plot.step / 2
            middle = min(max(middle, half), plot.left + plot.width - half)
            spans.append((middle - half, middle + half))
        for index in spread(spans, self.ranks, 0.9 * self.size):
            left, right = spans[index]
            base = plot.bottom + 1.45 * self.size
            canvas.text(((left + right) / 2, base), self.labels[index], "text2", self.size, align="middle")


def gap(left: float, right: float, wide: float, walls: Sequence[Wall]) -> float | None:
    """The first place between left and right where so much room is free of walls."""
    while left + wide <= right:
        blocked = [wall for wall in walls if wall[0] < left + wide + 2 and left - 2 < wall[1]]
        if not blocked:
            return left
        left = max(wall[1] for wall in blocked) + 4.0
    return None


def range_words(low: tuple[float | None, ...], high: tuple[float | None, ...], unit: str) -> str:
    """The usual range in words: 0 to 2 a week; empty when nobody can say.

    A count is usual when it lies between the ends, so these are the whole numbers inside; where the range
    varies, those of most periods, or else the latest.
    """
    ends = [
        (math.ceil(bottom or 0.0), math.floor(top))
        for bottom, top in zip(low or (0.0,) * len(high), high, strict=True)
        if top is not None
    ]
    if not ends:
        return ""
    (bottom, top), times = Counter(ends).most_common(1)[0]
    lately = ""
    if 2 * times <= len(ends):
        lately, (bottom, top) = "lately ", ends[-1]
    return f"{lately}{bottom:,} to {top:,} {unit}" if top > bottom else f"{lately}{top:,} {unit}"
