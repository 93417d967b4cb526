"""Reading a PDF back: its words, fonts, outline, and whatever else is in it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def opened(pdf: bytes) -> PdfReader:
    """The file, as another program opens it."""
    return PdfReader(BytesIO(pdf), strict=True)


def page_words(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in opened(pdf).pages]


def words_in(pdf: bytes) -> str:
    """All words, with blanks and line ends folded into one blank."""
    return " ".join(" ".join(page_words(pdf)).replace("\u00a0", " ").split())


def letters_in(pdf: bytes) -> str:
    """All letters without any blank: for words that may have been parted at a line's end."""
    return "".join("".join(page_words(pdf)).split())


def outline(pdf: bytes) -> list[str]:
    """The titles of all bookmarks, in order."""

    def titles(entries: list[Any]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield str(entry.title)

    return list(titles(opened(pdf).outline))


def objects(pdf: bytes) -> list[Any]:
    """Every dictionary in the file."""
    reader = opened(pdf)
    found = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        one = reader.get_object(number)
        if hasattr(one, "get"):
            found.append(one)
    return found


def fonts(pdf: bytes) -> dict[str, bool]:
    """The name of every font and whether its outlines are in the file."""
    held = {}
    for one in objects(pdf):
        if one.get("/Type") == "/Font":
            description = one.get("/FontDescriptor")
            embedded = description is not None and "/FontFile2" in description.get_object()
            held[str(one["/BaseFont"])] = embedded
    return held
