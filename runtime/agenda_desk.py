"""What an officer can do with a session's agenda."""

from datetime import datetime

from models import agenda_acts as acts
from models.acts import Act
from models.errors import DomainError
from models.event import Stamp
from models.ids import BodyCode, PaperId, SessionId, session_workflow_id
from models.reference_number import case_named, session_named
from models.remote import Remote
from models.session_timetable import zone_of
from models.timetable_sheet import read_timetable
from runtime.errands import new_act
from runtime.officer_desk import OfficerDesk


class AgendaDesk(OfficerDesk):
    """`note` says why conflicts are accepted; without it they are refused."""

    async def lay_tables(
        self, session: str, sheet: bytes, *, reason: str = "", note: str = ""
    ) -> Stamp:
        """Give a session the tables a sheet has (models/timetable_sheet.py)."""
        named = session_named(session)
        async with self._units.read() as unit:
            found = await unit.sessions.get(named)
            corridor = await unit.corridors.get(found.corridor)
        timetable = read_timetable(sheet, found, zone_of(found, corridor))
        act = acts.LayTables.model_validate(
            await self._decided(reason, note)
            | {"timetable": await self._store(timetable.model_dump_json().encode())}
        )
        return await self.tell_session(session, "lay_tables", act)

    async def change_format(
        self, session: str, *, remote: Remote | None, reason: str
    ) -> Stamp:
        """At a distance, by these links; None: in person."""
        paper = await self._store(remote.model_dump_json().encode()) if remote else None
        act = acts.ChangeFormat.model_validate(
            await self._decided(reason) | {"remote": paper}
        )
        return await self.tell_session(session, "change_format", act)

    async def move_item(  # noqa: PLR0913  (where an item goes, and why)
        self,
        session: str,
        ref: str,
        *,
        table: str,
        at: datetime,
        minutes: int | None = None,
        reason: str = "",
        note: str = "",
    ) -> Stamp:
        if minutes is not None and minutes < 1:
            raise DomainError("An item has minutes, 1 or more: correct them.")
        told = {
            "case": case_named(ref),
            "table": table,
            "starts_at": at,
            "minutes": minutes,
        }
        act = acts.MoveItem.model_validate(await self._decided(reason, note) | told)
        return await self.tell_session(session, "move_item", act)

    async def swap_items(
        self, session: str, ref: str, other: str, *, reason: str = "", note: str = ""
    ) -> Stamp:
        told = {"case": case_named(ref), "other": case_named(other)}
        act = acts.SwapItems.model_validate(await self._decided(reason, note) | told)
        return await self.tell_session(session, "swap_items", act)

    async def remove_item(self, session: str, ref: str, *, reason: str) -> Stamp:
        told = {"case": case_named(ref)}
        act = acts.RemoveItem.model_validate(await self._decided(reason) | told)
        return await self.tell_session(session, "remove_item", act)

    async def add_late_item(self, session: str, ref: str, *, reason: str = "") -> Stamp:
        told = {"case": case_named(ref)}
        act = acts.AddLateItem.model_validate(await self._decided(reason) | told)
        return await self.tell_session(session, "add_late_item", act)

    async def drop_partner(
        self, session: str, ref: str, body: str, *, reason: str, note: str = ""
    ) -> Stamp:
        told = {"case": case_named(ref), "body": BodyCode(body)}
        act = acts.DropPartner.model_validate(await self._decided(reason, note) | told)
        return await self.tell_session(session, "drop_partner", act)

    async def tell_session(self, session: str, update: str, act: Act) -> Stamp:
        named = session_named(session)
        await self._refuse_cancelled(named)
        return await self._tell(session_workflow_id(named), update, act, session=named)

    async def _refuse_cancelled(self, named: SessionId) -> None:
        """Its workflow has ended; the record says why nothing waits there."""
        async with self._units.read() as unit:
            found = await unit.sessions.find(named)
        if found is not None and found.cancelled_at is not None:
            raise DomainError(
                f"Session {found.roman} was cancelled on"
                f" {found.cancelled_at:%Y-%m-%d}, and its number is burnt: nothing"
                " more can be done with it. Open the next one."
            )

    async def _decided(self, reason: str, note: str = "") -> dict[str, object]:
        """What every act on an agenda has."""
        kept: PaperId | None = await self._paper(note)
        return {
            "act": new_act(),
            "actor": self.actor,
            "reason": await self._paper(reason),
            "note": kept,
        }
