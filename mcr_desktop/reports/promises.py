"""Promises of both sides: open, kept, late, or let go and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportlab.platypus import Flowable

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import ReviewSnapshot
from mcr_desktop.reports.blocks import section
from mcr_desktop.reports.figures import days_late, days_words, short_day
from mcr_desktop.reports.rows import Column, Rows
from mcr_desktop.reports.styles import BODY, META, STATE, Style
from mcr_desktop.reports.text import Text

TITLE = "Promises"
NARROW = (Column("", 0.125), Column("", 0.61), Column("", 0.265, "right"))
WIDE = (Column("Whose", 0.09), Column("What", 0.55), Column("Who", 0.17), Column("State", 0.19, "right"))
ORDER = {PromiseState.OPEN: 0, PromiseState.KEPT: 1, PromiseState.LET_GO: 2}
SIDE_STYLE = Style(META.face, 8.4, BODY.leading, "text3")


def promises_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """The promises over the page's whole width, with who gave them."""
    return section(TITLE, promise_rows(snapshot, narrow=False))


def promise_rows(snapshot: ReviewSnapshot, *, narrow: bool) -> list[Flowable]:
    """Open promises first, by day; then kept, then let go."""
    if not snapshot.promises:
        return [Text("No promise is open, and none was made.", BODY)]
    today, year = snapshot.made_on.date(), snapshot.period.last.year
    rows = [_row(promise, today, year, narrow=narrow) for promise in sorted(snapshot.promises, key=_order)]
    return [Rows(NARROW if narrow else WIDE, rows, headed=not narrow)]


def are_short(promises: Sequence[Promise]) -> bool:
    """Whether the promises are few and short enough for half the page's width."""
    return len(promises) <= 10 and all(
        len(p.text) + len(p.why) <= 120 and "\n" not in p.text + p.why for p in promises
    )


def _order(promise: Promise) -> tuple[int, int, int]:
    day = promise.due if promise.state is PromiseState.OPEN else promise.closed_on
    number = day.toordinal() if day else date.max.toordinal()
    return ORDER[promise.state], number if promise.state is PromiseState.OPEN else -number, promise.id


def _row(promise: Promise, today: date, year: int, *, narrow: bool) -> list[tuple[Text, ...]]:
    state = _state(promise, today, year)
    what = [Text(promise.text, BODY)]
    if promise.why and promise.state is PromiseState.LET_GO:
        what.append(Text(promise.why, META))
    row = [(Text("Ours" if promise.side is Side.OURS else "Theirs", SIDE_STYLE),), tuple(what)]
    if not narrow:
        row.append((Text(promise.who, Style(BODY.face, BODY.size, BODY.leading, "text2")),))
    row.append(tuple(Text(words, replace(STATE, ink=ink)) for words, ink in state))
    return row


def _state(promise: Promise, today: date, year: int) -> tuple[tuple[str, str], ...]:
    """Where a promise stands, line by line, and the ink of those words."""
    late = days_late(promise, today)
    closed = f" {short_day(promise.closed_on, year)}" if promise.closed_on else ""
    if promise.state is PromiseState.KEPT:
        kept = (f"kept{closed}", "ok")
        return (kept, (f"{days_words(late)} late", "warn")) if late else (kept,)
    if promise.state is PromiseState.LET_GO:
        return ((f"let go{closed}", "text3"),)
    if promise.due is None:
        return (("no day agreed", "text2"),)
    if late:
        return ((f"late by {days_words(late)}", "bad"),)
    return (("due today", "warn"),) if promise.due == today else ((short_day(promise.due, year), "text2"),)
