"""A frozen snapshot is the same snapshot again, and damage is said rather than printed."""

from __future__ import annotations

import json
import typing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.errors import Unavailable
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot
from mcr_desktop.reports.review import print_review
from mcr_desktop.services.reviews.frozen import freeze, thaw
from tests.gallery.reviews import example_snapshots, followed

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
MONEY = st.decimals(allow_nan=False, allow_infinity=False, places=2)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(date, DAYS)
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(Decimal, MONEY)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(Period, st.builds(lambda a, b: Period(min(a, b), max(a, b)), DAYS, DAYS))
SNAPSHOTS = st.from_type(ReviewSnapshot)


@pytest.mark.parametrize("name", example_snapshots())
def test_an_example_comes_back_and_prints_the_same_bytes(name: str) -> None:
    snapshot = example_snapshots()[name]
    again = thaw(freeze(snapshot))
    assert again == snapshot
    for made_for in MadeFor:
        assert print_review(again, made_for).pdf == print_review(snapshot, made_for).pdf


@given(SNAPSHOTS)
def test_any_snapshot_comes_back(snapshot: ReviewSnapshot) -> None:
    frozen = freeze(snapshot)
    assert thaw(frozen) == snapshot
    assert freeze(thaw(frozen)) == frozen


def test_what_was_frozen_before_a_field_was_there_is_read_with_its_default() -> None:
    kept = json.loads(freeze(followed()))
    del kept["snapshot"]["previous"]
    kept["snapshot"]["of_a_later_day"] = 1
    assert thaw(json.dumps(kept)) == replace(followed(), previous=None)


def test_a_review_of_a_newer_program_is_refused() -> None:
    kept = json.loads(freeze(followed())) | {"version": 2}
    with pytest.raises(Unavailable, match="newer program"):
        thaw(json.dumps(kept))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"version": 1}', '{"version": 1, "snapshot": {}}'])
def test_damage_is_said(text: str) -> None:
    with pytest.raises(Unavailable, match="damaged"):
        thaw(text)


@given(st.data())
def test_a_damaged_value_never_becomes_a_snapshot_of_something_else(data: st.DataObject) -> None:
    kept = json.loads(freeze(followed()))
    name = data.draw(st.sampled_from(sorted(kept["snapshot"])))
    kept["snapshot"][name] = data.draw(
        st.none() | st.booleans() | st.integers() | TEXT | st.lists(TEXT, max_size=2)
    )
    try:
        again = thaw(json.dumps(kept))
    except Unavailable:
        return
    kinds = typing.get_type_hints(ReviewSnapshot)
    held = getattr(again, name)
    if isinstance(kinds[name], type):
        assert isinstance(held, kinds[name])
