"""The address book: every body with the health of its address, and the page of one."""

from starlette.responses import Response

from models.account import Role
from models.address_state import AddressState, address_state
from models.errors import DomainError
from web.acting import offered
from web.body_acts import BODY_ACTS, body_at
from web.desk import Desk, Visit, page
from web.places import body_path, case_path, letter_path

_RECENT = 50


async def show_all(desk: Desk, visit: Visit) -> Response:
    asked = visit.asked("health")
    if asked and asked not in {*AddressState}:
        raise DomainError(visit.say("proposals.no_such", fields="health"))
    found = await desk.access.address_book.lines()
    return page(
        desk,
        visit,
        "bodies",
        lines=[one for one in found if asked in {"", one.state}],
        chosen=asked,
        states=AddressState,
        path=body_path,
        enters=Role.SECRETARIAT in visit.roles,
        done=visit.asked("done"),
    )


async def show(desk: Desk, visit: Visit) -> Response:
    body = await body_at(desk, visit)
    book = desk.access.address_book
    async with desk.access.units.read() as unit:
        former = await unit.former_names.of(body.code)
        succeeded = await unit.successions.find(body.code)
        before = await unit.successions.to(body.code)
        agreements = await unit.agreements.of_corridor(body.corridor)
    state = address_state(body)
    well = state in {AddressState.GOOD, AddressState.SILENT}
    return page(
        desk,
        visit,
        "body",
        body=body,
        state=state,
        trouble=None if well else await book.trouble(body.code),
        former=former,
        succeeded=succeeded,
        before=before,
        agreements=[one for one in agreements if one.body == body.code],
        deliveries=await book.deliveries(body.code),
        answers=await book.answers(body.code),
        letters=await desk.access.reading.letters(body=body.code, limit=_RECENT),
        case_path=case_path,
        letter_path=letter_path,
        path=body_path,
        acts=offered(BODY_ACTS, body, visit.roles),
        done=visit.asked("done"),
    )
