"""Issued reviews are numbered, kept byte for byte, comparable with the one before, and carry forward."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from mcr_desktop.domain.conversations import NewPromise, Side
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused, Stale, Unavailable
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import MadeFor, Outcome, PrintedReview
from mcr_desktop.models.history import AuditEntry
from mcr_desktop.models.reviews import IssuedCopy, IssuedReview
from mcr_desktop.services.customers import CustomerService
from mcr_desktop.services.history import HistoryService
from mcr_desktop.services.promises import PromiseService
from mcr_desktop.services.reviews import ReviewService
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.worlds import World

SUMMER = Period(date(2026, 6, 1), date(2026, 8, 31))
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))


@pytest.fixture
def lead(world: World) -> Actor:
    return world.user("Tom Okafor", Role.TEAM_LEAD)


@pytest.fixture
def maya(world: World) -> Actor:
    return world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)


@pytest.fixture
def harbour(world: World, maya: Actor, lead: Actor) -> int:
    customer = world.customer("Żółć & Harbour", team=world.team("North", lead, maya), fenced=True)
    world.assign(customer, maya)
    return customer


@pytest.fixture
def reviews(world: World) -> ReviewService:
    return ReviewService(world.database, world.clock)


def promise(world: World, actor: Actor, customer: int, text: str, due: date | None, side: Side) -> int:
    new = NewPromise(text, side, due)
    return PromiseService(world.database, world.clock).add(actor, customer, new, str(uuid4()))


def rows(world: World) -> tuple[int, int]:
    counts = world.counts()
    return counts["issued_review"], counts["issued_copy"]


def test_an_issued_review_is_numbered_and_given_back_byte_for_byte(
    world: World, reviews: ReviewService, maya: Actor, harbour: int
) -> None:
    made = reviews.print(maya, harbour, AUTUMN)
    (row,) = reviews.issued(maya, harbour)
    assert (row.number, row.period, row.made_for, row.by) == (1, AUTUMN, MadeFor.TEAM, "Maya Lindqvist")
    assert (row.name, row.pages, row.issued_at) == (made.name, made.pages, world.clock())

    world.clock.move(days=40)
    promise(world, maya, harbour, "Something new", None, Side.OURS)
    assert reviews.kept(maya, row.id) == made
    assert reviews.again(maya, row.id).pdf == made.pdf
    assert rows(world) == (1, 1)


def test_the_same_file_issued_again_is_only_written_down(
    world: World, reviews: ReviewService, maya: Actor, harbour: int
) -> None:
    made = reviews.preview(maya, harbour, AUTUMN)
    assert [reviews.issue(maya, made) for _ in range(3)] == [1, 1, 1]
    assert rows(world) == (1, 1)
    with world.database.reading() as session:
        question = select(func.count()).where(AuditEntry.deed == Deed.PRINTED.value)
        assert session.scalar(question) == 3


def test_both_copies_come_from_one_snapshot_while_nothing_has_changed(
    world: World, reviews: ReviewService, maya: Actor, lead: Actor, harbour: int
) -> None:
    first = reviews.print(maya, harbour, AUTUMN)
    world.clock.move(minutes=30)
    second = reviews.print(lead, harbour, AUTUMN, MadeFor.CUSTOMER)
    assert second.snapshot == first.snapshot
    assert [(row.number, row.made_for) for row in reviews.issued(maya, harbour)] == [
        (1, MadeFor.CUSTOMER),
        (1, MadeFor.TEAM),
    ]
    assert rows(world) == (1, 2)


@pytest.mark.parametrize("change", ["a promise", "a day", "a summary", "other days"])
def test_whatever_changes_the_next_one_has_the_next_number(
    world: World, reviews: ReviewService, maya: Actor, harbour: int, change: str
) -> None:
    reviews.print(maya, harbour, AUTUMN)
    if change == "a promise":
        promise(world, maya, harbour, "Gate B sign", None, Side.OURS)
    elif change == "a day":
        world.clock.move(days=1)
    elif change == "a summary":
        reviews.keep_summary(maya, harbour, AUTUMN, "A good quarter.")
    period = SUMMER if change == "other days" else AUTUMN
    snapshot = reviews.snapshot(maya, harbour, period)
    assert snapshot.number == 2
    assert snapshot.previous is not None
    assert (snapshot.previous.number, snapshot.previous.period) == (1, AUTUMN)


def test_a_number_taken_meanwhile_is_said(
    world: World, reviews: ReviewService, maya: Actor, lead: Actor, harbour: int
) -> None:
    looked_at = reviews.preview(maya, harbour, AUTUMN)
    promise(world, maya, harbour, "Gate B sign", None, Side.OURS)
    reviews.print(lead, harbour, AUTUMN)
    with pytest.raises(Stale, match="Review 1 of Żółć & Harbour was issued meanwhile"):
        reviews.issue(maya, looked_at)
    assert rows(world) == (1, 1)


def test_what_was_open_last_time_comes_back_with_what_became_of_it(
    world: World, reviews: ReviewService, maya: Actor, harbour: int
) -> None:
    kept = promise(world, maya, harbour, "Dock map", date(2026, 11, 25), Side.OURS)
    dropped = promise(world, maya, harbour, "Labels", None, Side.THEIRS)
    promise(world, maya, harbour, "Photo", date(2026, 11, 30), Side.OURS)
    promise(world, maya, harbour, "Volumes", date(2027, 3, 1), Side.THEIRS)
    plan = CustomerService(world.database, world.clock)
    objective = plan.add_objective(maya, harbour, "No stock-outs")
    done = plan.add_step(maya, objective, "Count the shelves", due=date(2026, 12, 1))
    plan.add_step(maya, objective, "Agree on a level", side=Side.THEIRS, due=date(2026, 12, 2))
    reviews.print(maya, harbour, AUTUMN)
    world.clock.move(days=14)
    does = PromiseService(world.database, world.clock)
    does.keep(maya, kept, seen_version=1)
    does.let_go(maya, dropped, "They asked us not to.", seen_version=1)
    plan.tick_step(maya, done)

    previous = reviews.snapshot(maya, harbour, Period(date(2026, 9, 1), date(2026, 12, 7))).previous

    assert previous is not None
    assert [(each.text, each.outcome, each.days_late) for each in previous.actions] == [
        ("Photo", Outcome.LATE, 0),
        ("Agree on a level", Outcome.LATE, 0),
        ("Volumes", Outcome.OPEN, 0),
        ("Dock map", Outcome.DONE, 12),
        ("Count the shelves", Outcome.DONE, 6),
        ("Labels", Outcome.DROPPED, 0),
    ]
    assert previous.actions[-1].why == "They asked us not to."


def test_the_figures_of_last_time_are_those_that_were_printed(
    world: World, reviews: ReviewService, maya: Actor, harbour: int
) -> None:
    late = promise(world, maya, harbour, "Sign", date(2026, 11, 23), Side.OURS)
    PromiseService(world.database, world.clock).keep(maya, late, seen_version=1)
    reviews.print(maya, harbour, AUTUMN)
    world.clock.move(days=30)
    previous = reviews.snapshot(maya, harbour, AUTUMN).previous
    assert previous is not None
    assert (previous.figures.promises_kept, previous.figures.promises_due) == (1, 1)


def test_a_summary_is_kept_for_its_days_and_printed(
    world: World, reviews: ReviewService, maya: Actor, harbour: int
) -> None:
    reviews.keep_summary(maya, harbour, AUTUMN, "  A good quarter\0. ")
    assert reviews.summary(maya, harbour, AUTUMN) == "A good quarter."
    assert reviews.snapshot(maya, harbour, AUTUMN).summary == "A good quarter."
    later = Period(date(2026, 9, 3), date(2026, 12, 2))
    assert reviews.summary(maya, harbour, later) == "A good quarter."
    assert reviews.summary(maya, harbour, SUMMER) == ""
    assert reviews.snapshot(maya, harbour, AUTUMN, summary="Mine").summary == "Mine"
    reviews.keep_summary(maya, harbour, AUTUMN, "Better words.")
    reviews.keep_summary(maya, harbour, AUTUMN, "Better words.")
    assert reviews.summary(maya, harbour, AUTUMN) == "Better words."
    assert world.counts()["review_summary"] == 1
    HistoryService(world.database, world.clock).undo(maya)
    assert reviews.summary(maya, harbour, AUTUMN) == "A good quarter."
    with pytest.raises(Refused, match="one paragraph"):
        reviews.keep_summary(maya, harbour, AUTUMN, "x" * 4001)


def test_what_left_the_house_is_not_taken_back_by_undo(
    world: World, reviews: ReviewService, maya: Actor, harbour: int
) -> None:
    promise(world, maya, harbour, "Gate B sign", None, Side.OURS)
    reviews.print(maya, harbour, AUTUMN)
    HistoryService(world.database, world.clock).undo(maya)
    assert rows(world) == (1, 1)
    assert world.counts()["promise"] == 0


def test_an_outsider_reads_no_issued_review_and_a_member_prints_no_customers_copy_again(
    world: World, reviews: ReviewService, maya: Actor, lead: Actor, harbour: int
) -> None:
    reviews.print(lead, harbour, AUTUMN, MadeFor.CUSTOMER)
    (row,) = reviews.issued(maya, harbour)
    assert reviews.kept(maya, row.id).pages == row.pages
    with pytest.raises(NotAllowed, match="lead of the team"):
        reviews.again(maya, row.id)
    eve, before = world.user("Eve"), world.checksum()
    for attempt in (
        lambda: reviews.issued(eve, harbour),
        lambda: reviews.kept(eve, row.id),
        lambda: reviews.again(eve, row.id),
        lambda: reviews.summary(eve, harbour, AUTUMN),
        lambda: reviews.keep_summary(eve, harbour, AUTUMN, "mine"),
    ):
        with pytest.raises(NotAllowed, match="Maya"):
            attempt()
    assert world.checksum() == before
    with pytest.raises(NotFound):
        reviews.kept(maya, 99)


@pytest.mark.parametrize("what", ["pdf", "snapshot"])
def test_a_damaged_review_is_said_and_not_printed(
    world: World, reviews: ReviewService, maya: Actor, harbour: int, what: str
) -> None:
    reviews.print(maya, harbour, AUTUMN)
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.SET, world.clock())
        if what == "pdf":
            session.execute(update(IssuedCopy).values(pdf=b"%PDF-1.4 other"))
        else:
            session.execute(update(IssuedReview).values(snapshot="{}"))
    (row,) = reviews.issued(maya, harbour)
    with pytest.raises(Unavailable, match="damaged"):
        reviews.kept(maya, row.id)


def test_the_red_lines_of_a_first_customers_copy(
    reviews: ReviewService, maya: Actor, lead: Actor, harbour: int
) -> None:
    made = reviews.preview(lead, harbour, AUTUMN, MadeFor.CUSTOMER)
    lines = reviews.red_lines(lead, made)
    assert lines.first
    assert "our reasons for the fence" in lines.left_out
    reviews.issue(lead, made)
    assert not reviews.red_lines(lead, made).first
    team = reviews.preview(maya, harbour, AUTUMN)
    assert not reviews.red_lines(maya, team).left_out
    assert reviews.red_lines(maya, PrintedReview("x", "x.pdf", b"", 1)).in_summary == ()
