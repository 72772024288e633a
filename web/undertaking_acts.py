"""What a person may do about an undertaking: enter a report, or settle it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from models.account import Role
from models.two_sides import Side
from models.undertaking import Undertaking, UndertakingId, UndertakingState, outlook
from runtime.dates import day
from runtime.names import spoken
from runtime.undertaking_desk import UndertakingDesk
from web.acting import Carried, Decision, Matter, Seat
from web.desk import Desk, Visit
from web.fields import Field, Given, Kind, choice
from web.places import undertaking_path

_ENDS: Final = (UndertakingState.KEPT, UndertakingState.BROKEN)


async def _report(
    desk: UndertakingDesk, seat: Seat, named: str, given: Given
) -> Undertaking:
    moved = given["moved_to"]
    return await desk.report(
        named,
        Side(given["side"]),
        UndertakingState(given["became"]),
        given["side_words"],
        moved_to=day("until", moved) if moved else None,
        now=seat.now,
    )


async def _settle(
    desk: UndertakingDesk, seat: Seat, named: str, given: Given
) -> Undertaking:
    state = UndertakingState(given["became"])
    return await desk.settle(named, state, given["chairs_words"], now=seat.now)


def _carried(
    work: Callable[[UndertakingDesk, Seat, str, Given], Awaitable[Undertaking]],
) -> Callable[[Seat, Undertaking, Given], Awaitable[Carried]]:
    async def carry(seat: Seat, one: Undertaking, given: Given) -> Carried:
        effects = None if seat.dry else await seat.access.effects()
        desk = UndertakingDesk(
            units=seat.access.units, actor=seat.actor, effects=effects
        )
        after = await work(desk, seat, one.undertaking, given)
        return Carried(None, [*map(seat.say.sentence, outlook(after))])

    return carry


async def undertaking_at(desk: Desk, visit: Visit) -> Undertaking:
    """The undertaking the address names.

    Raises:
        NotFoundError: there is none.
    """
    named = visit.request.path_params
    found = f"{named['corridor']}/{named['ordinal']}/u/{named['number']}"
    async with desk.access.units.read() as unit:
        return await unit.undertakings.get(UndertakingId(found))


def what(visit: Visit, one: Undertaking) -> str:
    """What was promised, in the reader's language if the minutes have it."""
    text = one.promise.text
    return text.get(visit.say.language) or next(iter(text.values()))


async def _matter(desk: Desk, visit: Visit) -> Matter[Undertaking]:
    one = await undertaking_at(desk, visit)
    path = undertaking_path(one.undertaking)
    return Matter(one, spoken(one.undertaking), what(visit, one), path)


def _decision(
    name: str,
    fields: Sequence[Field],
    work: Callable[[UndertakingDesk, Seat, str, Given], Awaitable[Undertaking]],
) -> Decision[Undertaking]:
    return Decision(
        name=f"{name}_undertaking",
        command=f"undertaking {name}",
        roles=(Role.SECRETARIAT,),
        fields=fields,
        carry=_carried(work),
        fits=lambda one: one.settlement is None,
        find=_matter,
    )


def _became(options: Sequence[UndertakingState]) -> Field:
    return choice("became", options, "undertaking_standing")


UNDERTAKING_ACTS: Final[Sequence[Decision[Undertaking]]] = (
    _decision(
        "report",
        (
            choice("side", tuple(Side), "session_side"),
            _became(tuple(UndertakingState)),
            Field("moved_to", Kind.DAY),
            Field("side_words", Kind.WORDS, required=True),
        ),
        _report,
    ),
    _decision(
        "settle",
        (_became(_ENDS), Field("chairs_words", Kind.WORDS, required=True)),
        _settle,
    ),
)
