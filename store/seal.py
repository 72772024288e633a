"""Seals, their keys and time stamps, the auditors; and the heads there are to seal."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, Subquery, bindparam, func, literal, select, tuple_

from models.ids import SEAL_STREAM
from models.seal import Auditor, Head, Seal, SealKey, SealStamp
from store.chronicle_tables import ChronicleHeadTable, ChronicleTable
from store.evidence_tables import EventTable, StreamTable
from store.fixed import Fixed
from store.rows import SqlRows
from store.seal_tables import AuditorTable, SealKeyTable, SealStampTable, SealTable
from store.sheet import Sheet, locked, table_of

_AT_ONCE = 400  # records asked for by one statement


class Chain(NamedTuple):
    """A kind of chain: its records, and where each stream of it ends.

    Both answer with `stream`, `seq` and `hash`.
    """

    name: str
    records: Subquery
    heads: Select[str, int, str]


CHAINS: tuple[Chain, ...] = (
    Chain(
        "event",
        select(EventTable.stream, EventTable.seq, EventTable.hash).subquery(),
        select(StreamTable.stream, StreamTable.seq, StreamTable.hash),
    ),
    Chain(
        "chronicle",
        select(
            literal("all").label("stream"),
            ChronicleTable.number.label("seq"),
            ChronicleTable.hash,
        ).subquery(),
        select(
            ChronicleHeadTable.stream, ChronicleHeadTable.seq, ChronicleHeadTable.hash
        ),
    ),
)
"""Every chain of the record; a new kind is sealed from the day it stands here."""

_TURN = Fixed(
    locked(select(StreamTable.seq).where(StreamTable.stream == bindparam("stream_")))
)
_PLAIN_TURN = Fixed(
    select(StreamTable.seq).where(StreamTable.stream == bindparam("stream_"))
)
_SEALS = Sheet(Seal, SealTable)
_LAST = Fixed(_SEALS.select.order_by(SealTable.number.desc()).limit(1))
_LAST_DAY = Fixed(select(func.max(SealTable.day).label("day")))
_BEGAN = Fixed(select(func.min(ChronicleTable.at).label("at")))
_KEYS = Sheet(SealKey, SealKeyTable)
_CURRENT = Fixed(_KEYS.select.order_by(SealKeyTable.number.desc()).limit(1))


class SqlSeals(SqlRows[Seal, int]):
    sheet = _SEALS
    thing = "seal"

    async def turn(self) -> None:
        """Seals and rotations follow one another: the second waits for the first."""
        transaction = self._transaction
        statement = _TURN if transaction.locks else _PLAIN_TURN
        await transaction.rows(
            statement, {"stream_": SEAL_STREAM}, after=table_of(StreamTable)
        )

    async def last(self) -> Seal | None:
        found = await self._some(_LAST, {})
        return found[0] if found else None

    async def last_day(self) -> date | None:
        row = await self._transaction.row(_LAST_DAY, after=self.sheet.table)
        return row["day"] if row else None

    async def began(self) -> datetime | None:
        """When the first record of the chronicle was written."""
        row = await self._transaction.row(_BEGAN)
        return row["at"] if row else None

    async def all(self) -> Sequence[Seal]:
        return await self._all(self.sheet.select.order_by(SealTable.number))

    async def heads(self) -> Sequence[Head]:
        """Where every chain ends now, in order of the names."""
        found: list[Head] = []
        for chain in CHAINS:
            rows = await self._transaction.rows(chain.heads)
            found += (
                Head(
                    name=f"{chain.name}/{row['stream']}",
                    seq=row["seq"],
                    hash=row["hash"],
                )
                for row in rows
            )
        return sorted(found, key=lambda head: head.name)

    async def standing(
        self, places: set[tuple[str, int]]
    ) -> dict[tuple[str, int], str]:
        """The hashes of these records; one that is gone is not among them."""
        found: dict[tuple[str, int], str] = {}
        for chain in CHAINS:
            lead = f"{chain.name}/"
            wanted = sorted(
                (name.removeprefix(lead), seq)
                for name, seq in places
                if name.startswith(lead)
            )
            records = chain.records.c
            for some in _in_parts(wanted):
                rows = await self._transaction.rows(
                    select(records.stream, records.seq, records.hash).where(
                        tuple_(records.stream, records.seq).in_(some)
                    )
                )
                found |= {
                    (lead + row["stream"], row["seq"]): row["hash"] for row in rows
                }
        return found


def _in_parts(
    wanted: Sequence[tuple[str, int]],
) -> Iterator[Sequence[tuple[str, int]]]:
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]


class SqlSealKeys(SqlRows[SealKey, int]):
    sheet = _KEYS
    thing = "key of the seals"

    async def current(self) -> SealKey | None:
        found = await self._some(_CURRENT, {})
        return found[0] if found else None

    async def all(self) -> Sequence[SealKey]:
        return await self._all(self.sheet.select.order_by(SealKeyTable.number))


class SqlSealStamps(SqlRows[SealStamp, int]):
    sheet = Sheet(SealStamp, SealStampTable)
    thing = "time stamp"

    async def all(self) -> Sequence[SealStamp]:
        return await self._all(self.sheet.select.order_by(SealStampTable.seal))


class SqlAuditors(SqlRows[Auditor, str]):
    sheet = Sheet(Auditor, AuditorTable)
    thing = "auditor"

    async def all(self) -> Sequence[Auditor]:
        return await self._all(self.sheet.select.order_by(AuditorTable.auditor))

    async def told(self) -> Sequence[Auditor]:
        """Those who are sent the seals now."""
        return [one for one in await self.all() if one.until is None]
