"""The tables mean the same on both databases, and the migrations make exactly them."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Table, create_engine, create_mock_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from mcr_desktop.models import Base

TABLES = Base.metadata.sorted_tables


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_compiles_for_postgresql(table: Table) -> None:
    dialect = create_mock_engine("postgresql+psycopg://", lambda *_: None).dialect
    assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_constraint_has_a_name(table: Table) -> None:
    assert [c for c in table.constraints if not c.name] == []


def test_tables_inside_the_fence_carry_the_customer_themselves() -> None:
    outside = (
        "app_user user_role team team_member setting customer complaint_kind investigation investigation_why"
        " investigation_action quieted_trend change audit_entry draft kept_result"
    )
    assert {table.name for table in TABLES if "customer_id" not in table.c} <= set(outside.split())


def test_the_migrations_leave_nothing_to_do(empty_workspace: Path) -> None:
    engine = create_engine(f"sqlite+pysqlite:///{empty_workspace}", module=sqlcipher)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert [d for d in differences if "search_index" not in str(d)] == []
