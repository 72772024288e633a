"""What an act would set off, found by doing it in a transaction that is taken back."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar, cast

from activities.effects import Done, Effect
from activities.unit_of_work import UnitOfWork, Units
from models.case import Case
from models.foreseen import (
    Foreseen,
    ForeseenCase,
    ForeseenDeadline,
    ForeseenLetters,
    ForeseenMoney,
    ForeseenStep,
)
from models.ids import AgreementNumber, CaseId
from models.ledger import Entry
from models.letter import Letter
from models.milestones import shifts
from models.running_deadline import RunningDeadline
from models.session import Session

R = TypeVar("R", bound=Done)


class _TakenBackError(Exception):
    """Ends the transaction without a trace."""


class Rehearsal:
    """Runs effects one after another, in one unit that is never committed.

    It stands in for the EffectRunner and its Units: each effect sees what those before
    it did.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._seen = _Seen()
        self._unit = cast("UnitOfWork", _Witness(unit, self._seen))

    @property
    def units(self) -> "Rehearsal":
        return self

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        yield self._unit

    write = read

    async def once(
        self,
        request: Effect,  # noqa: ARG002  (the runner's own shape)
        result: type[R],  # noqa: ARG002
        work: Callable[[UnitOfWork], Awaitable[R]],
    ) -> R:
        return await work(self._unit)

    def remark(self, remarks: Sequence[str]) -> None:
        """What whoever decides has to know besides."""
        self._seen.remarks += remarks

    @property
    def foreseen(self) -> Foreseen:
        return self._seen.foreseen


async def rehearse(
    units: Units, scenes: Callable[[Rehearsal], Awaitable[None]]
) -> Foreseen:
    """Play the scenes, note what they set off, and take everything back.

    Raises:
        DomainError: the act would be refused, with its sentence.
    """
    found = Foreseen()
    try:
        async with units.write() as unit:
            rehearsal = Rehearsal(unit)
            await scenes(rehearsal)
            found = rehearsal.foreseen
            raise _TakenBackError  # noqa: TRY301  (the unit must end so)
    except _TakenBackError:
        return found


class _Seen:
    """What was written, and what stood there before."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.deadlines: dict[tuple[str, str, int], RunningDeadline] = {}
        self.deadlines_before: dict[tuple[str, str, int], RunningDeadline] = {}
        self.cases: dict[CaseId, Case] = {}
        self.cases_before: dict[CaseId, Case] = {}
        self.money: list[ForeseenMoney] = []
        self.steps: list[ForeseenStep] = []
        self.remarks: list[str] = []

    @property
    def foreseen(self) -> Foreseen:
        return Foreseen(
            letters=self._letters(),
            deadlines=tuple(filter(None, map(self._deadline, self.deadlines.values()))),
            money=tuple(self.money),
            steps=tuple(self.steps),
            remarks=tuple(self.remarks),
            cases=tuple(filter(None, map(self._case, self.cases.values()))),
        )

    def _letters(self) -> tuple[ForeseenLetters, ...]:
        kinds: dict[tuple[str, str], list[datetime]] = defaultdict(list)
        for one in self.letters:
            kinds[one.kind, one.language].append(one.next_at)
        return tuple(
            ForeseenLetters.model_validate(
                {
                    "kind": kind,
                    "language": language,
                    "count": len(leaving),
                    "first_at": min(leaving),
                    "last_at": max(leaving),
                }
            )
            for (kind, language), leaving in sorted(kinds.items())
        )

    def _deadline(self, after: RunningDeadline) -> ForeseenDeadline | None:
        before = self.deadlines_before.get((after.stream, after.name, after.number))
        done_with = after.closed_at is not None
        if before is None and done_with:
            return None
        if before and before.ends_at == after.ends_at and not done_with:
            return None
        return ForeseenDeadline(
            about=after.stream,
            name=after.name,
            before=before.ends_at if before else None,
            after=after.ends_at,
            closed=done_with,
        )

    def _case(self, after: Case) -> ForeseenCase | None:
        before = self.cases_before.get(after.case, after)
        if (before.phase, before.session) == (after.phase, after.session):
            return None
        return ForeseenCase(
            ref=after.ref,
            before=before.phase,
            after=after.phase,
            session_before=before.session,
            session_after=after.session,
        )


class _Witness:
    """A unit of work whose letters, deadlines, cases and money are noted."""

    def __init__(self, unit: UnitOfWork, seen: _Seen) -> None:
        self._unit = unit
        self.letters = _Letters(unit.letters, seen)
        self.deadlines = _Deadlines(unit.deadlines, seen)
        self.cases = _Cases(unit.cases, seen)
        self.agreements = _Agreements(unit.agreements, seen)
        self.sessions = _Sessions(unit.sessions, seen)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)


class _Noted:
    def __init__(self, rows: Any, seen: _Seen) -> None:
        self._rows = rows
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rows, name)


class _Letters(_Noted):
    async def add(self, letter: Letter) -> None:
        self._seen.letters.append(letter)
        await self._rows.add(letter)


class _Deadlines(_Noted):
    async def add(self, one: RunningDeadline) -> None:
        self._seen.deadlines[one.stream, one.name, one.number] = one
        await self._rows.add(one)

    async def save(self, one: RunningDeadline) -> None:
        key = (one.stream, one.name, one.number)
        if key not in self._seen.deadlines:
            self._seen.deadlines_before[key] = await self._rows.get(key)
        self._seen.deadlines[key] = one
        await self._rows.save(one)


class _Cases(_Noted):
    async def save(self, case: Case) -> None:
        if case.case not in self._seen.cases:
            self._seen.cases_before[case.case] = await self._rows.get(case.case)
        self._seen.cases[case.case] = case
        await self._rows.save(case)


class _Agreements(_Noted):
    async def post(
        self,
        agreement: AgreementNumber,
        year: int,
        case: CaseId | None,
        entries: Sequence[Entry],
        *,
        at: datetime,
    ) -> None:
        self._seen.money += [
            ForeseenMoney(
                agreement=agreement,
                year=year,
                credit=entry.credit,
                debit=entry.debit,
                cents=entry.cents,
            )
            for entry in entries
        ]
        await self._rows.post(agreement, year, case, entries, at=at)


class _Sessions(_Noted):
    async def save(self, session: Session) -> None:
        before = await self._rows.get(session.session)
        if before.plan and session.plan:
            self._seen.steps += [
                ForeseenStep(
                    session=session.session,
                    name=one.name,
                    before=one.before,
                    after=one.after,
                )
                for one in shifts(before.plan, session.plan)
            ]
        await self._rows.save(session)
