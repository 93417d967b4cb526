"""Complaints by month against their usual range, as a review shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcr_desktop.charts.axes import counted, long_month_words, month_words, number_words
from mcr_desktop.charts.canvas import Canvas
from mcr_desktop.charts.columns import Columns, range_words
from mcr_desktop.domain.periods import next_month
from mcr_desktop.domain.reviews import MonthCount


@dataclass(frozen=True, slots=True)
class MonthlyBars:
    """One column a month, oldest first; months above their usual range are marked.

    until: the last day that is counted; a month that goes on after it is hatched.
    """

    months: tuple[MonthCount, ...]
    until: date | None = None
    size: float = 11.0

    def bar_at(self, x: float, width: float) -> int | None:
        """The column under this place of a chart so wide, or None beside the columns."""
        return self._columns().at(x, width)

    def bar_box(self, index: int, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, top, width and height of a column, for a mark around the chosen one."""
        return self._columns().box(index, width, height)

    def bar_words(self, index: int) -> str:
        """One column as a sentence: October 2026: 3 complaints, above what is usual."""
        month = self.months[index]
        more = ", above what is usual" if index in self.unusual else ""
        more = ", not finished" if index in self.unfinished else more
        return f"{long_month_words(month.month)}: {counted(month.count, 'complaint', 'complaints')}{more}."

    @property
    def unfinished(self) -> frozenset[int]:
        """The months that are not over."""
        if self.until is None:
            return frozenset()
        return frozenset(
            i
            for i, m in enumerate(self.months)
            if next_month(m.month).toordinal() - 1 > self.until.toordinal()
        )

    @property
    def unusual(self) -> frozenset[int]:
        """The months with more complaints than is usual."""
        return frozenset(i for i, m in enumerate(self.months) if m.upper is not None and m.count > m.upper)

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box."""
        self._columns().draw(canvas, width, height)

    def words(self) -> str:
        """What is seen, in a sentence or two."""
        if not self.months:
            return "No months to show."
        total = sum(month.count for month in self.months)
        heard = counted(total, "complaint", "complaints") if total else "No complaint"
        said = [f"{heard} in {counted(len(self.months), 'month', 'months')}."]
        usual = self._usual()
        if not usual:
            said.append("The history is too short to say what is usual.")
        elif self.unusual:
            named = [
                f"{long_month_words(self.months[i].month)} ({self.months[i].count:,})"
                for i in sorted(self.unusual)
            ]
            shown = (
                " and ".join(named) if len(named) < 3 else f"{number_words(len(named)).capitalize()} months"
            )
            verb = "stands" if len(named) == 1 else "stand"
            said.append(f"{shown} {verb} above the usual range of {usual}.")
        elif total:
            said.append(f"Every month lies within the usual range of {usual}.")
        if self.unfinished:
            said.append("The last month is not over.")
        return " ".join(said)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Month, count, and the upper end of the usual range."""
        rows = [("Month", "Complaints", "Usual up to")]
        for month in self.months:
            upper = "" if month.upper is None else f"{month.upper:.1f}"
            rows.append((month.month.strftime("%Y-%m"), str(month.count), upper))
        return tuple(rows)

    def _usual(self) -> str:
        return range_words((), tuple(month.upper for month in self.months), "a month")

    def _columns(self) -> Columns:
        labels, ranks = [], []
        for index, month in enumerate(self.months):
            with_year = index == 0 or month.month.month == 1
            labels.append(month_words(month.month, with_year=with_year))
            ranks.append(0 if with_year else 1 if index == len(self.months) - 1 else 2 + index % 3)
        usual = self._usual()
        return Columns(
            tuple(month.count for month in self.months),
            tuple(labels),
            tuple(ranks),
            high=tuple(month.upper for month in self.months),
            marked=self.unusual,
            unfinished=self.unfinished,
            band_words=f"usual range: {usual}" if usual else "",
            size=self.size,
            every_count=len(self.months) <= 18,
        )
