"""Search: the newest first, inside the fence, whatever is typed; and names in spite of slips."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_mock_engine

from mcr_desktop.domain.conversations import EntryKind, NewComplaint, NewConversation, NewFact
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.errors import NotAllowed
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.store import search
from mcr_desktop.wiring import Services
from tests.worlds import World

HOSTILE = (
    "Marks & Spencer", "o'neill", "c++", "user@host.com", "a-b", '"', '""', "'", "*", "body:x", "NEAR(a b)",
    "a AND", "OR", "NOT x", "(", ")", "^a", "a^2", "%", "_", "\\", "{a b}", "a*", "-a", "+", "search_index",
    "; DROP TABLE x", "\0", "a\0b", "日本", "ß", "İ", "ﬁ", "e\u0301", "\u202e", "😀", "a" * 5000,
    " ".join("a" * 200), ".", "",
)  # fmt: skip


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def maya(world: World) -> Actor:
    return world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)


def log(services: Services, actor: Actor, customer: int, text: str) -> int:
    return services.conversations.log(actor, NewConversation(str(uuid4()), customer, text))


def lines(services: Services, actor: Actor, text: str, **more: int) -> list[str]:
    return [hit.line for hit in services.search.find(actor, text, **more)]


def test_words_are_found_in_notes_complaints_and_facts_newest_first(
    services: Services, world: World, maya: Actor
) -> None:
    customer, other = world.customer("Marlow Ferries"), world.customer("Dee")
    log(services, maya, customer, "Café bestellt.\nZweite Zeile über Palette 88.")
    services.complaints.add(maya, customer, NewComplaint("Palette 88 kam zu spät"), str(uuid4()))
    services.facts.add(maya, other, NewFact("Palette", "88 ist die letzte"), str(uuid4()))

    hits = services.search.find(maya, "PALETTE 8")
    assert [hit.entry for hit in hits] == [EntryKind.FACT, EntryKind.COMPLAINT, EntryKind.CONVERSATION]
    assert hits[-1].line == "Zweite Zeile über Palette 88."
    assert (hits[0].customer, hits[0].words) == ("Dee", ("palette", "8"))
    assert lines(services, maya, "cafe") == ["Café bestellt."]
    assert lines(services, maya, "pal 88") == []
    assert lines(services, maya, "uber") == ["Zweite Zeile über Palette 88."]
    assert len(lines(services, maya, "palette", limit=2)) == 2
    assert lines(services, maya, "palette", customer_id=other) == ["Palette: 88 ist die letzte"]


def test_search_stays_inside_the_fence(services: Services, world: World, maya: Actor) -> None:
    customer, eve = world.customer("St. Brannock", fenced=True), world.user("Eve")
    world.assign(customer, maya)
    log(services, maya, customer, "buffer stock")
    services.customers.add_contact(maya, customer, ContactRow(0, "Dr. Amara Osei", "Chief Scientist"))

    assert lines(services, maya, "buffer") == ["buffer stock"]
    assert lines(services, eve, "buffer") == []
    with pytest.raises(NotAllowed):
        services.search.find(eve, "buffer", customer_id=customer)
    (osei,) = services.search.palette(maya, "osei")
    assert (osei.name, osei.detail, osei.mine) == ("Dr. Amara Osei", "Chief Scientist, St. Brannock", True)
    assert services.search.palette(eve, "osei") == ()
    assert [each.name for each in services.search.palette(eve, "brannock")] == ["St. Brannock"]


def test_a_name_is_found_in_spite_of_a_slip_and_ones_own_first(
    services: Services, world: World, maya: Actor
) -> None:
    world.customer("Marlow Foods")
    own = world.customer("Marlow Zinc")
    world.assign(own, maya)
    world.customer("Hollis & Crane Foods")

    assert [each.name for each in services.search.palette(maya, "marl")] == ["Marlow Zinc", "Marlow Foods"]
    assert services.search.palette(maya, "holis")[0].name == "Hollis & Crane Foods"
    assert services.search.palette(maya, "crane")[0].name == "Hollis & Crane Foods"
    assert services.search.palette(maya, "ranefoo")[0].name == "Hollis & Crane Foods"
    assert services.search.palette(maya, "arlo")[0].name == "Marlow Zinc"
    assert services.search.palette(maya, "zzzzqqq") == ()
    assert services.search.palette(maya, " ") == ()
    assert len(services.search.palette(maya, "marl", 1)) == 1


def test_a_long_line_is_cut_round_the_word(services: Services, world: World, maya: Actor) -> None:
    customer = world.customer("Marlow")
    log(services, maya, customer, "start " + "word " * 100 + "needle " + "word " * 100 + "end")
    (line,) = lines(services, maya, "needle")
    assert "needle" in line
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(line) < 170
    log(services, maya, customer, "haystack " + "word " * 100)
    assert lines(services, maya, "haystack")[0].startswith("haystack")


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_only_words(services: Services, world: World, maya: Actor, text: str) -> None:
    log(services, maya, world.customer("Marlow"), "Nothing of that kind stands here")
    assert lines(services, maya, text) == []
    services.search.palette(maya, text)
    services.customers.ids(maya, text=text)


def test_on_a_server_the_same_words_are_looked_for_in_the_folded_text() -> None:
    bind = create_mock_engine("postgresql+psycopg://", lambda *_: None)
    question = search.newest_first(bind.dialect.name, ("pal_ette", "88"))
    words = str(question.compile(dialect=bind.dialect))
    assert words.count("search_entry.body LIKE") == 2
    assert "search_index" not in words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_text_searches_without_a_fault(services: Services, maya: Actor, text: str) -> None:
    assert isinstance(services.search.find(maya, text), tuple)
    assert isinstance(services.search.palette(maya, text), tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(words=st.lists(st.text("abcäöüßé", min_size=1, max_size=6), min_size=1, max_size=6))
def test_every_word_of_a_note_finds_it(services: Services, maya: Actor, words: list[str]) -> None:
    customer = services.customers.add(maya, f"Customer {uuid4()}")
    number = log(services, maya, customer, " ".join(words))
    for word in words:
        assert number in [hit.id for hit in services.search.find(maya, word.upper(), customer_id=customer)]
