"""Where findings are opened and closed by auditors, and answered by the secretariat."""

from collections.abc import Sequence
from datetime import datetime

from activities.tasks import close_about, open_task
from models.errors import DomainError
from models.event import EventKind, Stamp, without_addresses
from models.finding import Finding, FindingState, finding_name, finding_named
from models.frozen import Frozen
from models.ids import Actor, Ref, proposal_workflow_id
from models.officer import auditor_of, reads_only
from models.reference_number import case_named
from models.task import TaskKind
from runtime.reading_room import admitted
from store.unit_of_work import SqlUnitOfWork, SqlUnits

_SECRETARIAT = "secretariat:"


class ShownFinding(Frozen):
    """A finding with its words, under the name people give it."""

    finding: Finding
    name: str
    state: FindingState
    text: str
    answer: str
    closing: str


class Told(Frozen):
    """What an act on a finding came to; `name` as people write it."""

    name: str
    stamp: Stamp


class FindingDesk:
    def __init__(self, *, units: SqlUnits, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def find(
        self, ref: str, text: str, *, event: int | None, now: datetime
    ) -> Told:
        """Attach a finding to an act of a case, or to the case as a whole.

        Raises:
            DomainError: no auditor, or there is no such case or act.
        """
        async with self._units.write() as unit:
            await self._auditing(unit)
            case = await unit.cases.get(case_named(ref))
            stream = proposal_workflow_id(case.case)
            if event is not None:
                await _refuse_unknown(unit, stream, event, case.ref)
            finding = Finding(
                case=case.case,
                number=await unit.findings.next_number(case.case),
                event=event,
                auditor=self._actor,
                text=await unit.papers.put(text.encode()),
                opened_at=now,
            )
            await unit.findings.add(finding)
            told = await self._note(
                unit, EventKind.FINDING_OPENED, finding, case.ref, text, now
            )
            about = f"event {event}" if event else "the case"
            await open_task(
                unit,
                stream=stream,
                kind=TaskKind.AUDIT_FINDING,
                at=now,
                actor=self._actor,
                about=str(finding.number),
                detail=(
                    f"{self._actor} found fault with {about}: read it with `starter.py "
                    f"audit findings {case.ref}`, answer with `starter.py audit answer "
                    f"{told.name} --reason …`."
                ),
            )
        return told

    async def answer(self, name: str, words: str, *, now: datetime) -> Told:
        """What the secretariat says to a finding.

        Raises:
            DomainError: another office, an auditor, or it is not open.
        """
        if auditor_of(self._actor):
            raise reads_only(self._actor)
        if not self._actor.startswith(_SECRETARIAT):
            raise DomainError(
                f"Findings are answered by the secretariat, not by {self._actor}: give "
                "--as as in secretariat:o1."
            )
        async with self._units.write() as unit:
            known, ref = await _named(unit, name)
            paper = await unit.papers.put(words.encode())
            finding = known.answered(paper, self._actor, now)
            await unit.findings.save(finding)
            told = await self._note(
                unit, EventKind.FINDING_ANSWERED, finding, ref, words, now
            )
            await self._end_task(unit, finding, words, now)
        return told

    async def close(self, name: str, words: str, *, now: datetime) -> Told:
        """The auditor who opened it is satisfied, or lets it be; the words say which.

        Raises:
            DomainError: it is another auditor's, or closed already.
        """
        async with self._units.write() as unit:
            await self._auditing(unit)
            known, ref = await _named(unit, name)
            paper = await unit.papers.put(words.encode())
            finding = known.closed(paper, self._actor, now)
            await unit.findings.save(finding)
            told = await self._note(
                unit, EventKind.FINDING_CLOSED, finding, ref, words, now
            )
            await self._end_task(unit, finding, words, now)
        return told

    async def findings(self, ref: str | None = None) -> Sequence[ShownFinding]:
        """Those of a case, or all."""
        async with self._units.read() as unit:
            case = (await unit.cases.get(case_named(ref))).case if ref else None
            found = await unit.findings.all(case)
        return await self.shown(found)

    async def shown(self, found: Sequence[Finding]) -> Sequence[ShownFinding]:
        """With their words, and the numbers of their cases."""
        async with self._units.read() as unit:
            refs = {
                one: (await unit.cases.get(one)).ref
                for one in sorted({finding.case for finding in found})
            }
            return [await _shown(unit, one, refs[one.case]) for one in found]

    async def _auditing(self, unit: SqlUnitOfWork) -> None:
        if not auditor_of(self._actor):
            raise DomainError(
                f"Findings are an auditor's, not {self._actor}'s: give --as as in "
                "auditor:court."
            )
        await admitted(unit, self._actor)

    async def _note(
        self,
        unit: SqlUnitOfWork,
        kind: EventKind,
        finding: Finding,
        ref: Ref,
        words: str,
        now: datetime,
    ) -> Told:
        papers = {"text": finding.text, "answer_text": finding.answer}
        papers["closing_text"] = finding.closing
        event = await unit.events.append(
            stream=proposal_workflow_id(finding.case),
            kind=kind,
            actor=self._actor,
            at=now,
            reason=without_addresses(words),
            body={
                "finding": finding.number,
                "event": finding.event,
                **{name: paper for name, paper in papers.items() if paper},
            },
        )
        return Told(name=finding_name(ref, finding.number), stamp=event.stamp)

    async def _end_task(
        self, unit: SqlUnitOfWork, finding: Finding, words: str, now: datetime
    ) -> None:
        await close_about(
            unit,
            stream=proposal_workflow_id(finding.case),
            kind=TaskKind.AUDIT_FINDING,
            about=str(finding.number),
            by=self._actor,
            at=now,
            reason=without_addresses(words),
        )


async def _named(unit: SqlUnitOfWork, name: str) -> tuple[Finding, Ref]:
    of, number = finding_named(name)
    case = await unit.cases.get(case_named(of))
    return await unit.findings.get((case.case, number)), case.ref


async def _refuse_unknown(
    unit: SqlUnitOfWork, stream: str, event: int, ref: str
) -> None:
    if all(one.seq != event for one in await unit.events.of(stream)):
        raise DomainError(
            f"There is no event {event} of {ref}: give --event as `starter.py history "
            f"{ref}` numbers it, or leave it out."
        )


async def _shown(unit: SqlUnitOfWork, finding: Finding, ref: Ref) -> ShownFinding:
    text, answer, closing = [
        (await unit.papers.get(paper)).decode() if paper else ""
        for paper in (finding.text, finding.answer, finding.closing)
    ]
    return ShownFinding(
        finding=finding,
        name=finding_name(ref, finding.number),
        state=finding.state,
        text=text,
        answer=answer,
        closing=closing,
    )
