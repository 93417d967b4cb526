"""What a note's own words say about the talk: how it was held, who began it, with whom, how long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.text import fold, words_of

_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.MAIL, r"e-?mail(?:ed|s)?|mail(?:ed|te)?|wrote|schrieb(?:en)?|geschrieben|brief"),
    (Kind.CHAT, r"chat(?:ted)?|whatsapp|sms|texted|teams"),
    (Kind.MEETING, r"met|meeting|visit(?:ed)?|on site|walked|getroffen|treffen|traf(?:en)?|besuch(?:te?)?"),
    (Kind.CALL, r"call(?:ed)?|rang|phoned?|on the phone|anruf|angerufen|rief|telefon(?:at|iert|ierte)?"),
)  # fmt: skip
_BEGAN = r"(?:rang|called|phoned|wrote|mailed|e-?mailed|texted|asked|came|rief|schrieb|meldete|kam|fragte)"
_THEY = re.compile(
    rf"(?:^|[.!?\n]\s*)(?:they|he|she|sie|er)\s+(?:had\s+|hat\s+|has\s+)?{_BEGAN}\b", re.IGNORECASE
)
_MINUTES = re.compile(r"(?<!\d)(\d{1,3})\s*(?:min(?:ute[sn]?)?|mins)\b", re.IGNORECASE)
_TITLES = frozenset({"mrs", "prof", "herr", "frau"})
MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Guess:
    """What the words say; None where they say nothing."""

    kind: Kind | None = None
    started_by: Starter | None = None
    contact_ids: tuple[int, ...] = ()
    minutes: int | None = None


def guess(text: str, contacts: Sequence[ContactRow]) -> Guess:
    """Read a note for what nobody should have to fill in."""
    named = tuple(each for each in contacts if _is_named(each, text))
    began = bool(_THEY.search(text)) or any(_begins(each, text) for each in named)
    return Guess(
        _kind(text),
        Starter.THEM if began else None,
        tuple(each.id for each in named),
        _minutes(text),
    )


def _kind(text: str) -> Kind | None:
    """The kind of which a word comes first."""
    places = []
    for kind, signs in _KINDS:
        found = re.search(rf"(?<![\w/])(?:{signs})(?!\w)", text, re.IGNORECASE)
        if found is not None:
            places.append((found.start(), kind))
    return min(places, key=lambda each: each[0])[1] if places else None


def _minutes(text: str) -> int | None:
    found = _MINUTES.search(text)
    minutes = int(found[1]) if found is not None else 0
    return minutes if 0 < minutes <= MOST_MINUTES else None


def _is_named(contact: ContactRow, text: str) -> bool:
    """Whether the whole name or its first or last word (no title, three letters at least) is there."""
    said = words_of(text)
    names = _names(contact)
    return any(name in said for name in names)


def _names(contact: ContactRow) -> tuple[str, ...]:
    words = [word for word in words_of(contact.name) if len(word) > 2 and word not in _TITLES]
    return tuple(dict.fromkeys((words[0], words[-1]))) if words else ()


def _begins(contact: ContactRow, text: str) -> bool:
    """Gavin rang, Dr. Osei wrote: their name right before what they did."""
    folded, deed = fold(text), rf"\s+(?:hat\s+|has\s+)?{_BEGAN}\b"
    return any(re.search(rf"\b{re.escape(name)}{deed}", folded) for name in _names(contact))
