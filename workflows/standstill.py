"""A case at a standstill: whatever it waits for, compliance comes first (X21)."""

from datetime import datetime
from typing import assert_never

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.ruling import (
        EndStandstill,
        StandstillActivities,
        StandstillEnded,
        StopForRuling,
    )
    from models.acts import Act, Resolve, Ruling, Withdraw
    from models.ids import CaseId
    from models.screening_acts import StandStill
    from models.task import TaskKind
    from workflows.leaving import BlockedError, WithdrawnError
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
        self._moved: dict[datetime | None, datetime | None] = {}

    async def _halt(self, act: StandStill, until: datetime | None) -> None:
        """Nothing happens until somebody has ruled; `until` is what was waited for."""
        self.still = True
        self.desk.answer(act, self.head or NOTHING_YET)
        await self.read(
            StandstillActivities.stop_for_ruling,
            StopForRuling(
                key=self.act_key("stop-for-ruling", act),
                at=workflow.now(),
                case=self.case,
            ),
        )
        ended = await self._ruling(act.review_at)
        self.still = False
        self.screening_stale_at = ended.stale_at
        self.money_due = ended.money_due or self.money_due
        told: dict[datetime | None, datetime | None] = {
            shift.announced: shift.ends_at for shift in ended.shifts
        }
        for announced, stands in self._moved.items():
            self._moved[announced] = told.get(stands, stands) if stands else stands
        self._moved |= told
        if until is not None and until not in self._moved:
            self._moved[until] = until + ended.lost

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
                        "the lists of today, then resolve with --clear or --block.",
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
        if act.ruling is Ruling.RETRY:
            self.desk.refuse(act, "This task is resolved with --clear or --block.")
            return None
        request = EndStandstill(
            key=self.act_key("end-standstill", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            foreseen=act.foreseen,
            case=self.case,
            ruling=act.ruling,
        )
        if act.ruling is Ruling.CLEAR:
            return await self.apply(act, StandstillActivities.end_standstill, request)
        try:
            await self.read(StandstillActivities.end_standstill, request)
        except ActivityError as error:
            self.desk.refuse(act, refusal(error))
            return None
        self.closing = act
        raise BlockedError
