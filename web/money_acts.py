"""Every decision on promised money: committed by an act, paid, reported, settled."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol, TypeVar

from models.account import Role
from models.event import Stamp
from runtime.amounts import amount
from runtime.dates import day
from runtime.money_desk import MoneyDesk
from web.acting import Carried, Decision, Matter, Seat
from web.consequences import consequences
from web.desk import Desk, Visit
from web.fields import REASON, YES, Field, Given, Kind, yes_or_no
from web.purse import OPEN, OWING, RESERVED, Purse

AGREEMENT_OFFICE: Final = (Role.AGREEMENT_OFFICE,)


class Moved(Protocol):
    @property
    def stamp(self) -> Stamp | None: ...


T = TypeVar("T")


async def _commit(desk: MoneyDesk, purse: Purse, given: Given) -> Moved:
    return await desk.commit(
        purse.case.ref,
        given["agreement"],
        number=given["act_number"],
        signed_on=day("signed", given["signed"]),
        cup=given["cup"],
        companies_benefit=given["company"] == YES,
        cor=given["cor"] or None,
        cents=amount("sum", given["sum"]) if given["sum"] else None,
        rate=given["rate"] or None,
        ends_on=day("ends", given["ends"]) if given["ends"] else None,
        requester=given["requester"],
        reason=given["reason"],
    )


async def _release(desk: MoneyDesk, purse: Purse, given: Given) -> Moved:
    return await desk.release(purse.case.ref, given["agreement"], given["reason"])


async def _pay(desk: MoneyDesk, purse: Purse, given: Given) -> Moved:
    cents = amount("sum", given["sum"])
    return await desk.pay(cents=cents, order=given["order"], **_act(purse, given))


async def _report(desk: MoneyDesk, purse: Purse, given: Given) -> Moved:
    return await desk.report(
        cents=amount("sum", given["sum"]),
        ended_on=day("ended", given["ended"]),
        received_on=day("received", given["received"]),
        **_act(purse, given),
    )


async def _settle(desk: MoneyDesk, purse: Purse, given: Given) -> Moved:
    order = given["order"] or None
    return await desk.settle(reason=given["reason"], order=order, **_act(purse, given))


async def _revoke(desk: MoneyDesk, purse: Purse, given: Given) -> Moved:
    return await desk.revoke(reason=given["reason"], **_act(purse, given))


async def _recover(desk: MoneyDesk, purse: Purse, given: Given) -> Moved:
    cents = amount("sum", given["sum"])
    return await desk.recover(cents=cents, order=given["order"], **_act(purse, given))


def _act(purse: Purse, given: Given) -> dict[str, str]:
    """The proposal, and the act of it that was chosen from the list."""
    found = {one.named: one for one in purse.money.commitments}
    one = found[given["money_act"]]
    return {"ref": purse.case.ref, "agreement": one.agreement, "act": one.number}


def by_money_desk(
    verb: Callable[[MoneyDesk, T, Given], Awaitable[Moved]],
) -> Callable[[Seat, T, Given], Awaitable[Carried]]:
    """Done by the agreement office, and rehearsed before."""

    async def carry(seat: Seat, thing: T, given: Given) -> Carried:
        opened = seat.access
        desk = await opened.money_desk(seat.actor, now=seat.now, dry=seat.dry)
        moved = await verb(desk, thing, given)
        lines = await consequences(opened, seat.say, desk.foreseen)
        return Carried(moved.stamp, lines)

    return carry


_AGREEMENT: Final = Field("agreement", Kind.CHOICE, required=True)
_ACT: Final = Field("money_act", Kind.CHOICE, required=True)
_SUM: Final = Field("sum", Kind.SUM, required=True)
_ORDER: Final = Field("order", required=True)


def _decision(
    name: str,
    fields: Sequence[Field],
    verb: Callable[[MoneyDesk, Purse, Given], Awaitable[Moved]],
    *,
    fits: Callable[[Purse], object],
    find: Callable[[Desk, Visit], Awaitable[Matter[Purse]]] = OPEN,
) -> Decision[Purse]:
    return Decision(
        name=name,
        command=f"money {name.removesuffix('_money')}",
        roles=AGREEMENT_OFFICE,
        fields=fields,
        carry=by_money_desk(verb),
        fits=lambda purse: bool(fits(purse)),
        find=find,
    )


MONEY_ACTS: Final[Sequence[Decision[Purse]]] = (
    _decision(
        "commit",
        (
            _AGREEMENT,
            Field("act_number", required=True),
            Field("signed", Kind.DAY, required=True),
            Field("cup", required=True),
            yes_or_no("company", required=True),
            Field("cor"),
            Field("sum", Kind.SUM),
            Field("rate"),
            Field("ends", Kind.DAY),
            Field("requester", required=True),
            REASON,
        ),
        _commit,
        fits=lambda purse: purse.money.reserved,
        find=RESERVED,
    ),
    _decision(
        "release_money",
        (_AGREEMENT, REASON),
        _release,
        fits=lambda purse: purse.money.reserved,
        find=RESERVED,
    ),
    _decision("pay", (_ACT, _SUM, _ORDER), _pay, fits=lambda purse: purse.open),
    _decision(
        "report_money",
        (
            _ACT,
            _SUM,
            Field("ended", Kind.DAY, required=True),
            Field("received", Kind.DAY, required=True),
        ),
        _report,
        fits=lambda purse: purse.open,
    ),
    _decision(
        "settle_money",
        (_ACT, Field("order"), Field("reason", Kind.WORDS)),
        _settle,
        fits=lambda purse: purse.open,
    ),
    _decision("revoke_money", (_ACT, REASON), _revoke, fits=lambda purse: purse.open),
    _decision(
        "recover",
        (_ACT, _SUM, _ORDER),
        _recover,
        fits=lambda purse: purse.owing,
        find=OWING,
    ),
)
