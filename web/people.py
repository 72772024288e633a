"""The administrator's page: who may enter, in which offices, with which link."""

from starlette.responses import Response

from models.account import LANGUAGES, Role
from runtime.account_desk import AccountDesk
from runtime.desk_address import entry
from web.desk import Desk, Visit, elsewhere, page

HERE = "/people"


async def show(desk: Desk, visit: Visit) -> Response:
    return await _page(desk, visit)


async def add(desk: Desk, visit: Visit) -> Response:
    invited = await _accounts(desk, visit).add(
        visit.text("account"),
        name=visit.text("name"),
        roles=_roles(visit),
        language=visit.text("language"),
        now=visit.now,
    )
    return await _page(desk, visit, link=entry(desk.access.settings, invited.token))


async def keep(desk: Desk, visit: Visit) -> Response:
    await _accounts(desk, visit).keep(
        _of(visit), name=visit.text("name"), roles=_roles(visit), now=visit.now
    )
    return elsewhere(HERE)


async def link(desk: Desk, visit: Visit) -> Response:
    """It is shown once, and stands in no address."""
    invited = await _accounts(desk, visit).link(_of(visit), now=visit.now)
    return await _page(desk, visit, link=entry(desk.access.settings, invited.token))


async def close(desk: Desk, visit: Visit) -> Response:
    await _accounts(desk, visit).close(_of(visit), now=visit.now)
    return elsewhere(HERE)


async def _page(desk: Desk, visit: Visit, link: str = "") -> Response:
    return page(
        desk,
        visit,
        "people",
        accounts=await _accounts(desk, visit).all(),
        languages=LANGUAGES,
        link=link,
    )


def _accounts(desk: Desk, visit: Visit) -> AccountDesk:
    return desk.access.account_desk(visit.acts_as(Role.ADMIN))


def _of(visit: Visit) -> str:
    return str(visit.request.path_params["account"])


def _roles(visit: Visit) -> tuple[Role, ...]:
    return tuple(role for role in Role if role.value in visit.form.getlist("role"))
