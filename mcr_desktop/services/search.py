"""Finding: words in notes, complaints and facts; customers and people by name in spite of slips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mcr_desktop.domain.conversations import Hit
from mcr_desktop.domain.customers import Named
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.text import fold, words_of
from mcr_desktop.services.door import opened
from mcr_desktop.services.names import alike
from mcr_desktop.store import names, search
from mcr_desktop.store.database import Database
from mcr_desktop.store.names import Name
from mcr_desktop.store.scope import own_customers
from mcr_desktop.store.search import Find

ROOM = 160
"""Letters of a line that a find shows."""

FEW = 3
"""With fewer names than this a slip is likely, and with fewer letters nothing can be said of one."""


@dataclass(frozen=True, slots=True)
class SearchService:
    """Search inside the fence of whoever searches."""

    database: Database
    now: Callable[[], datetime]

    def find(
        self, actor: Actor, text: str, limit: int = 50, *, customer_id: int | None = None
    ) -> tuple[Hit, ...]:
        """The newest notes, complaints and facts with all these words, the last one as a beginning.

        Case, accents and every sign that is no letter or digit do not matter.
        Raises NotFound, NotAllowed when one customer is named.
        """
        words = words_of(text)
        now = self.now()
        if customer_id is not None:
            with opened(self.database, actor, customer_id, now):
                pass
        if not words:
            return ()
        with self.database.reading() as session:
            found = search.find(session, actor, now, words, limit, customer_id)
        return tuple(_hit(find, words) for find in found)

    def palette(self, actor: Actor, text: str, limit: int = 12) -> tuple[Named, ...]:
        """Customers, and people at those the actor may read, named like the words; own ones first.

        Where hardly a name holds the words, the likest ones follow.
        """
        sought = fold(text)
        if not sought:
            return ()
        now = self.now()
        with self.database.reading() as session:
            own = own_customers(session, actor, local_day(now))
            found = names.holding(session, actor, now, sought, limit)
            found.sort(key=lambda name: _rank(name, sought, own))
            if len(found) < FEW and len(sought) >= FEW:
                found = _with_likest(found, names.every_name(session, actor, now), sought, limit)
            return names.told(session, found[:limit], own)


def _rank(name: Name, sought: str, own: frozenset[int]) -> tuple[bool, bool, bool, str]:
    """One's own before others, beginnings before middles, customers before their people."""
    begins = name.folded.startswith(sought) or f" {sought}" in name.folded
    return name.customer_id not in own, not begins, name.contact_id is not None, name.folded


def _with_likest(found: Sequence[Name], everyone: Sequence[Name], sought: str, limit: int) -> list[Name]:
    places = alike(sought, [name.folded for name in everyone], limit)
    return list(dict.fromkeys((*found, *(everyone[place] for place in places))))


def _hit(find: Find, words: Sequence[str]) -> Hit:
    line = _line(find.text, words)
    return Hit(find.entry, find.id, find.customer_id, find.customer, find.at, line, tuple(words))


def _line(text: str, words: Sequence[str]) -> str:
    """The first line with most of the words, cut round the first of them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    best = max(lines, key=lambda line: sum(word in fold(line) for word in words))
    if len(best) <= ROOM:
        return best
    start = min((place for word in words if (place := best.casefold().find(word)) >= 0), default=0)
    first = max(0, min(start - ROOM // 3, len(best) - ROOM))
    cut = best[first : first + ROOM].strip()
    return ("…" if first else "") + cut + ("…" if first + ROOM < len(best) else "")
