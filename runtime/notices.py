"""The notices of sessions that still take adhesions: «In evidenza» (method 81)."""

from collections.abc import Sequence
from datetime import datetime

from models.adhesion_record import Notice
from models.compliance import LegalStatus
from models.corridor import Corridor
from models.frozen import Frozen
from models.ids import SessionId
from models.session import Session, SessionState
from store.unit_of_work import SqlUnits


class PublicNotice(Frozen):
    """A notice as anybody may read it. `simulation`: it has no legal effect."""

    session: SessionId
    number: int
    text: str
    place: str
    starts_at: datetime | None
    deadline: datetime
    published_at: datetime
    simulation: bool

    @property
    def name(self) -> str:
        """Its own, for ever: `it-ru-29-1`."""
        return f"{self.session.replace('/', '-')}-{self.number}"


class Notices:
    def __init__(self, units: SqlUnits) -> None:
        self._units = units

    async def current(self, language: str, *, now: datetime) -> Sequence[PublicNotice]:
        """In a language; the one that ends first comes first."""
        found: list[PublicNotice] = []
        async with self._units.read() as unit:
            for one in await unit.notices.open_at(now):
                session = await unit.sessions.get(one.session)
                if session.state is not SessionState.CANCELLED:
                    corridor = await unit.corridors.get(session.corridor)
                    found.append(_public(one, session, corridor, language))
        return found


def _public(
    notice: Notice, session: Session, corridor: Corridor, language: str
) -> PublicNotice:
    return PublicNotice(
        session=notice.session,
        number=notice.number,
        text=notice.text.get(language) or next(iter(notice.text.values())),
        place=session.place_in(language),
        starts_at=session.starts_at,
        deadline=notice.deadline,
        published_at=notice.published_at,
        simulation=corridor.legal_status is LegalStatus.SIMULATION,
    )
