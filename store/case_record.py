"""One case in one moment of the record, for those who are to check it elsewhere."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import islice

from pydantic import JsonValue
from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncEngine

from models.chronicle import Personal
from models.letter import Template
from models.seal import Seal, SealKey, SealStamp
from store.chronicle import PEOPLE
from store.chronicle_tables import PersonalTable
from store.engine import is_sqlite, reading
from store.evidence_tables import EventTable, PaperTable
from store.mail_tables import TemplateTable
from store.read_models import TimelineItem
from store.seal import SqlSealKeys, SqlSeals, SqlSealStamps
from store.sheet import Sheet
from store.timeline import timeline
from store.transaction import Transaction
from store.whole_record import WholeRecord

_AT_ONCE = 400  # hashes asked for by one statement
_TEMPLATES = Sheet(Template, TemplateTable)


class CaseRecords(WholeRecord):
    """The whole record, and what is asked of it by name."""

    async def timeline(self, stream: str) -> Sequence[TimelineItem]:
        return await timeline(self._transaction, stream)

    async def papers_named(self, hashes: Collection[str]) -> dict[str, bytes]:
        """Those that are kept; a hash may be that of something else."""
        found: dict[str, bytes] = {}
        for some in _in_parts(hashes):
            rows = await self._transaction.rows(
                select(PaperTable.sha256, PaperTable.bytes).where(
                    PaperTable.sha256.in_(some)
                )
            )
            found |= {row["sha256"]: row["bytes"] for row in rows}
        return found

    async def people_named(self, hashes: Collection[str]) -> list[Personal]:
        """What is still kept of people under these hashes, in their order."""
        found: list[Personal] = []
        for some in _in_parts(hashes):
            rows = await self._transaction.rows(
                PEOPLE.select.where(PersonalTable.keyed.in_(some))
            )
            found += map(PEOPLE.read, rows)
        return sorted(found, key=lambda one: one.keyed)

    async def erasing(self) -> Sequence[tuple[str, JsonValue]]:
        """Every act that says it erased something: its stream and its body."""
        rows = await self._transaction.rows(
            select(EventTable.stream, EventTable.body)
            .where(cast(EventTable.body, Text).contains('"erased"'))
            .order_by(EventTable.stream, EventTable.seq)
        )
        return [(row["stream"], row["body"]) for row in rows]

    async def seals(self) -> Sequence[Seal]:
        return await SqlSeals(self._transaction).all()

    async def seal_keys(self) -> Sequence[SealKey]:
        return await SqlSealKeys(self._transaction).all()

    async def stamps(self) -> Sequence[SealStamp]:
        return await SqlSealStamps(self._transaction).all()

    async def templates(self) -> Sequence[Template]:
        """The staff's own texts, every version of them."""
        rows = await self._transaction.rows(
            _TEMPLATES.select.order_by(
                TemplateTable.kind, TemplateTable.language, TemplateTable.version
            )
        )
        return [_TEMPLATES.read(row) for row in rows]


def _in_parts(hashes: Collection[str]) -> Iterator[list[str]]:
    left = iter(sorted(hashes))
    while some := list(islice(left, _AT_ONCE)):
        yield some


@asynccontextmanager
async def case_records(engine: AsyncEngine) -> AsyncIterator[CaseRecords]:
    """Opened for one moment: everything read while it is open belongs together."""
    async with reading(engine) as opened:
        sqlite = is_sqlite(opened.connection.dialect.name)
        yield CaseRecords(Transaction(opened, writing=False), sqlite=sqlite)
