"""Investigations in brief: from the sign to the proven cure."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot
from mcr_desktop.domain.trends import Investigation, Stage, Step
from mcr_desktop.reports.blocks import section
from mcr_desktop.reports.figures import short_day
from mcr_desktop.reports.fonts import Face
from mcr_desktop.reports.rows import listing
from mcr_desktop.reports.styles import BODY, META
from mcr_desktop.reports.text import Span, Text

TITLE = "Investigations"


def investigations_section(snapshot: ReviewSnapshot, made_for: MadeFor) -> list[Flowable]:
    """What is being looked into: for the team with causes and actions, for the customer how far it is."""
    if not snapshot.investigations:
        return []
    year = snapshot.period.last.year
    say = _in_brief if made_for is MadeFor.CUSTOMER else _in_full
    return section(TITLE, [part for one in snapshot.investigations for part in say(one, year)])


def _head(one: Investigation, year: int) -> tuple[Text, Text]:
    marks = [_stage_words(one, year)]
    if one.owner:
        marks.append(f"{one.owner} owns it")
    if one.opened_on:
        marks.append(f"opened {short_day(one.opened_on, year)}")
    if one.due and one.stage is not Stage.VERIFIED:
        marks.append(f"due {short_day(one.due, year)}")
    return Text([Span(one.title, Face.MEDIUM)], BODY), Text("\u00a0· ".join(marks), META)


def _stage_words(one: Investigation, year: int) -> str:
    if one.verified_on:
        return f"Verified {short_day(one.verified_on, year)}"
    return one.stage.value


def _in_brief(one: Investigation, year: int) -> list[Flowable]:
    if not one.steps:
        return [*_head(one, year), Spacer(1, 6.0)]
    done = sum(step.done_on is not None for step in one.steps)
    return [*_head(one, year), Text(f"{done:,} of {len(one.steps):,} actions done.", BODY, after=6.0)]


def _in_full(one: Investigation, year: int) -> list[Flowable]:
    said = [
        ("Containment", one.containment),
        *(
            ("Why" if not number else "And why", _why(why.text, why.evidence))
            for number, why in enumerate(one.whys)
        ),
        ("Cause", one.cause),
        ("Why it was not noticed", one.escape_point),
        *((step.purpose.capitalize() + " action", _step(step, year)) for step in one.steps),
        ("Fixed when", one.fixed_when),
        ("Effect", one.effect),
    ]
    return [*_head(one, year), listing(said, before=2.0), Spacer(1, 6.0)]


def _why(text: str, evidence: str) -> str:
    return f"{text} ({evidence})" if evidence else text


def _step(step: Step, year: int) -> str:
    marks = [step.who] if step.who else []
    if step.done_on:
        marks.append(f"done {short_day(step.done_on, year)}")
    elif step.due:
        marks.append(f"due {short_day(step.due, year)}")
    return f"{step.text} ({', '.join(marks)})" if marks else step.text
