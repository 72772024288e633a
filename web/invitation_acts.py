"""What is decided on an invitation: it is closed, and its draft destroyed."""

from collections.abc import Sequence
from typing import Any, Final

from models.account import Role
from models.event import Stamp
from models.offer import Offer
from models.reference_number import session_name
from web.acting import Carried, Decision, Matter, Seat
from web.desk import Desk, Visit
from web.fields import Given
from web.sentences import Line

HERE: Final = "/invitations"


async def _close(seat: Seat, offer: Offer, given: Given) -> Carried:
    del given
    desk = seat.access.invitation_desk(seat.actor)
    if not seat.dry:
        await desk.close(offer.offer, now=seat.now)
        return Carried(Stamp(stream="", seq=1, hash=""))
    async with seat.access.units.read() as unit:
        draft = await unit.drafts.find(offer.offer)
    say = seat.say
    ends = (
        say("foreseen.draft_ends", time=say.time(draft.saved_at))
        if draft
        else say("foreseen.no_draft")
    )
    told = (say("foreseen.link_ends"), ends)
    return Carried(None, [Line(one, say.language) for one in told])


async def _find(desk: Desk, visit: Visit) -> Matter[Offer]:
    async with desk.access.units.read() as unit:
        offer = await unit.offers.get(visit.request.path_params["offer"])
    return Matter(offer, offer.authority, session_name(offer.session), HERE)


INVITATION_ACTS: Final[Sequence[Decision[Any]]] = (
    Decision(
        name="close_invitation",
        command="invitation close",
        roles=(Role.SECRETARIAT,),
        fields=(),
        carry=_close,
        fits=lambda offer: offer.case is None and offer.closed_at is None,
        find=_find,
    ),
)
