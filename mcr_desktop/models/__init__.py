"""The tables, one file per subject.  Importing this package knows them all."""

from mcr_desktop.models import (
    complaints,
    conversations,
    customers,
    facts,
    history,
    investigations,
    kept,
    orders,
    people,
    plans,
    promises,
    reviews,
    search,
)
from mcr_desktop.models.base import Base

__all__ = [
    "Base",
    "complaints",
    "conversations",
    "customers",
    "facts",
    "history",
    "investigations",
    "kept",
    "orders",
    "people",
    "plans",
    "promises",
    "reviews",
    "search",
]

for table in Base.metadata.tables.values():
    if "id" in table.c:
        # The id of something removed never comes to mean something else.
        table.dialect_options["sqlite"]["autoincrement"] = True
