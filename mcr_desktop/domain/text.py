"""Folding of text, so that search and matching see through case, accents and width."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The text without marks and case (NFKD, casefold), white space made single: to find by, not to show."""
    if text.isascii():
        return " ".join(text.casefold().split())
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(bare).casefold().split())


def words_of(text: str) -> list[str]:
    """The folded words of a text: runs of letters and digits."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def storable(text: str) -> str:
    """The text with what no database may hold taken out: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
