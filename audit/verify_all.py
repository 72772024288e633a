"""Reads the whole record and says everything that is not as it was written."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from audit.verify_record import (
    ChronicleCheck,
    EventsCheck,
    PeopleCheck,
    RowsCheck,
    paper_finding,
)
from audit.verify_seal import Finding
from models.frozen import Frozen
from store.chronicle_tables import ChronicleTable
from store.evidence_tables import EventTable
from store.whole_record import WholeRecord


class Counted(Frozen):
    """How much was looked at."""

    records: int
    events: int
    rows: int
    people: int
    papers: int


class Verdict(NamedTuple):
    counted: Counted
    findings: tuple[Finding, ...]


Progress = Callable[[str], None]


async def verify_all(record: WholeRecord, told: Progress) -> Verdict:
    """Chains, rows, what is kept of people, and papers; the seals are checked apart.

    Args:
        record: one moment of it.
        told: is called with the name of each step as it begins.
    """
    findings: list[Finding] = []
    told("acts")
    acts = EventsCheck(await record.heads())
    findings += await acts.read(record.whole(EventTable))
    told("chronicle")
    chronicle = ChronicleCheck()
    head = await record.chronicle_head()
    await chronicle.read(record.whole(ChronicleTable), head)
    findings += chronicle.findings
    told("people")
    people = PeopleCheck(chronicle.named, frozenset(acts.erased))
    findings += await people.read(record.people())
    rows = RowsCheck(chronicle.fold, people)
    for table, standing in record.told():
        told(table)
        findings += await rows.read(table, standing)
    findings += rows.missing()
    told("papers")
    papers = 0
    async for paper in record.papers():
        papers += 1
        if hashlib.sha256(paper.content).hexdigest() != paper.sha256:
            findings.append(paper_finding(paper.sha256))
    counted = Counted(
        records=chronicle.fold.number,
        events=acts.seen,
        rows=rows.seen,
        people=people.seen,
        papers=papers,
    )
    return Verdict(counted, tuple(findings))
