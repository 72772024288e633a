"""A case's money beside its road: its terms go on when the proposal is closed."""

from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.calendar_adoption import AdoptForCase, CalendarActivities
    from activities.reservation import MoneyActivities, MoneyLooked, WatchMoney
    from activities.ruling import StandstillActivities
    from models.acts import MoneyWatched, ProcedureStatus, Resolve, Ruling
    from models.clock_acts import AdoptCalendar
    from models.event import Stamp
    from models.ids import CaseId, money_workflow_id
    from workflows.ruling import agreed, ending
    from workflows.steps import Lapsed, Poked
    from workflows.watching import Watching


@workflow.defn(name="MoneyWorkflow")
class MoneyWorkflow:
    @workflow.init
    def __init__(self, watched: MoneyWatched) -> None:
        stream = money_workflow_id(watched.case)
        self._steps = Watching(stream, workflow.info().start_time)

    @workflow.run
    async def run(self, watched: MoneyWatched) -> None:
        while True:
            looked = await self._steps.look(watched, lambda: self._look(watched.case))
            if looked.next_at is None and not looked.halted:
                break
            await self._wait(watched.case, looked)
        await self._steps.finish("Nothing of this money waits any more.")

    async def _wait(self, case: CaseId, looked: MoneyLooked) -> None:
        """A ruling on a closed case comes here: its own procedure has ended."""
        if looked.halted:
            with self._steps.ruled_by(Ruling.CLEAR, Ruling.BLOCK):
                came: AdoptCalendar | Resolve | Lapsed | Poked = await self._steps.wait(
                    AdoptCalendar, Resolve, until=looked.next_at, poke=True
                )
        else:
            came = await self._steps.wait(
                AdoptCalendar, until=looked.next_at, poke=True
            )
        if isinstance(came, AdoptCalendar):
            await self._adopt(came, case)
        elif isinstance(came, Resolve) and await agreed(self._steps, case, came):
            request = ending(self._steps, case, came)
            await self._steps.apply(came, StandstillActivities.end_standstill, request)

    async def _adopt(self, act: AdoptCalendar, case: CaseId) -> None:
        """Of a case that is closed; the road of an open one does it itself."""
        await self._steps.apply(
            act,
            CalendarActivities.adopt_calendar,
            AdoptForCase(
                key=self._steps.act_key("clocks", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                case=case,
                calendar=act.calendar,
                version=act.version,
            ),
        )

    async def _look(self, case: CaseId) -> MoneyLooked:
        return await self._steps.do(
            MoneyActivities.watch_money,
            WatchMoney(key=self._steps.key("watch"), at=workflow.now(), case=case),
        )

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._steps.poke()

    @workflow.query(name="status")
    def status(self) -> datetime | None:
        return self._steps.due

    @workflow.query(name="standing")
    def standing(self) -> ProcedureStatus:
        return self._steps.standing()

    @workflow.update(name="adopt_calendar")
    async def adopt_calendar(self, act: AdoptCalendar) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @adopt_calendar.validator
    def _may_adopt(self, act: AdoptCalendar) -> None:
        self._steps.admit(act)

    @workflow.update(name="resolve")
    async def resolve(self, act: Resolve) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @resolve.validator
    def _may_resolve(self, act: Resolve) -> None:
        self._steps.admit(act)
