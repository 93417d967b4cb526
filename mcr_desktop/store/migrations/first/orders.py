"""The first tables of orders."""

import sqlalchemy as sa
from alembic import op


def make_customer_order() -> None:
    op.create_table(
        "customer_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("product", sa.String(length=200), nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("carrier", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=200), nullable=False),
        sa.Column("region", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_customer_order_customer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_order")),
        sa.UniqueConstraint("reference", name=op.f("uq_customer_order_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_customer_order_exposure",
        "customer_order",
        ["ordered_on", "carrier", "site", "product", "region", "customer_id"],
        unique=False,
    )
    op.create_index(
        "ix_customer_order_value", "customer_order", ["customer_id", "ordered_on", "value"], unique=False
    )
