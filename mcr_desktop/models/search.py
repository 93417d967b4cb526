"""What full-text search reads: one folded line of text for each note, complaint and fact."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.models.base import Base, Numbered, by_value


class SearchEntry(Numbered, Base):
    """The folded words of one record, in order of entry; the database's own index rests on it."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("entry", "entry_id"),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    entry: Mapped[EntryKind] = mapped_column(by_value(EntryKind))
    entry_id: Mapped[int]
    at: Mapped[datetime]
    body: Mapped[str]
