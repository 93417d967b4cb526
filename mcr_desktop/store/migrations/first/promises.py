"""The first tables of promises."""

import sqlalchemy as sa
from alembic import op


def make_promise() -> None:
    op.create_table(
        "promise",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("ours", "theirs", name="side", native_enum=False, length=20, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "kept",
                "let go",
                name="promisestate",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on IS NULL)", name=op.f("ck_promise_closed_with_a_day")
        ),
        sa.CheckConstraint(
            "state <> 'let go' OR length(trim(why)) > 0", name=op.f("ck_promise_let_go_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_promise_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_promise_conversation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_promise_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_promise_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("uuid", name=op.f("uq_promise_uuid")),
        sqlite_autoincrement=True,
    )
    _index_promise()


def _index_promise() -> None:
    op.create_index(op.f("ix_promise_conversation_id"), "promise", ["conversation_id"], unique=False)
    op.create_index(
        op.f("ix_promise_customer_id_state_due"), "promise", ["customer_id", "state", "due"], unique=False
    )
    op.create_index(
        op.f("ix_promise_user_id_state_due"), "promise", ["user_id", "state", "due"], unique=False
    )
