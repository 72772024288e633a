"""The real road: proposals driven from collection to close as a secretariat would."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from bench.partners import INBOX, Partners
from mail.intake import Intake
from models.acts import Scores, Verdict
from models.body import Agreement, AgreementKind, AgreementYear, Body
from models.case import Outcome, Phase
from models.compliance import LegalStatus
from models.corridor import Corridor, Programme
from models.deadlines import DEFAULT_POLICY
from models.ids import Actor, AgreementNumber, BodyCode, CaseId, CorridorCode
from models.posting import AT_ONCE
from models.reference_number import session_named
from models.session_rules import roman
from runtime.errands import Errands, RefusedError
from runtime.office import Office
from runtime.register import Register
from runtime.settings import REFERENCE, Settings
from runtime.staff import wall_clock
from runtime.wiring import Wired, connect, wire

GOOD = Scores(advantages=4, clarity=3, cooperation=4, rules=3)
MINUTES = 30  # the longest slot of an agenda
LOOK = 0.03  # seconds between two looks at the register
PATIENCE = 300.0
_SOON = timedelta(seconds=2)
CORRIDOR = Corridor(
    code=CorridorCode("IT-RU"),
    side_a="IT",
    side_b="RU",
    legal_status=LegalStatus.SIMULATION,
    language_a="it",
    language_b="ru",
    zone_a="Europe/Rome",
    zone_b="Europe/Moscow",
    policy=DEFAULT_POLICY.model_copy(update={"posting": AT_ONCE}),
)
SECTORS = ("ENVI", "MECH", "AERO", "RENE")
"""Each group of bodies has a sector of its own, so a proposal goes to one group."""


class Road:
    """A furnished house with a group of bodies per number asked for."""

    def __init__(self, wired: Wired, groups: Sequence[int]) -> None:
        self.wired = wired
        self.sector = dict(zip(groups, SECTORS, strict=False))
        self._form = json.loads((REFERENCE / "samples/proposals.json").read_text())[0]
        self._numbers, self._ordinals = count(1), count(1)
        self._register = Register(units=wired.units, actor=Actor("secretariat:o1"))
        self._o1, self._o2 = (self._officer(code) for code in ("o1", "o2"))

    def _officer(self, code: str) -> Office:
        return Office(
            errands=Errands(client=self.wired.client, queue=self.wired.settings.queue),
            units=self.wired.units,
            reference=self.wired.reference,
            actor=f"secretariat:{code}",
        )

    async def furnish(self) -> None:
        year = (await wall_clock()).year
        await self._register.keep_corridor(CORRIDOR, now=await wall_clock())
        await self._register.add_programme(
            Programme(
                corridor=CORRIDOR.code,
                code=_programme(year),
                start=date(year, 1, 1),
                end=date(year + 2, 12, 31),
            ),
            now=await wall_clock(),
        )
        for group, sector in self.sector.items():
            for number in range(1, group + 1):
                await self._body(group, number, sector)

    async def _body(self, group: int, number: int, sector: str) -> None:
        code = BodyCode(f"IT-G{group}B{number}")
        agreement = AgreementNumber(f"AP-{code}")
        await self._register.keep_body(
            Body(
                code=code,
                corridor=CORRIDOR.code,
                kind="region",
                name=f"Regione {code}",
                country="IT",
                region=code,
                language="it",
                email=f"{INBOX}@b{number}.g{group}.example",
                sectors=(sector,),
            ),
            now=await wall_clock(),
        )
        await self._register.add_agreement(
            Agreement(
                number=agreement,
                corridor=CORRIDOR.code,
                kind=AgreementKind.PROGRAMME,
                body=code,
                valid_from=date(2020, 1, 1),
                valid_to=date(2099, 12, 31),
                sectors=(sector,),
            ),
            now=await wall_clock(),
        )
        now = await wall_clock()
        await self._register.open_year(
            AgreementYear(agreement=agreement, year=now.year, budget=10**11), now=now
        )

    async def session(self, proposals: int) -> str:
        now = await wall_clock()
        ordinal = roman(next(self._ordinals))
        await self._o1.open_session(
            CORRIDOR.code,
            ordinal,
            programme=_programme(now.year),
            country="IT",
            place="Venezia",
            starts_at=now + timedelta(days=240),
            capacity=MINUTES * proposals,
            now=now,
        )
        return f"{CORRIDOR.code}/{ordinal}"

    async def batch(self, session: str, proposals: int, bodies: int) -> Sequence[str]:
        """All at once through every stage, one session for all; their case ids."""
        register = _Watched(self.wired, session)
        async with register.looking():
            given = range(proposals)
            refs = await asyncio.gather(
                *(self._to(Phase.READY, session, bodies, register) for _ in given)
            )
            begins = await wall_clock() + _SOON  # a sitting is recorded on its day
            await self._o1.postpone(session, begins, "it sits sooner")
            await register.all_in(Phase.SCHEDULED, proposals)
            await _pause((begins - await wall_clock()).total_seconds())
            await self._o1.hold(session, reason="minutes")
            await register.all_in(Phase.PRESENTED, proposals)
            await asyncio.gather(*(self._conclude(ref) for _, ref in refs))
            await register.all_in(Phase.CLOSED, proposals)
        return [case for case, _ in refs]

    async def open(self, session: str, proposals: int, bodies: int) -> None:
        """Proposals that lie before their bodies, all letters sent."""
        register = _Watched(self.wired, session)
        async with register.looking():
            await asyncio.gather(
                *(
                    self._to(Phase.OPEN, session, bodies, register)
                    for _ in range(proposals)
                )
            )
        await self.mail_at_rest()

    async def mail_at_rest(self) -> None:
        """No letter waits to be sent and no message to be read."""
        while True:
            async with self.wired.units.read() as unit:
                now = await wall_clock()
                due = await unit.letters.due(now, 1)
                unread = await unit.messages.received()
                unsettled = await unit.letters.unsettled(now)
            if not due and not unread and not unsettled:
                return
            await _pause(LOOK)

    async def _to(
        self, phase: Phase, session: str, bodies: int, register: "_Watched"
    ) -> tuple[CaseId, str]:
        form = self._form | {
            "technical_spec": f"Proposal {next(self._numbers)}",
            "sectors": [self.sector[bodies]],
        }
        submitted = await self._o1.submit(
            json.dumps(form).encode(), session=session, now=await wall_clock()
        )
        await register.one_in(submitted.case, Phase.VALIDATION)
        await _told(
            lambda: self._o2.validate(
                submitted.ref, Verdict.ACCEPT, scores=GOOD, reason=""
            )
        )
        await register.one_in(submitted.case, phase)
        return submitted.case, submitted.ref

    async def _conclude(self, ref: str) -> None:
        await _told(
            lambda: self._o1.record_outcome(ref, Outcome.MEMORANDUM, "letter of intent")
        )


class _Watched:
    """One look at the register serves all who wait, as a screen at the desk would."""

    def __init__(self, wired: Wired, session: str) -> None:
        self._wired = wired
        self._session = session_named(session)
        self._phases: dict[CaseId, Phase] = {}
        self._looked = asyncio.Condition()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            looking.cancel()

    async def one_in(self, case: CaseId, phase: Phase) -> None:
        await self._until(lambda: self._phases.get(case) is phase)

    async def all_in(self, phase: Phase, number: int) -> None:
        await self._until(lambda: [*self._phases.values()].count(phase) == number)

    async def _until(self, so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._looked:
            await self._looked.wait_for(so)

    async def _look(self) -> None:
        while True:
            async with self._wired.units.read() as unit:
                cases = await unit.cases.in_session(self._session, list(Phase))
            async with self._looked:
                self._phases = {one.case: one.phase for one in cases}
                self._looked.notify_all()
            await _pause(LOOK)


@asynccontextmanager
async def road(
    folder: Path, address: str, lmtp_port: int, sink: Partners, groups: Sequence[int]
) -> AsyncIterator[Road]:
    """The worker process of runtime/staff.py, inside this one, and furnished."""
    settings = Settings(
        folder=folder,
        database_url=f"sqlite:///{folder / 'staffetta.db'}",
        temporal_address=address,
        smtp_url=f"smtp://127.0.0.1:{sink.port}",
    )
    wired = await wire(settings, await connect(settings))
    intake = Intake(wired.inbox(wall_clock), wired.identity, port=lmtp_port)
    await intake.start()
    try:
        async with wired.worker():
            built = Road(wired, groups)
            await built.furnish()
            yield built
    finally:
        await intake.stop()
        await wired.close()


async def _told(tell: Callable[[], Awaitable[object]]) -> None:
    """The register shows a phase a moment before its workflow is in it: try again."""
    while True:
        try:
            await tell()
        except RefusedError:
            await _pause(LOOK)
        else:
            return


def _programme(year: int) -> str:
    return f"{year}-{year + 2}"


async def _pause(seconds: float) -> None:
    await asyncio.sleep(seconds)  # noqa: TID251  (not a workflow)
