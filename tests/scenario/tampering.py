"""What somebody might do to the record, each act against one invariant alone."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from models.event import GENESIS, chain_hash

Tamper = Callable[[sqlite3.Connection], None]


def statement(sql: str) -> Tamper:
    """One alteration that must meet a row."""

    def alter(record: sqlite3.Connection) -> None:
        assert record.execute(sql).rowcount > 0, sql

    return alter


def unguarded(record: sqlite3.Connection, alter: Tamper) -> None:
    """Drop what the database would refuse it by, and put it back."""
    guards = record.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in guards:
        record.execute(f"DROP TRIGGER {name}")
    alter(record)
    for _, sql in guards:
        record.execute(sql)
    record.commit()


def _one_language_shorter(record: sqlite3.Connection) -> None:
    """A form whose two languages no longer have the same paragraphs."""
    case, content = record.execute("""
        SELECT proposal."case", bytes FROM proposal
        JOIN paper ON sha256 = form JOIN round ON round."case" = proposal."case"
    """).fetchone()
    form = json.loads(content)
    form["summary"]["ru"] += "\n\nДополнительный абзац."
    name = _kept(record, json.dumps(form).encode())
    record.execute('UPDATE proposal SET form = ? WHERE "case" = ?', (name, case))


def _person_in_a_receipt(record: sqlite3.Connection) -> None:
    letter, raw, form = record.execute("""
        SELECT letter, letter_paper.bytes, form_paper.bytes FROM letter
        JOIN paper AS letter_paper ON letter_paper.sha256 = raw
        JOIN proposal ON stream = 'proposal/' || proposal."case"
        JOIN paper AS form_paper ON form_paper.sha256 = form
        WHERE kind = 'answer-receipt'
    """).fetchone()
    person = json.loads(form)["contact"]["email"].encode()
    before, plain, after = raw.partition(b"quoted-printable\r\n\r\n")
    name = _kept(record, before + plain + person + b"\r\n" + after)
    record.execute("UPDATE letter SET raw = ? WHERE letter = ?", (name, letter))


def _address_in_an_event(record: sqlite3.Connection) -> None:
    """A new event, rightly chained, that says what none may say."""
    stream, kind, actor = "register/template/reminder", "template.kept", "system"
    at, reason = datetime(2027, 2, 1, 9, tzinfo=UTC), "as clerk@ente-1.example asked"
    told = chain_hash(
        stream=stream,
        seq=1,
        kind=kind,
        actor=actor,
        at=at,
        reason=reason,
        body={},
        prev_hash=GENESIS,
    )
    written = f"{at:%Y-%m-%d %H:%M:%S.%f}"
    record.execute(
        "INSERT INTO event VALUES (?, 1, ?, ?, ?, ?, '{}', ?, ?)",
        (stream, kind, actor, written, reason, GENESIS, told),
    )
    record.execute("INSERT INTO stream VALUES (?, 1, ?)", (stream, told))


def _kept(record: sqlite3.Connection, content: bytes) -> str:
    name = hashlib.sha256(content).hexdigest()
    record.execute("INSERT INTO paper (sha256, bytes) VALUES (?, ?)", (name, content))
    return name


TAMPERINGS: Mapping[str, Tamper] = {
    "I1": statement("UPDATE session SET ordinal = 28 WHERE ordinal = 31"),
    "I2": statement("UPDATE programme SET start = '2028-02-01' WHERE start > '2027'"),
    "I3": statement("UPDATE proposal SET carried = carried + 1"),
    "I4": statement("""
        UPDATE proposal SET registrar = 'secretariat:o2'
        WHERE "case" IN (SELECT "case" FROM round)
    """),
    "I5": statement("""
        UPDATE delivery SET agreement = (
            SELECT number FROM agreement WHERE body <> delivery.body
        )
    """),
    "I6": statement("""
        UPDATE letter SET raw = (
            SELECT raw FROM letter AS other WHERE other.kind = letter.kind
            AND other.language = letter.language AND other.stream <> letter.stream
        ) WHERE kind = 'dissemination' AND stream = (
            SELECT stream FROM letter WHERE kind = 'dissemination' AND language = 'it'
            GROUP BY stream HAVING count(*) > 1
        ) AND rowid = (
            SELECT max(rowid) FROM letter AS same WHERE same.kind = letter.kind
            AND same.stream = letter.stream AND same.language = 'it'
        )
    """),
    "I7": statement("UPDATE round SET extensions = 3 WHERE extensions = 1"),
    "I8": statement("""
        UPDATE answer SET received_at = (
            SELECT max(received_at) FROM answer AS other WHERE NOT other.late
            AND other."case" = answer."case"
        ) WHERE message IS NOT NULL AND NOT late
    """),
    "I9": statement("""
        UPDATE interest SET body = (
            SELECT code FROM body WHERE code NOT IN (
                SELECT body FROM answer WHERE answer."case" = interest."case"
            )
        ) WHERE rowid = (SELECT min(rowid) FROM interest WHERE contribution IS NULL)
    """),
    "I10": statement("""
        UPDATE agreement_year SET budget = 1
        WHERE (agreement, year) IN (SELECT agreement, year FROM entry)
    """),
    "I11": statement("""
        UPDATE interest SET contribution = 1
        WHERE "case" IN (SELECT "case" FROM entry) AND contribution > 0
    """),
    "I12": statement("UPDATE agreement_year SET project_cap = 10.5"),
    "I13": statement("""
        UPDATE proposal SET exclusive = 1 WHERE "case" IN (
            SELECT "case" FROM interest WHERE state = 'accepted'
            GROUP BY "case" HAVING count(*) > 1
        )
    """),
    "I14": statement("""
        UPDATE session SET capacity = 1 WHERE session IN (SELECT session FROM slot)
    """),
    "I15": statement("""
        UPDATE session
        SET starts_at = date(starts_at, '+7 days') || substr(starts_at, 11)
        WHERE state = 'closed'
    """),
    "I16": statement("""
        UPDATE proposal SET outcome = 'lapsed' WHERE outcome = 'no-interest'
    """),
    "I17": _one_language_shorter,
    "I18": _person_in_a_receipt,
    "I19": statement("UPDATE event SET reason = 'otherwise'"),
    "I20": statement("UPDATE delivery SET reminders = reminders + 1"),
    "I21": statement("""
        UPDATE deadline SET ends_at = '2027-02-01 22:59:59.000000'
        WHERE closed_at IS NOT NULL
    """),
    "I22": statement("UPDATE delivery SET state = 'silent' WHERE state = 'recalled'"),
    "I23": statement("""
        UPDATE proposal SET registrar = 'secretariat:o2' WHERE outcome = 'rejected'
    """),
    "I24": statement("""
        UPDATE letter SET to_address = 'clerk@ente-1.zz' WHERE kind = 'answer-receipt'
    """),
    "dispositions": statement("UPDATE message SET disposition = 'task'"),
    "arrivals": statement("""
        UPDATE message SET content_key = (SELECT min(content_key) FROM message)
    """),
    "letters": statement("""
        UPDATE letter SET state = 'sending' WHERE kind = 'answer-receipt'
    """),
    "receipts": statement("""
        UPDATE letter SET kind = 'mute-receipt' WHERE kind = 'answer-receipt'
    """),
    "mailboxes": statement("DELETE FROM journal"),
    "files": statement("UPDATE proposal SET reserved = reserved + 1"),
    "papers": statement("UPDATE paper SET bytes = CAST(bytes || x'0a' AS BLOB)"),
    "people": _address_in_an_event,
    "report": statement("""
        UPDATE answer SET act = 'conditional' WHERE act = 'interested'
    """),
}
"""By the name of the one invariant that must say so."""
