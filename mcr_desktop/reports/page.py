"""The sheet of paper: margins, running head and foot, page x of y, bookmarks, title, language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from mcr_desktop.reports.fonts import Face, font_of
from mcr_desktop.reports.styles import INKS, META, SMALL_PRINT
from mcr_desktop.reports.text import Text, one_line_width
from mcr_desktop.reports.words import one_line

rl_config.useA85 = 0  # bytes as they are: smaller files, and faster than as letters

PAPERS: dict[str, tuple[float, float]] = {"A4": A4, "Letter": LETTER}
SIDE = 46.0
"""Left and right margin in points."""

TOP, FOOT = 42, 54
NUMBER = 120
"""Room for the words "page x of y"."""

NUMBERING = replace(SMALL_PRINT, align="right")
HEAD = 26.0
"""Height of the running head from the second page on."""

PICKETS = (
    ((1.5, 21.5), (1.5, 6.5), (4.5, 3.0), (7.5, 6.5), (7.5, 21.5)),
    ((9.0, 21.5), (9.0, 6.5), (12.0, 3.0), (15.0, 6.5), (15.0, 21.5)),
    ((16.5, 21.5), (16.5, 6.5), (19.5, 3.0), (22.5, 6.5), (22.5, 21.5)),
    ((0.5, 9.5), (23.5, 9.5), (23.5, 11.7), (0.5, 11.7)),
    ((0.5, 15.5), (23.5, 15.5), (23.5, 17.7), (0.5, 17.7)),
)
"""The outline of the logo on a field of 24 by 24."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page and in the file's properties."""

    title: str
    author: str
    subject: str
    head: str
    head_right: str
    foot: str
    made_on: datetime
    paper: str = "A4"
    language: str = "en-GB"


class _CountedCanvas(Canvas):
    """Writes "Page x of y" into the place each page has kept for it, once y is known."""

    def save(self) -> None:
        total = self.getPageNumber() - 1
        for number in range(1, total + 1):
            self.beginForm(f"page-{number}", -NUMBER, -FOOT, NUMBER, FOOT)
            words = Text(f"Page {number} of {total}", NUMBERING)
            words.draw_at(self, -NUMBER, 0.0, NUMBER)
            self.endForm()
        super().save()


def draw_logo(canvas: Any, left: float, top: float, size: float) -> None:
    """The three pickets, in the accent ink."""
    canvas.setFillColor(INKS["accent"])
    scale = size / 24.0
    for outline in PICKETS:
        path = canvas.beginPath()
        for index, (x, y) in enumerate(outline):
            (path.lineTo if index else path.moveTo)(left + x * scale, top - y * scale)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def print_pages(sheet: Sheet, story: Sequence[Flowable]) -> tuple[bytes, int]:
    """The story as a PDF and its number of pages; the same story gives the same bytes."""
    for face in (Face.REGULAR, Face.MEDIUM, Face.SEMIBOLD, Face.TITLE):
        font_of(face)
    into = BytesIO()
    width, height = PAPERS[sheet.paper]
    document = BaseDocTemplate(
        into,
        pagesize=(width, height),
        title=one_line(sheet.title),
        author=one_line(sheet.author),
        subject=one_line(sheet.subject),
        creator="MCR Desktop",
        producer="MCR Desktop",
        lang=sheet.language,
        invariant=1,
        pageCompression=1,
        initialFontName=Face.REGULAR.value,
        allowSplitting=1,
    )
    document.addPageTemplates(_templates(sheet, width, height))
    document.build(list(story), canvasmaker=_CountedCanvas)
    return into.getvalue(), document.page


def _templates(sheet: Sheet, width: float, height: float) -> list[PageTemplate]:
    box = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    tall = height - TOP - FOOT
    first = Frame(SIDE, FOOT, width - 2 * SIDE, tall, id="first", **box)
    later = Frame(SIDE, FOOT, width - 2 * SIDE, tall - HEAD, id="later", **box)

    def open_file(canvas: Any, _: Any) -> None:
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setDateFormatter(lambda *_: sheet.made_on.strftime("D:%Y%m%d%H%M%S"))
        canvas.bookmarkPage("review")
        canvas.addOutlineEntry(one_line(sheet.title), "review", level=0, closed=False)

    def foot(canvas: Any, _: Any) -> None:
        _draw_foot(canvas, sheet, width)

    def head(canvas: Any, _: Any) -> None:
        _draw_head(canvas, sheet, width, height)

    return [
        PageTemplate("first", [first], onPage=open_file, onPageEnd=foot, autoNextPageTemplate="later"),
        PageTemplate("later", [later], onPage=head, onPageEnd=foot),
    ]


def _draw_foot(canvas: Any, sheet: Sheet, width: float) -> None:
    canvas.setStrokeColor(INKS["border"])
    canvas.setLineWidth(0.7)
    canvas.line(SIDE, FOOT - 16.0, width - SIDE, FOOT - 16.0)
    Text(_fitted(sheet.foot, width - 2 * SIDE - 70.0), SMALL_PRINT).draw_at(
        canvas, SIDE, FOOT - 21.0, width - 2 * SIDE - 70.0
    )
    canvas.saveState()
    canvas.translate(width - SIDE, FOOT - 21.0)
    canvas.doForm(f"page-{canvas.getPageNumber()}")
    canvas.restoreState()


def _draw_head(canvas: Any, sheet: Sheet, width: float, height: float) -> None:
    top = height - TOP
    draw_logo(canvas, SIDE, top + 1.5, 11.0)
    right = one_line(sheet.head_right)
    wide = one_line_width(right, META)
    room = width - 2 * SIDE - wide - 30.0
    Text(_fitted(sheet.head, room), META).draw_at(canvas, SIDE + 17.0, top, room)
    Text(right, META).draw_at(canvas, width - SIDE - wide, top, wide + 1.0)


def _fitted(words: str, width: float) -> str:
    """The words on one line, cut at the end when they are too long for it."""
    words = one_line(words)
    if one_line_width(words, META) <= width:
        return words
    while words and one_line_width(words + "…", META) > width:
        words = words[:-1]
    return words.rstrip() + "…"
