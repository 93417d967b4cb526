"""An action is called a success only when chance cannot explain it."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mcr_desktop.analysis import check_effect

events = st.integers(0, 10_000)
exposures = st.floats(0.1, 1000.0)


def test_a_clear_fall_is_an_improvement() -> None:
    effect = check_effect(40, 5, 10, 4)
    assert effect.verdict == "improved"
    assert effect.ratio == pytest.approx(5 / 40 * 10 / 4)
    assert effect.low < effect.ratio < effect.high < 1
    assert effect.weeks_needed == 0


def test_a_clear_rise_is_worse() -> None:
    assert check_effect(10, 60, 10, 10).verdict == "worse"


def test_a_middling_fall_needs_more_weeks_and_says_how_many() -> None:
    effect = check_effect(40, 5, 20, 4)
    assert effect.verdict == "cannot say yet"
    assert effect.weeks_needed is not None
    more = effect.weeks_needed
    assert check_effect(40, 5 * (4 + more) / 4, 20, 4 + more).verdict == "improved"


def test_nothing_on_either_side_says_nothing() -> None:
    effect = check_effect(0, 0, 10, 10)
    assert effect.verdict == "cannot say yet"
    assert effect.weeks_needed is None


def test_no_change_at_all_cannot_be_foretold() -> None:
    assert check_effect(20, 20, 10, 10).weeks_needed is None


def test_none_before_gives_a_finite_ratio() -> None:
    effect = check_effect(0, 8, 10, 10)
    assert effect.verdict == "worse"
    assert np.isfinite(effect.ratio)


def test_huge_counts_on_one_side_give_an_answer() -> None:
    assert check_effect(0, 1e300, 1, 1).verdict == "worse"
    assert check_effect(1e300, 0, 1, 1).verdict == "improved"


@pytest.mark.parametrize(
    "arguments",
    [(-1, 0, 1, 1), (0, -1, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 1, 1, 0.5), (1, 1, float("nan"), 1)],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"events|exposures|dispersion"):
        check_effect(*arguments)


@given(events, events, exposures, exposures, st.floats(1.0, 5.0))
def test_the_verdict_is_what_the_interval_says(b: int, a: int, nb: float, na: float, phi: float) -> None:
    effect = check_effect(b, a, nb, na, phi)
    assert effect.low <= effect.high
    assert (effect.verdict == "improved") == (effect.high < 1 and a + b > 0)
    assert (effect.verdict == "worse") == (effect.low > 1 and a + b > 0)
    if a and b:
        assert effect.low <= effect.ratio * (1 + 1e-9)
        assert effect.ratio <= effect.high * (1 + 1e-9)


@given(events, events, exposures, exposures, st.floats(0.01, 100.0))
def test_the_unit_of_exposure_does_not_matter(b: int, a: int, nb: float, na: float, unit: float) -> None:
    plain, scaled = check_effect(b, a, nb, na), check_effect(b, a, nb * unit, na * unit)
    assert scaled.ratio == pytest.approx(plain.ratio)
    assert scaled.high == pytest.approx(plain.high, rel=1e-6)


@given(events, events, exposures, exposures)
def test_more_dispersion_never_narrows_the_interval(b: int, a: int, nb: float, na: float) -> None:
    assume(a > 20 and b > 20)
    narrow, wide = check_effect(b, a, nb, na), check_effect(b, a, nb, na, 3.0)
    assert wide.high / wide.low >= narrow.high / narrow.low


def test_the_interval_covers_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    covered = 0
    for _ in range(2000):
        before, after = rng.poisson(30.0), rng.poisson(12.0)
        effect = check_effect(int(before), int(after), 10, 8)
        covered += effect.low <= 0.5 <= effect.high
    assert 0.93 <= covered / 2000 <= 0.97
