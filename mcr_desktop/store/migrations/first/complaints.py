"""The first tables of complaints."""

import sqlalchemy as sa
from alembic import op


def make_complaint_kind() -> None:
    op.create_table(
        "complaint_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["complaint_kind.id"],
            name=op.f("fk_complaint_kind_merged_into_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_kind")),
        sa.UniqueConstraint("folded", name=op.f("uq_complaint_kind_folded")),
        sqlite_autoincrement=True,
    )


def make_complaint() -> None:
    op.create_table(
        "complaint",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("product", sa.String(length=200), nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("carrier", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=200), nullable=False),
        sa.Column("region", sa.String(length=200), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("customer_rating", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "acknowledged",
                "remedied",
                "closed",
                name="complaintstate",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("noticed_by_us", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("investigation_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_rules_of_complaint(),
        sqlite_autoincrement=True,
    )
    _index_complaint()


def _rules_of_complaint() -> tuple[sa.Constraint, ...]:
    return (
        sa.CheckConstraint(
            "(state = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_complaint_closed_with_a_day")
        ),
        sa.CheckConstraint("severity BETWEEN 1 AND 5", name=op.f("ck_complaint_severity_1_to_5")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_complaint_conversation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_complaint_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["investigation_id"],
            ["investigation.id"],
            name=op.f("fk_complaint_investigation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["complaint_kind.id"], name=op.f("fk_complaint_kind_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_complaint_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("reference", name=op.f("uq_complaint_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_complaint_uuid")),
    )


def _index_complaint() -> None:
    op.create_index(
        "ix_complaint_analysis",
        "complaint",
        [
            "received_on",
            "kind_id",
            "customer_id",
            "product",
            "site",
            "carrier",
            "channel",
            "region",
            "value",
            "recorded_on",
        ],
        unique=False,
    )
    op.create_index(op.f("ix_complaint_conversation_id"), "complaint", ["conversation_id"], unique=False)
    op.create_index(
        op.f("ix_complaint_customer_id_received_on"),
        "complaint",
        ["customer_id", "received_on"],
        unique=False,
    )
    op.create_index(op.f("ix_complaint_investigation_id"), "complaint", ["investigation_id"], unique=False)
    op.create_index(op.f("ix_complaint_kind_id"), "complaint", ["kind_id"], unique=False)


def make_complaint_attribute() -> None:
    op.create_table(
        "complaint_attribute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_attribute_complaint_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_complaint_attribute_customer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_attribute")),
        sa.UniqueConstraint(
            "complaint_id", "name", "value", name=op.f("uq_complaint_attribute_complaint_id_name_value")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_complaint_attribute_analysis",
        "complaint_attribute",
        ["name", "complaint_id", "value"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaint_attribute_customer_id"), "complaint_attribute", ["customer_id"], unique=False
    )
