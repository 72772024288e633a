"""A unit of work that notes what is written in it, for whoever foresees."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from activities.unit_of_work import UnitOfWork
from models.case import Case
from models.corridor import Corridor
from models.foreseen import (
    Foreseen,
    ForeseenCase,
    ForeseenDeadline,
    ForeseenLetters,
    ForeseenMoney,
    ForeseenStep,
)
from models.ids import AgreementNumber, CaseId, CorridorCode
from models.ledger import Entry
from models.letter import Letter
from models.milestones import shifts
from models.programme import Prolongation
from models.programme_record import ProgrammeLife
from models.running_deadline import RunningDeadline
from models.session import Session


class Seen:
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
        self.zone = "UTC"  # until a corridor was read

    @property
    def foreseen(self) -> Foreseen:
        return Foreseen(
            zone=self.zone,
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


class Witness:
    """A unit of work whose letters, deadlines, cases and money are noted."""

    def __init__(self, unit: UnitOfWork, seen: Seen) -> None:
        self._unit = unit
        self.letters = _Letters(unit.letters, seen)
        self.deadlines = _Deadlines(unit.deadlines, seen)
        self.cases = _Cases(unit.cases, seen)
        self.agreements = _Agreements(unit.agreements, seen)
        self.sessions = _Sessions(unit.sessions, seen)
        self.corridors = _Corridors(unit.corridors, seen)
        self.programme_lives = _Lives(unit.programme_lives, seen)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)


class _Noted:
    def __init__(self, rows: Any, seen: Seen) -> None:
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


class _Corridors(_Noted):
    async def get(self, code: CorridorCode) -> Corridor:
        found: Corridor = await self._rows.get(code)
        self._seen.zone = found.zone_a
        return found


class _Lives(_Noted):
    async def add(self, after: ProgrammeLife) -> None:
        self._note(f"{after.state}", after, ())
        await self._rows.add(after)

    async def save(self, after: ProgrammeLife) -> None:
        before = await self._rows.get((after.corridor, after.code))
        same = before.state is after.state
        changed = "" if same else f"{before.state} becomes {after.state}"
        self._note(changed, after, before.prolongations)
        await self._rows.save(after)

    def _note(
        self, state: str, after: ProgrammeLife, before: Sequence[Prolongation]
    ) -> None:
        said = [state] if state else []
        if len(after.prolongations) > len(before):
            said.append(f"runs until {after.prolongations[-1].until}")
        if said:
            self._seen.remarks.append(f"Programme {after.code}: {', '.join(said)}")


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
