"""Account reviews: right to the cent, only of what the fence lets through, and written down when printed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import insert, select

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import NewComplaint, NewConversation, NewFact, NewPromise, Side, Starter
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import MadeFor, PrintedReview
from mcr_desktop.models.complaints import Complaint
from mcr_desktop.models.facts import Fact as FactRow
from mcr_desktop.models.history import AuditEntry
from mcr_desktop.models.orders import Order
from mcr_desktop.services.complaints import ComplaintService
from mcr_desktop.services.conversations import ConversationService
from mcr_desktop.services.facts import FactService
from mcr_desktop.services.investigations import InvestigationService
from mcr_desktop.services.reviews import ReviewService
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.worlds import World

AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 22))


@pytest.fixture
def maya(world: World) -> Actor:
    return world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)


@pytest.fixture
def harbour(world: World, maya: Actor) -> int:
    team = world.team("North", maya)
    customer = world.customer("Żółć & Harbour <Ltd>", team=team, fenced=True)
    world.assign(customer, maya)
    return customer


def service(world: World) -> ReviewService:
    return ReviewService(world.database, world.clock)


def order(world: World, customer: int, day: date, value: str) -> None:
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.BROUGHT_IN, world.clock())
        session.execute(insert(Order).values(customer_id=customer, ordered_on=day, value=Decimal(value)))


def talk(world: World, actor: Actor, customer: int, text: str, day: date, **more: object) -> int:
    when = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    new = NewConversation(str(uuid4()), customer, text, happened_at=when, **more)  # type: ignore[arg-type]
    return ConversationService(world.database, world.clock).log(actor, new)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_orders_are_counted_to_the_cent(world: World, maya: Actor, harbour: int) -> None:
    for day, value in (
        (date(2026, 8, 31), "1000.10"),
        (date(2026, 9, 1), "0.10"),
        (date(2026, 11, 22), "0.20"),
        (date(2026, 11, 23), "7.77"),
    ):
        order(world, harbour, day, value)
    figures = service(world).snapshot(maya, harbour, AUTUMN).orders
    assert (figures.count, figures.value) == (2, Decimal("0.30"))
    assert (figures.count_to_date, figures.value_to_date) == (4, Decimal("1008.17"))


def test_talks_of_the_period_are_there_and_private_words_are_not_printed(
    world: World, maya: Actor, harbour: int
) -> None:
    talk(world, maya, harbour, "before", date(2026, 8, 31))
    talk(world, maya, harbour, "They want gate B.", date(2026, 9, 1), started_by=Starter.THEM)
    talk(world, maya, harbour, "SECRET-NOTE", date(2026, 10, 1), private=True)
    snapshot = service(world).snapshot(maya, harbour, AUTUMN)
    assert [(each.text, each.private) for each in snapshot.talks] == [
        ("They want gate B.", False),
        ("SECRET-NOTE", True),
    ]
    printed = service(world).print(maya, harbour, AUTUMN)
    assert "SECRET-NOTE" not in words(printed.pdf)


def test_promises_facts_and_what_to_ask_next(world: World, maya: Actor, harbour: int) -> None:
    talk(
        world,
        maya,
        harbour,
        "much was said",
        date(2026, 10, 1),
        promises=(
            NewPromise("Trial volumes for January", Side.THEIRS, date(2026, 12, 4)),
            NewPromise("Gate B sign", Side.OURS, date(2026, 10, 9)),
        ),
        facts=(NewFact("Role", "Dr. Osei is Chief Scientist", 1), NewFact("Goal", "Trials")),
    )
    facts = FactService(world.database, world.clock)
    goal = next(fact for fact in facts.of(maya, harbour) if fact.topic == "Goal")
    facts.ask_next(maya, goal.id)
    world.clock.move(days=60)
    snapshot = service(world).snapshot(maya, harbour, AUTUMN)
    assert {promise.text for promise in snapshot.promises} == {"Trial volumes for January", "Gate B sign"}
    assert snapshot.ask_next == (
        "Ask about goal: Trials.",
        "You promised: Trial volumes for January. How far is it?",
        "Is it still true (role): Dr. Osei is Chief Scientist?",
    )
    assert snapshot.summary == ""
    assert "We talked once" in words(service(world).print(maya, harbour, AUTUMN).pdf)


def complaint(world: World, actor: Actor, customer: int, day: date, kind: str, value: str = "1") -> int:
    new = NewComplaint("It came late.", kind, value=Decimal(value))
    return ComplaintService(world.database, world.clock).add(actor, customer, new, str(uuid4()), day)


def test_complaints_of_the_period_weigh_by_kind_and_older_open_ones_stay(
    world: World, maya: Actor, harbour: int
) -> None:
    old = complaint(world, maya, harbour, date(2026, 3, 1), "Late")
    complaint(world, maya, harbour, date(2026, 9, 5), "Late", "10.50")
    complaint(world, maya, harbour, date(2026, 9, 6), "Late", "0.25")
    complaint(world, maya, harbour, date(2026, 10, 6), "Wrong unit", "99.99")
    complaint(world, maya, harbour, date(2026, 11, 23), "Late")
    snapshot = service(world).snapshot(maya, harbour, AUTUMN)
    assert snapshot.pareto == (("Late", 2, Decimal("10.75")), ("Wrong unit", 1, Decimal("99.99")))
    assert old in {each.id for each in snapshot.complaints}
    assert len(snapshot.complaints) == 4
    counts = {each.month: each.count for each in snapshot.by_month}
    assert counts[date(2026, 9, 1)] == 2
    assert counts[date(2026, 4, 1)] == 0
    assert all(each.upper is not None for each in snapshot.by_month)


def test_a_short_history_says_nothing_about_what_is_usual(world: World, maya: Actor, harbour: int) -> None:
    complaint(world, maya, harbour, date(2026, 10, 5), "Late")
    months = service(world).snapshot(maya, harbour, AUTUMN).by_month
    assert [(each.month, each.upper) for each in months if each.count] == [(date(2026, 10, 1), None)]
    assert [each.month.month for each in months] == [9, 10, 11]


def test_without_any_complaint_there_are_no_months(world: World, maya: Actor, harbour: int) -> None:
    assert service(world).snapshot(maya, harbour, AUTUMN).by_month == ()


def test_the_cause_of_an_investigation_stands_beside_its_complaints(
    world: World, maya: Actor, harbour: int
) -> None:
    number = complaint(world, maya, harbour, date(2026, 9, 5), "Late")
    looked = InvestigationService(world.database, world.clock)
    found = looked.open(maya, "Gate B", "Late", {}, uuid=str(uuid4()))
    looked.set_cause(
        maya, found, "Route sheets are copied by hand", seen_version=looked.get(maya, found).version
    )
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.CHANGED_COMPLAINT, world.clock())
        session.get_one(Complaint, number).investigation_id = found
    snapshot = service(world).snapshot(maya, harbour, AUTUMN)
    assert snapshot.complaints[0].cause == "Route sheets are copied by hand"
    assert [one.title for one in snapshot.investigations] == ["Gate B"]
    printed = service(world)
    assert "copied by hand" in words(printed.print(maya, harbour, AUTUMN).pdf)


def test_an_outsider_gets_no_review_and_nothing_is_written(world: World, harbour: int) -> None:
    eve = world.user("Eve")
    before = world.checksum()
    for attempt in (
        lambda: service(world).snapshot(eve, harbour, AUTUMN),
        lambda: service(world).print(eve, harbour, AUTUMN),
        lambda: service(world).choose(eve, named=[harbour]),
        lambda: service(world).print(eve, harbour, AUTUMN, MadeFor.CUSTOMER),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(NotFound):
        service(world).print(eve, 99, AUTUMN)
    assert world.checksum() == before


def test_the_customers_copy_is_a_leads_to_print(world: World, maya: Actor, harbour: int) -> None:
    with pytest.raises(NotAllowed, match="lead of the team"):
        service(world).print(maya, harbour, AUTUMN, MadeFor.CUSTOMER)
    lead = world.user("Tom", Role.TEAM_LEAD)
    world.assign(harbour, lead)
    with pytest.raises(NotAllowed):
        service(world).print(lead, harbour, AUTUMN, MadeFor.CUSTOMER)


def test_a_lead_prints_the_customers_copy_and_both_looking_and_printing_are_recorded(
    world: World, maya: Actor
) -> None:
    lead = world.user("Tom", Role.TEAM_LEAD)
    customer = world.customer("Marlow", team=world.team("South", lead, maya), fenced=True)
    world.assign(customer, maya)
    printed = service(world).print(lead, customer, AUTUMN, MadeFor.CUSTOMER)
    assert printed.pages >= 1
    with world.database.reading() as session:
        deeds = session.execute(
            select(AuditEntry.deed, AuditEntry.subject)
            .where(AuditEntry.user_id == lead.id)
            .order_by(AuditEntry.id)
        ).all()
    assert [row.deed for row in deeds] == [Deed.READ.value, Deed.PRINTED.value]
    assert deeds[1].subject == "review 1, 2026-09-01 to 2026-11-22, for the customer"


def test_of_all_customers_only_the_readable_are_chosen_and_the_rest_counted(
    world: World, maya: Actor, harbour: int
) -> None:
    world.customer("Fenced off", fenced=True)
    open_one = world.customer("Open")
    reviews = service(world)
    assert reviews.choose(maya, everyone=True) == ((open_one, harbour), 1)
    assert reviews.choose(maya, team="north") == ((harbour,), 0)
    assert reviews.choose(maya, named=[harbour, harbour]) == ((harbour,), 0)
    assert reviews.choose(maya, everyone=True, made_for=MadeFor.CUSTOMER) == ((), 3)
    with pytest.raises(Refused, match="no team"):
        reviews.choose(maya, team="Nowhere")


def test_the_usual_period_is_the_last_three_months(world: World, maya: Actor) -> None:
    assert service(world).usual_period(maya) == Period(date(2026, 8, 24), date(2026, 11, 23))
    until = date(2026, 5, 31)
    assert service(world).usual_period(maya, until) == Period(date(2026, 3, 1), until)


def test_many_reviews_are_one_file_or_many_under_safe_names(
    world: World, maya: Actor, harbour: int, tmp_path: Path
) -> None:
    reviews, folder, taken = service(world), tmp_path / "out", set[str]()
    other = world.customer("../../etc/passwd")
    made = list(reviews.print_many(maya, (harbour, other), AUTUMN))
    paths = [reviews.save(maya, each.pdf, each.name, folder, taken) for each in made]
    assert [path.parent for path in paths] == [folder, folder]
    assert "Żółć & Harbour" in paths[0].name
    together = reviews.print_together(maya, made, "Reviews")
    assert len(PdfReader(BytesIO(together)).pages) == sum(each.pages for each in made)
    with pytest.raises(Refused):
        reviews.print_together(maya, [], "Reviews")
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="cannot be made"):
        reviews.save(maya, b"", "a", blocked / "below", set())


def test_accents_and_markup_stay_as_they_were_typed(world: World, maya: Actor, harbour: int) -> None:
    talk(world, maya, harbour, "Größe <b>fett</b> & {7*7}", date(2026, 10, 1))
    text = words(service(world).print(maya, harbour, AUTUMN).pdf)
    assert "Żółć & Harbour <Ltd>" in text


def test_a_closed_complaint_of_long_ago_is_not_in_the_review(world: World, maya: Actor, harbour: int) -> None:
    number = complaint(world, maya, harbour, date(2026, 1, 5), "Late")
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.CHANGED_COMPLAINT, world.clock())
        row = session.get_one(Complaint, number)
        row.state, row.closed_on = ComplaintState.CLOSED, date(2026, 1, 9)
    assert service(world).snapshot(maya, harbour, AUTUMN).complaints == ()
    closed_in = Period(date(2026, 1, 8), date(2026, 1, 8) + timedelta(days=5))
    assert len(service(world).snapshot(maya, harbour, closed_in).complaints) == 1


def test_looking_at_a_review_is_not_printing_it_and_issuing_it_is_written_down(
    world: World, maya: Actor, harbour: int
) -> None:
    reviews = service(world)
    looked_at = reviews.preview(maya, harbour, AUTUMN)
    assert printed_deeds(world) == 0
    reviews.issue(maya, looked_at)
    assert reviews.print(maya, harbour, AUTUMN).pdf == looked_at.pdf
    assert printed_deeds(world) == 2
    eve = world.user("Eve")
    with pytest.raises(NotAllowed):
        reviews.preview(eve, harbour, AUTUMN)
    with pytest.raises(NotAllowed):
        reviews.issue(eve, looked_at)
    with pytest.raises(Refused):
        reviews.issue(maya, PrintedReview("x", "x.pdf", b"", 1))
    assert printed_deeds(world) == 2


def printed_deeds(world: World) -> int:
    with world.database.reading() as session:
        deeds = select(AuditEntry.id).where(AuditEntry.deed == Deed.PRINTED.value)
        return len(session.scalars(deeds).all())


def test_a_summary_nobody_wrote_is_drafted_from_what_each_copy_may_hold(world: World, maya: Actor) -> None:
    lead = world.user("Tom", Role.TEAM_LEAD)
    customer = world.customer("Marlow", team=world.team("South", lead, maya))
    talk(world, maya, customer, "said", date(2026, 3, 1), facts=(NewFact("Goal", "Trials", 1),) * 2)
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.CHANGED_FACT, world.clock())
        session.scalars(select(FactRow)).first().restricted = True  # type: ignore[union-attr]
    for made_for, said in (
        (MadeFor.TEAM, "All two facts should"),
        (MadeFor.CUSTOMER, "The one fact we hold should"),
    ):
        assert said in words(service(world).preview(lead, customer, AUTUMN, made_for).pdf)
