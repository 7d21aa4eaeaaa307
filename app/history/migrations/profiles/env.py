"""What alembic runs: the steps, on the connection and in the transaction that app/history/migrating.py hands over."""

from __future__ import annotations

from alembic import context

handed = context.config.attributes
context.configure(
    connection=handed["connection"],
    target_metadata=handed["metadata"],
    version_table=handed["version_table"],
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
