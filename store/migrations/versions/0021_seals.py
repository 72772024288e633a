"""Seals of the record: their keys, time stamps, and the auditors who are sent them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
GENESIS = "0" * 64
INSERT_ONLY = {"seal": "number", "seal_key": "number", "seal_stamp": "seal"}


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_triggers()
    else:
        _sqlite_triggers()


def _tables() -> None:
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("leaves", WORDS, nullable=False),
        sa.Column("root", WORDS, nullable=False),
        sa.Column("prev_hash", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.Column("signature", WORDS, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_seal_number_positive")),
        sa.ForeignKeyConstraint(
            ["leaves"], ["paper.sha256"], name=op.f("fk_seal_leaves")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
        sa.UniqueConstraint("day", name=op.f("uq_seal_day")),
        sa.UniqueConstraint("hash", name=op.f("uq_seal_hash")),
    )
    op.create_table(
        "seal_key",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("prev_key", WORDS, nullable=False),
        sa.Column("old_signature", WORDS, nullable=False),
        sa.Column("new_signature", WORDS, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_seal_key_number_positive")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal_key")),
        sa.UniqueConstraint("key", name=op.f("uq_seal_key_key")),
    )
    op.create_table(
        "seal_stamp",
        sa.Column("seal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("token", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["seal"], ["seal.number"], name=op.f("fk_seal_stamp_seal")
        ),
        sa.ForeignKeyConstraint(
            ["token"], ["paper.sha256"], name=op.f("fk_seal_stamp_token")
        ),
        sa.PrimaryKeyConstraint("seal", name=op.f("pk_seal_stamp")),
    )
    op.create_table(
        "auditor",
        sa.Column("auditor", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("email", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.number"],
            name=op.f("fk_auditor_conversation"),
        ),
        sa.PrimaryKeyConstraint("auditor", name=op.f("pk_auditor")),
    )


def _sqlite_triggers() -> None:
    for table, key in INSERT_ONLY.items():
        for act in ("UPDATE", "DELETE"):
            op.execute(f"""
                CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is insert only'); END
            """)
        # INSERT OR REPLACE deletes without asking the trigger above.
        op.execute(f"""
            CREATE TRIGGER {table}_once BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
            BEGIN SELECT RAISE(ABORT, '{table} is insert only'); END
        """)
    op.execute(f"""
        CREATE TRIGGER seal_continues BEFORE INSERT ON seal
        WHEN NEW.number <> 1 + (SELECT count(*) FROM seal)
        OR NEW.prev_hash <> coalesce(
            (SELECT hash FROM seal WHERE number = NEW.number - 1), '{GENESIS}')
        OR EXISTS (SELECT 1 FROM seal WHERE day = NEW.day OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'seal does not continue the others'); END
    """)
    op.execute("""
        CREATE TRIGGER seal_key_continues BEFORE INSERT ON seal_key
        WHEN NEW.number <> 1 + (SELECT count(*) FROM seal_key)
        OR EXISTS (SELECT 1 FROM seal_key WHERE key = NEW.key)
        BEGIN SELECT RAISE(ABORT, 'seal_key does not continue the others'); END
    """)


def _postgresql_triggers() -> None:
    for table in INSERT_ONLY:
        op.execute(f"""
            CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION insert_only()
        """)
        op.execute(f"""
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION insert_only()
        """)
    op.execute(f"""
        CREATE FUNCTION seal_continues() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.number <> 1 + (SELECT count(*) FROM seal)
            OR NEW.prev_hash <> coalesce(
                (SELECT hash FROM seal WHERE number = NEW.number - 1), '{GENESIS}')
            THEN
                RAISE EXCEPTION 'seal does not continue the others';
            END IF;
            RETURN NEW;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER seal_continues BEFORE INSERT ON seal
        FOR EACH ROW EXECUTE FUNCTION seal_continues()
    """)
    op.execute("""
        CREATE FUNCTION seal_key_continues() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.number <> 1 + (SELECT count(*) FROM seal_key) THEN
                RAISE EXCEPTION 'seal_key does not continue the others';
            END IF;
            RETURN NEW;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER seal_key_continues BEFORE INSERT ON seal_key
        FOR EACH ROW EXECUTE FUNCTION seal_key_continues()
    """)
