"""A new screening list: taken into use, and every open case compared with it (X21)."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.rescreening import (
        KeepList,
        ScreenAgain,
        ScreeningActivities,
        chunk_key,
    )
    from models.acts import Resolve
    from models.event import Stamp
    from models.ids import CaseId, screening_workflow_id
    from models.screening_acts import ListLoaded, ListScreened
    from workflows.steps import NOTHING_YET, Steps

CHUNKS_A_RUN = 500
"""Then it continues as a new run, so that no history grows without end."""


@workflow.defn(name="ScreeningWorkflow")
class ScreeningWorkflow:
    @workflow.init
    def __init__(self, loaded: ListLoaded) -> None:
        self._steps = Steps(screening_workflow_id(loaded.file))
        self._in_use = loaded.after is not None

    @workflow.run
    async def run(self, loaded: ListLoaded) -> ListScreened:
        if not self._in_use:
            await self._take_into_use(loaded)
        after = loaded.after
        for _ in range(CHUNKS_A_RUN):
            after = await self._compare(loaded, after)
            if after is None:
                break
        else:
            await self._steps.finish("The comparison goes on: look again in a moment.")
            workflow.continue_as_new(loaded.model_copy(update={"after": after}))
        await self._steps.finish("Every open case was compared.")
        stamp = self._steps.head or NOTHING_YET
        return ListScreened(file=loaded.file, stamp=stamp)

    async def _take_into_use(self, loaded: ListLoaded) -> None:
        """A refusal ends the workflow, and is the answer."""
        await self._steps.read(
            ScreeningActivities.keep_list,
            KeepList(
                key=f"{self._steps.stream}/keep",
                at=workflow.now(),
                actor=loaded.by,
                file=loaded.file,
                source=loaded.source,
                version=loaded.version,
                issued_on=loaded.issued_on,
                recalled=True,  # a list is taken into use once
            ),
        )
        self._in_use = True

    async def _compare(self, loaded: ListLoaded, after: CaseId | None) -> CaseId | None:
        """One chunk; the case it ended with, or None when all are through."""
        request = ScreenAgain(
            key=chunk_key(loaded.file, after),
            at=workflow.now(),
            file=loaded.file,
            after=after,
            recalled=True,  # and each chunk compared once, whoever asks again
        )
        done = await self._steps.do(ScreeningActivities.screen_again, request)
        return done.last

    @workflow.query(name="status")
    def status(self) -> Stamp:
        return self._steps.head or NOTHING_YET

    @workflow.update(
        name="load", unfinished_policy=workflow.HandlerUnfinishedPolicy.ABANDON
    )
    async def load(self) -> Stamp:
        """Not an act: it waits until the list is in use; a refusal is the failure."""
        await workflow.wait_condition(lambda: self._in_use)
        return self._steps.head or NOTHING_YET

    @workflow.update(name="resolve")
    async def resolve(self, act: Resolve) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @resolve.validator
    def _may_resolve(self, act: Resolve) -> None:
        self._steps.admit(act)
