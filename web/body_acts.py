"""What a person may decide about a body: how it is called, and where it is reached."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol

from models.account import LANGUAGES, Role
from models.address_state import AddressState, address_state
from models.body import AddressHealth, Body, Channel, Proof
from models.event import Stamp
from models.ids import BodyCode
from runtime.body_desk import BodyDesk
from runtime.body_sheet import body_of
from web.acting import Carried, Decision, Matter, Seat
from web.consequences import consequences
from web.desk import Desk, Visit
from web.fields import REASON, Field, Given, Kind, choice
from web.places import BODIES, body_path
from web.registered import registered
from web.sentences import Line

_SECRETARIAT: Final = (Role.SECRETARIAT,)
_PREFIX: Final = "body_"


class _Acted(Protocol):
    @property
    def stamp(self) -> Stamp | None: ...


def _judged(
    health: AddressHealth,
) -> Callable[[Seat, Body, Given], Awaitable[Carried]]:
    async def carry(seat: Seat, body: Body, given: Given) -> Carried:
        await registered(
            seat,
            lambda register: register.judge_addresses(
                body.code, health, given["reason"], now=seat.now
            ),
        )
        return Carried(None)

    return carry


def _by_desk(
    verb: Callable[[BodyDesk, Body, Given], Awaitable[_Acted]],
) -> Callable[[Seat, Body, Given], Awaitable[Carried]]:
    async def carry(seat: Seat, body: Body, given: Given) -> Carried:
        opened, now = seat.access, seat.now
        if seat.dry:
            desk = opened.body_desk(seat.actor, now=now)
            await verb(desk, body, given)
            return Carried(None, await consequences(opened, seat.say, desk.foreseen))
        desk = await opened.acting_body_desk(seat.actor, now=now)
        return Carried((await verb(desk, body, given)).stamp)

    return carry


async def _rename(desk: BodyDesk, body: Body, given: Given) -> _Acted:
    return await desk.rename(
        body.code,
        given["reason"],
        name=given["body_name"] or None,
        email=given["body_email"] or None,
        second_email=given["body_second_email"] or None,
    )


async def _succeed(desk: BodyDesk, body: Body, given: Given) -> _Acted:
    return await desk.succeed(body.code, given["body_successor"], given["reason"])


async def _enter(seat: Seat, _: None, given: Given) -> Carried:
    """A body as given: new, or what changes of one on record."""
    row = {name.removeprefix(_PREFIX): value for name, value in given.items()}
    body = body_of(row, seat.access.reference, where="body")
    kept = await registered(
        seat, lambda register: register.keep_body(body, now=seat.now)
    )
    told = f"{body.code}, {body.name}, {body.email}: {seat.say.of('kept', kept)}."
    return Carried(None, [Line(told, seat.say.language)])


async def body_at(desk: Desk, visit: Visit) -> Body:
    """The body the address names.

    Raises:
        NotFoundError: there is none.
    """
    async with desk.access.units.read() as unit:
        return await unit.bodies.get(BodyCode(str(visit.request.path_params["code"])))


async def _matter(desk: Desk, visit: Visit) -> Matter[Body]:
    body = await body_at(desk, visit)
    return Matter(body, body.code, body.name, body_path(body.code))


async def _book(_: Desk, visit: Visit) -> Matter[None]:
    title = visit.say("mail_room.book")
    return Matter(None, title, visit.say("mail_room.enter_hint"), BODIES)


def _troubled(body: Body) -> bool:
    second = body.second_health is AddressHealth.BAD
    return address_state(body) is not AddressState.GOOD or second


def _always(_: object) -> bool:
    return True


_NAME: Final = (
    Field("body_name"),
    Field("body_email"),
    Field("body_second_email"),
)
BODY_ACTS: Final[Sequence[Decision[Body]]] = (
    Decision(
        name="heal_address",
        command="body health",
        roles=_SECRETARIAT,
        fields=(REASON,),
        carry=_judged(AddressHealth.GOOD),
        fits=_troubled,
        find=_matter,
    ),
    Decision(
        name="doubt_address",
        command="body health",
        roles=_SECRETARIAT,
        fields=(REASON,),
        carry=_judged(AddressHealth.BAD),
        fits=lambda body: body.reached,
        find=_matter,
    ),
    Decision(
        name="rename_body",
        command="body rename",
        roles=_SECRETARIAT,
        fields=(*_NAME, REASON),
        carry=_by_desk(_rename),
        fits=_always,
        find=_matter,
    ),
    Decision(
        name="succeed_body",
        command="body succeed",
        roles=_SECRETARIAT,
        fields=(Field("body_successor", required=True), REASON),
        carry=_by_desk(_succeed),
        fits=_always,
        find=_matter,
    ),
)
BOOK_ACTS: Final[Sequence[Decision[None]]] = (
    Decision(
        name="enter_body",
        command="body add",
        roles=_SECRETARIAT,
        fields=(
            Field("body_code", required=True),
            Field("body_corridor", required=True),
            Field("body_kind", required=True),
            Field("body_name", required=True),
            Field("body_country", required=True),
            Field("body_region"),
            Field("body_sectors"),
            choice("body_language", LANGUAGES, "letter_language"),
            Field("body_email", required=True),
            Field("body_second_email"),
            Field(
                "body_channel", Kind.CHOICE, options=tuple(Channel), said_by="channel"
            ),
            Field("body_proof", Kind.CHOICE, options=tuple(Proof), said_by="proof"),
        ),
        carry=_enter,
        fits=_always,
        find=_book,
    ),
)
