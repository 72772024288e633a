"""What a person says of a mail that waited at the desk."""

from temporalio import activity

from activities.effects import Effect, EffectRunner, reason_text
from activities.filing import MessageRead, filed
from activities.replies import act_on, given_by_desk
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.errors import DomainError
from models.ids import BodyCode, CaseId, MessageHash, message_workflow_id
from models.interest import refuse_idle_money
from models.message import ActKind
from models.task import TaskKind


class RuleMessage(Effect):
    """The desk's word: the act of a body on a case, or none."""

    message: MessageHash
    case: CaseId | None = None
    body: BodyCode | None = None
    kind: ActKind | None = None
    contribution: int | None = None
    private: int = 0


class MessageRulingActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    @activity.defn(name="rule_message")
    async def rule_message(self, request: RuleMessage) -> MessageRead:
        """What a person decided about a message that waited at the desk."""

        async def work(unit: UnitOfWork) -> MessageRead:
            message = await unit.messages.get(request.message)
            await close_tasks(
                unit,
                stream=message_workflow_id(request.message),
                kinds=(TaskKind.UNCLEAR_MESSAGE, TaskKind.UNMATCHED_MESSAGE),
                by=request.actor,
                at=request.at,
            )
            reason = await reason_text(unit, request)
            if request.kind is None:
                return await filed(unit, message, request, reason)
            if request.case is None or request.body is None:
                raise DomainError(
                    "An act needs its case and its body: give --case and --body."
                )
            refuse_idle_money(request.kind, request.contribution, request.private)
            given = given_by_desk(
                message,
                key=request.key,
                body=request.body,
                act=request.kind,
                actor=request.actor,
                reason=reason,
                contribution=request.contribution,
                private=request.private,
            )
            return await act_on(unit, self._writer, message, {request.case: given})

        return await self._effects.once(request, MessageRead, work)
