"""The first tables, and the index of full-text search."""

from alembic import op

from mcr_desktop.models import Base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INDEX = """CREATE VIRTUAL TABLE search_index USING fts5(
    body, content='search_entry', content_rowid='id', prefix='2 3',
    tokenize='unicode61 remove_diacritics 0')"""
ADDED = """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_index(rowid, body) VALUES (new.id, new.body);
END"""
REMOVED = """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_index(search_index, rowid, body) VALUES ('delete', old.id, old.body);
END"""
CHANGED = """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
    INSERT INTO search_index(search_index, rowid, body) VALUES ('delete', old.id, old.body);
    INSERT INTO search_index(rowid, body) VALUES (new.id, new.body);
END"""


def upgrade() -> None:
    Base.metadata.create_all(op.get_bind())
    for statement in (INDEX, ADDED, REMOVED, CHANGED):
        op.execute(statement)
