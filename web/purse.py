"""A proposal's money at the desk, and what of it one may choose from."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, NamedTuple

from models.commitment_record import Commitment
from models.ids import BodyCode
from runtime.case_money import CaseMoney, case_money
from store.read_models import CaseRow
from web.acting import Matter
from web.case_acts import case_at, title_of
from web.desk import Desk, Visit
from web.fields import Choices
from web.places import money_path


class Purse(NamedTuple):
    """A proposal with its money, and the bodies that are interested in it."""

    case: CaseRow
    money: CaseMoney
    bodies: Sequence[BodyCode]

    @property
    def open(self) -> Sequence[Commitment]:
        return [one for one in self.money.commitments if one.open]

    @property
    def owing(self) -> Sequence[Commitment]:
        return [one for one in self.money.commitments if one.to_recover]


async def purse_at(desk: Desk, visit: Visit) -> Purse:
    """The money of the proposal the address names.

    Raises:
        NotFoundError: there is no such proposal.
    """
    case = await case_at(desk, visit)
    async with desk.access.units.read() as unit:
        interests = await unit.interests.of(case.case)
    money = await case_money(desk.access.units, case.case)
    return Purse(case, money, sorted({one.body for one in interests}))


def finding(
    choices: Callable[[Visit, Purse], Choices],
) -> Callable[[Desk, Visit], Awaitable[Matter[Purse]]]:
    async def find(desk: Desk, visit: Visit) -> Matter[Purse]:
        purse = await purse_at(desk, visit)
        case = purse.case
        title, path = title_of(visit, case), money_path(case.case)
        return Matter(purse, case.ref, title, path, case.ref, choices(visit, purse))

    return find


def _reserved(visit: Visit, purse: Purse) -> Choices:
    return {
        "agreement": {
            one.agreement: f"{one.agreement}: {visit.say.euro(one.cents)}"
            for one in purse.money.reserved
        }
    }


def _acts(
    wanted: Callable[[Purse], Sequence[Commitment]],
) -> Callable[[Visit, Purse], Choices]:
    def choices(visit: Visit, purse: Purse) -> Choices:
        return {
            "money_act": {
                one.named: f"{one.number}, {one.agreement}: {visit.say.euro(one.cents)}"
                for one in wanted(purse)
            }
        }

    return choices


OPEN: Final = finding(_acts(lambda purse: purse.open))
OWING: Final = finding(_acts(lambda purse: purse.owing))
RESERVED: Final = finding(_reserved)
