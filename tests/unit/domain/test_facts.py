"""Facts perish: how fresh one is, and the short word for its age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.facts import Fact, Freshness, age_words, shelf_months_for

CONFIRMED = date(2026, 1, 15)


def fact(shelf_months: int | None = 6) -> Fact:
    return Fact(1, 7, "role", "Chief Scientist", CONFIRMED, CONFIRMED, shelf_months=shelf_months)


@pytest.mark.parametrize(
    ("day", "freshness"),
    [
        (date(2026, 1, 15), Freshness.FRESH),
        (date(2026, 5, 14), Freshness.FRESH),
        (date(2026, 5, 15), Freshness.AGEING),
        (date(2026, 7, 14), Freshness.AGEING),
        (date(2026, 7, 15), Freshness.STALE),
    ],
)
def test_a_fact_ages_from_two_thirds_of_its_shelf_life_and_is_stale_at_its_end(
    day: date, freshness: Freshness
) -> None:
    assert fact().freshness(day) is freshness


def test_a_contract_date_never_goes_stale() -> None:
    far = date(2099, 1, 1)
    assert fact(shelf_months=None).freshness(far) is Freshness.FRESH
    assert fact(shelf_months=None).left(far) == 1.0


@given(st.integers(-100, 3000), st.integers(0, 400))
def test_what_is_left_of_a_fact_only_shrinks(days: int, more: int) -> None:
    earlier = CONFIRMED + timedelta(days)
    now, later = fact().left(earlier), fact().left(earlier + timedelta(more))
    assert 0.0 <= later <= now <= 1.0


@pytest.mark.parametrize(
    ("topic", "months"),
    [("Role", 6), ("their PHONE", 12), ("Contract date", None), ("Deliveries to dock 4", 12), ("Dog", 6)],
)
def test_the_topic_says_how_long_a_fact_keeps(topic: str, months: int | None) -> None:
    assert shelf_months_for(topic) == months


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "0 d"), (0, "0 d"), (13, "13 d"), (14, "2 wk"), (45, "6 wk"), (62, "2 mo")]
)
def test_the_age_is_a_short_word(days: int, words: str) -> None:
    assert age_words(fact(), CONFIRMED + timedelta(days)) == words
