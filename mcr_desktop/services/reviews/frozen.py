"""A snapshot as text that gives the same snapshot again, for as long as reviews are kept.

What each field is comes from its annotation, so a field that is added later, with a default, is simply
missing in what was frozen before.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any

from mcr_desktop.domain.errors import Unavailable
from mcr_desktop.domain.reviews import ReviewSnapshot

VERSION = 1


def freeze(snapshot: ReviewSnapshot) -> str:
    """The snapshot as JSON; the same snapshot always gives the same text."""
    return json.dumps({"version": VERSION, "snapshot": _plain(snapshot)}, ensure_ascii=False, sort_keys=True)


def thaw(text: str) -> ReviewSnapshot:
    """The snapshot that was frozen.  Raises Unavailable for one of a newer program, or a damaged one."""
    try:
        kept = json.loads(text)
        if kept["version"] > VERSION:
            raise Unavailable("This review was issued by a newer program. Update this one to print it again.")
        snapshot = _made(ReviewSnapshot, kept["snapshot"])
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise Unavailable("This review is damaged in the workspace. Restore a backup to read it.") from error
    if not isinstance(snapshot, ReviewSnapshot):
        raise Unavailable("This review is damaged in the workspace. Restore a backup to read it.")
    return snapshot


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@cache
def _kinds(record: type) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _made(kind: Any, value: Any) -> Any:
    """A value of this kind from what JSON held."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, UnionType):
        if value is None and NoneType in parts:
            return None
        return _made(next(part for part in parts if part is not NoneType), value)
    if origin is tuple:
        _expect(value, list)
        kinds = [parts[0]] * len(value) if parts[-1] is Ellipsis else list(parts)
        return tuple(_made(each, item) for each, item in zip(kinds, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        _expect(value, dict)
        return {key: _made(parts[1], each) for key, each in value.items()}
    return _single(kind, value)


def _single(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        _expect(value, dict)
        known = _kinds(kind)
        return kind(**{name: _made(known[name], each) for name, each in value.items() if name in known})
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if kind is Decimal or issubclass(kind, StrEnum):
        return kind(value)
    if kind is float:
        return float(value)
    _expect(value, kind)
    return value


def _expect(value: Any, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
