"""The account review: one snapshot, printed for the team or for the customer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from mcr_desktop.domain.reviews import (
    USUAL_SECTIONS,
    MadeFor,
    PrintedReview,
    ReviewSnapshot,
    Section,
)
from mcr_desktop.reports.copies import copy_for
from mcr_desktop.reports.figures import Counts
from mcr_desktop.reports.page import Sheet, print_pages
from mcr_desktop.reports.story import (
    HARDLY_ANYTHING,
    MAKING_TWO_PAGES,
    Layout,
    company_of_small_print,
    story_of,
)
from mcr_desktop.reports.summary import document_name, letterhead_words, team_words
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
    pdf, pages = _laid_out(_sheet(copy, made_for, paper), copy, made_for, sections)
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


def _laid_out(
    sheet: Sheet, copy: ReviewSnapshot, made_for: MadeFor, sections: frozenset[Section]
) -> tuple[bytes, int]:
    """One part after the other; laid out anew where that leaves one page, or a page with hardly a word."""
    whole, best, last_page = sections >= MAKING_TWO_PAGES, (b"", 0), -1.0
    for layout in Layout:
        if layout is Layout.TWO_PAGES and not (whole and best[1] <= 2):
            continue
        story = story_of(copy, made_for, sections, layout)
        pdf, pages = print_pages(sheet, story)
        company = company_of_small_print(story, sheet.paper)
        if company > last_page or (whole and best[1] == 1):
            best, last_page = (pdf, pages), company
        if last_page >= HARDLY_ANYTHING and not (whole and best[1] == 1):
            break
    return best


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
