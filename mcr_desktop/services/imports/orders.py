"""Orders, from a file: exposure of the analysis and value of the customers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mcr_desktop.exchange.records import Good, ImportedOrder
from mcr_desktop.models.orders import Order
from mcr_desktop.services.imports.desk import Desk, given, repeatable
from mcr_desktop.store import imports
from mcr_desktop.store.imports import KnownCustomer, in_portions

PORTION = 500


def bring_orders(desk: Desk, rows: Iterator[Good[ImportedOrder]]) -> None:
    """Orders by reference; one that is known is brought up to date."""
    seen: dict[str, int] = {}
    for portion in in_portions(rows, PORTION):
        matched = [
            (good, customer) for good in portion if (customer := desk.customer(good, good.record.customer))
        ]
        named = [(good, customer, _reference(desk, good.record, customer)) for good, customer in matched]
        known = imports.orders_by_reference(desk.session, [reference for _, _, reference in named])
        held = imports.loaded(desk.session, Order, known.values())
        for good, customer, reference in named:
            if reference in seen:
                desk.refuse_row(
                    good, "reference", f"order {reference} stands in row {seen[reference]} already"
                )
                continue
            seen[reference] = good.record.row
            _bring(desk, good.record, customer, reference, known.get(reference))
        held.clear()


def _reference(desk: Desk, record: ImportedOrder, customer: KnownCustomer) -> str:
    """The order's own number, else one that the same row of the same file gives again."""
    if record.reference:
        return record.reference
    content = (customer.id, record.ordered, record.value, record.carrier, record.product, record.site)
    return "unnumbered " + repeatable(*content, desk.count_up(repeatable(*content)))


def _bring(
    desk: Desk, record: ImportedOrder, customer: KnownCustomer, reference: str, known: int | None
) -> None:
    said = given(
        customer_id=customer.id,
        ordered_on=record.ordered,
        value=record.value,
        product=record.product,
        site=record.site,
        carrier=record.carrier,
        channel=record.channel,
        region=record.region,
    )
    if known is not None:
        desk.settle(changed=desk.amend(Order, known, said))
        return
    desk.batch.add_row(Order, {"reference": reference, **_NOTHING, **said})
    desk.added += 1


_NOTHING = {"value": Decimal(0), "product": "", "site": "", "carrier": "", "channel": "", "region": ""}
