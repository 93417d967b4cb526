"""Since last time: what became of everything left open in the review before, and its figures beside these."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable

from mcr_desktop.domain.reviews import CarriedAction, Outcome, PreviousReview, ReviewSnapshot
from mcr_desktop.reports.blocks import section
from mcr_desktop.reports.figures import Counts, days_words, long_day, short_day, span
from mcr_desktop.reports.promises import SIDE_STYLE
from mcr_desktop.reports.rows import Column, Rows
from mcr_desktop.reports.styles import BODY, BODY_RIGHT, META, STATE
from mcr_desktop.reports.text import Text

TITLE = "Since last time"
COLUMNS = (Column("Whose", 0.09), Column("What was open then", 0.66), Column("Now", 0.25, "right"))
FIGURES = (Column("", 0.4), Column("Last time", 0.3, "right"), Column("Now", 0.3, "right"))
INK = {Outcome.DONE: "ok", Outcome.LATE: "bad", Outcome.OPEN: "text2", Outcome.DROPPED: "text3"}


def since_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Nothing for a customer's first review."""
    before = snapshot.previous
    if before is None:
        return []
    remark = f"review {before.number}, made {long_day(before.made_on)}, covered {span(before.period)}"
    if before.actions:
        body: list[Flowable] = [Rows(COLUMNS, [_row(action, snapshot) for action in before.actions])]
    else:
        body = [Text("Nothing was left open last time.", BODY)]
    return section(TITLE, [*body, _figures(before, Counts.of(snapshot))], remark)


def outcome_words(action: CarriedAction, snapshot: ReviewSnapshot) -> str:
    """What became of one action: done 3 Nov, 4 days late; late by 12 days; dropped."""
    year, today = snapshot.period.last.year, snapshot.made_on.date()
    if action.outcome is Outcome.LATE and action.due is not None:
        return f"late by {days_words((today - action.due).days)}"
    if action.outcome is Outcome.OPEN:
        return f"open, by {short_day(action.due, year)}" if action.due else "open, no day agreed"
    on = f" {short_day(action.closed_on, year)}" if action.closed_on else ""
    late = f", {days_words(action.days_late)} late" if action.days_late else ""
    return f"{action.outcome.value}{on}{late}"


def _row(action: CarriedAction, snapshot: ReviewSnapshot) -> list[tuple[Text, ...]]:
    what = [Text(action.text, BODY)]
    if action.why:
        what.append(Text(action.why, META))
    ink = "warn" if action.days_late else INK[action.outcome]
    state = Text(outcome_words(action, snapshot), replace(STATE, ink=ink))
    return [(Text(action.side.capitalize(), SIDE_STYLE),), tuple(what), (state,)]


def _figures(before: PreviousReview, now: Counts) -> Flowable:
    """The figures of both reviews as rows, those of the other one first."""
    then = before.figures
    lines = (
        ("Conversations", _talks(then.talks, then.by_them), _talks(now.talks, now.by_them)),
        (
            "Our promises kept",
            _kept(then.promises_kept, then.promises_due),
            _kept(now.promises_kept, now.promises_due),
        ),
        (
            "Complaints",
            _heard(then.received, then.open_complaints),
            _heard(now.received, now.open_complaints),
        ),
    )
    styles = (SIDE_STYLE, BODY_RIGHT, BODY_RIGHT)
    rows = [[(Text(cell, style),) for cell, style in zip(line, styles, strict=True)] for line in lines]
    return Rows(FIGURES, rows, before=8.0)


def _talks(count: int, by_them: int) -> str:
    return f"{count:,}, {by_them:,} started by them" if count else "none"


def _kept(kept: int, due: int) -> str:
    return f"{kept:,} of {due:,}" if due else "none fell due"


def _heard(received: int, is_open: int) -> str:
    return f"{received:,} came in, {is_open:,} open"
