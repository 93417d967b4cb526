"""Bringing files in: all or nothing, twice changes nothing, and one undo takes it back."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from mcr_desktop.domain.complaints import NOT_GIVEN, ComplaintState
from mcr_desktop.domain.errors import NotAllowed, Refused, WrongUse
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.text import fold
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.conversations import Conversation, NoteRevision, Participant
from mcr_desktop.models.customers import Contact, Customer, FenceDecision
from mcr_desktop.models.facts import Fact
from mcr_desktop.models.orders import Order
from mcr_desktop.services.history import HistoryService
from mcr_desktop.services.imports import parse_mapping
from mcr_desktop.services.imports.desk import CustomerBook, name_some, plural
from mcr_desktop.store.imports import KnownCustomer
from tests.store.bringing import bring, everything, how_many, table
from tests.worlds import World

CUSTOMERS = [
    ("Id", "Name", "Country", "Phone", "Parent"),
    ("A1", "Käse & Söhne", "Germany", "030 1", ""),
    ("A2", "Marlow Ferries", "UK", "020 2", "A1"),
    ("A3", "marlow ferries", "France", "01 3", ""),
]


def test_only_an_admin_brings_data_in(world: World, tmp_path: Path) -> None:
    path = table(tmp_path / "customers.csv", CUSTOMERS)
    maya = world.user("Maya", Role.TEAM_LEAD)
    before = world.checksum()
    with pytest.raises(NotAllowed, match="Only an admin may bring data in"):
        bring(world, "customers", path, actor=maya)
    assert world.checksum() == before


def test_somebody_who_was_an_admin_when_the_window_opened_is_asked_again(
    world: World, tmp_path: Path
) -> None:
    path = table(tmp_path / "customers.csv", CUSTOMERS)
    maya = world.user("Maya")
    with pytest.raises(NotAllowed):
        bring(world, "customers", path, actor=Actor(maya.id, "Maya", frozenset({Role.ADMIN})))


def test_customers_go_in_with_keys_and_parents_and_the_doubtful_ones_are_named(
    world: World, tmp_path: Path
) -> None:
    path = table(tmp_path / "customers.csv", CUSTOMERS)
    report = bring(world, "customers", path, "region=Country", key="Id")

    assert (report.read, report.added, report.changed, report.skipped) == (3, 3, 0, 0)
    assert any("marlow ferries (A3)" in line and "row 4" in line for line in report.suspicious)
    with world.database.reading() as session:
        rows = {row.key: row for row in session.scalars(select(Customer))}
        assert rows["A2"].parent_id == rows["A1"].id
        assert rows["A1"].name == "Käse & Söhne"
        assert rows["A1"].folded == fold("Käse & Söhne")


def test_a_second_time_changes_nothing_and_says_so(world: World, tmp_path: Path) -> None:
    path = table(tmp_path / "customers.csv", CUSTOMERS)
    bring(world, "customers", path, key="Id")
    before = world.checksum()
    report = bring(world, "customers", path, key="Id")

    assert report.nothing_new
    assert report.unchanged == 3
    assert report.audit_id is None
    assert world.checksum() == before


def test_a_changed_row_brings_its_customer_up_to_date_and_a_blank_takes_nothing_away(
    world: World, tmp_path: Path
) -> None:
    bring(world, "customers", table(tmp_path / "a.csv", CUSTOMERS), "region=Country", key="Id")
    newer = [("Id", "Name", "Country", "Phone"), ("A2", "Marlow Lines", "", "020 9")]
    report = bring(world, "customers", table(tmp_path / "b.csv", newer), "region=Country", key="Id")

    assert (report.added, report.changed) == (0, 1)
    with world.database.reading() as session:
        row = session.scalars(select(Customer).where(Customer.key == "A2")).one()
        assert (row.name, row.folded, row.phone, row.region) == (
            "Marlow Lines",
            "marlow lines",
            "020 9",
            "UK",
        )


def test_a_customer_without_a_key_is_given_the_one_of_the_row_with_its_name(
    world: World, tmp_path: Path
) -> None:
    number = world.customer("Marlow Ferries")
    rows = [("Id", "Name"), ("A2", "MARLOW FERRIES")]
    report = bring(world, "customers", table(tmp_path / "a.csv", rows), key="Id")

    assert (report.added, report.changed) == (0, 1)
    with world.database.reading() as session:
        assert session.get_one(Customer, number).key == "A2"


def test_a_name_that_two_customers_have_refuses_the_row(world: World, tmp_path: Path) -> None:
    for _ in range(2):
        world.customer("Marlow Ferries")
    before = world.checksum()
    rows = [("Name", "Phone"), ("Marlow Ferries", "1")]
    with pytest.raises(Refused, match=r"a\.csv, row 2, column name: 2 customers are called Marlow Ferries"):
        bring(world, "customers", table(tmp_path / "a.csv", rows))
    assert world.checksum() == before


def test_a_customer_cannot_come_to_belong_to_itself(world: World, tmp_path: Path) -> None:
    rows = [("Id", "Name", "Parent"), ("1", "One", "2"), ("2", "Two", "1")]
    with pytest.raises(Refused, match="would belong to itself"):
        bring(world, "customers", table(tmp_path / "a.csv", rows), key="Id")
    assert how_many(world, Customer) == 0


def test_an_unknown_parent_refuses_the_file(world: World, tmp_path: Path) -> None:
    rows = [("Id", "Name", "Parent"), ("1", "One", "9")]
    with pytest.raises(Refused, match="no customer with the key or name 9"):
        bring(world, "customers", table(tmp_path / "a.csv", rows), key="Id")


def test_a_note_about_a_customer_becomes_a_fact_once(world: World, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [("Name", "Note"), ("One", "Pays late in August")])
    bring(world, "customers", path, "note=Note")
    bring(world, "customers", path, "note=Note")
    assert everything(world, Fact.value) == ["Pays late in August"]


def test_rows_of_one_name_and_no_key_are_one_customer(world: World, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [("Name", "Phone"), ("One", "1"), ("one", "2")])
    report = bring(world, "customers", path)
    assert (report.added, report.changed) == (1, 1)
    assert any("taken together" in note for note in report.notes)
    assert report.suspicious


def test_one_unreadable_value_refuses_the_whole_file_with_its_place(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [
        ("Order", "Customer", "Date", "Value"),
        ("1", "One", "2026-01-05", "10"),
        ("2", "One", "soon", "5"),
    ]
    path = table(tmp_path / "orders.csv", rows)
    before = world.checksum()
    with pytest.raises(Refused) as refusal:
        bring(world, "orders", path, "reference=Order", "ordered=Date")
    assert "orders.csv, row 3, column Date" in str(refusal.value)
    assert "Nothing was brought in" in str(refusal.value)
    assert world.checksum() == before


def test_many_bad_rows_are_named_up_to_ten_and_then_counted(world: World, tmp_path: Path) -> None:
    rows = [("Order", "Customer", "Date", "Value"), *((i, "Nobody", "2026-01-05", "1") for i in range(25))]
    with pytest.raises(Refused) as refusal:
        bring(world, "orders", table(tmp_path / "orders.csv", rows), "reference=Order")
    assert str(refusal.value).count("orders.csv, row") == 10
    assert "and 15 more rows" in str(refusal.value)


def test_rows_may_be_left_behind_in_a_file_with_their_reasons(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [
        ("Order", "Customer", "Date", "Value"),
        ("1", "One", "2026-01-05", "10"),
        ("2", "Nobody", "2026-01-06", "5"),
    ]
    path, behind = table(tmp_path / "orders.csv", rows), tmp_path / "behind.csv"
    report = bring(world, "orders", path, "reference=Order", leave_behind=behind)

    assert (report.read, report.added, report.skipped) == (2, 1, 1)
    kept = list(csv.reader(behind.read_text(encoding="utf-8-sig").splitlines()))
    assert kept[0] == ["Order", "Customer", "Date", "Value", "reason"]
    assert kept[1][:4] == ["2", "Nobody", "2026-01-06", "5"]
    assert "no customer with the key or name Nobody" in kept[1][4]


def test_rows_cannot_be_left_behind_in_the_file_that_is_read(world: World, tmp_path: Path) -> None:
    path = table(tmp_path / "customers.csv", CUSTOMERS)
    with pytest.raises(Refused, match="is the file being read"):
        bring(world, "customers", path, leave_behind=path)


def test_a_dry_run_counts_the_same_and_writes_nothing(world: World, tmp_path: Path) -> None:
    path, behind = table(tmp_path / "customers.csv", [*CUSTOMERS, ("A4", "", "", "", "")]), tmp_path / "b.csv"
    before = world.checksum()
    tried = bring(world, "customers", path, key="Id", dry_run=True, leave_behind=behind)
    assert world.checksum() == before
    assert not behind.exists()
    done = bring(world, "customers", path, key="Id", leave_behind=behind)
    assert (tried.read, tried.added, tried.skipped) == (done.read, done.added, done.skipped) == (4, 3, 1)


def test_one_undo_takes_an_import_back(world: World, tmp_path: Path) -> None:
    world.customer("Old")
    before = [everything(world, Customer.name), how_many(world, Fact), how_many(world, Complaint)]
    bring(world, "customers", table(tmp_path / "a.csv", CUSTOMERS), key="Id")
    HistoryService(world.database, world.clock).undo(world.root)
    assert [everything(world, Customer.name), how_many(world, Fact), how_many(world, Complaint)] == before


def test_contacts_belong_to_customers_by_key_or_name(world: World, tmp_path: Path) -> None:
    bring(world, "customers", table(tmp_path / "a.csv", CUSTOMERS), key="Id")
    rows = [
        ("Customer", "Name", "Title", "Address", "Preferred channel"),
        ("A1", "Jürgen Groß", "Owner", "Hinterhof 3", "phone"),
        ("Käse & Söhne", "Ada", "Buyer", "", ""),
        ("A1", "jurgen gross", "", "", ""),
    ]
    path = table(tmp_path / "contacts.csv", rows)
    report = bring(world, "contacts", path, "channel=Preferred channel")
    assert (report.added, report.unchanged) == (2, 1)
    with world.database.reading() as session:
        person = session.scalars(select(Contact).where(Contact.title == "Owner")).one()
        assert (person.name, person.terms) == ("Jürgen Groß", "Prefers phone")
    assert everything(world, Fact.value) == ["Jürgen Groß: Hinterhof 3"]
    assert bring(world, "contacts", path, "channel=Preferred channel").nothing_new


def test_two_people_of_one_name_are_told_apart_by_their_mail(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [("Customer", "Name", "Email"), ("One", "Ada", "a@one.org"), ("One", "Ada", "ada@one.org")]
    path = table(tmp_path / "contacts.csv", rows)
    assert bring(world, "contacts", path).added == 2
    assert bring(world, "contacts", path).nothing_new


def test_orders_are_exact_to_the_cent_and_come_once(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [("No", "Customer", "Date", "Value"), *((i, "One", "2026-01-05", "0.10") for i in range(1000))]
    path = table(tmp_path / "orders.csv", rows)
    bring(world, "orders", path, "reference=No")
    with world.database.reading() as session:
        assert session.scalar(select(func.sum(Order.value))) == Decimal("100.00")
    assert bring(world, "orders", path, "reference=No").nothing_new
    rows[1] = (0, "One", "2026-01-05", "7.25")
    assert bring(world, "orders", table(path, rows), "reference=No").changed == 1


def test_an_order_that_stands_twice_refuses_the_file(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [("No", "Customer", "Date", "Value"), *((7, "One", "2026-01-05", "1") for _ in range(2))]
    with pytest.raises(Refused, match="order 7 stands in row 2 already"):
        bring(world, "orders", table(tmp_path / "orders.csv", rows), "reference=No")


COMPLAINTS = [
    ("File", "Opened", "Company", "Reason", "Cover", "Sub", "Money", "End"),
    ("1", "2026-01-05", "New Insurer", "", "Fire", "Delay", "10.50", ""),
    ("1", "2026-01-05", "New Insurer", "Claim", "Fire", "Denial", "10.50", ""),
    ("1", "2026-01-05", "Other Insurer", "Claim", "Flood", "Delay", "10.50", ""),
    ("2", "2026-01-06", "new insurer", "Claim", "Fire", "", "", "Overturned"),
]
PAIRS = (
    "reference=File", "received=Opened", "customer=Company", "kind=Reason", "product=Cover",
    "attribute:sub=Sub", "value=Money", "outcome=End",
)  # fmt: skip


def test_one_reference_is_one_complaint_and_its_first_row_decides(world: World, tmp_path: Path) -> None:
    report = bring(world, "complaints", table(tmp_path / "c.csv", COMPLAINTS), *PAIRS)

    assert (report.read, report.added) == (4, 2)
    with world.database.reading() as session:
        first, second = session.scalars(select(Complaint).order_by(Complaint.id))
        kinds = {kind.id: kind.name for kind in session.scalars(select(ComplaintKind))}
        assert (kinds[first.kind_id], first.product, first.value) == (NOT_GIVEN, "Fire", Decimal("10.50"))
        assert (kinds[second.kind_id], second.value) == ("Claim", None)
        assert (first.state, second.state) == (ComplaintState.OPEN, ComplaintState.REMEDIED)
        further = session.execute(
            select(ComplaintAttribute.name, ComplaintAttribute.value).where(
                ComplaintAttribute.complaint_id == first.id
            )
        )
        assert set(further) == {
            ("sub", "Delay"), ("kind", "Claim"), ("sub", "Denial"), ("product", "Flood"),
        }  # fmt: skip
    assert everything(world, Customer.name) == ["New Insurer"]
    assert how_many(world, FenceDecision) == 0
    assert any("1 customer was new" in note and "New Insurer" in note for note in report.notes)
    assert any("1 (Other Insurer)" in note for note in report.notes)


def test_complaints_of_a_packed_file_come_once(world: World, tmp_path: Path) -> None:
    plain = table(tmp_path / "c.csv", COMPLAINTS)
    packed = tmp_path / "c.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert bring(world, "complaints", packed, *PAIRS).added == 2
    again = bring(world, "complaints", packed, *PAIRS)
    assert again.nothing_new
    assert any("2 complaints were here before" in note for note in again.notes)


def test_complaints_without_a_reference_come_once_each(world: World, tmp_path: Path) -> None:
    rows = [
        ("Customer", "Received", "Kind", "Text"),
        *(("One", "2026-01-05", "Late", "again") for _ in range(3)),
    ]
    path = table(tmp_path / "c.csv", rows)
    assert bring(world, "complaints", path).added == 3
    assert bring(world, "complaints", path).nothing_new
    assert how_many(world, Complaint) == 3


def test_a_closed_day_in_an_attribute_closes_the_complaint(world: World, tmp_path: Path) -> None:
    rows = [
        ("No", "Customer", "Received", "Closed"),
        ("1", "One", "2026-01-05", "2026-01-09"),
        ("2", "One", "2026-01-05", "2025-01-09"),
        ("3", "One", "2026-01-05", "soon"),
    ]
    path = table(tmp_path / "c.csv", rows)
    bring(world, "complaints", path, "reference=No", "attribute:closed=Closed")
    with world.database.reading() as session:
        days = session.scalars(select(Complaint.closed_on).order_by(Complaint.id)).all()
    assert days == [date(2026, 1, 9), None, None]


def test_a_complaint_of_two_customers_of_one_name_is_left_behind_whole(world: World, tmp_path: Path) -> None:
    for _ in range(2):
        world.customer("One")
    rows = [
        ("No", "Customer", "Received", "Kind"),
        ("1", "One", "2026-01-05", "a"),
        ("1", "Two", "2026-01-05", "b"),
    ]
    behind = tmp_path / "behind.csv"
    path = table(tmp_path / "c.csv", rows)
    report = bring(world, "complaints", path, "reference=No", leave_behind=behind)
    assert (report.added, report.skipped) == (0, 2)
    assert "the first row of 1 cannot be brought in" in behind.read_text(encoding="utf-8-sig")


def test_conversations_come_with_note_participants_and_starter(world: World, tmp_path: Path) -> None:
    world.customer("One", fenced=True)
    maya = world.user("Maya")
    bring(world, "contacts", table(tmp_path / "p.csv", [("Customer", "Name"), ("One", "Ada")]))
    rows = [
        ("Customer", "When", "Text", "Direction", "Participants", "User"),
        ("One", "2026-01-05 14:30", "They want gate B.", "in", "Ada; Maya; Zoe", "Maya"),
        ("One", "2026-01-06 09:00", "We sent the forecast.", "out", "", ""),
    ]
    path = table(tmp_path / "t.csv", rows)
    report = bring(world, "conversations", path)
    assert report.added == 2
    assert any("is called Zoe" in line for line in report.suspicious)
    with world.database.reading() as session:
        first, second = session.scalars(select(Conversation).order_by(Conversation.id))
        assert (first.user_id, first.started_by.value) == (maya.id, "them")
        assert (second.user_id, second.started_by.value) == (world.root.id, "us")
    assert everything(world, NoteRevision.text) == ["They want gate B.", "We sent the forecast."]
    assert how_many(world, Participant) == 2
    assert bring(world, "conversations", path).nothing_new


def test_a_conversation_of_an_unknown_user_refuses_the_file(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [("Customer", "When", "Text", "User"), ("One", "2026-01-05", "Hello", "Nobody")]
    with pytest.raises(Refused, match="no user called Nobody"):
        bring(world, "conversations", table(tmp_path / "t.csv", rows))


def test_a_mapping_without_a_sign_is_wrong_use() -> None:
    with pytest.raises(WrongUse):
        parse_mapping(["name"])


def test_an_import_of_more_rows_than_one_batch_is_taken_back_by_one_undo(
    world: World, tmp_path: Path
) -> None:
    rows = [
        ("No", "Customer", "Received", "Kind", "Text"),
        *((i, f"Customer {i % 90}", "2026-01-05", f"Kind {i % 7}", f"words {i}") for i in range(5000)),
    ]
    before = world.checksum()
    report = bring(world, "complaints", table(tmp_path / "c.csv", rows), "reference=No")
    assert report.added == how_many(world, Complaint) == 5000
    assert how_many(world, Customer) == 90
    HistoryService(world.database, world.clock).undo(world.root, report.audit_id)
    assert how_many(world, Complaint) == how_many(world, Customer) == how_many(world, ComplaintKind) == 0
    assert world.checksum() != before, "the trail of both deeds stays"


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=8))
def test_a_book_of_customers_never_guesses(entries: list[tuple[str, str]]) -> None:
    book = CustomerBook()
    for number, (name, key) in enumerate(entries):
        book.enter(KnownCustomer(number, name, fold(name), key or None))
    for name, _ in entries:
        same = [number for number, (other, _) in enumerate(entries) if fold(other) == fold(name)]
        keyed = [number for number, (_, key) in enumerate(entries) if key and key == name]
        alike = {key: number for number, (_, key) in enumerate(entries) if key and fold(key) == fold(name)}
        if name and not keyed and len(alike) > 1:
            with pytest.raises(Refused):
                book.called(name)
        elif name and not keyed and alike:
            known = book.called(name)
            assert known is not None
            assert known.id in alike.values()
        elif keyed:
            known = book.called(name)
            assert known is not None
            assert known.id == keyed[-1]
        elif len(same) > 1:
            with pytest.raises(Refused):
                book.called(name)
        else:
            known = book.called(name)
            assert known is not None
            assert known.id == same[0]


def test_counts_and_names_are_said_as_one_says_them() -> None:
    assert plural(1, "row") == "1 row"
    assert plural(1200, "row") == "1,200 rows"
    assert name_some(["a", "b"], 2) == "a, b"
    assert name_some(["a", "b", "c"], 2) == "a, b and 1 more"


def test_a_customer_named_twice_refuses_an_order(world: World, tmp_path: Path) -> None:
    for _ in range(2):
        world.customer("One")
    rows = [("No", "Customer", "Ordered", "Value"), (1, "One", "2026-01-05", "1")]
    with pytest.raises(
        Refused, match="column customer: 2 customers are called One: say which one by its key"
    ):
        bring(world, "orders", table(tmp_path / "o.csv", rows), "reference=No")


def test_orders_without_a_number_come_once_each(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [("Customer", "Ordered", "Value"), *(("One", "2026-01-05", "1") for _ in range(3))]
    path = table(tmp_path / "o.csv", rows)
    assert bring(world, "orders", path).added == 3
    assert bring(world, "orders", path).nothing_new


def test_columns_that_nothing_is_taken_from_are_named(world: World, tmp_path: Path) -> None:
    rows = [("Name", "Shoe size"), ("One", "44")]
    report = bring(world, "customers", table(tmp_path / "c.csv", rows))
    assert "Not brought in: 1 column (Shoe size)." in report.notes


def test_the_same_conversation_twice_in_a_file_is_one(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [
        ("Customer", "When", "Text", "Reference"),
        *(("One", "2026-01-05 10:00", "Hello", "R1") for _ in range(2)),
    ]
    report = bring(world, "conversations", table(tmp_path / "t.csv", rows), "reference=Reference")
    assert (report.added, report.unchanged) == (1, 1)


def test_what_was_taken_back_never_gives_its_number_to_something_else(world: World, tmp_path: Path) -> None:
    rows = [("Name",), ("One",), ("Two",)]
    first = table(tmp_path / "first.csv", rows)
    bring(world, "customers", first)
    given_first = set(everything(world, Customer.id))
    HistoryService(world.database, world.clock).undo(world.root)
    bring(world, "customers", table(tmp_path / "again.csv", [("Name",), ("Three",), ("Four",)]))
    assert given_first.isdisjoint(everything(world, Customer.id))
    world.customer("Five")
    assert len(set(everything(world, Customer.id))) == 3


@pytest.mark.parametrize(
    ("kind", "rows", "place"),
    [
        ("customers", [("name", "value"), ("Good", "10"), ("Bad", "abc")], "row 3, column value: 'abc'"),
        (
            "customers",
            [("name", "since"), ("Good", ""), ("Bad", "2020-13-45")],
            "row 3, column since: '2020-13",
        ),
        (
            "complaints",
            [("customer", "received"), ("One", "2026-10-01"), ("One", "99/99/2026")],
            "row 3, column received: '99/99/2026'",
        ),
        (
            "orders",
            [("customer", "ordered", "amount"), ("One", "soon", "1")],
            "row 2, column ordered: 'soon'",
        ),
    ],
)
def test_an_unreadable_value_in_a_short_file_refuses_it_whole_or_is_left_behind(
    world: World, tmp_path: Path, kind: str, rows: list[tuple[str, ...]], place: str
) -> None:
    world.customer("One")
    path, behind = table(tmp_path / "short.csv", rows), tmp_path / "behind.csv"
    before = world.checksum()
    with pytest.raises(Refused) as refusal:
        bring(world, kind, path)
    assert f"short.csv, {place}" in str(refusal.value)
    assert world.checksum() == before

    report = bring(world, kind, path, leave_behind=behind)
    assert (report.added, report.skipped) == (len(rows) - 2, 1)
    assert rows[-1][0] in behind.read_text(encoding="utf-8-sig")


def test_keys_are_found_in_any_case(world: World, tmp_path: Path) -> None:
    bring(world, "customers", table(tmp_path / "a.csv", CUSTOMERS), key="Id")
    rows = [("No", "Customer", "Received"), ("1", "a1", "2026-01-05")]
    report = bring(world, "complaints", table(tmp_path / "c.csv", rows), "reference=No")
    assert report.added == 1
    again = [("Id", "Name", "Phone"), ("a1", "käse & söhne", "030 7")]
    assert bring(world, "customers", table(tmp_path / "b.csv", again), key="Id").changed == 1
    assert how_many(world, Customer) == 3


def test_two_keys_that_differ_in_case_only_are_told_apart_and_named(world: World, tmp_path: Path) -> None:
    rows = [("Id", "Name"), ("0a", "One"), ("0A", "Two")]
    report = bring(world, "customers", table(tmp_path / "a.csv", rows), key="Id")
    assert report.added == 2
    assert any("the key 0A differs from 0a in its letters' case only" in line for line in report.suspicious)
    orders = [("No", "Customer", "Ordered"), ("1", "0A", "2026-01-05")]
    assert bring(world, "orders", table(tmp_path / "o.csv", orders), "reference=No").added == 1


def test_a_key_that_may_be_any_of_two_refuses_the_row(world: World, tmp_path: Path) -> None:
    rows = [("Id", "Name"), ("ab", "One"), ("AB", "Two")]
    bring(world, "customers", table(tmp_path / "a.csv", rows), key="Id")
    orders = [("No", "Customer", "Ordered"), ("1", "Ab", "2026-01-05")]
    with pytest.raises(Refused, match="Ab may be any of the keys ab, AB: write it exactly"):
        bring(world, "orders", table(tmp_path / "o.csv", orders), "reference=No")


def test_a_conversation_of_the_future_goes_in_and_is_named(world: World, tmp_path: Path) -> None:
    world.customer("One")
    rows = [
        ("Customer", "When", "Text"),
        ("One", "2026-11-20", "Was there"),
        ("One", "2031-01-05 10:00", "Will be there"),
    ]
    report = bring(world, "conversations", table(tmp_path / "t.csv", rows))
    assert report.added == 2
    assert report.suspicious == ("row 3: it is dated 5 January 2031, which is still to come",)


def test_a_dry_run_speaks_of_what_would_be(world: World, tmp_path: Path) -> None:
    rows = [("No", "Customer", "Received"), ("1", "New", "2026-01-05")]
    path = table(tmp_path / "c.csv", rows)
    tried = bring(world, "complaints", path, "reference=No", dry_run=True)
    assert "1 customer would be made, without a fence: New." in tried.notes
    done = bring(world, "complaints", path, "reference=No")
    assert "1 customer was new and is now here without a fence: New." in done.notes
