"""A customer's sheet that came back: the answers in its fields, and nothing else of the file.

The file comes from outside and may be anything: its size, its fields, their depth and their words are
bounded, nothing in it is run or fetched, and whatever the library says of it becomes one plain sentence.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from mcr_desktop.domain.errors import Refused
from mcr_desktop.domain.sheets import LONGEST_ANSWER, SheetAnswer, SheetAnswers, SheetKey
from mcr_desktop.domain.text import storable
from mcr_desktop.exchange.sources import opened, regular_file

MARK = "mcr-sheet"
MAX_FILE = 20 * 1024 * 1024
MAX_FIELDS = 4000
MAX_DEPTH = 8
_LONGEST_NAME = 200
_TROUBLE = (
    PyPdfError, DependencyError, DeprecationError, zlib.error, struct.error, EOFError, ValueError, TypeError,
    KeyError, IndexError, AttributeError, RecursionError, OverflowError, NotImplementedError, AssertionError,
    OSError,
)  # fmt: skip
"""What the library raises over files that are not what they say."""


def read_sheet(path: Path) -> SheetAnswers:
    """The answers on a returned sheet; lines nobody touched are left out.

    Raises Refused for a file that is too large, protected, damaged, or none of our sheets.
    """
    with opened(regular_file(path)) as file:
        content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise Refused(f"{path.name} is larger than {MAX_FILE // 1024**2} MB.")
    try:
        values = _values(content)
    except _TROUBLE as error:
        raise Refused(f"{path.name} cannot be read as a PDF.") from error
    if values is None:
        raise Refused(f"{path.name} is protected by a password. Ask for it without one.")
    customer_id, made_on = _whose(path, values.get(MARK, ""))
    return SheetAnswers(customer_id, made_on, tuple(_answers(values)))


def _values(content: bytes) -> dict[str, str] | None:
    """The value of every field by its full name; None for a file that is locked."""
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        return None
    form = reader.root_object.get("/AcroForm")
    fields = form.get_object().get("/Fields") if form is not None else None
    found: dict[str, str] = {}
    if fields is not None:
        for name, value in _fields(fields.get_object(), "", 0, [MAX_FIELDS]):
            found.setdefault(name, value)
    return found


def _fields(fields: Any, above: str, depth: int, left: list[int]) -> Iterator[tuple[str, str]]:
    """Names and values of fields and of those below them; `left` counts how many more are looked at."""
    if depth > MAX_DEPTH or not isinstance(fields, ArrayObject):
        return
    for reference in fields:
        left[0] -= 1
        if left[0] < 0:
            raise ValueError("fields without end")
        field = reference.get_object()
        if not isinstance(field, DictionaryObject):
            continue
        own = _text(field.get("/T"), _LONGEST_NAME)
        name = f"{above}.{own}" if above and own else own or above
        if "/V" in field:
            yield name, _text(field.get("/V"), LONGEST_ANSWER)
        kids = field.get("/Kids")
        if kids is not None:
            yield from _fields(kids.get_object(), name, depth + 1, left)


def _text(value: Any, longest: int) -> str:
    """A name or text as words; anything else says nothing."""
    if value is None:
        return ""
    held = value.get_object()
    if isinstance(held, bytes):
        held = held.decode("latin-1")
    return storable(held[: longest + 1]) if isinstance(held, str) else ""


def _whose(path: Path, mark: str) -> tuple[int, date]:
    """The customer and the day of a sheet.  Raises Refused for what is none of ours."""
    parts = mark.split()
    if len(parts) == 3 and parts[0].isdecimal():
        if parts[0] != "1":
            raise Refused(f"{path.name} was printed by a newer program. Update this one to read it.")
        try:
            return _small(parts[1]), date.fromisoformat(parts[2])
        except ValueError:
            pass
    raise Refused(
        f"{path.name} is no sheet that was printed here, or its fields were lost when it was saved. "
        "Ask for the file as it was filled in, not printed anew."
    )


def _small(digits: str) -> int:
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 15):
        raise ValueError(digits)
    return int(digits)


def _answers(values: Mapping[str, str]) -> Iterator[SheetAnswer]:
    """The lines with a tick or with words, in the order of the file."""
    ticked: dict[SheetKey, bool] = {}
    said: dict[SheetKey, str] = {}
    for name, value in values.items():
        line, _, part = name.rpartition(".")
        key = SheetKey.read(line)
        if key is None:
            continue
        if part == "right":
            ticked[key] = value.lstrip("/") not in ("", "Off")
        elif part == "changed":
            said[key] = _tidy(value)
    for key in dict.fromkeys((*ticked, *said)):
        answer = SheetAnswer(key, ticked.get(key, False), said.get(key, ""))
        if answer.right or answer.changed_to:
            yield answer


def _tidy(text: str) -> str:
    """The words without control characters, within bounds."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_ANSWER]
    return "".join(sign for sign in plain if sign == "\n" or (sign >= " " and sign != "\x7f")).strip()
