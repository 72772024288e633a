"""The reports: each drawn from the record, and told in the language asked for."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from documents.funnel import funnel_document
from documents.residuals import residuals_document
from documents.response_times import response_times_document
from documents.rhythm import rhythm_document
from documents.silence_matrix import silence_document, silence_sums_document
from documents.synthesis import synthesis_document
from models.document import Document, Language
from models.errors import DomainError
from models.frozen import Frozen
from models.residuals import residuals
from models.rhythm import rhythm
from models.silence_matrix import matrix
from runtime.client import Access
from runtime.report_about import About, Subject, subject
from runtime.report_funnel import Cut, funnel, funnel_of_bodies
from runtime.report_silence import silence_sums
from runtime.report_synthesis import synthesis
from runtime.report_times import CalendarOf, Measure, response_times
from runtime.wiring import calendars
from store.corridor_facts import corridor_facts
from store.reference import Reference
from store.reports import SqlReports


class ReportKind(StrEnum):
    SYNTHESIS = "synthesis"
    FUNNEL = "funnel"
    TIMES = "times"
    SILENCE = "silence"
    RESIDUALS = "residuals"
    CADENCE = "cadence"


class Asked(Frozen):
    """What a person asked for, and in which language."""

    kind: ReportKind
    of: About = About()
    cut: Cut = Cut.REGION
    language: Language = Language.EN


def asked(
    kind: str, of: Mapping[str, str | None], language: Language, cut: str
) -> Asked:
    """What somebody typed.

    Raises:
        DomainError: there is no such cut.
    """
    if cut not in {*Cut}:
        raise DomainError(f"{cut!r} is no way to group: use one of {', '.join(Cut)}.")
    return Asked(
        kind=ReportKind(kind),
        of=About.model_validate(of),
        language=language,
        cut=Cut(cut),
    )


class Told(NamedTuple):
    """A report's facts, and the same in words."""

    facts: Frozen
    document: Document


async def tell(opened: Access, wanted: Asked, *, now: datetime) -> Told:
    """One report, from the record as it is. Raises as `Reports.tell`."""
    found = Reports(opened.reports, opened.reference, calendars().country)
    return await found.tell(wanted, now=now)


class Reports:
    """Only reads."""

    def __init__(
        self, reports: SqlReports, reference: Reference, calendars: CalendarOf
    ) -> None:
        self._record = reports
        self._reference = reference
        self._calendars = calendars

    async def tell(self, wanted: Asked, *, now: datetime) -> Told:
        """One report.

        Raises:
            DomainError: no such corridor or session, or no such period.
        """
        about = await subject(self._record, wanted.of, now)
        match wanted.kind:
            case ReportKind.SYNTHESIS:
                return await self._synthesis(wanted, about)
            case ReportKind.FUNNEL:
                return await self._funnel(wanted, about)
            case ReportKind.TIMES:
                return await self._times(wanted, about, now)
            case ReportKind.SILENCE:
                return await self._silence(wanted, about)
            case ReportKind.RESIDUALS:
                return await self._residuals(wanted, about)
            case ReportKind.CADENCE:
                return await self._cadence(wanted, about)

    async def _synthesis(self, wanted: Asked, about: Subject) -> Told:
        record = await self._record.synthesis(about.scope)
        known = corridor_facts(about.corridor.code)
        facts = synthesis(record, known, about.frame, about.corridor)
        return Told(facts, synthesis_document(facts, wanted.language))

    async def _funnel(self, wanted: Asked, about: Subject) -> Told:
        if wanted.cut is Cut.BODY:
            bodies = await self._record.bodies_reached(about.scope)
            facts = funnel_of_bodies(bodies, about.frame)
        else:
            record = await self._record.funnel(
                about.scope, districts=wanted.cut is Cut.DISTRICT
            )
            facts = funnel(record, wanted.cut, about.frame, self._reference)
        told = facts.model_copy(update={"languages": (wanted.language,)})
        return Told(told, funnel_document(told))

    async def _times(self, wanted: Asked, about: Subject, now: datetime) -> Told:
        record = await self._record.times(about.scope)
        measure = Measure(about.corridor, self._calendars, about.scope, now)
        facts = response_times(record, about.frame, measure)
        return Told(facts, response_times_document(facts, wanted.language))

    async def _silence(self, wanted: Asked, about: Subject) -> Told:
        if about.scope.session is None:
            sums = await self._record.silence_sums(about.scope, about.corridor)
            counted = silence_sums(sums, about.frame)
            return Told(counted, silence_sums_document(counted, wanted.language))
        record = await self._record.silence_matrix(about.scope, about.corridor)
        facts = matrix(
            about.frame,
            record.bodies,
            record.proposals,
            record.sent,
            record.agreements,
        )
        return Told(facts, silence_document(facts, wanted.language))

    async def _residuals(self, wanted: Asked, about: Subject) -> Told:
        record = await self._record.residuals(about.scope)
        facts = residuals(about.frame, record.budgets, record.moves)
        return Told(facts, residuals_document(facts, wanted.language))

    async def _cadence(self, wanted: Asked, about: Subject) -> Told:
        sessions = await self._record.sessions(about.scope.corridor)
        facts = rhythm(about.frame, sessions, about.scope.zone)
        return Told(facts, rhythm_document(facts, wanted.language))
