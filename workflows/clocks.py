"""The updates by which terms that run are counted anew, or made longer."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.clock_acts import AdoptCalendar, ExtendCompletion
    from models.event import Stamp
    from models.officer import person
    from workflows.road import Road
    from workflows.steps import refused


class ClockUpdates:
    _road: Road

    @workflow.update(name="adopt_calendar")
    async def adopt_calendar(self, act: AdoptCalendar) -> Stamp:
        return await self._road.desk.hand_in(act)

    @adopt_calendar.validator
    def _may_adopt(self, act: AdoptCalendar) -> None:
        self._road.admit(act)
        if act.reason is None:
            raise refused("A calendar is adopted for a reason: give --reason.")

    @workflow.update(name="extend_completion")
    async def extend_completion(self, act: ExtendCompletion) -> Stamp:
        return await self._road.desk.hand_in(act)

    @extend_completion.validator
    def _may_extend_completion(self, act: ExtendCompletion) -> None:
        self._road.admit(act)
        if act.until <= workflow.now():
            raise refused("The new end has passed already: give a later date.")
        if person(act.requester) == person(act.actor):
            raise refused(
                "Whoever asks for an extension does not approve it (four eyes): let "
                "somebody else approve it, with --as."
            )
