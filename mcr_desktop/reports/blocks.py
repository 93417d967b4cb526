"""The larger pieces of a page: headings with bookmarks, figure cards, boxes, and two columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable

from mcr_desktop.reports.fonts import Face
from mcr_desktop.reports.painting import ChartFlowable
from mcr_desktop.reports.rows import Rows, part_cell
from mcr_desktop.reports.styles import (
    BOX_TITLE,
    CARD_FIGURE,
    CARD_NAME,
    CARD_NOTE,
    HEADING,
    INKS,
    META,
    Style,
)
from mcr_desktop.reports.text import Text, one_line_width
from mcr_desktop.reports.words import one_line

SECTION_SPACE = 14.0
"""Space above the heading of a section."""


LARGEST = 500.0
"""What is higher than this begins where it can."""


class Heading(Flowable):
    """The title of a section, a remark at the right edge, and a bookmark in the outline."""

    def __init__(
        self, title: str, remark: str = "", *, before: float = SECTION_SPACE, bookmark: bool = True
    ) -> None:
        super().__init__()
        self.title, self.remark = one_line(title), one_line(remark)
        self.bookmark = bookmark
        self.spaceBefore, self.spaceAfter = before, 4.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and one line, or more for a long title."""
        wide = one_line_width(self.title, HEADING)
        self._beside = bool(self.remark) and wide + one_line_width(self.remark, META) + 12 <= aW
        self._title = Text(self.title, HEADING)
        self._remark = Text(self.remark, META)
        self.width, self.height = aW, self._title.wrap(aW, aH)[1]
        if self.remark and not self._beside:
            self.height += self._remark.wrap(aW, aH)[1]
        return aW, self.height

    def draw(self) -> None:
        """Draw the title and its remark, and set the bookmark."""
        if self.bookmark:
            key = (
                f"section-{self.canv.getPageNumber()}-{self.canv.absolutePosition(0, 0)[1]:.0f}-{self.title}"
            )
            self.canv.bookmarkPage(
                key, fit="XYZ", top=self.canv.absolutePosition(0, self.height)[1] + 8, left=0
            )
            self.canv.addOutlineEntry(self.title, key, level=1, closed=False)
        self._title.draw_at(self.canv, 0, self.height, self.width)
        if self._beside:
            at = self.width - one_line_width(self.remark, META)
            self._remark.draw_at(self.canv, at, self.height - 2.6, self.width)
        elif self.remark:
            self._remark.draw_at(self.canv, 0, self.height - self._title.wrap(self.width, 0)[1], self.width)


def section(
    title: str, body: Sequence[Flowable], remark: str = "", *, together: bool = False
) -> list[Flowable]:
    """A heading that never stands alone at the foot of a page, and what belongs under it.

    together: the whole body is kept on one page with its heading where a page is high enough.
    """
    return [KeepRoom(body, together=together), Heading(title, remark), *body]


class KeepRoom(CondPageBreak):
    """Ends the page unless a heading and the beginning, or all, of what follows still fit."""

    def __init__(
        self, body: Sequence[Flowable], extra: float = 21.0 + SECTION_SPACE, *, together: bool = False
    ) -> None:
        super().__init__(0)
        self.body, self.extra, self.together = body, extra, together

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Ask for the room that is needed, as the class above understands it."""
        begun = self.extra + sum(first_height(one, aW) for one in self.body[:1])
        whole = self.extra + sum(one.wrap(aW, 1e6)[1] + one.getSpaceAfter() for one in self.body)
        self.height = whole if self.together and whole <= LARGEST else min(LARGEST, begun)
        return super().wrap(aW, aH)


def first_height(flowable: Flowable, width: float) -> float:
    """The height that the beginning of a flowable needs so that it can stand under a heading."""
    if isinstance(flowable, (Rows, Pair)):
        return flowable.first_height(width)
    tall = float(flowable.wrap(width, 1e6)[1])
    if isinstance(flowable, Text):
        return min(tall, 3 * flowable.style.leading)
    return tall


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure card: the number, what it counts, and a remark."""

    number: str
    name: str
    note: str = ""
    share: float = 1.0


class Cards(Flowable):
    """Figures side by side, each in its own card."""

    GAP = 8.0
    PAD = 9.0

    def __init__(self, figures: Sequence[Figure], *, before: float = 10.0) -> None:
        super().__init__()
        self.figures = tuple(figures)
        self.spaceBefore, self.spaceAfter = before, 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of the fullest card."""
        self.width = aW
        share = (aW - self.GAP * (len(self.figures) - 1)) / sum(figure.share for figure in self.figures)
        self._wides = [share * figure.share for figure in self.figures]
        self._cells = [
            _card(figure, wide - 2 * self.PAD) for figure, wide in zip(self.figures, self._wides, strict=True)
        ]
        self.height = max(
            sum(text.wrap(wide - 2 * self.PAD, aH)[1] for text in cell)
            for cell, wide in zip(self._cells, self._wides, strict=True)
        )
        self.height += 2 * self.PAD - 4.0
        return aW, self.height

    def draw(self) -> None:
        """Draw the cards and what stands in them."""
        left = 0.0
        for cell, wide in zip(self._cells, self._wides, strict=True):
            self.canv.setFillColor(INKS["card"])
            self.canv.setStrokeColor(INKS["border"])
            self.canv.setLineWidth(0.7)
            self.canv.roundRect(left, 0, wide, self.height, 5, stroke=1, fill=1)
            y = self.height - self.PAD + 2.0
            for text in cell:
                text.draw_at(self.canv, left + self.PAD, y, wide - 2 * self.PAD)
                y -= text.wrap(wide - 2 * self.PAD, 0)[1]
            left += wide + self.GAP


def _card(figure: Figure, width: float) -> tuple[Text, ...]:
    """The words of a card; a number too long for it is set smaller on the same line."""
    size = min(
        CARD_FIGURE.size, CARD_FIGURE.size * width / max(1.0, one_line_width(figure.number, CARD_FIGURE))
    )
    number = Text(figure.number, replace(CARD_FIGURE, size=max(CARD_NOTE.size, size)))
    note = (Text(figure.note, CARD_NOTE),) if figure.note else ()
    return (number, Text(figure.name, CARD_NAME), *note)


class Box(Flowable):
    """A tinted box with a title; parts between lines when the page ends."""

    PAD = 11.0

    def __init__(
        self, title: str, texts: Sequence[Text], *, before: float = SECTION_SPACE, outline: bool = True
    ) -> None:
        super().__init__()
        self.title = title
        self.cell = (*((Text(title, BOX_TITLE),) if title else ()), *texts)
        self.outline = outline
        self.spaceBefore, self.spaceAfter = before, 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of its words."""
        inner = aW - 2 * self.PAD
        self.width = aW
        self.height = sum(text.wrap(inner, 1e6)[1] for text in self.cell) + 2 * self.PAD - 3.0
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The lines that fit and the others, both tinted."""
        first, rest = part_cell(self.cell, aW - 2 * self.PAD, aH - 2 * self.PAD + 3.0)
        if not rest:
            return [self]
        if sum(len(text.lines(aW - 2 * self.PAD)) for text in first) < 3:
            return []
        upper, lower = Box("", first, outline=False), Box("", rest, outline=False, before=0.0)
        upper.title, upper.outline = self.title, self.outline
        return [upper, lower]

    def draw(self) -> None:
        """Draw tint and words, and set the bookmark."""
        if self.outline and self.title:
            key = f"box-{self.canv.getPageNumber()}-{self.title}"
            self.canv.bookmarkPage(
                key, fit="XYZ", top=self.canv.absolutePosition(0, self.height)[1] + 8, left=0
            )
            self.canv.addOutlineEntry(self.title, key, level=1, closed=False)
        self.canv.setFillColor(INKS["accent_soft"])
        self.canv.roundRect(0, 0, self.width, self.height, 5, stroke=0, fill=1)
        y = self.height - self.PAD + 2.0
        for text in self.cell:
            text.draw_at(self.canv, self.PAD, y, self.width - 2 * self.PAD)
            y -= text.wrap(self.width - 2 * self.PAD, 0)[1]


class Bullet(Flowable):
    """A mark and words beside it: a disc, or a diamond for what wants to be confirmed."""

    INDENT = 12.0

    def __init__(
        self, cell: Sequence[Text], *, diamond: bool = False, mark: bool = True, after: float = 4.0
    ) -> None:
        super().__init__()
        self.cell = tuple(cell)
        self.diamond, self.mark = diamond, mark
        self.spaceBefore, self.spaceAfter = 0.0, after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of its words."""
        self.width = aW
        self.height = sum(text.wrap(aW - self.INDENT, 1e6)[1] for text in self.cell)
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The lines that fit and the others; the mark stays with the first."""
        first, rest = part_cell(self.cell, aW - self.INDENT, aH)
        if not rest:
            return [self]
        if sum(len(text.lines(aW - self.INDENT)) for text in first) < 2:
            return []
        return [
            Bullet(first, diamond=self.diamond, mark=self.mark, after=0.0),
            Bullet(rest, diamond=self.diamond, mark=False, after=self.spaceAfter),
        ]

    def draw(self) -> None:
        """Draw mark and words."""
        if self.mark and self.cell:
            self._draw_mark(self.height - 0.53 * self.cell[0].style.leading)
        y = self.height
        for text in self.cell:
            text.draw_at(self.canv, self.INDENT, y, self.width - self.INDENT)
            y -= text.wrap(self.width - self.INDENT, 0)[1]

    def _draw_mark(self, middle: float) -> None:
        if not self.diamond:
            self.canv.setFillColor(INKS["accent"])
            self.canv.circle(2.6, middle, 2.6, stroke=0, fill=1)
            return
        self.canv.setFillColor(INKS["warn"])
        path = self.canv.beginPath()
        path.moveTo(3.2, middle + 3.7)
        for x, y in ((6.9, middle), (3.2, middle - 3.7), (-0.5, middle)):
            path.lineTo(x, y)
        path.close()
        self.canv.drawPath(path, stroke=0, fill=1)


class Pair(Flowable):
    """Two short columns side by side; kept on one page, so only for what is short."""

    GAP = 24.0

    def __init__(self, left: Sequence[Flowable], right: Sequence[Flowable], *, before: float = 0.0) -> None:
        super().__init__()
        self.sides = (tuple(left), tuple(right))
        self.spaceBefore, self.spaceAfter = before, 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of the longer side."""
        self.width = aW
        self._wide = (aW - self.GAP) / 2
        self.height = max(self._tall(side) for side in self.sides)
        return aW, self.height

    def first_height(self, width: float) -> float:
        """Both sides stay together."""
        return float(self.wrap(width, 1e6)[1])

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Set below each other when even a whole page is too short."""
        return [] if aH < 600 else [*self.sides[0], *self.sides[1]]

    def draw(self) -> None:
        """Draw both sides from the top."""
        for index, side in enumerate(self.sides):
            y = self.height
            for place, one in enumerate(side):
                y -= (one.getSpaceBefore() if place else 0.0) + one.wrap(self._wide, 1e6)[1]
                one.drawOn(self.canv, index * (self._wide + self.GAP), y)
                y -= one.getSpaceAfter()

    def _tall(self, side: Sequence[Flowable]) -> float:
        tall = 0.0
        for place, one in enumerate(side):
            tall += (
                (one.getSpaceBefore() if place else 0.0) + one.wrap(self._wide, 1e6)[1] + one.getSpaceAfter()
            )
        return tall


def captioned(chart: Any, height: float, *, before: float = 0.0) -> list[Flowable]:
    """A chart and, under it, what it shows in words."""
    return [ChartFlowable(chart, height, before=before, after=3.0), Text(chart.words(), META)]


def labelled(words: str, body: Flowable) -> list[Flowable]:
    """A small title that stays with what it names."""
    return [KeepRoom([body], 27.0), label(words), body]


def label(words: str) -> Text:
    """A small title inside a section."""
    return Text(words, Style(Face.SEMIBOLD, 9.3, 12.6), before=8.0, after=2.0)
