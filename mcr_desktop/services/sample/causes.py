"""The sample's investigations: one under way, one acting, one verified."""

from __future__ import annotations

import json
from datetime import date, timedelta

from mcr_desktop.domain.trends import Stage
from mcr_desktop.models.investigations import Investigation, InvestigationAction, InvestigationWhy
from mcr_desktop.services.sample.book import Book

NORTH = {"site": "Depot North", "carrier": "Swiftline"}


def write_investigations(book: Book) -> None:
    """From the planted rise, through a cause being acted on, to a cure that has held."""
    _late_delivery(book)
    _wrong_unit(book)
    _damaged_packaging(book)


def _late_delivery(book: Book) -> None:
    """Under way since three days."""
    late = _open(
        book,
        "Late delivery",
        NORTH,
        Stage.INVESTIGATING,
        owner="you",
        opened=book.ago(3),
        due=book.day + timedelta(days=7),
    )
    _whys(
        book,
        late,
        ("Truck arrives 30 to 60 minutes late", "seen in 8 notes"),
        ("Driver goes to the old gate first", "seen in 7 notes"),
        ("Route sheet still says gate B", "checked with the depot, 20 November"),
    )
    _action(
        book,
        late,
        "Depot to print sheets from the customer page",
        "Jonas Reyes",
        book.day + timedelta(days=4),
        None,
    )


def _wrong_unit(book: Book) -> None:
    """The cause is known and being acted on."""
    invoice = _open(
        book,
        "Wrong unit on invoice",
        {},
        Stage.ACTING,
        owner="Priya Shah",
        opened=date(2026, 10, 5),
        due=date(2026, 12, 4),
        cause="The price list of March was copied by hand into the new system.",
        fixed_when="No wrong unit on an invoice for four weeks, and two customers say so.",
    )
    _whys(
        book,
        invoice,
        ("Pieces charged instead of packs", "5 invoices"),
        ("Unit missing in the price list", "seen"),
    )
    _action(book, invoice, "Price list corrected", "Priya Shah", date(2026, 11, 2), date(2026, 11, 2))


def _damaged_packaging(book: Book) -> None:
    """Cured, and seen to hold."""
    packing = _open(
        book,
        "Damaged packaging",
        {"site": "Depot West"},
        Stage.VERIFIED,
        owner="Ruth Adeyemi",
        opened=date(2026, 3, 2),
        due=date(2026, 6, 1),
        containment="Double cartons for the valued customers until the new ones came.",
        cause="A thinner carton was bought in October without a drop test.",
        escape_point="Goods in checks number and print, not weight.",
        fixed_when="At most one case a month for three months.",
        effect="From about five a month to fewer than one; held 24 weeks.",
        verified=date(2026, 8, 10),
    )
    _whys(
        book,
        packing,
        ("Cartons split along the seam", "12 photos"),
        ("Carton weight fell by a fifth", "measured 6 March"),
        ("Bought by price alone in October", "purchase order"),
    )
    _action(book, packing, "Old carton weight restored", "Ruth Adeyemi", date(2026, 5, 4), date(2026, 5, 4))
    _action(
        book,
        packing,
        "Drop test before any new carton",
        "Daniel Novák",
        date(2026, 5, 29),
        date(2026, 5, 27),
        "preventive",
    )


def _open(
    book: Book,
    kind: str,
    where: dict[str, str],
    stage: Stage,
    *,
    owner: str,
    opened: date,
    due: date,
    containment: str = "",
    cause: str = "",
    escape_point: str = "",
    fixed_when: str = "",
    effect: str = "",
    verified: date | None = None,
) -> int:
    return book.batch.add(
        Investigation,
        uuid=book.uuid(),
        title=kind,
        kind=kind,
        where_json=json.dumps(where, sort_keys=True),
        stage=stage,
        owner_id=book.users[owner],
        opened_on=opened,
        due=due,
        containment=containment,
        cause=cause,
        escape_point=escape_point,
        fixed_when=fixed_when,
        effect=effect,
        verified_on=verified,
    )


def _whys(book: Book, investigation: int, *whys: tuple[str, str]) -> None:
    for number, (text, evidence) in enumerate(whys, 1):
        book.batch.add(
            InvestigationWhy, investigation_id=investigation, number=number, text=text, evidence=evidence
        )


def _action(
    book: Book,
    investigation: int,
    text: str,
    who: str,
    due: date,
    done: date | None,
    purpose: str = "corrective",
) -> None:
    book.batch.add(
        InvestigationAction,
        uuid=book.uuid(),
        investigation_id=investigation,
        text=text,
        purpose=purpose,
        user_id=book.users[who],
        due=due,
        done_on=done,
    )
