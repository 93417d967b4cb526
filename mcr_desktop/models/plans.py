"""The joint account plan: objectives agreed with a customer and the steps either side owns."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.conversations import Side
from mcr_desktop.models.base import Base, Made, by_value


class Objective(Made, Base):
    """Something agreed with the customer to be reached together."""

    __tablename__ = "objective"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    agreed_on: Mapped[date]
    agreed_with: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date | None]
    ended_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ObjectiveStep(Made, Base):
    """One step towards an objective, ours or theirs."""

    __tablename__ = "objective_step"

    objective_id: Mapped[int] = mapped_column(ForeignKey("objective.id", ondelete="RESTRICT"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    text: Mapped[str]
    side: Mapped[Side] = mapped_column(by_value(Side))
    due: Mapped[date | None]
    done_on: Mapped[date | None]
