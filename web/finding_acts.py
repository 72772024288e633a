"""What an auditor finds in a case, what the secretariat answers, how it is closed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from models.account import Role
from models.event import Stamp
from models.finding import FindingState
from runtime.finding_desk import FindingDesk, ShownFinding, Told
from store.errors import NotFoundError
from store.read_models import CaseRow
from web.acting import Carried, Decision, Matter, Seat
from web.case_acts import case_at, matter_of_case
from web.desk import Desk, Visit
from web.fields import REASON, Field, Given, Kind
from web.places import finding_path
from web.whole import whole

_AUDITOR: Final = (Role.AUDITOR,)
_SECRETARIAT: Final = (Role.SECRETARIAT,)


def _by_desk(
    verb: Callable[[FindingDesk, Seat, ShownFinding, Given], Awaitable[Told]],
) -> Callable[[Seat, ShownFinding, Given], Awaitable[Carried]]:
    """It sets off nothing but a task, so there is nothing to look at first."""

    async def carry(seat: Seat, found: ShownFinding, given: Given) -> Carried:
        if seat.dry:
            return Carried(None)
        desk = seat.access.finding_desk(seat.actor)
        return Carried((await verb(desk, seat, found, given)).stamp)

    return carry


async def _find(seat: Seat, case: CaseRow, given: Given) -> Carried:
    event = whole(given["event"])
    stamp: Stamp | None = None
    if not seat.dry:
        desk = seat.access.finding_desk(seat.actor)
        stamp = (
            await desk.find(case.ref, given["fault"], event=event, now=seat.now)
        ).stamp
    return Carried(stamp)


async def _answer(
    desk: FindingDesk, seat: Seat, found: ShownFinding, given: Given
) -> Told:
    return await desk.answer(found.name, given["reason"], now=seat.now)


async def _close(
    desk: FindingDesk, seat: Seat, found: ShownFinding, given: Given
) -> Told:
    return await desk.close(found.name, given["reason"], now=seat.now)


async def finding_at(desk: Desk, visit: Visit) -> ShownFinding:
    """The finding the address names.

    Raises:
        NotFoundError: there is none.
    """
    case = await case_at(desk, visit)
    number = str(visit.request.path_params["number"])
    rooms = desk.access.finding_desk(visit.acts_as(*visit.roles))
    for one in await rooms.findings(case.ref):
        if str(one.finding.number) == number:
            return one
    raise NotFoundError(visit.say("finding.none"))


async def _matter(desk: Desk, visit: Visit) -> Matter[ShownFinding]:
    found = await finding_at(desk, visit)
    path = finding_path(found.finding)
    return Matter(found, found.name, found.text, path)


FIND: Final[Decision[CaseRow]] = Decision(
    name="find",
    command="audit find",
    roles=_AUDITOR,
    fields=(Field("fault", Kind.WORDS, required=True), Field("event", Kind.NUMBER)),
    carry=_find,
    fits=lambda _: True,
    find=matter_of_case,
)
FINDING_ACTS: Final[Sequence[Decision[ShownFinding]]] = (
    Decision(
        name="answer_finding",
        command="audit answer",
        roles=_SECRETARIAT,
        fields=(REASON,),
        carry=_by_desk(_answer),
        fits=lambda found: found.state is FindingState.OPEN,
        find=_matter,
    ),
    Decision(
        name="close_finding",
        command="audit close",
        roles=_AUDITOR,
        fields=(REASON,),
        carry=_by_desk(_close),
        fits=lambda found: found.state is not FindingState.CLOSED,
        find=_matter,
    ),
)
