"""Lines of a card file: cards apart from one another, folded lines joined, each value in plain Unicode.

Programmes have written cards in many ways that the standard does not know.  Here they are made alike,
so that the reader behind sees one clean card at a time.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BEGIN = re.compile(rb"\s*(?:[\w.-]+\.)?BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*(?:[\w.-]+\.)?END\s*:\s*VCARD\s*", re.IGNORECASE)
_HEAD = re.compile(rb"\s*(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:\"[^\"]*\"|[^\":])*)*):")
_PARAMETER = re.compile(r';\s*([^=;"]+?)(?:\s*=\s*((?:"[^"]*"|[^;"])*))?(?=;|$)')
_NO_KINDS = frozenset(
    {"BASE64", "B", "7BIT", "8BIT", "URI", "URL", "TEXT", "DATE", "INLINE", "CONTENT-ID", "CID"}
)
_LONGEST_VALUE = 200_000


@dataclass(frozen=True, slots=True)
class RawCard:
    """The lines of one card; `whole` is False where its end is missing."""

    number: int
    lines: tuple[bytes, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: its name, the kinds it is marked with, and its value with the card's escapes."""

    name: str
    value: str
    kinds: frozenset[str] = frozenset()
    preferred: bool = False


@dataclass(slots=True)
class Properties:
    """The lines of one card made alike, and remarks on what could not be understood."""

    found: list[Property] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def begins_with_card(content: bytes) -> bool:
    """Whether the first line with anything on it begins a card."""
    lines = re.split(rb"[\r\n]+", content.lstrip(), maxsplit=1)
    return _BEGIN.fullmatch(lines[0]) is not None


def split_cards(content: bytes) -> Iterator[RawCard]:
    """Cut a file into its cards; a card within a card stays with the outer one and is not read.

    A card whose end is missing ends where the next one begins.
    """
    number, depth = 0, 0
    lines: list[bytes] = []
    inner_begins = False
    for line in re.split(rb"\r\n|\r|\n", content):
        if _BEGIN.fullmatch(line):
            if depth and not inner_begins:
                yield RawCard(number, tuple(lines), whole=False)
                depth = 0
            if depth == 0:
                number, lines = number + 1, []
            depth += 1
        elif _END.fullmatch(line) and depth:
            depth -= 1
            if depth == 0:
                yield RawCard(number, tuple(lines))
                lines = []
        elif depth == 1:
            lines.append(line)
        if line.strip():
            inner_begins = depth > 0 and line.strip().upper() in (
                b"AGENT:",
                b"AGENT;VCARD:",
                b"AGENT;TYPE=VCARD:",
            )
    if depth:
        yield RawCard(number, tuple(lines), whole=False)


def properties_of(card: RawCard, wanted: frozenset[str]) -> Properties:
    """The wanted lines of a card, unfolded and decoded; all others are passed over unread."""
    result = Properties()
    for head, value in _unfolded(card.lines):
        name = head["name"].decode("ascii", "replace").upper()
        if name not in wanted:
            continue
        parameters = head["parameters"].decode("ascii", "replace")
        result.found.append(_property(name, parameters, value[:_LONGEST_VALUE], result.remarks))
    return result


def _unfolded(lines: tuple[bytes, ...]) -> Iterator[tuple[re.Match[bytes], bytes]]:
    """Each property with its whole value: continued lines and soft line breaks joined."""
    head: re.Match[bytes] | None = None
    value: list[bytes] = []
    soft = False
    for line in lines:
        if head is not None and soft:
            value.append(line)
        elif head is not None and line[:1] in (b" ", b"\t"):
            value.append(line[1:])
        else:
            begun = _HEAD.match(line)
            if begun is None:
                continue
            if head is not None:
                yield head, b"".join(value)
            head, value = begun, [line[begun.end() :]]
        soft = _is_quoted(head) and value[-1].rstrip(b" \t").endswith(b"=")
        if soft:
            value[-1] = value[-1].rstrip(b" \t")[:-1]
    if head is not None:
        yield head, b"".join(value)


def _is_quoted(head: re.Match[bytes] | None) -> bool:
    return head is not None and b"QUOTED-PRINTABLE" in head["parameters"].upper()


def _property(name: str, parameters: str, value: bytes, remarks: list[str]) -> Property:
    marks = _marks(parameters)
    text = _decoded(_unquoted(value) if marks.quoted else value, marks.charset, remarks)
    return Property(name, text, frozenset(marks.kinds), "PREF" in marks.kinds)


@dataclass(slots=True)
class _Marks:
    """What the parameters of a property say."""

    kinds: set[str] = field(default_factory=set)
    charset: str = ""
    quoted: bool = False


def _marks(parameters: str) -> _Marks:
    """Parameters with names (version 3.0 and later) and mere words (version 2.1) alike."""
    marks = _Marks()
    for key, given in _PARAMETER.findall(parameters):
        name, value = key.upper(), given.strip().strip('"')
        if name == "CHARSET":
            marks.charset = value
        elif "QUOTED-PRINTABLE" in (name, value.upper()):
            marks.quoted = True
        elif name == "PREF" or (not given and name not in _NO_KINDS):
            marks.kinds.add(name)
        elif name == "TYPE":
            marks.kinds.update(kind.strip().upper() for kind in value.split(","))
    return marks


def _unquoted(value: bytes) -> bytes:
    try:
        return quopri.decodestring(value)
    except (ValueError, binascii.Error):
        return value


def _decoded(value: bytes, charset: str, remarks: list[str]) -> str:
    """Bytes as text: in the charset that is named, else UTF-8, else Western European."""
    if charset:
        try:
            codecs.lookup(charset)
        except (LookupError, ValueError):
            remarks.append(f"the charset '{charset[:40]}' is not known")
        else:
            try:
                return value.decode(charset)
            except (UnicodeError, LookupError):
                remarks.append(f"a value is not in the charset {charset[:40]} that it names")
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
