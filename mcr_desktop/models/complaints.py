"""Complaints and shortfalls, their kinds, the rows they came from, and attributes a workspace adds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.models.base import Base, Made, Numbered, by_value


class ComplaintKind(Numbered, Base):
    """A kind of complaint; one merged into another keeps its history and points to it."""

    __tablename__ = "complaint_kind"

    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(400), unique=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_kind.id", ondelete="RESTRICT"))


class Complaint(Made, Base):
    """One expression of dissatisfaction of one customer; noticed_by_us makes it a shortfall."""

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint("severity BETWEEN 1 AND 5", name="severity_1_to_5"),
        CheckConstraint("(state = 'closed') = (closed_on IS NOT NULL)", name="closed_with_a_day"),
        Index(None, "customer_id", "received_on"),
        Index(
            "ix_complaint_analysis",
            "received_on",
            "kind_id",
            "customer_id",
            "product",
            "site",
            "carrier",
            "channel",
            "region",
            "value",
            "recorded_on",
        ),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="RESTRICT"), index=True
    )
    kind_id: Mapped[int] = mapped_column(ForeignKey("complaint_kind.id", ondelete="RESTRICT"), index=True)
    reference: Mapped[str | None] = mapped_column(String(100), unique=True)
    received_on: Mapped[date]
    recorded_on: Mapped[date]
    text: Mapped[str] = mapped_column(default="")
    severity: Mapped[int] = mapped_column(default=3)
    product: Mapped[str] = mapped_column(String(200), default="")
    site: Mapped[str] = mapped_column(String(200), default="")
    carrier: Mapped[str] = mapped_column(String(200), default="")
    channel: Mapped[str] = mapped_column(String(200), default="")
    region: Mapped[str] = mapped_column(String(200), default="")
    value: Mapped[Decimal | None]
    wanted: Mapped[str] = mapped_column(default="")
    remedy: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    customer_rating: Mapped[int | None]
    cause: Mapped[str] = mapped_column(default="")
    state: Mapped[ComplaintState] = mapped_column(by_value(ComplaintState), default=ComplaintState.OPEN)
    closed_on: Mapped[date | None]
    noticed_by_us: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    investigation_id: Mapped[int | None] = mapped_column(
        ForeignKey("investigation.id", ondelete="RESTRICT"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ComplaintAttribute(Numbered, Base):
    """A further value of a complaint: an added attribute, or another value that a second row gave."""

    __tablename__ = "complaint_attribute"
    __table_args__ = (
        UniqueConstraint("complaint_id", "name", "value"),
        Index("ix_complaint_attribute_analysis", "name", "complaint_id", "value"),
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="RESTRICT"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    value: Mapped[str] = mapped_column(String(300))
