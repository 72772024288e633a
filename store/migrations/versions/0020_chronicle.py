"""The chronicle of every unit of work, and what it keeps of people, to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0014"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
GENESIS = "0" * 64


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_triggers()
    else:
        _sqlite_triggers()


def _tables() -> None:
    op.create_table(
        "chronicle",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("prev_hash", WORDS, nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_chronicle_number_positive")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_chronicle")),
    )
    op.create_index(op.f("ix_chronicle_at"), "chronicle", ["at"])
    op.create_table(
        "chronicle_head",
        sa.Column("stream", WORDS, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_chronicle_head")),
    )
    op.create_table(
        "personal",
        sa.Column("keyed", WORDS, nullable=False),
        sa.Column("place", WORDS, nullable=False),
        sa.Column("secret", WORDS, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("keyed", name=op.f("pk_personal")),
    )
    op.create_index(op.f("ix_personal_place"), "personal", ["place"])


def _sqlite_triggers() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(f"""
            CREATE TRIGGER chronicle_no_{act.lower()} BEFORE {act} ON chronicle
            BEGIN SELECT RAISE(ABORT, 'chronicle is insert only'); END
        """)
    op.execute("""
        CREATE TRIGGER personal_no_update BEFORE UPDATE ON personal
        BEGIN SELECT RAISE(ABORT, 'personal is never changed'); END
    """)
    # INSERT OR REPLACE deletes without asking the triggers above.
    op.execute("""
        CREATE TRIGGER personal_once BEFORE INSERT ON personal
        WHEN EXISTS (SELECT 1 FROM personal WHERE keyed = NEW.keyed)
        BEGIN SELECT RAISE(ABORT, 'personal is never changed'); END
    """)
    op.execute(f"""
        CREATE TRIGGER chronicle_continues BEFORE INSERT ON chronicle
        WHEN NEW.number <> 1 + coalesce((SELECT seq FROM chronicle_head), 0)
        OR NEW.prev_hash <> coalesce(
            (SELECT hash FROM chronicle_head), '{GENESIS}')
        BEGIN SELECT RAISE(ABORT, 'chronicle is not continued'); END
    """)
    op.execute("""
        CREATE TRIGGER chronicle_moves_head AFTER INSERT ON chronicle
        BEGIN
            INSERT INTO chronicle_head (stream, seq, hash)
            VALUES ('all', NEW.number, NEW.hash)
            ON CONFLICT (stream) DO UPDATE
            SET seq = excluded.seq, hash = excluded.hash;
        END
    """)


def _postgresql_triggers() -> None:
    op.execute("""
        CREATE TRIGGER chronicle_insert_only BEFORE UPDATE OR DELETE ON chronicle
        FOR EACH ROW EXECUTE FUNCTION insert_only()
    """)
    op.execute("""
        CREATE TRIGGER personal_no_update BEFORE UPDATE ON personal
        FOR EACH ROW EXECUTE FUNCTION insert_only()
    """)
    for table in ("chronicle", "personal"):
        op.execute(f"""
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION insert_only()
        """)
    op.execute(f"""
        CREATE FUNCTION chronicle_continues() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            head chronicle_head%ROWTYPE;
        BEGIN
            SELECT * INTO head FROM chronicle_head FOR UPDATE;
            IF NEW.number <> coalesce(head.seq, 0) + 1
            OR NEW.prev_hash <> coalesce(head.hash, '{GENESIS}') THEN
                RAISE EXCEPTION 'chronicle is not continued';
            END IF;
            INSERT INTO chronicle_head (stream, seq, hash)
            VALUES ('all', NEW.number, NEW.hash)
            ON CONFLICT (stream) DO UPDATE
            SET seq = excluded.seq, hash = excluded.hash;
            RETURN NEW;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER chronicle_continues BEFORE INSERT ON chronicle
        FOR EACH ROW EXECUTE FUNCTION chronicle_continues()
    """)
