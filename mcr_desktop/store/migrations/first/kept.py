"""The first tables of kept."""

import sqlalchemy as sa
from alembic import op


def make_kept_result() -> None:
    op.create_table(
        "kept_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("made_from", sa.String(length=400), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_result")),
        sa.UniqueConstraint("name", name=op.f("uq_kept_result_name")),
        sqlite_autoincrement=True,
    )
