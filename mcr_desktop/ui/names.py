"""People by their first names, as colleagues call them."""

from __future__ import annotations

from collections.abc import Sequence


def first_name(name: str) -> str:
    """The first name without titles: Amara of Dr. Amara Osei; the whole where there is no other."""
    words = [word for word in name.split() if not word.endswith(".")]
    return words[0] if words else name.strip()


def firsts(names: Sequence[str]) -> list[str]:
    """First names, whole where two share one."""
    short = [first_name(name) for name in names]
    return [whole if short.count(first) > 1 else first for whole, first in zip(names, short, strict=True)]


def together(names: Sequence[str]) -> str:
    """Names as a sentence joins them: Jonas, Priya and Tom."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
