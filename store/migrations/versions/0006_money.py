"""Commitments, claims on agreements, and the day on which money moved."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
BEFORE_DATES = sa.text("'1970-01-01 00:00:00.000000'")
REMINDERS = {"reservation_reminder_1": 40, "reservation_reminder_2": 55}
STEPS = {"money.reserved": 1, "money.committed": 1, "money.released": 2}
"""How many entries stand behind each event of an agreement's year until now."""


def upgrade() -> None:
    _agreements()
    _commitments()
    _claims()
    op.add_column(
        "entry",
        sa.Column("at", INSTANT, nullable=False, server_default=BEFORE_DATES),
    )
    _date_the_entries()
    _name_the_new_terms()


def _agreements() -> None:
    op.add_column(
        "agreement",
        sa.Column("shortage", WORDS, nullable=False, server_default="waiting_list"),
    )
    op.add_column(
        "agreement",
        sa.Column(
            "strict_rank", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
    )
    op.add_column(
        "agreement",
        sa.Column("rate", sa.Text(), nullable=False, server_default="1/1"),
    )


def _commitments() -> None:
    op.create_table(
        "commitment",
        sa.Column("agreement", WORDS, nullable=False),
        sa.Column("number", WORDS, nullable=False),
        sa.Column("case", WORDS, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.Text(), nullable=False),
        sa.Column("cup", WORDS, nullable=False),
        sa.Column("companies_benefit", sa.Boolean(), nullable=False),
        sa.Column("cor", WORDS, nullable=True),
        sa.Column("requested_by", WORDS, nullable=False),
        sa.Column("approved_by", WORDS, nullable=False),
        sa.Column("committed_at", INSTANT, nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("report_due_at", INSTANT, nullable=True),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("reported", sa.BigInteger(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("to_recover", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_commitment_cents_positive")),
        sa.CheckConstraint(
            "to_recover >= 0", name=op.f("ck_commitment_to_recover_not_negative")
        ),
        sa.CheckConstraint(
            "requested_by <> approved_by", name=op.f("ck_commitment_four_eyes")
        ),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreement.number"], name=op.f("fk_commitment_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["agreement", "year"],
            ["agreement_year.agreement", "agreement_year.year"],
            name=op.f("fk_commitment_agreement_year"),
        ),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_commitment_case")
        ),
        sa.PrimaryKeyConstraint("agreement", "number", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_case"), "commitment", ["case"])


def _claims() -> None:
    op.create_table(
        "claim",
        sa.Column("case", WORDS, nullable=False),
        sa.Column("agreement", WORDS, nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_claim_cents_positive")),
        sa.ForeignKeyConstraint(
            ["case"], ["proposal.case"], name=op.f("fk_claim_case")
        ),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreement.number"], name=op.f("fk_claim_agreement")
        ),
        sa.PrimaryKeyConstraint("case", "agreement", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_agreement"), "claim", ["agreement"])


def _date_the_entries() -> None:
    """Each entry was posted with an event of its agreement's year, in one order.

    Entries are insert only, so the guard stands aside for this once.
    """
    bind = op.get_bind()
    dated = list(_dated(bind))
    if not dated:
        return
    sqlite = bind.dialect.name == "sqlite"
    guard = None
    if sqlite:
        found = bind.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE name = 'entry_no_update'")
        )
        guard = found.scalar_one()
        op.execute("DROP TRIGGER entry_no_update")
    else:
        op.execute("ALTER TABLE entry DISABLE TRIGGER entry_insert_only")
    bind.execute(sa.text('UPDATE entry SET "at" = :at WHERE id = :id'), dated)
    op.execute(guard or "ALTER TABLE entry ENABLE TRIGGER entry_insert_only")


def _dated(bind: sa.Connection) -> Iterator[dict[str, object]]:
    entries = sa.text("SELECT id, agreement, year FROM entry ORDER BY id")
    waiting: dict[str, list[int]] = {}
    for entry, agreement, year in bind.execute(entries).all():
        waiting.setdefault(f"agreement/{agreement}/{year}", []).append(entry)
    read = sa.text(
        'SELECT kind, "at" FROM event WHERE stream = :stream ORDER BY seq'
    )
    for stream, ids in waiting.items():
        left = iter(ids)
        for kind, at in bind.execute(read, {"stream": stream}).all():
            for _ in range(STEPS.get(kind, 0)):
                entry = next(left, None)
                if entry is not None:
                    yield {"at": at, "id": entry}


def _name_the_new_terms() -> None:
    """A policy names every term; one in seconds reminds no sooner than it lapses."""
    bind = op.get_bind()
    read = sa.text("SELECT code, policy FROM corridor")
    write = sa.text("UPDATE corridor SET policy = :policy WHERE code = :code")
    for code, kept in bind.execute(read).all():
        policy = json.loads(kept) if isinstance(kept, str) else kept
        terms = policy["terms"]
        exact = terms["reservation"]["unit"] in {"s", "h"}
        for name, amount in REMINDERS.items():
            days = {"amount": amount, "unit": "wd", "calendar": "a"}
            terms.setdefault(name, terms["reservation"] if exact else days)
        bind.execute(write, {"code": code, "policy": json.dumps(policy)})
