"""What a proposal's money looks like: reservations, and every act."""

from collections.abc import Sequence

from rich.table import Table

from cli.command import euro, table
from models.commitment_record import Commitment
from models.frozen import Frozen
from models.ids import AgreementNumber
from runtime.client import Access


class Reservation(Frozen):
    agreement: AgreementNumber
    year: int
    cents: int


class Held(Frozen):
    """What a proposal holds in reserve, and what was promised to it."""

    reserved: tuple[Reservation, ...]
    commitments: tuple[Commitment, ...]


async def held(opened: Access, ref: str) -> Held:
    case = await opened.reading.case_by_ref(ref)
    async with opened.units.read() as unit:
        reserved = await unit.agreements.reserved(case.case)
        acts = await unit.commitments.of(case.case)
    return Held(
        reserved=tuple(
            Reservation(agreement=number, year=year, cents=standing)
            for number, year, standing in reserved
        ),
        commitments=tuple(acts),
    )


def drawn(ref: str, found: Held) -> Table:
    return table(f"Money of {ref}", _COLUMNS, [*_reserved(found), *_promised(found)])


_COLUMNS = (
    "agreement",
    "year",
    "number",
    "state",
    "euro",
    "signed",
    "report due",
    "owed back",
)


def _reserved(found: Held) -> Sequence[Sequence[object]]:
    return [
        (one.agreement, one.year, "", "reserved", euro(one.cents), "", "", "")
        for one in found.reserved
    ]


def _promised(found: Held) -> Sequence[Sequence[object]]:
    return [
        (
            *(one.agreement, one.year, one.number, one.state, euro(one.cents)),
            one.signed_on,
            f"{one.report_due_at:%d.%m.%Y}" if one.report_due_at else "no end given",
            euro(one.to_recover) if one.to_recover else "",
        )
        for one in found.commitments
    ]
