"""What Alembic runs: the migrations, on the connection it was handed."""

from alembic import context

from store import evidence_tables, mail_tables, tables
from store.columns import Base

TABLES = (tables, mail_tables, evidence_tables)  # read, so that Base knows them all


def run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=True,
        # SQLite too: one transaction for all, or a rival starts from the middle.
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
