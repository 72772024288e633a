"""What the engine remembered of ended procedures."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "archived_run",
        sa.Column("procedure", WORDS, nullable=False),
        sa.Column("run", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("ended", WORDS, nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("history", WORDS, nullable=False),
        sa.Column("archived_at", INSTANT, nullable=False),
        sa.CheckConstraint("events > 0", name=op.f("ck_archived_run_events_positive")),
        sa.ForeignKeyConstraint(
            ["history"], ["paper.sha256"], name=op.f("fk_archived_run_history")
        ),
        sa.PrimaryKeyConstraint("procedure", "run", name=op.f("pk_archived_run")),
    )
