"""The first tables of conversations."""

import sqlalchemy as sa
from alembic import op


def make_conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "meeting",
                "mail",
                "chat",
                "other",
                name="kind",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "started_by",
            sa.Enum("us", "them", name="starter", native_enum=False, length=20, create_constraint=True),
            nullable=False,
        ),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_conversation_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_conversation_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("uuid", name=op.f("uq_conversation_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_conversation_customer_id_happened_at"),
        "conversation",
        ["customer_id", "happened_at"],
        unique=False,
    )
    op.create_index(op.f("ix_conversation_logged_at"), "conversation", ["logged_at"], unique=False)
    op.create_index(op.f("ix_conversation_reference"), "conversation", ["reference"], unique=False)
    op.create_index(
        op.f("ix_conversation_user_id_happened_at"), "conversation", ["user_id", "happened_at"], unique=False
    )


def make_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "meeting",
                "mail",
                "chat",
                "other",
                name="kind",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "started_by",
            sa.Enum("us", "them", name="starter", native_enum=False, length=20, create_constraint=True),
            nullable=False,
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_draft_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_draft_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("uuid", name=op.f("uq_draft_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_draft_user_id"), "draft", ["user_id"], unique=False)


def make_note_revision() -> None:
    op.create_table(
        "note_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_note_revision_conversation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_note_revision_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["app_user.id"],
            name=op.f("fk_note_revision_written_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_revision")),
        sa.UniqueConstraint(
            "conversation_id", "number", name=op.f("uq_note_revision_conversation_id_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_note_revision_customer_id"), "note_revision", ["customer_id"], unique=False)


def make_participant() -> None:
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_participant_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_participant_conversation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_participant_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_participant_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_participant_contact_id"), "participant", ["contact_id"], unique=False)
    op.create_index(op.f("ix_participant_conversation_id"), "participant", ["conversation_id"], unique=False)
