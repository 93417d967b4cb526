"""Conversations, the append-only revisions of their notes, and drafts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.models.base import Base, Made, Numbered, by_value


class Conversation(Made, Base):
    """One talk with a customer."""

    __tablename__ = "conversation"
    __table_args__ = (
        Index(None, "customer_id", "happened_at"),
        Index(None, "user_id", "happened_at"),
        Index(None, "logged_at"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    kind: Mapped[Kind] = mapped_column(by_value(Kind))
    started_by: Mapped[Starter] = mapped_column(by_value(Starter))
    happened_at: Mapped[datetime]
    minutes: Mapped[int | None]
    private: Mapped[bool] = mapped_column(default=False)
    reference: Mapped[str | None] = mapped_column(String(100), index=True)
    logged_at: Mapped[datetime]


class Participant(Numbered, Base):
    """Somebody who took part: a contact of theirs or one of us."""

    __tablename__ = "participant"

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversation.id", ondelete="RESTRICT"), index=True
    )
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="RESTRICT"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))


class NoteRevision(Numbered, Base):
    """One wording of a note; a correction adds another and takes nothing away."""

    __tablename__ = "note_revision"
    __table_args__ = (UniqueConstraint("conversation_id", "number"),)

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="RESTRICT"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    written_at: Mapped[datetime]


class Draft(Made, Base):
    """Words typed and not yet saved; only their writer sees them."""

    __tablename__ = "draft"

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    text: Mapped[str]
    kind: Mapped[Kind] = mapped_column(by_value(Kind))
    started_by: Mapped[Starter] = mapped_column(by_value(Starter))
    changed_at: Mapped[datetime]
