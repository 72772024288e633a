"""Cases drawn by lot, noted so that anybody can draw them again, and drawn again."""

from datetime import datetime

from starlette.responses import Response

from models.account import Role
from models.case import Outcome, Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import audit_stream
from models.sampling import LARGEST, Drawing
from runtime.dates import deadline, first_instant
from runtime.names import refs_in
from runtime.reading_room import redrawn
from web.desk import Desk, Visit, elsewhere, page
from web.places import case_path
from web.saying import ROME
from web.whole import whole

_HERE = "/record/sample"
_USUAL = 10


async def show(desk: Desk, visit: Visit) -> Response:
    return await _page(desk, visit)


async def draw(desk: Desk, visit: Visit) -> Response:
    """The lot falls once; the next page shows where."""
    try:
        drawing = _drawing(visit)
        room = desk.access.reading_room(visit.acts_as(Role.AUDITOR))
        seed = visit.text("seed") or None
        sample = await room.sample(drawing, seed=seed, now=visit.now)
    except DomainError as refusal:
        return await _page(desk, visit, 422, wrong=str(refusal))
    return elsewhere(f"{_HERE}/{sample.stamp.seq}")


async def show_again(desk: Desk, visit: Visit) -> Response:
    """Drawn again from what was kept, and compared with what was noted."""
    number = whole(visit.request.path_params["number"]) or 0
    assert visit.account is not None  # noqa: S101  (the door let an auditor in)
    found = await redrawn(desk.access.units, visit.account.account, number)
    refs = await refs_in(
        desk.access, [f"proposal/{one}" for one in (*found.noted, *found.drawn)]
    )
    return page(
        desk, visit, "sample", found=found, number=number, path=case_path, refs=refs
    )


async def _page(
    desk: Desk, visit: Visit, status: int = 200, *, wrong: str = ""
) -> Response:
    assert visit.account is not None  # noqa: S101  (the door let an auditor in)
    async with desk.access.units.read() as unit:
        events = await unit.events.of(audit_stream(visit.account.account))
    return page(
        desk,
        visit,
        "sampling",
        status,
        wrong=wrong,
        drawn=[one for one in events if one.kind is EventKind.SAMPLE_DRAWN][::-1],
        phases=Phase,
        outcomes=Outcome,
        size=visit.text("size") or _USUAL,
        asked={name: visit.text(name) for name in ("seed", "region", "since", "until")},
        largest=LARGEST,
    )


def _drawing(visit: Visit) -> Drawing:
    """What the form asks for.

    Raises:
        DomainError: a field has a value that there is not.
    """
    size = whole(visit.text("size"))
    if not size or size > LARGEST:
        raise DomainError(visit.say("sampling.size_is", most=LARGEST))
    phase, outcome = visit.text("phase"), visit.text("outcome")
    if phase not in {"", *Phase} or outcome not in {"", *Outcome}:
        raise DomainError(visit.say("proposals.no_such", fields="phase, outcome"))
    return Drawing(
        size=size,
        phase=Phase(phase) if phase else None,
        outcome=Outcome(outcome) if outcome else None,
        region=visit.text("region") or None,
        since=_instant(visit, "since"),
        until=_instant(visit, "until"),
    )


def _instant(visit: Visit, name: str) -> datetime | None:
    """A day of Rome as it begins, or `until` it ends."""
    given = visit.text(name)
    if not given:
        return None
    begins = name == "since"
    return (first_instant if begins else deadline)(name, given, ROME.key)
