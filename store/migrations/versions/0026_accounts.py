"""Accounts of the web desk, their secrets, log-ins, one-time links and failures."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DOCUMENT = sa.JSON(none_as_null=True)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("account", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("roles", DOCUMENT, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_account")),
    )
    op.create_table(
        "credential",
        sa.Column("account", WORDS, nullable=False),
        sa.Column("password", WORDS, nullable=False),
        sa.Column("totp", WORDS, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.CheckConstraint("step >= 0", name=op.f("ck_credential_step_not_negative")),
        sa.ForeignKeyConstraint(
            ["account"], ["account.account"], name=op.f("fk_credential_account")
        ),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_credential")),
    )
    op.create_table(
        "log_in",
        sa.Column("token", WORDS, nullable=False),
        sa.Column("account", WORDS, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["account"], ["account.account"], name=op.f("fk_log_in_account")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_log_in")),
    )
    op.create_index(op.f("ix_log_in_account"), "log_in", ["account"])
    op.create_table(
        "invitation",
        sa.Column("token", WORDS, nullable=False),
        sa.Column("account", WORDS, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["account"], ["account.account"], name=op.f("fk_invitation_account")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_account"), "invitation", ["account"])
    op.create_table(
        "attempt",
        sa.Column("place", WORDS, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_attempt_count_positive")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_attempt")),
    )
