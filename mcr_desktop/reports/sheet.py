"""The customer's own sheet: a form on which they say what is right and what has changed.

What we believe is drawn, not filled in: the form's own typefaces know no Greek and no Polish.  The fields are
empty, and whatever program fills them draws them with its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.acroform import PDFFromString
from reportlab.platypus import Flowable

from mcr_desktop.domain.reviews import MadeFor, PrintedReview, ReviewSnapshot
from mcr_desktop.domain.sheets import LONGEST_ANSWER, SheetKind, SheetLine, left_off, lines_of
from mcr_desktop.reports.blocks import Heading, KeepRoom
from mcr_desktop.reports.figures import long_day, short_day
from mcr_desktop.reports.page import Sheet, print_pages
from mcr_desktop.reports.review import file_stem
from mcr_desktop.reports.styles import BODY, INKS, META, META_STRONG, SUMMARY, TITLE
from mcr_desktop.reports.summary import COVER, Letterhead, Rule, letterhead_words
from mcr_desktop.reports.text import Text
from mcr_desktop.reports.words import one_line

MARK = "mcr-sheet"
"""Name of the field that says whose sheet it is."""

DOCUMENT = "What we believe about you"
LONGEST_SHOWN = 600
GROUPS = (
    ("What we learned", (SheetKind.FACT,)),
    ("How you want to be served", (SheetKind.TERM,)),
    ("Your people", (SheetKind.NAME, SheetKind.TITLE, SheetKind.REACH)),
    ("What was promised and is open", (SheetKind.PROMISE,)),
    ("What else we should know", (SheetKind.NEW,)),
)
HOW = (
    "Tick what is right, and write beside it what has changed. Leave a line empty and it stays as it is. "
    "Fill this file in on the screen, save it and send it back; nothing changes here until one of us has "
    "read what you wrote."
)


class Marked(Flowable):
    """Opens the form and marks it with whose it is; takes no room."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.mark = mark

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Nothing is seen of it."""
        self.width, self.height = aW, 0.0
        return aW, 0.0

    def draw(self) -> None:
        """Add the hidden field."""
        form: Any = self.canv.acroForm
        form.extras["NeedAppearances"] = PDFFromString("true")
        form.textfield(
            value=self.mark, name=MARK, x=0, y=0, width=1, height=1, relative=True, annotationFlags="hidden",
            fieldFlags="readOnly", maxlen=0, borderWidth=0, fillColor=None, borderColor=None,
        )  # fmt: skip


class SheetRow(Flowable):
    """What we believe on the left, a box to tick, and a field for what it has changed to."""

    BOX, GAP, PAD = 11.0, 12.0, 5.0
    SHARE = 0.47

    def __init__(self, line: SheetLine) -> None:
        super().__init__()
        self.line = line
        self.spaceBefore, self.spaceAfter = 0.0, 0.0
        value = one_line(line.value)
        shown = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN].rstrip()}…"
        label = one_line(line.label)[:LONGEST_SHOWN]
        said = (Text(f"{label[:1].upper()}{label[1:]}", META), Text(shown, BODY))
        self.cell = tuple(text for text in said if text.spans[0].words)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width, and room for the words or for a hand."""
        self.width = aW
        self._words = aW * self.SHARE
        tall = sum(text.wrap(self._words, 1e6)[1] for text in self.cell)
        self.height = max(27.0, float(tall)) + 2 * self.PAD
        return aW, self.height

    def draw(self) -> None:
        """Draw the words, the box, the field and a hairline."""
        y = self.height - self.PAD
        for text in self.cell:
            text.draw_at(self.canv, 0.0, y, self._words)
            y -= text.wrap(self._words, 1e6)[1]
        self.canv.setStrokeColor(INKS["border"])
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)
        left = self._words + self.GAP
        if self.line.value:
            self._tick(left)
        self._field(left + self.BOX + self.GAP)

    def _tick(self, left: float) -> None:
        form: Any = self.canv.acroForm
        form.checkbox(
            name=f"{self.line.key}.right", tooltip=f"Right: {one_line(self.line.label)}", x=left,
            y=(self.height - self.BOX) / 2, size=self.BOX, relative=True, fieldFlags="", buttonStyle="check",
            borderWidth=0.8, borderColor=INKS["history"], fillColor=INKS["surface"], textColor=INKS["accent"],
        )  # fmt: skip

    def _field(self, left: float) -> None:
        form: Any = self.canv.acroForm
        form.textfield(
            name=f"{self.line.key}.changed", tooltip=f"Changed to: {one_line(self.line.label)}", x=left,
            y=self.PAD, width=self.width - left, height=self.height - 2 * self.PAD, relative=True,
            fieldFlags="multiline", maxlen=LONGEST_ANSWER, fontSize=9, borderWidth=0.6,
            borderColor=INKS["border"], fillColor=INKS["card"], textColor=INKS["text"],
        )  # fmt: skip


class Columns(Flowable):
    """The names of the three columns."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """One line."""
        self.width, self.height = aW, 14.0
        return aW, 14.0

    def draw(self) -> None:
        """Draw the names and a rule."""
        left = self.width * SheetRow.SHARE + SheetRow.GAP
        for words, at in (("We believe", 0.0), ("Right", left - 5.0), ("Changed to", left + 23.0)):
            Text(words, META_STRONG).draw_at(self.canv, at, 13.0, 120.0)
        self.canv.setStrokeColor(INKS["text"])
        self.canv.setLineWidth(0.9)
        self.canv.line(0, 0, self.width, 0)


def print_sheet(snapshot: ReviewSnapshot, *, paper: str = "A4") -> PrintedReview:
    """The sheet as a PDF to be filled in; the same snapshot always gives the same bytes."""
    sheet = Sheet(
        title=f"{snapshot.customer}: {DOCUMENT}",
        author=letterhead_words(snapshot),
        subject=DOCUMENT,
        head=snapshot.customer,
        head_right=DOCUMENT,
        foot=f"In confidence, for {snapshot.customer}.",
        made_on=snapshot.made_on,
        paper=paper,
    )
    pdf, pages = print_pages(sheet, _story(snapshot))
    name = f"{file_stem(snapshot)} {snapshot.made_on.date().isoformat()} sheet.pdf"
    return PrintedReview(snapshot.customer, name, pdf, pages, MadeFor.CUSTOMER, paper)


def mark_of(snapshot: ReviewSnapshot) -> str:
    """What the hidden field says: whose sheet, printed when."""
    return f"1 {snapshot.customer_id} {snapshot.made_on.date().isoformat()}"


def _story(snapshot: ReviewSnapshot) -> list[Flowable]:
    by = f" by {one_line(snapshot.made_by)}" if snapshot.made_by else ""
    story: list[Flowable] = [
        Marked(mark_of(snapshot)),
        Letterhead(letterhead_words(snapshot), DOCUMENT),
        Text(one_line(snapshot.customer) or "Unnamed customer", TITLE, after=2.0),
        Text(f"Printed {long_day(snapshot.made_on.date())}{by}.", COVER),
        Rule(),
        Text(HOW, SUMMARY, after=4.0),
    ]
    due = {promise.id: promise.due for promise in snapshot.promises}
    lines = lines_of(snapshot)
    for title, kinds in GROUPS:
        rows = [line for line in lines if _group(line) in kinds]
        if rows:
            story += _group_story(title, [_dated(line, due, snapshot.made_on.year) for line in rows])
    more = left_off(snapshot)
    if more:
        story.append(Text(f"{more:,} further lines found no room on this sheet.", META, before=8.0))
    return story


def _group(line: SheetLine) -> SheetKind:
    """A term that is a fact already stands with the terms."""
    return SheetKind.TERM if line.is_term else line.key.kind


def _dated(line: SheetLine, due: dict[int, Any], year: int) -> SheetLine:
    """A promise with its day."""
    day = due.get(line.key.id) if line.key.kind is SheetKind.PROMISE else None
    return (
        line if day is None else SheetLine(line.key, f"{line.label}, by {short_day(day, year)}", line.value)
    )


def _group_story(title: str, lines: Sequence[SheetLine]) -> list[Flowable]:
    rows = [SheetRow(line) for line in lines]
    return [KeepRoom([rows[0]], 50.0), Heading(title), Columns(), *rows]
