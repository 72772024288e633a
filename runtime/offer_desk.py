"""An invited authority at its draft: opened by a link, saved, and checked."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import Field, ValidationError

from models.corridor import Corridor
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import PaperId
from models.offer import Draft, Offer
from models.offer_check import OTHER, Problem, problems
from models.offer_content import content
from models.offer_faces import settle
from models.offer_form import ORIGINAL
from models.proposal import LINGUA_FRANCA, ProposalForm
from models.session import Session, SessionState
from runtime.desk_keys import hashed
from store.reference import Reference, check_form
from store.unit_of_work import SqlUnitOfWork, SqlUnits

LARGEST: Final = 200_000
"""Characters of a whole draft; the longest form has half of them."""


class OfferEndedError(DomainError):
    """The link opens no form: `why` is a code, and `offer` the invitation, if any."""

    def __init__(self, why: str, offer: Offer | None = None) -> None:
        super().__init__("This link opens no form: ask for another one.")
        self.why = why
        self.offer = offer


class StaleDraftError(DomainError):
    """Somebody saved the draft after this page was opened."""


class HandingInError(DomainError):
    """The draft is being handed in: nothing is changed any more."""


class Saving(Frozen):
    """What a page sends: the version it showed, and which opening of it it is.

    `whole`: a person pressed the button; else the page saved by itself.
    """

    typed: dict[str, str]
    version: int
    sitting: str
    whole: bool = True
    added: dict[str, bytes] = Field(default_factory=dict)
    removed: tuple[str, ...] = ()


class Opened(Frozen):
    """A draft as its page shows it; `draft` has what is known even when unsaved."""

    offer: Offer
    session: Session
    languages: tuple[str, ...]
    draft: Draft
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        return not any(one.hard for one in self.problems)


class OfferDesk:
    def __init__(self, *, units: SqlUnits, reference: Reference, now: datetime) -> None:
        self.units = units
        self.reference = reference
        self.now = now

    async def offer(self, token: str) -> Offer:
        """The invitation of a link, also when its proposal was handed in.

        Raises:
            OfferEndedError: there is none, or it is over.
        """
        async with self.units.read() as unit:
            return await self._offer(unit, token)

    async def open(self, token: str) -> Opened:
        """The draft as it was saved last.

        Raises:
            OfferEndedError: the link opens no form.
        """
        async with self.units.read() as unit:
            return await self.opened(unit, token)

    async def opened(self, unit: SqlUnitOfWork, token: str) -> Opened:
        offer = await self._offer(unit, token)
        if offer.case is not None:
            raise OfferEndedError("handed_in", offer)
        session = await unit.sessions.find(offer.session)
        if session is None or session.state is not SessionState.COLLECTING:
            raise OfferEndedError("session", offer)
        corridor = await unit.corridors.get(session.corridor)
        draft = await unit.drafts.find(offer.offer)
        return self._shown(offer, session, corridor, draft or _blank(offer, corridor))

    async def check(self, token: str, typed: Mapping[str, str]) -> Opened:
        """The same with what is being typed; nothing is saved."""
        opened = await self.open(token)
        draft = opened.draft.model_copy(update={"typed": dict(typed)})
        return self._again(opened, draft)

    async def save(self, token: str, saving: Saving) -> Opened:
        """Keep what was typed, and its files.

        Raises:
            OfferEndedError: the link opens no form.
            StaleDraftError: another page saved it meanwhile; nothing is changed.
            HandingInError: it is being handed in.
        """
        if sum(map(len, saving.typed.values())) > LARGEST:
            raise DomainError("This is longer than any proposal: shorten it.")
        async with self.units.write(self.now) as unit:
            opened = await self.opened(unit, token)
            known = opened.draft
            if known.handing_at is not None:
                raise HandingInError("The proposal is being handed in.")
            if known.version != saving.version:
                raise StaleDraftError("The draft was saved elsewhere meanwhile.")
            files = {
                name: paper
                for name, paper in known.files.items()
                if name not in saving.removed
            }
            for name, held in saving.added.items():
                files[name] = await unit.drafts.put_file(known.offer, held)
            for paper in {*known.files.values()} - {*files.values()}:
                await unit.drafts.remove_file(known.offer, paper)
            draft = self._kept(opened, saving, files)
            await (unit.drafts.save if known.version else unit.drafts.add)(draft)
        return self._again(opened, draft)

    def _kept(self, opened: Opened, saving: Saving, files: dict[str, PaperId]) -> Draft:
        """Texts are settled by a person's save, and before a new sitting's first."""
        known, languages = opened.draft, opened.languages
        settled = _texts(known.settled)
        if known.version and known.sitting != saving.sitting:
            settled = settle(_texts(known.typed), settled, languages)
        if saving.whole:
            settled = settle(saving.typed, settled, languages)
        return Draft(
            offer=known.offer,
            typed={**saving.typed},
            settled={**settled},
            files=files,
            sitting=saving.sitting,
            version=known.version + 1,
            saved_at=self.now,
        )

    async def _offer(self, unit: SqlUnitOfWork, token: str) -> Offer:
        offer = await unit.offers.by_token(hashed(token))
        if offer is None:
            raise OfferEndedError("unknown")
        if offer.case is None and not offer.stands(self.now):
            raise OfferEndedError("closed" if offer.closed_at else "ended", offer)
        return offer

    def _again(self, opened: Opened, draft: Draft) -> Opened:
        found = self._problems(draft, opened.session, opened.languages)
        return opened.model_copy(update={"draft": draft, "problems": found})

    def _shown(
        self, offer: Offer, session: Session, corridor: Corridor, draft: Draft
    ) -> Opened:
        languages = languages_of(corridor)
        return Opened(
            offer=offer,
            session=session,
            languages=languages,
            draft=draft,
            problems=self._problems(draft, session, languages),
        )

    def _problems(
        self, draft: Draft, session: Session, languages: Sequence[str]
    ) -> tuple[Problem, ...]:
        form = form_of(draft, session, languages)
        found = problems(_texts(draft.typed), _texts(draft.settled), form, languages)
        try:
            read = ProposalForm.model_validate(form)
        except ValidationError:
            return found
        unknown = (
            Problem(place=said.partition(":")[0], rule=OTHER, said=said)
            for said in check_form(read, self.reference)
        )
        return (*unknown, *found)


def languages_of(corridor: Corridor) -> tuple[str, ...]:
    """The proposing side's first, then the other's, then the common one."""
    both = (corridor.language_b, corridor.language_a, LINGUA_FRANCA)
    return tuple(dict.fromkeys(both))


def form_of(draft: Draft, session: Session, languages: Sequence[str]) -> dict[str, Any]:
    known = {
        "corridor": session.corridor,
        "programme": session.programme,
        "target_session": session.roman,
    }
    return content(_texts(draft.typed), known, [*draft.files], languages)


def written(form: Mapping[str, Any]) -> bytes:
    """As a form is handed in at the desk."""
    return json.dumps(form, ensure_ascii=False, indent=1).encode()


def _texts(kept: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(said) for name, said in kept.items()}


def _blank(offer: Offer, corridor: Corridor) -> Draft:
    """What is known of it already; it may be changed."""
    return Draft(
        offer=offer.offer,
        typed={
            "presented_by.body": offer.authority,
            "contact.email": offer.email,
            "contact.language": offer.language,
            ORIGINAL: corridor.language_b,
            "investment.currency": "EUR",
            "partner_max": "1",
            "validity_days": "365",
        },
        saved_at=offer.since,
    )
