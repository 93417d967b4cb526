"""One mail message from a file: who wrote to whom, when, and its plain words.  Nothing is run or fetched."""

from __future__ import annotations

import email
import email.errors
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime
from pathlib import Path

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.headers import (
    LONGEST_HEADER,
    Address,
    addresses,
    decoded,
    header_text,
    one_line,
    raw_headers,
    whole_characters,
)
from mcr_desktop.exchange.pages import text_of_page
from mcr_desktop.exchange.sources import opened, regular_file

__all__ = ["Address", "MailMessage", "is_mail", "read_mail"]

MAX_FILE = 64 * 1024 * 1024
MAX_TEXT = 200_000
_MAX_PARTS = 500
_MAX_DEPTH = 30

_TROUBLE = (LookupError, ValueError, AttributeError, TypeError, AssertionError, email.errors.MessageError)
"""What the library raises over bodies and parameters that are not what they say."""


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


def is_mail(path: Path) -> bool:
    """Whether a file is called like a mail message, packed or not."""
    return path.name.casefold().removesuffix(".gz").endswith(".eml")


def read_mail(path: Path) -> MailMessage:
    """Read one .eml file.  Raises Refused for what is too large, or is no mail message."""
    with opened(regular_file(path)) as file:
        content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise Refused(f"{path.name} is larger than {MAX_FILE // 1024**2} MB.")
    try:
        message = email.message_from_bytes(content, policy=compat32)
        parts = list(_parts(message))
    except (RecursionError, *_TROUBLE) as error:
        raise Refused(f"{path.name} is not a mail message that can be read.") from error
    if not any(
        header_text(message, name) for name in ("From", "To", "Subject", "Date", "Received", "Message-ID")
    ):
        raise Refused(f"{path.name} is not a mail message: it says neither from whom nor to whom it is.")
    return _message(message, parts)


def _message(message: Message, parts: list[Message]) -> MailMessage:
    remarks: list[str] = []
    senders = addresses(message, "From") or addresses(message, "Sender")
    return MailMessage(
        subject=header_text(message, "Subject"),
        sender=senders[0] if senders else None,
        recipients=addresses(message, "To") + addresses(message, "Cc"),
        sent_at=_sent_at(message, remarks),
        text=_text(parts, remarks),
        attachments=tuple(name for part in parts if (name := _attachment_name(part))),
        message_id=header_text(message, "Message-ID").strip("<>")[:250],
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts of a message that hold something; messages enclosed in it are attachments and not opened."""
    if depth > _MAX_DEPTH or any(len(str(value)) > LONGEST_HEADER for _, value in message.raw_items()):
        raise ValueError("parts within parts, or headers, without end")
    payload = message.get_payload()
    if not isinstance(payload, list) or message.get_content_type() == "message/rfc822":
        yield message
        return
    if len(payload) > _MAX_PARTS:
        raise ValueError("parts without end")
    for part in payload:
        if isinstance(part, Message):
            yield from _parts(part, depth + 1)


def _sent_at(message: Message, remarks: list[str]) -> datetime | None:
    """When it was sent; where its date cannot be read, when the first server took it."""
    given = header_text(message, "Date")
    sent = _moment(given)
    if sent is not None:
        return sent
    remarks.append(f"the date '{given[:60]}' cannot be read" if given else "the message gives no date")
    for received in reversed(list(raw_headers(message, "Received"))):
        arrived = _moment(received.rpartition(";")[2])
        if arrived is not None:
            remarks.append("the time at which a server took it is used instead")
            return arrived
    return None


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(one_line(text)[:200])
    except (*_TROUBLE, OverflowError):
        return None
    return moment if 1970 <= moment.year <= 2200 else None


def _text(parts: list[Message], remarks: list[str]) -> str:
    """The plain words: of the plain parts, else of the pages, with every tag taken out."""
    shown = [part for part in parts if not _attachment_name(part)]
    plain = [_body(part, remarks) for part in shown if part.get_content_type() == "text/plain"]
    if not any(text.strip() for text in plain):
        pages = [_body(part, remarks) for part in shown if part.get_content_type() == "text/html"]
        plain = [text_of_page(page) for page in pages]
    text = "\n\n".join(each.strip() for each in plain if each.strip())
    if len(text) > MAX_TEXT:
        remarks.append(f"the text is cut after {MAX_TEXT:,} characters")
    return text[:MAX_TEXT]


def _body(part: Message, remarks: list[str]) -> str:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except _TROUBLE:
        payload, charset = None, None
    if not isinstance(payload, bytes):
        remarks.append("a part of the message cannot be read")
        return ""
    return _tidy(decoded(payload, charset))


def _tidy(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign in "\n\t" or (sign >= " " and sign != "\x7f"))


def _attachment_name(part: Message) -> str:
    """The name of an attached file as its sender wrote it, to be shown; blank for no attachment."""
    try:
        name = part.get_filename()
        is_attached = part.get_content_disposition() == "attachment"
    except _TROUBLE:
        return "unnamed"
    if name:
        return one_line(whole_characters(name))[:200]
    if part.get_content_type() == "message/rfc822":
        return "enclosed message"
    return "unnamed" if is_attached else ""
