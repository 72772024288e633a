"""The papers of a session: its agenda, its dossier, its protocol, as documents.

What a release says was fixed when it was told; so it prints the same for ever.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from activities.session_papers import SessionPapers
from documents.agenda_paper import agenda_document
from documents.pdf import pdf
from documents.protocol_paper import protocol_document
from documents.session_dossier import dossier_document
from models.agenda_paper import AgendaPaper
from models.agenda_release import Entry, Release
from models.agenda_rows import Announced
from models.document import Document, Said
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, PaperId, session_workflow_id
from models.minutes import Minutes
from models.minutes_sheet import read_minutes
from models.protocol_paper import ProtocolPaper
from models.reference_number import session_named
from models.session import Session, SessionState
from models.session_dossier import SessionDossier
from models.session_timetable import timetable_of
from runtime.protocol_facts import protocol_facts
from runtime.written import save
from store.reference import Reference
from store.unit_of_work import SqlUnitOfWork, SqlUnits


class PaperKind(StrEnum):
    AGENDA = "agenda"
    DOSSIER = "dossier"


class Paper(NamedTuple):
    """A document, and which release it is of; None: before the freeze."""

    document: Document
    release: int | None
    draft: bool
    differing: tuple[str, ...] = ()
    """Where a protocol's two languages do not match."""


class SessionShelf:
    """Only reads."""

    def __init__(self, units: SqlUnits, reference: Reference) -> None:
        self._units = units
        self._maker = SessionPapers(names=reference)

    async def paper(self, kind: PaperKind, name: str, number: int | None) -> Paper:
        """The agenda or dossier of a release; without a number, as it stands.

        Raises:
            DomainError: no such session or release, or nothing on it to print.
        """
        async with self._units.read() as unit:
            session = await unit.sessions.get(session_named(name))
            told = await unit.agendas.releases(session.session)
            if number is None and session.state is SessionState.COLLECTING:
                return await self._provisional(unit, kind, session, told)
            row = _chosen(session, told, number)
            kept = row.agenda_paper if kind is PaperKind.AGENDA else row.dossier_paper
            if kept is not None:
                return _printed(await _read(unit, kind, kept), row.number)
            both = await self._maker.of(unit, session, row.release, final=True)
            return _printed(_one(kind, both), row.number)

    async def protocol(self, name: str, sheet: bytes | None = None) -> Paper:
        """The protocol on record; of a sheet of minutes, its draft.

        Raises:
            DomainError: no such session, no minutes, or a sheet that cannot be read.
        """
        async with self._units.read() as unit:
            session = await unit.sessions.get(session_named(name))
            corridor = await unit.corridors.get(session.corridor)
            if sheet is None:
                recorded = await unit.minutes.find(session.session)
                if recorded is None:
                    raise DomainError(
                        f"Session {session.roman} has no minutes on record: give their "
                        "sheet with --minutes to print a draft, or record them with "
                        "`starter.py session hold --minutes`."
                    )
                minutes: Minutes = recorded.minutes
            else:
                languages = (corridor.language_a, corridor.language_b)
                minutes = read_minutes(sheet, session.session, languages)
            paper = await protocol_facts(
                unit,
                session,
                corridor,
                minutes,
                titles=await self._titles(unit, session),
                recorded=sheet is None,
            )
        return _protocol(paper)

    async def _titles(self, unit: SqlUnitOfWork, session: Session) -> dict[str, Said]:
        """The titles of proposals by number, as they were last printed."""
        found: dict[str, Said] = {}
        for row in await unit.agendas.releases(session.session):
            if row.agenda_paper is None:
                continue
            paper = AgendaPaper.model_validate_json(
                await unit.papers.get(row.agenda_paper)
            )
            lines = (
                line
                for day in paper.days
                for table in day.tables
                for line in table.lines
            )
            found |= {line.ref: line.title for line in lines if line.ref}
        return found

    async def _provisional(
        self,
        unit: SqlUnitOfWork,
        kind: PaperKind,
        session: Session,
        told: Sequence[Announced],
    ) -> Paper:
        release = await _drawn(unit, session, 1 + len(told))
        both = await self._maker.of(unit, session, release, final=False)
        return _printed(_one(kind, both), None)


def write(paper: Paper, file: Path) -> None:
    """Write it as PDF. Raises DomainError when the file cannot be written."""
    save(pdf(paper.document), file)


def check_pdf(file: Path) -> None:
    """Refuse a name before the record is read."""
    if file.suffix.lower() != ".pdf":
        raise DomainError(f"{file.name} is no PDF: end it in .pdf.")


def _chosen(
    session: Session, told: Sequence[Announced], number: int | None
) -> Announced:
    if number is None:
        printable = [one for one in told if one.release.entries]
        if printable:
            return printable[-1]
        raise DomainError(
            f"Session {session.roman} has no release to print: see `starter.py session"
            " releases`."
        )
    row = next((one for one in told if one.number == number), None)
    if row is None:
        raise DomainError(
            f"Session {session.roman} has no release {number}; `starter.py session "
            "releases` lists them."
        )
    if not row.release.entries:
        raise DomainError(f"Release {number} took everything off: nothing to print.")
    return row


async def _read(
    unit: SqlUnitOfWork, kind: PaperKind, kept: PaperId
) -> AgendaPaper | SessionDossier:
    content = await unit.papers.get(kept)
    model = AgendaPaper if kind is PaperKind.AGENDA else SessionDossier
    return model.model_validate_json(content)


def _one(
    kind: PaperKind, both: tuple[AgendaPaper, SessionDossier]
) -> AgendaPaper | SessionDossier:
    return both[0] if kind is PaperKind.AGENDA else both[1]


def _printed(paper: AgendaPaper | SessionDossier, release: int | None) -> Paper:
    document = (
        agenda_document(paper)
        if isinstance(paper, AgendaPaper)
        else dossier_document(paper)
    )
    return Paper(document, release, draft=release is None)


def _protocol(paper: ProtocolPaper) -> Paper:
    return Paper(
        protocol_document(paper), None, draft=paper.draft, differing=paper.unmatched()
    )


async def _drawn(unit: SqlUnitOfWork, session: Session, number: int) -> Release:
    """What is placed so far, dated with the drawing that placed it."""
    slots = await unit.agendas.slots(session.session)
    corridor = await unit.corridors.get(session.corridor)
    timetable = timetable_of(session, corridor)
    if not slots or timetable is None:
        raise DomainError(
            f"Nothing stands on the agenda of session {session.roman} yet: see "
            "`starter.py session show`."
        )
    partners: dict[str, list[BodyCode]] = {}
    for one in await unit.interests.accepted_in(session.session):
        partners.setdefault(one.case, []).append(one.body)
    rooms = {table.key: table.room for table in timetable.tables}
    return Release(
        session=session.session,
        number=number,
        at=await _drawn_at(unit, session),
        zone=timetable.zone,
        entries=tuple(
            Entry(
                case=slot.case,
                table=slot.table,
                room=rooms.get(slot.table, ""),
                day=slot.day,
                starts_at=slot.starts_at,
                minutes=slot.minutes,
                bodies=tuple(sorted(partners.get(slot.case, ()))),
            )
            for slot in slots
        ),
    )


async def _drawn_at(unit: SqlUnitOfWork, session: Session) -> datetime:
    events = await unit.events.of(session_workflow_id(session.session))
    drawn = [one.at for one in events if one.kind in _DRAWING]
    return max(drawn or [one.at for one in events])


_DRAWING = frozenset({EventKind.AGENDA_DRAWN, EventKind.SLOT_MOVED})
