"""Passport data goes when no visa is asked for any more: 30 days after the session."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import JsonValue
from temporalio import activity

from activities.effects import Effect, EffectRunner
from activities.programme_watch import Attended
from activities.unit_of_work import UnitOfWork
from models.adhesion import PASSPORT_KEPT, without_passports
from models.adhesion_record import kept_until
from models.corridor import Corridor
from models.deadlines import end_of
from models.event import EventKind
from models.ids import SessionId, session_workflow_id
from models.session import Session


class AttendAdhesions(Effect):
    """`name` is the session."""

    name: str


class AdhesionActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="attend_adhesions")
    async def attend_adhesions(self, request: AttendAdhesions) -> Attended:
        """Delete what is no longer needed, and say when to look again."""

        async def work(unit: UnitOfWork) -> Attended:
            session = await unit.sessions.get(SessionId(request.name))
            corridor = await unit.corridors.get(session.corridor)
            due = forgotten_at(corridor, session)
            known = await unit.adhesions.of(session.session)
            holding = [one for one in known if one.holds_passports]
            if due is None or due > request.at:
                return Attended(next_at=due)
            if not holding:
                return Attended(over=True)
            erased: list[JsonValue] = []
            for one in holding:
                changes = {
                    "form": without_passports(one.form),
                    "passports_deleted_at": request.at,
                }
                await unit.adhesions.save(one.model_copy(update=changes))
                erased += await unit.people.erase("adhesion", (one.adhesion,))
            event = await unit.events.append(
                stream=session_workflow_id(session.session),
                kind=EventKind.PASSPORTS_DELETED,
                actor=request.actor,
                at=request.at,
                body={
                    "adhesions": [one.adhesion for one in holding],
                    "erased": erased,
                },
            )
            return Attended(stamp=event.stamp, over=True)

        return await self._effects.once(request, Attended, work)


def forgotten_at(corridor: Corridor, session: Session) -> datetime | None:
    """The end of the last day on which passport data is kept.

    Nobody asks for a visa to a cancelled session: it is counted from that day.
    """
    ends = session.cancelled_at or kept_until(
        session.ends_at or session.starts_at, session.postponed_from
    )
    if ends is None:
        return None
    day = ends.astimezone(ZoneInfo(corridor.zone_a)).date()
    return end_of(day + timedelta(days=PASSPORT_KEPT.amount), corridor.zone_a)
