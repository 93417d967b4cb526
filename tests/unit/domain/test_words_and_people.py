"""Folded text, initials, tiers, and the other small words of the house."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.customers import DEFAULT_BUDGET, Tier, budget_of, tier_of
from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.domain.people import Actor, Role, initials
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.text import fold, storable, words_of

DUE = date(2026, 3, 10)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_search_sees_through_accents_case_and_width() -> None:
    assert fold("  Αθήνα\tMÜLLER ＡＢＣ ") == "αθηνα muller abc"
    assert words_of("St. Brannock's (main) \N{EN DASH} Köln/2") == [
        "st",
        "brannock",
        "s",
        "main",
        "koln",
        "2",
    ]


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_what_is_storable_holds_nothing_that_a_database_refuses(text: str) -> None:
    kept = storable(text)
    assert "\0" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert storable(kept) == kept


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Tom Okafor", "TO"),
        ("Anna Maria van der Berg", "AM"),
        ("Dr. Amara Osei", "AO"),
        ("Hollis & Crane Foods", "HC"),
        ("Cher", "CH"),
        ("Ö", "Ö"),
        ("", "?"),
        ("- -", "?"),
    ],
)
def test_an_avatar_shows_two_letters_of_the_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_roles_say_who_leads_and_who_administers() -> None:
    both = Actor(1, "Ada", frozenset({Role.ADMIN, Role.TEAM_LEAD}))
    none = Actor(2, "Tom", frozenset({Role.ACCOUNT_MANAGER}))
    assert (both.is_admin, both.is_lead) == (True, True)
    assert (none.is_admin, none.is_lead) == (False, False)


@pytest.mark.parametrize(("count", "top", "following"), [(1, 1, 0), (10, 1, 1), (20, 1, 3), (100, 5, 15)])
def test_the_most_valued_are_in_the_top_tier_and_the_next_follow(
    count: int, top: int, following: int
) -> None:
    tiers = [tier_of(rank, count) for rank in range(count)]
    assert tiers.count(Tier.TOP) == top
    assert tiers.count(Tier.NEXT) == following
    assert tiers == sorted(tiers, key=list(Tier).index)


def test_a_customers_own_terms_win_over_what_is_usual() -> None:
    assert budget_of(Tier.TOP, 0) == 0
    assert budget_of(Tier.TOP, None) == DEFAULT_BUDGET[Tier.TOP]
    assert budget_of(None, None) == DEFAULT_BUDGET[Tier.REST]


@pytest.mark.parametrize(
    ("state", "due", "closed", "late"),
    [
        (PromiseState.OPEN, DUE, None, True),
        (PromiseState.OPEN, date(2026, 3, 12), None, False),
        (PromiseState.OPEN, None, None, False),
        (PromiseState.KEPT, DUE, DUE, False),
        (PromiseState.KEPT, DUE, date(2026, 3, 11), True),
        (PromiseState.LET_GO, DUE, None, False),
    ],
)
def test_a_promise_is_late_past_its_day(
    state: PromiseState, due: date | None, closed: date | None, *, late: bool
) -> None:
    promise = Promise(1, 7, "Hollis", "Send the plan", Side.OURS, state, due, closed_on=closed)
    assert promise.is_late(date(2026, 3, 12)) is late


def test_an_import_that_added_and_changed_nothing_says_so() -> None:
    assert ImportReport("customers", "c.csv", read=3, unchanged=3).nothing_new
    assert not ImportReport("customers", "c.csv", read=3, added=1).nothing_new
