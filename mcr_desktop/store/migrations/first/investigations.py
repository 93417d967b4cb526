"""The first tables of investigations."""

import sqlalchemy as sa
from alembic import op


def make_investigation() -> None:
    op.create_table(
        "investigation",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=True),
        sa.Column("where_json", sa.String(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "Spotted",
                "Explained",
                "Investigating",
                "Acting",
                "Verified",
                name="stage",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("containment", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("escape_point", sa.String(), nullable=False),
        sa.Column("fixed_when", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stage <> 'Verified' OR (verified_on IS NOT NULL AND length(trim(fixed_when)) > 0)",
            name=op.f("ck_investigation_verified_by_rule"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["app_user.id"], name=op.f("fk_investigation_owner_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation")),
        sa.UniqueConstraint("uuid", name=op.f("uq_investigation_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_investigation_owner_id"), "investigation", ["owner_id"], unique=False)


def make_quieted_trend() -> None:
    op.create_table(
        "quieted_trend",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=500), nullable=False),
        sa.Column("observed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("quieted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_quieted_trend_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quieted_trend")),
        sa.UniqueConstraint("key", name=op.f("uq_quieted_trend_key")),
        sqlite_autoincrement=True,
    )


def make_investigation_action() -> None:
    op.create_table(
        "investigation_action",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("investigation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('containment', 'corrective', 'preventive')",
            name=op.f("ck_investigation_action_purpose"),
        ),
        sa.ForeignKeyConstraint(
            ["investigation_id"],
            ["investigation.id"],
            name=op.f("fk_investigation_action_investigation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_investigation_action_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation_action")),
        sa.UniqueConstraint("uuid", name=op.f("uq_investigation_action_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_investigation_action_investigation_id"),
        "investigation_action",
        ["investigation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_investigation_action_user_id"), "investigation_action", ["user_id"], unique=False
    )


def make_investigation_why() -> None:
    op.create_table(
        "investigation_why",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("investigation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["investigation_id"],
            ["investigation.id"],
            name=op.f("fk_investigation_why_investigation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation_why")),
        sa.UniqueConstraint(
            "investigation_id", "number", name=op.f("uq_investigation_why_investigation_id_number")
        ),
        sqlite_autoincrement=True,
    )
