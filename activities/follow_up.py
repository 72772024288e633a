"""After the presentation: both sides asked, their answers kept, silence counted."""

from datetime import datetime

from pydantic import Field
from temporalio import activity

from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.follow_up_answers import (
    GivenReport,
    count_silence,
    dispute,
    parties,
    take_down,
)
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Outcome
from models.corridor import Corridor
from models.deadlines import TermName
from models.event import EventKind
from models.follow_up import LAST_CALL, Questionnaire, by_checkpoint, news, verdict
from models.frozen import Frozen
from models.ids import CaseId, PaperId, proposal_workflow_id
from models.letter import LetterKind
from models.task import TaskKind

_TERMS = (
    TermName.FOLLOW_UP_1,
    TermName.FOLLOW_UP_2,
    TermName.FOLLOW_UP_3,
    TermName.FOLLOW_UP_4,
)


class AskBothSides(CaseEffect):
    """`until` is when the answers are counted: the next checkpoint."""

    checkpoint: int
    until: datetime


class EndFollowUp(CaseEffect):
    """The last checkpoint has come."""


class Ended(Done):
    """`news`: somebody reports a result, so that a person closes the file."""

    news: bool


class AnswerForSide(CaseEffect):
    """What a side told by phone or paper; `text` holds its own words."""

    party: str
    outcome: Outcome
    value: int | None = Field(default=None, ge=0)
    jobs: int | None = Field(default=None, ge=0)
    text: PaperId | None = None


class LookAtFollowUp(Frozen):
    case: CaseId


class FollowUpStanding(Frozen):
    """`sentence` says in what the sides differ; empty when they do not."""

    sentence: str = ""


class FollowUpActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    @activity.defn(name="ask_both_sides")
    async def ask_both_sides(self, request: AskBothSides) -> Done:
        """Count who was silent so far, and ask everybody again."""

        async def work(unit: UnitOfWork) -> Done:
            dossier = await open_dossier(unit, request.case)
            await count_silence(unit, request)
            letters = await self._writer.to_both_sides(
                unit,
                dossier,
                LetterKind.FOLLOW_UP,
                key=request.key,
                at=request.at,
                deadline=request.until,
            )
            await unit.questionnaires.add(
                Questionnaire(
                    case=request.case,
                    checkpoint=request.checkpoint,
                    asked_at=request.at,
                    parties=await parties(unit, request.case),
                )
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.LETTERS_WRITTEN,
                actor=request.actor,
                at=request.at,
                body={"purpose": LetterKind.FOLLOW_UP, "number": request.checkpoint},
            )
            return Done(stamp=event.stamp, letters=letters)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="end_follow_up")
    async def end_follow_up(self, request: EndFollowUp) -> Ended:
        """Count the last silence; what has news waits for a person's word."""

        async def work(unit: UnitOfWork) -> Ended:
            case = await unit.cases.get(request.case)
            stamp = await count_silence(unit, request)
            answers = await unit.follow_ups.of(request.case)
            told = news(answers)
            if told:
                last = by_checkpoint(answers)[-1]
                await open_task(
                    unit,
                    stream=proposal_workflow_id(request.case),
                    kind=TaskKind.OUTCOME_DUE,
                    at=request.at,
                    detail=f"The last checkpoint of {case.ref} has come, and its sides "
                    f"reported a result. {verdict(last).sentence} Record what came of "
                    "it with `starter.py outcome`.",
                )
            return Ended(stamp=stamp, news=told)

        return await self._effects.once(request, Ended, work)

    @activity.defn(name="answer_for_side")
    async def answer_for_side(self, request: AnswerForSide) -> Done:
        """Take down what a side told by phone or paper."""

        async def work(unit: UnitOfWork) -> Done:
            dossier = await open_dossier(unit, request.case)
            text = ""
            if request.text is not None:
                text = (await unit.papers.get(request.text)).decode()
            given = GivenReport(
                key=request.key,
                party=request.party,
                outcome=request.outcome,
                value=request.value,
                jobs=request.jobs,
                text=text,
                at=request.at,
                actor=request.actor,
                reason=await reason_text(unit, request),
            )
            return await take_down(unit, self._writer, dossier, given)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="look_at_follow_up")
    async def look_at_follow_up(self, request: LookAtFollowUp) -> FollowUpStanding:
        """A reading: whether the sides contradict each other now."""
        async with self._effects.units.read() as unit:
            return FollowUpStanding(sentence=await dispute(unit, request.case))


def instants(terms: Terms, corridor: Corridor, at: datetime) -> tuple[datetime, ...]:
    """When both sides are asked, four times, and last when the file is closed.

    The first three times at their checkpoints; the last ahead of the fourth, so that
    its answers come before the end (method 4.6).
    """
    *first, end = (terms.due(corridor, name, at) for name in _TERMS)
    if corridor.policy.terms[TermName.FOLLOW_UP_4].exact:
        last_call = first[-1] + (end - first[-1]) / 2
    else:
        last_call = terms.counted_back(corridor, LAST_CALL, end)
    return (*first, max(last_call, first[-1]), end)
