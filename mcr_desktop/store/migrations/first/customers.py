"""The first tables of customers."""

import sqlalchemy as sa
from alembic import op


def make_customer() -> None:
    op.create_table(
        "customer",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("segment", sa.String(length=100), nullable=False),
        sa.Column("region", sa.String(length=100), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("value_given", sa.BigInteger(), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("contact_budget", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_customer_named")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_customer_not_its_own_parent")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["customer.id"], name=op.f("fk_customer_parent_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_customer_team_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("key", name=op.f("uq_customer_key")),
        sa.UniqueConstraint("uuid", name=op.f("uq_customer_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_customer_folded"), "customer", ["folded"], unique=False)
    op.create_index(op.f("ix_customer_parent_id"), "customer", ["parent_id"], unique=False)
    op.create_index(op.f("ix_customer_team_id"), "customer", ["team_id"], unique=False)


def make_assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "manager",
                "deputy",
                "cover",
                "specialist",
                name="part",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("assigned_by_id", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_assignment_in_order")),
        sa.ForeignKeyConstraint(
            ["assigned_by_id"],
            ["app_user.id"],
            name=op.f("fk_assignment_assigned_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_assignment_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_assignment_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("uuid", name=op.f("uq_assignment_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_assignment_customer_id_user_id"), "assignment", ["customer_id", "user_id"], unique=False
    )
    op.create_index(
        op.f("ix_assignment_user_id_customer_id"), "assignment", ["user_id", "customer_id"], unique=False
    )


def make_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "stakeholder",
            sa.Enum(
                "decides",
                "influences",
                "uses",
                "blocks",
                name="stakeholder",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("influence", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("mobile", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("influence BETWEEN 1 AND 5", name=op.f("ck_contact_influence_1_to_5")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_contact_named")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_contact_customer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("uuid", name=op.f("uq_contact_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_customer_id"), "contact", ["customer_id"], unique=False)


def make_fence_decision() -> None:
    op.create_table(
        "fence_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_fence_decision_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_fence_decision_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["app_user.id"],
            name=op.f("fk_fence_decision_decided_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fence_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_fence_decision_customer_id_starts_on"),
        "fence_decision",
        ["customer_id", "starts_on"],
        unique=False,
    )


def make_gate_pass() -> None:
    op.create_table(
        "gate_pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_gate_pass_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_gate_pass_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_pass")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_gate_pass_user_id_customer_id"), "gate_pass", ["user_id", "customer_id"], unique=False
    )


def make_outside_message() -> None:
    op.create_table(
        "outside_message",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_outside_message_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_outside_message_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_message")),
        sa.UniqueConstraint("uuid", name=op.f("uq_outside_message_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outside_message_customer_id"), "outside_message", ["customer_id"], unique=False)


def make_breach() -> None:
    op.create_table(
        "breach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_breach_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outside_message.id"], name=op.f("fk_breach_message_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_breach_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_breach_customer_id"), "breach", ["customer_id"], unique=False)
