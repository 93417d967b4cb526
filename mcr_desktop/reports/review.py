"""The account review: one snapshot, printed for the team or for the customer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.platypus import Flowable

from mcr_desktop.domain.reviews import (
    USUAL_SECTIONS,
    MadeFor,
    PrintedReview,
    ReviewSnapshot,
    Section,
)
from mcr_desktop.reports import facts, promises
from mcr_desktop.reports.blocks import SECTION_SPACE, Heading, KeepRoom, Pair
from mcr_desktop.reports.closing import carried_section, definitions_section, signatures_section
from mcr_desktop.reports.complaints import complaints_section, months_section, pareto_section
from mcr_desktop.reports.copies import copy_for
from mcr_desktop.reports.figures import Counts
from mcr_desktop.reports.internal import ask_next_section, standing_section
from mcr_desktop.reports.investigations import investigations_section
from mcr_desktop.reports.orders import orders_section
from mcr_desktop.reports.page import Sheet, print_pages
from mcr_desktop.reports.people import people_section
from mcr_desktop.reports.plan import plan_section
from mcr_desktop.reports.since import since_section
from mcr_desktop.reports.summary import (
    document_name,
    figures_section,
    letterhead_words,
    summary_section,
    team_words,
    top,
)
from mcr_desktop.reports.talks import log_section, talks_section
from mcr_desktop.reports.words import one_line

UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]+')
"""What no file name may hold on one of the three systems."""


def print_review(
    snapshot: ReviewSnapshot,
    made_for: MadeFor,
    *,
    paper: str = "A4",
    sections: frozenset[Section] = USUAL_SECTIONS,
) -> PrintedReview:
    """The review as a finished PDF; the same snapshot always gives the same bytes.

    Args:
        snapshot: everything that may be printed; never changed.
        made_for: the customer's copy is stripped of what is private before anything is laid out.
        paper: A4 or Letter.
        sections: the parts to print.

    Raises:
        KeyError: for a paper that is not known.
    """
    copy = copy_for(snapshot, made_for, sections)
    pdf, pages = print_pages(_sheet(copy, made_for, paper), _story(copy, made_for, sections))
    name = file_name(snapshot, made_for)
    return PrintedReview(copy.customer, name, pdf, pages, made_for, paper, snapshot)


def print_together(reviews: Sequence[PrintedReview], title: str) -> bytes:
    """Several reviews as one file, with a bookmark for each and its sections below."""
    writer = PdfWriter()
    for review in reviews:
        writer.append(PdfReader(BytesIO(review.pdf)), import_outline=True)
    writer.add_metadata({"/Title": one_line(title), "/Creator": "MCR Desktop", "/Producer": "MCR Desktop"})
    into = BytesIO()
    writer.write(into)
    return into.getvalue()


def file_name(snapshot: ReviewSnapshot, made_for: MadeFor) -> str:
    """A name that every file system takes: St. Brannock Hospital 2026-11-22 team.pdf."""
    return f"{file_stem(snapshot)} {snapshot.period.last.isoformat()} {made_for.value}.pdf"


def file_stem(snapshot: ReviewSnapshot) -> str:
    """The customer's name as every file system takes it."""
    clean = UNFIT.sub(" ", one_line(unicodedata.normalize("NFC", snapshot.customer)))
    return " ".join(clean.split()).strip(". ")[:80].strip(". ") or f"Customer {snapshot.customer_id}"


def _sheet(snapshot: ReviewSnapshot, made_for: MadeFor, paper: str) -> Sheet:
    name = document_name(snapshot)
    return Sheet(
        title=f"{snapshot.customer}: {name}",
        author=letterhead_words(snapshot),
        subject=name,
        head=snapshot.customer,
        head_right=name,
        foot=_foot_words(snapshot, made_for),
        made_on=snapshot.made_on,
        paper=paper,
    )


def _foot_words(snapshot: ReviewSnapshot, made_for: MadeFor) -> str:
    """Whose eyes the copy is meant for, and what the diamond means when there is one."""
    counts = Counts.of(snapshot)
    diamond = " Facts marked with a diamond are past their shelf life." if counts.fresh < counts.facts else ""
    if made_for is MadeFor.CUSTOMER:
        return f"In confidence, for {snapshot.customer}.{diamond}"
    return f"For the {team_words(snapshot.team) or 'team'} only.{diamond}"


def _story(snapshot: ReviewSnapshot, made_for: MadeFor, sections: frozenset[Section]) -> list[Flowable]:
    inside = made_for is MadeFor.TEAM
    parts: list[tuple[Section, Sequence[Flowable]]] = [
        (Section.SUMMARY, [*summary_section(snapshot), *figures_section(snapshot)]),
        (Section.SINCE, since_section(snapshot)),
        (Section.TALKS, talks_section(snapshot)),
        *_learned_and_promised(snapshot, sections),
        (Section.COMPLAINTS, complaints_section(snapshot, made_for)),
        (Section.PLAN, plan_section(snapshot)),
        (Section.PLAN, [] if inside else signatures_section(snapshot)),
        (Section.SUMMARY, ask_next_section(snapshot)),
        (Section.COMPLAINTS, months_section(snapshot)),
        (Section.COMPLAINTS, pareto_section(snapshot)),
        (Section.COMPLAINTS, investigations_section(snapshot, made_for)),
        (Section.SUMMARY, carried_section(snapshot) if inside else []),
        (Section.ORDERS, orders_section(snapshot)),
        (Section.PEOPLE, people_section(snapshot, made_for)),
        (Section.SUMMARY, standing_section(snapshot) if inside else []),
        (Section.LOG, log_section(snapshot)),
    ]
    story = top(snapshot, made_for)
    for section, part in parts:
        if section in sections:
            story += part
    return [*story, *definitions_section(snapshot, made_for)]


def _learned_and_promised(
    snapshot: ReviewSnapshot, sections: frozenset[Section]
) -> list[tuple[Section, Sequence[Flowable]]]:
    """Side by side while both are short, else one below the other."""
    together = {Section.FACTS, Section.PROMISES} <= sections
    if not (together and facts.are_short(snapshot.facts) and promises.are_short(snapshot.promises)):
        return [
            (Section.FACTS, facts.facts_section(snapshot)),
            (Section.PROMISES, promises.promises_section(snapshot)),
        ]
    left = [Heading(facts.TITLE, before=0.0), *facts.fact_list(snapshot)]
    right = [Heading(promises.TITLE, before=0.0), *promises.promise_rows(snapshot, narrow=True)]
    pair = Pair(left, right, before=SECTION_SPACE)
    return [(Section.FACTS, [KeepRoom([pair], 0.0), pair])]
