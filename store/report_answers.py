"""What bodies said last, of the proposals a report is about."""

from itertools import groupby

from sqlalchemy import ColumnElement

from models.ids import BodyCode, CaseId
from models.interest import Answer, standing
from store.interest import SqlAnswers
from store.tables import AnswerTable, ProposalTable
from store.transaction import Transaction


async def given(transaction: Transaction, asked: ColumnElement[bool]) -> list[Answer]:
    """Every answer asked for, proposal by proposal."""
    sheet = SqlAnswers.sheet
    rows = await transaction.rows(
        sheet.select.join(ProposalTable, ProposalTable.case == AnswerTable.case)
        .where(asked)
        .order_by(AnswerTable.case)
    )
    return [sheet.read(row) for row in rows]


def last_words(answers: list[Answer]) -> dict[tuple[CaseId, BodyCode], Answer]:
    """Each body's last word on each proposal that it has not undone since."""
    return {
        (case, body): last
        for case, of_case in groupby(answers, key=lambda one: one.case)
        for body, last in standing(of_case).items()
    }
