"""The questions of the bodies, and what was answered to all."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("message", WORDS, nullable=True),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answered_by", WORDS, nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_question_number_positive")),
        sa.ForeignKeyConstraint(
            ["case", "round"],
            ["round.case", "round.number"],
            name=op.f("fk_question_case_round"),
        ),
        sa.ForeignKeyConstraint(
            ["body"], ["body.code"], name=op.f("fk_question_body")
        ),
        sa.ForeignKeyConstraint(
            ["message"], ["message.message"], name=op.f("fk_question_message")
        ),
        sa.ForeignKeyConstraint(
            ["text"], ["paper.sha256"], name=op.f("fk_question_text")
        ),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_question")),
    )
