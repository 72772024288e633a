"""One inbound mail: read, then an act, or filed, or put before the desk."""

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.filing import MessageRead
    from activities.message_ruling import MessageRulingActivities, RuleMessage
    from activities.messages import MessageActivities, ReadMessage
    from models.acts import (
        FileMessage,
        MessageArrived,
        MessageFiled,
        ProcedureStatus,
        Resolve,
    )
    from models.event import Stamp
    from models.ids import message_workflow_id
    from models.inbound import Disposition
    from workflows.options import READING
    from workflows.steps import Steps


@workflow.defn(name="MessageWorkflow")
class MessageWorkflow:
    @workflow.init
    def __init__(self, arrived: MessageArrived) -> None:
        self._steps = Steps(message_workflow_id(arrived.message))

    @workflow.run
    async def run(self, arrived: MessageArrived) -> MessageFiled:
        read = (
            MessageRead(disposition=arrived.waits)
            if arrived.waits
            else await self._read(arrived)
        )
        while read.disposition in {Disposition.TASK, Disposition.QUARANTINED}:
            read = await self._ask_desk(arrived) or read
        await self._steps.finish("The message is filed already.")
        return MessageFiled(message=arrived.message, disposition=read.disposition)

    async def _read(self, arrived: MessageArrived) -> MessageRead:
        request = ReadMessage(
            key=self._steps.key("read"),
            at=workflow.now(),
            message=arrived.message,
            recalled=True,  # it is read once, whoever asks again
        )
        try:
            return await self._steps.read(
                MessageActivities.read_message, request, READING
            )
        except ActivityError:  # refused, or tried in vain: a person must look
            apart = ReadMessage(
                key=self._steps.key("quarantine"),
                at=workflow.now(),
                message=arrived.message,
            )
            return await self._steps.do(MessageActivities.quarantine_message, apart)

    async def _ask_desk(self, arrived: MessageArrived) -> MessageRead | None:
        act = await self._steps.wait(FileMessage, until=None)
        if not isinstance(act, FileMessage):
            return None
        return await self._steps.apply(
            act,
            MessageRulingActivities.rule_message,
            RuleMessage(
                key=self._steps.act_key("rule", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                message=arrived.message,
                case=act.case,
                body=act.body,
                kind=act.kind,
                contribution=act.contribution,
                private=act.private,
            ),
        )

    @workflow.query(name="standing")
    def standing(self) -> ProcedureStatus:
        return self._steps.standing()

    @workflow.update(name="file")
    async def file(self, act: FileMessage) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @file.validator
    def _may_file(self, act: FileMessage) -> None:
        self._steps.admit(act)

    @workflow.update(name="resolve")
    async def resolve(self, act: Resolve) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @resolve.validator
    def _may_resolve(self, act: Resolve) -> None:
        self._steps.admit(act)
