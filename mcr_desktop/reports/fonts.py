"""The typefaces on paper: loaded once, embedded always, with others standing in for letters they lack."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mcr_desktop.config import resource


class Face(StrEnum):
    """A face by the name of its file."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    ITALIC = "Inter-Italic"
    TITLE = "InterDisplay-SemiBold"
    OTHER_SCRIPTS = "DejaVuSans"
    EAST_ASIAN = "DroidSansFallback"


STAND_INS = (Face.OTHER_SCRIPTS, Face.EAST_ASIAN)
Run = tuple[str, Face]


@cache
def font_of(face: Face) -> Any:
    """ReportLab's font of a face, registered at its first use."""
    font = TTFont(face.value, str(resource("fonts", f"{face.value}.ttf")))
    pdfmetrics.registerFont(font)
    return font


@cache
def letters_of(face: Face) -> frozenset[int]:
    """The code points that a face can draw."""
    return frozenset(font_of(face).face.charToGlyph)


def has_letter(letter: str) -> bool:
    """Whether any of our faces can draw this letter."""
    code = ord(letter)
    return code in letters_of(Face.REGULAR) or any(code in letters_of(face) for face in STAND_INS)


def _face_for(letter: str, face: Face) -> Face:
    code = ord(letter)
    return next((one for one in (face, *STAND_INS) if code in letters_of(one)), face)


@lru_cache(maxsize=65536)
def runs_of(words: str, face: Face) -> tuple[Run, ...]:
    """The words as stretches of one face each; a face that lacks a letter hands it to a stand-in."""
    if letters_of(face).issuperset(map(ord, words)):
        return ((words, face),)
    runs: list[Run] = []
    for letter in words:
        chosen = _face_for(letter, face)
        if runs and (runs[-1][1] is chosen or letter == " "):
            runs[-1] = (runs[-1][0] + letter, runs[-1][1])
        else:
            runs.append((letter, chosen))
    return tuple(runs)


@lru_cache(maxsize=65536)
def width_of(words: str, face: Face) -> float:
    """How wide the words are at a size of one point."""
    return float(sum(font_of(one).stringWidth(part, 1.0) for part, one in runs_of(words, face)))
