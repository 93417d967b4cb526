"""Writes complaints and orders of known shape into a world, quickly."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import insert

from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.text import fold
from mcr_desktop.domain.trends import TrendReport
from mcr_desktop.models.complaints import Complaint, ComplaintKind
from mcr_desktop.models.orders import Order
from mcr_desktop.services.trends import TrendService
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.worlds import World

SUNDAY = date(2026, 11, 22)
"""The end of the last week over on the Monday on which the clock stands."""


@dataclass
class Desk:
    """Writes complaints into a world, quickly."""

    world: World
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    kinds: dict[str, int] = field(default_factory=dict)

    def kind(self, name: str) -> int:
        if name not in self.kinds:
            with self.world.database.writing() as session:
                audit.record(session, self.world.root, Deed.BROUGHT_IN, self.world.clock())
                row = ComplaintKind(name=name, folded=fold(name))
                session.add(row)
                session.flush()
                self.kinds[name] = row.id
        return self.kinds[name]

    def complaints(self, rows: Iterable[dict[str, object]]) -> None:
        ready = [
            {
                "uuid": str(uuid4()),
                "kind_id": self.kind(str(row.pop("kind", "Late delivery"))),
                "recorded_on": row.pop("recorded_on", row["received_on"]),
                "user_id": self.world.root.id,
                "state": "open",
                "site": "",
                "carrier": "",
                "value": None,
                **row,
            }
            for row in rows
        ]
        with self.world.database.writing() as session:
            audit.record(session, self.world.root, Deed.BROUGHT_IN, self.world.clock())
            session.execute(insert(Complaint), ready)

    def steady(self, customers: list[int], weeks: int, a_week: float, **values: object) -> None:
        """So many complaints a week by chance, up to the last week that is over."""
        rows: list[dict[str, object]] = []
        for week in range(weeks):
            monday = SUNDAY - timedelta(days=6 + 7 * week)
            count = sum(self.chance.random() < a_week / 20 for _ in range(20))
            rows += [
                {
                    "customer_id": self.chance.choice(customers),
                    "received_on": monday + timedelta(days=self.chance.randrange(7)),
                    **values,
                }
                for _ in range(count)
            ]
        self.complaints(rows)

    def burst(self, customers: list[int], weeks: int, a_week: int, **values: object) -> None:
        """So many complaints in each of the last weeks."""
        self.complaints(
            {
                "customer_id": customers[number % len(customers)],
                "received_on": SUNDAY - timedelta(days=7 * week + number % 7),
                **values,
            }
            for week in range(weeks)
            for number in range(a_week)
        )

    def orders(self, customers: list[int], weeks: int, a_week: int, **values: object) -> None:
        """So many orders in each week."""
        rows = [
            {
                "customer_id": customers[number % len(customers)],
                "ordered_on": SUNDAY - timedelta(days=7 * week + number % 7),
                "value": 10,
                **values,
            }
            for week in range(weeks)
            for number in range(a_week)
        ]
        with self.world.database.writing() as session:
            audit.record(session, self.world.root, Deed.BROUGHT_IN, self.world.clock())
            session.execute(insert(Order), rows)


def judged(world: World, actor: Actor | None = None, as_of: date | None = None) -> TrendReport:
    return TrendService(world.database, world.clock).report(actor or world.root, as_of)


def planted(desk: Desk, customers: list[int]) -> None:
    """Two depots and two carriers in a steady year, then one depot with one carrier goes wrong."""
    for site in ("Depot North", "Depot South"):
        for carrier in ("Swiftline", "Roadway"):
            desk.steady(customers, 104, 0.8, site=site, carrier=carrier, value=100)
    desk.steady(customers, 104, 2.0, kind="Wrong invoice", site="Depot South")
    desk.burst(customers, 4, 4, site="Depot North", carrier="Swiftline", value=100)
