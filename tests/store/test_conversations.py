"""Conversations: kept whole or not at all, once; read back newest first; corrected without loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import (
    Draft,
    EntryKind,
    Kind,
    NewComplaint,
    NewConversation,
    NewFact,
    NewObjective,
    NewPromise,
    Side,
    Starter,
    TimelineEntry,
)
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.errors import NotFound, Refused, Stale
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World


@pytest.fixture
def services(world: World) -> Services:
    return Services.over(world.database, world.clock)


@pytest.fixture
def maya(world: World) -> Actor:
    return world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)


@pytest.fixture
def brannock(world: World, maya: Actor) -> int:
    customer = world.customer("St. Brannock Hospital", fenced=True)
    world.assign(customer, maya)
    return customer


def talk(customer: int, text: str = "All well.", at: datetime | None = None) -> NewConversation:
    return NewConversation(str(uuid4()), customer, text, happened_at=at)


def test_a_conversation_keeps_all_that_was_found_in_it(
    services: Services, maya: Actor, brannock: int
) -> None:
    osei = services.customers.add_contact(maya, brannock, ContactRow(0, "Dr. Osei"))
    new = NewConversation(
        str(uuid4()),
        brannock,
        "Happy with the courier.",
        Kind.CALL,
        Starter.THEM,
        minutes=12,
        contact_ids=(osei, osei),
        promises=(NewPromise("Quote", due=date(2026, 11, 27)), NewPromise("Forecast", Side.THEIRS)),
        facts=(NewFact("Goal", "no stock-outs", 3),),
        complaints=(NewComplaint("Batch 88 late", "Late delivery", 4, wanted="a call"),),
        objectives=(NewObjective("Shared forecast", date(2027, 1, 31)),),
    )
    services.conversations.log(maya, new)

    (entry,) = services.conversations.timeline(maya, brannock)
    assert (entry.who, entry.deed) == ("Dr. Osei", "called Maya, 12 min")
    assert [tag.words for tag in entry.tags] == ["Late delivery", "1 fact", "2 promises"]
    ours, theirs = sorted(services.promises.of(maya, brannock), key=lambda each: each.id)
    assert (ours.who, theirs.who) == ("Maya Lindqvist", "Dr. Osei")
    (fact,) = services.facts.of(maya, brannock)
    assert (fact.value, fact.shelf_months, fact.by) == ("no stock-outs", 3, "Maya Lindqvist")
    (complaint,) = services.complaints.listed(maya)
    assert (complaint.kind, complaint.severity) == ("Late delivery", 4)
    (plan,) = services.customers.plan(maya, brannock)
    assert plan.title == "Shared forecast"


def test_saving_twice_keeps_one(services: Services, world: World, maya: Actor, brannock: int) -> None:
    new = replace(talk(brannock), promises=(NewPromise("Quote"),))
    first = services.conversations.log(maya, new)
    before = world.checksum()

    assert services.conversations.log(maya, replace(new, text="Other words")) == first
    assert world.checksum() == before


def test_one_uuid_is_one_conversation_with_one_customer(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    new = talk(brannock)
    services.conversations.log(maya, new)
    with pytest.raises(Refused, match="another customer"):
        services.conversations.log(maya, replace(new, customer_id=world.customer("Marlow Ferries")))


def test_what_cannot_be_kept_is_refused_whole(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    other = world.customer("Marlow Ferries")
    stranger = services.customers.add_contact(maya, other, ContactRow(0, "Una"))
    foreign = services.complaints.add(maya, other, NewComplaint("Late"), str(uuid4()))
    before = world.checksum()

    for new, error, words in (
        (talk(brannock, "  \n "), Refused, "what was said"),
        (talk(brannock, at=MONDAY + timedelta(days=1)), Refused, "future"),
        (replace(talk(brannock), contact_ids=(stranger,)), Refused, "not one of this customer's people"),
        (
            replace(talk(brannock), complaints=(NewComplaint("x", joins=foreign),)),
            NotFound,
            "no such complaint",
        ),
        (replace(talk(brannock), complaints=(NewComplaint("x", joins=99),)), NotFound, "no such complaint"),
        (replace(talk(brannock), objectives=(NewObjective(" "),)), Refused, "what was agreed"),
        (talk(404), NotFound, "no such customer"),
    ):
        with pytest.raises(error, match=words):
            services.conversations.log(maya, new)
    assert world.checksum() == before


def test_more_words_join_an_open_complaint(services: Services, maya: Actor, brannock: int) -> None:
    first = services.complaints.add(
        maya, brannock, NewComplaint("Gate A again", "Late delivery"), str(uuid4())
    )
    more = NewComplaint("And again", "Late delivery", 5, joins=first)
    services.conversations.log(maya, replace(talk(brannock), complaints=(more,)))

    (complaint,) = services.complaints.listed(maya)
    assert complaint.text == "Gate A again\n2026-11-23: And again"
    assert complaint.severity == 5


def test_a_correction_keeps_the_first_wording(services: Services, maya: Actor, brannock: int) -> None:
    conversation = services.conversations.log(maya, talk(brannock, "Zwei Paletten"))
    services.conversations.revise(maya, conversation, "Drei Paletten", 1)

    assert [each.text for each in services.conversations.revisions(maya, conversation)] == [
        "Zwei Paletten",
        "Drei Paletten",
    ]
    (entry,) = services.conversations.timeline(maya, brannock)
    assert (entry.text, entry.revisions) == ("Drei Paletten", 2)
    assert services.search.find(maya, "zwei") == ()
    assert len(services.search.find(maya, "drei")) == 1
    with pytest.raises(Stale, match="Look at both wordings"):
        services.conversations.revise(maya, conversation, "Vier Paletten", 1)
    with pytest.raises(Refused, match="needs words"):
        services.conversations.revise(maya, conversation, " ", 2)
    with pytest.raises(NotFound):
        services.conversations.revise(maya, 404, "x", 1)


def test_everything_is_told_once_and_a_kind_by_itself(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    new = replace(talk(brannock), promises=(NewPromise("Quote"),), facts=(NewFact("role", "buyer"),))
    services.conversations.log(maya, new)
    services.complaints.add(
        maya, brannock, NewComplaint("Late", "Late delivery"), str(uuid4()), noticed_by_us=True
    )
    services.facts.add(maya, brannock, NewFact("phone", "123"), str(uuid4()))
    world.clock.move(hours=1)
    (promise,) = services.promises.of(maya, brannock)

    def kinds(*wanted: EntryKind) -> list[str]:
        entries = services.conversations.timeline(maya, brannock, kinds=wanted or None)
        return [entry.entry.value for entry in entries]

    assert kinds() == ["conversation", "complaint", "fact"]
    assert kinds(EntryKind.FACT) == ["fact", "fact"]
    assert kinds(EntryKind.PROMISE) == ["promise"]
    assert kinds(EntryKind.CONVERSATION, EntryKind.FACT) == ["conversation", "fact"]
    services.promises.keep(maya, promise.id, seen_version=1)
    assert kinds() == ["conversation", "complaint", "promise", "fact"]
    (kept,) = services.conversations.timeline(maya, brannock, kinds=(EntryKind.PROMISE,))
    assert (kept.who, kept.deed, kept.text) == ("Maya Lindqvist", "kept a promise", "Quote")
    (complaint,) = services.conversations.timeline(maya, brannock, kinds=(EntryKind.COMPLAINT,))
    assert complaint.deed == "noticed a shortfall"


@pytest.mark.parametrize(
    ("kind", "starter", "named", "deed"),
    [
        (Kind.CALL, Starter.US, True, "called Una Kerr"),
        (Kind.MAIL, Starter.US, True, "wrote to Una Kerr"),
        (Kind.MEETING, Starter.US, False, "met"),
        (Kind.CHAT, Starter.THEM, True, "chatted with Maya"),
        (Kind.OTHER, Starter.THEM, False, "spoke with Maya"),
    ],
)
def test_an_entry_says_who_did_what(
    services: Services, maya: Actor, brannock: int, kind: Kind, starter: Starter, named: bool, deed: str
) -> None:
    una = services.customers.add_contact(maya, brannock, ContactRow(0, "Una Kerr"))
    new = replace(talk(brannock), kind=kind, started_by=starter, contact_ids=(una,) if named else ())
    services.conversations.log(maya, new)

    (entry,) = services.conversations.timeline(maya, brannock)
    assert entry.deed == deed
    who = {Starter.US: "Maya Lindqvist", Starter.THEM: "Una Kerr" if named else "They"}
    assert entry.who == who[starter]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 60])
def test_pages_of_the_timeline_fit_together_without_gap_or_repeat(
    services: Services, world: World, maya: Actor, brannock: int, limit: int
) -> None:
    midnight = datetime.combine(date(2026, 11, 20), datetime.min.time()).astimezone(UTC)
    for n in range(4):
        at = midnight + timedelta(hours=n // 2)
        services.conversations.log(maya, talk(brannock, f"talk {n}", at))
        day = date(2026, 11, 19 + n % 3)
        services.complaints.add(maya, brannock, NewComplaint(f"complaint {n}"), str(uuid4()), day)
        services.facts.add(maya, brannock, NewFact("note", f"fact {n}"), str(uuid4()))
        services.promises.add(maya, brannock, NewPromise(f"promise {n}"), str(uuid4()))
        world.clock.move(days=-1)
    world.clock.move(days=4)

    whole = services.conversations.timeline(maya, brannock, limit=100)
    pages: list[TimelineEntry] = []
    while page := services.conversations.timeline(
        maya, brannock, before=pages[-1] if pages else None, limit=limit
    ):
        pages.extend(page)
    assert tuple(pages) == whole
    assert len(whole) == 16
    assert [entry.at for entry in whole] == sorted((entry.at for entry in whole), reverse=True)


def test_words_narrow_the_timeline_down_in_every_kind(
    services: Services, maya: Actor, world: World, brannock: int
) -> None:
    eve = world.user("Eve")
    services.conversations.log(maya, talk(brannock, "Übergabe 100% am Tor"))
    services.complaints.add(maya, brannock, NewComplaint("ubergabe am tor misslang"), str(uuid4()))
    services.facts.add(maya, brannock, NewFact("note", "Tor B, Übergabe früh"), str(uuid4()))
    services.promises.add(maya, brannock, NewPromise("Schild am Tor, Übergabe"), str(uuid4()))
    services.conversations.leave_message(eve, brannock, str(uuid4()), "Wegen der Übergabe am Tor")
    services.conversations.log(maya, talk(brannock, "Anderes"))

    assert len(services.conversations.timeline(maya, brannock, text="tor UBERGABE")) == 5
    assert len(services.conversations.timeline(maya, brannock, text="100%")) == 1
    assert services.conversations.timeline(maya, brannock, text="_") == ()


def test_news_are_what_colleagues_wrote_inside_ones_own_fence(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    tom, eve = world.user("Tom Okafor"), world.user("Eve")
    world.assign(brannock, tom)
    since = MONDAY - timedelta(hours=1)
    services.conversations.log(maya, talk(brannock, "Spoke with Dr. Osei", MONDAY - timedelta(days=9)))
    services.complaints.add(maya, brannock, NewComplaint("Late"), str(uuid4()))
    promise = services.promises.add(maya, brannock, NewPromise("Quote"), str(uuid4()))
    services.promises.keep(maya, promise, seen_version=1)

    assert [entry.entry for entry in services.conversations.feed(tom, since)] == [
        EntryKind.COMPLAINT,
        EntryKind.PROMISE,
        EntryKind.CONVERSATION,
    ]
    assert services.conversations.feed(maya, since) == ()
    assert services.conversations.feed(eve, since) == ()
    assert len(services.conversations.feed(tom, MONDAY + timedelta(days=1))) == 0


def test_a_message_is_left_once_and_not_by_the_team(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    eve, uuid = world.user("Eve"), str(uuid4())
    services.conversations.leave_message(eve, brannock, uuid, "Please call")
    before = world.checksum()
    services.conversations.leave_message(eve, brannock, uuid, "Please call")
    assert world.checksum() == before
    assert len(services.conversations.messages(maya, brannock)) == 1
    (news,) = services.conversations.feed(maya, MONDAY - timedelta(hours=1))
    assert (news.who, news.deed, news.text) == ("Eve", "left a message", "Please call")
    assert services.conversations.feed(eve, MONDAY - timedelta(hours=1)) == ()
    with pytest.raises(Refused, match="Write the message"):
        services.conversations.leave_message(eve, brannock, str(uuid4()), " ")


def test_contacts_of_the_month_are_counted_by_who_started_them(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    tom = world.user("Tom Okafor")
    world.assign(brannock, tom)
    for days, who, starter in (
        (0, maya, Starter.US),
        (29, tom, Starter.US),
        (30, tom, Starter.US),
        (3, tom, Starter.THEM),
    ):
        new = replace(talk(brannock, at=MONDAY - timedelta(days=days)), started_by=starter)
        services.conversations.log(who, new)

    pressure = services.customers.pressure(maya, brannock)
    assert (pressure.started_by_us, pressure.budget, pressure.room) == (2, 2, 0)
    assert (pressure.ours[0], pressure.ours[-1], pressure.theirs[-4]) == (1, 1, 1)
    assert pressure.by_people == ("Tom Okafor", "Maya Lindqvist")
    assert pressure.first_day == date(2026, 10, 25)


def test_a_draft_survives_until_it_is_saved_and_stays_its_writers(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    eve = world.user("Eve")
    new = talk(brannock, "Half a")
    draft = Draft(new.uuid, "Half a", MONDAY, brannock)
    services.drafts.keep(maya, draft)
    services.drafts.keep(maya, replace(draft, text="Half a word"))
    services.drafts.keep(eve, replace(draft, text="Mine"))
    services.drafts.drop(eve, new.uuid)

    (kept,) = services.drafts.all(maya)
    assert (kept.text, kept.customer) == ("Half a word", "St. Brannock Hospital")
    assert services.drafts.all(eve) == ()
    lines = world.counts()["audit_entry"]
    services.drafts.drop(maya, new.uuid)
    assert services.drafts.all(maya) == ()
    assert world.counts()["audit_entry"] == lines

    services.drafts.keep(maya, draft)
    services.conversations.log(maya, new)
    services.drafts.keep(maya, draft)
    assert services.drafts.all(maya) == ()


def test_undo_takes_a_conversation_back_with_all_that_hangs_on_it(
    services: Services, world: World, maya: Actor, brannock: int
) -> None:
    tables = ("conversation", "note_revision", "promise", "fact", "complaint", "search_entry")
    new = replace(
        talk(brannock),
        promises=(NewPromise("Quote"),),
        facts=(NewFact("a", "b"),),
        complaints=(NewComplaint("c"),),
    )
    services.conversations.log(maya, new)
    assert services.history.undo(maya) == "log a conversation"
    assert [world.counts()[table] for table in tables] == [0] * 6
    assert services.search.find(maya, "well") == ()
    services.history.redo(maya)
    assert len(services.search.find(maya, "well")) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=st.text().filter(lambda text: text.replace("\0", "").strip()))
def test_any_words_come_back_as_they_were(services: Services, maya: Actor, text: str) -> None:
    customer = services.customers.add(maya, f"Customer {uuid4()}")
    services.conversations.log(maya, talk(customer, text))
    (entry,) = services.conversations.timeline(maya, customer)
    assert entry.text == text.replace("\0", "").strip()


def test_words_that_no_database_can_hold_are_left_out(services: Services, maya: Actor, brannock: int) -> None:
    services.conversations.log(maya, talk(brannock, "a\0b\ud800c"))
    assert services.conversations.timeline(maya, brannock)[0].text == "abc"
    with pytest.raises(Refused, match="what was said"):
        services.conversations.log(maya, talk(brannock, "\0"))


def test_marks_say_how_a_complaint_and_a_promise_ended(
    services: Services, maya: Actor, brannock: int
) -> None:
    for state, remedy in ((ComplaintState.CLOSED, "a call"), (ComplaintState.REMEDIED, "")):
        number = services.complaints.add(maya, brannock, NewComplaint("x", "Late"), str(uuid4()))
        services.complaints.change_state(maya, number, state, seen_version=1, remedy=remedy)
    late = services.promises.add(maya, brannock, NewPromise("Quote", due=date(2026, 11, 20)), str(uuid4()))
    services.promises.keep(maya, late, seen_version=1)
    gone = services.promises.add(maya, brannock, NewPromise("List"), str(uuid4()))
    services.promises.let_go(maya, gone, "not needed", seen_version=1)
    services.promises.add(maya, brannock, NewPromise("Sign", due=date(2026, 12, 4)), str(uuid4()))
    shown = services.conversations.timeline(maya, brannock)
    assert [(entry.text, entry.tags[-1].words) for entry in shown] == [
        ("x", "Remedied"),
        ("x", "Closed"),
        ("Sign", "Due 4 Dec 2026"),
        ("List (not needed)", "Ours"),
        ("Quote", "Late"),
    ]
