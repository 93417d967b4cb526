"""Amounts, numbers, words, mail addresses and phone numbers as people write them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.customers import Part, Stakeholder
from mcr_desktop.domain.people import Role
from mcr_desktop.exchange.values import (
    AmountEvidence,
    looks_like_email,
    parse_money,
    parse_number,
    parse_whole,
    parse_yes_no,
    tidy_phone,
)
from mcr_desktop.exchange.words import (
    CONVERSATION_KINDS,
    INFLUENCE,
    PARTS,
    ROLES,
    SEVERITY,
    STAKEHOLDERS,
    closest,
    find_word,
    parse_scale,
    split_words,
)

cents = st.decimals(Decimal("-99999999999.99"), Decimal("99999999999.99"), places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,265,793.04", "1265793.04"),
        ("1.265.793,04", "1265793.04"),
        ("1'265'793.04", "1265793.04"),
        ("1 265 793,04", "1265793.04"),
        ("1\u202f265\u00a0793,04", "1265793.04"),
        ("12,34,567.50", "1234567.50"),
        ("$1,234", "1234.00"),
        ("€ 12,50", "12.50"),
        ("12.50 EUR", "12.50"),
        ("CHF 12.50", "12.50"),
        ("Fr. 12.50", "12.50"),
        ("(3.00)", "-3.00"),
        ("($1,234.56)", "-1234.56"),
        ("-3", "-3.00"),
        ("−3", "-3.00"),
        ("3.00-", "-3.00"),
        ("+3", "3.00"),
        (".5", "0.50"),
        ("0.0", "0.00"),
        ("1,234", "1234.00"),
        ("1.234", "1.23"),
        ("1,5", "1.50"),
        ("1.5E3", "1500.00"),
        ("440.005", "440.01"),
        ("8.299999999999999", "8.30"),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, amount: str) -> None:
    assert parse_money(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "number"), [("1.234", "1234"), ("1,234", "1.234"), ("1.5", "1.5"), ("12", "12")]
)
def test_a_decimal_comma_changes_what_a_lone_point_means(text: str, number: str) -> None:
    assert parse_number(text, decimal_comma=True) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "12abc",
        "1.2.3",
        "1,2,3",
        "1,23,4",
        "1..2",
        "--3",
        "1,234.567.8",
        "12 Euro und",
        "٣",
        "nan",
        "inf",
        "1e999",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        parse_number(text)


def test_an_amount_beyond_all_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        parse_money("1" * 13)


@pytest.mark.parametrize("text", ["", " ", "-", "n/a", "None", "NULL"])
def test_nothing_is_no_amount(text: str) -> None:
    assert parse_money(text) is None


def _evidence(*texts: str) -> AmountEvidence:
    evidence = AmountEvidence("Value")
    for text in texts:
        evidence.look(text)
    return evidence


def test_the_comma_of_a_column_is_found_and_said() -> None:
    evidence = _evidence("1.234", "12,50", "3")
    assert evidence.decimal_comma
    assert evidence.sentences == ("Amounts in column Value have a decimal comma.",)
    assert not _evidence("1,234", "12.50").decimal_comma
    assert _evidence("1,234.50", "12.50").sentences == ()


def test_a_doubtful_amount_is_said() -> None:
    assert _evidence("1,234", "5").sentences == ("In column Value, 1,234 is read as 1234.",)


@given(cents)
def test_every_amount_comes_back_however_it_is_grouped(amount: Decimal) -> None:
    assert parse_money(f"{amount:,.2f}") == amount
    assert parse_money(f"{amount:.2f}") == amount
    german = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse_money(german, decimal_comma=True) == amount
    accounting = f"({abs(amount):,.2f})" if amount < 0 else f"{amount:,.2f}"
    assert parse_money(accounting) == amount


@given(st.text(max_size=30) | st.from_regex(r"[-(]?[$€]?[\d.,' ]{0,15}[)-]?", fullmatch=True), st.booleans())
def test_any_text_is_a_number_or_refused(text: str, comma: bool) -> None:
    with suppress(ValueError):
        number = parse_number(text, decimal_comma=comma)
        assert number is None or number.is_finite()


def test_whole_numbers_are_whole() -> None:
    assert parse_whole("1,200") == 1200
    assert parse_whole("3.0") == 3
    with pytest.raises(ValueError, match="not a whole number"):
        parse_whole("3.5")


def test_yes_and_no_in_their_many_forms() -> None:
    assert all(map(parse_yes_no, ["yes", "Y", "TRUE", "1", "x", "Ja", "private"]))
    assert not any(map(parse_yes_no, ["no", "N", "False", "0", "", "Nein", "n/a"]))
    with pytest.raises(ValueError, match="neither yes nor no"):
        parse_yes_no("perhaps")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("Account Manager", Part.MANAGER), ("manager", Part.MANAGER), ("Rep", Part.MANAGER),
     ("Stand-in", Part.COVER), ("BACKUP", Part.DEPUTY), ("Specialist", Part.SPECIALIST)],
)  # fmt: skip
def test_parts_by_their_other_names(text: str, meaning: Part) -> None:
    assert find_word(text, PARTS) is meaning


def test_words_of_other_lists() -> None:
    assert find_word("Sales Representative", ROLES) is Role.ACCOUNT_MANAGER
    assert find_word("Decision-Maker", STAKEHOLDERS) is Stakeholder.DECIDES
    assert find_word("E-Mail", CONVERSATION_KINDS) == "mail"
    assert find_word("Vice President, Sales", ROLES) is None
    assert closest("mangaer", ["manager", "deputy"]) == "manager"
    assert closest("zzz", ["manager", "deputy"]) is None


def test_steps_from_one_to_five() -> None:
    assert parse_scale("4", SEVERITY, "severity") == 4
    assert parse_scale("Critical", SEVERITY, "severity") == 5
    assert parse_scale("high", INFLUENCE, "influence") == 4
    assert parse_scale("", SEVERITY, "severity") is None
    for wrong in ("9", "0", "2.5", "awful"):
        with pytest.raises(ValueError, match="severity is a number from 1 to 5"):
            parse_scale(wrong, SEVERITY, "severity")


def test_several_names_in_one_cell() -> None:
    assert split_words("Ada Lovelace; Bob Ray") == ("Ada Lovelace", "Bob Ray")
    assert split_words("Ada, Bob\nCy ::: Di") == ("Ada", "Bob", "Cy", "Di")
    assert split_words("Smith, Jr.; Doe") == ("Smith, Jr.", "Doe")


@pytest.mark.parametrize(
    "text", ["a@b.co", "first.last+tag@sub.example.org", "müller@käse.example", "o'neill@x.ie"]
)
def test_mail_addresses_look_like_themselves(text: str) -> None:
    assert looks_like_email(text)


@pytest.mark.parametrize(
    "text", ["", "a", "a@b", "@b.co", "a b@c.de", "a@b..co", "a@-b.co", "a@b.c", "x" * 300 + "@b.co"]
)
def test_what_is_no_mail_address_shows(text: str) -> None:
    assert not looks_like_email(text)


@pytest.mark.parametrize(
    ("text", "kept", "right"),
    [
        ("+12065559857", "+1 206-555-9857", True),
        ("0044 20 7946 0018", "+44 20 7946 0018", True),
        ("030-0074321", "030-0074321", True),
        ("(5) 555-4729", "(5) 555-4729", True),
        ("905-555-1234 ext. 5", "905-555-1234 ext. 5", True),
        ("call  Maria", "call Maria", False),
        ("12", "12", False),
        ("+999999", "+999999", False),
        ("+", "+", False),
    ],
)
def test_phone_numbers_are_tidied_only_where_their_country_is_known(
    text: str, kept: str, right: bool
) -> None:
    assert tidy_phone(text) == (kept, right)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_phones_and_mail_addresses(text: str) -> None:
    tidy_phone(text)
    looks_like_email(text)
