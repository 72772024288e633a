"""The facts of the synthesis: sessions, programmes, results and numbers on record."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from documents.saying import country, on_day, said
from models.corridor import Corridor
from models.corridor_facts import CorridorFacts
from models.document import ColumnKind, Said
from models.event import EventKind
from models.ledger import Account
from models.message import ActKind
from models.programme import ProgrammeState, WorkProgramme
from models.report import (
    Figure,
    ProgrammeFact,
    ResultFact,
    SessionFact,
    Stage,
    Status,
    Synthesis,
    When,
)
from models.report_scope import ReportFrame
from models.rhythm import DONE
from models.session import Session, SessionState
from store.reports import SynthesisRecord

_SIGNED = frozenset(
    {
        ProgrammeState.SIGNED,
        ProgrammeState.IN_FORCE,
        ProgrammeState.CLOSING,
        ProgrammeState.CLOSED,
    }
)
_ACTS = {
    EventKind.SUBMITTED: "submitted",
    EventKind.VALIDATED: "validated",
    EventKind.DISSEMINATED: "disseminated",
    EventKind.PRESENTED: "presented",
}
_WORDS = (ActKind.INTERESTED, ActKind.CONDITIONAL, ActKind.DECLINED)


def synthesis(
    record: SynthesisRecord, facts: CorridorFacts, frame: ReportFrame, of: Corridor
) -> Synthesis:
    return Synthesis(
        corridor=_name(of),
        period=frame.period,
        dated=frame.dated,
        frame=facts.frame,
        aims=facts.aims,
        method=facts.method,
        lines=facts.lines,
        sources=facts.sources,
        sessions=tuple(_sessions(record, of.zone_a)),
        programmes=tuple(_programmes(record)),
        results=tuple(_results(record, of.zone_a)),
        figures=tuple(_figures(record)),
        simulated=frame.simulated,
    )


def _name(of: Corridor) -> Said:
    """Both countries, in every language."""
    one, other = country(of.side_a), country(of.side_b)
    return Said(
        it=f"{one.it} – {other.it}",
        ru=f"{one.ru} – {other.ru}",
        en=f"{one.en} – {other.en}",
    )


def _sessions(record: SynthesisRecord, zone: str) -> Iterator[SessionFact]:
    """One without a date stands at the date it was postponed from, and says so."""
    for one in record.sessions:
        starts = one.starts_at or max(one.postponed_from, default=None)
        if starts is None:
            continue
        first = _day(starts, zone)
        last = _day(one.ends_at, zone) if one.starts_at and one.ends_at else None
        yield SessionFact(
            ordinal=one.ordinal,
            place=_everywhere(one.place),
            country=country(one.country),
            when=When(first=first, last=last),
            status=_status(one),
            remark=_remark(one, zone),
        )


def _status(one: Session) -> Status:
    if one.state in DONE:
        return Status.DONE
    return Status.EXPECTED if one.starts_at is None else Status.PLANNED


def _remark(one: Session, zone: str) -> Said:
    if one.state is SessionState.CANCELLED:
        return said("remark.cancelled")
    if one.state is SessionState.POSTPONED or one.starts_at is None:
        return said("remark.undated")
    if one.postponed_from:
        return on_day("remark.moved", _day(one.postponed_from[0], zone))
    return Said()


def _programmes(record: SynthesisRecord) -> Iterator[ProgrammeFact]:
    ordinals = {one.session: one.ordinal for one in record.sessions}
    for one in record.programmes:
        if one.state is not ProgrammeState.ABANDONED:
            signed = one.signature
            yield ProgrammeFact(
                first_year=one.programme.start.year,
                last_year=one.programme.end.year,
                guidelines=tuple(_guidelines(one)),
                status=Status.DONE if one.state in _SIGNED else Status.PLANNED,
                signed=When(first=signed.on) if signed else None,
                session=(
                    ordinals.get(signed.session) if signed and signed.session else None
                ),
            )


def _guidelines(one: WorkProgramme) -> Iterator[Said]:
    for guideline in one.guidelines:
        yield _titled(guideline.title)


def _results(record: SynthesisRecord, zone: str) -> Iterator[ResultFact]:
    for one in record.results:
        title = _titled(one.title)
        yield ResultFact(
            kind=one.outcome,
            text=Said(
                it=_with(one.ref, title.it),
                ru=_with(one.ref, title.ru),
                en=_with(one.ref, title.en),
            ),
            when=When(first=_day(one.at, zone)),
            status=Status.DONE,
            value_cents=one.value,
        )


def _with(ref: str, title: str) -> str:
    return f"{ref}: {title}" if title else ""


def _figures(record: SynthesisRecord) -> Iterator[Figure]:
    numbers = record.numbers
    for kind, name in _ACTS.items():
        yield _figure(name, numbers.proposals.get(kind, 0))
    yield _figure("results", len(record.results))
    interested = [one for one in record.proposals if Stage.INTEREST in one.stages]
    yield _figure("share_interest", len(interested))
    yield _figure("deliveries", numbers.deliveries)
    for act in _WORDS:
        yield _figure(act.value, numbers.answers.get(act, 0))
    yield from _money(record)


def _money(record: SynthesisRecord) -> Iterator[Figure]:
    """What was paid in the period; what stands promised and held at its end."""
    for account, status, cents in (
        (Account.PAID, Status.DONE, record.booked[Account.PAID]),
        (Account.COMMITTED, Status.PLANNED, record.standing[Account.COMMITTED]),
        (Account.RESERVED, Status.EXPECTED, record.standing[Account.RESERVED]),
    ):
        name = said(f"figure.{account}")
        yield Figure(name=name, value=cents, kind=ColumnKind.CENTS, status=status)


def _figure(name: str, value: int) -> Figure:
    return Figure(name=said(f"figure.{name}"), value=value)


def _titled(title: dict[str, str]) -> Said:
    known = {one: title[one] for one in Said.model_fields if title.get(one)}
    return Said.model_validate(known)


def _everywhere(name: str) -> Said:
    """A name as it was entered, in whatever language it is read."""
    return Said(it=name, ru=name, en=name)


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
