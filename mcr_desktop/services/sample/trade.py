"""The sample's orders and complaints: one planted rise, one decoy, one problem that was fixed.

Complaints are drawn from orders, so that their number follows the volume: the harbour's volume has grown
and its complaints with it, which is no rise.  The planted rise is on top of that: late deliveries from
Depot North by Swiftline in the last six weeks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.domain.periods import monday_of
from mcr_desktop.domain.text import fold
from mcr_desktop.models.complaints import Complaint, ComplaintKind
from mcr_desktop.models.orders import Order
from mcr_desktop.services.sample.book import Book, Met

WEEKS = 130
SITES = ("Depot North", "Depot South", "Depot West", "Depot Harbour")
CARRIERS = ("Swiftline", "Greyfell Freight", "Northway", "Parcel Union")
HOME = {"North team": (6, 2, 1, 1), "Harbour team": (1, 2, 1, 6), "West team": (1, 3, 5, 1)}
USUAL = {
    "Late delivery": 30,
    "Damaged goods": 22,
    "Short delivery": 13,
    "Wrong item": 12,
    "Missed pick-up": 9,
    "Wrong unit on invoice": 8,
    "Slow answer": 6,
}
RISE = (1, 1, 2, 3, 4, 5)
BESIDE_EVERY = 6
"""Weeks between two late deliveries from that depot by others; as many for that carrier from elsewhere."""

FIXED = 34
TOTAL = 400
HARBOUR_GREW = 10
"""Weeks since the harbour's volume has been three times what it was."""


@dataclass(frozen=True, slots=True)
class Sold:
    """An order, as complaints need it."""

    met: Met
    on: date
    site: str
    carrier: str
    product: str
    value: Decimal


def write_orders(book: Book) -> list[Sold]:
    """Two and a half years of orders."""
    monday = monday_of(book.day) - timedelta(weeks=WEEKS)
    sold = []
    for week in range(WEEKS):
        grown = week >= WEEKS - HARBOUR_GREW
        for met in book.customers:
            sold += _orders_of(book, met, monday + timedelta(weeks=week), grown=grown)
    return sold


def _orders_of(book: Book, met: Met, monday: date, *, grown: bool) -> list[Sold]:
    dice, harbour = book.dice, met.company.team == "Harbour team"
    usual = met.company.weekly * (3.0 if grown and harbour else 1.0)
    orders = []
    for _ in range(_poisson(dice.random(), usual)):
        size = 7.0 if met.is_fenced else 5.4
        one = Sold(
            met,
            monday + timedelta(days=dice.randrange(5)),
            "Depot Harbour" if grown and harbour else dice.choices(SITES, HOME[met.company.team])[0],
            dice.choices(CARRIERS, (44, 26, 20, 10))[0],
            dice.choice((met.goods, met.goods, "gloves", "sealing tape")),
            Decimal(round(dice.lognormvariate(size, 0.5) * 100)) / 100,
        )
        book.batch.add(
            Order,
            customer_id=met.id,
            ordered_on=one.on,
            value=one.value,
            product=one.product,
            site=one.site,
            carrier=one.carrier,
            region=met.company.region,
        )
        orders.append(one)
    return orders


def write_complaints(book: Book, sold: list[Sold]) -> list[tuple[int, Sold, str]]:
    """Four hundred complaints; returns those of the planted rise as (id, order, text)."""
    for kind in (*USUAL, "Damaged packaging"):
        book.kinds[kind] = book.batch.add(ComplaintKind, name=kind, folded=fold(kind))
    rise = _rise(book, sold)
    fixed, beside = _fixed(book, sold), _beside(book, sold)
    rest = TOTAL - len(rise) - len(fixed) - len(beside)
    usual = [(one, _usual_kind(book, one)) for one in book.dice.sample(sold, rest)]
    planted = set(map(id, rise))
    everything = [
        *((one, "Late delivery") for one in (*rise, *beside)),
        *((one, "Damaged packaging") for one in fixed),
        *usual,
    ]
    everything.sort(key=lambda pair: pair[0].on)
    written = [(_complaint(book, one, kind), one) for one, kind in everything]
    return [(number, one, text) for (number, text), one in written if id(one) in planted]


def _usual_kind(book: Book, one: Sold) -> str:
    """A kind by chance; what is to rise was next to unknown before."""
    kind = book.dice.choices(list(USUAL), list(USUAL.values()))[0]
    return "Slow answer" if kind == "Late delivery" and _is_of_the_rise(one) else kind


def _is_of_the_rise(one: Sold) -> bool:
    return one.met.is_fenced and one.site == "Depot North" and one.carrier == "Swiftline"


def _beside(book: Book, sold: list[Sold]) -> list[Sold]:
    """Late deliveries from that depot by others, and by that carrier from elsewhere, as ever.

    Neither depot nor carrier alone has become worse: only both together.
    """
    late = [one for one in sold if one.met.is_fenced and not _is_of_the_rise(one)]
    north = [one for one in late if one.site == "Depot North"]
    swiftline = [one for one in late if one.carrier == "Swiftline"]
    first = monday_of(book.day) - timedelta(weeks=WEEKS)
    chosen: list[Sold] = []
    for week in range(WEEKS):
        monday = first + timedelta(weeks=week)
        place = {0: north, BESIDE_EVERY // 2: swiftline}.get(week % BESIDE_EVERY, [])
        candidates = [one for one in place if monday <= one.on < monday + timedelta(days=7)]
        chosen += book.dice.sample(candidates, min(1, len(candidates)))
    return chosen


def _rise(book: Book, sold: list[Sold]) -> list[Sold]:
    first = monday_of(book.day) - timedelta(weeks=len(RISE))
    place = [one for one in sold if _is_of_the_rise(one)]
    chosen = []
    for week, count in enumerate(RISE):
        monday = first + timedelta(weeks=week)
        candidates = [one for one in place if monday <= one.on < monday + timedelta(days=7)]
        chosen += book.dice.sample(candidates, min(count, len(candidates)))
    return chosen


def _fixed(book: Book, sold: list[Sold]) -> list[Sold]:
    """Damaged packaging from Depot West, until the cartons were changed in May."""
    place = [one for one in sold if one.met.is_fenced and one.site == "Depot West"]
    before = [one for one in place if date(2025, 11, 3) <= one.on < date(2026, 5, 4)]
    after = [one for one in place if date(2026, 5, 11) <= one.on < date(2026, 9, 1)]
    return book.dice.sample(before, FIXED - 2) + book.dice.sample(after, 2)


def _complaint(book: Book, one: Sold, kind: str) -> tuple[int, str]:
    dice = book.dice
    text = dice.choice(book.cast.notes["complaints"][kind])
    age = (book.day - one.on).days
    state = _state(age, dice.random())
    closed = one.on + timedelta(days=dice.randrange(3, 26)) if state is ComplaintState.CLOSED else None
    received = min(one.on + timedelta(days=dice.randrange(3)), book.ago(1))
    if monday_of(received) != monday_of(one.on):
        received = one.on
    number = book.batch.add(
        Complaint,
        uuid=book.uuid(),
        customer_id=one.met.id,
        kind_id=book.kinds[kind],
        reference=None,
        received_on=received,
        recorded_on=received,
        text=text,
        severity=dice.choices((2, 3, 4, 5), (25, 50, 20, 5))[0],
        product=one.product,
        site=one.site,
        carrier=one.carrier,
        channel=dice.choice(("phone", "phone", "mail", "portal")),
        region=one.met.company.region,
        value=one.value,
        remedy=dice.choice(("Credit note", "Delivered again", "Apology and a call")) if closed else "",
        outcome="",
        cause="",
        state=state,
        closed_on=closed,
        user_id=dice.choice(one.met.helpers),
    )
    book.index(EntryKind.COMPLAINT, number, one.met.id, book.at(received), f"{kind} {text}")
    return number, text


def _state(age: int, chance: float) -> ComplaintState:
    if age > 60 or (age > 21 and chance < 0.7):
        return ComplaintState.CLOSED
    if age > 7:
        return ComplaintState.REMEDIED if chance < 0.4 else ComplaintState.ACKNOWLEDGED
    return ComplaintState.OPEN


def _poisson(chance: float, mean: float) -> int:
    """The count whose cumulative probability first passes a chance."""
    count, term = 0, math.exp(-mean)
    total = term
    while chance > total and count < 200:
        count += 1
        term *= mean / count
        total += term
    return count
