"""An invited authority hands its draft in, by the road of every form."""

from models.errors import DomainError
from models.ids import CaseId, CorridorCode
from models.offer import Draft, Offer
from runtime.errands import Errands
from runtime.foresight import Foresight
from runtime.invitation_desk import note
from runtime.offer_desk import (
    OfferDesk,
    OfferEndedError,
    Opened,
    StaleDraftError,
    form_of,
    written,
)
from runtime.submission import (
    AlreadySubmittedError,
    FormDesk,
    Submitted,
    foresee_submission,
    register,
)


class NotCompleteError(DomainError):
    """Something is missing, or one language of a text is stale."""


async def look(desk: OfferDesk, foresight: Foresight, token: str) -> Submitted:
    """The number it would have, were it handed in now.

    What it would set off is for the secretariat: a hit with a screening list is not
    told to the party that was found.

    Raises:
        DomainError: it would be refused.
    """
    opened = await desk.open(token)
    submitted, _ = await foresee_submission(
        _forms(desk, opened.offer),
        foresight,
        _content(opened),
        session=None,
        now=desk.now,
    )
    return submitted


async def hand_in(desk: OfferDesk, errands: Errands, token: str, version: int) -> Offer:
    """Register the draft as a proposal; the same draft is one, however often.

    It is closed to changes before, so that no other page can make it another form.

    Raises:
        NotCompleteError: something forbids it.
        StaleDraftError: the draft is not the one that was looked at.
        DomainError: the door refuses it; the draft is open again.
    """
    try:
        opened = await _closed_to_changes(desk, token, version)
    except OfferEndedError as ended:
        if ended.offer is None or ended.offer.case is None:
            raise
        return ended.offer
    forms = _forms(desk, opened.offer)
    try:
        submitted = await register(
            forms, errands, _content(opened), session=None, now=desk.now
        )
        case = submitted.case
    except AlreadySubmittedError:
        found = await _own_case(desk, opened)
        if found is None:
            await _open_again(desk, opened.draft)
            raise
        case = found
    except DomainError:
        await _open_again(desk, opened.draft)
        raise
    return await _handed_in(desk, opened, case)


async def _closed_to_changes(desk: OfferDesk, token: str, version: int) -> Opened:
    async with desk.units.write(desk.now) as unit:
        opened = await desk.opened(unit, token)
        draft = opened.draft
        if draft.version != version or not version:
            raise StaleDraftError("The draft was saved elsewhere meanwhile.")
        if not opened.complete:
            raise NotCompleteError("The proposal is not complete yet.")
        if draft.handing_at is None:
            closed = draft.model_copy(update={"handing_at": desk.now})
            await unit.drafts.save(closed)
            opened = opened.model_copy(update={"draft": closed})
        return opened


async def _open_again(desk: OfferDesk, draft: Draft) -> None:
    async with desk.units.write(desk.now) as unit:
        await unit.drafts.save(draft.model_copy(update={"handing_at": None}))


async def _own_case(desk: OfferDesk, opened: Opened) -> CaseId | None:
    """The proposal this very draft became, when the answer was lost on its way."""
    form = _forms(desk, opened.offer).read(_content(opened))
    async with desk.units.read() as unit:
        code = CorridorCode(form.corridor)
        known = await unit.cases.by_fingerprint(code, form.fingerprint())
    own = known is not None and known.registrar == opened.offer.actor
    return known.case if known is not None and own else None


async def _handed_in(desk: OfferDesk, opened: Opened, case: CaseId) -> Offer:
    """The draft goes: its form is on record, and its files are papers now."""
    async with desk.units.write(desk.now) as unit:
        known = await unit.offers.get(opened.offer.offer)
        if known.case is not None:
            return known
        files = opened.draft.files
        for paper in {*files.values()}:
            await unit.papers.put(await unit.drafts.file(known.offer, paper))
        changes = {"case": case, "handed_in_at": desk.now, "files": files}
        offer = known.model_copy(update=changes)
        await unit.offers.save(offer)
        await unit.drafts.remove(offer.offer)
        await note(unit, offer, offer.actor, desk.now, papers=[*files.values()])
        return offer


def _forms(desk: OfferDesk, offer: Offer) -> FormDesk:
    return FormDesk(units=desk.units, reference=desk.reference, actor=offer.actor)


def _content(opened: Opened) -> bytes:
    return written(form_of(opened.draft, opened.session, opened.languages))
