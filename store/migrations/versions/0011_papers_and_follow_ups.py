"""What a release prints, and the follow-ups of both sides."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.add_column("proposal", sa.Column("value", sa.BigInteger()))
    op.add_column("announced", sa.Column("agenda_paper", WORDS))
    op.add_column("announced", sa.Column("dossier_paper", WORDS))
    op.create_table(
        "questionnaire",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("checkpoint", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("parties", DOCUMENT, nullable=False),
        sa.Column("counted_at", INSTANT),
        sa.Column("silent", DOCUMENT, nullable=False),
        sa.CheckConstraint(
            "checkpoint > 0", name=op.f("ck_questionnaire_checkpoint_positive")
        ),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_questionnaire_case")
        ),
        sa.PrimaryKeyConstraint("case", "checkpoint", name=op.f("pk_questionnaire")),
    )
    op.create_table(
        "follow_up_answer",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checkpoint", sa.Integer(), nullable=False),
        sa.Column("side", WORDS, nullable=False),
        sa.Column("party", WORDS, nullable=False),
        sa.Column("outcome", WORDS, nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("jobs", sa.Integer()),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("message", WORDS),
        sa.CheckConstraint(
            "number > 0", name=op.f("ck_follow_up_answer_number_positive")
        ),
        sa.CheckConstraint(
            "value >= 0", name=op.f("ck_follow_up_answer_value_not_negative")
        ),
        sa.CheckConstraint(
            "jobs >= 0", name=op.f("ck_follow_up_answer_jobs_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_follow_up_answer_case")
        ),
        sa.ForeignKeyConstraint(
            ["message"], ["message.message"], name=op.f("fk_follow_up_answer_message")
        ),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_follow_up_answer")),
    )
