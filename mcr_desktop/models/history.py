"""Audit and the change journal: who did what, and what was there before and after."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.models.base import Base, Numbered


class AuditEntry(Numbered, Base):
    """One deed of one person.  Its changes in the journal form the group that undo takes back."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "customer_id", "id"), Index(None, "user_id", "id"))

    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    deed: Mapped[str] = mapped_column(String(60))
    # Not a foreign key: the trail outlives what it tells of.
    customer_id: Mapped[int | None]
    subject: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    undone_at: Mapped[datetime | None]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("audit_entry.id", ondelete="RESTRICT"))


class Change(Numbered, Base):
    """What one row was and what it is; row_id to last_id when a whole range was brought in.

    before and after are JSON of the row's columns; null before means it was not there, null after
    means it is gone.
    """

    __tablename__ = "change"
    __table_args__ = (Index(None, "audit_id"),)

    audit_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id", ondelete="CASCADE"))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int]
    last_id: Mapped[int | None]
    before: Mapped[str | None]
    after: Mapped[str | None]
