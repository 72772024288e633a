"""The lives of programmes, the places of proposals in them, and adhesions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True)


def upgrade() -> None:
    _programmes()
    _placements()
    _notices()
    _adhesions()


def _programmes() -> None:
    op.create_table(
        "programme_life",
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("guidelines", DOCUMENT, nullable=False),
        sa.Column("signature", DOCUMENT, nullable=True),
        sa.Column("prolongations", DOCUMENT, nullable=False),
        sa.CheckConstraint("years > 0", name=op.f("ck_programme_life_years_positive")),
        sa.ForeignKeyConstraint(
            ["corridor", "code"],
            ["programme.corridor", "programme.code"],
            name=op.f("fk_programme_life_corridor_code"),
        ),
        sa.PrimaryKeyConstraint("corridor", "code", name=op.f("pk_programme_life")),
    )


def _placements() -> None:
    op.create_table(
        "placement",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("programme", WORDS, nullable=False),
        sa.Column("guideline", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "guideline > 0", name=op.f("ck_placement_guideline_positive")
        ),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_placement_case")
        ),
        sa.ForeignKeyConstraint(
            ["corridor", "programme"],
            ["programme.corridor", "programme.code"],
            name=op.f("fk_placement_corridor_programme"),
        ),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_placement")),
    )
    op.create_index(
        op.f("ix_placement_corridor_programme"), "placement", ["corridor", "programme"]
    )


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", DOCUMENT, nullable=False),
        sa.Column("deadline", INSTANT, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("published_by", WORDS, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_notice_number_positive")),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_notice_session")
        ),
        sa.PrimaryKeyConstraint("session", "number", name=op.f("pk_notice")),
    )
    op.create_table(
        "adhesion_thread",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_adhesion_thread_session")
        ),
        sa.ForeignKeyConstraint(
            ["body"], ["body.code"], name=op.f("fk_adhesion_thread_body")
        ),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.number"],
            name=op.f("fk_adhesion_thread_conversation"),
        ),
        sa.PrimaryKeyConstraint("session", "body", name=op.f("pk_adhesion_thread")),
        sa.UniqueConstraint("conversation", name=op.f("uq_adhesion_thread_conversation")),
    )


def _adhesions() -> None:
    op.create_table(
        "adhesion",
        sa.Column("adhesion", WORDS, nullable=False),
        sa.Column("session", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("form", DOCUMENT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("recorded_by", WORDS, nullable=False),
        sa.Column("message", WORDS, nullable=True),
        sa.Column("decision", DOCUMENT, nullable=True),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("copied", DOCUMENT, nullable=False),
        sa.Column("passports_deleted_at", INSTANT, nullable=True),
        sa.Column("erased_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.CheckConstraint("serial > 0", name=op.f("ck_adhesion_serial_positive")),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_adhesion_session")
        ),
        sa.ForeignKeyConstraint(
            ["body"], ["body.code"], name=op.f("fk_adhesion_body")
        ),
        sa.ForeignKeyConstraint(
            ["message"], ["message.message"], name=op.f("fk_adhesion_message")
        ),
        sa.PrimaryKeyConstraint("adhesion", name=op.f("pk_adhesion")),
        sa.UniqueConstraint("session", "serial", name=op.f("uq_adhesion_session_serial")),
    )
