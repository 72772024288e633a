"""Authorities invited to hand in a proposal by a link, and their drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DOCUMENT = sa.JSON(none_as_null=True)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("offer", WORDS, nullable=False),
        sa.Column("token", WORDS, nullable=False),
        sa.Column("authority", WORDS, nullable=False),
        sa.Column("email", WORDS, nullable=False),
        sa.Column("contact", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("session", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("case", WORDS),
        sa.Column("handed_in_at", INSTANT),
        sa.Column("files", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_offer_session")
        ),
        sa.ForeignKeyConstraint(["case"], ["proposal.case"], name=op.f("fk_offer_case")),
        sa.PrimaryKeyConstraint("offer", name=op.f("pk_offer")),
        sa.UniqueConstraint("token", name=op.f("uq_offer_token")),
    )
    op.create_index(op.f("ix_offer_since"), "offer", ["since"])
    op.create_table(
        "draft",
        sa.Column("offer", WORDS, nullable=False),
        sa.Column("typed", DOCUMENT, nullable=False),
        sa.Column("settled", DOCUMENT, nullable=False),
        sa.Column("files", DOCUMENT, nullable=False),
        sa.Column("sitting", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("handing_at", INSTANT),
        sa.CheckConstraint("version >= 0", name=op.f("ck_draft_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["offer"], ["offer.offer"], name=op.f("fk_draft_offer")
        ),
        sa.PrimaryKeyConstraint("offer", name=op.f("pk_draft")),
    )
    op.create_table(
        "draft_file",
        sa.Column("offer", WORDS, nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offer"], ["offer.offer"], name=op.f("fk_draft_file_offer")
        ),
        sa.PrimaryKeyConstraint("offer", "sha256", name=op.f("pk_draft_file")),
    )
