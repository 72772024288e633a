"""Screening lists and standstills, names of bodies, and proposals that are alike."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.create_table(
        "screening_list",
        sa.Column("list", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("issued_on", sa.Date()),
        sa.Column("loaded_at", INSTANT, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("screened", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.CheckConstraint("entries > 0", name=op.f("ck_screening_list_not_empty")),
        sa.ForeignKeyConstraint(
            ["list"], ["paper.sha256"], name=op.f("fk_screening_list_list")
        ),
        sa.PrimaryKeyConstraint("list", name=op.f("pk_screening_list")),
    )
    op.create_table(
        "standstill",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("list", WORDS, nullable=False),
        sa.Column("matches", WORDS, nullable=False),
        sa.Column("review_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("ruling", WORDS),
        sa.Column("ended_by", WORDS),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_standstill_case")
        ),
        sa.ForeignKeyConstraint(
            ["list"], ["screening_list.list"], name=op.f("fk_standstill_list")
        ),
        sa.ForeignKeyConstraint(
            ["matches"], ["paper.sha256"], name=op.f("fk_standstill_matches")
        ),
        sa.PrimaryKeyConstraint("case", "since", name=op.f("pk_standstill")),
    )
    op.create_index(op.f("ix_standstill_ended_at"), "standstill", ["ended_at"])
    _names()
    _likenesses()


def _names() -> None:
    op.create_table(
        "former_name",
        sa.Column("body", WORDS, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("email", WORDS, nullable=False),
        sa.Column("second_email", WORDS),
        sa.Column("mailbox", WORDS, nullable=False),
        sa.Column("second_mailbox", WORDS),
        sa.ForeignKeyConstraint(
            ["body"], ["body.code"], name=op.f("fk_former_name_body")
        ),
        sa.PrimaryKeyConstraint("body", "until", name=op.f("pk_former_name")),
    )
    for column in ("mailbox", "second_mailbox"):
        op.create_index(op.f(f"ix_former_name_{column}"), "former_name", [column])
    op.create_table(
        "succession",
        sa.Column("body", WORDS, nullable=False),
        sa.Column("successor", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.CheckConstraint("body <> successor", name=op.f("ck_succession_not_itself")),
        sa.ForeignKeyConstraint(
            ["body"], ["body.code"], name=op.f("fk_succession_body")
        ),
        sa.ForeignKeyConstraint(
            ["successor"], ["body.code"], name=op.f("fk_succession_successor")
        ),
        sa.PrimaryKeyConstraint("body", name=op.f("pk_succession")),
    )


def _likenesses() -> None:
    op.create_table(
        "likeness",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("summary", WORDS, nullable=False),
        sa.Column("proposer", WORDS, nullable=False),
        sa.Column("site", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_likeness_case")
        ),
        sa.ForeignKeyConstraint(
            ["corridor"], ["corridor.code"], name=op.f("fk_likeness_corridor")
        ),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_likeness")),
    )
    for column in ("hash", "proposer", "site"):
        named = op.f(f"ix_likeness_corridor_{column}")
        op.create_index(named, "likeness", ["corridor", column])
    op.create_table(
        "duplicate",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("other", WORDS, nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("why", DOCUMENT, nullable=False),
        sa.Column("found_at", INSTANT, nullable=False),
        sa.Column("decision", WORDS),
        sa.Column("kept", WORDS),
        sa.Column("decided_at", INSTANT),
        sa.Column("decided_by", WORDS),
        sa.CheckConstraint(
            "percent BETWEEN 0 AND 100", name=op.f("ck_duplicate_percent_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_duplicate_case")
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["proposal.case"], name=op.f("fk_duplicate_other")
        ),
        sa.ForeignKeyConstraint(
            ["kept"], ["proposal.case"], name=op.f("fk_duplicate_kept")
        ),
        sa.PrimaryKeyConstraint("case", "other", name=op.f("pk_duplicate")),
    )
    op.create_index(op.f("ix_duplicate_kept"), "duplicate", ["kept"])
    op.create_index(op.f("ix_duplicate_other"), "duplicate", ["other"])
