"""Kept results of the analysis, and the mark that says whether they still hold."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from mcr_desktop.models.complaints import Complaint, ComplaintAttribute, ComplaintKind
from mcr_desktop.models.customers import Customer, FenceDecision
from mcr_desktop.models.history import Change
from mcr_desktop.models.kept import KeptResult
from mcr_desktop.models.orders import Order
from mcr_desktop.models.people import Setting

MOST = 4
"""Results kept: today's, and a few looks back."""

_COUNTED = (Complaint, ComplaintKind, Customer, FenceDecision, Order)
_ANALYSED = (*_COUNTED, ComplaintAttribute)


def mark(session: Session) -> str:
    """What the tables of the analysis say now; it differs after anything in them has changed.

    Every change is in the journal; what was brought in or removed past it shows in numbers of rows.
    """
    names = [table.__tablename__ for table in (*_ANALYSED, Setting)]
    change = session.scalar(
        select(Change.id).where(Change.table_name.in_(names)).order_by(Change.id.desc()).limit(1)
    )
    rows = [session.scalar(select(func.count()).select_from(table)) for table in _COUNTED]
    highest = [session.scalar(select(func.max(table.id))) for table in _ANALYSED]
    return " ".join(str(number or 0) for number in (change, *rows, *highest))


def read(session: Session, name: str, made_from: str) -> str | None:
    """A result, if it was made from what the tables still say."""
    return session.scalar(
        select(KeptResult.body).where(KeptResult.name == name, KeptResult.made_from == made_from)
    )


def keep(session: Session, name: str, made_from: str, body: str) -> None:
    """Keep a result, and let go of the ones that no longer hold and of the oldest."""
    session.execute(delete(KeptResult).where((KeptResult.name == name) | (KeptResult.made_from != made_from)))
    session.execute(insert(KeptResult).values(name=name, made_from=made_from, body=body))
    newest = select(KeptResult.id).order_by(KeptResult.id.desc()).limit(MOST)
    session.execute(delete(KeptResult).where(KeptResult.id.not_in(newest)))
