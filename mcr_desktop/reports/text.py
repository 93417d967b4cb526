"""Words set in lines: the one flowable for text, which never reads markup and can break anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from mcr_desktop.reports.fonts import Face, runs_of, width_of
from mcr_desktop.reports.styles import BODY, INKS, Style
from mcr_desktop.reports.words import paragraphs

EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
PIECES = re.compile(f"[{EAST_ASIAN}][、。，．）」』】！？]*|[^ {EAST_ASIAN}]+| +")
"""What may stand alone at a line's end: an East Asian character, or a word between spaces."""

BASELINE = 0.8
"""Where letters stand in a line, from its top: equal distances of lines give equal baselines."""

MANY = 60
"""Letters of a word that are measured at once, so that endless words stay cheap."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words that may differ in face and ink from those around them."""

    words: str
    face: Face | None = None
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together on a line."""

    words: str
    face: Face
    ink: str
    width: float
    spaced: bool


Line = tuple[Piece, ...]


class Text(Flowable):
    """Words in lines of one style; splits between lines and leaves at least two on either page."""

    def __init__(
        self, words: str | Sequence[Span], style: Style = BODY, *, before: float = 0.0, after: float = 0.0
    ) -> None:
        super().__init__()
        self.spans = (Span(words),) if isinstance(words, str) else tuple(words)
        self.style = style
        self.spaceBefore, self.spaceAfter = before, after
        self._lines: tuple[Line, ...] = ()
        self._wide = -1.0

    @classmethod
    def _of_lines(
        cls, lines: tuple[Line, ...], like: Text, width: float, before: float, after: float
    ) -> Text:
        part = cls((), like.style, before=before, after=after)
        part._lines, part._wide = lines, width
        return part

    def lines(self, width: float) -> tuple[Line, ...]:
        """The lines in which the words stand when they have this width."""
        if width != self._wide and self.spans:
            self._lines = _one_line(self.spans, self.style, width) or tuple(
                _lines(self.spans, self.style, width)
            )
            self._wide = width
        return self._lines

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Width and height that the words need."""
        self.width, self.height = aW, len(self.lines(aW)) * self.style.leading
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The lines that fit and the others; nothing when they should rather start on the next page."""
        lines = self.lines(aW)
        fit = int(aH / self.style.leading + 1e-9)
        if fit >= len(lines):
            return [self]
        fit = len(lines) - 2 if len(lines) - fit < 2 else fit
        if fit < 2:
            return []
        return list(self.parted(fit))

    def parted(self, count: int) -> tuple[Text, Text]:
        """The first so many lines, and the others."""
        first, rest = self._lines[:count], self._lines[count:]
        return (
            Text._of_lines(first, self, self._wide, self.spaceBefore, 0.0),
            Text._of_lines(rest, self, self._wide, 0.0, self.spaceAfter),
        )

    def draw(self) -> None:
        """Draw on the canvas the frame has given."""
        self.draw_at(self.canv, 0.0, self.height, self.width)

    def draw_at(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner here, the y of paper growing upwards."""
        pen = Pen(canvas)
        self.write(pen, x, top, width)
        pen.done()

    def write(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Write with a pen that others write with, too."""
        style = self.style
        base = top - BASELINE * style.leading
        for line in self.lines(width):
            if line:
                pen.go_to(x + _indent(line, style, width), base)
                *before, last = _strokes(line)
                for words, face, ink in before:
                    pen.write(words, face, style.size, ink)
                pen.end(last[0], last[1], style.size, last[2])
            base -= style.leading


class Pen:
    """Writes words on a canvas and names face and ink only when they change."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._text = canvas.beginText()
        self._font: tuple[Face, float] | None = None
        self._ink = ""

    def go_to(self, x: float, y: float) -> None:
        """The next words begin here."""
        self._text.setTextOrigin(x, y)

    def write(self, words: str, face: Face, size: float, ink: str) -> None:
        """Words after those before them, with more to follow on the line."""
        self._change(face, size, ink)
        self._text.textOut(words)

    def end(self, words: str, face: Face, size: float, ink: str) -> None:
        """The last words of a line: cheaper, since nobody needs to know where they end."""
        self._change(face, size, ink)
        self._text.textLine(words)

    def _change(self, face: Face, size: float, ink: str) -> None:
        if self._font != (face, size):
            self._font = (face, size)
            self._text.setFont(face.value, size)
        if self._ink != ink:
            self._ink = ink
            self._text.setFillColor(INKS[ink])

    def done(self) -> None:
        """Put everything on the canvas."""
        self._canvas.drawText(self._text)


def one_line_width(words: str, style: Style) -> float:
    """How wide the words are on one line."""
    return width_of(words, style.face) * style.size


def _indent(line: Line, style: Style, width: float) -> float:
    if style.align == "left":
        return 0.0
    space = width_of(" ", style.face) * style.size
    room = width - sum(piece.width + (space if piece.spaced and i else 0.0) for i, piece in enumerate(line))
    return room if style.align == "right" else room / 2


def _strokes(line: Line) -> Iterator[tuple[str, Face, str]]:
    """The line as few stretches of equal face and ink."""
    held, held_face, held_ink = "", line[0].face, line[0].ink
    for index, piece in enumerate(line):
        words = " " + piece.words if piece.spaced and index else piece.words
        for part, face in runs_of(words, piece.face):
            if face is not held_face or piece.ink != held_ink:
                if held:
                    yield held, held_face, held_ink
                held, held_face, held_ink = "", face, piece.ink
            held += part
    if held:
        yield held, held_face, held_ink


def _one_line(spans: Sequence[Span], style: Style, width: float) -> tuple[Line, ...]:
    """Words that fit on one line as one piece, which most do; nothing when they must be laid out."""
    words = spans[0].words.strip(" ")
    if len(spans) > 1 or not words or len(words) > 2 * MANY or "  " in words or "\t" in words:
        return ()
    (words, *others), face = paragraphs(words), spans[0].face or style.face
    wide = width_of(words, face) * style.size
    if others or wide > width or "  " in words:
        return ()
    return ((Piece(words, face, spans[0].ink or style.ink, wide, spaced=False),),)


def _lines(spans: Sequence[Span], style: Style, width: float) -> Iterator[Line]:
    line: list[Piece] = []
    used = 0.0
    space = width_of(" ", style.face) * style.size
    for hard_break, piece in _pieces(spans, style, width):
        if hard_break:
            yield tuple(line)
            line, used = [], 0.0
        if piece is None:
            continue
        wide = piece.width + (space if piece.spaced and line else 0.0)
        if line and used + wide > width + 0.01:
            yield tuple(line)
            line, used, wide = [], 0.0, piece.width
        line.append(piece)
        used += wide
    yield tuple(line)


def _pieces(spans: Sequence[Span], style: Style, width: float) -> Iterator[tuple[bool, Piece | None]]:
    """Every piece of every span, and whether a line ends before it."""
    spaced = False
    for span in spans:
        face, ink = span.face or style.face, span.ink or style.ink
        for number, paragraph in enumerate(paragraphs(span.words)):
            if number:
                spaced = False
                yield True, None
            for words in PIECES.findall(paragraph):
                if words[0] == " ":
                    spaced = True
                    continue
                wide = width_of(words, face) * style.size if len(words) <= MANY else width + 1
                whole = Piece(words, face, ink, wide, spaced)
                for part in (whole,) if wide <= width else _cut(whole, style, width):
                    yield False, part
                spaced = False
        spaced = spaced or span.words.endswith((" ", "\n"))


def _cut(piece: Piece, style: Style, width: float) -> Iterator[Piece]:
    """A word too long for a line, in parts that fit."""
    held, used = "", 0.0
    first = True
    for letter in piece.words:
        wide = width_of(letter, piece.face) * style.size
        if held and used + wide > width:
            yield replace(piece, words=held, width=used, spaced=piece.spaced and first)
            held, used, first = "", 0.0, False
        held += letter
        used += wide
    yield replace(piece, words=held, width=used, spaced=piece.spaced and first)
