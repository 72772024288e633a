"""A session's clock: it collects, freezes its agenda, sits, and is filed."""

from typing import assert_never

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.agenda import AgendaActivities, DrawAgenda, TendAgenda
    from activities.session import CloseSession, OpenSession, SessionActivities
    from activities.session_move import PostponeSession, SessionMoveActivities
    from activities.sitting import HoldSession, SittingActivities
    from models.acts import (
        CancelSession,
        Freeze,
        Hold,
        Postpone,
        ProcedureStatus,
        Resolve,
        SessionClosed,
        SessionOpened,
    )
    from models.event import Stamp
    from models.session import SessionState
    from models.task import TaskKind
    from workflows.agenda import AgendaUpdates
    from workflows.sitting import SessionCancelledError, Sitting
    from workflows.steps import NOTHING_YET, Lapsed, Poked, refusal, refused


@workflow.defn(name="SessionWorkflow")
class SessionWorkflow(AgendaUpdates):
    @workflow.init
    def __init__(self, opened: SessionOpened) -> None:
        self._session = opened.session
        self._steps: Sitting = Sitting(opened.session)

    @workflow.run
    async def run(self, opened: SessionOpened) -> SessionClosed:
        await self._open(opened)
        try:
            while True:
                if self._steps.gathers:
                    await self._collect()
                    await self._steps.screen_late()
                if self._steps.state is SessionState.HELD or await self._sit():
                    return await self._close()
        except SessionCancelledError:
            return await self._leave()

    async def _open(self, opened: SessionOpened) -> None:
        if opened.recovery is not None:
            return await self._steps.take_up(opened.recovery)
        planned = await self._steps.read(
            SessionActivities.open_session,
            OpenSession(
                key=self._steps.key("open"),
                at=workflow.now(),
                actor=opened.opener,
                session=opened.session,
                corridor=opened.corridor,
                ordinal=opened.ordinal,
                programme=opened.programme,
                country=opened.country,
                place=opened.place,
                starts_at=opened.starts_at,
                ends_at=opened.ends_at,
                capacity=opened.capacity,
            ),
        )
        self._steps.plan(planned)
        return None

    async def _collect(self) -> None:
        """Until the agenda is frozen. While the date is unknown no timer waits."""
        while True:
            came = await self._steps.wait(
                Freeze, Postpone, until=self._steps.freeze_at, poke=True
            )
            match came:
                case Poked():
                    await self._steps.do(AgendaActivities.draw_agenda, self._draw())
                case Lapsed():
                    if await self._freeze_in_time():
                        break
                case Postpone():
                    await self._postpone(came)
                case Freeze():
                    if await self._freeze(came):
                        break
                case _:
                    assert_never(came)
        self._steps.state = SessionState.FROZEN

    async def _sit(self) -> bool:
        """True once held; False when it was postponed instead."""
        until = self._steps.starts_at
        while True:
            came = await self._steps.wait(Hold, Postpone, until=until, poke=True)
            match came:
                case Hold():
                    if await self._hold(came):
                        return True
                case Postpone():
                    if await self._postpone(came):
                        return False
                case Poked():
                    await self._steps.do(AgendaActivities.tend_agenda, self._tend())
                case Lapsed():
                    until = None
                    await self._steps.ask(
                        TaskKind.SESSION_DUE,
                        "The session was due to begin: record that it was held, or "
                        "postpone it (`starter.py session hold | postpone`).",
                    )
                case _:
                    assert_never(came)

    async def _close(self) -> SessionClosed:
        closed = await self._steps.do(
            SessionActivities.close_session,
            CloseSession(
                key=self._steps.key("close"), at=workflow.now(), session=self._session
            ),
        )
        self._steps.state = SessionState.CLOSED
        await self._steps.finish("The session is closed.")
        return SessionClosed(session=self._session, stamp=closed.stamp or NOTHING_YET)

    async def _leave(self) -> SessionClosed:
        await self._steps.finish("The session is cancelled: its number is burnt.")
        return SessionClosed(
            session=self._session, stamp=self._steps.head or NOTHING_YET
        )

    async def _freeze_in_time(self) -> bool:
        """As planned; where conflicts stand, a person sees to them and freezes."""
        draw = self._draw().model_copy(update={"final": True})
        try:
            await self._steps.read(AgendaActivities.draw_agenda, draw)
        except ActivityError as error:
            await self._steps.ask(
                TaskKind.AGENDA_CONFLICT,
                f"{refusal(error)} Then `starter.py session freeze`.",
            )
            self._steps.freeze_at = None
            return False
        return True

    async def _freeze(self, act: Freeze) -> bool:
        frozen = await self._steps.apply(
            act,
            AgendaActivities.draw_agenda,
            DrawAgenda(
                key=self._steps.act_key("freeze", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                session=self._session,
                final=True,
            ),
        )
        return frozen is not None

    async def _hold(self, act: Hold) -> bool:
        held = await self._steps.apply(
            act,
            SittingActivities.hold_session,
            HoldSession(
                key=self._steps.act_key("hold", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                session=self._session,
                not_treated=act.not_treated,
                minutes=act.minutes,
            ),
        )
        if held is None:
            return False
        self._steps.state = SessionState.HELD
        return True

    async def _postpone(self, act: Postpone) -> bool:
        moved = await self._steps.apply(
            act,
            SessionMoveActivities.postpone_session,
            PostponeSession(
                key=self._steps.act_key("postpone", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                session=self._session,
                until=act.until,
                ends=act.ends,
            ),
        )
        if moved is None:
            return False
        self._steps.plan(moved)
        self._steps.state = (
            SessionState.COLLECTING if moved.starts_at else SessionState.POSTPONED
        )
        return True

    def _draw(self) -> DrawAgenda:
        return DrawAgenda(
            key=self._steps.key("draw"), at=workflow.now(), session=self._session
        )

    def _tend(self) -> TendAgenda:
        return TendAgenda(
            key=self._steps.key("tend"), at=workflow.now(), session=self._session
        )

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._steps.poke()

    @workflow.query(name="status")
    def status(self) -> str:
        return self._steps.state

    @workflow.query(name="standing")
    def standing(self) -> ProcedureStatus:
        return self._steps.standing(self._steps.state)

    @workflow.update(
        name="open", unfinished_policy=workflow.HandlerUnfinishedPolicy.ABANDON
    )
    async def open(self) -> Stamp:
        """Not an act: it waits until the session stands in the register.

        A refused opening ends the workflow, and its failure is the answer.
        """
        await workflow.wait_condition(lambda: self._steps.head is not None)
        return self._steps.head or NOTHING_YET

    @workflow.update(name="freeze")
    async def freeze(self, act: Freeze) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @freeze.validator
    def _may_freeze(self, act: Freeze) -> None:
        self._steps.admit(act)

    @workflow.update(name="hold")
    async def hold(self, act: Hold) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @hold.validator
    def _may_hold(self, act: Hold) -> None:
        self._steps.admit(act)

    @workflow.update(name="postpone")
    async def postpone(self, act: Postpone) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @postpone.validator
    def _may_postpone(self, act: Postpone) -> None:
        self._steps.admit(act)
        if act.until is not None and act.until <= workflow.now():
            raise refused("The new date has passed already: give a later one.")

    @workflow.update(name="cancel")
    async def cancel(self, act: CancelSession) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @cancel.validator
    def _may_cancel(self, act: CancelSession) -> None:
        self._steps.admit(act)
        if act.reason is None:
            raise refused("A cancellation needs its reason: give --reason.")

    @workflow.update(name="resolve")
    async def resolve(self, act: Resolve) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @resolve.validator
    def _may_resolve(self, act: Resolve) -> None:
        self._steps.admit(act)
