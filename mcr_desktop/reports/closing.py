"""The end of a review: what is carried forward, places to sign, and what the words mean."""

from __future__ import annotations

from reportlab.platypus import Flowable

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot
from mcr_desktop.reports.blocks import Bullet, section
from mcr_desktop.reports.figures import days_late, days_words, long_day
from mcr_desktop.reports.rows import Column, Rows
from mcr_desktop.reports.styles import BODY, INKS, META, SMALL_PRINT, Style
from mcr_desktop.reports.text import Text

LONG_OPEN = 30
"""Days after which an open complaint is carried forward as a risk."""

BY_HAND = "to fill in by hand"
HAND = Style(leading=22.0)


class Signatures(Flowable):
    """Two lines to sign on, and a place for the next date."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__()
        self.names = (left, right, "Next review on")
        self.spaceBefore, self.spaceAfter = 4.0, 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width, and room for a hand."""
        self.width = aW
        self._wide = (aW - 2 * 24.0) / 3
        self._texts = [Text(name, META) for name in self.names]
        self.height = 32.0 + max(text.wrap(self._wide, aH)[1] for text in self._texts)
        return aW, self.height

    def draw(self) -> None:
        """Draw the lines with names below."""
        for index, text in enumerate(self._texts):
            left = index * (self._wide + 24.0)
            self.canv.setStrokeColor(INKS["history"])
            self.canv.setLineWidth(0.7)
            self.canv.line(left, self.height - 30.0, left + self._wide, self.height - 30.0)
            text.draw_at(self.canv, left, self.height - 32.0, self._wide)


class SmallPrint(Flowable):
    """Definitions and the line of this print; where only that line fits, no page is begun for the rest."""

    def __init__(self, meanings: Text, made: Text) -> None:
        super().__init__()
        self.meanings, self.made = meanings, made
        self.stands: tuple[int, float] = (0, 0.0)
        self.spaceBefore, self.spaceAfter = 0.0, 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of what fits; all of it on a new page."""
        long, short = self.meanings.wrap(aW, aH)[1], self.made.wrap(aW, aH)[1]
        ways = [(14.0, True), (7.0, True), (14.0, False), (5.0, False)]
        tall = {way: way[0] + short + (long if way[1] else 0.0) for way in ways}
        self._way = next((way for way in ways if tall[way] <= aH), ways[0])
        self.width, self.height = aW, tall[self._way]
        return aW, self.height

    def draw(self) -> None:
        """Draw what was found to fit, and keep on which page and how high that was."""
        self.stands = self.canv.getPageNumber(), self.canv.absolutePosition(0, self.height)[1]
        gap, whole = self._way
        top = self.height - gap
        if whole:
            self.meanings.draw_at(self.canv, 0.0, top, self.width)
            top -= self.meanings.height
        self.made.draw_at(self.canv, 0.0, top, self.width)


def carried_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Late promises and complaints open for long: what the next review begins with."""
    today = snapshot.made_on.date()
    risks = [_late_words(snapshot, side) for side in Side]
    still_open = [one for one in snapshot.complaints if one.state is not ComplaintState.CLOSED]
    old = [age for one in still_open if (age := (today - one.received_on).days) >= LONG_OPEN]
    if old:
        oldest = f"the oldest for {days_words(max(old))}" if len(old) > 1 else f"for {days_words(old[0])}"
        risks.append(f"{counted(len(old), 'complaint is', 'complaints are')} open, {oldest}.")
    risks = [risk for risk in risks if risk]
    if not risks:
        return []
    return section("Carried forward", [Bullet((Text(risk, BODY),), after=3.0) for risk in risks])


def _late_words(snapshot: ReviewSnapshot, side: Side) -> str:
    today = snapshot.made_on.date()
    mine = [
        promise
        for promise in snapshot.promises
        if promise.side is side and promise.state is PromiseState.OPEN
    ]
    late = [days for promise in mine if (days := days_late(promise, today))]
    if not late:
        return ""
    longest = f"the longest by {days_words(max(late))}" if len(late) > 1 else f"by {days_words(late[0])}"
    of_side = f"of {side.value} {'is' if len(late) == 1 else 'are'}"
    return f"{counted(len(late), 'promise', 'promises')} {of_side} late, {longest}."


def signatures_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Places where both sides sign the plan and write down the next date."""
    lines = Signatures(f"For {snapshot.workspace or 'us'}", f"For {snapshot.customer}")
    return section("Agreed", [lines])


def asked_by_hand() -> list[Flowable]:
    """Lines for questions, where none have been noted."""
    return section("To ask next time", [_lines((Column("", 1.0),), 3)], BY_HAND)


def agreed_by_hand(snapshot: ReviewSnapshot, *, signed: bool) -> list[Flowable]:
    """Lines for what both sides take on at the meeting, and places to sign it."""
    signatures = signatures_section(snapshot)[2:] if signed else []
    columns = (Column("What we agree", 0.58), Column("Who", 0.24), Column("By when", 0.18))
    return section("Agreed", [_lines(columns, 4), *signatures], BY_HAND, together=True)


def _lines(columns: tuple[Column, ...], count: int) -> Rows:
    return Rows(columns, [[(Text(" ", HAND),) for _ in columns] for _ in range(count)])


def definitions_section(snapshot: ReviewSnapshot, made_for: MadeFor) -> list[Flowable]:
    """What the words and marks mean, and the line that says what this print is made from."""
    meanings = [
        "Promises count once they are closed or past their day; one let go counts as not kept.",
        "Facts are fresh until their shelf life ends.",
        "More complaints than the usual range are unlikely to be chance.",
        "Value at stake is what the complaints named, not a loss.",
    ]
    made = f"Made on {long_day(snapshot.made_on.date())} at {snapshot.made_on:%H:%M}"
    made += f" by {snapshot.made_by}" if snapshot.made_by else ""
    kind = "the customer's copy" if made_for is MadeFor.CUSTOMER else "the team's copy"
    kind += f" of review {snapshot.number:,}" if snapshot.number else ""
    return [SmallPrint(Text(" ".join(meanings), SMALL_PRINT), Text(f"{made}; this is {kind}.", SMALL_PRINT))]
