"""The filters somebody named: kept, used, deleted."""

from starlette.responses import Response

from runtime.filter_desk import FilterDesk
from web.case_filter import wanted_of
from web.desk import Desk, Visit, elsewhere
from web.places import PROPOSALS, list_path

KEEP = f"{PROPOSALS}/filters"
DROP = f"{KEEP}/drop"
BOARD = "/board"


async def keep(desk: Desk, visit: Visit) -> Response:
    """What the address asks for, under the name that was given."""
    wanted = wanted_of(visit)
    overdue = wanted.overdue_at is not None
    asked = list_path(wanted, overdue=overdue).partition("?")[2]
    await _of(desk, visit).keep(visit.text("name"), asked, now=visit.now)
    return elsewhere(list_path(wanted, overdue=overdue, file=_there(visit)))


async def drop(desk: Desk, visit: Visit) -> Response:
    await _of(desk, visit).drop(visit.text("name"), now=visit.now)
    return elsewhere(f"{PROPOSALS}{_there(visit)}")


def _of(desk: Desk, visit: Visit) -> FilterDesk:
    assert visit.account is not None  # noqa: S101  (the door let somebody in)
    return FilterDesk(units=desk.access.units, account=visit.account.account)


def _there(visit: Visit) -> str:
    """Back to the board, or to the list."""
    return BOARD if visit.text("on") == BOARD else ""
