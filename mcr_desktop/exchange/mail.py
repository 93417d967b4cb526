"""One mail message from a file: who wrote to whom, when, and its plain words.  Nothing is run or fetched."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.encodings import Looker
from mcr_desktop.exchange.sources import opened, regular_file

MAX_FILE = 64 * 1024 * 1024
MAX_TEXT = 200_000
_MAX_HTML = 400_000
_MAX_PARTS = 500
_MAX_DEPTH = 30
_MAX_ADDRESSES = 500

_TROUBLE = (LookupError, ValueError, AttributeError, TypeError, email.errors.MessageError)
"""What the library raises over headers and bodies that are not what they say."""


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's name, blank where none is given, and mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class MailMessage:
    """A message as it can be kept as a conversation; remarks say in words what was not as it should be."""

    subject: str
    sender: Address | None
    recipients: tuple[Address, ...]
    sent_at: datetime | None
    text: str
    attachments: tuple[str, ...] = ()
    message_id: str = ""
    remarks: tuple[str, ...] = ()


def read_mail(path: Path) -> MailMessage:
    """Read one .eml file.  Raises Refused for what is too large, or is no mail message."""
    with opened(regular_file(path)) as file:
        content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise Refused(f"{path.name} is larger than {MAX_FILE // 1024**2} MB.")
    try:
        message = email.message_from_bytes(content, policy=default)
        parts = list(_parts(message))
    except (RecursionError, *_TROUBLE) as error:
        raise Refused(f"{path.name} is not a mail message that can be read.") from error
    if not any(
        _header(message, name) for name in ("From", "To", "Subject", "Date", "Received", "Message-ID")
    ):
        raise Refused(f"{path.name} is not a mail message: it says neither from whom nor to whom it is.")
    return _message(message, parts)


def _message(message: EmailMessage, parts: list[EmailMessage]) -> MailMessage:
    remarks: list[str] = []
    senders = _addresses(message, "From") or _addresses(message, "Sender")
    return MailMessage(
        subject=_one_line(_header(message, "Subject")),
        sender=senders[0] if senders else None,
        recipients=tuple(address for name in ("To", "Cc") for address in _addresses(message, name)),
        sent_at=_sent_at(message, remarks),
        text=_text(parts, remarks),
        attachments=tuple(name for part in parts if (name := _attachment_name(part))),
        message_id=_one_line(_header(message, "Message-ID")).strip("<>")[:250],
        remarks=tuple(remarks),
    )


def _parts(message: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """The parts of a message that hold something; messages enclosed in it are attachments and not opened."""
    if depth > _MAX_DEPTH:
        raise ValueError("parts within parts without end")
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        yield message
        return
    for number, part in enumerate(message.get_payload()):
        if number >= _MAX_PARTS:
            raise ValueError("parts without end")
        yield from _parts(cast("EmailMessage", part), depth + 1)


def _header(message: Message, name: str) -> str:
    """A header as plain text, decoded as far as it can be."""
    try:
        value = message.get(name)
        return "" if value is None else _without_surrogates(str(value))
    except _TROUBLE:
        return _raw_header(message, name)


def _raw_header(message: Message, name: str) -> str:
    """The header as it stands, where the library stumbles over it."""
    for key, value in message.raw_items():
        if key.casefold() != name.casefold():
            continue
        try:
            pieces = decode_header(_without_surrogates(str(value)))
            return "".join(
                piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces
            )
        except _TROUBLE:
            return _without_surrogates(str(value))
    return ""


def _addresses(message: Message, name: str) -> list[Address]:
    pairs = getaddresses([_one_line(_header(message, name))[:20_000]])
    found = [Address(_one_line(title), address.strip()) for title, address in pairs[:_MAX_ADDRESSES]]
    return [each for each in found if each.name or each.address]


def _sent_at(message: Message, remarks: list[str]) -> datetime | None:
    """When it was sent; where its date cannot be read, when the first server took it."""
    given = _raw(message, "Date")
    sent = _moment(given)
    if sent is not None:
        return sent
    remarks.append(f"the date '{given[:60]}' cannot be read" if given else "the message gives no date")
    for received in reversed(
        [str(value) for key, value in message.raw_items() if key.casefold() == "received"]
    ):
        arrived = _moment(received.rpartition(";")[2])
        if arrived is not None:
            remarks.append("the time at which a server took it is used instead")
            return arrived
    return None


def _raw(message: Message, name: str) -> str:
    values = (str(value) for key, value in message.raw_items() if key.casefold() == name.casefold())
    return _one_line(_without_surrogates(next(values, "")))


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_one_line(text)[:200])
    except (*_TROUBLE, OverflowError):
        return None
    return moment if 1970 <= moment.year <= 2200 else None


def _text(parts: list[EmailMessage], remarks: list[str]) -> str:
    """The plain words: of the plain parts, else of the pages, with every tag taken out."""
    shown = [part for part in parts if not _is_attachment(part)]
    plain = [_body(part, remarks) for part in shown if part.get_content_type() == "text/plain"]
    if not any(text.strip() for text in plain):
        pages = [_body(part, remarks) for part in shown if part.get_content_type() == "text/html"]
        plain = [text_of_html(page) for page in pages]
    text = "\n\n".join(each.strip() for each in plain if each.strip())
    if len(text) > MAX_TEXT:
        remarks.append(f"the text is cut after {MAX_TEXT:,} characters")
    return text[:MAX_TEXT]


def _body(part: EmailMessage, remarks: list[str]) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (*_TROUBLE, AssertionError):
        payload = None
    if not isinstance(payload, bytes):
        remarks.append("a part of the message cannot be read")
        return ""
    return _tidy(_decoded(payload, part.get_content_charset()))


def _decoded(content: bytes, charset: str | None) -> str:
    """Bytes as text in their charset; where it is unknown or untrue, as they look."""
    if charset not in (None, "us-ascii", "unknown-8bit"):
        try:
            return content.decode(charset or "utf-8")
        except (LookupError, UnicodeError):
            pass
    looker = Looker()
    looker.look(content)
    guess = looker.guess()
    return content.decode(guess.codec if guess is not None else "cp1252", "replace")


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_attachment_name(part))


def _attachment_name(part: EmailMessage) -> str:
    """The name of an attached file as its sender wrote it, to be shown; blank for no attachment."""
    try:
        name = part.get_filename()
    except _TROUBLE:
        name = None
    if name:
        return _one_line(_without_surrogates(name))[:200]
    if part.get_content_type() == "message/rfc822":
        return "enclosed message"
    return "unnamed" if part.get_content_disposition() == "attachment" else ""


def text_of_html(page: str) -> str:
    """The words of a page, line by line, without its tags, scripts, styles and links."""
    reader = _Words()
    reader.feed(page[:_MAX_HTML])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    """Gathers what a reader of the page would see as text."""

    _SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object"})
    _LINES = frozenset(
        {"p", "br", "div", "tr", "li", "ul", "table", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silence = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins: a new line, or something that is not shown."""
        del attrs
        if not self._silence and tag in self._SILENT:
            self._silence = tag
        elif tag in self._LINES:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag == self._silence or (self._silence == "head" and tag == "body"):
            self._silence = ""
        elif tag in self._LINES:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words of the page; its own line breaks mean nothing."""
        if not self._silence:
            self.words.append(re.sub(r"\s+", " ", data))


def _tidy(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign in "\n\t" or (sign >= " " and sign != "\x7f"))


def _without_surrogates(text: str) -> str:
    """Header bytes that were no ASCII come as halves of characters: read them as UTF-8, else Western."""
    if text.isascii():
        return text
    content = text.encode("utf-8", "surrogateescape")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _one_line(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign >= " " and sign != "\x7f")
