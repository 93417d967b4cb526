"""Facts: what we learned, from whom, and how long it stays fresh."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.models.base import Base, Made, Numbered


class Fact(Made, Base):
    """One thing known about a customer; a changed value moves the old one to its history."""

    __tablename__ = "fact"
    __table_args__ = (
        CheckConstraint("confirmed_on >= learned_on", name="learned_before_confirmed"),
        CheckConstraint("shelf_months > 0", name="some_shelf_life"),
        Index(None, "customer_id", "topic"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="RESTRICT"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="RESTRICT"), index=True
    )
    topic: Mapped[str] = mapped_column(String(100))
    value: Mapped[str]
    source: Mapped[str] = mapped_column(String(200), default="")
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    learned_on: Mapped[date]
    confirmed_on: Mapped[date]
    shelf_months: Mapped[int | None]
    restricted: Mapped[bool] = mapped_column(default=False)
    ended_on: Mapped[date | None]
    ask_next: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class FactHistory(Numbered, Base):
    """A value a fact had before."""

    __tablename__ = "fact_history"

    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id", ondelete="RESTRICT"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    value: Mapped[str]
    learned_on: Mapped[date]
    confirmed_on: Mapped[date]
    ended_on: Mapped[date]
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
