"""The fence, walked: every use case by every kind of person, at a fenced customer and at an open one.

What is expected stands in one table.  Whoever is refused reads one plain sentence, and nothing stored has
changed; whoever is outside finds no word of the fenced customer in any list.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from mcr_desktop.domain.complaints import ComplaintState, Handling, Shortfall
from mcr_desktop.domain.conversations import (
    EntryKind,
    NewComplaint,
    NewConversation,
    NewFact,
    NewPromise,
)
from mcr_desktop.domain.customers import ContactRow, CustomerDetails, Move, Part
from mcr_desktop.domain.errors import McrError, NotAllowed, Refused
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.reviews import MadeFor, PrintedReview, ReviewSnapshot
from mcr_desktop.domain.sheets import SheetChange, SheetKey, SheetKind
from mcr_desktop.wiring import Services
from tests.offered import SERVICES
from tests.scenes import CANARY, MONTH, TODAY, TOMORROW, WORTH, Records, Scene, Stage, built, stage
from tests.worlds import MONDAY, World

pytestmark = pytest.mark.slow

__all__ = ["built", "stage"]

FENCED = """
                          read write assign fence lift message gate copy
manager                    x     x     .     .    .      .      .    .
deputy                     x     x     .     .    .      .      .    .
cover                      x     x     .     .    .      .      .    .
specialist                 x     x     .     .    .      .      .    .
lead of the team           x     x     x     r    x      .      .    x
lead of another team       .     .     .     .    .      x      .    .
member of the team only    .     .     .     .    .      x      .    .
admin                      .     .     x     r    x      x      x    .
admin with a gate pass     x     .     x     r    x      x      r    .
admin with a spent pass    .     .     x     r    x      x      x    .
outsider                   .     .     .     .    .      x      .    .
cover before their days    .     .     .     .    .      x      .    .
cover after their days     .     .     .     .    .      x      .    .
manager until yesterday    .     .     .     .    .      x      .    .
"""
OPEN = """
                          read write assign fence lift message gate copy
manager                    x     x     .     .    .      .      .    .
deputy                     x     x     .     .    .      .      .    .
cover                      x     x     .     .    .      .      .    .
specialist                 x     x     .     .    .      .      .    .
lead of the team           x     x     x     x    r      .      .    x
lead of another team       x     x     .     .    .      .      .    .
member of the team only    x     x     .     .    .      .      .    .
admin                      x     x     x     x    r      .      r    .
admin with a gate pass     x     x     x     x    r      .      r    .
admin with a spent pass    x     x     x     x    r      .      r    .
outsider                   x     x     .     .    .      .      .    .
cover before their days    x     x     .     .    .      .      .    .
cover after their days     x     x     .     .    .      .      .    .
manager until yesterday    x     x     .     .    .      .      .    .
"""
"""What each person may do at a fenced customer, and at an open one.

x: it is done.  .: NotAllowed.  r: Refused, since the matter itself stands against it (there is a fence
already, there is none to lift, no pass is needed).
"""


@dataclass(frozen=True)
class UseCase:
    """One public method of a service, what right it needs, and how it is called."""

    name: str
    needs: str
    call: Callable[[Services, Actor, Records, Scene], object]
    writes: bool = True


def reading(name: str, call: Callable[[Services, Actor, Records, Scene], object]) -> UseCase:
    return UseCase(name, "read", call, writes=False)


def writing(name: str, call: Callable[[Services, Actor, Records, Scene], object]) -> UseCase:
    return UseCase(name, "write", call)


def uuid() -> str:
    return str(uuid4())


def printed(records: Records, made_for: MadeFor) -> PrintedReview:
    """A file as somebody may have it on the screen."""
    snapshot = ReviewSnapshot(records.customer, "", "", MONTH, MONDAY, "", number=9)
    return PrintedReview("", "a.pdf", b"%PDF", 1, made_for, snapshot=snapshot)


def corrected(records: Records, scene: Scene) -> SheetChange:
    """What a customer wrote beside a fact."""
    held = f"{CANARY} {'fenced' if records == scene.fenced else 'open'}"
    key = SheetKey(SheetKind.FACT, records.fact, 1)
    return SheetChange(records.customer, key, CANARY, held, "other", TODAY)


USE_CASES = (
    reading("customers.header", lambda s, a, r, _: s.customers.header(a, r.customer)),
    reading("customers.contacts", lambda s, a, r, _: s.customers.contacts(a, r.customer)),
    reading("customers.gate_passes", lambda s, a, r, _: s.customers.gate_passes(a, r.customer)),
    reading("customers.pressure", lambda s, a, r, _: s.customers.pressure(a, r.customer)),
    reading("customers.plan", lambda s, a, r, _: s.customers.plan(a, r.customer)),
    reading("assignments.of", lambda s, a, r, _: s.assignments.of(a, r.customer)),
    reading("conversations.timeline", lambda s, a, r, _: s.conversations.timeline(a, r.customer)),
    reading("conversations.revisions", lambda s, a, r, _: s.conversations.revisions(a, r.conversation)),
    reading("conversations.messages", lambda s, a, r, _: s.conversations.messages(a, r.customer)),
    reading("conversations.breaches", lambda s, a, r, _: s.conversations.breaches(a, r.customer)),
    reading("facts.of", lambda s, a, r, _: s.facts.of(a, r.customer)),
    reading("facts.history", lambda s, a, r, _: s.facts.history(a, r.fact)),
    reading("promises.of", lambda s, a, r, _: s.promises.of(a, r.customer)),
    reading("complaints.get", lambda s, a, r, _: s.complaints.get(a, r.complaint)),
    reading("complaints.listed", lambda s, a, r, _: s.complaints.listed(a, customer_id=r.customer)),
    reading("complaints.similar_open", lambda s, a, r, _: s.complaints.similar_open(a, r.customer, "Late")),
    reading("search.find", lambda s, a, r, _: s.search.find(a, CANARY, customer_id=r.customer)),
    reading("reviews.choose", lambda s, a, r, _: s.reviews.choose(a, named=(r.customer,))),
    reading("reviews.snapshot", lambda s, a, r, _: s.reviews.snapshot(a, r.customer, MONTH)),
    reading("reviews.issued", lambda s, a, r, _: s.reviews.issued(a, r.customer)),
    reading("reviews.kept", lambda s, a, r, _: s.reviews.kept(a, r.copy)),
    reading("reviews.summary", lambda s, a, r, _: s.reviews.summary(a, r.customer, MONTH)),
    reading("reviews.red_lines", lambda s, a, r, _: s.reviews.red_lines(a, printed(r, MadeFor.CUSTOMER))),
    UseCase("reviews.issue", "read", lambda s, a, r, _: s.reviews.issue(a, printed(r, MadeFor.TEAM))),
    UseCase("reviews.issue", "copy", lambda s, a, r, _: s.reviews.issue(a, printed(r, MadeFor.CUSTOMER))),
    UseCase("reviews.again", "read", lambda s, a, r, _: s.reviews.again(a, r.copy)),
    writing("reviews.keep_summary", lambda s, a, r, _: s.reviews.keep_summary(
        a, r.customer, MONTH, "Other words")),
    UseCase("sheets.print", "copy", lambda s, a, r, _: s.sheets.print(a, r.customer)),
    writing("sheets.accept", lambda s, a, r, scene: s.sheets.accept(a, corrected(r, scene))),
    writing("customers.change", lambda s, a, r, _: s.customers.change(
        a, r.customer, "Renamed", CustomerDetails(), seen_version=2)),
    writing("customers.add_contact", lambda s, a, r, _: s.customers.add_contact(
        a, r.customer, ContactRow(0, "Una"))),
    writing("customers.change_contact", lambda s, a, r, _: s.customers.change_contact(
        a, ContactRow(r.contact, "Una"))),
    writing("customers.add_objective", lambda s, a, r, _: s.customers.add_objective(
        a, r.customer, "Less stock")),
    writing("customers.add_step", lambda s, a, r, _: s.customers.add_step(a, r.objective, "Count it")),
    writing("customers.tick_step", lambda s, a, r, _: s.customers.tick_step(a, r.step)),
    writing("conversations.log", lambda s, a, r, _: s.conversations.log(
        a, NewConversation(uuid(), r.customer, "Hello"))),
    writing("conversations.revise", lambda s, a, r, _: s.conversations.revise(
        a, r.conversation, "Other words", 1)),
    writing("facts.add", lambda s, a, r, _: s.facts.add(a, r.customer, NewFact("role", "buyer"), uuid())),
    writing("facts.confirm", lambda s, a, r, _: s.facts.confirm(a, r.fact, seen_version=1)),
    writing("facts.change", lambda s, a, r, _: s.facts.change(a, r.fact, "other", seen_version=1)),
    writing("facts.ask_next", lambda s, a, r, _: s.facts.ask_next(a, r.fact)),
    writing("facts.end", lambda s, a, r, _: s.facts.end(a, r.fact, "gone")),
    writing("promises.add", lambda s, a, r, scene: s.promises.add(
        a, r.customer, NewPromise("Quote"), uuid(), user_id=scene.people["manager"].id)),
    writing("promises.change", lambda s, a, r, _: s.promises.change(
        a, r.promise, "Quote", TODAY, seen_version=1)),
    writing("promises.keep", lambda s, a, r, _: s.promises.keep(a, r.promise, seen_version=1)),
    writing("promises.let_go", lambda s, a, r, _: s.promises.let_go(a, r.promise, "no need", seen_version=1)),
    writing("promises.reopen", lambda s, a, r, _: s.promises.reopen(a, r.kept, seen_version=2)),
    writing("promises.snooze", lambda s, a, r, _: s.promises.snooze(a, r.promise, TOMORROW)),
    writing("promises.reassign", lambda s, a, r, scene: s.promises.reassign(
        a, r.promise, scene.people["deputy"].id)),
    writing("complaints.add", lambda s, a, r, _: s.complaints.add(
        a, r.customer, NewComplaint("Late"), uuid())),
    writing("complaints.change_state", lambda s, a, r, _: s.complaints.change_state(
        a, r.complaint, ComplaintState.CLOSED, seen_version=1, remedy="a new one")),
    writing("complaints.handle", lambda s, a, r, _: s.complaints.handle(
        a, r.complaint, Handling(ComplaintState.CLOSED, 4, remedy="a new one"), seen_version=1)),
    writing("complaints.note_shortfall", lambda s, a, r, _: s.complaints.note_shortfall(
        a, Shortfall(uuid(), r.customer, "", "Late promise", "late", TODAY))),
    writing("complaints.leave_shortfall", lambda s, a, r, _: s.complaints.leave_shortfall(
        a, Shortfall(uuid(), r.customer, "", "Late promise", "late", TODAY))),
    UseCase("assignments.assign", "assign", lambda s, a, r, scene: s.assignments.assign(
        a, r.customer, scene.newcomer.id, Part.DEPUTY, reason="helps")),
    UseCase("assignments.end", "assign", lambda s, a, r, _: s.assignments.end(
        a, r.specialist, TODAY, "done")),
    UseCase("assignments.assign_many", "assign", lambda s, a, r, scene: s.assignments.assign_many(
        a, (Move(r.customer, scene.newcomer.id),), "balance")),
    UseCase("assignments.plan_many", "assign", lambda s, a, r, scene: s.assignments.plan_many(
        a, (Move(r.customer, scene.newcomer.id),)), writes=False),
    UseCase("customers.fence", "fence", lambda s, a, r, _: s.customers.fence(a, r.customer, "valued")),
    UseCase("customers.lift_fence", "lift", lambda s, a, r, _: s.customers.lift_fence(
        a, r.customer, "enough")),
    UseCase("customers.open_gate", "gate", lambda s, a, r, _: s.customers.open_gate(
        a, r.customer, "an audit")),
    UseCase("conversations.leave_message", "message", lambda s, a, r, _: s.conversations.leave_message(
        a, r.customer, uuid(), "Please call")),
)  # fmt: skip

LISTS: dict[str, Callable[[Services, Actor, Scene], object]] = {
    "customers.ids and rows": lambda s, a, _: s.customers.rows(a, s.customers.ids(a)),
    "customers.ids by value": lambda s, a, _: s.customers.rows(a, s.customers.ids(a, sort="value")),
    "customers.directory_entry": lambda s, a, scene: s.customers.directory_entry(a, scene.fenced.customer),
    "assignments.board": lambda s, a, _: s.assignments.board(a),
    "conversations.feed": lambda s, a, _: s.conversations.feed(a, datetime(2020, 1, 1, tzinfo=UTC), 100),
    "drafts.all": lambda s, a, _: s.drafts.all(a),
    "facts.stale": lambda s, a, _: s.facts.stale(a, 100),
    "promises.due": lambda s, a, _: s.promises.due(a, TODAY + timedelta(days=99)),
    "complaints.listed": lambda s, a, _: s.complaints.listed(a),
    "complaints.listed of a place": lambda s, a, _: s.complaints.listed(
        a, where={"site": f"{CANARY} fenced"}
    ),
    "complaints.kinds": lambda s, a, _: s.complaints.kinds(a),
    "complaints.shortfalls": lambda s, a, _: s.complaints.shortfalls(a),
    "investigations.all": lambda s, a, _: s.investigations.all(a),
    "search.find": lambda s, a, _: [hit.line for hit in s.search.find(a, CANARY)],
    "search.palette": lambda s, a, _: s.search.palette(a, CANARY),
    "today.today": lambda s, a, _: s.today.today(a),
    "trends.report": lambda s, a, _: s.trends.report(a),
    "trends.alerts": lambda s, a, _: s.trends.alerts(a),
    "reviews.choose": lambda s, a, _: s.reviews.choose(a, everyone=True),
    "people.users": lambda s, a, _: s.people.users(a),
    "people.teams": lambda s, a, _: s.people.teams(a),
}

NOT_ABOUT_ONE_CUSTOMER = {
    "people": {
        "found_workspace", "actor_named", "add_user", "change_roles", "add_team", "join_team", "leave_team",
    },
    "customers": {"find_named", "add"},
    "drafts": {"keep", "drop"},
    "investigations": {
        "get", "open", "set_owner", "set_due", "set_containment", "add_why", "set_cause", "set_escape_point",
        "add_step", "step_done", "set_fixed_when", "set_effect", "move", "quiet",
        "check_effects", "telling", "tell_customers",
    },
    "complaints": {"merge_kinds", "rename_kind", "keep_apart", "kept_apart"},
}  # fmt: skip
"""Use cases of these services beside the fence round one customer; their own tests are elsewhere."""

WALKED = (
    "people", "customers", "assignments", "conversations", "drafts", "facts", "promises", "complaints",
    "investigations", "search", "today",
)  # fmt: skip


def expected() -> dict[tuple[str, str, str], str]:
    """(person, fenced or open, right) to what happens."""
    table = {}
    for side, text in (("fenced", FENCED), ("open", OPEN)):
        head, *lines = text.strip("\n").splitlines()
        for line in lines:
            person, marks = line[:25].strip(), line[25:].split()
            for right, mark in zip(head.split(), marks, strict=True):
                table[person, side, right] = mark
    return table


def audit_lines(world: World) -> int:
    return world.counts()["audit_entry"]


@pytest.mark.parametrize("use_case", USE_CASES, ids=lambda each: f"{each.name} ({each.needs})")
def test_the_fence_lets_in_whom_the_table_says_and_nobody_else(use_case: UseCase, stage: Stage) -> None:
    world, scene, services = stage.world, stage.scene, stage.services
    untouched, lines = world.checksum(), audit_lines(world)
    for (person, side, right), mark in expected().items():
        if right != use_case.needs:
            continue
        where = f"{person}, {side}"
        records = scene.fenced if side == "fenced" else scene.open
        assert _told(partial(use_case.call, services, scene.people[person], records, scene)) == mark, where
        if not stage.was_written() or world.checksum() == untouched:
            assert mark != "x" or not use_case.writes, where
            continue
        assert mark == "x", where
        assert audit_lines(world) > lines, where
        if not use_case.writes:
            # Only the line which says that a lead or pass holder looked.
            assert (side, audit_lines(world)) == ("fenced", lines + 1), where
            assert person in {"lead of the team", "admin with a gate pass"}, where
        stage.reset()


def _told(call: Callable[[], object]) -> str:
    """How a use case ended; whoever is refused reads one plain sentence."""
    try:
        call()
    except McrError as error:
        sentence = str(error)
        assert sentence.endswith((".", "meanwhile.")), sentence
        assert 0 < len(sentence) <= 160, sentence
        assert "\n" not in sentence
        assert CANARY not in sentence
        return {NotAllowed: ".", Refused: "r"}.get(type(error), repr(error))
    return "x"


OUTSIDE = sorted(
    person
    for (person, side, right), mark in expected().items()
    if (side, right, mark) == ("fenced", "read", ".")
)


@pytest.mark.parametrize("person", OUTSIDE)
def test_no_list_shows_a_word_of_the_fenced_customer_to(person: str, stage: Stage) -> None:
    actor = stage.scene.people[person]
    before = stage.world.checksum()

    for name, call in LISTS.items():
        shown = repr(call(stage.services, actor, stage.scene))
        assert f"{CANARY} fenced" not in shown, name
        assert shown.count(repr(WORTH)) <= 1, f"{name} shows the value of the fenced customer too"
    assert stage.world.checksum() == before


@pytest.mark.parametrize("person", ["manager", "lead of the team", "admin with a gate pass"])
def test_the_same_lists_show_it_to(person: str, stage: Stage) -> None:
    actor = stage.scene.people[person]

    for name in ("complaints.listed", "search.find", "search.palette", "conversations.feed"):
        if (person, name) != ("manager", "conversations.feed"):  # what one wrote oneself is no news
            assert f"{CANARY} fenced" in repr(LISTS[name](stage.services, actor, stage.scene)), name
    assert repr(LISTS["customers.ids by value"](stage.services, actor, stage.scene)).count(repr(WORTH)) == 2


def test_a_message_from_outside_is_never_seen_by_its_writer(stage: Stage) -> None:
    services, fenced, open_ = stage.services, stage.scene.fenced.customer, stage.scene.open.customer
    jonas, maya = stage.scene.people["outsider"], stage.scene.people["manager"]
    (message,) = services.conversations.messages(maya, fenced)
    assert (message.who, message.text) == ("Jonas Reyes", f"message {CANARY} fenced")
    (breach,) = services.conversations.breaches(maya, fenced)
    assert (breach.user, breach.what) == ("Jonas Reyes", "left a message")
    assert services.conversations.breaches(maya, open_) == ()

    assert services.conversations.messages(jonas, open_) == ()
    kinds = {entry.entry for entry in services.conversations.timeline(jonas, open_)}
    assert EntryKind.MESSAGE not in kinds
    services.assignments.assign(stage.world.root, fenced, jonas.id, Part.DEPUTY, reason="joins the team")
    assert services.conversations.messages(jonas, fenced) == ()


def test_every_use_case_is_walked_or_named() -> None:
    walked = (
        {use_case.name for use_case in USE_CASES} | {name.split()[0] for name in LISTS} | {"customers.rows"}
    )
    for name in WALKED:
        for method, _ in inspect.getmembers(SERVICES[name], inspect.isfunction):
            if not method.startswith("_"):
                left = method in NOT_ABOUT_ONE_CUSTOMER.get(name, set())
                assert (f"{name}.{method}" in walked) != left, f"{name}.{method}"


def test_the_table_names_everybody_in_the_scene(built: Stage) -> None:
    assert {person for person, _, _ in expected()} == set(built.scene.people)
