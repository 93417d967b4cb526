"""What the complaints share: how many of them carry a value, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mcr_desktop.charts.axes import elided
from mcr_desktop.charts.canvas import Canvas
from mcr_desktop.domain.trends import Rise, Where

SHARE = 1.3
"""A driver with so many times what was expected is drawn as part of the question."""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Something many complaints have in common."""

    label: str
    observed: int
    total: int
    note: str = ""
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """One row a shared thing: name, bar, observed of total, a note."""

    rows: tuple[ShareRow, ...]
    size: float = 11.0

    @classmethod
    def of_rise(cls, rise: Rise) -> Shares:
        """The drivers of a rise, as the analysis ranked them."""
        rows = [
            ShareRow(
                where_words(driver.where),
                driver.observed,
                max(rise.observed, driver.observed),
                f"about {driver.expected:.0f} expected"
                if driver.expected >= 0.5
                else "fewer than one expected",
                driver.observed >= SHARE * driver.expected,
            )
            for driver in rise.drivers
        ]
        return cls(tuple(rows))

    @property
    def height(self) -> float:
        """The height at which the rows stand well."""
        return 2.3 * self.size * len(self.rows)

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box."""
        if not self.rows:
            return
        pitch = height / len(self.rows)
        figures = [f"{row.observed:,} of {row.total:,}" for row in self.rows]
        figure_wide = max(canvas.text_width(words, self.size, weight="semibold") for words in figures)
        name_wide = min(
            0.36 * width, max(canvas.text_width(row.label, self.size, weight="medium") for row in self.rows)
        )
        bar_left = name_wide + 1.3 * self.size
        bar_wide = max(10.0, min(8.0 * self.size, 0.22 * width))
        note_left = bar_left + bar_wide + 0.9 * self.size + figure_wide + 1.6 * self.size
        for index, row in enumerate(self.rows):
            middle = pitch * (index + 0.5)
            base, thick = middle + 0.36 * self.size, 0.62 * self.size
            canvas.text(
                (0.0, base),
                elided(canvas, row.label, name_wide, self.size, weight="medium"),
                "text",
                self.size,
                weight="medium",
            )
            canvas.bar((bar_left, middle - thick / 2), bar_wide, thick, "border", radius=thick / 2)
            if row.observed > 0 and row.total > 0:
                share = max(thick, bar_wide * min(1.0, row.observed / row.total))
                canvas.bar(
                    (bar_left, middle - thick / 2),
                    share,
                    thick,
                    "bad" if row.stands_out else "history",
                    radius=thick / 2,
                )
            figure_edge = bar_left + bar_wide + 0.9 * self.size + figure_wide
            canvas.text(
                (figure_edge, base), figures[index], "text", self.size, align="right", weight="semibold"
            )
            if width - note_left > 4 * self.size:
                canvas.text(
                    (note_left, base),
                    elided(canvas, row.note, width - note_left, 0.95 * self.size),
                    "text2",
                    0.95 * self.size,
                )

    def words(self) -> str:
        """What is seen, in a sentence or two."""
        if not self.rows:
            return "Nothing that the complaints share stands out."
        return " ".join(
            f"{row.label}: {row.observed:,} of {row.total:,}{', ' + row.note if row.note else ''}."
            for row in self.rows
        )

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Name, observed, total, note."""
        body: Sequence[tuple[str, ...]] = [
            (row.label, str(row.observed), str(row.total), row.note) for row in self.rows
        ]
        return (("Shared", "Complaints", "Of", "Note"), *body)


def where_words(where: Where) -> str:
    """A combination of attributes as words: Site North, carrier Swiftline."""
    parts = [
        value or "another customer" if name == "customer" else f"{name} {value or 'not given'}"
        for name, value in where.items()
    ]
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]
