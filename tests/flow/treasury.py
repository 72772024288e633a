"""The office that keeps the money of agreements, and what it does in tests."""

from datetime import timedelta

from activities.screening import ListsInUse
from models.ids import AgreementNumber
from runtime.money_desk import MoneyDesk
from runtime.wiring import terms
from store.reference import CsvScreeningList
from tests.flow.house import House

AP = AgreementNumber("AP-IT-57")


async def desk(here: House) -> MoneyDesk:
    return MoneyDesk(
        units=here.wired.units,
        terms=terms(),
        lists=ListsInUse(CsvScreeningList(here.wired.settings.screening_list)),
        actor="agreement-office:o1",
        now=await here.now(),
        peers=here.wired.peers,
    )


async def commit(here: House, ref: str, requester: str = "agreement-office:o2") -> None:
    now = await here.now()
    await (await desk(here)).commit(
        ref,
        AP,
        number="7/2026",
        signed_on=now.date(),
        cup="B12C34567890123",
        companies_benefit=False,
        requester=requester,
        reason="signed",
        ends_on=(now + timedelta(days=30)).date(),
    )
