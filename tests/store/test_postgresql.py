"""The tables as a PostgreSQL server takes them."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect

from mcr_desktop.models import Base
from tests.store.server import running_server

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A server with nothing in it; its socket needs a short path that its account may enter."""
    with tempfile.TemporaryDirectory(prefix="mcr-") as parent:
        Path(parent).chmod(0o755)
        with running_server(Path(parent) / "pg") as address:
            engine = create_engine(address)
            yield engine
            engine.dispose()


def test_a_server_takes_every_table_with_its_constraints(engine: Engine) -> None:
    Base.metadata.create_all(engine)
    server = inspect(engine)
    assert set(server.get_table_names()) == set(Base.metadata.tables)
    for table in Base.metadata.sorted_tables:
        assert {column["name"] for column in server.get_columns(table.name)} == set(table.columns.keys())
        foreign = {key["name"] for key in server.get_foreign_keys(table.name)}
        assert foreign == {key.name for key in table.foreign_key_constraints}
