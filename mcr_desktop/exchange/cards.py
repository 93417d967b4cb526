"""Contacts from card files (vCard 2.1, 3.0, 4.0): each is judged alone, a bad one never loses the rest."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, cast

import vobject

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.properties import Property, RawCard, begins_with_card, properties_of, split_cards
from mcr_desktop.exchange.records import Bad, Good, ImportedContact
from mcr_desktop.exchange.sources import opened, regular_file
from mcr_desktop.exchange.values import looks_like_email, tidy_phone

MAX_FILE = 64 * 1024 * 1024
MAX_CARDS = 100_000
_LOOKED_AT = 4096
_WANTED = frozenset({"VERSION", "FN", "N", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "NOTE", "NICKNAME"})
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LONGEST = {"name": 200, "title": 200, "customer": 300, "email": 200, "phone": 60, "mobile": 60}
_NO_PHONES = frozenset({"FAX", "PAGER", "MODEM", "X-FAX"})
_STRUCTURED = frozenset({"N", "ORG", "ADR"})
_SIGNS = re.compile(r"\\.?|[,;\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Content(Protocol):
    """One property as the library hands it over."""

    value: object


class _Card(Protocol):
    """One card as the library hands it over."""

    contents: dict[str, list[_Content]]


def holds_cards(path: Path) -> bool:
    """Whether a file begins like a card file, whatever it is called.  Raises Refused if it cannot be read."""
    with opened(regular_file(path)) as file:
        beginning = file.read(_LOOKED_AT)
    return begins_with_card(_as_utf8(beginning))


def read_cards(path: Path) -> Iterator[Good[ImportedContact] | Bad]:
    """The cards of a file in their order; `row` is the number of the card.

    A card without a name is called by its organisation, mail address or number, and that is remarked upon.
    Its customer is its organisation, and blank where it names none.

    Raises Refused for a file that is too large, cannot be read, or holds no card at all.
    """
    content = _content(path)
    number = 0
    for card in split_cards(content):
        number = card.number
        if number > MAX_CARDS:
            raise Refused(f"{path.name} holds more than {MAX_CARDS:,} cards; split it into smaller files.")
        yield _judge(card)
    if number == 0:
        raise Refused(f"{path.name} holds no cards.")


def _content(path: Path) -> bytes:
    with opened(regular_file(path)) as file:
        content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise Refused(f"{path.name} is larger than {MAX_FILE // 1024**2} MB; split it into smaller files.")
    return _as_utf8(content)


def _as_utf8(content: bytes) -> bytes:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :] if codec == "utf-8" else content.decode(codec, "replace").encode()
    return content


def _judge(card: RawCard) -> Good[ImportedContact] | Bad:
    if not card.whole:
        return Bad(card.number, "", "", "the end of this card is missing")
    if any(b"\0" in line for line in card.lines):
        return Bad(card.number, "", "", "there is a NUL character in this card")
    properties = properties_of(card, _WANTED)
    for each in properties.found:
        if _CONTROL.search(each.value):
            return Bad(card.number, each.name, "", "there is an invisible control character in this card")
    try:
        parsed = _parsed(properties.found)
    except (vobject.base.ParseError, vobject.base.VObjectError, ValueError, IndexError) as error:
        return Bad(card.number, "", "", f"this card cannot be read ({_in_short(error)})")
    return _contact(card.number, parsed, properties.found, properties.remarks)


def _parsed(properties: Sequence[Property]) -> _Card:
    """Hand the cleaned lines to the library, as a card of version 3.0."""
    old = any(each.name == "VERSION" and each.value.strip() == "2.1" for each in properties)
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines += [f"{each.name}:{_as_value(each, old=old)}" for each in properties if each.name != "VERSION"]
    lines.append("END:VCARD\n")
    found = vobject.readOne("\n".join(lines), validate=False, allowQP=False)
    return cast("_Card", found)


def _as_value(each: Property, *, old: bool) -> str:
    """The value on one line with the escapes of version 3.0, whatever its programme escaped."""
    plain = each.value.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return _SIGNS.sub(lambda match: _escaped(match.group(), each.name, old=old), plain)


def _escaped(sign: str, name: str, *, old: bool) -> str:
    """A sign as version 3.0 writes it.

    A comma parts values in a name only, and not in version 2.1; a semicolon parts structured values.
    In version 2.1 a backslash before an n is a backslash.
    """
    if sign == "\n":
        return r"\n"
    if sign == ",":
        return "," if name == "N" and not old else r"\,"
    if sign == ";":
        return ";" if name in _STRUCTURED else r"\;"
    follower = sign[1:]
    if follower and follower in r"\,;":
        return sign
    if follower in ("n", "N") and not old:
        return r"\n"
    return follower if follower and follower in ":\"'" else r"\\" + follower


def _contact(
    number: int, card: _Card, properties: Sequence[Property], remarks: Sequence[str]
) -> Good[ImportedContact] | Bad:
    said = list(remarks)
    organisation = next(iter(_texts(card, "org")), "")
    emails = [text.removeprefix("mailto:") for text in _preferred(card, properties, "EMAIL")]
    phones, mobiles = _numbers(card, properties)
    name = next(
        (text for text in [*_texts(card, "fn"), *_names(card), *_texts(card, "nickname")] if text), ""
    )
    if not name:
        name = next(iter([organisation, *emails[:1], *phones[:1], *mobiles[:1]]), "") or next(
            iter(emails + phones), ""
        )
        if not name:
            return Bad(number, "FN", "", "this card has no name, and nothing else to call it by")
        said.append("the card has no name; it is called by what else it gives")
    said.extend(
        f"'{email}' does not look like a mail address" for email in emails[:1] if not looks_like_email(email)
    )
    record = ImportedContact(
        row=number,
        customer=organisation,
        name=name,
        title=next(iter([*_texts(card, "title"), *_texts(card, "role")]), ""),
        phone=next(iter(phones), ""),
        mobile=next(iter(mobiles), ""),
        email=next(iter(emails), ""),
        address=next(iter(_addresses(card)), ""),
        note="\n\n".join(_texts(card, "note", lines=True)),
    )
    too_long = next((field for field, most in _LONGEST.items() if len(getattr(record, field)) > most), None)
    if too_long is not None:
        return Bad(number, too_long, "", f"the {too_long} is longer than {_LONGEST[too_long]} characters")
    if not organisation:
        said.append("the card names no organisation")
    return Good(record, (), tuple(dict.fromkeys(said)))


def _contents(card: _Card, name: str) -> list[_Content]:
    return card.contents.get(name, [])


def _texts(card: _Card, name: str, *, lines: bool = False) -> list[str]:
    """The values of a property as texts, blank ones left out."""
    found = []
    for content in _contents(card, name):
        value = content.value
        text = (
            next((str(part) for part in value if str(part).strip()), "")
            if isinstance(value, list)
            else str(value)
        )
        text = text.strip() if lines else _one_line(text)
        if text:
            found.append(text)
    return found


def _names(card: _Card) -> Iterator[str]:
    """The names put together from their parts, given name first."""
    for content in _contents(card, "n"):
        parts = (
            getattr(content.value, part, "") for part in ("prefix", "given", "additional", "family", "suffix")
        )
        yield _one_line(" ".join(_joined(part, " ") for part in parts))


def _addresses(card: _Card) -> Iterator[str]:
    for content in _contents(card, "adr"):
        value = content.value
        town = (
            f"{_joined(getattr(value, 'code', ''), ' ')} {_joined(getattr(value, 'city', ''), ' ')}".strip()
        )
        parts = [*(_joined(getattr(value, part, ""), ", ") for part in ("box", "extended", "street")), town]
        parts += [_joined(getattr(value, part, ""), ", ") for part in ("region", "country")]
        address = _one_line(", ".join(part for part in parts if part.strip(" ,")), mark=", ")
        if address:
            yield address


def _joined(part: object, sign: str) -> str:
    if isinstance(part, list | tuple):
        return sign.join(str(each).strip(" ,") for each in part if str(each).strip(" ,"))
    return str(part).strip(" ,")


def _preferred(card: _Card, properties: Sequence[Property], name: str) -> list[str]:
    """The values of a property, the preferred ones first."""
    marks = [each for each in properties if each.name == name]
    texts = [_one_line(str(content.value)) for content in _contents(card, name.lower())]
    paired = sorted(zip(texts, marks, strict=False), key=lambda pair: not pair[1].preferred)
    return [text for text, _ in paired if text]


def _numbers(card: _Card, properties: Sequence[Property]) -> tuple[list[str], list[str]]:
    """Phone numbers: at work or at home, and those one carries along; never a fax."""
    marks = [each for each in properties if each.name == "TEL"]
    phones: list[tuple[bool, str]] = []
    mobiles: list[tuple[bool, str]] = []
    for content, mark in zip(_contents(card, "tel"), marks, strict=False):
        number = tidy_phone(_dialled(_one_line(str(content.value))))[0]
        if not number or mark.kinds & _NO_PHONES:
            continue
        at_work = "WORK" in mark.kinds
        (mobiles if "CELL" in mark.kinds else phones).append((not at_work, number))
    return _in_order(phones), _in_order(mobiles)


def _in_order(numbers: Iterable[tuple[bool, str]]) -> list[str]:
    return [number for _, number in sorted(numbers, key=lambda pair: pair[0])]


def _dialled(text: str) -> str:
    """A number that was written as an address: tel:+1-418-656-9254;ext=102."""
    plain = re.sub(r"^tel:", "", text, flags=re.IGNORECASE)
    number, _, rest = plain.partition(";")
    extension = re.search(r"ext=([\w-]+)", rest)
    return f"{number} ext. {extension.group(1)}" if extension else number


def _one_line(text: str, mark: str = " ") -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return mark.join(line for line in lines if line).strip()


def _in_short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
