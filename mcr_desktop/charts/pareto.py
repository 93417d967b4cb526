"""Which kinds weigh most: rows in falling order, with count, value, and how they add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from mcr_desktop.charts.axes import amount, counted, elided, number_words, percent
from mcr_desktop.charts.canvas import Canvas

Weighing = Literal["count", "value"]


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """A kind, how many complaints it has, and what they are worth."""

    kind: str
    count: int
    value: Decimal = Decimal(0)
    several: bool = field(default=False)
    """whether this row gathers all that are too small to be shown alone"""


@dataclass(frozen=True, slots=True)
class Pareto:
    """Horizontal bars in falling order, weighed by count or by value."""

    rows: tuple[ParetoRow, ...]
    by: Weighing = "count"
    size: float = 11.0

    @classmethod
    def of(
        cls,
        kinds: Sequence[tuple[str, int, Decimal]],
        by: Weighing = "count",
        *,
        most: int = 7,
        size: float = 11.0,
    ) -> Pareto:
        """The heaviest kinds in falling order; the others are gathered in a last row."""
        rows = [
            ParetoRow(kind, count, value)
            for kind, count, value in kinds
            if (count if by == "count" else value)
        ]
        rows.sort(key=lambda row: (-row.count, -row.value) if by == "count" else (-row.value, -row.count))
        if len(rows) > most + 1:
            rest = rows[most:]
            words = f"{len(rest)} other kinds"
            gathered = ParetoRow(
                words, sum(r.count for r in rest), sum((r.value for r in rest), Decimal(0)), several=True
            )
            rows = [*rows[:most], gathered]
        return cls(tuple(rows), by, size)

    @property
    def height(self) -> float:
        """The height at which the rows stand well."""
        return self._pitch * (len(self.rows) + 1)

    @property
    def _pitch(self) -> float:
        return 1.9 * self.size

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box: kind, bar, figure, and the share that this row and those above add up to."""
        if not self.rows:
            return
        pitch = height / (len(self.rows) + 1)
        figures, shares = self._figures(), self._shares()
        head, heading = (
            0.9 * self.size,
            ("value", "adds up to") if self.by == "value" else ("complaints", "adds up to"),
        )
        share_wide = max(canvas.text_width(words, head) for words in (heading[1], *shares))
        figure_wide = max(
            canvas.text_width(heading[0], head),
            *(canvas.text_width(f, self.size, weight="medium") for f in figures),
        )
        name_wide = min(0.4 * width, max(canvas.text_width(row.kind, self.size) for row in self.rows))
        left = name_wide + self.size
        room = max(8.0, width - left - figure_wide - share_wide - 3.2 * self.size)
        figure_edge = width - share_wide - 1.6 * self.size
        canvas.text((figure_edge, pitch - 0.6 * self.size), heading[0], "text3", head, align="right")
        canvas.text((width, pitch - 0.6 * self.size), heading[1], "text3", head, align="right")
        for index, row in enumerate(self.rows):
            middle = pitch * (index + 1.5)
            base = middle + 0.36 * self.size
            canvas.text((0.0, base), elided(canvas, row.kind, name_wide, self.size), "text", self.size)
            self._bar(canvas, (left, middle), room, index)
            canvas.text(
                (figure_edge, base), figures[index], "text", self.size, align="right", weight="medium"
            )
            canvas.text((width, base), shares[index], "text2", self.size, align="right")

    def words(self) -> str:
        """What is seen, in a sentence or two."""
        if not self.rows:
            return (
                "No complaints to weigh." if self.by == "count" else "No value is given for these complaints."
            )
        shares = self._running()
        heavy = next((i for i, share in enumerate(shares) if 2 * share >= shares[-1]), len(shares) - 1) + 1
        part = percent(shares[heavy - 1], shares[-1])
        of = self._total_words()
        if heavy == 1:
            return f"{self.rows[0].kind} alone makes up {part} of {of}."
        if heavy == len(self.rows):
            return f"{of[0].upper()}{of[1:]}, spread over {counted(len(self.rows), 'kind', 'kinds')}."
        return f"The first {number_words(heavy)} kinds make up {part} of {of}."

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Kind, complaints, value, and the running share."""
        body = zip(self.rows, self._shares(), strict=True)
        return (
            ("Kind", "Complaints", "Value", "Adds up to"),
            *((row.kind, str(row.count), amount(row.value), share) for row, share in body),
        )

    def _bar(self, canvas: Canvas, at: tuple[float, float], room: float, index: int) -> None:
        weights = [self._weight(row) for row in self.rows]
        most = max(weights[i] for i, row in enumerate(self.rows))
        thick = 0.85 * self.size
        wide = max(1.5, room * weights[index] / most) if most else 1.5
        ink = "history" if self.rows[index].several or index > 0 else "accent"
        canvas.bar(
            (at[0], at[1] - thick / 2),
            wide,
            thick,
            "accent" if ink == "accent" else "history",
            radius=min(2.0, wide / 2),
        )

    def _weight(self, row: ParetoRow) -> float:
        return float(row.count if self.by == "count" else row.value)

    def _running(self) -> list[float]:
        running, total = [], 0.0
        for row in self.rows:
            total += self._weight(row)
            running.append(total)
        return running

    def _shares(self) -> list[str]:
        running = self._running()
        return [percent(share, running[-1]) for share in running[:-1]] + ["100 %"] if running else []

    def _figures(self) -> list[str]:
        return [f"{row.count:,}" if self.by == "count" else amount(row.value) for row in self.rows]

    def _total_words(self) -> str:
        if self.by == "count":
            return counted(sum(row.count for row in self.rows), "complaint", "complaints")
        return f"the {amount(sum((row.value for row in self.rows), Decimal(0)))} at stake"
