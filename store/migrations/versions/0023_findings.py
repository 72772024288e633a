"""Findings of the auditors, attached to events."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Integer()),
        sa.Column("auditor", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("answer", WORDS),
        sa.Column("answered_by", WORDS),
        sa.Column("answered_at", INSTANT),
        sa.Column("closing", WORDS),
        sa.Column("closed_at", INSTANT),
        sa.CheckConstraint("number > 0", name=op.f("ck_finding_number_positive")),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_finding_case")
        ),
        sa.ForeignKeyConstraint(
            ["text"], ["paper.sha256"], name=op.f("fk_finding_text")
        ),
        sa.ForeignKeyConstraint(
            ["answer"], ["paper.sha256"], name=op.f("fk_finding_answer")
        ),
        sa.ForeignKeyConstraint(
            ["closing"], ["paper.sha256"], name=op.f("fk_finding_closing")
        ),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_finding")),
    )
