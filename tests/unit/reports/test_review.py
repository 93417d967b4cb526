"""The account review, read back from the PDF as another program would."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import Kind, Side, Starter
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.reviews import (
    MadeFor,
    OrderFigures,
    PlanLine,
    Section,
    Talk,
)
from mcr_desktop.reports.figures import Counts, listed, named, span
from mcr_desktop.reports.review import file_name, print_review, print_together
from mcr_desktop.reports.summary import drafted
from tests.gallery.reviews import HOSTILE_NAMES, MADE_ON, PERIOD, empty, rich
from tests.unit.reports.reading import opened, outline, page_words, words_in

EVERYTHING = frozenset(Section)
ROOT = Path(__file__).parents[3]
PAGE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


def test_a_usual_review_has_two_to_six_pages_and_counts_them() -> None:
    review = print_review(rich(), MadeFor.TEAM)
    assert 2 <= review.pages <= 6
    for number, words in enumerate(page_words(review.pdf), start=1):
        assert f"Page {number} of {review.pages}" in words


def test_the_file_says_what_it_is_in_which_language_and_when() -> None:
    reader = opened(print_review(rich(), MadeFor.TEAM).pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "St. Brannock Hospital: Account review, September to November 2026"
    assert reader.metadata.author == "Hartwell Supply · North team"
    assert reader.metadata.creation_date_raw == "D:20261123104200"
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_the_outline_leads_to_every_section_on_its_page() -> None:
    pdf = print_review(rich(), MadeFor.TEAM).pdf
    titles = outline(pdf)
    assert titles[0].startswith("St. Brannock Hospital")
    assert titles[1:] == [
        "How we talked",
        "What we learned",
        "Promises",
        "Complaints and their causes",
        "Joint plan",
        "To ask next time",
        "Complaints by month",
        "What weighs most",
        "Investigations",
        "Orders and value",
        "People",
        "Where they stand",
    ]
    reader, pages = opened(pdf), page_words(pdf)
    entries = [entry for part in reader.outline if isinstance(part, list) for entry in part]
    for entry in entries:
        assert not isinstance(entry, list)
        number = reader.get_destination_page_number(entry)
        assert number is not None
        assert str(entry.title) in pages[number]


def test_the_same_snapshot_gives_the_same_bytes_in_another_process() -> None:
    here = hashlib.sha256(print_review(rich(), MadeFor.TEAM).pdf).hexdigest()
    program = (
        "import hashlib; from tests.gallery.reviews import rich;"
        "from mcr_desktop.domain.reviews import MadeFor;"
        "from mcr_desktop.reports.review import print_review;"
        "print(hashlib.sha256(print_review(rich(), MadeFor.TEAM).pdf).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT)}
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert there.stdout.decode().strip() == here


def test_figures_are_those_of_the_snapshot_to_the_cent() -> None:
    words = words_in(print_review(rich(), MadeFor.TEAM).pdf)
    for figure in (
        "14 conversations 9 by us, 5 by them",
        "2 of 2 promises kept one late by a day",
        "2 open complaints 3 came in, 1 closed",
        "3 of 4 facts fresh 1 to confirm",
        "84,211.37 ordered in 31 orders",
        "31 84,211.37 2,716.50",
        "418 1,265,793.04 3,028.21",
        "value 4,120.00",
        "4 of 5 steps",
    ):
        assert figure in words


def test_a_stale_fact_is_marked_and_put_up_for_confirmation() -> None:
    words = words_in(print_review(rich(), MadeFor.TEAM).pdf)
    assert "Dr. Osei is Chief Scientist. Maya, 14 Apr. 7 months old. Please confirm." in words
    assert "Facts marked with a diamond are past their shelf life." in words
    assert words.count("Please confirm") == 1


def test_states_of_promises_are_words() -> None:
    words = words_in(print_review(rich(), MadeFor.TEAM).pdf)
    for state in (
        "Answer on batch 88 due today",
        "kept 16 Nov",
        "kept 28 Oct a day late",
        "Theirs Trial volumes",
    ):
        assert state in words
    let_go = replace(
        rich().promises[0], state=PromiseState.LET_GO, closed_on=date(2026, 11, 20), why="Dock rebuilt"
    )
    late = replace(rich().promises[1], due=date(2026, 11, 20))
    someday = replace(rich().promises[2], due=None)
    words = words_in(print_review(replace(rich(), promises=(let_go, late, someday)), MadeFor.TEAM).pdf)
    for state in (
        "Dock rebuilt let go 20 Nov",
        "late by 3 days",
        "no day agreed",
        "1 promise of ours is late, by 3 days.",
    ):
        assert state in words


def test_an_empty_review_says_so_kindly() -> None:
    review = print_review(empty(), MadeFor.TEAM)
    words = words_in(review.pdf)
    assert review.pages == 2
    for sentence in (
        "No conversation was written down in this period.",
        "Nothing has been written down yet.",
        "No promise is open, and none was made.",
        "No complaint came in, and none is open.",
        "No joint plan has been agreed yet.",
        "For the North team. Printed 23 November 2026.",
    ):
        assert sentence in words


@pytest.mark.parametrize("made_for", MadeFor)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_review_of_any_size_has_two_pages_or_more_and_none_of_small_print_alone(
    made_for: MadeFor, paper: str
) -> None:
    for count in range(0, 26, 2):
        snapshot = replace(
            empty() if count % 4 else replace(rich(), talks=(), investigations=()),
            facts=rich().facts[: count % 5],
            promises=(rich().promises * 9)[:count],
            by_month=rich().by_month if count % 3 else (),
            plan=rich().plan[: count % 3],
            contacts=rich().contacts[: count % 4],
        )
        review = print_review(snapshot, made_for, paper=paper)
        assert 2 <= review.pages <= 6
        last = page_words(review.pdf)[-1]
        small = last[last.index("Promises count once") :] if "Promises count once" in last else ""
        said = last.replace(small, "").splitlines()
        assert len([line for line in said if line.strip()]) >= 6


def test_a_short_review_leaves_room_to_write_by_hand_and_to_sign() -> None:
    _, team = page_words(print_review(empty(), MadeFor.TEAM).pdf)
    for said in ("People", "Orders and value", "To ask next time", "What we agree", "to fill in by hand"):
        assert said in team
    _, customer = page_words(print_review(empty(), MadeFor.CUSTOMER).pdf)
    assert "To ask next time" not in customer
    for said in ("What we agree", "For Hartwell Supply", "For Marlow Ferries", "Next review on"):
        assert said in customer


def test_the_drafted_summary_follows_the_figures() -> None:
    assert drafted(rich()) == (
        "We talked 14 times, five of them started by the customer. We kept all two promises that fell due. "
        "Three complaints came in; two are open today. One of the four facts should be confirmed again."
    )
    one = replace(rich(), talks=rich().talks[:1], promises=rich().promises[4:], complaints=(), facts=())
    assert drafted(one) == (
        "We talked once, never at their start. The one promise of ours that fell due was kept. "
        "No complaint came in, and none is open."
    )


def test_several_reviews_become_one_file_with_a_bookmark_each() -> None:
    reviews = [print_review(snapshot, MadeFor.TEAM) for snapshot in (rich(), empty())]
    together = print_together(reviews, "Reviews of the <North> team")
    reader = opened(together)
    assert reader.metadata is not None
    assert reader.metadata.title == "Reviews of the <North> team"
    assert len(reader.pages) == sum(review.pages for review in reviews)
    tops = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    assert [title.split(":")[0] for title in tops] == ["St. Brannock Hospital", "Marlow Ferries"]
    assert together == print_together(reviews, "Reviews of the <North> team")
    assert "Page 2 of 2" in page_words(together)[-1]


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, "../../etc/passwd", "CON", "...", "\n", "a" * 300])
def test_file_names_are_safe_on_every_system(name: str) -> None:
    made = file_name(replace(empty(), customer=name), MadeFor.TEAM)
    assert made.endswith(" 2026-11-22 team.pdf")
    assert not set(made) & set('<>:"/\\|?*\n\u202e')
    assert len(made.encode()) < 255
    assert not made.startswith(".")


def test_figures_count_only_what_belongs_to_them() -> None:
    outside = Talk(date(2025, 1, 1), Kind.CALL, Starter.US, "x")
    theirs = replace(rich().promises[3], side=Side.THEIRS)
    given_up = replace(rich().promises[0], state=PromiseState.LET_GO)
    snapshot = replace(
        rich(), talks=(*rich().talks, outside), promises=(theirs, given_up, rich().promises[1])
    )
    counts = Counts.of(snapshot)
    assert counts.talks == 14
    assert (counts.promises_due, counts.promises_kept, counts.late) == (1, 0, 0)
    closed_before = replace(rich().complaints[2], closed_on=date(2026, 8, 1))
    assert Counts.of(replace(rich(), complaints=(closed_before,))).closed_complaints == 0


def test_orders_are_left_out_where_there_are_none() -> None:
    words = words_in(print_review(replace(rich(), orders=OrderFigures()), MadeFor.TEAM).pdf)
    assert "Orders and value" not in words
    assert "9 started by us, 5 by them" in words


def test_periods_are_named_as_people_name_them() -> None:
    from_to = {
        (date(2026, 10, 1), date(2026, 12, 31)): "fourth quarter 2026",
        (date(2026, 1, 1), date(2026, 12, 31)): "2026",
        (date(2026, 3, 1), date(2026, 3, 31)): "March 2026",
        (date(2026, 9, 1), date(2026, 11, 22)): "September to November 2026",
        (date(2025, 11, 3), date(2026, 2, 1)): "November 2025 to February 2026",
    }
    for (first, last), words in from_to.items():
        assert named(type(PERIOD)(first, last)) == words
    assert span(type(PERIOD)(date(2026, 1, 5), date(2026, 1, 5))) == "5 January 2026"
    assert span(type(PERIOD)(date(2025, 1, 5), date(2026, 1, 5))) == "5 January 2025 to 5 January 2026"


def test_names_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B", "C", "D", "E"], 3) == "A, B and 3 others"


def test_plan_lines_tell_side_day_and_words_of_progress() -> None:
    lines = (PlanLine("Forecast", 0, 0, "theirs", date(2027, 1, 1), "They asked for two more weeks"),)
    words = words_in(print_review(replace(rich(), plan=lines), MadeFor.TEAM).pdf)
    assert "Forecast by 1 Jan 2027, theirs They asked for two more weeks" in words
    assert "no steps yet" in words


def test_a_complaint_open_for_long_is_carried_forward() -> None:
    old = replace(rich().complaints[0], received_on=date(2026, 9, 2), state=ComplaintState.OPEN)
    pdf = print_review(replace(rich(), complaints=(old, replace(old, id=8))), MadeFor.TEAM).pdf
    assert "2 complaints are open, the oldest for 82 days." in words_in(pdf)
    assert MADE_ON.date() - old.received_on == timedelta(days=82)
