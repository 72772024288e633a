"""Letters to bodies about a session as a whole: each body has one thread a session."""

from datetime import datetime

from activities.deadlines import Terms
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter, party_of
from models.adhesion_record import AdhesionThread
from models.body import Body
from models.compliance import LegalStatus, may_send
from models.corridor import Corridor
from models.deadlines import end_of
from models.ids import LetterId, SessionId, session_workflow_id
from models.letter import Letter, LetterFacts, LetterKind
from models.milestones import MilestoneName
from models.session import Session


class SessionLetters:
    def __init__(self, *, writer: LetterWriter, terms: Terms) -> None:
        self._writer = writer
        self._terms = terms

    async def to_body(
        self,
        unit: UnitOfWork,
        session: Session,
        body: Body,
        kind: LetterKind,
        *,
        key: str,
        at: datetime,
        **facts: object,
    ) -> Letter:
        """`facts` are the fields of LetterFacts this kind adds."""
        corridor = await unit.corridors.get(session.corridor)
        party = party_of(body, corridor)
        sheet: dict[str, object] = {
            "ref": f"{session.corridor}/{session.roman}",
            "session": session.roman,
            "place": session.place_in(party.language),
            "starts_at": session.starts_at,
            "zone": corridor.zone_a,
            "other_zone": corridor.zone_b if session.remote else "",
            "simulation": corridor.legal_status is LegalStatus.SIMULATION,
        }
        thread = await _thread(unit, session.session, body)
        return await self._writer.put(
            unit,
            party,
            kind,
            letter=LetterId(f"{key}/{body.code}"),
            stream=session_workflow_id(session.session),
            conversation=thread.conversation,
            at=at,
            next_at=self._terms.leaves_at(corridor, party.side, kind, at),
            facts=LetterFacts.model_validate({**sheet, **facts}),
        )

    def why_not(self, corridor: Corridor, body: Body) -> str:
        """Why no letter would reach a body, or nothing."""
        if not body.reached:
            return "letters to its address bounce"
        if body.address == body.email and body.channel not in self._writer.channels:
            return "it takes certified mail, and no certified mailbox of ours is set"
        return may_send(corridor.legal_status, body.address) or ""

    def wall(self, corridor: Corridor, session: Session) -> datetime | None:
        """The last second in time for adhesions; None while there is no date."""
        day = session.plan and session.plan[MilestoneName.ADHESION_WALL].date
        if day:
            return end_of(day, corridor.zone_a)
        wall = self._terms.wall(corridor, session)
        return wall.at if wall else None


async def _thread(unit: UnitOfWork, session: SessionId, body: Body) -> AdhesionThread:
    known = await unit.adhesion_threads.find((session, body.code))
    if known is not None:
        return known
    opened = await unit.conversations.for_digest(body.code, ())
    thread = AdhesionThread(session=session, body=body.code, conversation=opened.number)
    await unit.adhesion_threads.add(thread)
    return thread
