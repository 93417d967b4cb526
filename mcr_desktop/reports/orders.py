"""Orders and their value, to the cent."""

from __future__ import annotations

from reportlab.platypus import Flowable

from mcr_desktop.domain.reviews import ReviewSnapshot
from mcr_desktop.reports.blocks import section
from mcr_desktop.reports.figures import money, span, whole
from mcr_desktop.reports.rows import Column, Rows
from mcr_desktop.reports.styles import BODY, BODY_RIGHT
from mcr_desktop.reports.text import Text

COLUMNS = (
    Column("", 0.46),
    Column("Orders", 0.14, "right"),
    Column("Value", 0.22, "right"),
    Column("On average", 0.18, "right"),
)


def orders_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Number and value of the orders in the period and to date."""
    orders = snapshot.orders
    if not orders.count_to_date and not orders.count:
        return []
    lines = [("In this period", orders.count, orders.value)]
    if orders.count_to_date:
        lines.append(("To date", orders.count_to_date, orders.value_to_date))
    rows = [
        [
            (Text(words, BODY),),
            (Text(whole(count), BODY_RIGHT),),
            (Text(money(value), BODY_RIGHT),),
            (Text(money(value / count) if count else "", BODY_RIGHT),),
        ]
        for words, count, value in lines
    ]
    return section("Orders and value", [Rows(COLUMNS, rows)], span(snapshot.period))


def no_orders_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Says that there is none, where a page has room for it."""
    return section("Orders and value", [Text("No order is on file yet.", BODY)], span(snapshot.period))
