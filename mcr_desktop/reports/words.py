"""The one place where what people wrote is made fit for print.

Nothing on paper passes through a markup parser: user text is drawn letter by letter as it stands, so that
`<b>` prints as `<b>` and no picture or link can come from it.  What remains to be done is done here: control
characters go, direction marks and invisible characters are shown, and letters no typeface has are named.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mcr_desktop.reports.fonts import has_letter

LINE_ENDS = re.compile("\r\n?|[\n\v\f\x85\u2028\u2029]")
SHOWN = {
    0x061C: "ALM", 0x200B: "ZWSP", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF",
    0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
    0xFEFF: "BOM", 0x00AD: "SHY", 0x180E: "MVS", 0x3164: "HF", 0x115F: "HCF", 0x1160: "HJF", 0xFFA0: "HWHF",
}  # fmt: skip
"""Characters that cannot be seen but change what is read, by their usual abbreviations."""

JOINERS = "\u200c\u200d"
PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u024f\u0370-\u0373\u0391-\u03a1\u03a3-\u03ff\u0400-\u045f–—‘’“”…•]*"
)
"""Letters that need no care, so that most texts pass at once."""


def printable(text: str) -> str:
    """The text as it can be printed: newlines of one kind, nothing invisible, no letter without a shape."""
    text = text.expandtabs(4)
    if PLAIN.fullmatch(text):
        return text
    lines = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).split("\n")
    return "\n".join(line if PLAIN.fullmatch(line) else _shown(line) for line in lines)


def one_line(text: str) -> str:
    """The text on one line, for titles, names and cells."""
    return " ".join(printable(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The text in lines as they were written, without empty ones at the end."""
    return tuple(line.rstrip(" ") for line in printable(text).rstrip("\n").split("\n"))


def _shown(line: str) -> str:
    out: list[str] = []
    before = ""
    for letter in line:
        if letter in JOINERS:
            mark = "ZWNJ" if letter == JOINERS[0] else "ZWJ"
            out.append("" if before >= "\u0600" else f"‹{mark}›")
        else:
            out.append(_shape(letter))
        before = letter
    return "".join(out)


@lru_cache(maxsize=8192)
def _shape(letter: str) -> str:
    """What stands for a letter on paper."""
    code = ord(letter)
    if code in SHOWN:
        return f"‹{SHOWN[code]}›"
    kind = unicodedata.category(letter)
    if kind in {"Cc", "Cs"} or 0xFE00 <= code <= 0xFE0F:
        return ""
    if kind == "Zs":
        return "\u00a0" if letter in "\u00a0\u202f\u2007" else " "
    if kind != "Cf" and has_letter(letter):
        return letter
    name = unicodedata.name(letter, "").lower()
    return f"[{name or f'U+{code:04X}'}]"
