"""Who takes part in a session, and whom they want to meet; delegates are not named."""

from typing import Final

from starlette.responses import Response

from models.errors import DomainError
from models.reference_number import session_name
from runtime.adhesion_desk import AdhesionShelf, AdhesionShown
from runtime.report_files import MEDIA, made
from web.acting import offered
from web.adhesion_acts import ADHESION_ACTS, hall_at, late, standing, unconfirmed
from web.counterpart_sheet import asker, counterpart_sheet
from web.desk import Desk, Visit, page
from web.places import adhesions_path, session_path
from web.session_acts import session_at

LISTS: Final = (".xlsx", ".csv")
_ABOUT_ONE: Final = {
    "admit_adhesion": late,
    "refuse_adhesion": late,
    "confirm_adhesion": unconfirmed,
    "withdraw_adhesion": standing,
    "route_adhesion": standing,
}


async def show(desk: Desk, visit: Visit) -> Response:
    hall = await hall_at(desk, visit)
    async with desk.access.units.read() as unit:
        shelf = AdhesionShelf(unit=unit, book=desk.access.adhesion_book())
        wanted = await shelf.counterparts(hall.name)
    offers = [one.name for one in offered(ADHESION_ACTS, hall, visit.roles)]
    return page(
        desk,
        visit,
        "adhesions",
        name=hall.name,
        adhesions=hall.adhesions,
        wanted=wanted,
        askers=lambda one: "; ".join(map(asker, one.asked_by)),
        files=LISTS,
        about_all=[one for one in offers if one not in _ABOUT_ONE],
        about={one.adhesion: _about(one, offers) for one in hall.adhesions},
        here=adhesions_path(hall.session.session),
        path=session_path(hall.session.session),
        done=visit.asked("done"),
    )


def _about(one: AdhesionShown, offers: list[str]) -> list[str]:
    """What may be decided of one adhesion."""
    return [name for name, fits in _ABOUT_ONE.items() if name in offers and fits(one)]


async def take(desk: Desk, visit: Visit) -> Response:
    """Whom side A wants to meet, as a file for the other co-chair."""
    session = await session_at(desk, visit)
    ending = f".{visit.request.path_params['ending']}"
    if ending not in LISTS:
        raise DomainError(visit.say("proposals.no_file"))
    async with desk.access.units.read() as unit:
        shelf = AdhesionShelf(unit=unit, book=desk.access.adhesion_book())
        wanted = await shelf.counterparts(session_name(session.session))
    content, *_ = made(counterpart_sheet(wanted, visit.say, visit.now), ending)
    headers = {"Content-Disposition": f'attachment; filename="counterparts{ending}"'}
    return Response(content, media_type=MEDIA[ending], headers=headers)
