"""The words of a mail that came as a web page, in one pass over its text, whatever the page is made of.

The parser of the standard library takes time that grows with the square of a broken page, so the few
things that matter here are looked for directly: where a tag begins and ends, and what is never shown.
"""

from __future__ import annotations

import html
import re

_MOST = 400_000
_TAG = re.compile(r"</?\s*([A-Za-z][A-Za-z0-9]*)")
_SILENT = {
    name: re.compile(rf"</{name}\b[^>]*>?", re.IGNORECASE | re.ASCII)
    for name in ("script", "style", "head", "title", "template", "noscript", "svg", "object")
}
_LINES = frozenset(
    {
        "p",
        "br",
        "div",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "blockquote",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
)


def text_of_page(page: str) -> str:
    """What a reader of the page would see, line by line, without tags, scripts, styles and links."""
    page = page[:_MOST]
    words: list[str] = []
    place = 0
    while place < len(page):
        begin = page.find("<", place)
        if begin < 0:
            begin = len(page)
        words.append(re.sub(r"\s+", " ", page[place:begin]))
        place = _behind_tag(page, begin, words)
    lines = (" ".join(line.split()) for line in html.unescape("".join(words)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _behind_tag(page: str, begin: int, words: list[str]) -> int:
    """Where the text goes on behind what begins here; a tag without an end hides the rest, as on a screen."""
    if page.startswith("<!--", begin):
        return _behind(page, "-->", begin + 4)
    tag = _TAG.match(page, begin)
    if tag is None and page[begin + 1 : begin + 2] not in ("!", "?"):
        words.append(page[begin : begin + 1])
        return begin + 1
    behind = _behind(page, ">", begin)
    if tag is None:
        return behind
    name = tag.group(1).casefold()
    if name in _LINES:
        words.append("\n")
    elif name in _SILENT and page[begin + 1 : begin + 2] != "/":
        closing = _SILENT[name].search(page, behind)
        return len(page) if closing is None else closing.end()
    return behind


def _behind(page: str, mark: str, start: int) -> int:
    found = page.find(mark, start)
    return len(page) if found < 0 else found + len(mark)
