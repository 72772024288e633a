"""A world in which a body's money is accepted, so that the ministry adds its own."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from activities.cofinancing import (
    Check,
    Checked,
    ChoiceRecorded,
    CofinancingActivities,
    RecordChoice,
    Reserve,
    Reserved,
)
from activities.deadlines import Terms
from activities.effects import EffectRunner
from activities.reservation import MoneyActivities, MoneyLooked, WatchMoney
from activities.screening import ListsInUse
from models.acts import CofinancingChoice
from models.body import AgreementYear
from models.case import Phase
from models.ids import (
    SYSTEM,
    AgreementNumber,
    BodyCode,
    CaseId,
    PaperId,
)
from models.interest import Interest, InterestState
from models.ledger import Account, balances
from models.round import Round
from runtime.money_desk import MoneyDesk
from store.calendars import HolidayCalendars
from store.reference import CsvScreeningList
from store.rule_book import load_rule_book
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    AGREEMENT,
    BODIES,
    NOW,
    agreement,
    case,
    delivery,
    frame,
    round_,
)

SAMPLE = json.loads(Path("reference/samples/proposals.json").read_text())[0]
COST = 12_000_000  # cents, the accompanying actions of the first sample
HALF = COST // 2
BUDGET = 100_000_000
TERMS = Terms(calendars=HolidayCalendars())
BOOK = load_rule_book()
SCREENING = Path("reference/screening/demo.csv")
CUP = "B12C34567890123"
SECOND = AgreementNumber("PIE-2007/2")
O1, O2 = "agreement-office:o1", "agreement-office:o2"


class Calls:
    """Peers that note who was told to look again."""

    def __init__(self) -> None:
        self.cases: list[CaseId] = []
        self.money: list[CaseId] = []

    async def poke_case(self, case: CaseId) -> None:
        self.cases.append(case)

    async def poke_money(self, case: CaseId) -> None:
        self.money.append(case)

    async def poke_session(self, session: object) -> None: ...
    async def poke_post(self) -> None: ...
    async def poke_watch(self, watched: object) -> None: ...
    async def stand_still(self, act: object) -> None: ...


class Treasury:
    """The procedure's money and the agreement office, over one database."""

    def __init__(self, units: SqlUnits, *, name: str = "test") -> None:
        self.units = units
        self._name = name
        self.calls = Calls()
        self.now = NOW
        self._keys = 0
        effects = EffectRunner(units=units, peers=self.calls)
        self.road = CofinancingActivities(effects=effects, terms=TERMS, book=BOOK)
        self.watch = MoneyActivities(effects=effects, terms=TERMS)

    def desk(self, actor: str = O1, *, dry: bool = False) -> MoneyDesk:
        return MoneyDesk(
            units=self.units,
            terms=TERMS,
            lists=ListsInUse(CsvScreeningList(SCREENING)),
            actor=actor,
            now=self.now,
            peers=None if dry else self.calls,
        )

    def key(self) -> str:
        self._keys += 1
        return f"{self._name}/{self._keys}"

    async def furnish(self, *, budget: int = BUDGET, **settings: object) -> None:
        async with self.units.write() as unit:
            await frame(unit, budget=budget)
            standing = await unit.agreements.get(AGREEMENT)
            await unit.agreements.save(standing.model_copy(update=settings))

    async def second_agreement(self, *, budget: int = BUDGET, **other: object) -> None:
        """Another body's, in the same year."""
        async with self.units.write() as unit:
            changes = {"number": SECOND, "body": BODIES[1]} | other
            await unit.agreements.add(agreement().model_copy(update=changes))
            await unit.agreements.add_year(
                AgreementYear(agreement=SECOND, year=2026, budget=budget)
            )

    async def file(
        self,
        serial: int = 1,
        *,
        offers: Mapping[BodyCode, tuple[AgreementNumber | None, int]] | None = None,
        score: int = 14,
        form: dict[str, object] | None = None,
    ) -> CaseId:
        """A proposal whose bodies' money is accepted."""
        given = offers or {BODIES[0]: (AGREEMENT, HALF)}
        written = json.dumps(SAMPLE | {"technical_spec": f"{serial}"} | (form or {}))
        async with self.units.write() as unit:
            paper: PaperId = await unit.papers.put(written.encode())
            opened = case(serial).model_copy(
                update={
                    "form": paper,
                    "score": score,
                    "opened_at": NOW + timedelta(minutes=serial),
                    "phase": Phase.COFINANCING,
                }
            )
            await unit.cases.add(opened)
            await unit.rounds.add(
                Round.model_validate(round_().model_dump() | {"case": opened.case})
            )
            for body, (under, cents) in given.items():
                prepared = {"case": opened.case, "agreement": under}
                await unit.deliveries.add(delivery(body).model_copy(update=prepared))
                await unit.interests.add(
                    Interest(
                        case=opened.case,
                        body=body,
                        received_at=NOW,
                        state=InterestState.ACCEPTED,
                        contribution=cents,
                    )
                )
        return opened.case

    async def check(self, case: CaseId) -> Checked:
        return await self.road.check(Check(key=self.key(), at=self.now, case=case))

    async def reserve(self, case: CaseId, *, partial: bool = False) -> Reserved:
        return await self.road.reserve(
            Reserve(key=self.key(), at=self.now, case=case, partial=partial)
        )

    async def wait(self, case: CaseId) -> None:
        """Put it on the waiting list."""
        await self.decide(case, CofinancingChoice.WAIT)

    async def decide(self, case: CaseId, choice: CofinancingChoice) -> ChoiceRecorded:
        return await self.road.record_choice(
            RecordChoice(key=self.key(), at=self.now, case=case, choice=choice)
        )

    async def look(self, case: CaseId, at: datetime) -> MoneyLooked:
        return await self.watch.watch_money(
            WatchMoney(key=self.key(), at=at, actor=SYSTEM, case=case)
        )

    async def reserved(self, serial: int = 1, **filed: object) -> CaseId:
        """A proposal with its money in reserve."""
        name = await self.file(serial, **filed)  # type: ignore[arg-type]
        assert (await self.reserve(name)).reserved
        return name

    async def committed(self, name: CaseId, number: str = "7/2026") -> None:
        await self.desk().commit(
            name,
            AGREEMENT,
            number=number,
            signed_on=NOW.date(),
            cup=CUP,
            companies_benefit=False,
            requester=O2,
            reason="The convention is signed.",
            ends_on=datetime(2026, 9, 30, tzinfo=UTC).date(),
        )

    async def accounts(
        self, number: AgreementNumber = AGREEMENT, year: int = 2026
    ) -> dict[str, int]:
        """What stands where, without the empty accounts."""
        async with self.units.read() as unit:
            opened = await unit.agreements.year(number, year)
            entries = await unit.agreements.entries(number, year)
        standing = balances(entries, opened.budget if opened else 0)
        assert sum(standing.values()) == (opened.budget if opened else 0)
        return {one.value: standing[one] for one in Account if standing[one]}

    async def tasks(self, name: CaseId) -> list[str]:
        async with self.units.read() as unit:
            return [one.kind for one in await unit.tasks.open_of(f"proposal/{name}")]

    async def record(self) -> list[tuple[str, int]]:
        """How long every stream is, and how many moves there are: all that happened."""
        async with self.units.read() as unit:
            streams = [
                f"agreement/{AGREEMENT}/2026",
                *(f"proposal/{case(serial).case}" for serial in range(1, 5)),
            ]
            lengths = [(one, len(await unit.events.of(one))) for one in streams]
            moved = len(await unit.agreements.entries(AGREEMENT, 2026))
        return [*lengths, ("entries", moved)]
