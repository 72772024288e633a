"""A case at a standstill: whatever it waits for, compliance comes first (X21)."""

from datetime import datetime
from typing import assert_never

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.ruling import (
        StandstillActivities,
        StandstillEnded,
        StopForRuling,
    )
    from models.acts import Act, Resolve, Ruling, Withdraw
    from models.ids import CaseId
    from models.screening_acts import StandStill
    from models.task import TaskKind
    from workflows.leaving import BlockedError, WithdrawnError
    from workflows.ruling import agreed, ending
    from workflows.steps import NOTHING_YET, Lapsed, Poked, Steps, refusal


class Halting(Steps):
    """`closing` is the act that ends the case, if a person ends it.

    The stages hold the instants they were told: `_moved` says where they lie now.
    """

    def __init__(self, stream: str, case: CaseId) -> None:
        super().__init__(stream)
        self.case = case
        self.still = False
        self.closing: Act | None = None
        self.screening_stale_at: datetime | None = None
        self.money_due: datetime | None = None  # a reservation's reminders and end
        self.checkpoints: tuple[datetime, ...] = ()  # no deadline stands for these
        self._ahead: tuple[datetime, ...] = ()
        self._moved: dict[datetime | None, datetime | None] = {}

    async def _halt(self, act: StandStill, until: datetime | None) -> None:
        """Nothing happens until somebody has ruled; `until` is what was waited for."""
        self.still = True
        self.desk.answer(act, self.head or NOTHING_YET)
        await self.do(
            StandstillActivities.stop_for_ruling,
            StopForRuling(
                key=self.act_key("stop-for-ruling", act),
                at=workflow.now(),
                case=self.case,
            ),
        )
        with self.ruled_by(Ruling.CLEAR, Ruling.BLOCK):
            ended = await self._ruling(act.review_at)
        self.still = False
        self.screening_stale_at = ended.stale_at
        self.money_due = ended.money_due or self.money_due
        self._give_back(ended, until)

    @property
    def ahead(self) -> tuple[datetime, ...]:
        """What the stage comes to, where it lies now; also what is over already.

        A clock that stands still comes to nothing.
        """
        now = (self._moved.get(told, told) for told in self._ahead)
        return tuple(at for at in now if at is not None)

    def look_ahead(self, *instants: datetime | None) -> None:
        """A stage says all it waits for: of these, only the next has a timer."""
        self._ahead = tuple(one for one in instants if one is not None)

    def stands(self, told: datetime) -> datetime:
        """Where an instant that a stage was told lies now."""
        return self._moved.get(told) or told

    def tell(self, *instants: datetime) -> None:
        """A stage is told these anew: where they were moved before is history."""
        for told in instants:
            self._moved.pop(told, None)

    def _give_back(self, ended: StandstillEnded, until: datetime | None) -> None:
        """Deadlines lie where they were moved to; any other instant, later by as much.

        Of the others, those still to come when the case halted: what was waited for,
        and every later checkpoint.
        """
        told: dict[datetime | None, datetime | None] = {
            shift.announced: shift.ends_at for shift in ended.shifts
        }
        halted_at = workflow.now() - ended.lost
        free = {one for one in (until, *self.checkpoints) if one is not None}
        later: dict[datetime | None, datetime | None] = {
            one: self.stands(one) + ended.lost
            for one in free
            if self.stands(one) not in told and self.stands(one) > halted_at
        }
        for announced, stands in self._moved.items():
            self._moved[announced] = told.get(stands, stands) if stands else stands
        self._moved |= told | later

    async def _ruling(self, review_at: datetime | None) -> StandstillEnded:
        while True:
            # What interrupts a stage does not interrupt this: Steps', not Road's.
            came = await super()._wait((Resolve, Withdraw), until=review_at, poke=False)
            match came:
                case Withdraw():
                    self.closing = came
                    raise WithdrawnError
                case Lapsed():
                    review_at = None
                    await self.ask(
                        TaskKind.SCREENING,
                        "The proposal has stood still for long: compare the hit with "
                        "the lists of today, then resolve with --clear or --block; two "
                        "people have to agree.",
                        about="review",
                    )
                case Resolve():
                    if ended := await self._judge(came):
                        return ended
                case Act() | Poked():
                    continue
                case _:
                    assert_never(came)

    async def _judge(self, act: Resolve) -> StandstillEnded | None:
        if not await agreed(self, self.case, act):
            return None
        request = ending(self, self.case, act)
        if act.ruling is Ruling.CLEAR:
            return await self.apply(act, StandstillActivities.end_standstill, request)
        try:
            await self.read(StandstillActivities.end_standstill, request)
        except ActivityError as error:
            self.desk.refuse(act, refusal(error))
            return None
        self.closing = act
        raise BlockedError
