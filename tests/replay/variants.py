"""Workflows changed by one field each: every one of them must be caught."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from datetime import timedelta

    from activities.messages import MessageActivities, ReadMessage
    from models.acts import MessageArrived, MessageFiled
    from models.ids import message_workflow_id
    from workflows.options import READING, Options

IMPATIENT = READING | Options(start_to_close_timeout=timedelta(seconds=19))


async def _file(
    arrived: MessageArrived,
    *,
    later: timedelta = timedelta(0),
    options: Options = READING,
) -> MessageFiled:
    """What MessageWorkflow does with a message that needs nobody."""
    stream = message_workflow_id(arrived.message)
    read = await workflow.execute_activity_method(
        MessageActivities.read_message,
        ReadMessage(
            key=f"{stream}/read/1",
            at=workflow.now() + later,
            message=arrived.message,
            recalled=True,
        ),
        **options,
    )
    return MessageFiled(message=arrived.message, disposition=read.disposition)


@workflow.defn(name="MessageWorkflow")
class Faithful:
    """Written otherwise, decides the same."""

    @workflow.run
    async def run(self, arrived: MessageArrived) -> MessageFiled:
        return await _file(arrived)


@workflow.defn(name="MessageWorkflow")
class LaterReading:
    @workflow.run
    async def run(self, arrived: MessageArrived) -> MessageFiled:
        return await _file(arrived, later=timedelta(seconds=1))


@workflow.defn(name="MessageWorkflow")
class ImpatientReading:
    @workflow.run
    async def run(self, arrived: MessageArrived) -> MessageFiled:
        return await _file(arrived, options=IMPATIENT)


@workflow.defn(name="MessageWorkflow")
class OtherResult:
    @workflow.run
    async def run(self, arrived: MessageArrived) -> MessageFiled:
        filed = await _file(arrived)
        return filed.model_copy(update={"message": "0"})


@workflow.defn(name="MessageWorkflow")
class IdleTimer:
    """Starts a timer nobody waits for."""

    @workflow.run
    async def run(self, arrived: MessageArrived) -> MessageFiled:
        filed = await _file(arrived)
        await workflow.sleep(timedelta(days=1))
        return filed


@workflow.defn(name="MessageWorkflow")
class Patched:
    """A change behind a gate: histories from before go the old way."""

    @workflow.run
    async def run(self, arrived: MessageArrived) -> MessageFiled:
        later = timedelta(seconds=workflow.patched("read-later"))
        return await _file(arrived, later=later)
