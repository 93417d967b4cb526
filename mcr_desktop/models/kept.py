"""Results that cost time to work out, kept with what they were worked out from."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mcr_desktop.models.base import Base, Numbered


class KeptResult(Numbered, Base):
    """A result by its name; it counts only while `made_from` is what the tables still say.

    It lies in the workspace itself, so that an encrypted one leaves nothing readable beside it.
    """

    __tablename__ = "kept_result"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    made_from: Mapped[str] = mapped_column(String(400))
    body: Mapped[str]
