"""What an officer can have done with a session."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from activities.session import OpenSession
from models.acts import CancelSession, Freeze, Hold, Postpone, SessionOpened
from models.errors import DomainError
from models.event import Stamp
from models.ids import CorridorCode, PaperId, session_id, session_workflow_id
from models.minutes_sheet import read_minutes
from models.reference_number import case_named, session_named
from models.session_rules import SHORTEST_ITEM, parse_ordinal
from models.timetable import LONGEST_OPENING, MOST_OPENINGS
from runtime.agenda_desk import AgendaDesk
from runtime.errands import new_act
from runtime.rehearsal import Rehearsal
from runtime.verbs import Verbs

_LARGEST = LONGEST_OPENING * MOST_OPENINGS


class SessionDesk(AgendaDesk):
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
        if not SHORTEST_ITEM <= capacity <= _LARGEST:
            raise DomainError(
                f"The capacity is in minutes, {SHORTEST_ITEM} to {_LARGEST}: correct it"
                " (tables of their own follow with `starter.py session tables`)."
            )
        if not place.strip():
            raise DomainError("The place is blank: give the city with --place.")
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
        stream = session_workflow_id(session)
        if self._dry and self._foresight is not None:
            self.foreseen = await self._foresight.beginning(partial(_open, opened, now))
            return Stamp(stream=stream, seq=0, hash="")
        return await self._errands.begin(
            "SessionWorkflow", "open", opened, workflow_id=stream
        )

    async def freeze(self, session: str, reason: str = "") -> Stamp:
        act = Freeze(act=new_act(), actor=self.actor, reason=await self._paper(reason))
        return await self.tell_session(session, "freeze", act)

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
        return await self.tell_session(session, "postpone", act)

    async def cancel_session(self, session: str, reason: str) -> Stamp:
        """It does not take place; its number is burnt."""
        act = CancelSession(
            act=new_act(), actor=self.actor, reason=await self._paper(reason)
        )
        return await self.tell_session(session, "cancel", act)

    async def hold(
        self,
        session: str,
        not_treated: Sequence[str] = (),
        reason: str = "",
        *,
        minutes: bytes = b"",
    ) -> Stamp:
        """Record the sitting; `minutes` is a sheet (models/minutes_sheet.py)."""
        if minutes and not_treated:
            raise DomainError(
                "The minutes say what was not treated: leave out --not-treated."
            )
        act = Hold(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            not_treated=tuple(case_named(ref) for ref in not_treated),
            minutes=await self._minutes(session, minutes) if minutes else None,
        )
        return await self.tell_session(session, "hold", act)

    async def _minutes(self, session: str, sheet: bytes) -> PaperId:
        named = session_named(session)
        async with self._units.read() as unit:
            found = await unit.sessions.get(named)
            corridor = await unit.corridors.get(found.corridor)
        languages = (corridor.language_a, corridor.language_b)
        minutes = read_minutes(sheet, named, languages)
        return await self._store(minutes.model_dump_json().encode())


async def _open(
    opened: SessionOpened, now: datetime, verbs: Verbs, rehearsal: Rehearsal
) -> None:
    told = opened.model_dump(exclude={"opener", "recovery"}) | {"actor": opened.opener}
    request = OpenSession.model_validate(
        {"key": f"rehearsal/{new_act()}", "at": now, **told}
    )
    rehearsal.remark((await verbs.session.open_session(request)).remarks)
