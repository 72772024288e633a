"""Handing in at an invited authority's page: looked at first, then done."""

from typing import Final

from starlette.responses import Response

from models.errors import DomainError
from models.refusal import Wanted
from runtime.folder import NotRunningError
from runtime.offer_desk import OfferEndedError, Opened, StaleDraftError
from runtime.submission import AlreadySubmittedError
from web.desk import Desk, Visit, elsewhere, page
from web.offer_link import (
    behind_link,
    desk_of,
    facts_of,
    path_of,
    token_of,
    version_of,
)

_NO: Final = 422


async def _look(desk: Desk, visit: Visit) -> Response:
    """What handing in means, and the number it would have; nothing is done."""
    opened = await desk_of(desk, visit).open(token_of(visit))
    if not opened.complete or not opened.draft.version:
        return elsewhere(f"{path_of(visit)}#state")
    return await _before(desk, visit, opened)


async def _hand_in(desk: Desk, visit: Visit) -> Response:
    opened = await desk_of(desk, visit).open(token_of(visit))
    token = token_of(visit)
    try:
        await desk.access.hand_in(token, version_of(visit), now=visit.now)
    except (NotRunningError, OfferEndedError):
        raise
    except StaleDraftError:
        return elsewhere(f"{path_of(visit)}?changed=1")
    except DomainError as refusal:
        wanted = Wanted(actor=opened.offer.actor, act="invitation hand-in", asked={})
        await desk.access.refused(wanted, str(refusal), at=visit.now)
        return await _before(desk, visit, opened, refusal)
    return elsewhere(path_of(visit))


async def _before(
    desk: Desk, visit: Visit, opened: Opened, refusal: DomainError | None = None
) -> Response:
    """The number is only foreseen: somebody else may be faster."""
    ref = ""
    if refusal is None:
        try:
            looked = desk.access.look_at_handing_in(token_of(visit), now=visit.now)
            ref = (await looked).ref
        except OfferEndedError:
            raise
        except DomainError as found:
            refusal = found
    facts = {
        **facts_of(visit, opened),
        "ref": ref,
        "refused": refusal is not None,
        "twice": isinstance(refusal, AlreadySubmittedError),
    }
    return page(desk, visit, "offer_hand_in", _NO if refusal else 200, **facts)


look: Final = behind_link(_look)
hand_in: Final = behind_link(_hand_in)
