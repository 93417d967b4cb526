"""The choices of a workspace, and figures about the file itself."""

from __future__ import annotations

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from mcr_desktop.models import Base
from mcr_desktop.models.people import Setting

SAMPLE_DAY = "sample day"
"""The choice that says a workspace is the sample, and on which day it stands still."""


def value(session: Session, name: str) -> str:
    """A choice by its name; blank when it was never made."""
    return session.scalar(select(Setting.value).where(Setting.name == name)) or ""


def choose(session: Session, name: str, chosen: str) -> None:
    """Make or change a choice."""
    setting = session.scalars(select(Setting).where(Setting.name == name)).first()
    if setting is None:
        session.add(Setting(name=name, value=chosen))
    else:
        setting.value = chosen
    session.flush()


def row_counts(session: Session) -> tuple[tuple[str, int], ...]:
    """How many rows each table holds."""
    return tuple(
        (table.name, session.scalar(select(func.count()).select_from(table)) or 0)
        for table in Base.metadata.sorted_tables
    )


def library() -> str:
    """The database library and its version."""
    return f"SQLite {sqlcipher.sqlite_version}"


def last_entry(session: Session) -> int:
    """The number of the newest audit line; grows with every change, whoever makes it."""
    return session.scalar(text("SELECT coalesce(max(id), 0) FROM audit_entry")) or 0
