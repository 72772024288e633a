"""The seals on both databases: kept, continued, and nothing changed goes unnamed."""

# ruff: noqa: S608  (it forges what it likes)

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from audit.merkle import included
from audit.sealing import first_key, next_key, sealed
from audit.signing import SigningKey
from audit.time_stamp import Authorities, answer, question
from models.event import EventKind, chain_hash
from models.ids import SEAL_STREAM, SYSTEM, Actor
from models.seal import Head, SealKey, SealStamp, published, sheet_of
from runtime.seal_desk import SealDesk, Verdict
from store.errors import DatabaseError
from store.unit_of_work import SqlUnits
from tests.audit.authority import Authority
from tests.store import cluster
from tests.store.samples import NOW
from tests.store.test_event import append

ONE, TWO = "proposal/it-ru/15/0001", "session/it-ru/15"
OFFICER = Actor("auditor:a1")


@dataclass
class Office:
    """Seals as the activity does, with a clock and keys of its own."""

    units: SqlUnits
    keys: list[SigningKey] = field(default_factory=lambda: [SigningKey.new()])
    authority: Authority = field(default_factory=Authority)

    async def seal(self, day: date | None = None) -> None:
        async with self.units.write() as unit:
            await unit.seals.turn()
            before = await unit.seals.last()
            if await unit.seal_keys.current() is None:
                await unit.seal_keys.add(first_key(self.keys[0], at=NOW, by=SYSTEM))
            heads = await unit.seals.heads()
            made = sealed(
                heads, after=before, day=day, at=NOW, by=SYSTEM, key=self.keys[-1]
            )
            await unit.papers.put(sheet_of(heads))
            await unit.seals.add(made)
            await unit.events.append(
                stream=SEAL_STREAM,
                kind=EventKind.SEALED,
                actor=SYSTEM,
                at=NOW,
                body={"number": made.number, "hash": made.hash},
            )

    async def rotate(self) -> None:
        async with self.units.write() as unit:
            before, last = await unit.seal_keys.current(), await unit.seals.last()
            assert before
            assert last
            self.keys.append(SigningKey.new())
            old, new = self.keys[-2:]
            since = last.number + 1
            key = next_key(before, old=old, new=new, since=since, at=NOW, by=SYSTEM)
            await unit.seal_keys.add(key)

    async def stamp(self, number: int) -> None:
        async with self.units.write() as unit:
            seal = await unit.seals.get(number)
            digest = bytes.fromhex(seal.hash)
            response = self.authority.answer(question(digest, 7))
            token, at = answer(response, digest, 7, self.trusted)
            paper = await unit.papers.put(token)
            await unit.seal_stamps.add(SealStamp(seal=number, at=at, token=paper))

    @property
    def trusted(self) -> Authorities:
        return Authorities((self.authority.root,))

    async def verify(self, *copies: tuple[str, bytes]) -> Verdict:
        desk = SealDesk(units=self.units, actor=OFFICER)
        return await desk.verify(copies, self.trusted)

    async def named(self, *copies: tuple[str, bytes]) -> list[str]:
        verdict = await self.verify(*copies)
        return [one.sentence for one in verdict.findings]

    async def published(self) -> bytes:
        async with self.units.read() as unit:
            return published(await unit.seals.all(), await unit.seal_keys.all())


@pytest.fixture
def office(units: SqlUnits) -> Office:
    return Office(units)


async def furnished(office: Office) -> None:
    """Two streams, three seals, a second key, a time stamp."""
    await append(office.units, 3, ONE)
    await append(office.units, 2, TWO)
    await office.seal(date(2026, 11, 20))
    await append(office.units, 2, ONE)
    await office.seal(date(2026, 11, 21))
    await office.rotate()
    await append(office.units, 1, ONE)
    await office.seal()
    await office.stamp(2)


async def behind_our_back(url: str, *statements: str) -> None:
    """As somebody who owns the database, and lifts its guards."""
    if url.startswith("sqlite"):
        await asyncio.to_thread(
            _in_file, Path(url.removeprefix("sqlite:///")), statements
        )
        return
    home = Path(url.partition("host=")[2])
    guards = "SET session_replication_role = replica"
    script = "; ".join((guards, *statements)).replace("'", "''")
    await cluster.run(
        home, f"DO $do$ BEGIN EXECUTE '{script}'; END $do$", database="layout"
    )


def _in_file(file: Path, statements: Sequence[str]) -> None:
    connection = sqlite3.connect(file)
    guards = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = connection.execute(guards).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in (*statements, *(written for _, written in triggers)):
        connection.execute(statement)
    connection.commit()
    connection.close()


async def test_whole_record_holds(office: Office) -> None:
    await furnished(office)

    verdict = await office.verify(("ours", await office.published()))

    assert (verdict.checked, verdict.keys, verdict.stamps) == (3, 2, 1)
    assert verdict.findings == ()
    assert verdict.key == office.keys[-1].public


async def test_seal_is_over_every_head(office: Office) -> None:
    await append(office.units, 3, ONE)
    await append(office.units, 2, TWO)

    async with office.units.read() as unit:
        heads = await unit.seals.heads()
        last = {one: (await unit.events.of(one))[-1] for one in (ONE, TWO)}

    chronicle, *acts = heads
    assert (chronicle.name, chronicle.seq) == ("chronicle/all", 2)
    assert acts == [
        Head(name=f"event/{ONE}", seq=3, hash=last[ONE].hash),
        Head(name=f"event/{TWO}", seq=2, hash=last[TWO].hash),
    ]


async def test_inclusion_of_any_stream_can_be_proved_later(office: Office) -> None:
    await furnished(office)
    desk = SealDesk(units=office.units, actor=OFFICER)

    found = await desk.proof(1, f"event/{TWO}")

    path = [bytes.fromhex(one) for one in found.path]
    of = bytes.fromhex(found.root)
    assert found.head.seq == 2
    assert included(found.leaf.encode(), found.index, found.size, path, of)
    assert (await desk.seal(1)).seal.root == found.root


COLUMNS = {
    "seal": {
        "number": "9",
        "day": "'2026-11-01'",
        "at": "'2026-11-01 00:00:00.000000'",
        "by": "'secretariat:o9'",
        "size": "size + 1",
        "leaves": "(SELECT leaves FROM seal WHERE number = 1)",
        "root": f"'{'a' * 64}'",
        "prev_hash": f"'{'b' * 64}'",
        "key": "(SELECT key FROM seal_key WHERE number = 2)",
        "hash": f"'{'c' * 64}'",
        "signature": "upper(signature)",
    },
    "seal_key": {
        "number": "5",
        "key": f"'{'d' * 64}'",
        "since": "2",
        "at": "'2026-11-01 00:00:00.000000'",
        "by": "'secretariat:o9'",
        "prev_key": f"'{'e' * 64}'",
        "old_signature": "new_signature",
        "new_signature": "old_signature",
    },
    "seal_stamp": {
        "seal": "1",
        "at": "'2026-11-01 00:00:00.000000'",
        "token": "(SELECT leaves FROM seal WHERE number = 1)",
    },
}
KEYS = {"seal": "number = 2", "seal_key": "number = 2", "seal_stamp": "seal = 2"}
CHANGES = [
    (table, column, value)
    for table, columns in COLUMNS.items()
    for column, value in columns.items()
]
NAMED = {
    "seal": ("seal ", "time stamp"),
    "seal_key": ("key ", "seal "),
    "seal_stamp": ("time stamp of seal ",),
}


async def test_every_column_is_among_those_tampered_with(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        for table, columns in COLUMNS.items():
            rows = await connection.execute(text(f"SELECT * FROM {table}"))
            assert set(rows.keys()) == set(columns)


@pytest.mark.parametrize(("table", "column", "value"), CHANGES)
async def test_changed_column_is_named(
    office: Office, url: str, table: str, column: str, value: str
) -> None:
    await furnished(office)

    await behind_our_back(
        url, f'UPDATE {table} SET "{column}" = {value} WHERE {KEYS[table]}'
    )

    named = await office.named()
    assert named
    assert all(one.startswith(NAMED[table]) for one in named), named


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_seal_that_is_gone_is_named(
    office: Office, url: str, number: int
) -> None:
    await furnished(office)

    await behind_our_back(url, f"DELETE FROM seal WHERE number = {number}")

    gone = f"seal {number}: the chain of acts tells of it, and it is gone."
    assert gone in await office.named()


async def test_leaves_put_in_place_of_the_sealed_ones_are_named(
    office: Office, url: str
) -> None:
    await furnished(office)
    async with office.units.read() as unit:
        heads = await unit.seals.heads()
        seal = await unit.seals.get(2)
    other = sheet_of(heads).hex()
    content = f"X'{other}'" if url.startswith("sqlite") else f"'\\x{other}'::bytea"

    await behind_our_back(
        url, f"UPDATE paper SET bytes = {content} WHERE sha256 = '{seal.leaves}'"
    )

    named = await office.named()
    assert named[0] == ("seal 2: the paper with its leaves is not the one it names.")
    assert "seal 2: its root is not that of its leaves." in named


async def rewritten(office: Office, url: str, since: int) -> None:
    """The chain of ONE again from an event on: other words, right hashes and head."""
    async with office.units.read() as unit:
        events = await unit.events.of(ONE)
    last = events[since - 2].hash
    statements = []
    for event in events[since - 1 :]:
        fields = event.model_dump(exclude={"hash"})
        fields |= {"reason": "as somebody would like it", "prev_hash": last}
        last, before = chain_hash(**fields), last
        statements.append(
            f"UPDATE event SET reason = '{fields['reason']}', prev_hash = '{before}', "
            f"hash = '{last}' WHERE stream = '{ONE}' AND seq = {event.seq}"
        )
    statements.append(f"UPDATE stream SET hash = '{last}' WHERE stream = '{ONE}'")
    await behind_our_back(url, *statements)


@pytest.mark.parametrize(
    ("since", "seq", "told"),
    [
        (2, 3, "with seal 1; nothing of this chain was sealed before."),
        (4, 5, "with seal 2; what came after record 3 was changed."),
        (6, 6, "with seal 3; what came after record 5 was changed."),
    ],
)
async def test_rewritten_chain_is_named_by_stream_and_number(
    office: Office, url: str, since: int, seq: int, told: str
) -> None:
    await furnished(office)

    await rewritten(office, url, since)

    named = f"event/{ONE}, record {seq}: it is not the one that was sealed {told}"
    assert await office.named() == [named]


async def test_chain_cut_short_is_named(office: Office, url: str) -> None:
    await furnished(office)

    await behind_our_back(url, f"DELETE FROM event WHERE stream = '{ONE}' AND seq > 4")

    told = (
        "it is gone: it was sealed with seal 2; what came after record 3 was changed."
    )
    assert await office.named() == [f"event/{ONE}, record 5: {told}"]


async def test_whole_record_forged_is_named_by_any_copy(
    office: Office, url: str, another: Callable[[str], SqlUnits]
) -> None:
    """Somebody with all tables rewrites them, and seals anew with keys of their own."""
    await furnished(office)
    copy = await office.published()
    await rewritten(office, url, 2)
    await behind_our_back(
        url,
        *(f"DELETE FROM {one}" for one in ("seal_stamp", "seal", "seal_key")),
        f"DELETE FROM event WHERE stream = '{SEAL_STREAM}'",
        f"DELETE FROM stream WHERE stream = '{SEAL_STREAM}'",
    )
    forger = Office(another(url))
    await forger.seal(date(2026, 11, 20))
    await forger.seal(date(2026, 11, 21))

    assert await forger.named() == []
    assert await forger.named(("the letters", copy)) == [
        "key 1: the letters has it otherwise than the record.",
        "seal 1: the letters has it otherwise than the record.",
        "seal 2: the letters has it otherwise than the record.",
        "key 2: the letters has it, and the record does not.",
        "seal 3: the letters has it, and the record does not.",
    ]


TOUCHED = {
    "change": "UPDATE {table} SET \"by\" = 'x'",
    "remove": "DELETE FROM {table}",
    "replace": "INSERT INTO {table} SELECT * FROM {table} WHERE number = 1",
}


@pytest.mark.parametrize("statement", TOUCHED.values(), ids=TOUCHED.keys())
@pytest.mark.parametrize("table", ["seal", "seal_key"])
async def test_database_refuses_to_change_what_was_sealed(
    office: Office, engine: AsyncEngine, table: str, statement: str
) -> None:
    await furnished(office)
    if engine.dialect.name == "sqlite":
        statement = statement.replace("INSERT", "INSERT OR REPLACE")

    with pytest.raises(DBAPIError, match=r"insert only|does not continue"):
        async with engine.begin() as connection:
            await connection.execute(text(statement.format(table=table)))
    assert await office.named() == []


async def test_seal_that_does_not_continue_the_others_is_refused(
    office: Office,
) -> None:
    await furnished(office)

    for change in ({"number": 5}, {"number": 4, "prev_hash": "f" * 64}):
        async with office.units.read() as unit:
            last = await unit.seals.get(3)
        wrong = last.model_copy(update={"hash": "0" * 64, "day": None, **change})
        with pytest.raises(DatabaseError):
            async with office.units.write() as unit:
                await unit.seals.add(wrong)


async def test_second_seal_of_a_day_is_refused(office: Office) -> None:
    await furnished(office)

    with pytest.raises(DatabaseError):
        await office.seal(date(2026, 11, 21))


async def test_racing_seals_and_rotations_follow_one_another(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    office = Office(another(url))
    await furnished(office)
    offices = [Office(another(url), keys=office.keys) for _ in range(4)]

    async def seal(one: Office) -> None:
        for _ in range(5):
            await append(one.units, 1, TWO)
            await one.seal()

    await asyncio.gather(*map(seal, offices))

    verdict = await office.verify()
    assert (verdict.checked, verdict.findings) == (23, ())


async def test_days_without_events_share_their_leaves(office: Office) -> None:
    await append(office.units, 1, ONE)
    async with office.units.read() as unit:
        sheet = sheet_of(await unit.seals.heads())
    day = date(2026, 11, 20)
    for later in range(3):
        await office.seal(day + timedelta(days=later))

    async with office.units.read() as unit:
        seals = await unit.seals.all()
        last_day = await unit.seals.last_day()
    assert seals[0].leaves == sha256(sheet).hexdigest()
    assert last_day == date(2026, 11, 22)
    assert await office.named() == []


async def test_two_rotations_without_a_seal_between_hold(office: Office) -> None:
    await furnished(office)
    await office.rotate()
    await office.rotate()
    await office.seal()

    async with office.units.read() as unit:
        keys: Sequence[SealKey] = await unit.seal_keys.all()
    assert [key.since for key in keys] == [1, 3, 4, 4]
    assert await office.named() == []
