"""Orders: the exposure of the analysis and the value of a customer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.models.base import Base, Numbered


class Order(Numbered, Base):
    """One order or delivery of a customer."""

    __tablename__ = "customer_order"
    __table_args__ = (
        Index("ix_customer_order_value", "customer_id", "ordered_on", "value"),
        Index(
            "ix_customer_order_exposure", "ordered_on", "carrier", "site", "product", "region", "customer_id"
        ),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    reference: Mapped[str | None] = mapped_column(String(100), unique=True)
    ordered_on: Mapped[date]
    value: Mapped[Decimal]
    product: Mapped[str] = mapped_column(String(200), default="")
    site: Mapped[str] = mapped_column(String(200), default="")
    carrier: Mapped[str] = mapped_column(String(200), default="")
    channel: Mapped[str] = mapped_column(String(200), default="")
    region: Mapped[str] = mapped_column(String(200), default="")
