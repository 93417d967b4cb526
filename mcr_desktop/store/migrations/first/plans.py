"""The first tables of plans."""

import sqlalchemy as sa
from alembic import op


def make_objective() -> None:
    op.create_table(
        "objective",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("agreed_with", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_objective_customer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective")),
        sa.UniqueConstraint("uuid", name=op.f("uq_objective_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_objective_customer_id"), "objective", ["customer_id"], unique=False)


def make_objective_step() -> None:
    op.create_table(
        "objective_step",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("ours", "theirs", name="side", native_enum=False, length=20, create_constraint=True),
            nullable=False,
        ),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_objective_step_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["objective_id"],
            ["objective.id"],
            name=op.f("fk_objective_step_objective_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_step")),
        sa.UniqueConstraint("uuid", name=op.f("uq_objective_step_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_objective_step_customer_id"), "objective_step", ["customer_id"], unique=False)
    op.create_index(op.f("ix_objective_step_objective_id"), "objective_step", ["objective_id"], unique=False)
