"""The first tables, and the index of full-text search."""

from alembic import op

from mcr_desktop.store.migrations.first import (
    complaints,
    conversations,
    customers,
    facts,
    history,
    investigations,
    kept,
    orders,
    people,
    plans,
    promises,
    reviews,
    search,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    people.make_app_user,
    complaints.make_complaint_kind,
    kept.make_kept_result,
    people.make_setting,
    people.make_team,
    history.make_audit_entry,
    customers.make_customer,
    investigations.make_investigation,
    investigations.make_quieted_trend,
    people.make_team_member,
    people.make_user_role,
    customers.make_assignment,
    history.make_change,
    customers.make_contact,
    conversations.make_conversation,
    orders.make_customer_order,
    conversations.make_draft,
    customers.make_fence_decision,
    customers.make_gate_pass,
    investigations.make_investigation_action,
    investigations.make_investigation_why,
    reviews.make_issued_review,
    plans.make_objective,
    customers.make_outside_message,
    reviews.make_review_summary,
    search.make_search_entry,
    customers.make_breach,
    complaints.make_complaint,
    facts.make_fact,
    reviews.make_issued_copy,
    conversations.make_note_revision,
    plans.make_objective_step,
    conversations.make_participant,
    promises.make_promise,
    complaints.make_complaint_attribute,
    facts.make_fact_history,
)
"""In the order in which they point to one another."""

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
    for make in TABLES:
        make()
    for statement in (INDEX, ADDED, REMOVED, CHANGED):
        op.execute(statement)
