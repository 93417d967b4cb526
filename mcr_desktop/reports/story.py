"""Which parts a review has, in which order, and where its pages end."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from reportlab.platypus import CondPageBreak, Flowable

from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot, Section
from mcr_desktop.reports import facts, promises
from mcr_desktop.reports.blocks import SECTION_SPACE, Heading, KeepRoom, Pair
from mcr_desktop.reports.closing import (
    SmallPrint,
    agreed_by_hand,
    asked_by_hand,
    carried_section,
    definitions_section,
    signatures_section,
)
from mcr_desktop.reports.complaints import complaints_section, months_section, pareto_section
from mcr_desktop.reports.internal import ask_next_section, standing_section
from mcr_desktop.reports.investigations import investigations_section
from mcr_desktop.reports.orders import no_orders_section, orders_section
from mcr_desktop.reports.page import HEAD, PAPERS, TOP
from mcr_desktop.reports.people import no_people_section, people_section
from mcr_desktop.reports.plan import plan_section
from mcr_desktop.reports.since import since_section
from mcr_desktop.reports.summary import figures_section, summary_section, top
from mcr_desktop.reports.talks import log_section, talks_section

Part = tuple[Section, Sequence[Flowable]]

NEARLY_A_PAGE = 640.0
"""Less room than this is no new page, on A4 as on Letter."""

HARDLY_ANYTHING = 150.0
"""A page with less than this above the small print is not worth turning to."""

MAKING_TWO_PAGES = frozenset({Section.SUMMARY, Section.PEOPLE, Section.PLAN})
"""The sections that fill both pages of a short review; with fewer, one page is what was asked for."""


class Layout(Enum):
    """How the parts are spread over pages."""

    FLOWING = auto()
    TWO_PAGES = auto()
    """An overview, then people, orders, plan, and room to write down what is agreed."""
    LAST_TOGETHER = auto()
    """The last parts begin a page, so that the small print has company."""


def story_of(
    snapshot: ReviewSnapshot,
    made_for: MadeFor,
    sections: frozenset[Section],
    layout: Layout = Layout.FLOWING,
) -> list[Flowable]:
    """Everything on the pages, from the letterhead to the small print."""
    story = top(snapshot, made_for)
    if layout is Layout.TWO_PAGES:
        story += _chosen(_overview(snapshot, made_for, sections), sections)
        story += [CondPageBreak(NEARLY_A_PAGE)]
        story += _chosen(_second_page(snapshot, made_for), sections)
    else:
        parts = [part for part in _flowing(snapshot, made_for, sections) if part[0] in sections and part[1]]
        if layout is Layout.LAST_TOGETHER and parts:
            # Where they stand is a few lines: the people before it come along.
            place = -2 if len(parts) > 1 and parts[-2][0] is Section.PEOPLE else -1
            section, last = parts[place]
            parts[place] = section, [CondPageBreak(NEARLY_A_PAGE), *last]
        story += _chosen(parts, sections)
    return [*story, *definitions_section(snapshot, made_for)]


def company_of_small_print(story: Sequence[Flowable], paper: str) -> float:
    """How much of the last page of a story that was printed stands above its small print, in points."""
    page, height = next(one.stands for one in reversed(story) if isinstance(one, SmallPrint))
    return PAPERS[paper][1] - TOP - (HEAD if page > 1 else 0.0) - height


def _chosen(parts: Sequence[Part], sections: frozenset[Section]) -> list[Flowable]:
    return [one for section, part in parts if section in sections for one in part]


def _flowing(snapshot: ReviewSnapshot, made_for: MadeFor, sections: frozenset[Section]) -> list[Part]:
    """The parts by their weight: what happened, what is agreed, what is behind it, who it is about."""
    inside = made_for is MadeFor.TEAM
    return [
        *_what_happened(snapshot, made_for, sections),
        (Section.PLAN, plan_section(snapshot)),
        (Section.PLAN, [] if inside else signatures_section(snapshot)),
        (Section.SUMMARY, ask_next_section(snapshot)),
        *_behind_it(snapshot, made_for),
        (Section.ORDERS, orders_section(snapshot)),
        (Section.PEOPLE, people_section(snapshot, made_for)),
        (Section.SUMMARY, standing_section(snapshot) if inside else []),
        (Section.LOG, log_section(snapshot)),
    ]


def _overview(snapshot: ReviewSnapshot, made_for: MadeFor, sections: frozenset[Section]) -> list[Part]:
    return [*_what_happened(snapshot, made_for, sections), *_behind_it(snapshot, made_for)]


def _second_page(snapshot: ReviewSnapshot, made_for: MadeFor) -> list[Part]:
    """What a meeting needs beside the overview, with room for a hand where nothing is written yet."""
    inside = made_for is MadeFor.TEAM
    asked = ask_next_section(snapshot) or asked_by_hand()
    return [
        (Section.PEOPLE, people_section(snapshot, made_for) or no_people_section(snapshot)),
        (Section.ORDERS, orders_section(snapshot) or no_orders_section(snapshot)),
        (Section.SUMMARY, standing_section(snapshot) if inside else []),
        (Section.LOG, log_section(snapshot)),
        (Section.PLAN, plan_section(snapshot)),
        (Section.SUMMARY, asked if inside else []),
        (Section.PLAN, agreed_by_hand(snapshot, signed=not inside)),
    ]


def _what_happened(snapshot: ReviewSnapshot, made_for: MadeFor, sections: frozenset[Section]) -> list[Part]:
    return [
        (Section.SUMMARY, [*summary_section(snapshot), *figures_section(snapshot)]),
        (Section.SINCE, since_section(snapshot)),
        (Section.TALKS, talks_section(snapshot)),
        *_learned_and_promised(snapshot, sections),
        (Section.COMPLAINTS, complaints_section(snapshot, made_for)),
    ]


def _behind_it(snapshot: ReviewSnapshot, made_for: MadeFor) -> list[Part]:
    return [
        (Section.COMPLAINTS, months_section(snapshot)),
        (Section.COMPLAINTS, pareto_section(snapshot)),
        (Section.COMPLAINTS, investigations_section(snapshot, made_for)),
        (Section.SUMMARY, carried_section(snapshot) if made_for is MadeFor.TEAM else []),
    ]


def _learned_and_promised(snapshot: ReviewSnapshot, sections: frozenset[Section]) -> list[Part]:
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
