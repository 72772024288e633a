"""The record, as a command or a screen asks it while no engine answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.ids import Actor, CaseId, SessionId
from models.officer import auditor, officer, reader
from models.progress import Progress
from models.session_matrix import Matrix
from runtime.settings import Settings
from store.address_book import SqlAddressBook
from store.at_stake import SqlAtStake
from store.case_list import SqlCaseList
from store.reading import SqlReading
from store.record_pages import SqlRecordPages
from store.reference import Reference
from store.reports import SqlReports
from store.round_progress import round_progress
from store.session_matrix import session_matrix
from store.unit_of_work import SqlUnits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from activities.recipients import Reach
    from activities.unit_of_work import Units
    from models.corridor import Corridor
    from models.event import Stamp
    from models.refusal import Wanted
    from models.working_calendar import WorkingCalendar
    from runtime.account_desk import AccountDesk
    from runtime.auditor_desk import AuditorDesk
    from runtime.dossier_desk import DossierDesk
    from runtime.finding_desk import FindingDesk
    from runtime.invitation_desk import InvitationDesk
    from runtime.person_desk import PersonDesk
    from runtime.reading_room import ReadingRoom
    from runtime.recheck import Recheck
    from runtime.register import Register
    from runtime.seal_desk import SealDesk
    from runtime.session_plans import SessionPlan
    from runtime.webhook_desk import WebhookDesk


@dataclass(frozen=True)
class Record:
    settings: Settings
    units: SqlUnits
    reading: SqlReading
    reports: SqlReports
    reference: Reference

    @property
    def case_list(self) -> SqlCaseList:
        return SqlCaseList(self.units.engine)

    @property
    def record_pages(self) -> SqlRecordPages:
        return SqlRecordPages(self.units.engine)

    @property
    def address_book(self) -> SqlAddressBook:
        return SqlAddressBook(self.units.engine)

    @property
    def at_stake(self) -> SqlAtStake:
        return SqlAtStake(self.units.engine)

    async def session_matrix(self, session: SessionId) -> Matrix:
        return await session_matrix(self.units.engine, session)

    async def round_progress(self, case: CaseId) -> Progress:
        return await round_progress(self.units.engine, case)

    async def refused(self, wanted: Wanted, said: str, *, at: datetime) -> Stamp:
        """Put on record that an act was refused, with its sentence."""
        from runtime.refusals import note

        return await note(self.units, self.reading, wanted, said, at=at)

    def seal_desk(self, actor: str) -> SealDesk:
        from runtime.seal_desk import SealDesk

        return SealDesk(units=self.units, actor=officer(actor))

    def auditor_desk(self, actor: str, trial: Units | None = None) -> AuditorDesk:
        """`trial`: the unit that is taken back, where it is only tried."""
        from runtime.auditor_desk import AuditorDesk

        return AuditorDesk(units=trial or self.units, actor=officer(actor))

    def person_desk(self, actor: str, trial: Units | None = None) -> PersonDesk:
        """`trial` as for an auditor's desk."""
        from runtime.person_desk import PersonDesk

        return PersonDesk(units=trial or self.units, actor=officer(actor))

    def webhook_desk(self, actor: str) -> WebhookDesk:
        from runtime.webhook_desk import WebhookDesk
        from runtime.webhook_keys import WebhookKeys

        keys = WebhookKeys(self.settings.folder)
        return WebhookDesk(units=self.units, keys=keys, actor=officer(actor))

    def account_desk(self, actor: str) -> AccountDesk:
        from runtime.account_desk import AccountDesk

        return AccountDesk(units=self.units, actor=Actor(actor))

    def invitation_desk(self, actor: str) -> InvitationDesk:
        from runtime.invitation_desk import InvitationDesk

        return InvitationDesk(units=self.units, actor=Actor(actor))

    def reading_room(self, actor: str) -> ReadingRoom:
        from runtime.reading_room import ReadingRoom

        return ReadingRoom(units=self.units, actor=auditor(actor))

    def finding_desk(self, actor: str) -> FindingDesk:
        """Of an auditor, who opens and closes, or of an officer, who answers."""
        from runtime.finding_desk import FindingDesk

        return FindingDesk(units=self.units, actor=reader(actor))

    def dossier_desk(self, actor: str) -> DossierDesk:
        """Of an officer or an auditor: whoever has it is noted."""
        from runtime.dossier_desk import DossierDesk
        from runtime.wiring import rule_book

        return DossierDesk(units=self.units, book=rule_book(), actor=reader(actor))

    async def recheck(self, ref: str, *, as_of: date | None, now: datetime) -> Recheck:
        """What the rules of a day say of a proposal as it stands now."""
        from runtime.recheck import recheck
        from runtime.wiring import rule_book

        case = await self.reading.case_by_ref(ref)
        return await recheck(self.units, case.case, rule_book(), as_of=as_of, now=now)

    async def reach(self, ref: str, *, now: datetime) -> Reach:
        """Who would be written to about a proposal now, and who would not."""
        from activities.dossier import open_dossier
        from activities.recipients import reachable

        case = await self.reading.case_by_ref(ref)
        async with self.units.read() as unit:
            dossier = await open_dossier(unit, case.case)
            return await reachable(unit, dossier, now, self.settings.channels)

    async def session_plan(
        self,
        named: SessionId,
        starts_at: datetime | None,
        ends_at: datetime | None,
        *,
        now: datetime,
    ) -> SessionPlan:
        """The plan on record; with `starts_at`, what it would be then."""
        from activities.session_plan import SessionPlanner
        from runtime.session_plans import session_plan
        from runtime.wiring import calendars

        planner = SessionPlanner(calendars=calendars())
        async with self.units.read() as unit:
            return await session_plan(unit, planner, named, starts_at, ends_at, now=now)

    def calendars_of(self, corridor: Corridor) -> Sequence[WorkingCalendar]:
        """The working calendars of its two sides."""
        from runtime.wiring import calendars

        return [calendars().country(one) for one in (corridor.side_a, corridor.side_b)]

    def register(self, actor: str, trial: Units | None = None) -> Register:
        """`trial` as for an auditor's desk."""
        from runtime.register import Register

        return Register(units=trial or self.units, actor=Actor(actor))
