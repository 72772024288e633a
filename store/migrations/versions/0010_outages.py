"""Certified outages, the pulse of the workers that finds them, and groups of bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    words = WORDS.compile(dialect=op.get_bind().dialect)
    op.execute(  # Alembic cannot name a reference that it adds to a table of SQLite
        f"ALTER TABLE interest ADD COLUMN lead {words}"
        " CONSTRAINT fk_interest_lead REFERENCES body (code)"
    )
    op.create_table(
        "outage",
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.CheckConstraint("since < until", name=op.f("ck_outage_in_order")),
        sa.PrimaryKeyConstraint("since", name=op.f("pk_outage")),
    )
    op.create_table(
        "pulse",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pulse")),
    )
