"""Account reviews that left the house: frozen, numbered for each customer, every copy as it was printed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.reviews import MadeFor
from mcr_desktop.models.base import Base, Numbered, by_value


class IssuedReview(Numbered, Base):
    """The snapshot that the copies of one review were printed from; it never changes again."""

    __tablename__ = "issued_review"
    __table_args__ = (
        UniqueConstraint("customer_id", "number"),
        CheckConstraint("number >= 1", name="numbered_from_1"),
        CheckConstraint("last_day >= first_day", name="in_order"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    number: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    summary: Mapped[str] = mapped_column(default="")
    snapshot: Mapped[str]


class IssuedCopy(Numbered, Base):
    """One file printed from an issued review, byte for byte."""

    __tablename__ = "issued_copy"
    __table_args__ = (UniqueConstraint("review_id", "sha256"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("issued_review.id", ondelete="RESTRICT"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    made_for: Mapped[MadeFor] = mapped_column(by_value(MadeFor))
    paper: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(300))
    pages: Mapped[int]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    sha256: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes] = mapped_column(LargeBinary)


class ReviewSummary(Numbered, Base):
    """The paragraph somebody wrote for a review that is still to be printed."""

    __tablename__ = "review_summary"
    __table_args__ = (UniqueConstraint("customer_id", "first_day", "last_day"),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    text: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    changed_at: Mapped[datetime]
