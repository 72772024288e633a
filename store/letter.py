"""The outbox, and the mail server's word that a letter left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, union_all
from sqlalchemy.orm import aliased

from models.ids import LetterId
from models.letter import Letter, LetterState
from store.body import mailbox
from store.fixed import Fixed
from store.mail_tables import (
    DigestItemTable,
    EvidenceTable,
    JournalTable,
    LetterTable,
)
from store.rows import SqlRows
from store.screening import STILL, STILL_STREAMS
from store.sheet import Asked, Sheet, add_once, table_of

_UNSENT = (LetterState.READY, LetterState.DEFERRED)
_OPEN = (*_UNSENT, LetterState.DOUBTFUL)
_JOURNAL = table_of(JournalTable)
_EVIDENCE = table_of(EvidenceTable)
_KEEP = Fixed(add_once(_JOURNAL).returning(*_JOURNAL.columns))
_DIGEST = aliased(LetterTable)


def _in_any(states: Sequence[LetterState]) -> ColumnElement[bool]:
    """Of these states; a list of values would be written anew each time."""
    return or_(*(LetterTable.state == state for state in states))


_MAY_LEAVE = and_(
    LetterTable.stream.not_in(STILL_STREAMS),
    LetterTable.conversation.not_in(
        select(DigestItemTable.conversation).where(DigestItemTable.case.in_(STILL))
    ),
)
"""Nothing leaves about a case that stands still, nor a digest that carries one."""
_WAKING = union_all(
    select(func.min(LetterTable.next_at).label("at")).where(_in_any(_OPEN), _MAY_LEAVE),
    select(func.min(LetterTable.receipt_due)).where(
        LetterTable.receipt_due.is_not(None)
    ),
).subquery()
_NEXT_DUE = Fixed(select(func.min(_WAKING.c.at).label("at")))
_THREAD = Fixed(
    select(
        func.coalesce(_DIGEST.message_id, LetterTable.message_id).label("message_id")
    )
    .select_from(LetterTable)
    .outerjoin(_DIGEST, _DIGEST.letter == LetterTable.bundle)
    .where(LetterTable.conversation == bindparam("of"))
    .order_by(LetterTable.written_at, LetterTable.letter)
)
_SHEET = Sheet(Letter, LetterTable)
_DUE = Asked(
    _SHEET.select.where(
        _in_any(_UNSENT), LetterTable.next_at <= bindparam("now"), _MAY_LEAVE
    )
    .order_by(LetterTable.to_address, LetterTable.written_at, LetterTable.letter)
    .limit(bindparam("most")),
    skip_locked=True,
)
_UNSETTLED = Asked(
    _SHEET.select.where(
        or_(
            LetterTable.state == LetterState.SENDING,
            (LetterTable.state == LetterState.DOUBTFUL)
            & (LetterTable.next_at <= bindparam("now")),
        )
    ).order_by(LetterTable.written_at, LetterTable.letter)
)
_UNCONFIRMED = Fixed(
    _SHEET.select.where(LetterTable.receipt_due <= bindparam("now")).order_by(
        LetterTable.receipt_due, LetterTable.letter
    )
)
_INSIDE = Asked(
    _SHEET.select.where(LetterTable.bundle == bindparam("digest")).order_by(
        LetterTable.letter
    )
)
_BY_MESSAGE_ID = Fixed(
    _SHEET.select.where(LetterTable.message_id == bindparam("named"))
)
_BY_EVIDENCE = Fixed(
    _SHEET.select.where(
        LetterTable.letter.in_(
            select(EvidenceTable.letter).where(
                EvidenceTable.identifier == bindparam("named")
            )
        )
    )
)
_JOURNALLED = Fixed(
    select(JournalTable.at).where(JournalTable.message_id == bindparam("named"))
)


class SqlLetters(SqlRows[Letter, LetterId]):
    sheet = _SHEET
    thing = "letter"

    async def due(self, now: datetime, limit: int) -> Sequence[Letter]:
        """In a writing unit they are locked; those another unit holds are left."""
        return await self._some_locked(_DUE, {"now": now, "most": limit})

    async def next_due(self, now: datetime) -> datetime | None:  # noqa: ARG002  (the port gives it)
        row = await self._transaction.row(_NEXT_DUE, after=self.sheet.table)
        return row["at"] if row else None

    async def unsent_of(self, stream: str) -> Sequence[Letter]:
        waiting = (*_UNSENT, LetterState.BUNDLED)
        return await self._all_locked(
            self.sheet.select.where(
                LetterTable.stream == stream, LetterTable.state.in_(waiting)
            ).order_by(LetterTable.letter)
        )

    async def unsettled(self, now: datetime) -> Sequence[Letter]:
        return await self._some_locked(_UNSETTLED, {"now": now})

    async def unconfirmed(self, now: datetime) -> Sequence[Letter]:
        """Certified letters whose next receipt should have come by now."""
        return await self._some(_UNCONFIRMED, {"now": now})

    async def thread(self, conversation: int) -> Sequence[str]:
        rows = await self._transaction.rows(
            _THREAD, {"of": conversation}, after=self.sheet.table
        )
        return [row["message_id"] for row in rows]

    async def of_conversation(self, number: int) -> Sequence[Letter]:
        """Oldest first; what left inside a digest is in the digest's."""
        return await self._all(
            self.sheet.select.where(LetterTable.conversation == number).order_by(
                LetterTable.written_at, LetterTable.letter
            )
        )

    async def inside(self, digest: LetterId) -> Sequence[Letter]:
        """The same, never locked: to learn whose cases are to be locked first."""
        rows = await self._transaction.rows(
            _INSIDE.plain, {"digest": digest}, after=self.sheet.table
        )
        return [self.sheet.read(row) for row in rows]

    async def bundled(self, digest: LetterId) -> Sequence[Letter]:
        """The letters that leave inside a digest; in a writing unit, locked."""
        return await self._some_locked(_INSIDE, {"digest": digest})

    async def by_message_id(self, message_id: str) -> Letter | None:
        """Under our own id, or under the one certified mail gave it."""
        found = await self._some(_BY_MESSAGE_ID, {"named": message_id})
        if not found and (bare := message_id.strip("<>")):
            await self._transaction.settle(_EVIDENCE)
            found = await self._some(_BY_EVIDENCE, {"named": bare})
        return found[0] if found else None

    async def journal(self, message_id: str, at: datetime) -> None:
        """Keep the evidence that a letter left; the first time counts."""
        values = {"message_id": message_id, "at": at}
        await self._transaction.enter(_JOURNAL, _KEEP, values, after=_JOURNAL)

    async def journalled(self, message_id: str) -> bool:
        row = await self._transaction.row(
            _JOURNALLED, {"named": message_id}, after=_JOURNAL
        )
        return row is not None

    def _values(self, row: Letter) -> dict[str, Any]:
        return dict(row) | {"mailbox": mailbox(row.to_address)}
