"""The first tables of reviews."""

import sqlalchemy as sa
from alembic import op


def make_issued_review() -> None:
    op.create_table(
        "issued_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_issued_review_in_order")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_issued_review_numbered_from_1")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_issued_review_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["app_user.id"], name=op.f("fk_issued_review_made_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_review")),
        sa.UniqueConstraint("customer_id", "number", name=op.f("uq_issued_review_customer_id_number")),
        sqlite_autoincrement=True,
    )


def make_review_summary() -> None:
    op.create_table(
        "review_summary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_review_summary_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_review_summary_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_summary")),
        sa.UniqueConstraint(
            "customer_id",
            "first_day",
            "last_day",
            name=op.f("uq_review_summary_customer_id_first_day_last_day"),
        ),
        sqlite_autoincrement=True,
    )


def make_issued_copy() -> None:
    op.create_table(
        "issued_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column(
            "made_for",
            sa.Enum("team", "customer", name="madefor", native_enum=False, length=20, create_constraint=True),
            nullable=False,
        ),
        sa.Column("paper", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_issued_copy_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["app_user.id"], name=op.f("fk_issued_copy_issued_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["issued_review.id"], name=op.f("fk_issued_copy_review_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_copy")),
        sa.UniqueConstraint("review_id", "sha256", name=op.f("uq_issued_copy_review_id_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_issued_copy_customer_id"), "issued_copy", ["customer_id"], unique=False)
