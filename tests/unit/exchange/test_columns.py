"""Columns find their fields: as a person says, else as headings seen in the wild suggest."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mcr_desktop.domain.errors import Refused, WrongUse
from mcr_desktop.exchange.columns import Columns, match_columns, parse_mapping
from mcr_desktop.exchange.fields import FIELDS
from mcr_desktop.exchange.records import ImportKind
from tests.unit.exchange.files import table_of

GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Nickname,Birthday,Location,"
    "Occupation,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
    "Phone 1 - Value,Address 1 - Formatted,Organization 1 - Name,Organization 1 - Title,"
    "Organization 1 - Department"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Formatted"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Web Page,Notes,E-mail Address,E-mail 2 Address,"
    "Primary Phone,Home Phone,Mobile Phone,Business Phone,Business Fax,Company,Job Title,Department,"
    "Business Street,Business City,Business Country/Region"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
    "Work Phone,Home Phone,Fax Number,Mobile Number,Work Address,Work City,Organization"
)
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,"
    "Associated Company"
)
SALESFORCE_LEADS = "Lead ID,FirstName,LastName,Email,Phone,Company,LeadSource,Status,OwnerId"
SALESFORCE_REPORT = (
    "First Name,Last Name,Email,Phone,Account Name,Mailing City,Mailing State/Province,Last Activity"
)


def _matched(folder: Path, kind: ImportKind, header: str, *mapping: str, key: str | None = None) -> Columns:
    return match_columns(kind, table_of(folder, f"{header}\n"), parse_mapping(mapping), key=key)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            GOOGLE_OLD,
            {
                "customer": "Organization 1 - Name",
                "name": "Name",
                "title": "Organization 1 - Title",
                "email": "E-mail 1 - Value",
                "phone": "Phone 1 - Value",
                "note": "Notes",
            },
        ),
        (
            GOOGLE_NEW,
            {
                "customer": "Organization Name",
                "given": "First Name",
                "family": "Last Name",
                "title": "Organization Title",
                "email": "E-mail 1 - Value",
                "phone": "Phone 1 - Value",
            },
        ),
        (
            OUTLOOK,
            {
                "customer": "Company",
                "given": "First Name",
                "family": "Last Name",
                "title": "Job Title",
                "email": "E-mail Address",
                "phone": "Business Phone",
                "mobile": "Mobile Phone",
            },
        ),
        (
            THUNDERBIRD,
            {
                "customer": "Organization",
                "name": "Display Name",
                "email": "Primary Email",
                "phone": "Work Phone",
                "mobile": "Mobile Number",
                "address": "Work Address",
            },
        ),
        (
            LINKEDIN,
            {
                "customer": "Company",
                "given": "First Name",
                "family": "Last Name",
                "title": "Position",
                "email": "Email Address",
            },
        ),
        (
            HUBSPOT,
            {
                "customer": "Associated Company",
                "given": "First Name",
                "email": "Email",
                "phone": "Phone Number",
            },
        ),
        (
            SALESFORCE_LEADS,
            {"customer": "Company", "given": "FirstName", "family": "LastName", "phone": "Phone"},
        ),
        (SALESFORCE_REPORT, {"customer": "Account Name", "given": "First Name", "family": "Last Name"}),
        (
            "Firma;Vorname;Nachname;Telefon;E-Mail;Bemerkung",
            {
                "customer": "Firma",
                "given": "Vorname",
                "family": "Nachname",
                "phone": "Telefon",
                "email": "E-Mail",
                "note": "Bemerkung",
            },
        ),
    ],
)
def test_contacts_of_well_known_address_books_are_matched(
    tmp_path: Path, header: str, expected: Mapping[str, str]
) -> None:
    columns = _matched(tmp_path, ImportKind.CONTACTS, header)
    assert {name: columns.column_of(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            '"ID","NAME","PARENTID","BILLINGSTREET","BILLINGCITY","PHONE","WEBSITE","INDUSTRY","DESCRIPTION"',
            {
                "name": "NAME",
                "street": "BILLINGSTREET",
                "city": "BILLINGCITY",
                "phone": "PHONE",
                "segment": "INDUSTRY",
                "website": "WEBSITE",
                "note": "DESCRIPTION",
                "parent": "",
            },
        ),
        (
            "Record ID,Company name,Website URL,Company owner,Create Date,Legal entity address",
            {
                "name": "Company name",
                "website": "Website URL",
                "address": "Legal entity address",
                "since": "",
            },
        ),
        (
            "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax",
            {
                "name": "CompanyName",
                "region": "Region",
                "country": "Country",
                "phone": "Phone",
                "address": "Address",
            },
        ),
        (
            "Firmenname;Kundennummer;Straße;PLZ;Ort;Land;Umsatz;Kunde seit",
            {
                "name": "Firmenname",
                "street": "Straße",
                "postcode": "PLZ",
                "city": "Ort",
                "value": "Umsatz",
                "since": "Kunde seit",
            },
        ),
    ],
)
def test_customers_of_other_programmes_are_matched(
    tmp_path: Path, header: str, expected: Mapping[str, str]
) -> None:
    columns = _matched(tmp_path, ImportKind.CUSTOMERS, header)
    assert {name: columns.column_of(name) for name in expected} == expected


def test_what_a_person_says_is_never_outvoted(tmp_path: Path) -> None:
    header = "CustomerID,CompanyName,ContactName,Address,City,Region,PostalCode,Country,Phone"
    columns = _matched(
        tmp_path, ImportKind.CUSTOMERS, header, "name=CompanyName", "region=Country", key="CustomerID"
    )
    assert columns.column_of("region") == "Country"
    assert columns.column_of("country") == ""
    assert "Region" in columns.unused
    assert columns.column_of("key") == "CustomerID"
    assert not any("Region" in sentence or "Name" in sentence for sentence in columns.guessed)
    assert "Phone is taken from column Phone." in columns.guessed


def test_one_column_is_guessed_for_one_field_only(tmp_path: Path) -> None:
    columns = _matched(tmp_path, ImportKind.ORDERS, "OrderID,Customer,Date,Total,Country")
    assert len(set(columns.places.values())) == len(columns.places)


def test_a_person_may_use_one_column_twice(tmp_path: Path) -> None:
    columns = _matched(tmp_path, ImportKind.CONTACTS, "Company,Person", "customer=Company", "name=Company")
    assert columns.column_of("customer") == columns.column_of("name") == "Company"


def test_a_field_can_be_left_out_on_purpose(tmp_path: Path) -> None:
    columns = _matched(tmp_path, ImportKind.CUSTOMERS, "Name,Phone", "phone=")
    assert columns.column_of("phone") == ""
    assert columns.unused == ("Phone",)


def test_columns_are_found_without_minding_case_and_signs(tmp_path: Path) -> None:
    columns = _matched(
        tmp_path, ImportKind.CUSTOMERS, "Company-Name,Größe", "name=company name", "segment=GROSSE"
    )
    assert columns.column_of("name") == "Company-Name"
    assert columns.column_of("segment") == "Größe"


def test_open_attributes_keep_their_order_and_names(tmp_path: Path) -> None:
    columns = _matched(
        tmp_path,
        ImportKind.COMPLAINTS,
        "Customer,Received,Reason,Sub reason,Depot",
        "attribute:Depot=Depot",
        "attribute:sub reason=Sub reason",
    )
    assert columns.attributes == (("Depot", 4), ("sub reason", 3))
    assert columns.column_of("kind") == "Reason"


def test_a_guess_by_a_heading_of_many_meanings_is_dropped_where_its_values_deny_it(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name,Tel,Turnover,Mail\nA,none,lots,yes\nB,nobody,some,no\n")
    columns = match_columns(ImportKind.CUSTOMERS, table)
    assert set(columns.places) == {"name"}


def test_a_column_that_plainly_says_what_it_is_stays_whatever_stands_in_it(tmp_path: Path) -> None:
    table = table_of(
        tmp_path, "Name,Phone,Client since,Value,Email\nA,none,long ago,lots,ask Bob\nB,nobody,ever,some,x\n"
    )
    columns = match_columns(ImportKind.CUSTOMERS, table)
    assert set(columns.places) == {"name", "phone", "since", "value", "email"}


def test_of_two_headings_the_one_whose_values_agree_is_taken(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Customer,Created,Date,Kind\nA,by Tom,2026-01-05,Late\n")
    assert match_columns(ImportKind.COMPLAINTS, table).column_of("received") == "Date"


def test_a_key_is_guessed_only_where_it_tells_rows_apart(tmp_path: Path) -> None:
    different = match_columns(ImportKind.CUSTOMERS, table_of(tmp_path, "ID,Name\n1,A\n2,B\n"))
    same = match_columns(ImportKind.CUSTOMERS, table_of(tmp_path, "ID,Name\n1,A\n1,B\n"))
    assert different.column_of("key") == "ID"
    assert same.column_of("key") == ""


def test_mail_addresses_are_recognised_by_their_look(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Company,Person,Reach\nA,B,a@x.example\nC,D,c@x.example\nE,F,e@x.example\n")
    columns = match_columns(ImportKind.CONTACTS, table, {"name": "Person"})
    assert columns.column_of("email") == "Reach"
    assert "Email is taken from column Reach, by what stands in it." in columns.guessed


@pytest.mark.parametrize(
    ("kind", "mapping", "error", "words"),
    [
        (
            "customers",
            ["nmae=Name"],
            WrongUse,
            "There is no field called 'nmae' for customers. Did you mean name?",
        ),
        (
            "customers",
            ["name=Nmae"],
            Refused,
            "There is no column called 'Nmae' in this file. Did you mean Name?",
        ),
        ("customers", ["name=Zzzz"], Refused, "The columns are: Name, Phone."),
        ("customers", ["attribute:x=Phone"], WrongUse, "Only complaints have open attributes"),
        ("complaints", ["attribute:=Phone"], WrongUse, "has 1 to 60 characters"),
        ("complaints", ["attribute:kind=Phone"], WrongUse, "'kind' is no open attribute"),
        ("complaints", ["attribute:a=Phone", "attribute:A=Name"], WrongUse, "names the attribute A twice"),
        (
            "complaints",
            ["customer=Name"],
            Refused,
            "no column was found for received; say which with --map received",
        ),
        ("contacts", ["customer=Phone", "name="], Refused, "no column was found for name"),
        ("users", ["name="], Refused, "no column was found for name"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(
    tmp_path: Path, kind: str, mapping: list[str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as refused:
        _matched(tmp_path, ImportKind(kind), "Name,Phone", *mapping)
    assert words in str(refused.value)


def test_a_key_belongs_to_customers(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="--key belongs to the import of customers, not of users"):
        _matched(tmp_path, ImportKind.USERS, "Name,Phone", key="Name")


@pytest.mark.parametrize("pair", ["name", "=Name", " =x", ""])
def test_a_mapping_without_its_sign_is_wrong_use(pair: str) -> None:
    with pytest.raises(WrongUse, match="FIELD=COLUMN"):
        parse_mapping([pair])


def test_a_mapping_names_each_field_once_and_may_hold_further_signs() -> None:
    assert parse_mapping(["name=A=B", "attribute:x=y"]) == {"name": "A=B", "attribute:x": "y"}
    with pytest.raises(WrongUse, match="twice"):
        parse_mapping(["name=A", "name=B"])


def test_no_heading_is_listed_twice_for_one_field() -> None:
    for fields in FIELDS.values():
        for field in fields:
            assert len(set(field.headings)) == len(field.headings), field.name
            assert all(heading.isalnum() and heading == heading.casefold() for heading in field.headings)
