"""Users, their roles, teams and members, and what this workspace chose."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mcr_desktop.domain.people import Function, Role
from mcr_desktop.models.base import Base, Numbered, by_value


class User(Numbered, Base):
    """One of us who signs in; never deleted, so that an id never means somebody else."""

    __tablename__ = "app_user"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="named"),)

    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(400), unique=True)
    email: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    customer_limit: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)

    roles: Mapped[list[UserRole]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class UserRole(Numbered, Base):
    """One role of one user."""

    __tablename__ = "user_role"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"))
    role: Mapped[Role] = mapped_column(by_value(Role))


class Team(Numbered, Base):
    """An account team."""

    __tablename__ = "team"

    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(400), unique=True)


class TeamMember(Numbered, Base):
    """Somebody's place in a team, dated."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("team_id", "user_id", "starts_on"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    function: Mapped[Function] = mapped_column(by_value(Function), default=Function.SALES)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Setting(Numbered, Base):
    """One choice of this workspace, by name."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[str]
