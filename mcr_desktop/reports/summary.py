"""The top of a review: whose it is, a paragraph, and the figures."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from mcr_desktop.charts.axes import number_words
from mcr_desktop.domain.customers import AssignmentRow, Part
from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot
from mcr_desktop.reports.blocks import Cards, Figure
from mcr_desktop.reports.figures import Counts, days_words, listed, long_day, money, named, span, whole
from mcr_desktop.reports.page import draw_logo
from mcr_desktop.reports.styles import INKS, SUMMARY, TITLE, Style
from mcr_desktop.reports.text import Text, one_line_width
from mcr_desktop.reports.words import one_line

COVER = Style(size=8.8, leading=11.8, ink="text3")
LETTERHEAD = Style(size=9.3, leading=12.0, ink="text2")
PART_ORDER = (Part.MANAGER, Part.DEPUTY, Part.COVER, Part.SPECIALIST)


class Letterhead(Flowable):
    """The logo and our name on the left, the name of the document on the right."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__()
        self.left, self.right = one_line(left), one_line(right)
        self.spaceBefore, self.spaceAfter = 0.0, 13.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and as many lines as our name needs."""
        self.width = aW
        self._right_wide = one_line_width(self.right, LETTERHEAD)
        self._room = max(80.0, aW - self._right_wide - 40.0)
        self._name = Text(self.left, LETTERHEAD)
        self.height = max(18.0, self._name.wrap(self._room, aH)[1] + 3.0)
        return aW, self.height

    def draw(self) -> None:
        """Draw logo and both names."""
        draw_logo(self.canv, 0.0, self.height, 18.0)
        self._name.draw_at(self.canv, 25.0, self.height - 1.0, self._room)
        at = self.width - self._right_wide
        Text(self.right, LETTERHEAD).draw_at(self.canv, at, self.height - 1.0, self._right_wide + 1.0)


class Rule(Flowable):
    """A line across the column."""

    def __init__(self, *, before: float = 6.0, after: float = 10.0) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the thickness of the line."""
        self.width, self.height = aW, 1.0
        return aW, 1.0

    def draw(self) -> None:
        """Draw the line."""
        canvas: Any = self.canv
        canvas.setStrokeColor(INKS["text"])
        canvas.setLineWidth(1.0)
        canvas.line(0, 0.5, self.width, 0.5)


def document_name(snapshot: ReviewSnapshot) -> str:
    """What the document is called: Account review, fourth quarter 2026."""
    return f"Account review, {named(snapshot.period)}"


def letterhead_words(snapshot: ReviewSnapshot) -> str:
    """Who prints it: Hartwell Supply · North team."""
    return " · ".join(part for part in (snapshot.workspace, team_words(snapshot.team)) if part)


def team_words(team: str) -> str:
    """The team's name with the word team, once."""
    return (
        team
        if not team or team.casefold().endswith("team") or team.casefold().startswith("team")
        else f"{team} team"
    )


def looking_after(snapshot: ReviewSnapshot) -> tuple[AssignmentRow, ...]:
    """Who looks after the customer on the day of printing, the manager first."""
    today = snapshot.made_on.date()
    now = [
        row
        for row in snapshot.assignments
        if row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)
    ]
    return tuple(sorted(now, key=lambda row: (PART_ORDER.index(row.part), row.starts_on)))


def top(snapshot: ReviewSnapshot, made_for: MadeFor) -> list[Flowable]:
    """Letterhead, title, and the line that says for whom, when printed, what covered."""
    return [
        Letterhead(letterhead_words(snapshot), document_name(snapshot)),
        Text(one_line(snapshot.customer) or "Unnamed customer", TITLE, after=2.0),
        Text(_cover_words(snapshot, made_for), COVER),
        Rule(),
    ]


def summary_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """The paragraph: the lead's own, or one drafted from the figures."""
    return [Text(snapshot.summary if snapshot.summary.strip() else drafted(snapshot), SUMMARY)]


def figures_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """The figure cards; a fifth one for orders where there are any."""
    counts, orders = Counts.of(snapshot), snapshot.orders
    ordered = bool(orders.count_to_date or orders.count)
    started = f"{counts.by_us:,} {'' if ordered else 'started '}by us, {counts.by_them:,} by them"
    cards = [
        Figure(
            whole(counts.talks),
            "conversation" if counts.talks == 1 else "conversations",
            started if counts.talks else "none written down",
        ),
        _promise_figure(counts),
        Figure(
            f"{counts.open_complaints:,} open",
            "complaint" if counts.open_complaints == 1 else "complaints",
            f"{counts.received:,} came in, {counts.closed_complaints:,} closed",
        ),
        _fact_figure(counts),
    ]
    if ordered:
        noun = "order" if orders.count == 1 else "orders"
        cards.append(Figure(money(orders.value), "ordered", f"in {orders.count:,} {noun}", 1.12))
    return [Cards(cards)]


def drafted(snapshot: ReviewSnapshot) -> str:
    """A first version of the summary, made from the figures; a person may rewrite it."""
    counts = Counts.of(snapshot)
    said = [
        _talk_sentence(counts),
        _promise_sentence(counts),
        _complaint_sentence(counts),
        _fact_sentence(counts),
    ]
    return " ".join(sentence for sentence in said if sentence)


def _fact_sentence(counts: Counts) -> str:
    stale, known = counts.facts - counts.fresh, counts.facts
    if not stale:
        return ""
    if stale == known:
        which = "The one fact we hold" if known == 1 else f"All {number_words(known)} facts"
    else:
        which = f"{number_words(stale).capitalize()} of the {number_words(known)} facts"
    return f"{which} should be confirmed again."


def _promise_sentence(counts: Counts) -> str:
    due, kept = counts.promises_due, counts.promises_kept
    if not due:
        return ""
    if due == 1:
        return "The one promise of ours that fell due was " + ("kept." if kept else "not kept.")
    if kept == due:
        return f"We kept all {number_words(due)} promises that fell due."
    kept_words = number_words(kept) if kept else "none"
    return f"Of {number_words(due)} promises of ours that fell due, we kept {kept_words}."


def _complaint_sentence(counts: Counts) -> str:
    if not counts.received and not counts.open_complaints:
        return "No complaint came in, and none is open."
    heard = f"{number_words(counts.received)} complaint{'' if counts.received == 1 else 's'} came in"
    is_open = counts.open_complaints
    still = f"{number_words(is_open) if is_open else 'none'} {'are' if is_open > 1 else 'is'} open today"
    return f"{heard[:1].upper()}{heard[1:]}; {still}."


def _talk_sentence(counts: Counts) -> str:
    if not counts.talks:
        return "No conversation was written down in this period."
    times = {1: "once", 2: "twice"}.get(counts.talks, f"{number_words(counts.talks)} times")
    starts = {0: "never at their start", counts.talks: "each time at their start"}
    theirs = starts.get(counts.by_them, f"{number_words(counts.by_them)} of them started by the customer")
    return f"We talked {times}, {theirs}."


def _cover_words(snapshot: ReviewSnapshot, made_for: MadeFor) -> str:
    names = listed(list(dict.fromkeys(row.user for row in looking_after(snapshot))), 4)
    if made_for is MadeFor.CUSTOMER:
        readers = f"Prepared by {names or one_line(snapshot.workspace) or 'us'}."
    else:
        readers = f"For {names or 'the ' + (team_words(snapshot.team) or 'team')}."
    number = f"Review {snapshot.number}. " if snapshot.number else ""
    return f"{number}{readers} Printed {long_day(snapshot.made_on.date())}. Covers {span(snapshot.period)}."


def _promise_figure(counts: Counts) -> Figure:
    if not counts.promises_due:
        return Figure("0", "promises due", "none fell due")
    note = "none of them late"
    if counts.late == 1:
        note = f"one late by {days_words(counts.longest_late)}"
    elif counts.late:
        note = f"{counts.late:,} late, up to {days_words(counts.longest_late)}"
    return Figure(f"{counts.promises_kept:,} of {counts.promises_due:,}", "promises kept", note)


def _fact_figure(counts: Counts) -> Figure:
    if not counts.facts:
        return Figure("0", "facts", "nothing learned yet")
    stale = counts.facts - counts.fresh
    note = f"{stale:,} to confirm" if stale else "none to confirm"
    return Figure(f"{counts.fresh:,} of {counts.facts:,}", "facts fresh", note)
