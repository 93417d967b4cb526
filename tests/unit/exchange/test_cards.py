"""Cards of many programmes are read, and a bad card never loses the others."""

import quopri
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange import cards
from mcr_desktop.exchange.cards import holds_cards, read_cards
from mcr_desktop.exchange.records import Bad, Good, ImportedContact

Outcome = Good[ImportedContact] | Bad


def _card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def _read(folder: Path, content: str | bytes) -> list[Outcome]:
    path = folder / "people.vcf"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_cards(path))


def _one(folder: Path, content: str | bytes) -> ImportedContact:
    (outcome,) = _read(folder, content)
    assert isinstance(outcome, Good), outcome
    return outcome.record


def test_a_card_of_version_three_with_everything(tmp_path: Path) -> None:
    content = _card(
        "N:Doe;John;Richter\\, James;Mr.;Sr.",
        "FN:Mr. John Richter\\, James Doe Sr.",
        "ORG:ABC\\, Inc.;Accounting",
        "TITLE:Director\\, Research",
        "item1.EMAIL;type=INTERNET:first@abc.example",
        "item2.EMAIL;type=INTERNET;type=pref:john@abc.example",
        "TEL;type=HOME:905-666-1234",
        "TEL;type=WORK,FAX:905-888-1234",
        "TEL;type=WORK;type=VOICE:905-777-1234",
        "TEL;type=CELL:+1-905-555-1234",
        "ADR;type=WORK:;;Street 4\\nFloor 8;New York;NY;12345;USA",
        "NOTE:One\\, two\\nthree and a long line that is folded ",
        "  in the middle",
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 70,
        " " + "B" * 70,
    )
    assert _one(tmp_path, content) == ImportedContact(
        row=1,
        customer="ABC, Inc.",
        name="Mr. John Richter, James Doe Sr.",
        title="Director, Research",
        phone="905-777-1234",
        mobile="+1 905-555-1234",
        email="john@abc.example",
        address="Street 4, Floor 8, 12345 New York, NY, USA",
        note="One, two\nthree and a long line that is folded  in the middle",
    )


def test_a_card_of_version_four(tmp_path: Path) -> None:
    content = _card(
        "FN:Simon Perreault",
        "ORG;TYPE=work:Viagenie",
        "ADR;TYPE=work:;Suite D2-630;2875 Laurier;",
        " Quebec;QC;G1V 2M2;Canada",
        'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
        'TEL;VALUE=uri;TYPE="work,cell,voice":tel:+1-418-262-6501',
        "EMAIL;TYPE=work:simon@viagenie.example",
        version="4.0",
    )
    contact = _one(tmp_path, content)
    assert contact.phone == "+1 418-656-9254 ext. 102"
    assert contact.mobile == "+1 418-262-6501"
    assert contact.address == "Suite D2-630, 2875 Laurier, G1V 2M2 Quebec, QC, Canada"


def test_an_old_card_with_soft_line_breaks_and_charsets(tmp_path: Path) -> None:
    content = _card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=C3=91;=C3=91;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=20=C3=91=20=",
        "=20=C3=91",
        "ORG;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:M=FCller",
        "NOTE;ENCODING=QUOTED-PRINTABLE:One=0D=0A=",
        "two, three; four",
        "TEL;CELL;PREF:123456789",
        version="2.1",
    )
    contact = _one(tmp_path, content)
    assert contact.name == "Ñ Ñ Ñ"
    assert contact.customer == "Müller"
    assert contact.note == "One\ntwo, three; four"
    assert contact.mobile == "123456789"


def test_bytes_without_a_charset_are_read_as_they_look(tmp_path: Path) -> None:
    utf8 = _card("FN:Zoë", "ORG:Köln AG").encode()
    western = _card("FN:Zoë", "ORG:Köln AG").encode("cp1252")
    wide = _card("FN:Zoë", "ORG:Köln AG").encode("utf-16")
    marked = _card("FN:Zoë", "ORG:Köln AG").encode("utf-8-sig")
    assert {_one(tmp_path, content).name for content in (utf8, western, wide, marked)} == {"Zoë"}


def test_unescaped_commas_and_foreign_escapes_lose_nothing(tmp_path: Path) -> None:
    contact = _one(
        tmp_path, _card("FN:Doe, John", "ORG:Smith, Jones & Co", 'NOTE:\\"as is\\": a,b;c \\: C:\\dir')
    )
    assert contact.name == "Doe, John"
    assert contact.customer == "Smith, Jones & Co"
    assert contact.note == '"as is": a,b;c : C:\\dir'


def test_a_backslash_before_an_n_is_a_line_break_only_in_newer_cards(tmp_path: Path) -> None:
    assert _one(tmp_path, _card("FN:A", "NOTE:x\\ny")).note == "x\ny"
    assert _one(tmp_path, _card("FN:A", "NOTE:C:\\new", version="2.1")).note == "C:\\new"


def test_a_card_within_a_card_is_passed_over(tmp_path: Path) -> None:
    content = _card(
        "FN:Boss", "ORG:Acme", "AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Help", "END:VCARD", "TITLE:Head"
    )
    contact = _one(tmp_path, content)
    assert (contact.name, contact.title) == ("Boss", "Head")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Doe;John;;Dr.;"], "Dr. John Doe"),
        (["FN:", "N:Doe;;;;"], "Doe"),
        (["FN: ", "ORG:Acme"], "Acme"),
        (["EMAIL;PREF:john@acme.example"], "john@acme.example"),
        (["TEL:030-123456"], "030-123456"),
        (["NICKNAME:Johnny", "TEL:1"], "Johnny"),
    ],
)
def test_a_card_without_a_full_name_is_called_by_what_it_gives(
    tmp_path: Path, lines: list[str], name: str
) -> None:
    assert _one(tmp_path, _card(*lines)).name == name


def test_what_looks_odd_is_remarked_upon(tmp_path: Path) -> None:
    (outcome,) = _read(tmp_path, _card("EMAIL;CHARSET=x-klingon:nobody at all"))
    assert isinstance(outcome, Good)
    assert outcome.suspicious == (
        "the charset 'x-klingon' is not known",
        "the card has no name; it is called by what else it gives",
        "'nobody at all' does not look like a mail address",
        "the card names no organisation",
    )


GOOD = _card("FN:Good", "ORG:Acme")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (_card("FN:A\0B"), "there is a NUL character in this card"),
        (_card("NOTE:nothing else"), "this card has no name"),
        (_card(), "this card has no name"),
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut\r\n", "the end of this card is missing"),
        (_card("FN:Bell\x07"), "invisible control character"),
        (_card("FN:" + "x" * 201), "the name is longer than 200 characters"),
        (_card("FN:A", "ORG:" + "x" * 301), "the customer is longer than 300 characters"),
    ],
)
def test_a_bad_card_never_loses_the_others(tmp_path: Path, bad: str, reason: str) -> None:
    first, second, third = _read(tmp_path, GOOD + bad + GOOD)
    assert isinstance(first, Good)
    assert isinstance(second, Bad)
    assert reason in second.reason
    assert second.row == 2
    assert isinstance(third, Good)
    assert (third.record.row, third.record.name) == (3, "Good")


@pytest.mark.parametrize(
    "odd",
    [
        _card("FN:A", "TEL;TYPE=:"),
        _card("FN:A", "ADR:"),
        _card("FN:A", "ADR:;;;;;;;;;;;;"),
        _card("FN:A", "N:"),
        _card("FN:A", "N:;;;;;;;;;"),
        _card("FN:A", "ORG:;;;"),
        _card("FN:A", 'TEL;TYPE="unclosed:1'),
        _card("FN:A", "this is no property"),
        _card("FN:A", "BEGIN:VEVENT", "END:VEVENT"),
        _card("FN;ENCODING=QUOTED-PRINTABLE:A=ZZ=", "=", "=0"),
        _card("FN;ENCODING=BASE64:A"),
        _card("FN;LANGUAGE=en:A"),
        _card("X-A;B;C=D;E:F", "FN:A"),
        "junk before\r\n" + _card("FN:A") + "junk behind\r\n",
        _card("FN:A").replace("\r\n", "\n"),
        _card("FN:A").replace("\r\n", "\r"),
        _card("FN:A").lower(),
        _card("FN:A").removesuffix("\r\n"),
    ],
)
def test_odd_but_readable_cards_are_read(tmp_path: Path, odd: str) -> None:
    assert _one(tmp_path, odd).name.upper().startswith("A")


@pytest.mark.parametrize("content", [b"", b"no cards here", b"\0\0\0\0", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
def test_a_file_without_cards_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match=r"people\.vcf"):
        _read(tmp_path, content)


def test_a_card_file_is_known_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    for content in (
        GOOD.encode(),
        b"\r\n" + GOOD.lower().encode(),
        GOOD.encode("utf-16"),
        GOOD.encode("utf-8-sig"),
    ):
        path.write_bytes(content)
        assert holds_cards(path)
    for content in (b"Name,Note\r\nA,BEGIN:VCARD\r\n", b"BEGIN:VCALENDAR\r\n", b" "):
        path.write_bytes(content)
        assert not holds_cards(path)


def test_more_than_anybody_means_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "MAX_CARDS", 3)
    with pytest.raises(Refused, match="more than 3 cards"):
        _read(tmp_path, GOOD * 4)
    monkeypatch.setattr(cards, "MAX_FILE", 50)
    with pytest.raises(Refused, match="is larger than"):
        _read(tmp_path, GOOD)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_whatever_stands_in_a_card_the_next_one_is_read(tmp_path: Path, noise: bytes) -> None:
    middle = b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + noise + b"\r\nEND:VCARD\r\n"
    outcomes = _read(tmp_path, GOOD.encode() + middle + GOOD.encode())
    last = outcomes[-1]
    assert isinstance(last, Good)
    assert last.record.name == "Good"
    assert isinstance(outcomes[0], Good)


printable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(printable.filter(str.strip))
def test_every_name_and_note_comes_back_from_each_way_of_writing(tmp_path: Path, text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    quoted = quopri.encodestring(text.encode()).decode().rstrip("=\n")
    new = _one(tmp_path, _card(f"FN:A{escaped}Z", "ORG:X"))
    old = _one(
        tmp_path, _card(f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:A{quoted}Z", "ORG:X", version="2.1")
    )
    assert new.name == " ".join(f"A{text}Z".split())
    if "\\" not in text:
        assert old.name == " ".join(f"A{text}Z".split())
