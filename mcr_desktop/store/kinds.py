"""Kinds of complaints: merged with one that means the same, renamed, and told apart."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.errors import NotFound, Refused
from mcr_desktop.domain.text import fold, storable
from mcr_desktop.models.complaints import ComplaintKind
from mcr_desktop.models.investigations import Investigation, QuietedTrend
from mcr_desktop.store import settings

APART = "kinds kept apart"
"""The choice that holds the kinds somebody said are not the same."""


def named(session: Session, name: str) -> ComplaintKind:
    """The kind of this name, or the one it was merged into.  Raises NotFound."""
    kind = session.scalars(select(ComplaintKind).where(ComplaintKind.folded == fold(name))).one_or_none()
    if kind is not None and kind.merged_into_id is not None:
        kind = session.get(ComplaintKind, kind.merged_into_id)
    if kind is None:
        raise NotFound(f"There is no kind of complaints called {name}.")
    return kind


def merge(session: Session, source: ComplaintKind, target: ComplaintKind) -> None:
    """Let one kind stand for another from now on; every complaint keeps the kind it was given."""
    old = source.name
    members = or_(ComplaintKind.id == source.id, ComplaintKind.merged_into_id == source.id)
    for kind in session.scalars(select(ComplaintKind).where(members)):
        kind.merged_into_id = target.id
    session.flush()
    _follow(session, old, target.name)


def rename(session: Session, kind: ComplaintKind, name: str) -> None:
    """Give a kind another name; the old one still leads to it.  Raises Refused when the name is taken."""
    shown, old = " ".join(storable(name).split())[:200], kind.name
    taken = session.scalars(select(ComplaintKind).where(ComplaintKind.folded == fold(shown))).one_or_none()
    if taken is not None and taken.id != kind.id:
        raise Refused(f"There is a kind called {taken.name} already. Merge the two instead.")
    kind.name = shown
    if taken is None:
        kind.folded = fold(shown)
        session.flush()
        session.add(ComplaintKind(name=old, folded=fold(old), merged_into_id=kind.id))
    session.flush()
    _follow(session, old, shown)


def _follow(session: Session, old: str, new: str) -> None:
    """What looks at complaints of the old kind looks at the new one from now on."""
    for row in session.scalars(select(Investigation).where(Investigation.kind.is_not(None))):
        if row.kind is not None and fold(row.kind) == fold(old):
            row.kind = new
    taken = set(session.scalars(select(QuietedTrend.key)))
    for quiet in session.scalars(select(QuietedTrend)):
        kind, bar, where = quiet.key.partition("|")
        moved = f"{new}{bar}{where}"
        if fold(kind) == fold(old) and moved not in taken:
            quiet.key = moved
            taken.add(moved)
    session.flush()


def kept_apart(session: Session) -> frozenset[frozenset[str]]:
    """Sets of kinds, folded, that somebody said are not the same."""
    known = json.loads(settings.value(session, APART) or "[]")
    return frozenset(frozenset(map(str, names)) for names in known)


def keep_apart(session: Session, names: Sequence[str]) -> None:
    """Remember that these kinds are not the same."""
    known = {*kept_apart(session), frozenset(map(fold, names))}
    settings.choose(session, APART, json.dumps(sorted(map(sorted, known)), ensure_ascii=False))
