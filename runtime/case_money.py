"""What a proposal's money comes to: reservations, and every act that promised some."""

from models.commitment_record import Commitment
from models.frozen import Frozen
from models.ids import AgreementNumber, CaseId
from store.unit_of_work import SqlUnits


class Reservation(Frozen):
    agreement: AgreementNumber
    year: int
    cents: int


class CaseMoney(Frozen):
    """What a proposal holds in reserve, and what was promised to it."""

    reserved: tuple[Reservation, ...]
    commitments: tuple[Commitment, ...]


async def case_money(units: SqlUnits, case: CaseId) -> CaseMoney:
    async with units.read() as unit:
        reserved = await unit.agreements.reserved(case)
        acts = await unit.commitments.of(case)
    return CaseMoney(
        reserved=tuple(
            Reservation(agreement=number, year=year, cents=standing)
            for number, year, standing in reserved
        ),
        commitments=tuple(acts),
    )
