"""Promises: ours and theirs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.conversations import Side
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.models.base import Base, Made, by_value


class Promise(Made, Base):
    """A commitment, due, kept, or let go with a word why."""

    __tablename__ = "promise"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="closed_with_a_day"),
        CheckConstraint("state <> 'let go' OR length(trim(why)) > 0", name="let_go_says_why"),
        Index(None, "customer_id", "state", "due"),
        Index(None, "user_id", "state", "due"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="RESTRICT"), index=True
    )
    text: Mapped[str]
    side: Mapped[Side] = mapped_column(by_value(Side))
    state: Mapped[PromiseState] = mapped_column(by_value(PromiseState), default=PromiseState.OPEN)
    due: Mapped[date | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="RESTRICT"))
    made_on: Mapped[date]
    closed_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(300), default="")
    snoozed_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
