"""Every decision on an agreement and its yearly budgets."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, NamedTuple

from models.account import Role
from models.body import Agreement, AgreementKind, AgreementYear
from models.ids import AgreementNumber
from models.shortage import ShortageMode
from runtime.amounts import amount
from runtime.budgets import agreement_of, look_again, open_year
from runtime.dates import day
from runtime.money_desk import MoneyDesk
from runtime.names import refs_in, spoken
from web.acting import Carried, Decision, Matter, Seat
from web.desk import Desk, Visit
from web.fields import REASON, YES, Choices, Field, Given, Kind, choice, yes_or_no
from web.money_acts import Moved, by_money_desk
from web.places import AGREEMENTS, agreement_path
from web.registered import registered
from web.sentences import Line
from web.whole import whole

_OFFICE: Final = (Role.AGREEMENT_OFFICE,)


class Budgeted(NamedTuple):
    """An agreement, and the years it has a budget for."""

    agreement: Agreement
    years: Sequence[int]

    @property
    def number(self) -> AgreementNumber:
        return self.agreement.number


async def _raise(desk: MoneyDesk, of: Budgeted, given: Given) -> Moved:
    return await desk.raise_budget(
        of.number,
        int(given["year"]),
        amount("sum", given["sum"]),
        number=given["act_number"],
        reason=given["reason"],
    )


async def _renew(desk: MoneyDesk, of: Budgeted, given: Given) -> Moved:
    last = day("valid_to", given["valid_to"])
    number, reason = given["act_number"], given["reason"]
    return await desk.renew(of.number, last, number=number, reason=reason)


async def _close(desk: MoneyDesk, of: Budgeted, given: Given) -> Moved:
    return await desk.close_year(of.number, int(given["year"]), given["reason"])


async def _share(seat: Seat, of: Budgeted, given: Given) -> Carried:
    """With what each that waits would get of what it wants."""
    opened, say = seat.access, seat.say
    desk = await opened.money_desk(seat.actor, now=seat.now, dry=seat.dry)
    done = await desk.share_out(of.number, int(given["year"]), given["reason"])
    refs = await refs_in(opened, [one.case for one in done.grants])
    lines = [
        say(
            "money_room.shared",
            ref=spoken(one.case, refs),
            wanted=say.euro(one.wanted),
            gets=say.euro(one.cents),
        )
        for one in done.grants
    ]
    return Carried(done.stamp, [Line(one, say.language) for one in lines])


async def _open(seat: Seat, of: Budgeted, given: Given) -> Carried:
    opened, cap = seat.access, given["project_cap"]
    year = AgreementYear(
        agreement=of.number,
        year=whole(given["budget_year"]) or 0,
        budget=amount("sum", given["sum"]),
        project_cap=amount("project_cap", cap) if cap else None,
    )
    waiting = await registered(
        seat, lambda register: open_year(register, opened.units, year, now=seat.now)
    )
    if waiting and not seat.dry:
        await look_again(opened, year, seat.actor, now=seat.now)
    said = seat.say.count("looks_again", waiting)
    return Carried(None, [Line(said, seat.say.language)] if waiting else [])


async def _enter(seat: Seat, _: None, given: Given) -> Carried:
    agreement = await agreement_of(
        seat.access,
        {
            "number": given["agreement_number"],
            "body": given["body"],
            "kind": given["agreement_kind"],
            "valid_from": day("valid_from", given["valid_from"]),
            "valid_to": day("valid_to", given["valid_to"]),
            "sectors": tuple(given["body_sectors"].replace(";", " ").split()),
            "shortage": given["shortage"],
            "strict_rank": given["strict_rank"] == YES,
            "rate": given["rate"] or "1/1",
        },
    )
    await registered(
        seat, lambda register: register.add_agreement(agreement, now=seat.now)
    )
    return Carried(None)


async def _matter(desk: Desk, visit: Visit) -> Matter[Budgeted]:
    number = AgreementNumber(str(visit.request.path_params["number"]))
    async with desk.access.units.read() as unit:
        agreement = await unit.agreements.get(number)
        years = await unit.agreements.years(number)
        body = await unit.bodies.get(agreement.body)
    choices: Choices = {"year": {str(one): str(one) for one in years}}
    found = Budgeted(agreement, years)
    return Matter(found, number, body.name, agreement_path(number), None, choices)


async def _list(_: Desk, visit: Visit) -> Matter[None]:
    title = visit.say("agreements.title")
    return Matter(None, title, visit.say("money_room.enter_hint"), AGREEMENTS)


_YEAR: Final = Field("year", Kind.CHOICE, required=True)
_SUM: Final = Field("sum", Kind.SUM, required=True)
_ACT: Final = Field("act_number", required=True)


def _any(_: object) -> bool:
    return True


def _budgeted(of: Budgeted) -> bool:
    return bool(of.years)


def _decision(
    name: str,
    fields: Sequence[Field],
    carry: Callable[[Seat, Budgeted, Given], Awaitable[Carried]],
    fits: Callable[[Budgeted], bool] = _budgeted,
) -> Decision[Budgeted]:
    return Decision(
        name=name,
        command=f"agreement {name.partition('_')[0]}",
        roles=_OFFICE,
        fields=fields,
        carry=carry,
        fits=fits,
        find=_matter,
    )


BUDGET_ACTS: Final[Sequence[Decision[Budgeted]]] = (
    _decision(
        "budget_year",
        (
            Field("budget_year", Kind.NUMBER, required=True),
            _SUM,
            Field("project_cap", Kind.SUM),
        ),
        _open,
        _any,
    ),
    _decision("raise_budget", (_YEAR, _SUM, _ACT, REASON), by_money_desk(_raise)),
    _decision("share_year", (_YEAR, REASON), _share),
    _decision("close_year", (_YEAR, REASON), by_money_desk(_close)),
    _decision(
        "renew_agreement",
        (Field("valid_to", Kind.DAY, required=True), _ACT, REASON),
        by_money_desk(_renew),
        _any,
    ),
)
ENTER: Final = Decision(
    name="enter_agreement",
    command="agreement add",
    roles=_OFFICE,
    fields=(
        Field("agreement_number", required=True),
        Field("body", required=True),
        choice("agreement_kind", tuple(AgreementKind), "agreement_kind"),
        Field("valid_from", Kind.DAY, required=True),
        Field("valid_to", Kind.DAY, required=True),
        Field("body_sectors"),
        choice("shortage", tuple(ShortageMode), "shortage"),
        yes_or_no("strict_rank"),
        Field("rate"),
    ),
    carry=_enter,
    fits=_any,
    find=_list,
)
