"""The officers of the scenario: what they do by plan with proposals, day by day."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from models.acts import Scores, Verdict
from models.case import Case, Phase
from models.message import ActKind
from runtime.office import Office
from runtime.wiring import calendars
from scenario.plan import CYCLES, Fate, Part, Year
from scenario.record import Record
from scenario.town import Town

Act = Callable[[], Awaitable[object]]
Officer = Callable[[str], Office]

_HANDS = 8  # acts under way at a time
_SCORES = (
    Scores(advantages=4, clarity=3, cooperation=4, rules=3),
    Scores(advantages=5, clarity=4, cooperation=4, rules=4),
    Scores(advantages=3, clarity=3, cooperation=3, rules=3),
)
_PHONED, _WITHDRAWN, _EXTENDED = timedelta(9), timedelta(12), timedelta(14)
"""So long after a proposal was decided on."""
_LONGER = 3  # working days


class Reviewers:
    """`o1` registers, `o2` decides: nobody validates what he entered himself."""

    def __init__(
        self, year: Year, record: Record, outside: Town, officer: Officer
    ) -> None:
        self.by_ref: dict[str, Part] = {}
        self._o1, self._o2 = officer("secretariat:o1"), officer("secretariat:o2")
        self._year = year
        self._record = record
        self._outside = outside
        self._waiting: list[Part] = []
        self._done: set[tuple[str, str]] = set()

    def take(self, parts: Sequence[Part]) -> None:
        self._waiting = sorted(parts, key=lambda part: part.submitted)

    async def work(self, now: datetime) -> None:
        """Everything that the plan has for this morning."""
        await self._submit(now)
        await self._record.look()
        ways: dict[Phase, Callable[[Case, Part, datetime], Act | None]] = {
            Phase.VALIDATION: self._review,
            Phase.OPEN: self._while_open,
            Phase.PRESENTED: self._conclude,
        }
        acts = [
            ways[case.phase](case, self.by_ref[case.ref], now)
            for case in self._record.cases.values()
            if case.phase in ways
        ]
        await at_once([act for act in acts if act])

    async def _submit(self, now: datetime) -> None:
        """One after the other, so that the numbers follow the plan."""
        while self._waiting and self._waiting[0].submitted <= now:
            part = self._waiting.pop(0)
            done = await self._o1.submit(part.content, session=None, now=now)
            self.by_ref[done.ref] = part
            if part.fate is Fate.RETURNED:
                await self._outside.complete(done.ref)

    def _review(self, case: Case, part: Part, now: datetime) -> Act | None:
        if now < part.decided:
            return None
        incomplete = part.fate in {Fate.RETURNED, Fate.LAPSING} and case.version == 1
        if incomplete:
            return lambda: self._decide(case, Verdict.RETURN, "Manca il piano.")
        if part.fate is Fate.REJECTED:
            why = "È una vendita semplice, senza collaborazione."
            return lambda: self._decide(case, Verdict.REJECT, why)
        return lambda: self._decide(case, Verdict.ACCEPT, "")

    async def _decide(self, case: Case, verdict: Verdict, why: str) -> None:
        number = self.by_ref[case.ref].number
        scores = _SCORES[number % len(_SCORES)] if verdict is Verdict.ACCEPT else None
        await self._o2.validate(case.ref, verdict, scores=scores, reason=why)

    def _while_open(self, case: Case, part: Part, now: datetime) -> Act | None:
        ways: dict[Fate, tuple[timedelta, Callable[[Case], Awaitable[object]]]] = {
            Fate.WITHDRAWN: (_WITHDRAWN, self._withdraw),
            Fate.EXTENDED: (_EXTENDED, self._extend),
            Fate.BY_PHONE: (_PHONED, self._phone),
        }
        after, act = ways.get(part.fate, (timedelta(), None))
        if act is None or now < part.decided + after or not self._first(case, part):
            return None
        return lambda: act(case)

    def _first(self, case: Case, part: Part) -> bool:
        """Whether this was not done before; from now on it was."""
        mark = (case.ref, part.fate)
        known = mark in self._done
        self._done.add(mark)
        return not known

    async def _withdraw(self, case: Case) -> None:
        await self._o1.withdraw(case.ref, "l'impianto è venduto")

    async def _extend(self, case: Case) -> None:
        asking = await self._record.silent_body(case.case)
        if case.due_at is None or asking is None:
            return
        day = calendars().country("IT").add(case.due_at.date(), _LONGER)
        until = datetime.combine(day, case.due_at.timetz())
        why = "ferie dell'ente"
        await self._o1.extend(case.ref, until, why, requester=f"body:{asking.body}")

    async def _phone(self, case: Case) -> None:
        silent = await self._record.silent_body(case.case)
        if silent is not None:
            yes, why = ActKind.INTERESTED, "telefonata del dirigente"
            await self._o1.answer(case.ref, silent.body, yes, reason=why)

    def _conclude(self, case: Case, part: Part, now: datetime) -> Act | None:
        ordinal = int(case.session.rpartition("/")[2])
        cycle = next(one for one in CYCLES if one.ordinal == ordinal)
        if now < self._year.result_at(part, cycle):
            return None
        why = "comunicazione delle parti"
        return lambda: self._o1.record_outcome(case.ref, part.result, why)


async def at_once(acts: Sequence[Act]) -> None:
    """Several hands; the first failure is everybody's."""
    hands = asyncio.Semaphore(_HANDS)

    async def done(act: Act) -> None:
        async with hands:
            await act()

    async with asyncio.TaskGroup() as group:
        for act in acts:
            group.create_task(done(act))
