"""Every decision on who takes part in a session: notices, forms, late ones, routes."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, NamedTuple, Protocol

from models.account import LANGUAGES, Role
from models.adhesion import Admission
from models.event import Stamp
from models.ids import BodyCode
from models.reference_number import session_name
from models.session import Session
from runtime.adhesion_desk import AdhesionDesk, AdhesionShelf, AdhesionShown
from runtime.dates import moment
from runtime.rehearsal import Effects
from web.acting import Decision, Matter, Seat, by_trial
from web.desk import Desk, Visit
from web.entered import file_in
from web.fields import REASON, Choices, Field, Given, Kind
from web.places import adhesions_path
from web.saying import ROME
from web.session_acts import session_at

_SECRETARIAT: Final = (Role.SECRETARIAT,)
_NOTICE: Final = "notice"


class Hall(NamedTuple):
    """A session, who takes part in it, and the bodies that may lead them."""

    session: Session
    adhesions: Sequence[AdhesionShown]
    bodies: Sequence[BodyCode]

    @property
    def name(self) -> str:
        return session_name(self.session.session)


class Acted(Protocol):
    @property
    def stamp(self) -> Stamp | None: ...


Verb = Callable[[AdhesionDesk, Hall, Given], Awaitable[Acted]]


async def _publish(desk: AdhesionDesk, hall: Hall, given: Given) -> Acted:
    text = {one: given[f"{_NOTICE}_{one}"] for one in LANGUAGES}
    told = {one: words for one, words in text.items() if words}
    return await desk.publish(hall.name, told, given["reason"])


async def _enter(desk: AdhesionDesk, hall: Hall, given: Given) -> Acted:
    came = given["received_at"]
    received = moment("received_at", came, ROME.key) if came else None
    form = file_in(given, "form")
    return await desk.enter(hall.name, form, given["reason"], received)


async def _admit(desk: AdhesionDesk, _: Hall, given: Given) -> Acted:
    return await desk.decide(given["adhesion"], given["reason"], admitted=True)


async def _refuse(desk: AdhesionDesk, _: Hall, given: Given) -> Acted:
    return await desk.decide(given["adhesion"], given["reason"], admitted=False)


async def _confirm(desk: AdhesionDesk, _: Hall, given: Given) -> Acted:
    return await desk.confirm(given["adhesion"], given["reason"])


async def _withdraw(desk: AdhesionDesk, _: Hall, given: Given) -> Acted:
    return await desk.withdraw(given["adhesion"], given["reason"])


async def _route(desk: AdhesionDesk, _: Hall, given: Given) -> Acted:
    return await desk.route(given["adhesion"], given["leads"], given["reason"])


async def hall_at(desk: Desk, visit: Visit) -> Hall:
    """The session the address names, with who takes part.

    Raises:
        NotFoundError: there is none.
    """
    session = await session_at(desk, visit)
    name = session_name(session.session)
    async with desk.access.units.read() as unit:
        shelf = AdhesionShelf(unit=unit, book=desk.access.adhesion_book())
        adhesions = await shelf.all(name)
        bodies = await unit.bodies.of_corridor(session.corridor)
    return Hall(session, adhesions, sorted(one.code for one in bodies))


def standing(one: AdhesionShown) -> bool:
    return not one.withdrawn


def late(one: AdhesionShown) -> bool:
    return standing(one) and one.admission is Admission.LATE


def unconfirmed(one: AdhesionShown) -> bool:
    return standing(one) and not one.confirmed


def _matter(
    wanted: Callable[[AdhesionShown], bool],
) -> Callable[[Desk, Visit], Awaitable[Matter[Hall]]]:
    async def find(desk: Desk, visit: Visit) -> Matter[Hall]:
        hall = await hall_at(desk, visit)
        choices: Choices = {
            "adhesion": {
                one.adhesion: f"{one.form.organisation.name} ({one.form.body})"
                for one in hall.adhesions
                if wanted(one)
            },
            "leads": {one: one for one in hall.bodies},
        }
        path = adhesions_path(hall.session.session)
        title = visit.say("adhesion_room.title")
        return Matter(hall, hall.name, title, path, None, choices)

    return find


def _carry(
    verb: Verb,
) -> Callable[[Seat, Effects, Hall, Given], Awaitable[Stamp | None]]:
    async def work(
        seat: Seat, effects: Effects, hall: Hall, given: Given
    ) -> Stamp | None:
        book = seat.access.adhesion_book()
        desk = AdhesionDesk(effects=effects, book=book, actor=seat.actor, now=seat.now)
        return (await verb(desk, hall, given)).stamp

    return work


def _decision(
    name: str,
    fields: Sequence[Field],
    verb: Verb,
    wanted: Callable[[AdhesionShown], bool] | None = None,
) -> Decision[Hall]:
    """`wanted`: of which adhesions one is decided; none: it is about the session."""
    return Decision(
        name=name,
        command=f"adhesion {name.partition('_')[0]}",
        roles=_SECRETARIAT,
        fields=(*([_WHICH] if wanted else []), *fields, REASON),
        carry=by_trial(_carry(verb)),
        fits=lambda hall: wanted is None or any(map(wanted, hall.adhesions)),
        find=_matter(wanted or standing),
    )


_WHICH: Final = Field("adhesion", Kind.CHOICE, required=True)
ADHESION_ACTS: Final[Sequence[Decision[Hall]]] = (
    _decision(
        "notice",
        [Field(f"{_NOTICE}_{one}", Kind.WORDS) for one in LANGUAGES],
        _publish,
    ),
    _decision(
        "add_adhesion",
        (Field("form", Kind.FILE, required=True), Field("received_at", Kind.MOMENT)),
        _enter,
    ),
    _decision("admit_adhesion", (), _admit, late),
    _decision("refuse_adhesion", (), _refuse, late),
    _decision("confirm_adhesion", (), _confirm, unconfirmed),
    _decision("withdraw_adhesion", (), _withdraw, standing),
    _decision(
        "route_adhesion",
        (Field("leads", Kind.CHOICE, required=True),),
        _route,
        standing,
    ),
)
