"""The first tables of facts."""

import sqlalchemy as sa
from alembic import op


def make_fact() -> None:
    op.create_table(
        "fact",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=100), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("shelf_months", sa.Integer(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ask_next", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("confirmed_on >= learned_on", name=op.f("ck_fact_learned_before_confirmed")),
        sa.CheckConstraint("shelf_months > 0", name=op.f("ck_fact_some_shelf_life")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_fact_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_fact_conversation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_fact_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_fact_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("uuid", name=op.f("uq_fact_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fact_contact_id"), "fact", ["contact_id"], unique=False)
    op.create_index(op.f("ix_fact_conversation_id"), "fact", ["conversation_id"], unique=False)
    op.create_index(op.f("ix_fact_customer_id_topic"), "fact", ["customer_id", "topic"], unique=False)


def make_fact_history() -> None:
    op.create_table(
        "fact_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_fact_history_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_fact_history_fact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_fact_history_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_history")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fact_history_fact_id"), "fact_history", ["fact_id"], unique=False)
