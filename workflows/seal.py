"""The daily seal: made for every day that has none, published, and stamped."""

from datetime import datetime
from typing import assert_never

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.refusals import REFUSED
    from activities.seal import (
        ChangeKey,
        LookAtSeals,
        MakeSeal,
        SealActivities,
        SealMade,
    )
    from activities.seal_copies import PublishSeals, SealCopyActivities, StampSeal
    from models.ids import SEAL_STREAM
    from models.seal import SealAsked, SealRun, SealVerb
    from models.task import TaskKind
    from workflows.options import COPIES
    from workflows.steps import Steps, refusal, refused


class Sealing(Steps):
    """Its tasks stand beside no other run's: their keys name the beginning."""

    def __init__(self, begun: datetime) -> None:
        super().__init__(SEAL_STREAM)
        self._begun = begun

    def key(self, verb: str) -> str:
        return f"{super().key(verb)}/{self._begun:%Y%m%dT%H%M%S%f}"


@workflow.defn(name="SealWorkflow")
class SealWorkflow:
    """One run a day by Schedule; a person's wish is a run of its own."""

    @workflow.init
    def __init__(self, asked: SealAsked) -> None:  # noqa: ARG002  (as `run` has it)
        self._steps = Sealing(workflow.info().start_time)
        self._troubles = 0

    @workflow.run
    async def run(self, asked: SealAsked) -> SealRun:
        made: list[SealMade] = []
        key = ""
        match asked.verb:
            case SealVerb.DAILY:
                made = await self._make_up()
            case SealVerb.BY_HAND:
                made = [await self._by_hand(asked)]
            case SealVerb.ROTATE:
                key = await self._rotate(asked)
            case _:
                assert_never(asked.verb)
        await self._publish()
        if made:
            await self._stamp(made[-1])
        return SealRun(
            made=tuple(one.number for one in made),
            hash=made[-1].hash if made else "",
            key=key or (made[-1].key if made else ""),
            troubles=self._troubles,
        )

    async def _make_up(self) -> list[SealMade]:
        """One seal for each day that has none; the auditors get the newest."""
        at = workflow.now()
        due = await self._steps.read(SealActivities.look_at_seals, LookAtSeals(at=at))
        made: list[SealMade] = []
        for day in due.days:
            request = MakeSeal(
                key=f"{SEAL_STREAM}/{day}",
                at=workflow.now(),
                day=day,
                tell=day == due.days[-1],
            )
            try:
                made.append(await self._steps.read(SealActivities.make_seal, request))
            except ActivityError as error:
                await self._ask(TaskKind.SEAL_FAILED, refusal(error))
                break
        return made

    async def _by_hand(self, asked: SealAsked) -> SealMade:
        request = MakeSeal(
            key=f"{SEAL_STREAM}/by-hand/{asked.act}",
            at=workflow.now(),
            actor=asked.actor,
            reason=asked.reason,
        )
        try:
            return await self._steps.read(SealActivities.make_seal, request)
        except ActivityError as error:
            raise refused(refusal(error)) from error

    async def _rotate(self, asked: SealAsked) -> str:
        request = ChangeKey(
            key=f"{SEAL_STREAM}/rotate/{asked.act}",
            at=workflow.now(),
            actor=asked.actor,
            reason=asked.reason,
        )
        try:
            changed = await self._steps.read(SealActivities.change_seal_key, request)
        except ActivityError as error:
            raise refused(refusal(error)) from error
        return changed.key

    async def _publish(self) -> None:
        request = PublishSeals(at=workflow.now())
        try:
            await self._steps.read(SealCopyActivities.publish_seals, request, COPIES)
        except ActivityError as error:
            await self._ask(TaskKind.SEAL_UNPUBLISHED, _why(error))

    async def _stamp(self, made: SealMade) -> None:
        request = StampSeal(
            key=f"{SEAL_STREAM}/stamp/{made.number}",
            at=workflow.now(),
            number=made.number,
        )
        try:
            await self._steps.read(SealCopyActivities.stamp_seal, request, COPIES)
        except ActivityError as error:
            told = f"Seal {made.number} has no time stamp: {_why(error)}"
            await self._ask(TaskKind.SEAL_UNSTAMPED, told)

    async def _ask(self, kind: TaskKind, sentence: str) -> None:
        self._troubles += 1
        await self._steps.ask(kind, sentence)


def _why(error: ActivityError) -> str:
    """A refusal in its words; after the last try, that it could not be done."""
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == REFUSED:
        return cause.message
    return (
        "It was tried several times: see the worker's log. The next seal tries again."
    )
