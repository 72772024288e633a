"""Deadlines as data, and the versions of the calendars they count in."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
ANSWER_TO_ALL = {"amount": 5, "unit": "wd", "calendar": "a"}


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_calendar")),
    )
    op.create_table(
        "deadline",
        sa.Column("stream", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deadline", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("announced", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("calendar", WORDS, nullable=True),
        sa.Column("calendar_version", WORDS, nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_deadline_number_positive")),
        sa.ForeignKeyConstraint(
            ["calendar", "calendar_version"],
            ["calendar.name", "calendar.version"],
            name=op.f("fk_deadline_calendar_calendar_version"),
        ),
        sa.PrimaryKeyConstraint("stream", "name", "number", name=op.f("pk_deadline")),
    )
    op.create_index(
        op.f("ix_deadline_calendar_calendar_version"),
        "deadline",
        ["calendar", "calendar_version"],
    )
    _name_the_new_term()


def _name_the_new_term() -> None:
    """A policy names every term; one in seconds takes its grace for it."""
    bind = op.get_bind()
    read = sa.text("SELECT code, policy FROM corridor")
    write = sa.text("UPDATE corridor SET policy = :policy WHERE code = :code")
    for code, kept in bind.execute(read).all():
        policy = json.loads(kept) if isinstance(kept, str) else kept
        terms = policy["terms"]
        exact = terms["grace"]["unit"] in {"s", "h"}
        terms.setdefault("answer_to_all", terms["grace"] if exact else ANSWER_TO_ALL)
        bind.execute(write, {"code": code, "policy": json.dumps(policy)})
