"""What the matrix of a session is made of: its cases, deliveries and answers."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from models.ids import SessionId
from models.session_matrix import Matrix, matrix
from store.body import SqlBodies
from store.case import SqlCases
from store.engine import reading
from store.interest import SqlAnswers
from store.round import SqlDeliveries
from store.tables import AnswerTable, BodyTable, DeliveryTable, ProposalTable
from store.transaction import Transaction


async def session_matrix(engine: AsyncEngine, session: SessionId) -> Matrix:
    """All from one moment of the record."""
    here = select(ProposalTable.case).where(ProposalTable.session == session)
    async with reading(engine) as opened:
        transaction = Transaction(opened, writing=False)
        cases = await transaction.rows(
            SqlCases.sheet.select.where(ProposalTable.session == session).order_by(
                ProposalTable.case
            )
        )
        deliveries = await transaction.rows(
            SqlDeliveries.sheet.select.where(DeliveryTable.case.in_(here)).order_by(
                DeliveryTable.case, DeliveryTable.round, DeliveryTable.body
            )
        )
        answers = await transaction.rows(
            SqlAnswers.sheet.select.where(AnswerTable.case.in_(here)).order_by(
                AnswerTable.case, AnswerTable.body, AnswerTable.number
            )
        )
        bodies = await transaction.rows(SqlBodies.sheet.select.order_by(BodyTable.code))
    return matrix(
        [SqlCases.sheet.read(row) for row in cases],
        [SqlBodies.sheet.read(row) for row in bodies],
        [SqlDeliveries.sheet.read(row) for row in deliveries],
        [SqlAnswers.sheet.read(row) for row in answers],
    )
