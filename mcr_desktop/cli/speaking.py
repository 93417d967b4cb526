"""How the command line speaks: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys
import unicodedata
from typing import TextIO

_SHOWN = {"\n", "\t"}


def say(*lines: str) -> None:
    """Results, each at once in the reader's hands."""
    _write(sys.stdout, lines)


def tell(*lines: str) -> None:
    """What is said beside the results."""
    _write(sys.stderr, lines)


def shown(text: str) -> str:
    """The text with control characters and direction marks made visible: no note steers a terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cf") and c not in _SHOWN else c
        for c in text
    )


def _write(stream: TextIO, lines: tuple[str, ...]) -> None:
    stream.writelines(f"{shown(line)}\n" for line in lines)
    stream.flush()


def speak_unicode() -> None:
    """Names keep their accents whatever the terminal says it can do."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
