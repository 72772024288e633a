"""Questions: kept as asked, answered once, and told to every body (method X7)."""

from datetime import datetime

from temporalio import activity

from activities.deadlines import Terms
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.letter_sheet import said_in
from activities.tasks import close_about, open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.body import Body
from models.deadlines import TermName, in_time
from models.event import EventKind
from models.frozen import Frozen
from models.ids import BodyCode, MessageHash, PaperId, proposal_workflow_id
from models.letter import LetterKind
from models.question import (
    Answering,
    Question,
    QuestionError,
    QuestionState,
    read_answering,
)
from models.round import Round
from models.task import TaskKind

_ALONE = frozenset({QuestionState.PRIVATE, QuestionState.REFUSED})
"""Only the asker is written to; the reason is on record."""


class AskedBy(Frozen):
    """Who asked, when, and in which mail."""

    body: BodyCode
    at: datetime
    message: MessageHash | None = None


class AnswerAsked(CaseEffect):
    """How a question is dealt with; `text` is an Answering, None when refused."""

    number: int
    state: QuestionState
    text: PaperId | None = None


class QuestionActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    @activity.defn(name="answer_question")
    async def answer_question(self, request: AnswerAsked) -> Done:
        """Answer a question once; to all, while all have time to use the answer.

        Raises:
            QuestionError: answered already, without words, too late, not anonymous, or
                not in every language of the round.
        """

        async def work(unit: UnitOfWork) -> Done:
            dossier = await open_dossier(unit, request.case)
            question = await unit.questions.get((request.case, request.number))
            current = await unit.rounds.get((request.case, question.round))
            asker = await unit.bodies.get(question.body)
            answering = await self._checked(
                unit, dossier, current, question, asker, request
            )
            reason = await reason_text(unit, request)
            await unit.questions.save(
                question.model_copy(
                    update={
                        "state": request.state,
                        "text": request.text,
                        "answered_at": request.at,
                        "answered_by": request.actor,
                    }
                )
            )
            letters = 0
            if request.state in _ALONE:
                await self._writer.to_body(
                    unit,
                    dossier,
                    asker,
                    LetterKind.QUESTION_ANSWERED,
                    key=request.key,
                    at=request.at,
                    deadline=current.deadline,
                    to_one=True,
                    reason=reason,
                    **told(answering, asker.language),
                )
                letters = 1
            await close_about(
                unit,
                stream=proposal_workflow_id(question.case),
                kind=TaskKind.QUESTION,
                about=str(question.number),
                by=request.actor,
                at=request.at,
                reason=reason,
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.QUESTION_ANSWERED,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={
                    "number": question.number,
                    "state": request.state,
                    "text": request.text,
                },
            )
            return Done(stamp=event.stamp, letters=letters)

        return await self._effects.once(request, Done, work)

    async def _checked(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        current: Round,
        question: Question,
        asker: Body,
        request: AnswerAsked,
    ) -> Answering | None:
        if question.state is not QuestionState.ASKED:
            raise QuestionError(
                f"Question {question.number} was dealt with already"
                f" ({question.state}): a question is answered once."
            )
        if request.state is QuestionState.ASKED:
            raise QuestionError(
                f"Question {question.number} is asked already: answer it to all, answer"
                " it privately, or refuse it."
            )
        if request.text is None and request.state is not QuestionState.REFUSED:
            raise QuestionError(
                "An answer has its words: give the FILE with question and answer, or"
                " refuse the question with a reason."
            )
        if request.text is None:
            return None
        answering = read_answering(await unit.papers.get(request.text))
        if request.state is QuestionState.PRIVATE:
            answering.refuse_gaps({asker.language})
            return answering
        answering.refuse_gaps(await languages_of(unit, current))
        answering.refuse_identifying(_known_by(asker))
        self._refuse_late(dossier, current, request)
        return answering

    def _refuse_late(
        self, dossier: Dossier, current: Round, request: AnswerAsked
    ) -> None:
        last = self._terms.ahead_of(
            dossier.corridor, TermName.ANSWER_TO_ALL, current.deadline
        )
        if not in_time(request.at, last):
            term = dossier.corridor.policy[TermName.ANSWER_TO_ALL]
            raise QuestionError(
                f"An answer to all leaves them {term} to use it: the last day was "
                f"{last:%d.%m.%Y}. Move the deadline for all first "
                "(`starter.py extend`), or answer with --private and a reason."
            )


def told(answering: Answering | None, language: str) -> dict[str, str]:
    """What a letter in that language says of a question."""
    if answering is None:
        return {}
    return {
        "question": said_in(answering.question, language),
        "answer": said_in(answering.answer, language),
    }


async def keep_question(
    unit: UnitOfWork, dossier: Dossier, current: Round, asked: AskedBy
) -> None:
    """Keep what a body asked, and put it before the desk."""
    case = dossier.case.case
    number = len(await unit.questions.of(case)) + 1
    await unit.questions.add(
        Question(
            case=case,
            number=number,
            round=current.number,
            body=asked.body,
            asked_at=asked.at,
            message=asked.message,
        )
    )
    await open_task(
        unit,
        stream=proposal_workflow_id(case),
        kind=TaskKind.QUESTION,
        about=str(number),
        at=asked.at,
        detail=f"{asked.body} asks question {number}: read it with `starter.py "
        f"question show {dossier.case.ref} {number}`, and answer it to all with "
        "`starter.py question answer`.",
    )


async def languages_of(unit: UnitOfWork, current: Round) -> set[str]:
    """The languages the bodies of a round read."""
    found: set[str] = set()
    for body in await unit.deliveries.bodies(current.case, current.number):
        found.add((await unit.bodies.get(body)).language)
    return found


def _known_by(body: Body) -> tuple[str, ...]:
    return (body.name, body.code, body.email, body.second_email or "")
