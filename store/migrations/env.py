"""What Alembic runs: the migrations, on the connection it was handed."""

from alembic import context

from store import (
    account_tables,
    agenda_tables,
    body_tables,
    evidence_tables,
    likeness_tables,
    mail_tables,
    money_tables,
    offer_tables,
    programme_tables,
    screening_tables,
    tables,
)
from store.columns import Base

TABLES = (  # read, so that Base knows them all
    tables,
    agenda_tables,
    mail_tables,
    money_tables,
    evidence_tables,
    programme_tables,
    screening_tables,
    body_tables,
    likeness_tables,
    account_tables,
    offer_tables,
)


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
