"""Follow-ups: what was asked of both sides, and every answer they gave."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.follow_up import FollowUpAnswer, Questionnaire
from models.ids import CaseId, CorridorCode
from store.columns import Base, Cents
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import ProposalTable


class QuestionnaireTable(Base):
    """Questions to one side on what came of a presented proposal."""

    __tablename__ = "questionnaire"
    __table_args__ = (CheckConstraint("checkpoint > 0", "checkpoint_positive"),)

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    checkpoint: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime]
    parties: Mapped[tuple[str, ...]]
    counted_at: Mapped[datetime | None]
    silent: Mapped[tuple[str, ...]]


class FollowUpAnswerTable(Base):
    """Insert only: no answer takes the place of another."""

    __tablename__ = "follow_up_answer"
    __table_args__ = (
        CheckConstraint("number > 0", "number_positive"),
        CheckConstraint("value >= 0", "value_not_negative"),
        CheckConstraint("jobs >= 0", "jobs_not_negative"),
    )

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    checkpoint: Mapped[int]
    side: Mapped[str]
    party: Mapped[str]
    outcome: Mapped[str]
    value: Mapped[Cents | None]
    jobs: Mapped[int | None]
    text: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    message: Mapped[str | None] = mapped_column(ForeignKey("message.message"))


class SqlQuestionnaires(SqlRows[Questionnaire, tuple[CaseId, int]]):
    sheet = Sheet(Questionnaire, QuestionnaireTable)
    thing = "questionnaire"

    async def of(self, case: CaseId) -> Sequence[Questionnaire]:
        """By checkpoint."""
        return await self._all(
            self.sheet.select.where(QuestionnaireTable.case == case).order_by(
                QuestionnaireTable.checkpoint
            )
        )

    async def of_corridor(
        self, corridor: CorridorCode | None
    ) -> Sequence[Questionnaire]:
        asked = self.sheet.select.join(
            ProposalTable, ProposalTable.case == QuestionnaireTable.case
        ).order_by(QuestionnaireTable.case, QuestionnaireTable.checkpoint)
        if corridor is not None:
            asked = asked.where(ProposalTable.corridor == corridor)
        return await self._all(asked)


class SqlFollowUpAnswers(SqlRows[FollowUpAnswer, tuple[CaseId, int]]):
    sheet = Sheet(FollowUpAnswer, FollowUpAnswerTable)
    thing = "answer to a follow-up"

    async def of(self, case: CaseId) -> Sequence[FollowUpAnswer]:
        """In the order they were taken down."""
        return await self._all(
            self.sheet.select.where(FollowUpAnswerTable.case == case).order_by(
                FollowUpAnswerTable.number
            )
        )

    async def of_corridor(
        self, corridor: CorridorCode | None
    ) -> Sequence[FollowUpAnswer]:
        asked = self.sheet.select.join(
            ProposalTable, ProposalTable.case == FollowUpAnswerTable.case
        ).order_by(FollowUpAnswerTable.case, FollowUpAnswerTable.number)
        if corridor is not None:
            asked = asked.where(ProposalTable.corridor == corridor)
        return await self._all(asked)
