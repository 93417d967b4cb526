"""Rows become records, and whatever cannot be read is named with its row, column and reason."""

from collections.abc import Sequence
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcr_desktop.domain.conversations import Kind as ConversationKind
from mcr_desktop.domain.conversations import Starter
from mcr_desktop.domain.customers import Part, Stakeholder
from mcr_desktop.domain.people import Function, Role
from mcr_desktop.exchange.columns import match_columns, parse_mapping
from mcr_desktop.exchange.fields import FIELDS
from mcr_desktop.exchange.reading import Outcome, Reading, read_rows
from mcr_desktop.exchange.records import (
    Bad,
    Direction,
    Good,
    Imported,
    ImportedAssignment,
    ImportedComplaint,
    ImportedContact,
    ImportedConversation,
    ImportedCustomer,
    ImportedOrder,
    ImportedUser,
    ImportKind,
)
from tests.unit.exchange.files import table_of


def _reading(
    folder: Path,
    kind: str,
    content: str,
    *mapping: str,
    key: str | None = None,
    date_format: str | None = None,
) -> Reading:
    table = table_of(folder, content)
    columns = match_columns(ImportKind(kind), table, parse_mapping(mapping), key=key)
    return read_rows(table, columns, date_format=date_format)


def _outcomes(folder: Path, kind: str, content: str, *mapping: str) -> list[Outcome]:
    return list(_reading(folder, kind, content, *mapping).rows())


def _records(outcomes: Sequence[Outcome]) -> list[Imported]:
    assert not [str(outcome) for outcome in outcomes if isinstance(outcome, Bad)]
    return [outcome.record for outcome in outcomes if isinstance(outcome, Good)]


def _remarks(outcomes: Sequence[Outcome]) -> dict[int, tuple[str, ...]]:
    return {
        each.record.row: each.suspicious for each in outcomes if isinstance(each, Good) and each.suspicious
    }


def _faults(outcomes: Sequence[Outcome]) -> list[str]:
    return [str(outcome) for outcome in outcomes if isinstance(outcome, Bad)]


def test_a_customer_with_everything(tmp_path: Path) -> None:
    content = (
        "Key,Name,Parent,Segment,Region,Value,Since,Website,Phone,Email,Street,Postcode,City,Country,Note\n"
        'A1, Müller & Söhne ,Holding,Retail,North,"1,234.50",2020-02-29,https://m.example,+49 30 1234567,'
        'a@m.example,Allee 1,10115,Berlin,Germany,"first\nsecond"\n'
    )
    assert _records(_outcomes(tmp_path, "customers", content, "key=Key")) == [
        ImportedCustomer(
            row=2,
            name="Müller & Söhne",
            key="A1",
            parent="Holding",
            segment="Retail",
            region="North",
            value=Decimal("1234.50"),
            since=date(2020, 2, 29),
            website="https://m.example",
            phone="+49 30 1234567",
            email="a@m.example",
            address="Allee 1, 10115 Berlin, Germany",
            note="first\nsecond",
        )
    ]


def test_a_contact_with_everything(tmp_path: Path) -> None:
    content = (
        "Company,First name,Last name,Job title,Stakeholder,Influence,Phone,Mobile,Email,Channel,Notes\n"
        "Acme,Ada,Lovelace,Head of IT,Decision maker,high,030-0074321,+447700900123,ada@acme.example,mail,x\n"
    )
    assert _records(_outcomes(tmp_path, "contacts", content)) == [
        ImportedContact(
            row=2,
            customer="Acme",
            name="Ada Lovelace",
            title="Head of IT",
            role=Stakeholder.DECIDES,
            influence=4,
            phone="030-0074321",
            mobile="+44 7700 900123",
            email="ada@acme.example",
            channel="mail",
            note="x",
        )
    ]


def test_a_conversation_with_everything(tmp_path: Path) -> None:
    content = (
        "Customer,When,Kind,Direction,Participants,Text,User,Reference,Private\n"
        'Acme,2024-02-29T14:30Z,Phone call,inbound,Ada; Bob,"They said:\r\n  yes",Maya,c-1,yes\n'
        "Acme,2024-03-01,Visit,,,Met them,,,\n"
    )
    first, second = _records(_outcomes(tmp_path, "conversations", content))
    assert first == ImportedConversation(
        row=2,
        customer="Acme",
        when=datetime(2024, 2, 29, 14, 30, tzinfo=timezone.utc),  # noqa: UP017
        text="They said:\n  yes",
        kind=ConversationKind.CALL,
        direction=Direction.IN,
        started_by=Starter.THEM,
        participants=("Ada", "Bob"),
        user="Maya",
        reference="c-1",
        private=True,
    )
    assert isinstance(second, ImportedConversation)
    assert (second.kind, second.started_by, second.private) == (ConversationKind.MEETING, None, False)


def test_complaints_of_one_reference_may_leave_out_what_was_given(tmp_path: Path) -> None:
    content = (
        "Reference,Customer,Received,Reason,Depot,Severity,Value\n"
        "r1,Acme,2024-02-29,Late,Nord,high,12.50\n"
        "r1,,,Damaged,,,\n"
        "r2,,2024-03-01,Late,,,\n"
        ",Bolt,,Late,,,\n"
    )
    first, second, third, fourth = _outcomes(tmp_path, "complaints", content, "attribute:depot=Depot")
    assert isinstance(first, Good)
    assert first.record == ImportedComplaint(
        row=2,
        customer="Acme",
        received=date(2024, 2, 29),
        kind="Late",
        severity=4,
        value=Decimal("12.50"),
        reference="r1",
        attributes={"depot": "Nord"},
    )
    assert isinstance(second, Good)
    assert second.record == ImportedComplaint(
        row=3, customer="", received=None, kind="Damaged", reference="r1"
    )
    assert str(third) == "row 4, column Customer: nothing is given here, and it must be"
    assert str(fourth) == "row 5, column Received: no date is given here, and it must be"


def test_an_assignment_with_everything(tmp_path: Path) -> None:
    content = (
        "Customer,User,Role,Team,From,Until,Reason\nAcme,Maya,Stand-in,North,2024-01-01,2024-02-01,holiday\n"
        "Acme,Jon,,,,,\n"
    )
    assert _records(_outcomes(tmp_path, "assignments", content)) == [
        ImportedAssignment(
            2, "Acme", "Maya", Part.COVER, "North", date(2024, 1, 1), date(2024, 2, 1), "holiday"
        ),
        ImportedAssignment(3, "Acme", "Jon"),
    ]


def test_users_have_a_set_of_roles(tmp_path: Path) -> None:
    content = (
        "User,Role,Team,Function,Email,Title\nMaya,team lead; Admin,North,Sales,m@x.example,Head\nJon,,,,,\n"
        "Kim,Sales Representative,,,,\n"
    )
    assert _records(_outcomes(tmp_path, "users", content)) == [
        ImportedUser(
            2, "Maya", frozenset({Role.TEAM_LEAD, Role.ADMIN}), "North", Function.SALES, "m@x.example", "Head"
        ),
        ImportedUser(3, "Jon"),
        ImportedUser(4, "Kim"),
    ]


def test_an_order_with_everything(tmp_path: Path) -> None:
    content = (
        "OrderID;Customer;Order date;Value;Shipper;Product;Site;Country;Quantity;Required;Shipped\n"
        "10248;VINET;04.07.1996 00:00:00;1.234,50;Federal;Cheese;Reims;France;12;01.08.1996;\n"
    )
    assert _records(_outcomes(tmp_path, "orders", content)) == [
        ImportedOrder(
            row=2,
            reference="10248",
            customer="VINET",
            ordered=date(1996, 7, 4),
            value=Decimal("1234.50"),
            carrier="Federal",
            product="Cheese",
            site="Reims",
            region="France",
            quantity=Decimal(12),
            required=date(1996, 8, 1),
        )
    ]


@pytest.mark.parametrize(
    ("kind", "content", "fault"),
    [
        ("customers", "Name,Value\nA,much\n", "row 2, column Value: 'much': this is not a number"),
        (
            "customers",
            "Name,Since\nA,2024-02-30\n",
            "row 2, column Since: '2024-02-30': there is no 30 February 2024",
        ),
        (
            "customers",
            "Name,Phone\n,030-123456\n",
            "row 2, column Name: nothing is given here, and it must be",
        ),
        ("customers", "Name,City\n" + "x" * 301 + ",B\n", "row 2, column Name: this is 301 characters long"),
        ("customers", "Name,City\nA\x07B,C\n", "row 2, column Name: there is an invisible control character"),
        ("customers", "Name,City\nA,B,C\n", "row 2: this row has 3 cells where the headings have 2"),
        (
            "contacts",
            "Company,First name,Last name\nAcme,,\n",
            "row 2, column Last name: nobody is named here",
        ),
        (
            "contacts",
            "Company,Name,Influence\nA,B,11\n",
            "row 2, column Influence: '11': influence is a number from 1",
        ),
        ("conversations", "Customer,When,Text\nA,2024-01-01,\n", "row 2, column Text: nothing is given here"),
        (
            "conversations",
            "Customer,When,Text,Private\nA,2024-01-01,x,hm\n",
            "row 2, column Private: 'hm': this is nei",
        ),
        (
            "complaints",
            "Customer,Received,Severity\nA,2024-01-01,9\n",
            "row 2, column Severity: '9': severity is a",
        ),
        (
            "assignments",
            "Customer,User,Role\nA,B,mangaer\n",
            "is none of: manager, deputy, cover, specialist; did you mean manager?",
        ),
        (
            "assignments",
            "Customer,User,From,Until\nA,B,2024-02-01,2024-01-01\n",
            "column Until: it ends on 2024-01-01",
        ),
        (
            "users",
            "User,Role\nMaya,king\n",
            "row 2, column Role: 'king' is none of: account manager, team lead, admin",
        ),
        (
            "orders",
            "OrderID,Customer,Date\n1,A,\n",
            "row 2, column Date: no date is given here, and it must be",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, kind: str, content: str, fault: str) -> None:
    mapping = ["value=Value"] if "Value" in content else ["since=Since"] if "Since" in content else []
    (found,) = _faults(_outcomes(tmp_path, kind, content, *mapping))
    assert fault in found


def test_all_faults_of_a_row_are_kept_with_its_cells(tmp_path: Path) -> None:
    (bad,) = _outcomes(tmp_path, "customers", "Name,Value,Since\n,much,never\n", "value=Value", "since=Since")
    assert isinstance(bad, Bad)
    assert [bad.column, *(more.column for more in bad.more)] == ["Name", "Value", "Since"]
    assert bad.cells == ("", "much", "never")


def test_the_same_name_twice_and_nearly_empty_rows_go_in_and_are_named(tmp_path: Path) -> None:
    content = "ID,Name,City,Phone\n1,Acme,Rome,030-1234567\n2,IT,,\n3,it ,,\n4,ACME,Rome,\n"
    outcomes = _outcomes(tmp_path, "customers", content)
    assert len(_records(outcomes)) == 4
    assert _remarks(outcomes) == {
        3: ("the row is nearly empty",),
        4: ("the same name stands in row 3", "the row is nearly empty"),
        5: ("the same name stands in row 2",),
    }


def test_keys_and_references_that_repeat_are_named(tmp_path: Path) -> None:
    customers = _outcomes(tmp_path, "customers", "ID,Name\n1,A\n1,B\n", "key=ID")
    assert _remarks(customers) == {3: ("the same key stands in row 2",)}
    orders = _outcomes(tmp_path, "orders", "OrderID,Customer,Date\n1,A,2024-01-01\n1,A,2024-01-01\n")
    assert _remarks(orders) == {3: ("the same reference stands in row 2",)}


def test_what_looks_wrong_but_does_no_harm_is_only_remarked(tmp_path: Path) -> None:
    content = (
        "Company,Name,Phone,Email,Stakeholder\n"
        "A,B,ask 1 Maria,nobody@,godfather\n"
        "A,C,+12065559857 ::: 5551234,c@x.example,\n"
    )
    outcomes = _outcomes(tmp_path, "contacts", content, "phone=Phone", "email=Email")
    assert _remarks(outcomes) == {
        2: (
            "role 'godfather' is not known here and is left out",
            "'ask 1 Maria' does not look like a phone number",
            "'nobody@' does not look like a mail address",
        ),
        3: ("several values stand under phone; the first is taken",),
    }
    contact = _records(outcomes)[1]
    assert isinstance(contact, ImportedContact)
    assert contact.phone == "+1 206-555-9857"


def test_short_rows_go_in_and_are_named(tmp_path: Path) -> None:
    outcomes = _outcomes(tmp_path, "customers", "Name,City,Phone\nA,Rome\n")
    assert _remarks(outcomes) == {2: ("the row ends 1 cells before the headings do",)}


def test_the_order_of_dates_is_decided_over_the_whole_file(tmp_path: Path) -> None:
    content = "OrderID,Customer,Date\n" + "1,A,03/04/2024\n" * 300 + "2,A,01/13/2024\n"
    reading = _reading(tmp_path, "orders", content)
    assert reading.guessed == ("Dates in column Date are read as month/day/year.",)
    first = next(reading.rows())
    assert isinstance(first, Good)
    assert isinstance(first.record, ImportedOrder)
    assert first.record.ordered == date(2024, 3, 4)


def test_a_date_format_that_is_named_leaves_nothing_to_guess(tmp_path: Path) -> None:
    content = "OrderID,Customer,Date\n1,A,03/04/2024\n2,A,2024-01-01\n"
    reading = _reading(tmp_path, "orders", content, date_format="%m/%d/%Y")
    good, bad = reading.rows()
    assert isinstance(good, Good)
    assert reading.guessed == ()
    assert str(bad) == "row 3, column Date: '2024-01-01': this is not a date of the form %m/%d/%Y"


def test_rows_can_be_read_twice_with_the_same_outcome(tmp_path: Path) -> None:
    reading = _reading(tmp_path, "complaints", "Reference,Customer,Received\nr,A,2024-01-01\nr,,\n")
    assert list(reading.rows()) == list(reading.rows())


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(ImportKind)), st.lists(st.lists(lines, min_size=4, max_size=4), max_size=6))
def test_whatever_stands_in_the_cells_every_row_is_good_or_bad(
    tmp_path: Path, kind: ImportKind, rows: list[list[str]]
) -> None:
    quoted = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    fields = [each.name for each in FIELDS[kind]]
    for start in range(0, len(fields), 4):
        names = [*fields[start : start + 4], "w", "x", "y"][:4]
        content = ",".join(f"c{n}" for n in range(4)) + "\n" + quoted
        mapping = {name: f"c{n}" for n, name in enumerate(names) if name in fields}
        needed = {each.name for each in FIELDS[kind] if each.required} | (
            {"name"} if kind == "contacts" else set()
        )
        mapping.update(dict.fromkeys(needed - set(mapping), "c0"))
        table = table_of(tmp_path, content)
        outcomes = list(read_rows(table, match_columns(kind, table, mapping)).rows())
        assert len(outcomes) == sum(any(cell.strip() for cell in row) for row in rows)


def test_a_column_simply_headed_key_may_be_blank_and_one_that_a_person_named_may_not(tmp_path: Path) -> None:
    table = table_of(tmp_path, "key,name,tier\nA1,One,top\n,Two,\n")
    columns = match_columns(ImportKind.CUSTOMERS, table)
    assert columns.unused == ()
    assert all(isinstance(row, Good) for row in read_rows(table, columns).rows())
    named = match_columns(ImportKind.CUSTOMERS, table, key="key")
    assert [type(row) for row in read_rows(table, named).rows()] == [Good, Bad]


def test_a_state_is_taken_only_where_it_is_one_of_ours(tmp_path: Path) -> None:
    ours = table_of(tmp_path, "customer,received,state\nOne,2026-01-05,remedied\n")
    assert match_columns(ImportKind.COMPLAINTS, ours).column_of("stage") == "state"
    theirs = table_of(tmp_path, "customer,received,state\nOne,2026-01-05,Ohio\n")
    assert match_columns(ImportKind.COMPLAINTS, theirs).unused == ("state",)
