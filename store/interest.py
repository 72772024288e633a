"""The answers of the bodies, and the interests that stand."""

from collections.abc import Sequence

from sqlalchemy import bindparam

from models.ids import BodyCode, CaseId, SessionId
from models.interest import Answer, Interest, InterestState
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet, removal
from store.tables import AnswerTable, InterestTable, ProposalTable
from store.transaction import Transaction

_REMOVE = removal(
    InterestTable,
    InterestTable.case == bindparam("case"),
    InterestTable.body == bindparam("body"),
)


_ANSWERS = Sheet(Answer, AnswerTable)
_ANSWERED = Fixed(
    _ANSWERS.select.where(AnswerTable.case == bindparam("of")).order_by(
        AnswerTable.received_at, AnswerTable.body, AnswerTable.number
    )
)
_INTERESTS = Sheet(Interest, InterestTable)
_OF_CASE = Fixed(
    _INTERESTS.select.where(InterestTable.case == bindparam("of")).order_by(
        InterestTable.received_at, InterestTable.body
    )
)


class SqlAnswers(SqlRows[Answer, tuple[CaseId, BodyCode, int]]):
    sheet = _ANSWERS
    thing = "answer"

    async def of(self, case: CaseId) -> Sequence[Answer]:
        return await self._some(_ANSWERED, {"of": case})


class SqlInterests(SqlRows[Interest, tuple[CaseId, BodyCode]]):
    sheet = _INTERESTS
    thing = "interest"

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._answers = SqlAnswers(transaction)

    async def of(self, case: CaseId) -> Sequence[Interest]:
        return await self._some(_OF_CASE, {"of": case})

    async def accepted_in(self, session: SessionId) -> Sequence[Interest]:
        return await self._all(
            self.sheet.select.join(
                ProposalTable, ProposalTable.case == InterestTable.case
            )
            .where(
                ProposalTable.session == session,
                InterestTable.state == InterestState.ACCEPTED,
            )
            .order_by(InterestTable.case, InterestTable.rank, InterestTable.body)
        )

    async def remove(self, case: CaseId, body: BodyCode) -> None:
        await self._transaction.remove(
            self.sheet.table, _REMOVE, {"case": case, "body": body}
        )
        self._held.discard((case, body))

    async def record(self, answer: Answer) -> None:
        await self._answers.add(answer)

    async def answers(self, case: CaseId) -> Sequence[Answer]:
        return await self._answers.of(case)
