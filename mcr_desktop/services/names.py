"""Finding a name in spite of a slip of the fingers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from mcr_desktop.domain.text import fold

LIKELY = 70
"""From which likeness (0 to 100) a name is offered as the one meant."""


def closest(words: str, names: Iterable[str]) -> str | None:
    """The name most like these words, if any is likely."""
    by_folded = {fold(name): name for name in names}
    found = process.extractOne(fold(words), by_folded.keys(), scorer=fuzz.WRatio, score_cutoff=LIKELY)
    return None if found is None else by_folded[found[0]]


def alike(folded_words: str, folded_names: Sequence[str], most: int) -> list[int]:
    """The places of the names most like some words, the likeliest first."""
    found = process.extract(
        folded_words, folded_names, scorer=fuzz.partial_ratio, score_cutoff=LIKELY, limit=most
    )
    return [place for _, _, place in found]
