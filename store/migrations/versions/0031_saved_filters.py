"""Filters of the list of proposals that somebody named."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("account", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("asked", WORDS, nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.account"], name=op.f("fk_saved_filter_account")
        ),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_saved_filter")),
    )
