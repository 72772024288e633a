"""The terms of a programme, or of a session's adhesions: kept beside all cases."""

from datetime import datetime
from typing import assert_never

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.adhesion_watch import AdhesionActivities, AttendAdhesions
    from activities.programme_watch import (
        Attended,
        AttendProgramme,
        ProgrammeActivities,
    )
    from models.acts import ProcedureStatus, Resolve, Watched, WatchKind
    from models.event import Stamp
    from models.ids import watch_workflow_id
    from workflows.watching import Watching


@workflow.defn(name="WatchWorkflow")
class WatchWorkflow:
    @workflow.init
    def __init__(self, watched: Watched) -> None:
        stream = watch_workflow_id(watched.kind, watched.name)
        self._steps = Watching(stream, workflow.info().start_time)

    @workflow.run
    async def run(self, watched: Watched) -> None:
        while True:
            seen = await self._steps.look(watched, lambda: self._attend(watched))
            if seen.over:
                break
            await self._steps.wait(until=seen.next_at, poke=True)
        await self._steps.finish("Nothing of this has a term any more.")

    async def _attend(self, watched: Watched) -> Attended:
        key, at = self._steps.key("attend"), workflow.now()
        match watched.kind:
            case WatchKind.PROGRAMME:
                return await self._steps.do(
                    ProgrammeActivities.attend_programme,
                    AttendProgramme(key=key, at=at, name=watched.name),
                )
            case WatchKind.ADHESIONS:
                return await self._steps.do(
                    AdhesionActivities.attend_adhesions,
                    AttendAdhesions(key=key, at=at, name=watched.name),
                )
            case _:
                assert_never(watched.kind)

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._steps.poke()

    @workflow.query(name="status")
    def status(self) -> datetime | None:
        return self._steps.due

    @workflow.query(name="standing")
    def standing(self) -> ProcedureStatus:
        return self._steps.standing()

    @workflow.update(name="resolve")
    async def resolve(self, act: Resolve) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @resolve.validator
    def _may_resolve(self, act: Resolve) -> None:
        self._steps.admit(act)
