"""An inbound mail: read, matched, judged, and made an act, a task, or filed."""

import asyncio

from temporalio import activity

from activities.answers import GivenAnswer, NotDisseminatedError, record_answer
from activities.dossier import open_dossier
from activities.effects import Effect, EffectRunner, reason_text
from activities.filing import (
    MessageRead,
    Understood,
    ask,
    bounced,
    doubt_about,
    filed,
    locked_with_copies,
    quarantine,
)
from activities.ports import Reader
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.errors import DomainError
from models.ids import (
    PROPOSER,
    BodyCode,
    CaseId,
    MessageHash,
    PaperId,
    body_actor,
    message_workflow_id,
    proposal_workflow_id,
)
from models.inbound import Disposition, InboundMessage
from models.message import ActKind, Reading, ReadingKind
from models.task import TaskKind


class ReadMessage(Effect):
    message: MessageHash


class RuleMessage(Effect):
    """The desk's word: the act of a body on a case, or none."""

    message: MessageHash
    case: CaseId | None = None
    body: BodyCode | None = None
    kind: ActKind | None = None
    contribution: int | None = None
    private: int = 0


_READABLE = frozenset({ReadingKind.REPLY, ReadingKind.PEC_ENVELOPE})


class MessageActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, reader: Reader
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._reader = reader

    @activity.defn(name="read_message")
    async def read_message(self, request: ReadMessage) -> MessageRead:
        """One effect: act and receipt, task, or filed; never twice, never neither."""
        async with self._effects.units.read() as unit:
            raw = await unit.papers.get(PaperId(request.message))
        # Reading is bounded to a second, yet too long to hold the event loop.
        reading = await asyncio.to_thread(self._reader.read, raw)

        async def work(unit: UnitOfWork) -> MessageRead:
            understood = await self._understand(unit, request.message, reading)
            return await self._dispose(unit, understood, request)

        return await self._effects.once(request, MessageRead, work)

    @activity.defn(name="quarantine_message")
    async def quarantine_message(self, request: ReadMessage) -> MessageRead:
        """What could not be read must not hold up every round that closes."""

        async def work(unit: UnitOfWork) -> MessageRead:
            message = await unit.messages.get(request.message)
            return await quarantine(unit, message, request)

        return await self._effects.once(request, MessageRead, work)

    @activity.defn(name="rule_message")
    async def rule_message(self, request: RuleMessage) -> MessageRead:
        """What a person decided about a message that waited at the desk."""

        async def work(unit: UnitOfWork) -> MessageRead:
            message = await unit.messages.get(request.message)
            stream = message_workflow_id(request.message)
            await close_tasks(
                unit,
                stream=stream,
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
            given = GivenAnswer(
                key=request.key,
                body=request.body,
                act=request.kind,
                received_at=message.received_at,
                by="desk",
                actor=request.actor,
                reason=reason,
                message=request.message,
                contribution=request.contribution,
                private=request.private,
            )
            return await self._act(unit, message, request.case, given)

        return await self._effects.once(request, MessageRead, work)

    async def _understand(
        self, unit: UnitOfWork, message_hash: MessageHash, reading: Reading
    ) -> Understood:
        message, copy_of_another = await locked_with_copies(unit, message_hash)
        verified = self._reader.verified_in(message.rcpt_to)
        candidates = (*reading.references, *reading.original_message_ids)
        match = self._reader.match(
            reading,
            # Envelope recipients outrank what the header says (RFC 5233 §4).
            verified=verified or self._reader.verified(reading.tokens),
            known=await unit.conversations.by_message_ids(candidates),
            by_code={
                code: await unit.conversations.by_code(code) for code in reading.codes
            },
            by_sender=await unit.conversations.by_sender(reading.sender),
        )
        conversation = (
            await unit.conversations.find(match.conversation)
            if match.conversation is not None
            else None
        )
        body = (
            await unit.bodies.find(BodyCode(conversation.party))
            if conversation and conversation.party != PROPOSER
            else None
        )
        return Understood(
            message=message.model_copy(
                update={
                    "reading": reading,
                    "conversation": conversation.number if conversation else None,
                }
            ),
            copy_of_another=copy_of_another,
            reading=reading,
            match=match,
            judgement=self._reader.judge(reading),
            conversation=conversation,
            body=body,
        )

    async def _dispose(
        self, unit: UnitOfWork, understood: Understood, request: ReadMessage
    ) -> MessageRead:
        message, reading = understood.message, understood.reading
        if understood.copy_of_another:
            return await filed(unit, message, request, "A copy of a message filed.")
        if reading.kind is ReadingKind.BOUNCE:
            return await bounced(unit, understood, request)
        if reading.kind not in _READABLE:
            return await filed(unit, message, request, f"Automatic: {reading.kind}.")
        conversation, body = understood.conversation, understood.body
        act, doubt = understood.judgement.act, doubt_about(understood)
        if conversation is None or body is None or act is None or doubt:
            return await ask(unit, understood, request, doubt)
        given = GivenAnswer(
            key=request.key,
            body=body.code,
            act=act,
            received_at=message.received_at,
            by=understood.judgement.by,
            actor=body_actor(body.code),
            message=message.message,
            span=understood.judgement.span,
            contribution=understood.judgement.contribution_cents,
            private=understood.judgement.private_cents or 0,
        )
        try:
            return await self._act(unit, message, CaseId(conversation.case), given)
        except NotDisseminatedError as error:  # raised before anything is written
            return await ask(unit, understood, request, str(error))

    async def _act(
        self,
        unit: UnitOfWork,
        message: InboundMessage,
        case: CaseId,
        given: GivenAnswer,
    ) -> MessageRead:
        dossier = await open_dossier(unit, case)
        answered = await record_answer(unit, self._writer, dossier, given)
        await unit.messages.save(
            message.model_copy(
                update={"disposition": Disposition.ACT, "detail": given.act}
            )
        )
        if given.act is ActKind.QUESTION:
            await open_task(
                unit,
                stream=proposal_workflow_id(case),
                kind=TaskKind.QUESTION,
                about=given.body,
                at=given.received_at,
                detail=f"{given.body} asks a question: read it in the history.",
            )
        return MessageRead(
            stamp=answered.stamp,
            letters=answered.letters,
            disposition=Disposition.ACT,
            poke_cases=(case,) if answered.ends_wait else (),
        )
