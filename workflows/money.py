"""A case's money beside its road: its terms go on when the proposal is closed."""

from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.calendar_adoption import AdoptForCase, CalendarActivities
    from activities.reservation import MoneyActivities, MoneyLooked, WatchMoney
    from models.acts import MoneyWatched, Resolve
    from models.clock_acts import AdoptCalendar
    from models.event import Stamp
    from models.ids import CaseId, money_workflow_id
    from workflows.steps import Steps


class Watch(Steps):
    """Ended when nothing has a term, and begun anew: its keys name the beginning."""

    def __init__(self, case: CaseId, begun: datetime) -> None:
        super().__init__(money_workflow_id(case))
        self._begun = begun

    def key(self, verb: str) -> str:
        return f"{super().key(verb)}/{self._begun:%Y%m%dT%H%M%S%f}"


@workflow.defn(name="MoneyWorkflow")
class MoneyWorkflow:
    @workflow.init
    def __init__(self, watched: MoneyWatched) -> None:
        self._steps = Watch(watched.case, workflow.info().start_time)
        self._again = False

    @workflow.run
    async def run(self, watched: MoneyWatched) -> None:
        while True:
            looked = await self._look(watched.case)
            if self._again:
                continue
            if looked.next_at is None:
                break
            came = await self._steps.wait(
                AdoptCalendar, until=looked.next_at, poke=True
            )
            if isinstance(came, AdoptCalendar):
                await self._adopt(came, watched.case)
        await self._steps.finish("Nothing of this money waits any more.")

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
        self._again = False
        return await self._steps.do(
            MoneyActivities.watch_money,
            WatchMoney(key=self._steps.key("watch"), at=workflow.now(), case=case),
        )

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._again = True
        self._steps.poke()

    @workflow.query(name="status")
    def status(self) -> datetime | None:
        return self._steps.due

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
