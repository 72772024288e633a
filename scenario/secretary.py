"""Who keeps the sessions of the scenario: opened, one postponed, both held."""

from datetime import datetime, timedelta

from models.session import Session, SessionState
from models.session_rules import roman
from runtime.office import Office
from scenario.bodies import CORRIDOR, programme_in
from scenario.plan import (
    CYCLES,
    FIRST,
    SITTING,
    THIRD_CYCLE,
    Cycle,
    Year,
)
from scenario.record import Record

_ITEM = 15  # minutes on an agenda
_ROOM = 0.325
"""Of all proposals, the first session has time for this share: others go on."""
_LASTS = timedelta(days=2)
_NOT_TREATED = 10  # one item of so many


class Secretary:
    def __init__(
        self, year: Year, record: Record, officer: Office, proposals: int
    ) -> None:
        self._year = year
        self._record = record
        self._officer = officer
        self._proposals = proposals

    async def work(self, now: datetime) -> None:
        known = {one.ordinal: one for one in await self._record.sessions()}
        for cycle in (*CYCLES, THIRD_CYCLE):
            session = known.get(cycle.ordinal)
            if session is None:
                if now >= self._year.day(cycle.opens):
                    await self._open(cycle, now)
            elif session.starts_at is not None:
                await self._keep(cycle, session, session.starts_at, now)

    async def _open(self, cycle: Cycle, now: datetime) -> None:
        starts = self._year.day(cycle.planned or cycle.sits, SITTING)
        share = _ROOM if cycle.ordinal == FIRST else 1
        await self._officer.open_session(
            CORRIDOR,
            roman(cycle.ordinal),
            programme=programme_in(starts.year).code,
            country=cycle.country,
            place=cycle.place,
            starts_at=starts,
            ends_at=starts + _LASTS,
            capacity=_ITEM * max(1, round(share * self._proposals)),
            now=now,
        )

    async def _keep(
        self, cycle: Cycle, session: Session, starts_at: datetime, now: datetime
    ) -> None:
        named = f"{CORRIDOR}/{session.roman}"
        sits = self._year.day(cycle.sits, SITTING)
        postponed = cycle.postponed_on
        if session.state is SessionState.FROZEN and now >= starts_at:
            agenda = await self._record.agenda(session)
            left = agenda[_NOT_TREATED - 1 :: _NOT_TREATED]
            await self._officer.hold(named, left, reason="verbale")
        elif (
            postponed is not None
            and not session.postponed_from
            and now >= self._year.day(postponed)
        ):
            await self._officer.postpone(
                named, sits, "sciopero dei trasporti", ends=sits + _LASTS
            )
