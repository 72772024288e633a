"""A person's way to the dossier of a case: made for auditors, and noted."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from audit.dossier import Made, Subject, dossier
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.frozen import Frozen
from models.ids import Actor, CaseId, Ref, proposal_workflow_id
from models.officer import auditor_of
from models.reference_number import case_named
from models.rule_book import RuleBook
from runtime.reading_room import admitted
from runtime.written import save
from store.case_record import case_records
from store.unit_of_work import SqlUnits

ENDING: Final = ".zip"


class Told(Frozen):
    """What was made: `manifest` binds every file, and stands in the act."""

    ref: Ref
    manifest: str
    files: int
    size: int
    stamp: Stamp


class DossierDesk:
    def __init__(self, *, units: SqlUnits, book: RuleBook, actor: Actor) -> None:
        self._units = units
        self._book = book
        self._actor = actor

    async def make(
        self, ref: str, file: Path, *, now: datetime, told: Callable[[str], None]
    ) -> Told:
        """Note on the chain of a case who has its dossier, and which; then write it.

        The act comes after all that is in the file: it is not in it.

        Raises:
            DomainError: no such case, an auditor who is not let in, or the file cannot
                be written.
        """
        check_zip(file)
        case, number, made = await self.made(ref, told)
        async with self._units.write() as unit:
            event = await unit.events.append(
                stream=proposal_workflow_id(case),
                kind=EventKind.DOSSIER_MADE,
                actor=self._actor,
                at=now,
                body={"manifest": made.manifest},
            )
        save(made.packet, file)
        return Told(
            ref=number,
            manifest=made.manifest,
            files=made.files,
            size=len(made.packet),
            stamp=event.stamp,
        )

    async def made(
        self, ref: str, told: Callable[[str], None]
    ) -> tuple[CaseId, Ref, Made]:
        """The dossier alone: nothing is noted."""
        async with self._units.read() as unit:
            if auditor_of(self._actor):
                await admitted(unit, self._actor)
            case = await unit.cases.get(case_named(ref))
            corridor = await unit.corridors.get(case.corridor)
        subject = Subject(case.case, case.ref, corridor, self._book)
        async with case_records(self._units.engine) as record:
            return case.case, case.ref, await dossier(record, subject, told)


def check_zip(file: Path) -> None:
    """Refuse a name before the record is read."""
    if file.suffix.lower() != ENDING:
        raise DomainError(f"{file.name} is no ZIP: end it in {ENDING}.")
