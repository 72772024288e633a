"""What an officer can have done with a session."""

from collections.abc import Sequence
from datetime import datetime

from models.acts import Act, Freeze, Hold, Postpone, SessionOpened
from models.errors import DomainError
from models.event import Stamp
from models.ids import CorridorCode, session_id, session_workflow_id
from models.reference_number import case_named, session_named
from models.session_rules import parse_ordinal
from runtime.errands import new_act
from runtime.officer_desk import OfficerDesk


class SessionDesk(OfficerDesk):
    async def open_session(  # noqa: PLR0913  (the fields of a session)
        self,
        corridor: str,
        ordinal: str,
        *,
        programme: str,
        country: str,
        place: str,
        starts_at: datetime,
        ends_at: datetime | None = None,
        capacity: int,
        now: datetime,
    ) -> Stamp:
        if starts_at <= now:
            raise DomainError("The session's date has passed: give a later one.")
        if capacity <= 0:
            raise DomainError("The capacity is in minutes, more than 0: correct it.")
        number = parse_ordinal(ordinal)
        session = session_id(CorridorCode(corridor.upper()), number)
        async with self._units.read() as unit:
            await unit.corridors.programme(CorridorCode(corridor.upper()), programme)
            if await unit.sessions.find(session) is not None:
                raise DomainError(
                    f"Session {ordinal} of {corridor.upper()} exists: an ordinal is "
                    "never used twice. Open the next one, or postpone this one."
                )
        opened = SessionOpened(
            session=session,
            corridor=CorridorCode(corridor.upper()),
            ordinal=number,
            programme=programme,
            country=country,
            place=place,
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=capacity,
            opener=self.actor,
        )
        return await self._errands.begin(
            "SessionWorkflow", "open", opened, workflow_id=session_workflow_id(session)
        )

    async def freeze(self, session: str, reason: str = "") -> Stamp:
        act = Freeze(act=new_act(), actor=self.actor, reason=await self._paper(reason))
        return await self._tell_session(session, "freeze", act)

    async def postpone(
        self,
        session: str,
        until: datetime | None,
        reason: str,
        *,
        ends: datetime | None = None,
    ) -> Stamp:
        act = Postpone(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            until=until,
            ends=ends,
        )
        return await self._tell_session(session, "postpone", act)

    async def hold(
        self, session: str, not_treated: Sequence[str] = (), reason: str = ""
    ) -> Stamp:
        act = Hold(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            not_treated=tuple(case_named(ref) for ref in not_treated),
        )
        return await self._tell_session(session, "hold", act)

    async def _tell_session(self, session: str, update: str, act: Act) -> Stamp:
        named = session_named(session)
        return await self._tell(session_workflow_id(named), update, act, session=named)
