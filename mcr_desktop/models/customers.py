"""Customers, their people, the fence round them and who is inside it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.customers import Part, Stakeholder
from mcr_desktop.models.base import Base, Made, Numbered, by_value


class Customer(Made, Base):
    """An organisation that we serve."""

    __tablename__ = "customer"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
    )

    name: Mapped[str] = mapped_column(String(300))
    folded: Mapped[str] = mapped_column(String(600), index=True)
    key: Mapped[str | None] = mapped_column(String(100), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    segment: Mapped[str] = mapped_column(String(100), default="")
    region: Mapped[str] = mapped_column(String(100), default="")
    since: Mapped[date | None]
    value_given: Mapped[Decimal | None]
    website: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(default="")
    contact_budget: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class FenceDecision(Numbered, Base):
    """A dated, reasoned decision to protect a customer; in force from its first day to its last."""

    __tablename__ = "fence_decision"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index(None, "customer_id", "starts_on"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str]
    end_reason: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime]


class Contact(Made, Base):
    """A person at a customer."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("influence BETWEEN 1 AND 5", name="influence_1_to_5"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(400))
    title: Mapped[str] = mapped_column(String(200), default="")
    stakeholder: Mapped[Stakeholder | None] = mapped_column(by_value(Stakeholder))
    influence: Mapped[int | None]
    phone: Mapped[str] = mapped_column(String(60), default="")
    mobile: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    terms: Mapped[str] = mapped_column(default="")
    left_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Assignment(Made, Base):
    """This customer, this user, in this part, from, until, why, by whom."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index(None, "customer_id", "user_id"),
        Index(None, "user_id", "customer_id"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    part: Mapped[Part] = mapped_column(by_value(Part))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str]
    assigned_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    assigned_at: Mapped[datetime]


class GatePass(Numbered, Base):
    """A one-off, reasoned exception that opens a customer's records for a day."""

    __tablename__ = "gate_pass"
    __table_args__ = (Index(None, "user_id", "customer_id"),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str]


class OutsideMessage(Made, Base):
    """Words left for a fenced customer's team by somebody outside; never shown to the writer again."""

    __tablename__ = "outside_message"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    left_at: Mapped[datetime]
    text: Mapped[str]
    read_at: Mapped[datetime | None]


class Breach(Numbered, Base):
    """A contact with a fenced customer by somebody without the right, listed for its team."""

    __tablename__ = "breach"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="RESTRICT"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    happened_at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("outside_message.id", ondelete="RESTRICT"))
    what: Mapped[str]
