"""The lives of programmes and the places of proposals, on both databases."""

from datetime import date

import pytest

from models.ids import PaperId
from models.programme import Guideline, ProgrammeState, Prolongation, Signature
from models.programme_record import Placement, ProgrammeLife, placed, whole
from store.unit_of_work import SqlUnits
from tests.store.samples import CASE, CORRIDOR, FORM_PAPER, programme, world

LIFE = ProgrammeLife(
    corridor=CORRIDOR,
    code="2025-2027",
    state=ProgrammeState.SIGNED,
    guidelines=(
        Guideline(number=1, title={"it": "Legno", "ru": "Дерево"}, promised=2),
    ),
    signature=Signature(
        on=date(2024, 12, 3), document=PaperId(FORM_PAPER), place="Venezia"
    ),
    prolongations=(
        Prolongation(
            until=date(2028, 6, 30),
            agreed_on=date(2027, 11, 2),
            document=PaperId(FORM_PAPER),
        ),
    ),
)


async def test_life_is_kept_whole(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.programme_lives.add(LIFE)

    async with units.read() as unit:
        assert await unit.programme_lives.get((CORRIDOR, "2025-2027")) == LIFE
        assert await unit.programme_lives.of(CORRIDOR) == [LIFE]
        assert whole(programme(), LIFE).until == date(2028, 6, 30)


async def test_life_of_an_unknown_programme_is_refused(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with units.write() as unit:
            await unit.programme_lives.add(
                LIFE.model_copy(update={"code": "1999-2001"})
            )


async def test_proposal_belongs_where_it_was_opened_until_it_is_placed(
    units: SqlUnits,
) -> None:
    await world(units)
    assert await belongs(units) == [(CASE, 1)]

    placement = Placement(
        case=CASE, corridor=CORRIDOR, programme="2025-2027", guideline=3
    )
    async with units.write() as unit:
        await unit.placements.add(placement)
    assert await belongs(units) == [(CASE, 3)]

    following = programme().model_copy(
        update={
            "code": "2028-2030",
            "start": date(2028, 1, 1),
            "end": date(2030, 12, 31),
        }
    )
    async with units.write() as unit:
        await unit.corridors.add_programme(following)
        await unit.placements.save(
            placement.model_copy(update={"programme": "2028-2030", "guideline": 2})
        )
    assert await belongs(units) == []
    assert await belongs(units, "2028-2030") == [(CASE, 2)]


async def belongs(units: SqlUnits, code: str = "2025-2027") -> list[tuple[str, int]]:
    async with units.read() as unit:
        found = placed(
            code,
            await unit.placements.cases(CORRIDOR, code),
            await unit.placements.of(CORRIDOR, code),
        )
    return [(case.case, guideline) for case, guideline in found]


async def test_guideline_is_above_zero(units: SqlUnits) -> None:
    await world(units)
    wrong = Placement.model_construct(
        case=CASE, corridor=CORRIDOR, programme="2025-2027", guideline=0
    )

    with pytest.raises(Exception, match="guideline_positive"):
        async with units.write() as unit:
            await unit.placements.add(wrong)
