"""The life of one file: its acts, letters and mails in one order."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from sqlalchemy import and_, select

from models.ids import CaseId, proposal_workflow_id
from store.conversation import about
from store.event import SqlEvents
from store.fixed import Row
from store.mail_tables import ConversationTable, LetterTable, MessageTable
from store.read_models import EventItem, LetterItem, MessageItem, TimelineItem
from store.tables import AnswerTable
from store.transaction import Transaction

_PROPOSAL = proposal_workflow_id(CaseId(""))
_CAUSE = (MessageItem, EventItem, LetterItem)
"""At the same instant: the mail, what it made true, what was written about it."""


async def timeline(
    transaction: Transaction, stream: str, *, until: datetime | None = None
) -> Sequence[TimelineItem]:
    placed = sorted(
        chain(
            await _events(transaction, stream),
            _by_time(await _letters(transaction, stream)),
            _by_time(await _messages(transaction, stream.removeprefix(_PROPOSAL))),
        ),
        key=lambda one: (one[0], _CAUSE.index(type(one[1]))),
    )
    return [item for at, item in placed if until is None or at <= until]


def _by_time(
    items: Sequence[LetterItem | MessageItem],
) -> Iterator[tuple[datetime, TimelineItem]]:
    return ((item.at, item) for item in items)


async def _events(
    transaction: Transaction, stream: str
) -> Sequence[tuple[datetime, TimelineItem]]:
    """Never before the event it follows, whatever its business time says."""
    placed: list[tuple[datetime, TimelineItem]] = []
    for event in await SqlEvents(transaction).of(stream):
        item = EventItem.model_validate(
            event.model_dump(exclude={"stream", "prev_hash"})
        )
        place = max(item.at, placed[-1][0]) if placed else item.at
        placed.append((place, item))
    return placed


async def _letters(transaction: Transaction, stream: str) -> Sequence[LetterItem]:
    rows = await transaction.rows(
        select(
            LetterTable.written_at.label("at"),
            LetterTable.letter,
            LetterTable.kind,
            LetterTable.body,
            LetterTable.state,
            LetterTable.subject,
            LetterTable.message_id,
            LetterTable.raw.label("paper"),
            LetterTable.accepted_at,
        )
        .where(LetterTable.stream == stream)
        .order_by(LetterTable.written_at, LetterTable.letter)
    )
    return [LetterItem.model_validate(row) for row in rows]


async def _messages(transaction: Transaction, case: str) -> Sequence[MessageItem]:
    rows = await transaction.rows(
        select(
            MessageTable.received_at.label("at"),
            MessageTable.message,
            ConversationTable.party,
            MessageTable.disposition,
            MessageTable.reading,
            AnswerTable.act,
            AnswerTable.span,
            MessageTable.detail,
        )
        .join(ConversationTable, ConversationTable.number == MessageTable.conversation)
        .outerjoin(
            AnswerTable,
            and_(
                AnswerTable.case == case,
                AnswerTable.message == MessageTable.message,
            ),
        )
        .where(about(case))
        .order_by(MessageTable.received_at, MessageTable.message)
    )
    return [_message(row) for row in rows]


def _message(row: Row) -> MessageItem:
    read = row.pop("reading")
    kind = read.get("kind") if isinstance(read, dict) else None
    span = row.pop("span") or ""
    return MessageItem.model_validate(row | {"kind": kind, "span": span})
