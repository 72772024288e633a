"""Acts in the order of the commits, as the chronicle numbers them."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from models.chronicle import Record
from models.errors import DomainError
from models.event import Event, EventKind
from models.feed import FeedItem, FeedPage
from store.chronicle import SqlChronicle
from store.engine import reading
from store.errors import NotFoundError
from store.event import SHEET
from store.evidence_tables import EventTable
from store.transaction import Transaction

_AT_ONCE = 200  # records whose acts are read by one statement
_FURTHEST = 5000  # records one page looks through for what was asked
Place = tuple[str, int]


class DamagedError(DomainError):
    """An act was removed: to pass over it in silence would be to lose it."""


class SqlFeed:
    """Reads only. What stands before a cursor never changes, so neither do pages."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def page(
        self,
        *,
        after: int,
        limit: int,
        kind: EventKind | None = None,
        stream: str | None = None,
    ) -> FeedPage:
        """What was committed after a cursor.

        Args:
            after: the cursor of the last act known; 0 for none.
            limit: of acts. A commit is given whole, so the last may go beyond it.
            kind: acts of this kind alone.
            stream: acts of this stream alone.

        Raises:
            NotFoundError: the record is shorter than the cursor says.
            DamagedError: an act is no longer there.
        """
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            chronicle = SqlChronicle(transaction)
            last, _ = await chronicle.head() or (0, "")
            if after > last:
                raise NotFoundError(
                    f"The record ends at {last}, before the cursor {after}: ask after "
                    "a cursor it gave, or 0 for all."
                )
            items: list[FeedItem] = []
            reached, furthest = after, min(last, after + _FURTHEST)
            while reached < furthest and len(items) < limit:
                until = min(reached + _AT_ONCE, furthest)
                records = [
                    one async for one in chronicle.records(after=reached, until=until)
                ]
                acts = await _acts(transaction, records, stream)
                for record in records:
                    items += _fitting(record, acts, kind)
                    reached = record.number
                    if len(items) >= limit:
                        break
        return FeedPage(items=tuple(items), next=reached, more=reached < last)


async def _acts(
    transaction: Transaction, records: Sequence[Record], stream: str | None
) -> Mapping[Place, Event]:
    places = [
        place
        for record in records
        for place in _places(record)
        if stream in {None, place[0]}
    ]
    found: dict[Place, Event] = {}
    for start in range(0, len(places), _AT_ONCE):
        here = tuple_(EventTable.stream, EventTable.seq).in_(
            places[start : start + _AT_ONCE]
        )
        for row in await transaction.rows(SHEET.select.where(here)):
            found[row["stream"], row["seq"]] = SHEET.read(row)
    if missing := [place for place in places if place not in found]:
        stream, seq = missing[0]
        raise DamagedError(
            f"Act {seq} of {stream} stands in the chronicle and is not on record: run "
            "verify, and restore what is missing. Until then nothing is told."
        )
    return found


def _fitting(
    record: Record, acts: Mapping[Place, Event], kind: EventKind | None
) -> Iterator[FeedItem]:
    for place in _places(record):
        act = acts.get(place)
        if act is not None and kind in {None, act.kind}:
            yield FeedItem(cursor=record.number, **dict(act))


def _places(record: Record) -> Iterator[Place]:
    for change in record.content:
        if change.table == SHEET.table.name:
            yield str(change.key[0]), int(str(change.key[1]))
