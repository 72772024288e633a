"""Tells the chronicle of rows that stood before there was one."""

from datetime import datetime

from sqlalchemy import func, select

from models.chronicle import Change, Personal
from store.changes import split
from store.chronicle import SqlChronicle
from store.evidence_tables import EventTable
from store.rows_told import rows_told, told_tables
from store.transaction import Transaction

_AT_ONCE = 1000  # rows told by one record


async def take_over(transaction: Transaction) -> None:
    """Every row as it stands, in the first records; nothing once there is one.

    What was before them only the chains of acts can prove, and the seals.
    """
    chronicle = SqlChronicle(transaction)
    if await chronicle.head() is not None:
        return
    [latest] = await transaction.rows(select(func.max(EventTable.at).label("at")))
    at: datetime | None = latest["at"]
    changes: list[Change] = []
    people: list[Personal] = []
    for table in told_tables():
        async for key, columns in rows_told(transaction, table):
            change, person = split(table.name, key, columns)
            changes.append(change)
            people += [] if person is None else [person]
            if len(changes) == _AT_ONCE:
                await chronicle.append(changes, people, at)
                changes, people = [], []
    if changes:
        await chronicle.append(changes, people, at)
