"""What a release prints, fixed in the effect that tells it: the record moves on."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from activities.dossier import read_form
from activities.ports import Names
from activities.unit_of_work import UnitOfWork
from models.agenda_paper import AgendaDay, AgendaLine, AgendaPaper, AgendaTable
from models.agenda_release import Entry, Release, in_print
from models.case import Case
from models.compliance import LegalStatus
from models.corridor import Corridor
from models.document import Language, Said
from models.hours import in_both
from models.ids import BodyCode, PaperId
from models.interest import Interest, InterestState
from models.proposal import ProposalForm
from models.session import Session
from models.session_dossier import (
    DossierItem,
    InterestedBody,
    SessionDossier,
    Share,
    Source,
    Standing,
    paper_languages,
)
from models.session_timetable import timetable_of

_TAKE_PART = {
    InterestState.ACCEPTED: Standing.ACCEPTED,
    InterestState.RESERVE: Standing.RESERVE,
}


class Printed(NamedTuple):
    """The two papers of a release, under their hashes."""

    agenda: PaperId | None = None
    dossier: PaperId | None = None


class _Item(NamedTuple):
    entry: Entry
    case: Case
    form: ProposalForm


class SessionPapers:
    def __init__(self, *, names: Names) -> None:
        self._names = names

    async def keep(
        self, unit: UnitOfWork, session: Session, release: Release
    ) -> Printed:
        """Both papers into the record; an emptied agenda is not printed."""
        if not release.entries:
            return Printed()
        agenda, dossier = await self.of(unit, session, release, final=True)
        return Printed(
            await unit.papers.put(agenda.model_dump_json().encode()),
            await unit.papers.put(dossier.model_dump_json().encode()),
        )

    async def of(
        self, unit: UnitOfWork, session: Session, release: Release, *, final: bool
    ) -> tuple[AgendaPaper, SessionDossier]:
        """What a release with entries says now."""
        corridor = await unit.corridors.get(session.corridor)
        items = [await _item(unit, entry) for entry in in_print(release.entries)]
        bodies = await _names(unit, items)
        common = {
            "ordinal": session.ordinal,
            "place": said({one.value: session.place_in(one.value) for one in Language}),
            "release": release.number,
            "final": final,
            "languages": paper_languages(corridor.language_a, corridor.language_b),
            "simulated": corridor.legal_status is LegalStatus.SIMULATION,
        }
        zone = ZoneInfo(release.zone)
        zones = _zones(session, corridor, release.zone)
        days = sorted({entry.day for entry in release.entries})
        agenda = AgendaPaper.model_validate(
            {
                **common,
                "zone": release.zone,
                "released_at": release.at.astimezone(zone),
                "days": [
                    _day(day, items, bodies, _titles(session, corridor), zones)
                    for day in days
                ],
            }
        )
        dossier = SessionDossier.model_validate(
            {
                **common,
                "first_day": days[0],
                "last_day": days[-1],
                "dated": release.at.astimezone(zone).date(),
                "items": [await self._sheet(unit, one, zone) for one in items],
            }
        )
        return agenda, dossier

    async def _sheet(self, unit: UnitOfWork, one: _Item, zone: ZoneInfo) -> DossierItem:
        form = one.form
        interested = [
            each
            for each in await unit.interests.of(one.case.case)
            if each.state in _TAKE_PART
        ]
        interested.sort(key=lambda each: (each.state, each.rank, each.body))
        return DossierItem(
            ref=one.case.ref,
            title=said(form.title),
            day=one.entry.day,
            begins=one.entry.starts_at.astimezone(zone).time(),
            table=one.entry.table,
            proposer=shown_proposer(form),
            hidden=form.proposer_hidden,
            region=self._named(self._names.region, form.region),
            sectors=tuple(self._named(self._names.sector, key) for key in form.sectors),
            summary=said(form.summary),
            description=said(form.description),
            partner=form.partner_sought.role,
            cost=sum(action.cost for action in form.accompanying_actions),
            bodies=tuple([await _body(unit, each) for each in interested]),
            shares=tuple(await _shares(unit, one.case, interested)),
        )

    def _named(self, look: Callable[[str, str], str], code: str) -> Said:
        return said({one.value: look(code, one.value) for one in Language})


def said(texts: Mapping[str, str]) -> Said:
    """A text in those languages that papers are printed in."""
    known = {one: texts[one] for one in Said.model_fields if texts.get(one)}
    return Said.model_validate(known)


def everywhere(name: str) -> Said:
    """A name as it was entered, in whatever language it is read."""
    return Said(it=name, ru=name, en=name)


def shown_proposer(form: ProposalForm) -> str:
    """Who presents it, while the proposer's own name is not released."""
    return form.presented_by.body if form.proposer_hidden else form.proposer.name


async def _item(unit: UnitOfWork, entry: Entry) -> _Item:
    case = await unit.cases.find(entry.case)
    assert case is not None  # noqa: S101  (a slot refers to its case)
    return _Item(entry, case, await read_form(unit, case.form))


async def _names(unit: UnitOfWork, items: Sequence[_Item]) -> dict[BodyCode, str]:
    codes = sorted({body for one in items for body in one.entry.bodies})
    return {code: await _name(unit, code) for code in codes}


async def _name(unit: UnitOfWork, code: BodyCode) -> str:
    body = await unit.bodies.find(code)  # without a lock: it is only read
    return body.name if body else code


def _titles(session: Session, corridor: Corridor) -> dict[str, Said]:
    timetable = timetable_of(session, corridor)
    tables = timetable.tables if timetable else ()
    return {one.key: said(one.title) for one in tables}


def _day(
    day: date,
    items: Sequence[_Item],
    bodies: Mapping[BodyCode, str],
    titles: Mapping[str, Said],
    zones: tuple[str, ...],
) -> AgendaDay:
    tables: dict[tuple[str, str], list[_Item]] = defaultdict(list)
    for one in items:
        if one.entry.day == day:
            tables[one.entry.table, one.entry.room].append(one)
    return AgendaDay(
        day=day,
        tables=tuple(
            AgendaTable(
                key=key,
                title=titles.get(key, everywhere(key)),
                room=room,
                lines=tuple(_line(one, bodies, zones) for one in sat),
            )
            for (key, room), sat in sorted(tables.items())
        ),
    )


def _zones(session: Session, corridor: Corridor, zone: str) -> tuple[str, ...]:
    """The session's own; at a distance the other country's too (method X16)."""
    if session.remote is None:
        return (zone,)
    other = {corridor.zone_a, corridor.zone_b} - {zone}
    return (zone, *sorted(other))


def _line(
    one: _Item, bodies: Mapping[BodyCode, str], zones: tuple[str, ...]
) -> AgendaLine:
    zone = ZoneInfo(zones[0])
    begins: datetime = one.entry.starts_at.astimezone(zone)
    ends = (one.entry.starts_at + timedelta(minutes=one.entry.minutes)).astimezone(zone)
    return AgendaLine(
        begins=begins.time(),
        ends=ends.time(),
        elsewhere=in_both(one.entry.starts_at, *zones) if zones[1:] else "",
        ref=one.case.ref,
        title=said(one.form.title),
        proposer=shown_proposer(one.form),
        bodies=tuple(bodies[code] for code in one.entry.bodies),
    )


async def _body(unit: UnitOfWork, one: Interest) -> InterestedBody:
    return InterestedBody(
        name=await _name(unit, one.body),
        standing=_TAKE_PART[one.state],
        rank=one.rank,
        contribution=one.contribution,
        private=one.private,
    )


async def _shares(
    unit: UnitOfWork, case: Case, interested: Sequence[Interest]
) -> list[Share]:
    """What bodies bring, what is reserved under each agreement, what acts promise."""
    found: list[Share] = []
    for one in interested:
        if one.state is InterestState.ACCEPTED:
            name = await _name(unit, one.body)
            brought = ((Source.OWN, one.contribution), (Source.PRIVATE, one.private))
            found += [
                Share(source=source, name=name, cents=cents)
                for source, cents in brought
                if cents
            ]
    for agreement, _, cents in await unit.agreements.reserved(case.case):
        found.append(Share(source=Source.RESERVED, name=agreement, cents=cents))
    for act in await unit.commitments.of(case.case):
        if act.open:
            found.append(
                Share(
                    source=Source.COMMITTED,
                    name=act.agreement,
                    act=act.number,
                    cents=act.cents,
                )
            )
    return found
