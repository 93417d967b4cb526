"""What we learned: each fact with who said it and when; stale ones marked and put up for confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.reviews import ReviewSnapshot
from mcr_desktop.reports.blocks import Bullet, section
from mcr_desktop.reports.figures import is_stale, short_day
from mcr_desktop.reports.styles import BODY, META, Style
from mcr_desktop.reports.text import Span, Text

TITLE = "What we learned"
STALE_META = Style(META.face, META.size, META.leading, "warn")
SHORT = 190
"""Letters up to which a fact fits a half column well."""


def facts_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """The facts, the freshest first."""
    return section(TITLE, fact_list(snapshot))


def fact_list(snapshot: ReviewSnapshot) -> list[Flowable]:
    """A mark, the fact, and where it comes from."""
    if not snapshot.facts:
        return [Text("Nothing has been written down yet.", BODY)]
    today, year = snapshot.made_on.date(), snapshot.period.last.year
    ordered = sorted(
        snapshot.facts, key=lambda fact: (is_stale(fact, today), -fact.confirmed_on.toordinal(), fact.id)
    )
    return [_bullet(fact, today, year) for fact in ordered]


def are_short(facts: Sequence[Fact]) -> bool:
    """Whether the facts are few and short enough for half the page's width."""
    return len(facts) <= 8 and all(
        len(fact.topic) + len(fact.value) <= SHORT and "\n" not in fact.value for fact in facts
    )


def _bullet(fact: Fact, today: date, year: int) -> Bullet:
    stale = is_stale(fact, today)
    topic = fact.topic.strip()
    words = [Span(f"{topic[:1].upper()}{topic[1:]}: ", ink="text2")] if topic else []
    words.append(Span(fact.value))
    return Bullet(
        (Text(words, BODY), Text(_origin(fact, today, year), STALE_META if stale else META)), diamond=stale
    )


def _origin(fact: Fact, today: date, year: int) -> str:
    """Who said it and when; for a stale fact also how old it is."""
    said = [name for name in dict.fromkeys((fact.source.strip(), fact.by.strip())) if name]
    said.append(short_day(fact.confirmed_on, year))
    words = ", ".join(said)
    if fact.restricted:
        words += ". Restricted"
    if is_stale(fact, today):
        months = fact.age_months(today)
        words += f". {months} month{'s' if months != 1 else ''} old. Please confirm."
    return words
