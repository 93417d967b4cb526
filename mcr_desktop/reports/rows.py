"""Rows under a repeated heading: a table that can break between rows, and inside a row taller than a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from mcr_desktop.reports.styles import BODY, INKS, META_STRONG, Align, Style
from mcr_desktop.reports.text import Text

Cell = tuple[Text, ...]
PAD = 3.0
"""Space above and below the words of a row."""

GAP = 10.0
NAME = Style(ink="text3")
"""Space between columns."""

LEAST = 60.0
"""A row higher than this may be parted between its lines when the page ends."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the share of the width it takes, and the edge its words keep to."""

    title: str
    share: float
    align: Align = "left"


class Rows(Flowable):
    """Cells of words in columns, hairlines between the rows."""

    def __init__(
        self,
        columns: Sequence[Column],
        body: Sequence[Sequence[Cell]],
        *,
        headed: bool = True,
        ruled: bool = True,
        before: float = 0.0,
    ) -> None:
        super().__init__()
        self.columns, self.body = tuple(columns), tuple(tuple(row) for row in body)
        self.headed = headed and any(column.title for column in columns)
        self.ruled, self._pad = ruled, PAD if ruled else 1.2
        self.spaceBefore, self.spaceAfter = before, 0.0
        titles = [
            Text(
                c.title,
                Style(META_STRONG.face, META_STRONG.size, META_STRONG.leading, META_STRONG.ink, c.align),
            )
            for c in columns
        ]
        self._head: tuple[Cell, ...] = tuple((title,) for title in titles)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of all rows."""
        self.width = aW
        self.height = self._head_height(aW) + sum(self._row_height(row, aW) for row in self.body)
        return aW, self.height

    def first_height(self, width: float) -> float:
        """The height that the heading and a first part of the rows need."""
        heights = [self._row_height(row, width) for row in self.body[:2]]
        return self._head_height(width) + min(sum(heights), LEAST)

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The rows that fit and the others; a very high row is parted between its lines."""
        room = aH - self._head_height(aW)
        fit = 0
        while fit < len(self.body) and room >= (height := self._row_height(self.body[fit], aW)):
            room -= height
            fit += 1
        if fit == len(self.body):
            return [self]
        first, rest = list(self.body[:fit]), list(self.body[fit:])
        if self._row_height(rest[0], aW) > LEAST:
            upper, lower = self._parted(rest[0], room - 2 * self._pad, aW)
            if upper is not None:
                first.append(upper)
                rest[0] = lower
        if not first:
            return []
        return [Rows(self.columns, part, headed=self.headed, ruled=self.ruled) for part in (first, rest)]

    def draw(self) -> None:
        """Draw heading, rows and hairlines."""
        top = self.height
        if self.headed:
            tall = self._head_height(self.width)
            self._draw_row(self._head, top, PAD - 1.0)
            self._rule(top - tall, "text", 0.9)
            top -= tall
        for row in self.body:
            self._draw_row(row, top, self._pad)
            top -= self._row_height(row, self.width)
            if self.ruled:
                self._rule(top, "border", 0.6)

    def _edges(self, width: float) -> list[tuple[float, float]]:
        """Left edge and width of every column."""
        room = width - GAP * (len(self.columns) - 1)
        whole = sum(column.share for column in self.columns)
        edges, left = [], 0.0
        for column in self.columns:
            wide = room * column.share / whole
            edges.append((left, wide))
            left += wide + GAP
        return edges

    def _head_height(self, width: float) -> float:
        return self._row_height(self._head, width) - 2.0 if self.headed else 0.0

    def _row_height(self, row: Sequence[Cell], width: float) -> float:
        tallest = max(
            sum(text.wrap(wide, 1e6)[1] for text in cell)
            for cell, (_, wide) in zip(row, self._edges(width), strict=True)
        )
        return float(tallest) + 2 * self._pad

    def _draw_row(self, row: Sequence[Cell], top: float, pad: float) -> None:
        canvas: Any = self.canv
        for cell, (left, wide) in zip(row, self._edges(self.width), strict=True):
            y = top - pad
            for text in cell:
                text.draw_at(canvas, left, y, wide)
                y -= text.wrap(wide, 1e6)[1]

    def _rule(self, y: float, ink: str, thick: float) -> None:
        self.canv.setStrokeColor(INKS[ink])
        self.canv.setLineWidth(thick)
        self.canv.line(0, y, self.width, y)

    def _parted(
        self, row: Sequence[Cell], room: float, width: float
    ) -> tuple[tuple[Cell, ...] | None, tuple[Cell, ...]]:
        """A row as the part that fits and the rest; no first part when hardly a line fits."""
        upper, lower = [], []
        for cell, (_, wide) in zip(row, self._edges(width), strict=True):
            first, rest = part_cell(cell, wide, room)
            upper.append(first)
            lower.append(rest)
        if not any(upper) or room < 2 * min(text.style.leading for cell in row for text in cell):
            return None, tuple(row)
        return tuple(upper), tuple(lower)


def listing(lines: Sequence[tuple[str, str]], *, before: float = 0.0, share: float = 0.2) -> Rows:
    """Names with what they mean beside them, without lines."""
    body = [((Text(name, NAME),), (Text(words, BODY),)) for name, words in lines if words]
    return Rows((Column("", share), Column("", 1 - share)), body, headed=False, ruled=False, before=before)


def part_cell(cell: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """The lines of a cell that fit into a height, and the others."""
    first: list[Text] = []
    for index, text in enumerate(cell):
        tall = text.wrap(width, 1e6)[1]
        if tall <= room + 1e-9:
            first.append(text)
            room -= tall
            continue
        count = max(0, int(room / text.style.leading + 1e-9))
        if count:
            upper, lower = text.parted(count)
            return (*first, upper), (lower, *cell[index + 1 :])
        return tuple(first), cell[index:]
    return tuple(first), ()
