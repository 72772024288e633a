"""Webhooks, how far each was told, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "webhook",
        sa.Column("webhook", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("webhook", name=op.f("pk_webhook")),
    )
    op.create_table(
        "webhook_place",
        sa.Column("webhook", WORDS, nullable=False),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failing_since", INSTANT),
        sa.Column("due", INSTANT),
        sa.CheckConstraint(
            "cursor >= 0", name=op.f("ck_webhook_place_cursor_not_negative")
        ),
        sa.CheckConstraint(
            "within >= 0", name=op.f("ck_webhook_place_within_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["webhook"], ["webhook.webhook"], name=op.f("fk_webhook_place_webhook")
        ),
        sa.PrimaryKeyConstraint("webhook", name=op.f("pk_webhook_place")),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("webhook", WORDS, nullable=False),
        sa.Column("message", WORDS, nullable=False),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("problem", WORDS, nullable=False),
        sa.Column("taken_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["webhook"], ["webhook.webhook"], name=op.f("fk_webhook_delivery_webhook")
        ),
        sa.PrimaryKeyConstraint("webhook", "message", name=op.f("pk_webhook_delivery")),
    )
    op.create_index(
        op.f("ix_webhook_delivery_webhook_at"), "webhook_delivery", ["webhook", "at"]
    )
