"""A spreadsheet must not run what a customer wrote: what looks like a formula is guarded, and comes back.

A guarded text has one apostrophe before it.  Because texts that already begin with apostrophes before
a formula are guarded as well, taking one apostrophe away again always gives the original.
"""

from __future__ import annotations

import re

_UNSEEN = (
    r"\s\x00-\x08\x0e-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
"""Blanks and invisible characters, which spreadsheets may drop before they look at a cell."""

_SIGNS = r"=+\-@|\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
"""Signs that begin a formula, with their small and full-width forms."""

_LOOKS_LIKE_FORMULA = re.compile(rf"'*(?:[{_UNSEEN}]*[{_SIGNS}]|[\t\r\n])")


def guarded(text: str) -> str:
    """The text as it may stand in a spreadsheet: an apostrophe goes before whatever looks like a formula."""
    return f"'{text}" if _LOOKS_LIKE_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded; any other text stays as it is."""
    if text.startswith("'") and _LOOKS_LIKE_FORMULA.match(text, 1):
        return text[1:]
    return text
