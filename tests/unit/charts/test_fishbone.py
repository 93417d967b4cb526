"""The whys as a picture: nothing leaves its box or lies over another, in a pane and on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.charts.fishbone import Bone, Fishbone
from mcr_desktop.domain.trends import Investigation, Stage, Why
from tests.unit.charts.recording import RecordingCanvas

WHYS = (
    Why("Truck arrives 30 to 60 minutes late", "seen in 8 notes"),
    Why("Driver goes to the old gate first", "seen in 7 notes"),
    Why("Route sheet still says gate B"),
)
ONE = Investigation(1, "Late delivery", Stage.ACTING, "Late delivery", whys=WHYS, cause="Copied by hand.")
WORDS = st.text("abcdefgh ", min_size=1, max_size=90).map(lambda text: " ".join(text.split()) or "a")


def drawn(chart: Fishbone, width: float) -> RecordingCanvas:
    canvas = RecordingCanvas()
    chart.draw(canvas, width, chart.height_for(width))
    return canvas


@pytest.mark.parametrize("width", [218.0, 503.0, 900.0])
def test_it_shows_the_problem_every_why_and_the_cause(width: float) -> None:
    said = " ".join(drawn(Fishbone.of(ONE), width).said())
    for word in ("Late", "Truck", "Driver", "Route", "Copied"):
        assert word in said


@given(
    WORDS,
    st.lists(st.builds(Bone, WORDS, WORDS | st.just("")), max_size=8),
    WORDS | st.just(""),
    st.floats(180.0, 1200.0),
)
def test_nothing_leaves_the_box_and_no_words_touch(
    problem: str, bones: list[Bone], cause: str, width: float
) -> None:
    chart = Fishbone(problem, tuple(bones), cause)
    canvas = drawn(chart, width)
    assert canvas.outside(width, chart.height_for(width)) == []
    assert canvas.overlaps() == []


def test_it_is_said_in_words_and_in_rows() -> None:
    chart = Fishbone.of(ONE)
    assert chart.words() == (
        "Late delivery. Because: Truck arrives 30 to 60 minutes late (seen in 8 notes). "
        "Because: Driver goes to the old gate first (seen in 7 notes). "
        "Because: Route sheet still says gate B. Root cause: Copied by hand."
    )
    assert chart.table()[1] == ("Why 1", "Truck arrives 30 to 60 minutes late", "seen in 8 notes")
    assert chart.table()[-1] == ("Root cause", "Copied by hand.", "")


def test_it_says_what_is_not_known() -> None:
    assert Fishbone("Late delivery", ()).words() == "Late delivery: nobody has asked why yet."
    assert "not known yet" in Fishbone("Late delivery", (Bone("Because"),)).words()
    assert Fishbone("Late delivery", ()).table() == (("Step", "Answer", "Rests on"),)
