"""The text of a file: unpacked within bounds, its encoding guessed and said in words, given line by line."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.encodings import Encoding, Looker, named_encoding

MAX_BYTES = 512 * 1024 * 1024
MAX_LINE = 1024 * 1024
MAX_ROW = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_GZIP = b"\x1f\x8b"
_NOT_TEXT = (
    (b"%PDF", "This is a PDF, not a table."),
    (b"BEGIN:VCARD", "These are cards, not a table; bring them in as contacts."),
    (b"<!DOCTYPE", "This is a web page, not a table; open it in a spreadsheet and save it as CSV or XLSX."),
    (b"<html", "This is a web page, not a table; open it in a spreadsheet and save it as CSV or XLSX."),
    (b"<?xml", "This is XML, not a table; open it in a spreadsheet and save it as CSV or XLSX."),
    (b"SQLite format 3", "This is a database, not a table."),
)


@dataclass(frozen=True, slots=True)
class TextSource:
    """A file of text that was looked through once, so that it can be read from the start again and again."""

    path: Path
    encoding: Encoding

    def lines(self) -> Iterator[str]:
        """Its lines with their ends, as they are."""
        with opened(self.path) as raw, TextIOWrapper(raw, self.encoding.codec, "surrogateescape", "") as text:
            if self.encoding.mark:
                text.read(1)
            yield from iter(lambda: text.readline(MAX_LINE), "")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked if it is a gzip file; trouble with the file is told in one sentence."""
    try:
        with path.open("rb") as packed:
            is_packed = packed.read(2) == _GZIP
            packed.seek(0)
            yield cast("BinaryIO", gzip.GzipFile(fileobj=packed)) if is_packed else packed
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Refused(f"{path.name}: the packed file is damaged and cannot be unpacked.") from error
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror or error}.") from error


def regular_file(path: Path) -> Path:
    """The same path, once it is known to be an ordinary file with something in it."""
    try:
        if not path.exists():
            raise Refused(f"There is no file {path}.")
        if not path.is_file():
            raise Refused(f"{path} is not an ordinary file.")
        if path.stat().st_size == 0:
            raise Refused(f"{path.name} is empty.")
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return path


def text_source(path: Path, encoding: str | None = None) -> TextSource:
    """Look through a file once: its size, whether it is text, and in which encoding.

    Raises Refused for what is too large, damaged, not text, or not in the encoding that was named.
    """
    looker = Looker()
    size = 0
    with opened(path) as raw:
        while chunk := raw.read(_CHUNK):
            if size == 0:
                _refuse_what_is_no_text(path, chunk)
            size += len(chunk)
            if size > MAX_BYTES:
                raise Refused(
                    f"{path.name} holds more than {MAX_BYTES // 1024**2} MB; split it into smaller files."
                )
            looker.look(chunk)
    if size == 0:
        raise Refused(f"{path.name} is empty.")
    if encoding is not None:
        return TextSource(path, named_encoding(encoding, looker.beginning))
    guess = looker.guess()
    if guess is None:
        raise Refused(
            f"{path.name}: it cannot be told in which encoding this file is written; name it with --encoding."
        )
    return TextSource(path, guess)


def _refuse_what_is_no_text(path: Path, beginning: bytes) -> None:
    start = beginning.removeprefix(codecs.BOM_UTF8).lstrip()[:64]
    for mark, reason in _NOT_TEXT:
        if start.lower().startswith(mark.lower()):
            raise Refused(f"{path.name}: {reason}")
