"""What an officer can have done after a presentation, and what is known of it."""

from collections.abc import Sequence
from typing import NamedTuple

from models.acts import AnswerFollowUp, RecordOutcome
from models.case import Case, Outcome
from models.errors import DomainError
from models.event import Stamp
from models.follow_up import (
    FollowUp,
    FollowUpAnswer,
    Questionnaire,
    Verdict,
    by_checkpoint,
    for_co_chairs,
    verdict,
)
from models.ids import PROPOSER, CaseId, CorridorCode, proposal_workflow_id
from models.interest import InterestState
from models.reference_number import case_named
from models.two_sides import Agreement, Side
from runtime.errands import new_act
from runtime.officer_desk import OfficerDesk
from store.unit_of_work import SqlUnitOfWork, SqlUnits


class FollowUpDesk(OfficerDesk):
    async def record_outcome(
        self, ref: str, outcome: Outcome, reason: str, *, value: int | None = None
    ) -> Stamp:
        """Close the file; where the sides differ, this is the co-chairs' decision."""
        act = RecordOutcome(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            outcome=outcome,
            value=value,
        )
        case = case_named(ref)
        stream = proposal_workflow_id(case)
        return await self._tell(stream, "record_outcome", act, case=case)

    async def answer_follow_up(  # noqa: PLR0913  (the lines of the questionnaire)
        self,
        ref: str,
        side: Side,
        outcome: Outcome,
        *,
        reason: str,
        body: str | None = None,
        value: int | None = None,
        jobs: int | None = None,
        text: str = "",
    ) -> Stamp:
        """Enter what a side told by phone or paper."""
        case = case_named(ref)
        async with self._units.read() as unit:
            await unit.cases.get(case)
            party = await _party(unit, case, side, body)
        act = AnswerFollowUp(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            party=party,
            outcome=outcome,
            value=value,
            jobs=jobs,
            text=await self._paper(text),
        )
        stream = proposal_workflow_id(case)
        return await self._tell(stream, "answer_follow_up", act, case=case)


class FollowUpShown(NamedTuple):
    """One case's follow-ups: what was asked, what was told, what it comes to."""

    case: Case
    asked: tuple[Questionnaire, ...]
    answers: tuple[FollowUpAnswer, ...]
    standing: Verdict
    disputed: bool
    """On the co-chairs' list; once the case is closed they have decided."""

    @property
    def awaited(self) -> tuple[str, ...]:
        """Who was asked last, has not answered, and still may before it counts."""
        last = self.asked[-1] if self.asked else None
        if last is None or last.counted_at is not None or self.case.closed_at:
            return ()
        return last.unanswered(self.answers)


async def follow_ups(
    units: SqlUnits, corridor: CorridorCode | None = None
) -> Sequence[FollowUpShown]:
    """Every case of which something was asked or told, by number."""
    async with units.read() as unit:
        asked = await unit.questionnaires.of_corridor(corridor)
        answers = await unit.follow_ups.of_corridor(corridor)
        named = sorted({one.case for one in asked} | {one.case for one in answers})
        found: list[Case | None] = [await unit.cases.find(case) for case in named]
    return [
        _shown(
            case,
            tuple(one for one in asked if one.case == case.case),
            tuple(one for one in answers if one.case == case.case),
        )
        for case in found
        if case is not None
    ]


async def follow_up_of(units: SqlUnits, ref: str) -> FollowUpShown:
    named = case_named(ref)
    async with units.read() as unit:
        case = await unit.cases.get(named)
        asked = tuple(await unit.questionnaires.of(named))
        answers = tuple(await unit.follow_ups.of(named))
    return _shown(case, asked, answers)


def _shown(
    case: Case,
    asked: tuple[Questionnaire, ...],
    answers: tuple[FollowUpAnswer, ...],
) -> FollowUpShown:
    told = by_checkpoint(answers)
    last = told[-1] if told else FollowUp(case=case.case, checkpoint=1)
    listed = for_co_chairs(told)
    standing = verdict(listed[0] if listed else last)
    disputed = standing.agreement is Agreement.DISPUTED and case.closed_at is None
    return FollowUpShown(case, asked, answers, standing, disputed)


async def _party(
    unit: SqlUnitOfWork, case: CaseId, side: Side, body: str | None
) -> str:
    """Who speaks for a side; a body is named where side A has several."""
    if side is Side.B:
        if body is not None:
            raise DomainError("Side B is the proposer: leave out --body.")
        return PROPOSER
    if body is not None:
        return body
    partners = [
        one.body
        for one in await unit.interests.of(case)
        if one.state is InterestState.ACCEPTED
    ]
    if len(partners) != 1:
        known = ", ".join(sorted(partners)) or "none"
        if not partners:
            raise DomainError(
                "Side A has no partner yet: nobody can answer for it. See "
                "`starter.py show REF`."
            )
        raise DomainError(
            f"Side A has {len(partners)} partners ({known}): name the one "
            "that answers with --body."
        )
    return partners[0]
