"""Complaints per week against their usual range: in full, and as a glance for a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mcr_desktop.charts.axes import counted, day_words, long_day_words, month_words
from mcr_desktop.charts.canvas import Canvas
from mcr_desktop.charts.columns import STUB, Columns, range_words
from mcr_desktop.domain.trends import Rise

LONG = 52
"""Beyond so many weeks a day alone does not say when."""


@dataclass(frozen=True, slots=True)
class WeeklyBars:
    """One bar a week, oldest first.

    high, low: ends of the usual range of each week, None where nobody can say; empty: no range at all.
    in_question: how many weeks at the end are under question; unfinished: how many after those are not over.
    """

    first_monday: date
    counts: tuple[int, ...]
    high: tuple[float | None, ...] = ()
    low: tuple[float | None, ...] = ()
    in_question: int = 0
    unfinished: int = 0
    what: str = "complaints"
    size: float = 11.0

    @classmethod
    def of_rise(cls, rise: Rise, *, weeks: int = 24, what: str = "complaints") -> WeeklyBars:
        """The last weeks of a rise, as the analysis saw it."""
        start = max(0, len(rise.weekly) - weeks)
        monday = (rise.first_monday or date(1970, 1, 5)) + timedelta(weeks=start)
        known = len(rise.usual) == len(rise.weekly)
        low = rise.usual_low if len(rise.usual_low) == len(rise.weekly) else ()
        return cls(
            monday,
            rise.weekly[start:],
            tuple(rise.usual[start:]) if known else (),
            tuple(low[start:]) if known else (),
            rise.weeks,
            what=what,
        )

    @property
    def judged(self) -> int:
        """How many of the weeks are over."""
        return max(0, len(self.counts) - self.unfinished)

    @property
    def marked(self) -> range:
        """The weeks under question."""
        return range(max(0, self.judged - self.in_question), self.judged)

    def monday(self, index: int) -> date:
        """The first day of a bar's week."""
        return self.first_monday + timedelta(weeks=index)

    def bar_at(self, x: float, width: float) -> int | None:
        """The bar under this place of a chart so wide, or None beside the bars."""
        return self._columns().at(x, width)

    def bar_box(self, index: int, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, top, width and height of a bar, for a mark around the chosen one."""
        return self._columns().box(index, width, height)

    def bar_words(self, index: int) -> str:
        """One bar as a sentence: Week of 12 October: 1 complaint."""
        count = f"{self.counts[index]:,} {self._noun(self.counts[index])}"
        unfinished = ", not finished" if index >= self.judged else ""
        return f"Week of {long_day_words(self.monday(index))}: {count}{unfinished}."

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box."""
        self._columns().draw(canvas, width, height)

    def words(self) -> str:
        """What is seen, in a sentence or two."""
        if not self.counts:
            return f"No {self.what} to show."
        said = [self._total_words()]
        usual = range_words(self.low, self.high, "a week")
        if usual:
            said.append(f"The usual range is {usual}.")
        most = max(self.counts[: self.judged], default=0)
        if most:
            peak = long_day_words(self.monday(self.counts.index(most)))
            said.append(f"The most in one week is {most:,}, in the week of {peak}.")
        if self.unfinished:
            said.append(
                "The last week is not finished."
                if self.unfinished == 1
                else "The hatched weeks are not finished."
            )
        return " ".join(said)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Week, count, and the ends of the usual range."""
        rows = [("Week of", self.what.capitalize(), "Usual from", "Usual to")]
        for index, count in enumerate(self.counts):
            low = self.low[index] if self.low else (0.0 if self.high else None)
            high = self.high[index] if self.high else None
            ends = ("", "") if high is None else (f"{low or 0.0:.1f}", f"{high:.1f}")
            rows.append((self.monday(index).isoformat(), str(count), *ends))
        return tuple(rows)

    def _noun(self, count: int) -> str:
        return self.what.removesuffix("s") if count == 1 else self.what

    def _date_words(self, index: int) -> str:
        """A day while the year is clear; over longer times the month with its year."""
        monday = self.monday(index)
        return day_words(monday) if len(self.counts) <= LONG else month_words(monday, with_year=True)

    def _total_words(self) -> str:
        asked = self.marked if len(self.marked) else range(len(self.counts))
        total = sum(self.counts[index] for index in asked)
        weeks = counted(len(asked), "week", "weeks")
        return f"{total:,} {self._noun(total)} in {weeks} from {long_day_words(self.monday(asked.start))}."

    def _columns(self) -> Columns:
        count = len(self.counts)
        turn = self.marked.start if len(self.marked) else count - 1
        stride = max(1, round(count / 5))
        ranks = tuple(
            0 if i in {0, turn, count - 1} else (1 if i % stride == 0 else 2 + count) for i in range(count)
        )
        shown = tuple(self._date_words(i) if ranks[i] < 2 else "" for i in range(count))
        usual = range_words(self.low, self.high, "a week")
        return Columns(
            self.counts,
            shown,
            ranks,
            self.low,
            self.high,
            frozenset(self.marked),
            frozenset(range(self.judged, count)),
            f"usual range: {usual}" if usual else "",
            self.size,
        )


@dataclass(frozen=True, slots=True)
class WeeklyGlance:
    """The last weeks without axes, small enough for a card."""

    bars: WeeklyBars
    weeks: int = 12

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box: a band for what is usual, bars, and one line that says so."""
        counts, first = self._shown()
        if not counts:
            return
        high = [value or 0.0 for value in self.bars.high[first:]]
        most = max((1.0, *counts, *high))
        step = width / len(counts)
        thick = 0.72 * step
        for index, value in enumerate(high):
            canvas.bar((step * index, height * (1 - value / most)), step, height * value / most, "border")
        walls = []
        for index, count in enumerate(counts):
            tall = max(STUB, height * count / most)
            corner = (step * index + (step - thick) / 2, height - tall)
            self._bar(canvas, corner, thick, tall, first + index)
            walls.append((corner[0], corner[1]))
        self._label(canvas, walls, (width, height))

    def words(self) -> str:
        """What is seen, in a sentence or two."""
        return self.bars.words()

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The same rows as the full chart."""
        return self.bars.table()

    def _shown(self) -> tuple[tuple[int, ...], int]:
        first = max(0, len(self.bars.counts) - self.weeks)
        return self.bars.counts[first:], first

    def _bar(
        self, canvas: Canvas, corner: tuple[float, float], thick: float, tall: float, index: int
    ) -> None:
        ink = "bad" if index in self.bars.marked else "history"
        if index >= self.bars.judged:
            canvas.hatch(corner, thick, tall, "history")
        else:
            canvas.bar(corner, thick, tall, "bad" if ink == "bad" else "history", radius=min(1.5, tall / 2))

    def _label(self, canvas: Canvas, walls: list[tuple[float, float]], room: tuple[float, float]) -> None:
        size = max(8.0, self.bars.size - 1.5)
        words = f"per week, {len(walls)} weeks" + (" · band = usual" if self.bars.high else "")
        wide = canvas.text_width(words, size)
        if (
            wide + 2 <= room[0]
            and size < 0.5 * room[1]
            and all(top > 1.5 * size for left, top in walls if left < wide + 4)
        ):
            canvas.text((2.0, size), words, "text2", size)
