"""Investigations: from a trend or a complaint to the proven cure.  They belong to no single customer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.domain.trends import Stage
from mcr_desktop.models.base import Base, Made, Numbered, by_value


class Investigation(Made, Base):
    """Containment, whys, cause, actions and the check that the cure works."""

    __tablename__ = "investigation"
    __table_args__ = (
        CheckConstraint(
            "stage <> 'Verified' OR (verified_on IS NOT NULL AND length(trim(fixed_when)) > 0)",
            name="verified_by_rule",
        ),
    )

    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str | None] = mapped_column(String(200))
    where_json: Mapped[str] = mapped_column(default="{}")
    stage: Mapped[Stage] = mapped_column(by_value(Stage))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    opened_on: Mapped[date]
    due: Mapped[date | None]
    containment: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    escape_point: Mapped[str] = mapped_column(default="")
    fixed_when: Mapped[str] = mapped_column(default="")
    effect: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class InvestigationWhy(Numbered, Base):
    """One answer to "why", in order."""

    __tablename__ = "investigation_why"
    __table_args__ = (UniqueConstraint("investigation_id", "number"),)

    investigation_id: Mapped[int] = mapped_column(ForeignKey("investigation.id", ondelete="RESTRICT"))
    number: Mapped[int]
    text: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")


class InvestigationAction(Made, Base):
    """A containment, corrective or preventive action with its owner and day."""

    __tablename__ = "investigation_action"
    __table_args__ = (
        CheckConstraint("purpose IN ('containment', 'corrective', 'preventive')", name="purpose"),
    )

    investigation_id: Mapped[int] = mapped_column(
        ForeignKey("investigation.id", ondelete="RESTRICT"), index=True
    )
    text: Mapped[str]
    purpose: Mapped[str] = mapped_column(String(20), default="corrective")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    due: Mapped[date | None]
    done_on: Mapped[date | None]


class QuietedTrend(Numbered, Base):
    """A rise said to be no trend, with the reason; back when it has grown by half."""

    __tablename__ = "quieted_trend"

    key: Mapped[str] = mapped_column(String(500), unique=True)
    observed: Mapped[int]
    reason: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    quieted_at: Mapped[datetime]
