"""Digests, second contacts, staff templates, mailboxes read, certified evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _columns()
    _tables()
    _conversation_of_a_digest()


def _conversation_of_a_digest() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("conversation", "case", nullable=True)
        return
    # SQLite's own recipe for lifting a NOT NULL: no row changes, no key is lost. It
    # stands last, so that what was done before tells other connections to look anew.
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, '\"case\" TEXT NOT NULL',"
        " '\"case\" TEXT') WHERE type = 'table' AND name = 'conversation'"
    )
    op.execute("PRAGMA writable_schema = RESET")


def _columns() -> None:
    _add_reference("answer", "scan", to="paper (sha256)")
    _add("answer", sa.Column("cancels", sa.Integer()))
    _add("body", _given("channel", WORDS, "peo"))
    _add("body", sa.Column("second_email", WORDS))
    _add("body", _given("second_health", WORDS, "good"))
    _add("body", _given("silences", sa.Integer(), "0"))
    _add("body", _given("proof", WORDS, "none"))
    _add("body", sa.Column("second_mailbox", WORDS), index=True)
    _add("delivery", _given("muted", sa.Boolean(), sa.false()))
    _add("letter", _given("template", sa.Integer(), "0"))
    _add("letter", _given("channel", WORDS, "peo"))
    _add_reference("letter", "bundle", to="letter (letter)")
    op.create_index(op.f("ix_letter_bundle"), "letter", ["bundle"])
    _add("letter", sa.Column("receipt_due", INSTANT))
    awaited = sa.text("receipt_due IS NOT NULL")
    op.create_index(
        "ix_letter_awaited",
        "letter",
        ["receipt_due"],
        sqlite_where=awaited,
        postgresql_where=awaited,
    )
    _add("message", _given("source", WORDS, "lmtp"))
    _add("message", sa.Column("authentication", sa.JSON()))
    _add("message", _given("guesses", sa.JSON(), "[]"))


def _given(name: str, kind: sa.types.TypeEngine, default: object) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=default)


def _add(table: str, column: sa.Column, *, index: bool = False) -> None:
    op.add_column(table, column)
    if index:
        op.create_index(op.f(f"ix_{table}_{column.name}"), table, [column.name])


def _add_reference(table: str, column: str, *, to: str) -> None:
    """Alembic cannot name a reference that it adds to a table of SQLite."""
    words = WORDS.compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {words}"
        f" CONSTRAINT fk_{table}_{column} REFERENCES {to}"
    )


def _tables() -> None:
    op.create_table(
        "digest_item",
        sa.Column("conversation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case", WORDS, nullable=False),
        sa.CheckConstraint(
            "position > 0", name=op.f("ck_digest_item_position_positive")
        ),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_digest_item_case")
        ),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.number"],
            name=op.f("fk_digest_item_conversation"),
        ),
        sa.PrimaryKeyConstraint(
            "conversation", "position", name=op.f("pk_digest_item")
        ),
    )
    op.create_table(
        "evidence",
        sa.Column("message", WORDS, nullable=False),
        sa.Column("letter", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("issuer", WORDS, nullable=False),
        sa.Column("recipient", WORDS, nullable=False),
        sa.Column("identifier", WORDS, nullable=False),
        sa.Column("signature", WORDS, nullable=False),
        sa.Column("detail", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.letter"], name=op.f("fk_evidence_letter")
        ),
        sa.ForeignKeyConstraint(
            ["message"], ["message.message"], name=op.f("fk_evidence_message")
        ),
        sa.PrimaryKeyConstraint("message", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_letter"), "evidence", ["letter"])
    op.create_index(op.f("ix_evidence_identifier"), "evidence", ["identifier"])
    op.create_table(
        "mailbox",
        sa.Column("mailbox", WORDS, nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("reconciled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_mailbox")),
    )
    op.create_table(
        "template",
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_template_version_positive")),
        sa.PrimaryKeyConstraint(
            "kind", "language", "version", name=op.f("pk_template")
        ),
    )
