"""The bodies with what is known of their addresses, and all that went to and fro."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Executable, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from models.address_state import AddressState, address_state
from models.body import Body
from models.event import EventKind
from models.frozen import Frozen
from models.ids import BodyCode, CaseId, MessageHash, Ref, register_stream
from models.message import ActKind
from models.round import DeliveryState
from models.task import TaskKind
from store.body import SqlBodies
from store.engine import reading
from store.evidence_tables import EventTable, TaskTable
from store.mail_tables import LetterTable
from store.tables import (
    AnswerTable,
    BodyTable,
    DeliveryTable,
    ProposalTable,
    RoundTable,
)
from store.transaction import Transaction

MOST: Final = 1000
"""Bodies of one list, and failures looked through for it."""
_RECENT: Final = 50
_WELL: Final = frozenset({AddressState.GOOD, AddressState.SILENT})


class Trouble(Frozen):
    """Why an address is not believed any more, and since when."""

    since: datetime
    cause: str


class AddressLine(Frozen):
    """`last_letter`, `last_answer`: when one was written, and when one came."""

    body: Body
    last_letter: datetime | None
    last_answer: datetime | None
    trouble: Trouble | None = None

    @property
    def state(self) -> AddressState:
        return address_state(self.body)


class OpenDelivery(Frozen):
    """A proposal whose round still waits for the body."""

    case: CaseId
    ref: Ref
    state: DeliveryState
    deadline: datetime
    muted: bool


class GivenAnswer(Frozen):
    """`message`: the mail it stands in, if by one; `span`: the words taken."""

    case: CaseId
    ref: Ref
    body: BodyCode
    act: ActKind
    received_at: datetime
    message: MessageHash | None
    span: str


_LETTER = (
    select(func.max(LetterTable.written_at))
    .where(LetterTable.body == BodyTable.code)
    .scalar_subquery()
)
_ANSWER = (
    select(func.max(AnswerTable.received_at))
    .where(AnswerTable.body == BodyTable.code)
    .scalar_subquery()
)


_GIVEN = (
    select(
        AnswerTable.case,
        AnswerTable.body,
        AnswerTable.act,
        AnswerTable.received_at,
        AnswerTable.message,
        AnswerTable.span,
        ProposalTable.ref,
    )
    .join(ProposalTable, ProposalTable.case == AnswerTable.case)
    .order_by(AnswerTable.received_at.desc(), AnswerTable.case)
)


class SqlAddressBook:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def lines(self) -> Sequence[AddressLine]:
        """Every body, by code."""
        asked = SqlBodies.sheet.select.add_columns(
            _LETTER.label("last_letter"), _ANSWER.label("last_answer")
        )
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            rows = await transaction.rows(asked.order_by(BodyTable.code).limit(MOST))
            found = [
                AddressLine(
                    last_letter=row.pop("last_letter"),
                    last_answer=row.pop("last_answer"),
                    body=SqlBodies.sheet.read(row),
                )
                for row in rows
            ]
            ill = [one.body.code for one in found if one.state not in _WELL]
            troubles = await _troubles(transaction, ill)
        return [
            one.model_copy(update={"trouble": troubles.get(one.body.code)})
            for one in found
        ]

    async def trouble(self, code: BodyCode) -> Trouble | None:
        """The last that was noted against its addresses."""
        async with reading(self._engine) as opened:
            found = await _troubles(Transaction(opened, writing=False), [code])
        return found.get(code)

    async def deliveries(self, code: BodyCode) -> Sequence[OpenDelivery]:
        """Of rounds that are not closed, the first deadline first."""
        asked = (
            select(
                DeliveryTable.case,
                DeliveryTable.state,
                DeliveryTable.muted,
                ProposalTable.ref,
                RoundTable.deadline,
            )
            .join(ProposalTable, ProposalTable.case == DeliveryTable.case)
            .join(
                RoundTable,
                (RoundTable.case == DeliveryTable.case)
                & (RoundTable.number == DeliveryTable.round),
            )
            .where(DeliveryTable.body == code, RoundTable.closed_at.is_(None))
            .order_by(RoundTable.deadline, DeliveryTable.case)
            .limit(_RECENT)
        )
        async with reading(self._engine) as opened:
            rows = await Transaction(opened, writing=False).rows(asked)
        return [OpenDelivery.model_validate(row) for row in rows]

    async def answers(self, code: BodyCode) -> Sequence[GivenAnswer]:
        """The newest first."""
        asked = _GIVEN.where(AnswerTable.body == code).limit(_RECENT)
        return await self._answers(asked)

    async def taken_from(self, message: MessageHash) -> Sequence[GivenAnswer]:
        """The answers that rest on a mail: several, when it answers a digest."""
        return await self._answers(_GIVEN.where(AnswerTable.message == message))

    async def _answers(self, asked: Executable) -> Sequence[GivenAnswer]:
        async with reading(self._engine) as opened:
            rows = await Transaction(opened, writing=False).rows(asked)
        return [GivenAnswer.model_validate(row) for row in rows]


async def _troubles(
    transaction: Transaction, codes: Sequence[BodyCode]
) -> Mapping[BodyCode, Trouble]:
    """The last failure of each, or a person's word on it, if that came later."""
    if not codes:
        return {}
    found = await _failures(transaction, codes)
    found += await _words(transaction, codes)
    return dict(sorted(found, key=lambda one: one[1].since))


async def _failures(
    transaction: Transaction, codes: Iterable[BodyCode]
) -> list[tuple[BodyCode, Trouble]]:
    """As the tasks tell them: each names its body behind its kind."""
    asked = (
        select(TaskTable.task, TaskTable.opened_at, TaskTable.detail)
        .where(TaskTable.kind == TaskKind.ADDRESS_BAD)
        .order_by(TaskTable.opened_at.desc())
        .limit(MOST)
    )
    known = set(codes)
    found: list[tuple[BodyCode, Trouble]] = []
    for row in await transaction.rows(asked):
        about = row["task"].rpartition(f"/{TaskKind.ADDRESS_BAD}/")[2]
        code = BodyCode(about.rpartition("#")[0])
        if code in known:
            found.append((code, Trouble(since=row["opened_at"], cause=row["detail"])))
    return found


async def _words(
    transaction: Transaction, codes: Iterable[BodyCode]
) -> list[tuple[BodyCode, Trouble]]:
    streams = {register_stream("body", code): code for code in codes}
    asked = select(EventTable.stream, EventTable.at, EventTable.body).where(
        EventTable.stream.in_(streams), EventTable.kind == EventKind.REGISTER_KEPT
    )
    return [
        (
            streams[row["stream"]],
            Trouble(since=row["at"], cause=str(row["body"]["reason"])),
        )
        for row in await transaction.rows(asked)
        if row["body"].get("health") == "bad" and "reason" in row["body"]
    ]
