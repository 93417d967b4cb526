"""Headers of mail messages as plain text, decoded as far as they can be.

The header objects of the standard library fall over nested comments and take minutes for long lists, so
the raw headers are read here, piece by piece and within bounds.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses

from mcr_desktop.exchange.encodings import Looker

LONGEST_HEADER = 100_000
_MOST_ADDRESSES = 500
_LONGEST_LIST = 50_000
_MOST_COMMENTS = 50
_ENCODED = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?)")


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's name, blank where none is given, and mail address."""

    name: str
    address: str


def header_text(message: Message, name: str) -> str:
    """The first header of this name on one line; blank where there is none."""
    return one_line(_decoded_words(next(raw_headers(message, name), "")))


def raw_headers(message: Message, name: str) -> Iterator[str]:
    """All headers of this name, top first, with what was no ASCII read as it looks."""
    for key, value in message.raw_items():
        if key.casefold() == name.casefold():
            yield whole_characters(str(value))


def addresses(message: Message, name: str) -> tuple[Address, ...]:
    """The people in a header.  Their names are decoded after they were told apart."""
    text = one_line(next(raw_headers(message, name), ""))[:_LONGEST_LIST]
    if text.count("(") > _MOST_COMMENTS:
        text = text.replace("(", " ").replace(")", " ")
    found = (
        Address(one_line(_decoded_words(title)), one_line(address).strip())
        for title, address in getaddresses([text])[:_MOST_ADDRESSES]
    )
    return tuple(each for each in found if each.name or each.address)


def decoded(content: bytes, charset: str | None) -> str:
    """Bytes as text in their charset; where it is unknown or untrue, as they look."""
    if charset and charset.casefold() not in ("us-ascii", "ascii", "unknown-8bit"):
        try:
            # Some charsets can spell halves of characters, which no database keeps.
            return content.decode(charset).encode("utf-8", "replace").decode("utf-8")
        except (LookupError, ValueError):
            pass
    looker = Looker()
    looker.look(content)
    guess = looker.guess()
    return content.decode(guess.codec if guess is not None else "cp1252", "replace")


def whole_characters(text: str) -> str:
    """Bytes that were no ASCII come as halves of characters: put them together again."""
    if text.isascii():
        return text
    return decoded(text.encode("utf-8", "surrogateescape"), None)


def one_line(text: str) -> str:
    """The text with single blanks and without control characters."""
    return "".join(sign for sign in " ".join(text.split()) if sign >= " " and sign != "\x7f")


def _decoded_words(text: str) -> str:
    """A header with its encoded words decoded; those that follow one another are one text."""
    text = _BETWEEN.sub("", text)
    result: list[str] = []
    place, waiting, waiting_charset = 0, b"", ""
    for match in _ENCODED.finditer(text):
        charset = match[1].partition("*")[0]
        content = _content_of_word(match[2], match[3])
        if match.start() > place or charset != waiting_charset:
            result += [decoded(waiting, waiting_charset) if waiting else "", text[place : match.start()]]
            waiting = b""
        waiting, waiting_charset, place = waiting + content, charset, match.end()
    return "".join([*result, decoded(waiting, waiting_charset) if waiting else "", text[place:]])


def _content_of_word(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw
