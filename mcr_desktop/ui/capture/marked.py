"""Words of a text that were understood: their colour, and where the tint below them lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLine,
)

from mcr_desktop.ui.colours import Tone

ROOM = 4.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that was understood, counted in characters."""

    start: int
    end: int
    tone: Tone = "accent"


class MarkPainter(QSyntaxHighlighter):
    """Gives understood words their colour and weight; the tint below them is the editor's."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.marks: tuple[Mark, ...] = ()
        self.inks: dict[Tone, str] = {}

    def highlightBlock(self, text: str) -> None:
        start, length = self.currentBlock().position(), units_in(text)
        wide = QTextCharFormat()
        wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        wide.setFontLetterSpacing(ROOM)
        for mark in self.marks:
            first, last = max(mark.start - start, 0), min(mark.end - start, length)
            if first >= last:
                continue
            looks = QTextCharFormat()
            looks.setForeground(QColor(self.inks.get(mark.tone, "")))
            looks.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(first, last - first, looks)
            for beside in (first - 1, last):
                if 0 <= beside < length and first_units(text, beside + 1)[-1:] == " ":
                    self.setFormat(beside, 1, wide)


def tinted(document: QTextDocument, marks: Sequence[Mark]) -> Iterator[tuple[Mark, QRectF]]:
    """Every marked stretch and its place in the document; one that wraps has several."""
    for mark in marks:
        block = document.findBlock(mark.start)
        while block.isValid() and block.position() < mark.end:
            yield from ((mark, box) for box in _boxes(document, block, mark))
            block = block.next()


def _boxes(document: QTextDocument, block: QTextBlock, mark: Mark) -> Iterator[QRectF]:
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    first = max(0, mark.start - block.position())
    last = min(block.length() - 1, mark.end - block.position())
    layout, height = block.layout(), QFontMetricsF(document.defaultFont()).height()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if start >= end:
            continue
        edges = sorted((_x(line, start), _x(line, end)))
        yield QRectF(
            corner.x() + edges[0] - 4, corner.y() + line.y() - 1.5, edges[1] - edges[0] + 8, height + 3
        )


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


def units_in(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def first_units(text: str, units: int) -> str:
    """The start of a text that is so many units of sixteen bits long."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")


class Units:
    """Places in a text as Qt counts them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._same = max(text, default=" ") <= "\uffff"

    def at(self, place: int) -> int:
        return place if self._same else units_in(self._text[:place])
