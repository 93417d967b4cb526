"""What the team's and the customer's copy of one snapshot hold, and what they do not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from mcr_desktop.domain.complaints import NOT_GIVEN, ComplaintRow
from mcr_desktop.domain.conversations import ContactPressure, Kind, Starter
from mcr_desktop.domain.customers import AssignmentRow, ContactRow, Part, Stakeholder, Tier
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.reviews import (
    USUAL_SECTIONS,
    MadeFor,
    ReviewSnapshot,
    Section,
    Talk,
)
from mcr_desktop.domain.trends import Investigation, Stage, Step, Why
from mcr_desktop.reports.review import print_review
from mcr_desktop.services.reviews.previous import figures_of
from tests.gallery.reviews import PERIOD, followed, rich
from tests.unit.reports.reading import letters_in, outline, words_in

EVERYTHING = frozenset(Section)
ROOT = Path(__file__).parents[3]
PAGE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


def _planted() -> tuple[ReviewSnapshot, list[str]]:
    """A snapshot with a secret in every place that a customer must not see, and the secrets."""
    secrets = [f"SECRET{number:02d}X" for number in range(43)]
    s = iter(secrets)
    day = PERIOD.first
    snapshot = replace(
        rich(),
        tier=Tier.TOP,
        value=Decimal("987654.32"),
        segment=next(s),
        region=next(s),
        fence_reason=next(s),
        assignments=tuple(
            AssignmentRow(i, i, f"Person {i}", Part.MANAGER, day, None, next(s)) for i in range(3)
        ),
        contacts=tuple(
            ContactRow(i, f"Contact {i}", "Buyer", Stakeholder.BLOCKS, 5, next(s), next(s), next(s))
            for i in range(3)
        ),
        talks=tuple(Talk(day, Kind.CALL, Starter.US, "Dr. Osei", next(s), private=True) for _ in range(4)),
        facts=tuple(Fact(i, 1, next(s), next(s), day, day, "x", "y", restricted=True) for i in range(3)),
        complaints=tuple(ComplaintRow(i, 1, "c", "Late", day, f"text {i}", cause=next(s)) for i in range(3)),
        investigations=(
            Investigation(
                1,
                "Late delivery",
                Stage.ACTING,
                "Late",
                {"customer": next(s)},
                next(s),
                containment=next(s),
                whys=(Why(next(s), next(s)), Why(next(s))),
                cause=next(s),
                escape_point=next(s),
                steps=(Step(1, next(s), next(s)),),
                fixed_when=next(s),
                effect=next(s),
            ),
        ),
        ask_next=(next(s), next(s)),
        pressure=ContactPressure(budget=77, started_by_us=66, by_people=(next(s),)),
    )
    assert not list(s)
    return snapshot, secrets


def test_the_customers_copy_holds_nothing_private() -> None:
    snapshot, secrets = _planted()
    review = print_review(snapshot, MadeFor.CUSTOMER, sections=EVERYTHING)
    words = letters_in(review.pdf)
    assert [secret for secret in secrets if secret in words] == []
    for private in (
        "987,654.32",
        "Top5%",
        "limitis",
        "Blocks",
        "Fencesince",
        "Toasknexttime",
        "Carriedforward",
        "77",
    ):
        assert private not in words
    assert "0of1actionsdone" in words
    assert "Inconfidence,forSt.BrannockHospital." in words
    assert b"SECRET" not in review.pdf


def test_the_teams_copy_holds_all_of_it() -> None:
    snapshot, secrets = _planted()
    words = letters_in(print_review(snapshot, MadeFor.TEAM, sections=EVERYTHING).pdf)
    missing = [secret for secret in secrets if secret not in words]
    assert len(missing) == 1  # where an investigation looks is told by its title


def test_private_notes_are_printed_for_the_team_only_when_asked_for() -> None:
    with_log = USUAL_SECTIONS | {Section.LOG}
    assert "in confidence" not in words_in(print_review(rich(), MadeFor.TEAM).pdf)
    words = words_in(print_review(rich(), MadeFor.TEAM, sections=with_log).pdf)
    assert "Ward trials from January." in words
    assert "her doubts in confidence" not in words
    assert "her doubts in confidence" in words_in(print_review(rich(), MadeFor.TEAM, sections=EVERYTHING).pdf)
    assert "her doubts in confidence" not in words_in(
        print_review(rich(), MadeFor.CUSTOMER, sections=EVERYTHING).pdf
    )


def test_the_customers_copy_does_not_even_count_what_was_private() -> None:
    """Neither among the talks of this review nor among those of the one before."""
    them = Starter.THEM
    talks = (
        *(Talk(PERIOD.first, Kind.CALL, Starter.US, "Dr. Osei") for _ in range(8)),
        Talk(PERIOD.first, Kind.CALL, them, "Dr. Osei"),
        Talk(PERIOD.first, Kind.CALL, them, "Nobody Else", private=True),
    )
    before = followed().previous
    assert before is not None
    before = replace(before, figures=replace(before.figures, private_talks=2, private_by_them=1))
    snapshot = replace(followed(), talks=talks, summary="", previous=before)
    team = words_in(print_review(snapshot, MadeFor.TEAM, sections=EVERYTHING).pdf)
    for said in (
        "We talked ten times, two of them started",
        "10 conversations 8 by us, 2 by them",
        "9, 2 started",
    ):
        assert said in team
    customer = words_in(print_review(snapshot, MadeFor.CUSTOMER, sections=EVERYTHING).pdf)
    for said in (
        "We talked nine times, one of them started",
        "9 conversations 8 by us, 1 by them",
        "7, 1 started",
    ):
        assert said in customer
    assert "Nobody Else" not in customer


def test_a_complaint_of_no_kind_and_without_words_says_not_given() -> None:
    bare = ComplaintRow(1, 1, "c", NOT_GIVEN, PERIOD.first)
    for made_for in MadeFor:
        words = words_in(print_review(replace(rich(), complaints=(bare,)), made_for).pdf)
        assert "1 Sep Not given" in words


def test_sections_can_be_left_out() -> None:
    titles = outline(print_review(rich(), MadeFor.TEAM, sections=frozenset({Section.PLAN})).pdf)
    assert titles[1:] == ["Joint plan"]
    alone = outline(print_review(rich(), MadeFor.TEAM, sections=frozenset({Section.FACTS})).pdf)
    assert alone[1:] == ["What we learned"]


def test_investigations_end_with_their_proof() -> None:
    done = replace(
        rich().investigations[0], stage=Stage.VERIFIED, verified_on=date(2026, 11, 20), effect="From 9 to 1."
    )
    words = words_in(print_review(replace(rich(), investigations=(done,)), MadeFor.TEAM).pdf)
    assert "Verified 20 Nov" in words
    assert "Effect From 9 to 1." in words
    brief = words_in(print_review(replace(rich(), investigations=(done,)), MadeFor.CUSTOMER).pdf)
    assert "1 of 2 actions done." in brief
    assert "From 9 to 1." not in brief


def test_a_review_keeps_how_many_of_its_talks_were_private() -> None:
    kept = figures_of(rich())
    assert (kept.talks, kept.private_talks, kept.private_by_them) == (14, 1, 0)
