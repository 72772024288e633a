"""The first layout: every table, and the triggers that keep the evidence whole."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
GENESIS = "0" * 64
INSERT_ONLY = ("event", "paper", "entry")


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_triggers()
    else:
        _sqlite_triggers()


def _sqlite_triggers() -> None:
    for table in INSERT_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(f"""
                CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is insert only'); END
            """)
    # INSERT OR REPLACE deletes without asking the trigger above.
    op.execute("""
        CREATE TRIGGER paper_once BEFORE INSERT ON paper
        WHEN EXISTS (SELECT 1 FROM paper WHERE sha256 = NEW.sha256)
        BEGIN SELECT RAISE(IGNORE); END
    """)
    op.execute("""
        CREATE TRIGGER entry_once BEFORE INSERT ON entry
        WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'entry is insert only'); END
    """)
    op.execute(f"""
        CREATE TRIGGER event_continues BEFORE INSERT ON event
        WHEN NEW.seq <> 1 + coalesce(
            (SELECT seq FROM stream WHERE stream = NEW.stream), 0)
        OR NEW.prev_hash <> coalesce(
            (SELECT hash FROM stream WHERE stream = NEW.stream), '{GENESIS}')
        BEGIN SELECT RAISE(ABORT, 'event does not continue its stream'); END
    """)
    op.execute("""
        CREATE TRIGGER event_moves_head AFTER INSERT ON event
        BEGIN
            INSERT INTO stream (stream, seq, hash)
            VALUES (NEW.stream, NEW.seq, NEW.hash)
            ON CONFLICT (stream) DO UPDATE
            SET seq = excluded.seq, hash = excluded.hash;
        END
    """)
    op.execute("""
        CREATE TRIGGER entry_covered BEFORE INSERT ON entry
        WHEN NEW.cents > (
            SELECT coalesce(sum(CASE WHEN debit = NEW.credit THEN cents ELSE 0 END
                - CASE WHEN credit = NEW.credit THEN cents ELSE 0 END), 0)
            FROM entry WHERE agreement = NEW.agreement AND year = NEW.year
        ) + CASE WHEN NEW.credit <> 'available' THEN 0 ELSE (
            SELECT budget FROM agreement_year
            WHERE agreement = NEW.agreement AND year = NEW.year
        ) END
        BEGIN SELECT RAISE(ABORT, 'entry takes more than its account holds'); END
    """)


def _postgresql_triggers() -> None:
    op.execute("""
        CREATE FUNCTION insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is insert only', TG_TABLE_NAME;
        END $$
    """)
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
        CREATE FUNCTION event_continues() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            head stream%ROWTYPE;
        BEGIN
            SELECT * INTO head FROM stream WHERE stream = NEW.stream FOR UPDATE;
            IF NEW.seq <> coalesce(head.seq, 0) + 1
            OR NEW.prev_hash <> coalesce(head.hash, '{GENESIS}') THEN
                RAISE EXCEPTION 'event does not continue its stream';
            END IF;
            INSERT INTO stream (stream, seq, hash)
            VALUES (NEW.stream, NEW.seq, NEW.hash)
            ON CONFLICT (stream) DO UPDATE
            SET seq = excluded.seq, hash = excluded.hash;
            RETURN NEW;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER event_continues BEFORE INSERT ON event
        FOR EACH ROW EXECUTE FUNCTION event_continues()
    """)
    op.execute("""
        CREATE FUNCTION entry_covered() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            held bigint;
        BEGIN
            SELECT budget INTO held FROM agreement_year
            WHERE agreement = NEW.agreement AND year = NEW.year
            FOR NO KEY UPDATE;
            IF NEW.credit <> 'available' THEN
                held := 0;
            END IF;
            -- A statement of its own sees what was committed while waiting above.
            SELECT coalesce(held, 0) + coalesce(sum(
                CASE WHEN debit = NEW.credit THEN cents ELSE 0 END
                - CASE WHEN credit = NEW.credit THEN cents ELSE 0 END), 0)
            INTO held FROM entry
            WHERE agreement = NEW.agreement AND year = NEW.year;
            IF NEW.cents > held THEN
                RAISE EXCEPTION 'entry takes more than its account holds';
            END IF;
            RETURN NEW;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER entry_covered BEFORE INSERT ON entry
        FOR EACH ROW EXECUTE FUNCTION entry_covered()
    """)


def _tables() -> None:
    op.create_table(
        "corridor",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("side_a", WORDS, nullable=False),
        sa.Column("side_b", WORDS, nullable=False),
        sa.Column("legal_status", WORDS, nullable=False),
        sa.Column("language_a", WORDS, nullable=False),
        sa.Column("language_b", WORDS, nullable=False),
        sa.Column("zone_a", WORDS, nullable=False),
        sa.Column("zone_b", WORDS, nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_corridor")),
    )
    op.create_table(
        "effect",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("request_hash", WORDS, nullable=False),
        sa.Column("result", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_effect")),
    )
    op.create_table(
        "event",
        sa.Column("stream", WORDS, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("actor", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("prev_hash", WORDS, nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_event_seq_positive")),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_event")),
    )
    op.create_table(
        "journal",
        sa.Column("message_id", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_journal")),
    )
    op.create_table(
        "paper",
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_paper")),
    )
    op.create_table(
        "stream",
        sa.Column("stream", WORDS, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_stream")),
    )
    op.create_table(
        "task",
        sa.Column("task", WORDS, nullable=False),
        sa.Column("stream", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("detail", WORDS, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("closed_by", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("task", name=op.f("pk_task")),
    )
    op.create_index(
        "ix_task_open",
        "task",
        ["stream"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "body",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("country", WORDS, nullable=False),
        sa.Column("region", WORDS, nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("email", WORDS, nullable=False),
        sa.Column("health", WORDS, nullable=False),
        sa.Column("mailbox", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["corridor"], ["corridor.code"], name=op.f("fk_body_corridor")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_body")),
    )
    op.create_index(op.f("ix_body_corridor"), "body", ["corridor"], unique=False)
    op.create_index(op.f("ix_body_mailbox"), "body", ["mailbox"], unique=False)
    op.create_table(
        "programme",
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("guidelines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["corridor"], ["corridor.code"], name=op.f("fk_programme_corridor")
        ),
        sa.PrimaryKeyConstraint("corridor", "code", name=op.f("pk_programme")),
    )
    op.create_table(
        "agreement",
        sa.Column("number", WORDS, nullable=False),
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "valid_from <= valid_to", name=op.f("ck_agreement_validity_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["body"], ["body.code"], name=op.f("fk_agreement_body")
        ),
        sa.ForeignKeyConstraint(
            ["corridor"], ["corridor.code"], name=op.f("fk_agreement_corridor")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_agreement")),
    )
    op.create_index(
        op.f("ix_agreement_corridor"), "agreement", ["corridor"], unique=False
    )
    op.create_table(
        "session",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("programme", WORDS, nullable=False),
        sa.Column("country", WORDS, nullable=False),
        sa.Column("place", WORDS, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=True),
        sa.Column("freeze_at", INSTANT, nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("postponed_from", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "capacity >= 0", name=op.f("ck_session_capacity_not_negative")
        ),
        sa.CheckConstraint("ordinal > 0", name=op.f("ck_session_ordinal_positive")),
        sa.ForeignKeyConstraint(
            ["corridor", "programme"],
            ["programme.corridor", "programme.code"],
            name=op.f("fk_session_corridor_programme"),
        ),
        sa.ForeignKeyConstraint(
            ["corridor"], ["corridor.code"], name=op.f("fk_session_corridor")
        ),
        sa.PrimaryKeyConstraint("session", name=op.f("pk_session")),
        sa.UniqueConstraint(
            "corridor", "ordinal", name=op.f("uq_session_corridor_ordinal")
        ),
    )
    op.create_table(
        "agreement_year",
        sa.Column("agreement", WORDS, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.Column("project_cap", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "budget >= 0", name=op.f("ck_agreement_year_budget_not_negative")
        ),
        sa.CheckConstraint(
            "project_cap >= 0", name=op.f("ck_agreement_year_project_cap_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.number"],
            name=op.f("fk_agreement_year_agreement"),
        ),
        sa.PrimaryKeyConstraint("agreement", "year", name=op.f("pk_agreement_year")),
    )
    op.create_table(
        "proposal",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("corridor", WORDS, nullable=False),
        sa.Column("programme", WORDS, nullable=False),
        sa.Column("session", WORDS, nullable=False),
        sa.Column("fingerprint", WORDS, nullable=False),
        sa.Column("form", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("phase", WORDS, nullable=False),
        sa.Column("outcome", WORDS, nullable=True),
        sa.Column("registrar", WORDS, nullable=False),
        sa.Column("region", WORDS, nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("partner_max", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("interests", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("ready_at", INSTANT, nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("opened_in", WORDS, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "reserved >= 0", name=op.f("ck_proposal_reserved_not_negative")
        ),
        sa.CheckConstraint(
            "score BETWEEN 0 AND 20", name=op.f("ck_proposal_score_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["corridor"], ["corridor.code"], name=op.f("fk_proposal_corridor")
        ),
        sa.ForeignKeyConstraint(
            ["form"], ["paper.sha256"], name=op.f("fk_proposal_form")
        ),
        sa.ForeignKeyConstraint(
            ["session"], ["session.session"], name=op.f("fk_proposal_session")
        ),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_proposal")),
        sa.UniqueConstraint(
            "corridor", "fingerprint", name=op.f("uq_proposal_corridor_fingerprint")
        ),
        sa.UniqueConstraint(
            "opened_in", "serial", name=op.f("uq_proposal_opened_in_serial")
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_proposal_ref")),
    )
    op.create_index(
        op.f("ix_proposal_corridor_phase"),
        "proposal",
        ["corridor", "phase"],
        unique=False,
    )
    op.create_index(
        op.f("ix_proposal_session_phase"),
        "proposal",
        ["session", "phase"],
        unique=False,
    )
    op.create_table(
        "conversation",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case", WORDS, nullable=False),
        sa.Column("party", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_conversation_case")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_conversation")),
        sa.UniqueConstraint("case", "party", name=op.f("uq_conversation_case_party")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement", WORDS, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("case", WORDS, nullable=True),
        sa.Column("debit", WORDS, nullable=False),
        sa.Column("credit", WORDS, nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("cause", WORDS, nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_entry_cents_positive")),
        sa.ForeignKeyConstraint(
            ["agreement", "year"],
            ["agreement_year.agreement", "agreement_year.year"],
            name=op.f("fk_entry_agreement_year"),
        ),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_entry_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_entry_agreement_year"), "entry", ["agreement", "year"], unique=False
    )
    op.create_index(op.f("ix_entry_case"), "entry", ["case"], unique=False)
    op.create_table(
        "interest",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("contribution", sa.BigInteger(), nullable=True),
        sa.Column("private", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "contribution >= 0", name=op.f("ck_interest_contribution_not_negative")
        ),
        sa.CheckConstraint(
            "private >= 0", name=op.f("ck_interest_private_not_negative")
        ),
        sa.ForeignKeyConstraint(["body"], ["body.code"], name=op.f("fk_interest_body")),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_interest_case")
        ),
        sa.PrimaryKeyConstraint("case", "body", name=op.f("pk_interest")),
    )
    op.create_table(
        "round",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("deadline", INSTANT, nullable=False),
        sa.Column("reminders", sa.JSON(), nullable=False),
        sa.Column("grace_end", INSTANT, nullable=False),
        sa.Column("wall", INSTANT, nullable=True),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("calendar_version", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_round_case")
        ),
        sa.PrimaryKeyConstraint("case", "number", name=op.f("pk_round")),
    )
    op.create_table(
        "slot",
        sa.Column("session", WORDS, nullable=False),
        sa.Column("case", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("why", WORDS, nullable=False),
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
    op.create_table(
        "delivery",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("agreement", WORDS, nullable=True),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("first_letter", WORDS, nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreement.number"], name=op.f("fk_delivery_agreement")
        ),
        sa.ForeignKeyConstraint(["body"], ["body.code"], name=op.f("fk_delivery_body")),
        sa.ForeignKeyConstraint(
            ["case", "round"],
            ["round.case", "round.number"],
            name=op.f("fk_delivery_case_round"),
        ),
        sa.PrimaryKeyConstraint("case", "round", "body", name=op.f("pk_delivery")),
    )
    op.create_table(
        "letter",
        sa.Column("letter", WORDS, nullable=False),
        sa.Column("stream", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.Column("body", WORDS, nullable=True),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("to_address", WORDS, nullable=False),
        sa.Column("message_id", WORDS, nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("envelope_from", WORDS, nullable=False),
        sa.Column("raw", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=True),
        sa.Column("reply", WORDS, nullable=False),
        sa.Column("mailbox", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["body"], ["body.code"], name=op.f("fk_letter_body")),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.number"],
            name=op.f("fk_letter_conversation"),
        ),
        sa.ForeignKeyConstraint(["raw"], ["paper.sha256"], name=op.f("fk_letter_raw")),
        sa.PrimaryKeyConstraint("letter", name=op.f("pk_letter")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letter_message_id")),
    )
    op.create_index(
        op.f("ix_letter_conversation"), "letter", ["conversation"], unique=False
    )
    op.create_index(op.f("ix_letter_mailbox"), "letter", ["mailbox"], unique=False)
    op.create_index(
        op.f("ix_letter_state_next_at"), "letter", ["state", "next_at"], unique=False
    )
    op.create_index(op.f("ix_letter_stream"), "letter", ["stream"], unique=False)
    op.create_table(
        "message",
        sa.Column("message", WORDS, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("mail_from", WORDS, nullable=False),
        sa.Column("rcpt_to", sa.JSON(), nullable=False),
        sa.Column("content_key", WORDS, nullable=False),
        sa.Column("disposition", WORDS, nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=True),
        sa.Column("detail", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversation.number"],
            name=op.f("fk_message_conversation"),
        ),
        sa.PrimaryKeyConstraint("message", name=op.f("pk_message")),
    )
    op.create_index(
        op.f("ix_message_content_key"), "message", ["content_key"], unique=False
    )
    op.create_index(
        op.f("ix_message_conversation"), "message", ["conversation"], unique=False
    )
    op.create_index(
        "ix_message_unread",
        "message",
        ["received_at"],
        unique=False,
        sqlite_where=sa.text("disposition = 'received'"),
        postgresql_where=sa.text("disposition = 'received'"),
    )
    op.create_table(
        "answer",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", WORDS, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("message", WORDS, nullable=True),
        sa.Column("span", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("confirmed_by", WORDS, nullable=False),
        sa.Column("contribution", sa.BigInteger(), nullable=True),
        sa.Column("private", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "contribution >= 0", name=op.f("ck_answer_contribution_not_negative")
        ),
        sa.CheckConstraint("private >= 0", name=op.f("ck_answer_private_not_negative")),
        sa.ForeignKeyConstraint(["body"], ["body.code"], name=op.f("fk_answer_body")),
        sa.ForeignKeyConstraint(
            ["case", "round"],
            ["round.case", "round.number"],
            name=op.f("fk_answer_case_round"),
        ),
        sa.ForeignKeyConstraint(
            ["message"], ["message.message"], name=op.f("fk_answer_message")
        ),
        sa.PrimaryKeyConstraint("case", "body", "number", name=op.f("pk_answer")),
    )


def downgrade() -> None:
    raise NotImplementedError("Evidence is not dropped by a command.")
