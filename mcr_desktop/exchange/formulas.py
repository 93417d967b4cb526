"""A spreadsheet must not run what a customer wrote: what looks like a formula is guarded, and comes back.

A guarded text has one apostrophe before it.  Because texts that already begin with apostrophes before
a formula are guarded as well, taking one apostrophe away again always gives the original.
"""

from __future__ import annotations

_SIGNS = frozenset("=+-@|\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20")
"""Signs that begin a formula, with their small and full-width forms."""

_UNSEEN = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0") | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Letters and marks that show nothing; all other invisible characters know it of themselves."""


def guarded(text: str) -> str:
    """The text as it may stand in a spreadsheet: an apostrophe goes before whatever looks like a formula."""
    return f"'{text}" if _looks_like_formula(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded; any other text stays as it is."""
    return text[1:] if text.startswith("'") and _looks_like_formula(text[1:]) else text


def _looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet that drops apostrophes and invisible characters would find a formula."""
    if text[:1].isascii() and text[:1].isalnum():
        return False
    rest = text.lstrip("'")
    if rest.startswith(("\t", "\r", "\n")):
        return True
    seen = next((sign for sign in rest if not _is_unseen(sign)), "")
    return seen in _SIGNS


def _is_unseen(sign: str) -> bool:
    return sign in _UNSEEN or sign.isspace() or not sign.isprintable()
