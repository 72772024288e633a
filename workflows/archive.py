"""Histories of ended procedures, kept every night before the engine forgets them."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.archive import ArchiveActivities, KeepPage
    from models.archive import ArchiveAsked, ArchiveRun
    from models.ids import ARCHIVE_STREAM
    from models.reconcile import AT_MOST, Difference
    from workflows.options import COMPARING
    from workflows.steps import Steps


@workflow.defn(name="ArchiveWorkflow")
class ArchiveWorkflow:
    """One run a night by Schedule; a person's wish is a run of its own."""

    @workflow.run
    async def run(self, asked: ArchiveAsked) -> ArchiveRun:
        steps = Steps(f"{ARCHIVE_STREAM}/{workflow.info().run_id}")
        kept, after = 0, ""
        found: list[Difference] = []
        while True:
            page = await steps.read(
                ArchiveActivities.keep_page,
                KeepPage(
                    key=steps.key("page"),
                    at=workflow.now(),
                    actor=asked.actor,
                    after=after,
                ),
                COMPARING,
            )
            kept += page.kept
            found += page.found
            after = page.after
            if not after:
                return ArchiveRun(kept=kept, found=tuple(found[:AT_MOST]))
