"""Cards in a note: tokens make them, plain words only offer them, and nothing is made of nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.capture import Card, CardKind, read_capture
from mcr_desktop.domain.conversations import NewComplaint, NewFact, NewObjective, NewPromise, Side

MONDAY = date(2026, 11, 23)
KINDS = ("Late delivery", "Missed pick-up", "Wrong unit on invoice")


def cards(text: str) -> tuple[Card, ...]:
    return read_capture(text, MONDAY, KINDS).cards


def only(text: str) -> Card:
    (card,) = cards(text)
    return card


def test_the_note_of_the_picture_gives_its_three_cards() -> None:
    text = (
        "Gavin rang. Truck came to gate A again, nobody could sign.\n"
        "/complaint missed pick-up, second this month, he is patient but tired of it\n"
        "We promise to send the new route sheet by next tue\n"
        "Leo leaves purchasing in January"
    )
    complaint, promise, fact = cards(text)

    assert (complaint.kind, complaint.on, complaint.title) == (
        CardKind.COMPLAINT, True, "Complaint: Missed pick-up"
    )  # fmt: skip
    assert complaint.detail == "Severity 3 of 5"
    assert (promise.kind, promise.on) == (CardKind.PROMISE, False)
    assert promise.new == NewPromise("Send the new route sheet", Side.OURS, date(2026, 12, 1))
    assert promise.detail == "Ours · Tue 1 December"
    assert fact.new == NewFact("role", "Leo leaves purchasing in January")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("/promise new route sheet by fri", NewPromise("New route sheet", due=date(2026, 11, 27))),
        ("/promise route sheet", NewPromise("Route sheet")),
        ("/promise friday", NewPromise("Friday", due=date(2026, 11, 27))),
        ("/theirs forecast until 4 Dec", NewPromise("Forecast", Side.THEIRS, date(2026, 12, 4))),
        ("/theirs by friday they send the list", NewPromise(
            "By friday they send the list", Side.THEIRS, date(2026, 11, 27))),
        ("/fact Deliveries: before 07:30", NewFact("Deliveries", "before 07:30")),
        ("/fact she likes tea", NewFact("preference", "she likes tea")),
        ("/fact gate B has a new sign", NewFact("note", "gate B has a new sign")),
        ("/fact contract date: never ends", NewFact("contract date", "never ends")),
        ("/plan no stock-outs by 1 dec", NewObjective("No stock-outs", date(2026, 12, 1))),
        ("/plan round-table", NewObjective("Round-table")),
        ("/complaint late deliveries again, severity 5", NewComplaint(
            "late deliveries again, severity 5", "Late delivery", 5)),
        ("/complaint pallet wet, they want a new one", NewComplaint(
            "pallet wet, they want a new one", wanted="a new one")),
    ],
)  # fmt: skip
def test_a_token_makes_a_card_of_the_rest_of_its_line(text: str, new: object) -> None:
    card = only(text)
    assert card.new == new
    assert card.on
    assert (card.start, card.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We'll send it", CardKind.PROMISE),
        ("I will call her", CardKind.PROMISE),
        ("Quote by Friday", CardKind.PROMISE),
        ("Wir schicken das Angebot", CardKind.PROMISE),
        ("Wir liefern das bis zum 4. Dezember", CardKind.PROMISE),
        ("They will send the list", CardKind.THEIRS),
        ("Roland Mendel will confirm by Friday", CardKind.THEIRS),
        ("Frau Kern wird das Muster prüfen", CardKind.THEIRS),
        ("The truck was late", CardKind.COMPLAINT),
        ("Die Lieferung war zu spät", CardKind.COMPLAINT),
        ("Another missed pick-up", CardKind.COMPLAINT),
        ("Herr Meier verlässt die Firma", CardKind.FACT),
        ("She prefers mail", CardKind.FACT),
        ("Their goal is zero stock-outs", CardKind.FACT),
    ],
)
def test_plain_words_are_offered_and_off(text: str, kind: CardKind) -> None:
    card = only(f"{text}.")
    assert (card.kind, card.on) == (kind, False)
    assert text.startswith(f"{text}."[card.start : card.end])


@pytest.mark.parametrize(
    "text",
    ["Nice talk.", "Not late this time.", "No complaints.", "Nicht mehr verspätet.", "/promise", "", " \n\n"],
)
def test_other_words_make_no_card(text: str) -> None:
    assert cards(text) == ()


@pytest.mark.parametrize("text", ["/ complaint x", "https://host/complaint", "and/or/fact", "/promised land"])
def test_a_slash_elsewhere_is_no_token(text: str) -> None:
    assert not any(card.on for card in cards(text))


def test_several_tokens_share_a_line() -> None:
    first, second, private = cards("Call. /promise list by fri /fact role: buyer /private")
    assert isinstance(first.new, NewPromise)
    assert first.new.text == "List"
    assert isinstance(second.new, NewFact)
    assert (private.kind, private.new) == (CardKind.PRIVATE, None)


def test_private_is_said_of_the_whole_note() -> None:
    assert read_capture("/private Talk about the merger", MONDAY).private
    assert not read_capture("Talk about the merger", MONDAY).private


def test_the_day_of_a_card_flips_and_stands_where_the_words_do() -> None:
    text = "Hm.\n/promise route sheet by next tue"
    card = only(text)
    assert card.day is not None
    assert text[card.day.start : card.day.end] == "next tue"

    other = card.flipped()
    assert other.new == NewPromise("Route sheet", due=date(2026, 11, 24))
    assert other.detail == "Ours · Tue 24 November"
    assert other.flipped() == card
    assert only("/plan x next tue").flipped().detail == "Tue 24 November"
    plain = only("/fact role: buyer")
    assert plain.flipped() is plain


def test_a_card_is_switched_on_and_off() -> None:
    card = only("They will send it.")
    assert card.switched().on
    assert card.switched().switched() == card


def test_details_say_how_long_a_fact_stays_fresh() -> None:
    assert only("/fact phone: 123").detail == "Stays fresh for 12 months"
    assert only("/fact contract date: May 2030").detail == "Never goes stale"


def test_a_long_line_has_a_short_title() -> None:
    assert len(only("/promise " + "word " * 100).title) <= 70


pieces = [
    "/complaint",
    "/promise",
    "/theirs",
    "/fact",
    "/plan",
    "/private",
    "by",
    "next",
    "tue",
    "late",
    "we'll",
    "not",
    ":",
    ".",
    ";",
]
texts = st.text() | st.lists(st.sampled_from([*pieces, "\n", " "])).map(" ".join)


@given(texts, st.dates())
def test_any_text_is_read_without_a_fault_and_always_the_same(text: str, today: date) -> None:
    reading = read_capture(text, today, KINDS)

    assert reading == read_capture(text, today, KINDS)
    assert [card.start for card in reading.cards] == sorted(card.start for card in reading.cards)
    for card in reading.cards:
        assert 0 <= card.start < card.end <= len(text)
        assert card.on == text.startswith("/", card.start)
        assert card.flipped().flipped() == card
        if card.day is not None:
            assert card.start <= card.day.start < card.day.end <= card.end
