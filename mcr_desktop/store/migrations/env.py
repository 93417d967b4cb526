"""What Alembic runs: on the connection it is handed, inside the transaction that is already open."""

from alembic import context

from mcr_desktop.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,
    transaction_per_migration=False,
    compare_type=True,
)
context.run_migrations()
