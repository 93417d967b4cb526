"""Whether there is room to talk: the sentence under the strip, and the warning when one more is logged."""

from __future__ import annotations

from mcr_desktop.charts.axes import number_words
from mcr_desktop.domain.conversations import ContactPressure
from mcr_desktop.ui.names import firsts, together

ORDINALS = (
    "", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
)  # fmt: skip


def ordinal(number: int) -> str:
    """Sixth, or 13th where words become long."""
    if 0 < number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def room_words(pressure: ContactPressure) -> tuple[str, bool]:
    """The sentence under the strip, and whether it is a warning."""
    limit = f"Their limit is {pressure.budget} a month."
    if pressure.room > 0:
        return f"Room to talk. {limit}", False
    if pressure.room == 0:
        return f"That is all they can bear this month. {limit}", True
    count, people = pressure.started_by_us, firsts(pressure.by_people)
    return f"{count} contacts from {together(people)}. {limit} Give them room.", True


def hounding(pressure: ContactPressure, me: str) -> tuple[str, str] | None:
    """The two lines of the warning if one more contact by us is logged; None while there is room."""
    count = pressure.started_by_us + 1
    if count <= pressure.budget:
        return None
    everyone = list(dict.fromkeys([*pressure.by_people, me]))
    whom = "you" if everyone == [me] else f"{number_words(len(everyone))} of us"
    head = f"{ordinal(count)} contact this month from {whom}. Their limit is {number_words(pressure.budget)}."
    others = firsts([name for name in pressure.by_people if name != me])
    if others:
        return head, f"Logging is fine. Before the next call, see what {together(others)} already asked."
    return head, "Logging is fine. Let them breathe before the next call."
