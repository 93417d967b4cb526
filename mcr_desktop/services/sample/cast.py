"""Who appears in the sample, and the sentences they write: read from resources/sample."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from mcr_desktop.config import resource

YOU = "you"


@dataclass(frozen=True, slots=True)
class Company:
    """A customer of the sample; weekly is how many orders it places in a usual week."""

    name: str
    team: str
    segment: str
    region: str
    since: date
    weekly: float
    helpers: tuple[tuple[str, str], ...] = ()
    fenced: date | None = None
    reason: str = ""
    people: tuple[tuple[str, str, str, int], ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    plan: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything that the sample is made of."""

    workspace: str
    day: date
    teams: tuple[dict[str, Any], ...]
    admins: tuple[str, ...]
    companies: tuple[Company, ...]
    others: dict[str, list[str]]
    notes: dict[str, Any]


def read_cast() -> Cast:
    """The cast as it lies in the program's resources."""
    texts = tomllib.loads(resource("sample", "cast.toml").read_text(encoding="utf-8"))
    notes = tomllib.loads(resource("sample", "notes.toml").read_text(encoding="utf-8"))
    return Cast(
        workspace=texts["workspace"],
        day=texts["day"],
        teams=tuple(texts["teams"]),
        admins=tuple(admin["name"] for admin in texts["admins"]),
        companies=tuple(_company(entry) for entry in texts["customers"]),
        others=texts["others"],
        notes=notes,
    )


def _company(entry: dict[str, Any]) -> Company:
    parts = ("manager", "deputy", "specialist")
    return Company(
        name=entry["name"],
        team=entry["team"],
        segment=entry["segment"],
        region=entry["region"],
        since=entry["since"],
        weekly=entry["weekly"],
        helpers=tuple((part, entry[part]) for part in parts if part in entry),
        fenced=entry["fenced"],
        reason=entry["reason"],
        people=tuple((name, title, part, influence) for name, title, part, influence in entry["people"]),
        facts=tuple((topic, value, source) for topic, value, source in entry["facts"]),
        plan=tuple((title, steps, done) for title, steps, done in entry["plan"]),
    )
