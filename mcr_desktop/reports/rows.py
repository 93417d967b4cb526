"""Rows under a repeated heading: a table that can break between rows, and inside a row taller than a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from mcr_desktop.reports.styles import BODY, INKS, META_STRONG, Align, Style
from mcr_desktop.reports.text import Pen, Text

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
        self._head: tuple[Cell, ...] = tuple(
            (Text(column.title, replace(META_STRONG, align=column.align)),) for column in columns
        )
        self._heights: list[float] = []
        self._edges: list[tuple[float, float]] = []
        self._wide = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of all rows."""
        self._measure(aW)
        self.width, self.height = aW, self._head_height() + sum(self._heights)
        return aW, self.height

    def first_height(self, width: float) -> float:
        """The height that the heading and a first part of the rows need."""
        self._measure(width)
        return self._head_height() + min(sum(self._heights[:2]), LEAST)

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The rows that fit and the others; a very high row is parted between its lines."""
        self._measure(aW)
        room, fit = aH - self._head_height(), 0
        while fit < len(self.body) and room >= self._heights[fit]:
            room -= self._heights[fit]
            fit += 1
        if fit == len(self.body):
            return [self]
        first, rest = list(self.body[:fit]), list(self.body[fit:])
        if self._heights[fit] > LEAST:
            upper, lower = self._parted(rest[0], room - 2 * self._pad)
            if upper is not None:
                first.append(upper)
                rest[0] = lower
        return [self._like(first), self._like(rest)] if first else []

    def draw(self) -> None:
        """Draw heading, rows and hairlines."""
        top, rules = self.height, []
        pen = Pen(self.canv)
        if self.headed:
            self._write_row(pen, self._head, top, PAD - 1.0)
            top -= self._head_height()
            rules.append((top, "text", 0.9))
        for row, tall in zip(self.body, self._heights, strict=True):
            self._write_row(pen, row, top, self._pad)
            top -= tall
            if self.ruled:
                rules.append((top, "border", 0.6))
        pen.done()
        for rule in rules:
            self._rule(*rule)

    def _like(self, body: Sequence[Sequence[Cell]]) -> Rows:
        return Rows(self.columns, body, headed=self.headed, ruled=self.ruled)

    def _measure(self, width: float) -> None:
        """Edges of the columns and heights of the rows at this width."""
        if width == self._wide:
            return
        room = width - GAP * (len(self.columns) - 1)
        whole = sum(column.share for column in self.columns)
        left, self._edges = 0.0, []
        for column in self.columns:
            wide = room * column.share / whole
            self._edges.append((left, wide))
            left += wide + GAP
        self._heights = [self._row_height(row) for row in self.body]
        self._wide = width

    def _head_height(self) -> float:
        return self._row_height(self._head) - 2.0 if self.headed else 0.0

    def _row_height(self, row: Sequence[Cell]) -> float:
        tallest = max(
            sum(text.wrap(wide, 1e6)[1] for text in cell)
            for cell, (_, wide) in zip(row, self._edges, strict=True)
        )
        return float(tallest) + 2 * self._pad

    def _write_row(self, pen: Pen, row: Sequence[Cell], top: float, pad: float) -> None:
        for cell, (left, wide) in zip(row, self._edges, strict=True):
            y = top - pad
            for text in cell:
                text.write(pen, left, y, wide)
                y -= text.height

    def _rule(self, y: float, ink: str, thick: float) -> None:
        self.canv.setStrokeColor(INKS[ink])
        self.canv.setLineWidth(thick)
        self.canv.line(0, y, self.width, y)

    def _parted(self, row: Sequence[Cell], room: float) -> tuple[tuple[Cell, ...] | None, tuple[Cell, ...]]:
        """A row as the part that fits and the rest; no first part when hardly a line fits."""
        upper, lower = [], []
        for cell, (_, wide) in zip(row, self._edges, strict=True):
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
