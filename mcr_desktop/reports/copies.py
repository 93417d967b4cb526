"""What a copy may hold: private things are taken out before anything is laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.customers import AssignmentRow, ContactRow
from mcr_desktop.domain.reviews import MadeFor, PreviousReview, ReviewSnapshot, Section
from mcr_desktop.domain.trends import Investigation


def copy_for(snapshot: ReviewSnapshot, made_for: MadeFor, sections: frozenset[Section]) -> ReviewSnapshot:
    """The snapshot as those hands may hold it; no section ever sees more than this."""
    return COPIES[made_for](snapshot, sections)


def _team_copy(snapshot: ReviewSnapshot, sections: frozenset[Section]) -> ReviewSnapshot:
    if Section.PRIVATE in sections:
        return snapshot
    talks = tuple(replace(talk, text="") if talk.private else talk for talk in snapshot.talks)
    return replace(snapshot, talks=talks)


def _customer_copy(snapshot: ReviewSnapshot, _: frozenset[Section]) -> ReviewSnapshot:
    return replace(
        snapshot,
        tier=None,
        value=None,
        segment="",
        region="",
        fenced_from=None,
        fence_reason="",
        assignments=tuple(map(_assignment, snapshot.assignments)),
        contacts=tuple(map(_contact, snapshot.contacts)),
        # Not even counted: a number that is one too high tells of a talk they were not to know of.
        talks=tuple(talk for talk in snapshot.talks if not talk.private),
        facts=tuple(fact for fact in snapshot.facts if not fact.restricted),
        complaints=tuple(map(_complaint, snapshot.complaints)),
        investigations=tuple(map(_investigation, snapshot.investigations)),
        ask_next=(),
        pressure=None,
        previous=_previous(snapshot.previous) if snapshot.previous else None,
    )


COPIES: Mapping[MadeFor, Callable[[ReviewSnapshot, frozenset[Section]], ReviewSnapshot]] = {
    MadeFor.TEAM: _team_copy,
    MadeFor.CUSTOMER: _customer_copy,
}


def _assignment(row: AssignmentRow) -> AssignmentRow:
    return replace(row, reason="")


def _contact(row: ContactRow) -> ContactRow:
    """Name and title; what they decide, how much, and how they want to be reached is ours to know."""
    return ContactRow(row.id, row.name, row.title)


def _previous(before: PreviousReview) -> PreviousReview:
    """The review before counts no private talk either."""
    then = before.figures
    open_ones = replace(
        then,
        talks=then.talks - then.private_talks,
        by_them=then.by_them - then.private_by_them,
        private_talks=0,
        private_by_them=0,
    )
    return replace(before, figures=open_ones)


def _complaint(row: ComplaintRow) -> ComplaintRow:
    return replace(row, cause="", severity=3)


def _investigation(one: Investigation) -> Investigation:
    """Its title, how far it is, and how many actions are done; it may speak of other customers too."""
    steps = tuple(replace(step, text="", who="") for step in one.steps)
    return replace(
        one,
        where={},
        owner="",
        containment="",
        whys=(),
        cause="",
        escape_point="",
        steps=steps,
        fixed_when="",
        effect="",
    )
