"""File names made from what people typed: safe on every system, and never leading anywhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

LONGEST_NAME = 200
"""Bytes of a file name; every file system takes 255, and some add an ending of their own."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')


def safe_file_name(text: str, *, suffix: str = "", taken: Collection[str] = ()) -> str:
    """A file name that shows the text as far as it may, made different from the names already taken.

    Args:
        text: what to call the file, typed by anybody.
        suffix: the ending, such as ".pdf"; it is kept whole.
        taken: names in the same folder; compared without case, as some systems do.
    """
    stem = _visible(text)
    stem = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", stem)).strip(" .-~") or "unnamed"
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    known = {_folded(name) for name in taken}
    for number in count(1):
        ending = suffix if number == 1 else f" ({number}){suffix}"
        name = _shortened(stem, LONGEST_NAME - len(ending.encode())) + ending
        if _folded(name) not in known:
            return name
    raise AssertionError("counting never ends")


def _visible(text: str) -> str:
    """The text without marks that turn its direction, hide, or are no characters at all."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if sign.isspace() else sign for sign in composed if sign.isspace() or _is_shown(sign))


def _is_shown(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def _shortened(stem: str, room: int) -> str:
    encoded = stem.encode()
    if len(encoded) <= room:
        return stem
    return encoded[:room].decode(errors="ignore").rstrip(" .-~") or "unnamed"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
