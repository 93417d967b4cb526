"""The customer's own sheet goes out, comes back filled in, and is taken over line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject
from sqlalchemy import select, update

from mcr_desktop.domain.conversations import NewFact, NewPromise
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.errors import NotAllowed, NotFound, Refused, Stale
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.sheets import SheetChange, SheetReading
from mcr_desktop.models.facts import Fact as FactRow
from mcr_desktop.models.history import AuditEntry
from mcr_desktop.services.customers import CustomerService
from mcr_desktop.services.facts import FactService
from mcr_desktop.services.history import HistoryService
from mcr_desktop.services.promises import PromiseService
from mcr_desktop.services.sheets import SheetService
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.worlds import World

GREEK, POLISH = "Αθηνά Ευαγγελοπούλου, κάθε Τρίτη", "Zażółć gęślą jaźń\ndo godziny siódmej"


@dataclass
class Office:
    """One fenced customer with something of every kind, and who works for them."""

    world: World
    lead: Actor
    maya: Actor
    customer: int
    folder: Path

    @property
    def sheets(self) -> SheetService:
        return SheetService(self.world.database, self.world.clock)

    @property
    def facts(self) -> FactService:
        return FactService(self.world.database, self.world.clock)

    def fact(self, topic: str, value: str) -> int:
        return self.facts.add(self.maya, self.customer, NewFact(topic, value), str(uuid4()))

    def filled(self, answers: Mapping[str, str], ticked: tuple[str, ...] = ()) -> Path:
        """Print the sheet, fill the lines whose names begin like this, and save it."""
        pdf = self.sheets.print(self.lead, self.customer).pdf
        return fill(pdf, answers, ticked, self.folder / "returned.pdf")

    def read(self, path: Path) -> SheetReading:
        return self.sheets.read(self.maya, path)


def fill(pdf: bytes, answers: Mapping[str, str], ticked: tuple[str, ...], path: Path) -> Path:
    """Write values into fields as any program would: the value, and no picture of it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    left = {*answers, *ticked}
    for page in writer.pages:
        for reference in page.get("/Annots", ()):
            field = reference.get_object()
            name = str(field.get("/T", ""))
            for line, words in answers.items():
                if name.startswith(line) and name.endswith(".changed"):
                    field[NameObject("/V")] = TextStringObject(words)
                    left.discard(line)
            for line in ticked:
                if name.startswith(line) and name.endswith(".right"):
                    field[NameObject("/V")] = field[NameObject("/AS")] = NameObject("/Yes")
                    left.discard(line)
    assert not left
    writer.write(path)
    return path


@pytest.fixture
def office(world: World, tmp_path: Path) -> Office:
    lead = world.user("Tom Okafor", Role.TEAM_LEAD)
    maya = world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)
    customer = world.customer("Żółć & Υιοί", team=world.team("North", lead, maya), fenced=True)
    world.assign(customer, maya)
    return Office(world, lead, maya, customer, tmp_path)


def one(reading: SheetReading) -> SheetChange:
    (change,) = reading.changes
    return change


def test_greek_and_polish_go_out_and_come_back(office: Office) -> None:
    place = office.fact("Πόλη", "Θεσσαλονίκη")
    hours = office.fact("Godziny", "od ósmej do szóstej")
    path = office.filled({f"fact-{place}-": GREEK, f"fact-{hours}-": POLISH})

    reading = office.read(path)

    assert (reading.customer, reading.made_on) == ("Żółć & Υιοί", date(2026, 11, 23))
    assert {(each.label, each.old, each.new) for each in reading.changes} == {
        ("Πόλη", "Θεσσαλονίκη", GREEK),
        ("Godziny", "od ósmej do szóstej", POLISH),
    }
    for change in reading.changes:
        office.sheets.accept(office.maya, change)
    held = {fact.topic: fact for fact in office.facts.of(office.maya, office.customer)}
    assert (held["Πόλη"].value, held["Godziny"].value) == (GREEK, POLISH)
    assert {fact.source for fact in held.values()} == {"the customer"}
    assert office.facts.history(office.maya, place)[0].value == "Θεσσαλονίκη"
    again = office.read(path)
    assert (again.changes, again.settled) == ((), 2)


def test_reading_changes_nothing_and_accepting_leaves_a_line_and_can_be_undone(office: Office) -> None:
    fact = office.fact("Goal", "Trials")
    path = office.filled({f"fact-{fact}-": "Trials in spring"})
    before = office.world.checksum()
    change = one(office.read(path))
    assert office.world.checksum() == before

    office.sheets.accept(office.maya, change)

    with office.world.database.reading() as session:
        line = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (line.deed, line.subject, line.reason) == (
            "take over what a customer wrote",
            "Goal",
            "sheet of 2026-11-23",
        )
    HistoryService(office.world.database, office.world.clock).undo(office.maya)
    assert office.facts.of(office.maya, office.customer)[0].value == "Trials"


def test_a_tick_confirms_a_fact_today(office: Office) -> None:
    fact = office.fact("Goal", "Trials")
    office.world.clock.move(days=200)
    change = one(office.read(office.filled({}, (f"fact-{fact}-",))))
    assert (change.old, change.new) == ("Trials", "")
    office.sheets.accept(office.maya, change)
    held = office.facts.of(office.maya, office.customer)[0]
    assert (held.value, held.source) == ("Trials", "the customer")
    assert (held.learned_on, held.confirmed_on) == (date(2026, 11, 23), date(2027, 6, 11))


def test_people_terms_promises_and_what_is_new_are_taken_over(office: Office) -> None:
    customers = CustomerService(office.world.database, office.world.clock)
    person = customers.add_contact(
        office.maya, office.customer, ContactRow(0, "A. Osei", "Buyer", influence=4, terms="mornings")
    )
    promised = PromiseService(office.world.database, office.world.clock).add(
        office.maya, office.customer, NewPromise("Quote by Friday"), str(uuid4())
    )
    path = office.filled(
        {
            f"name-{person}-": "Dr. Amara  Osei",
            f"title-{person}-": "Head of Purchasing",
            f"reach-{person}-": "Only by mail",
            f"promise-{promised}-": "Quote by Monday",
            "term-0-": "Mail",
            "new-1-": "We move to Gate C in March.",
        }
    )
    reading = office.read(path)
    assert len(reading.changes) == 6
    for change in reading.changes:
        office.sheets.accept(office.maya, change)

    (row,) = customers.contacts(office.maya, office.customer)
    assert (row.name, row.title, row.terms, row.influence) == (
        "Dr. Amara Osei",
        "Head of Purchasing",
        "Only by mail",
        4,
    )
    (promise,) = PromiseService(office.world.database, office.world.clock).of(office.maya, office.customer)
    assert promise.text == "Quote by Monday"
    held = {fact.topic: fact.value for fact in office.facts.of(office.maya, office.customer)}
    assert held == {"Preferred channel": "Mail", "told by the customer": "We move to Gate C in March."}
    again = office.read(path)
    assert (again.changes, again.settled) == ((), 6)


def test_what_we_changed_ourselves_meanwhile_is_said(office: Office) -> None:
    fact = office.fact("Goal", "Trials")
    path = office.filled({f"fact-{fact}-": "Trials in spring"}, (f"fact-{fact}-",))
    assert one(office.read(path)).remark == "They ticked it as right and wrote beside it, too."
    office.facts.change(office.maya, fact, "Trials in autumn", seen_version=1)
    change = one(office.read(path))
    assert (change.old, change.remark) == (
        "Trials in autumn",
        "We have changed this ourselves since the sheet was printed.",
    )
    office.facts.change(office.maya, fact, "No trials", seen_version=2)
    with pytest.raises(Stale):
        office.sheets.accept(office.maya, change)


def test_words_beside_what_we_no_longer_hold_become_a_new_fact(office: Office) -> None:
    fact = office.fact("Goal", "Trials")
    path = office.filled({f"fact-{fact}-": "Trials in spring"})
    office.facts.end(office.maya, fact, "over")
    change = one(office.read(path))
    assert "no longer hold" in change.remark
    office.sheets.accept(office.maya, change)
    office.sheets.accept(office.maya, change)
    (held,) = office.facts.of(office.maya, office.customer)
    assert (held.topic, held.value) == ("told by the customer", "Trials in spring")


def test_what_is_restricted_is_neither_printed_nor_changed_from_outside(office: Office) -> None:
    hidden, shown = office.fact("Goal", "SECRET"), office.fact("Gate", "B")
    with office.world.database.writing() as session:
        audit.record(session, office.world.root, Deed.CHANGED_FACT, office.world.clock())
        session.execute(update(FactRow).where(FactRow.id == hidden).values(restricted=True))
    pdf = office.sheets.print(office.lead, office.customer).pdf
    assert "SECRET" not in "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert not any(name.startswith(f"fact-{hidden}-") for name in PdfReader(BytesIO(pdf)).get_fields() or {})
    change = one(office.read(fill(pdf, {f"fact-{shown}-": "C"}, (), office.folder / "r.pdf")))
    forged = replace(change, key=replace(change.key, id=hidden), old="SECRET")
    with pytest.raises(NotFound):
        office.sheets.accept(office.maya, forged)


def test_a_sheet_that_names_records_of_somebody_else_changes_nothing_of_theirs(office: Office) -> None:
    other = office.world.customer("Marlow")
    foreign = office.facts.add(office.maya, other, NewFact("Goal", "Peace"), str(uuid4()))
    fact = office.fact("Goal", "Trials")
    path = office.filled({f"fact-{fact}-": "Trials in spring"})
    change = one(office.read(path))
    forged = replace(change, key=replace(change.key, id=foreign), old="Peace")
    with pytest.raises(NotFound):
        office.sheets.accept(office.maya, forged)
    assert office.facts.of(office.maya, other)[0].value == "Peace"


def test_the_sheet_is_a_leads_to_print_the_teams_to_take_over_and_nobody_elses(office: Office) -> None:
    fact = office.fact("Goal", "Trials")
    path = office.filled({f"fact-{fact}-": "Trials in spring"})
    change = one(office.read(path))
    eve = office.world.user("Eve")
    before = office.world.checksum()
    with pytest.raises(NotAllowed, match="lead of the team"):
        office.sheets.print(office.maya, office.customer)
    for attempt in (
        lambda: office.sheets.print(eve, office.customer),
        lambda: office.sheets.read(eve, path),
        lambda: office.sheets.accept(eve, change),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert office.world.checksum() == before


def test_an_empty_promise_is_no_promise_and_a_closed_one_is_not_reworded(office: Office) -> None:
    does = PromiseService(office.world.database, office.world.clock)
    promised = does.add(office.maya, office.customer, NewPromise("Quote"), str(uuid4()))
    change = one(office.read(office.filled({f"promise-{promised}-": "Quote by Monday"})))
    with pytest.raises(Refused):
        office.sheets.accept(office.maya, replace(change, new="  "))
    does.keep(office.maya, promised, seen_version=1)
    with pytest.raises(Refused, match="closed"):
        office.sheets.accept(office.maya, change)


def test_the_same_sheet_has_the_same_bytes(office: Office) -> None:
    office.fact("Goal", "Trials")
    first, second = (office.sheets.print(office.lead, office.customer).pdf for _ in range(2))
    assert first == second
