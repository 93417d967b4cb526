"""How we talked: a strip of weeks, months or quarters with a mark for every conversation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from mcr_desktop.charts.axes import counted, day_words, long_day_words, month_words
from mcr_desktop.charts.canvas import Canvas
from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.domain.periods import Period, add_months, monday_of
from mcr_desktop.domain.reviews import Talk

PLURALS = {
    Kind.CALL: "calls",
    Kind.MEETING: "meetings",
    Kind.MAIL: "mails",
    Kind.CHAT: "chats",
    Kind.OTHER: "others",
}
QUIET_DAYS = 14
"""A gap at least so long is worth a word."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One week, month or quarter: where it begins, and who started each conversation, in order."""

    first: date
    starters: tuple[Starter, ...]


@dataclass(frozen=True, slots=True)
class TalkStrip:
    """A filled mark: they started it; a hollow one: we did.  Many conversations become counts."""

    talks: tuple[Talk, ...]
    period: Period
    size: float = 11.0

    @classmethod
    def of(cls, talks: Sequence[Talk], period: Period, *, size: float = 11.0) -> TalkStrip:
        """The conversations within the period, in order of time."""
        return cls(
            tuple(sorted((talk for talk in talks if talk.on in period), key=lambda talk: talk.on)),
            period,
            size,
        )

    @property
    def height(self) -> float:
        """The height at which the strip stands well."""
        return 4.8 * self.size

    @property
    def unit(self) -> str:
        """What one cell stands for."""
        days = (self.period.last - self.period.first).days + 1
        return (
            "week" if days <= 18 * 7 else "month" if days <= 740 else "quarter" if days <= 7 * 366 else "year"
        )

    def cells(self) -> tuple[Cell, ...]:
        """The strip's cells, every one that the period touches."""
        starts = self._starts()
        held: list[list[Starter]] = [[] for _ in starts]
        place = 0
        for talk in self.talks:
            while place + 1 < len(starts) and starts[place + 1] <= talk.on:
                place += 1
            held[place].append(talk.started_by)
        return tuple(Cell(first, tuple(starters)) for first, starters in zip(starts, held, strict=True))

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box: cells, marks or counts, and the first and last day."""
        cells = self.cells()
        gap = min(4.0, 0.1 * width / len(cells))
        wide = (width - gap * (len(cells) - 1)) / len(cells)
        tall = max(self.size, height - 1.7 * self.size)
        draw = self._marks if self._fits(cells, wide, tall) else self._counts
        for index, cell in enumerate(cells):
            left = index * (wide + gap)
            canvas.bar((left, 0.0), wide, tall, "sunken", radius=min(4.0, wide / 4))
            if cell.starters:
                draw(canvas, cell, (left, wide), tall)
        self._dates(canvas, width, height)

    def words(self) -> str:
        """What is seen, in a sentence or two."""
        if not self.talks:
            return "No conversation was written down in this period."
        theirs = sum(talk.started_by is Starter.THEM for talk in self.talks)
        kinds = Counter(talk.kind for talk in self.talks)
        mix = ", ".join(
            counted(kinds[kind], "other" if kind is Kind.OTHER else kind.value, PLURALS[kind])
            for kind in Kind
            if kinds[kind]
        )
        ours = len(self.talks) - theirs
        said = counted(len(self.talks), "conversation", "conversations")
        return f"{said}, {ours:,} started by us and {theirs:,} by them: {mix}.{self._silence()}"

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Beginning of each cell, conversations we started, conversations they started."""
        rows = [(f"{self.unit.capitalize()} of", "Started by us", "Started by them")]
        for cell in self.cells():
            theirs = cell.starters.count(Starter.THEM)
            rows.append((cell.first.isoformat(), str(len(cell.starters) - theirs), str(theirs)))
        return tuple(rows)

    def _starts(self) -> list[date]:
        if self.unit == "week":
            first, step = monday_of(self.period.first), 0
        else:
            step = {"month": 1, "quarter": 3, "year": 12}[self.unit]
            month = (self.period.first.month - 1) // step * step + 1
            first = date(self.period.first.year, month, 1)
        starts = []
        while first <= self.period.last:
            starts.append(first)
            first = add_months(first, step) if step else first + timedelta(days=7)
        return starts

    def _radius(self, most: int, wide: float, tall: float) -> float:
        """The largest mark at which the fullest cell holds all of its marks, in one row or two."""
        alone = wide / (2.4 * most + 0.6)
        in_two = min(wide / (2.4 * ((most + 1) // 2) + 0.6), tall / 5.4)
        return min(0.47 * self.size, 0.36 * tall, max(alone, in_two))

    def _fits(self, cells: Sequence[Cell], wide: float, tall: float) -> bool:
        most = max(1, *(len(cell.starters) for cell in cells))
        return self._radius(most, wide, tall) >= 0.25 * self.size

    def _marks(self, canvas: Canvas, cell: Cell, room: tuple[float, float], tall: float) -> None:
        most = max(len(other.starters) for other in self.cells())
        left, wide = room
        radius = self._radius(most, wide, tall)
        in_row = max(1, int((wide / radius - 0.6) / 2.4 + 1e-6))
        rows = [cell.starters[i : i + in_row] for i in range(0, len(cell.starters), in_row)]
        for line, starters in enumerate(rows):
            y = tall / 2 + (line - (len(rows) - 1) / 2) * 2.5 * radius
            for place, starter in enumerate(starters):
                x = left + wide / 2 + (place - (len(starters) - 1) / 2) * 2.4 * radius
                canvas.disc((x, y), radius, "accent", hollow=starter is Starter.US)

    def _counts(self, canvas: Canvas, cell: Cell, room: tuple[float, float], tall: float) -> None:
        left, wide = room
        theirs = cell.starters.count(Starter.THEM)
        lines = [(theirs, False), (len(cell.starters) - theirs, True)]
        size = min(0.92 * self.size, 0.38 * tall)
        for line, (count, hollow) in enumerate(lines):
            words, y = f"{count:,}", tall * (0.29 + 0.42 * line)
            radius = 0.3 * size
            whole = canvas.text_width(words, size) + 3.4 * radius
            if whole > wide:
                size_here = size * wide / whole
                canvas.text((left + wide / 2, y + 0.36 * size_here), words, "text", size_here, align="middle")
                continue
            start = left + (wide - whole) / 2
            canvas.disc((start + radius, y), radius, "accent", hollow=hollow)
            canvas.text((start + 3.4 * radius, y + 0.36 * size), words, "text", size)

    def _dates(self, canvas: Canvas, width: float, height: float) -> None:
        base = height - 0.25 * self.size
        ends = self.period.first, self.period.last
        in_days = self.unit == "week"
        first, last = (day_words(day) if in_days else month_words(day, with_year=True) for day in ends)
        canvas.text((0.0, base), first, "text2", 0.95 * self.size)
        canvas.text((width, base), last, "text2", 0.95 * self.size, align="right")

    def _silence(self) -> str:
        """The longest time without a conversation, if it is long enough for a word."""
        days = [self.period.first, *(talk.on for talk in self.talks), self.period.last]
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        longest = max(gaps)
        if longest < QUIET_DAYS:
            return ""
        from_day = days[gaps.index(longest)]
        year = "" if self.unit == "week" else f" {from_day.year}"
        return f" The longest silence is {longest} days, from {long_day_words(from_day)}{year}."
