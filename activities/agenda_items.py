"""Proposals as items of an agenda: which table, how long, and who sits there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from activities.dossier import read_form
from activities.unit_of_work import UnitOfWork
from models.attendee import Attendee, body, proposer
from models.case import Case, Phase
from models.ids import BodyCode, CaseId, PaperId, SessionId
from models.session_rules import AgendaItem
from models.timetable import Timetable

Items = Mapping[CaseId, AgendaItem]

_REMEMBERED: Final = 10_000


class _Asked(NamedTuple):
    """What a form asks of an agenda."""

    table: str
    proposer: Attendee


class AgendaItems:
    """Reads them. A form is read once: a paper never changes."""

    def __init__(self) -> None:
        self._asked: dict[PaperId, _Asked] = {}

    async def of(
        self,
        unit: UnitOfWork,
        session: SessionId,
        timetable: Timetable,
        *phases: Phase,
    ) -> dict[CaseId, AgendaItem]:
        """The session's proposals in those phases, by case."""
        still = set(await unit.standstills.cases())
        cases = [
            case
            for case in await unit.cases.in_session(session, phases)
            if case.phase is not Phase.READY or case.case not in still
        ]
        partners: dict[CaseId, list[BodyCode]] = defaultdict(list)
        for interest in await unit.interests.accepted_in(session):
            partners[interest.case].append(interest.body)
        return {
            case.case: await self._item(unit, case, partners[case.case], timetable)
            for case in cases
        }

    async def _item(
        self,
        unit: UnitOfWork,
        case: Case,
        partners: Iterable[BodyCode],
        timetable: Timetable,
    ) -> AgendaItem:
        asked = await self._read(unit, case.form)
        return AgendaItem(
            case=case.case,
            score=case.score,
            interests=case.interests,
            committed=case.reserved > 0,
            carried=case.carried + case.displaced,
            ready_at=case.ready_at or case.opened_at,
            minutes=case.minutes,
            table=_table(asked.table, timetable),
            attendees=(*map(body, partners), asked.proposer),
        )

    async def _read(self, unit: UnitOfWork, paper: PaperId) -> _Asked:
        known = self._asked.get(paper)
        if known is None:
            form = await read_form(unit, paper)
            known = _Asked(form.table, proposer(form.proposer.name))
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            self._asked[paper] = known
        return known


def _table(asked: str, timetable: Timetable) -> str:
    """The table asked for, by its key or by the letter it begins with; else the first.

    `a_science_technology` sits at table a.
    """
    for key in (asked, asked.partition("_")[0]):
        found = timetable.table(key)
        if found is not None and not found.visit:
            return key
    return next(one.key for one in timetable.tables if not one.visit)
