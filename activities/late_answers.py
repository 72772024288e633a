"""A late answer is taken in by reasoned decision, until the agenda is frozen (X5)."""

from temporalio import activity

from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.tasks import close_about
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, proposal_workflow_id
from models.interest import YES, Answer, Interest, InterestState, standing
from models.letter import LetterKind
from models.session import SessionState
from models.task import TaskKind


class LateAnswerError(DomainError):
    """This answer is not one that can be taken in late."""


class AdmitLateAnswer(CaseEffect):
    body: BodyCode


class Admitted(Done):
    """`brings_money`: what the case may ask of the ministry is to be checked again."""

    brings_money: bool


class LateAnswerActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    @activity.defn(name="admit_late_answer")
    async def admit_late_answer(self, request: AdmitLateAnswer) -> Admitted:
        """Its body joins the others: accepted while there is room, else a reserve.

        Raises:
            LateAnswerError: no late yes of that body waits, or the agenda is frozen.
        """

        async def work(unit: UnitOfWork) -> Admitted:
            dossier = await open_dossier(unit, request.case)
            answer = await _late_yes(unit, dossier, request.body)
            interests = await unit.interests.of(request.case)
            accepted = [one for one in interests if one.state is InterestState.ACCEPTED]
            room = len(accepted) < dossier.case.partner_max
            state = InterestState.ACCEPTED if room else InterestState.RESERVE
            admitted = Interest(
                case=request.case,
                body=request.body,
                received_at=answer.received_at,
                state=state,
                rank=1 + max((one.rank for one in interests), default=0),
                contribution=answer.contribution,
                private=answer.private,
            )
            await unit.interests.add(admitted)
            ready = dossier.case.phase is Phase.READY
            takes_part = state is InterestState.ACCEPTED
            if takes_part or not ready:
                more = dossier.case.interests + 1
                await unit.cases.save(
                    dossier.case.model_copy(update={"interests": more})
                )
            reason = await reason_text(unit, request)
            await self._writer.to_body(
                unit,
                dossier,
                await unit.bodies.get(request.body),
                LetterKind.ANSWER_RECEIPT,
                key=request.key,
                at=request.at,
                act=answer.act,
                contribution=answer.contribution,
                received_at=answer.received_at,
                late=True,
                late_rule="admitted",
            )
            await close_about(
                unit,
                stream=proposal_workflow_id(request.case),
                kind=TaskKind.LATE_ANSWER,
                about=request.body,
                by=request.actor,
                at=request.at,
                reason=reason,
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.LATE_ADMITTED,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={"body": request.body, "state": state, "rank": admitted.rank},
            )
            return Admitted(
                stamp=event.stamp,
                letters=1,
                brings_money=takes_part and bool(answer.contribution or answer.private),
                poke_session=dossier.case.session if ready else None,
            )

        return await self._effects.once(request, Admitted, work)


async def _late_yes(unit: UnitOfWork, dossier: Dossier, body: BodyCode) -> Answer:
    ref = dossier.case.ref
    if dossier.session.state is not SessionState.COLLECTING:
        raise LateAnswerError(
            f"The agenda of session {dossier.session.roman} is"
            f" {dossier.session.state}: what comes now is for the next session. The"
            f" answer of {body} is kept: admit it once {ref} waits for that session."
        )
    if await unit.interests.find((dossier.case.case, body)):
        raise LateAnswerError(f"{body} stands among the interested of {ref} already.")
    last = standing(await unit.interests.answers(dossier.case.case)).get(body)
    if last is None or last.act not in YES:
        raise LateAnswerError(
            f"{body} has not said yes to {ref}: see its answers in `starter.py show`."
        )
    return last
