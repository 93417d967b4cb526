"""The first tables of search."""

import sqlalchemy as sa
from alembic import op


def make_search_entry() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column(
            "entry",
            sa.Enum(
                "conversation",
                "complaint",
                "promise",
                "fact",
                "message",
                name="entrykind",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_search_entry_customer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("entry", "entry_id", name=op.f("uq_search_entry_entry_entry_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_search_entry_customer_id"), "search_entry", ["customer_id"], unique=False)
