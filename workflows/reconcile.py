"""Engine and record compared: every open procedure, every night; it mends nothing."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.reconcile import (
        PAGE,
        CompareAgain,
        ComparePage,
        ReconcileActivities,
        RecordDifferences,
    )
    from models.ids import RECONCILE_STREAM
    from models.reconcile import (
        AT_MOST,
        Difference,
        ReconcileAsked,
        ReconcileRun,
        Source,
    )
    from workflows.options import COMPARING
    from workflows.steps import Steps

SETTLES = timedelta(seconds=30)
"""What was under way at the first look has been recorded by then."""


@workflow.defn(name="ReconcileWorkflow")
class ReconcileWorkflow:
    """One run a night by Schedule; a person's wish is a run of its own."""

    @workflow.init
    def __init__(self, asked: ReconcileAsked) -> None:  # noqa: ARG002  (as `run` has it)
        self._steps = Steps(RECONCILE_STREAM)
        self._compared = 0
        self._differ: dict[str, Difference] = {}

    @workflow.run
    async def run(self, asked: ReconcileAsked) -> ReconcileRun:
        for source in Source:
            await self._compare(source)
        stand = await self._second_look()
        found = tuple(stand[:AT_MOST])
        begun = workflow.info().start_time
        done = await self._steps.do(
            ReconcileActivities.record_differences,
            RecordDifferences(
                key=f"{RECONCILE_STREAM}/{begun:%Y%m%dT%H%M%S%f}",
                at=workflow.now(),
                actor=asked.actor,
                compared=self._compared,
                differences=len(stand),
                found=found,
                whole=len(stand) <= AT_MOST,
            ),
        )
        return ReconcileRun(
            compared=self._compared,
            differences=len(stand),
            opened=done.opened,
            closed=done.closed,
            found=found,
        )

    async def _compare(self, source: Source) -> None:
        after = ""
        while True:
            page = await self._steps.read(
                ReconcileActivities.compare_page,
                ComparePage(source=source, at=workflow.now(), after=after),
                COMPARING,
            )
            self._compared += page.compared
            self._differ |= {one.name: one for one in page.differences}
            after = page.after
            if not after:
                return

    async def _second_look(self) -> list[Difference]:
        """A difference counts when it is there, and the same, both times."""
        names = sorted({one.procedure for one in self._differ.values()})
        if not names:
            return []
        await workflow.sleep(SETTLES)
        stand: list[Difference] = []
        for start in range(0, len(names), PAGE):
            page = await self._steps.read(
                ReconcileActivities.compare_again,
                CompareAgain(
                    at=workflow.now(), procedures=tuple(names[start : start + PAGE])
                ),
                COMPARING,
            )
            stand += (one for one in page.differences if one.name in self._differ)
        return stand
