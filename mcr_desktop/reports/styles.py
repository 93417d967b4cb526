"""The type scale and the inks on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportlab.lib.colors import Color, HexColor

from mcr_desktop.reports.fonts import Face

Align = Literal["left", "right", "middle"]

INKS: dict[str, Color] = {
    name: HexColor(value)
    for name, value in {
        "text": "#1B2124", "text2": "#4A5357", "text3": "#5F686C", "history": "#858A8E",
        "bad": "#98182A", "warn": "#855000", "ok": "#1B6B4A", "accent": "#0E5F6B", "accent_soft": "#E1EEF0",
        "border": "#E4E0D8", "sunken": "#F4F2ED", "surface": "#FFFFFF", "card": "#FAF9F6",
    }.items()
}  # fmt: skip
"""The light colours of the window, by meaning; on paper there is no dark."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: face, size and distance of lines in points, ink, alignment."""

    face: Face = Face.REGULAR
    size: float = 9.3
    leading: float = 12.6
    ink: str = "text"
    align: Align = "left"


TITLE = Style(Face.TITLE, 23.0, 27.0)
SUMMARY = Style(Face.REGULAR, 10.5, 14.4)
HEADING = Style(Face.SEMIBOLD, 11.5, 14.0)
SUBHEADING = Style(Face.SEMIBOLD, 9.3, 12.6)
BODY = Style()
BODY_MEDIUM = Style(Face.MEDIUM)
BODY_RIGHT = Style(align="right")
META = Style(Face.REGULAR, 8.0, 10.6, "text3")
META_STRONG = Style(Face.SEMIBOLD, 8.0, 10.6, "text2")
META_RIGHT = Style(Face.REGULAR, 8.0, 10.6, "text3", "right")
STATE = Style(Face.REGULAR, 8.4, 12.6, "text2", "right")
SMALL_PRINT = Style(Face.REGULAR, 7.8, 10.4, "text3")
CARD_FIGURE = Style(Face.SEMIBOLD, 14.5, 18.0)
CARD_NAME = Style(Face.SEMIBOLD, 8.8, 11.6)
CARD_NOTE = Style(Face.REGULAR, 7.8, 10.4, "text3")
BOX_TITLE = Style(Face.SEMIBOLD, 9.6, 13.0, "accent")
CHART_SIZE = 8.0
"""Size of the letters in a chart on paper."""
