"""Slots with a table and an hour, releases, minutes, undertakings."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True)
PLENARY = "plenary"


def upgrade() -> None:
    op.add_column("session", sa.Column("timetable", DOCUMENT))
    kept = list(_slots())
    op.drop_table("slot")
    op.bulk_insert(_slot_table(), kept)
    _queued()
    _overrides()
    _announced()
    _minutes()
    _undertakings()


def _slots():
    """One after the other in a plenary that opens with the session.

    Those of a session without a date bound nobody: they are drawn again.
    """
    rows = op.get_bind().execute(
        sa.text(
            'SELECT slot.session, slot."case", slot.position, slot.minutes, slot.why,'
            " slot.frozen, session.starts_at AS begins FROM slot"
            " JOIN session ON session.session = slot.session"
            " WHERE session.starts_at IS NOT NULL"
            " ORDER BY slot.session, slot.position"
        )
    )
    before: dict[str, int] = defaultdict(int)
    for row in rows.mappings():
        begins = _instant(row["begins"])
        starts_at = begins + timedelta(minutes=before[row["session"]])
        before[row["session"]] += row["minutes"]
        yield {
            **{name: row[name] for name in ("session", "case", "position", "minutes")},
            **{"table": PLENARY, "day": starts_at.date(), "starts_at": starts_at},
            **{"rank": "", "why": row["why"], "by_hand": False},
            "frozen": bool(row["frozen"]),
        }


def _instant(kept: datetime | str) -> datetime:
    """SQLite keeps the digits of UTC."""
    at = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _slot_table() -> sa.Table:
    return op.create_table(
        "slot",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("case", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("table", WORDS, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("rank", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_slot_minutes_positive")),
        sa.CheckConstraint("position > 0", name=op.f("ck_slot_position_positive")),
        sa.ForeignKeyConstraint(["case"], ["proposal.case"], name=op.f("fk_slot_case")),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_slot_session")
        ),
        sa.PrimaryKeyConstraint("session", "case", name=op.f("pk_slot")),
        sa.UniqueConstraint(
            "session", "position", name=op.f("uq_slot_session_position")
        ),
    )


def _queued() -> None:
    op.create_table(
        "queued",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("case", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.CheckConstraint("position > 0", name=op.f("ck_queued_position_positive")),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_queued_case")
        ),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_queued_session")
        ),
        sa.PrimaryKeyConstraint("session", "case", name=op.f("pk_queued")),
    )


def _overrides() -> None:
    op.create_table(
        "override",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("conflict", DOCUMENT, nullable=False),
        sa.Column("note", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_override_session")
        ),
        sa.PrimaryKeyConstraint("session", "number", name=op.f("pk_override")),
    )


def _announced() -> None:
    op.create_table(
        "announced",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("content_hash", WORDS, nullable=False),
        sa.Column("release", DOCUMENT, nullable=False),
        sa.Column("changes", DOCUMENT, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_announced_number_positive")),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_announced_session")
        ),
        sa.PrimaryKeyConstraint("session", "number", name=op.f("pk_announced")),
    )


def _minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("minutes", DOCUMENT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_minutes_session")
        ),
        sa.PrimaryKeyConstraint("session", name=op.f("pk_minutes")),
    )


def _undertakings() -> None:
    op.create_table(
        "undertaking",
        sa.Column("undertaking", WORDS, nullable=False),
        sa.Column("session", WORDS, nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("case", WORDS, nullable=True),
        sa.Column("promise", DOCUMENT, nullable=False),
        sa.Column("reports", DOCUMENT, nullable=False),
        sa.Column("settlement", DOCUMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_undertaking_case")
        ),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_undertaking_session")
        ),
        sa.PrimaryKeyConstraint("undertaking", name=op.f("pk_undertaking")),
    )
    op.create_index(op.f("ix_undertaking_session"), "undertaking", ["session"])
