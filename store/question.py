"""The questions of the bodies."""

from collections.abc import Sequence

from models.ids import CaseId
from models.question import Question
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import QuestionTable


class SqlQuestions(SqlRows[Question, tuple[CaseId, int]]):
    sheet = Sheet(Question, QuestionTable)
    thing = "question"

    async def of(self, case: CaseId) -> Sequence[Question]:
        return await self._all(
            self.sheet.select.where(QuestionTable.case == case).order_by(
                QuestionTable.number
            )
        )
