"""How we talked, and on request what was said."""

from __future__ import annotations

from reportlab.platypus import Flowable

from mcr_desktop.charts.talks import TalkStrip
from mcr_desktop.domain.conversations import Starter
from mcr_desktop.domain.reviews import ReviewSnapshot, Talk
from mcr_desktop.reports.blocks import captioned, section
from mcr_desktop.reports.figures import short_day
from mcr_desktop.reports.rows import Column, Rows
from mcr_desktop.reports.styles import BODY, CHART_SIZE, META
from mcr_desktop.reports.text import Text

LOG = (Column("Date", 0.13), Column("How", 0.14), Column("Who", 0.2), Column("What was said", 0.53))


def talks_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """The strip of conversations and its reading."""
    strip = TalkStrip.of(snapshot.talks, snapshot.period, size=CHART_SIZE)
    remark = "each mark is a conversation; filled = they started it" if strip.talks else ""
    return section("How we talked", captioned(strip, strip.height), remark)


def log_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Every conversation of the period with its words, as far as they may be printed."""
    talks = sorted((talk for talk in snapshot.talks if talk.on in snapshot.period), key=lambda talk: talk.on)
    if not talks:
        return []
    year = snapshot.period.last.year
    return section("Contact log", [Rows(LOG, [_row(talk, year) for talk in talks])])


def _row(talk: Talk, year: int) -> list[tuple[Text, ...]]:
    started = "they started it" if talk.started_by is Starter.THEM else "we started it"
    said = (
        (Text(talk.text, BODY),)
        if talk.text
        else (Text("private" if talk.private else "no words kept", META),)
    )
    return [
        (Text(short_day(talk.on, year), BODY),),
        (Text(talk.kind.value.capitalize(), BODY), Text(started, META)),
        (Text(talk.who, BODY),),
        said,
    ]
