"""A large workspace file to measure with: complaints of eight attributes, three rises planted.

The attributes are product, site, carrier, channel, region, segment, customer and one of the workspace's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.text import fold
from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.customers import Customer
from mcr_desktop.store.database import Database
from mcr_desktop.wiring import make_workspace

DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SUNDAY = date(2026, 11, 22)
WEEKS = 156
KINDS, CUSTOMERS, SEGMENTS = 40, 2000, 6
SIZES = {"product": 50, "site": 20, "carrier": 10, "channel": 4, "region": 300}
GATES = 5
PORTION = 20_000
PLANTED = ((3, "site", 2), (7, "product", 11), (12, "region", 100))


def fill(path: Path, number: int, seed: int) -> None:
    """Make a workspace of so many complaints over three years; takes minutes for a million."""
    rng = np.random.default_rng(seed)
    make_workspace(path, None, lambda: DAY, "Root").close()
    database = Database.open(path)
    try:
        with database.writing() as session:
            session.execute(insert(ComplaintKind), _kinds())
            session.execute(insert(Customer), _customers())
            for rows in _portions(_complaints(rng, number)):
                session.execute(insert(Complaint), rows)
            for rows in _portions(_gates(rng, number)):
                session.execute(insert(ComplaintAttribute), rows)
    finally:
        database.close()


def _kinds() -> list[dict[str, Any]]:
    """Kinds whose names do not look alike."""
    names = [chr(65 + code % 26) * (3 + 9 * (code // 26)) for code in range(KINDS)]
    return [{"id": place, "name": name, "folded": fold(name)} for place, name in enumerate(names, start=1)]


def _customers() -> list[dict[str, Any]]:
    names = [(place, f"Customer {place}") for place in range(1, CUSTOMERS + 1)]
    segments = [f"Segment {code}" for code in range(SEGMENTS)]
    return [
        {"id": place, "uuid": name, "name": name, "folded": fold(name), "segment": segments[place % SEGMENTS]}
        for place, name in names
    ]


def _portions(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while portion := list(islice(rows, PORTION)):
        yield portion


def _complaints(rng: np.random.Generator, number: int) -> Iterator[dict[str, Any]]:
    week = rng.integers(0, WEEKS, number)
    kind = rng.zipf(1.5, number) % KINDS
    customer = rng.integers(0, CUSTOMERS, number).tolist()
    places = {name: rng.integers(0, size, number) for name, size in SIZES.items()}
    for risen, name, code in PLANTED:
        rows = np.flatnonzero((kind == risen) & (places[name] == code))
        week[rows[: max(len(rows) // 20, 30)]] = WEEKS - 1
    day = (SUNDAY.toordinal() - 7 * (WEEKS - 1 - week) - rng.integers(0, 7, number)).tolist()
    cents = rng.lognormal(9, 1, number).astype(np.int64).tolist()
    codes = {name: values.tolist() for name, values in places.items()}
    for place, risen in enumerate(kind.tolist()):
        received = date.fromordinal(day[place])
        yield {
            "id": place + 1,
            "uuid": f"complaint {place}",
            "customer_id": customer[place] + 1,
            "kind_id": risen + 1,
            "received_on": received,
            "recorded_on": received,
            "text": "It came late again.",
            "state": ComplaintState.OPEN,
            "user_id": 1,
            "value": Decimal(cents[place]) / 100,
            **{name: f"{name.title()} {values[place]}" for name, values in codes.items()},
        }


def _gates(rng: np.random.Generator, number: int) -> Iterator[dict[str, Any]]:
    for place, gate in enumerate(rng.integers(0, GATES, number).tolist(), start=1):
        yield {
            "complaint_id": place,
            "customer_id": 1 + place % CUSTOMERS,
            "name": "gate",
            "value": f"Gate {gate}",
        }
