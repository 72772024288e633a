"""What the stages of a session share: its state, and the steps of its plan."""

from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.agenda_screening import AgendaScreeningActivities, ScreenAgenda
    from activities.session import ReachMilestone, SessionActivities, SessionPlanned
    from activities.session_cancel import (
        CancelSession as CancelRequest,
    )
    from activities.session_cancel import SessionCancelActivities
    from activities.session_plan import MilestoneDue
    from activities.session_recovery import RecoverSession, SessionRecoveryActivities
    from models.acts import Act, CancelSession, Freeze, Hold, Postpone
    from models.agenda_acts import (
        AddLateItem,
        AgendaAct,
        ChangeFormat,
        DropPartner,
        LayTables,
        MoveItem,
        RemoveItem,
        SwapItems,
    )
    from models.ids import PaperId, SessionId, session_workflow_id
    from models.session import SessionState
    from workflows.agenda import EFFECTS, effect_of
    from workflows.steps import Lapsed, Poked, Steps

_BEFORE_IT_SITS = (SessionState.COLLECTING, SessionState.FROZEN)
_NOT_HELD = (*_BEFORE_IT_SITS, SessionState.POSTPONED)
_WHEN: dict[type[Act], tuple[SessionState, ...]] = {
    Freeze: (SessionState.COLLECTING,),
    Hold: (SessionState.FROZEN,),
    Postpone: _NOT_HELD,
    CancelSession: _NOT_HELD,
    LayTables: _BEFORE_IT_SITS,
    ChangeFormat: _BEFORE_IT_SITS,
    MoveItem: _BEFORE_IT_SITS,
    SwapItems: _BEFORE_IT_SITS,
    RemoveItem: _BEFORE_IT_SITS,
    AddLateItem: (SessionState.FROZEN,),
    DropPartner: _BEFORE_IT_SITS,
}
"""In which state of the session each act can be done."""


class SessionCancelledError(Exception):
    """It does not take place: run() leaves, wherever it is."""


class Sitting(Steps):
    """The tools of a session, and where it stands."""

    def __init__(self, session: SessionId) -> None:
        super().__init__(session_workflow_id(session))
        self.session = session
        self.state = SessionState.COLLECTING
        self.freeze_at: datetime | None = None
        self.starts_at: datetime | None = None
        self.screen_at: datetime | None = None  # None: done, or no date
        self._milestones: list[MilestoneDue] = []

    @property
    def gathers(self) -> bool:
        """Whether its agenda is not frozen yet."""
        return self.state in {SessionState.COLLECTING, SessionState.POSTPONED}

    async def take_up(self, reason: PaperId) -> None:
        """Go on where the record says the session stands."""
        began = workflow.info().start_time
        recovered = await self.read(
            SessionRecoveryActivities.recover_session,
            RecoverSession(
                key=f"{self.stream}/recover/{began:%Y%m%dT%H%M%S%f}",
                at=workflow.now(),
                session=self.session,
                reason=reason,
            ),
        )
        self.keys.go_on_from(recovered.counts, ())
        self.state = recovered.state
        self.plan(recovered)

    def plan(self, planned: SessionPlanned) -> None:
        """Wait for these instants from now on, and for no others."""
        self.freeze_at, self.starts_at = planned.freeze_at, planned.starts_at
        self.screen_at = planned.screen_at
        self._milestones = list(planned.milestones)

    async def _wait(
        self, takes: tuple[type[Act], ...], *, until: datetime | None, poke: bool
    ) -> Act | Lapsed | Poked:
        """As in every procedure; meanwhile the desk is told of each step that is due.

        Its agenda is in an officer's hands all the time: whatever is waited for.
        """
        while True:
            step = self._step_before(until)
            at = step.at if step else until
            eve = self.screen_at is not None and (at is None or self.screen_at <= at)
            at = self.screen_at if eve else at
            here = (*takes, *self._interrupts())
            came = await super()._wait(here, until=at, poke=poke)
            if isinstance(came, CancelSession):
                await self._cancel(came)
            elif isinstance(came, AgendaAct):
                await self._arrange(came)
            elif eve and isinstance(came, Lapsed):
                await self.screen()
            elif step is not None and isinstance(came, Lapsed):
                self._milestones.remove(step)
                await self._reach(step)
            else:
                return came

    async def screen(self) -> None:
        """Its items are compared with the lists; what stands still leaves (I15)."""
        self.screen_at = None
        await self.do(
            AgendaScreeningActivities.screen_agenda,
            ScreenAgenda(
                key=self.key("screen"), at=workflow.now(), session=self.session
            ),
        )

    async def screen_late(self) -> None:
        """The eve has passed, and what came since was not screened then."""
        if self.screen_at is None:
            await self.screen()

    def _step_before(self, until: datetime | None) -> MilestoneDue | None:
        first = self._milestones[0] if self._milestones else None
        if first is None or (until is not None and until <= first.at):
            return None
        return first

    def _interrupts(self) -> tuple[type[Act], ...]:
        """What may be done with the agenda, or the whole session, now."""
        kinds: tuple[type[Act], ...] = (CancelSession, *EFFECTS)
        return tuple(kind for kind in kinds if self.state in _WHEN[kind])

    async def _cancel(self, act: CancelSession) -> None:
        """Nothing is waited for any more, unless it is refused."""
        cancelled = await self.apply(
            act,
            SessionCancelActivities.cancel_session,
            CancelRequest(
                key=self.act_key("cancel", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                session=self.session,
            ),
        )
        if cancelled is not None:
            self.state = SessionState.CANCELLED
            raise SessionCancelledError

    async def _arrange(self, act: AgendaAct) -> None:
        verb, request = effect_of(
            act,
            key=self.act_key("arrange", act),
            at=workflow.now(),
            session=self.session,
        )
        done = await self.apply(act, verb, request)
        if done and isinstance(act, AddLateItem):
            await self.screen_late()

    async def _reach(self, due: MilestoneDue) -> None:
        await self.do(
            SessionActivities.reach_milestone,
            ReachMilestone(
                key=f"{self.key('milestone')}/{due.name}",
                at=workflow.now(),
                session=self.session,
                milestone=due.name,
            ),
        )

    def objection(self, act: Act) -> str:
        states = _WHEN.get(type(act), ())
        if not states or self.state in states:
            return super().objection(act)
        return (
            f"The session is {self.state}; this can be done only while it is "
            f"{' or '.join(states)}."
        )
