"""Finding a name in spite of a slip of the fingers."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from mcr_desktop.domain.text import fold

LIKELY = 70
"""From which likeness (0 to 100) a name is offered as the one meant."""


def closest(words: str, names: Iterable[str]) -> str | None:
    """The name most like these words, if any is likely."""
    by_folded = {fold(name): name for name in names}
    found = process.extractOne(fold(words), by_folded.keys(), scorer=fuzz.WRatio, score_cutoff=LIKELY)
    return None if found is None else by_folded[found[0]]


def likeness(words: str, folded: str) -> float:
    """How like a folded name folded words are, 0 to 100: best where they begin it, or a word of it."""
    if folded.startswith(words):
        return 100.0
    if f" {words}" in folded:
        return 98.0
    if words in folded:
        return 95.0
    return float(fuzz.partial_ratio(words, folded, score_cutoff=LIKELY)) * 0.9
