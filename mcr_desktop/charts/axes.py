"""What every chart needs to be read: round ticks, short dates, figures, and labels that never touch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from mcr_desktop.charts.canvas import Canvas, Weight

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBER_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
DIGIT = 0.65
"""Width of a figure of our typeface in parts of its size: all ten are equally wide."""


def day_words(day: date) -> str:
    """A day as an axis shows it: 8 Jun."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def long_day_words(day: date) -> str:
    """A day as a sentence says it: 8 June."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]}"


def month_words(month: date, *, with_year: bool) -> str:
    """A month as an axis shows it: Jun, or Jun 2026."""
    name = MONTHS[month.month - 1]
    return f"{name} {month.year}" if with_year else name


def long_month_words(month: date) -> str:
    """A month as a sentence says it: June 2026."""
    return f"{LONG_MONTHS[month.month - 1]} {month.year}"


def number_words(number: int) -> str:
    """Small numbers as words, larger ones in figures: four, 14."""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else f"{number:,}"


def counted(number: int, one: str, many: str) -> str:
    """A number with the noun in its right form: 1 complaint, 2 complaints."""
    return f"{number:,} {one if number == 1 else many}"


def amount(value: Decimal) -> str:
    """A sum of money to the cent: 1,265,793.04."""
    return f"{value:,.2f}"


def percent(part: float, whole: float) -> str:
    """A share in whole percent, never rounded up to all nor down to nothing."""
    if whole <= 0:
        return "0 %"
    share = round(100 * part / whole)
    if part < whole:
        share = min(share, 99)
    if part > 0:
        share = max(share, 1)
    return f"{share} %"


def ticks(top: float, intervals: int = 4) -> tuple[int, ...]:
    """Whole, evenly spaced ticks from 0 to at least top, in at most so many intervals."""
    step, power = 1, 1
    while step * intervals < top:
        step = next((m * power for m in (1, 2, 5) if m * power * intervals >= top), 10 * power)
        power *= 10
    return tuple(range(0, step * max(1, math.ceil(top / step)) + 1, step))


def elided(canvas: Canvas, words: str, width: float, size: float, *, weight: Weight = "regular") -> str:
    """The words, or as many of their first letters as fit before an ellipsis."""
    if canvas.text_width(words, size, weight=weight) <= width:
        return words
    short, long = 0, len(words)
    while short < long:
        middle = (short + long + 1) // 2
        if canvas.text_width(words[:middle].rstrip() + "…", size, weight=weight) <= width:
            short = middle
        else:
            long = middle - 1
    return words[:short].rstrip() + "…"


def spread(spans: Sequence[tuple[float, float]], ranks: Sequence[int], gap: float) -> tuple[int, ...]:
    """Which of these labels can stand without touching, the lower ranks served first.

    spans: left and right edge of each label.
    """
    kept: list[int] = []
    for index in sorted(range(len(spans)), key=lambda i: (ranks[i], i)):
        left, right = spans[index]
        if all(right + gap <= spans[other][0] or spans[other][1] + gap <= left for other in kept):
            kept.append(index)
    return tuple(sorted(kept))
