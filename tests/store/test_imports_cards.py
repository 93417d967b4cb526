"""Cards are judged one by one: a bad one never loses the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcr_desktop.domain.errors import WrongUse
from mcr_desktop.models.customers import Contact
from tests.store.bringing import bring, everything
from tests.worlds import World


def test_cards_are_judged_one_by_one(world: World, tmp_path: Path) -> None:
    world.customer("Marlow Ferries")
    cards = tmp_path / "people.vcf"
    lines = [
        "BEGIN:VCARD", "VERSION:3.0", "FN:Ada Byron", "ORG:Marlow Ferries", "END:VCARD",
        "BEGIN:VCARD", "VERSION:3.0", "FN:Nobody", "ORG:Elsewhere", "END:VCARD",
        "BEGIN:VCARD", "VERSION:3.0", "FN:Homeless", "END:VCARD",
    ]  # fmt: skip
    cards.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    report = bring(world, "contacts", cards)
    assert (report.read, report.added, report.skipped) == (3, 1, 2)
    assert everything(world, Contact.name) == ["Ada Byron"]
    assert any("Elsewhere; not brought in" in line for line in report.suspicious)
    assert any("no customer is named; not brought in" in line for line in report.suspicious)
    assert bring(world, "contacts", cards).nothing_new


def test_bad_cards_are_named_and_never_lose_the_rest(world: World, tmp_path: Path) -> None:
    world.customer("Marlow Ferries")
    cards = tmp_path / "people.vcf"
    good = b"BEGIN:VCARD\r\nVERSION:%b\r\nFN:%b\r\nORG:Marlow Ferries\r\nEND:VCARD\r\n"
    cards.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nORG:Marlow Ferries\r\n"
        b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:=C5=BB=C3=B3=C5=82=C4=87\r\nEND:VCARD\r\n"
        b"BEGIN:VCARD\r\nFN:Torn off\r\n"
        + good % (b"3.0", b"Ada Byron")
        + b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Nu\0l\r\nEND:VCARD\r\n"
        + b"BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n"
        + good % (b"4.0", "Αθηνά".encode())
    )

    report = bring(world, "contacts", cards)

    assert (report.read, report.added, report.skipped) == (6, 3, 3)
    assert everything(world, Contact.name) == ["Ada Byron", "Żółć", "Αθηνά"]
    assert [line for line in report.suspicious if line.endswith("not brought in")] == [
        "row 2: the end of this card is missing; not brought in",
        "row 4: there is a NUL character in this card; not brought in",
        "row 5, column FN: this card has no name, and nothing else to call it by; not brought in",
    ]


def test_a_file_of_bad_cards_only_changes_nothing(world: World, tmp_path: Path) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_bytes(b"BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n")
    before = world.checksum()
    report = bring(world, "contacts", cards)
    assert report.nothing_new
    assert report.skipped == 1
    assert world.checksum() == before


def test_options_about_columns_are_wrong_for_cards(world: World, tmp_path: Path) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_bytes(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEND:VCARD\r\n")
    with pytest.raises(WrongUse, match="has no columns"):
        bring(world, "contacts", cards, "customer=Firm")
