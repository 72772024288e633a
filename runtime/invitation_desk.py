"""Where the secretariat invites an authority to hand in a proposal by a link."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from pydantic import JsonValue

from models.account import LANGUAGES
from models.errors import DomainError
from models.event import EventKind
from models.frozen import Frozen
from models.ids import Actor, register_stream
from models.offer import Offer, address_given, authority_given, offer_code
from models.officer import officer
from models.reference_number import session_named
from models.session import SessionState
from runtime.desk_keys import hashed
from store.unit_of_work import SqlUnitOfWork, SqlUnits

LONGEST: Final = timedelta(days=366)
"""Nobody writes at one proposal for longer; then they are invited anew."""


class Linked(Frozen):
    """`token` is what is in the link: it is not shown again."""

    offer: Offer
    token: str


class Seen(NamedTuple):
    """An invitation, and when its draft was last saved; nothing of what is in it."""

    offer: Offer
    saved_at: datetime | None


class Wish(Frozen):
    """Whom to invite, as it was entered."""

    authority: str
    email: str
    contact: str
    language: str
    session: str


class InvitationDesk:
    """`actor` is an officer: who makes a link may not validate what it brings."""

    def __init__(self, *, units: SqlUnits, actor: Actor) -> None:
        self._units = units
        self._actor = officer(actor)

    async def add(self, wish: Wish, *, until: datetime, now: datetime) -> Linked:
        """Invite an authority; drafts of invitations long over are destroyed.

        Raises:
            DomainError: a field breaks a rule, or the session collects no proposals.
        """
        if wish.language not in LANGUAGES:
            raise DomainError(f"The pages speak {', '.join(LANGUAGES)}: give one.")
        if not now < until <= now + LONGEST:
            raise DomainError(
                "The link is valid until an instant to come, at most a year from now: "
                "give another day."
            )
        token = secrets.token_urlsafe(32)
        async with self._units.write(now) as unit:
            session = await unit.sessions.find(session_named(wish.session))
            if session is None or session.state is not SessionState.COLLECTING:
                raise DomainError(
                    f"Session {wish.session} is not collecting proposals: name one "
                    "that is (`starter.py session list`)."
                )
            offer = Offer(
                offer=offer_code(),
                token=hashed(token),
                authority=authority_given(wish.authority),
                email=address_given(wish.email),
                contact=address_given(wish.contact),
                language=wish.language,
                session=session.session,
                by=self._actor,
                since=now,
                until=until,
            )
            await unit.offers.add(offer)
            await note(unit, offer, self._actor, now)
            await _forget(unit, now)
        return Linked(offer=offer, token=token)

    async def link(self, code: str, *, now: datetime) -> Linked:
        """A new link to the same draft: the one before it is void."""
        token = secrets.token_urlsafe(32)
        async with self._units.write(now) as unit:
            known = await _standing(unit, code, now)
            changes = {"token": hashed(token), "by": self._actor}
            offer = known.model_copy(update=changes)
            scars: list[JsonValue] = [*await unit.people.erase("offer", (code,))]
            await unit.offers.save(offer)
            await note(unit, offer, self._actor, now, link=True, erased=scars)
        return Linked(offer=offer, token=token)

    async def close(self, code: str, *, now: datetime) -> Offer:
        """The link opens no more, and what was not handed in is destroyed."""
        async with self._units.write(now) as unit:
            known = await unit.offers.get(code)
            if known.case is not None or known.closed_at is not None:
                raise DomainError(
                    f"Invitation {code} is over: it was closed, or its proposal was "
                    "handed in."
                )
            offer = known.model_copy(update={"closed_at": now})
            await unit.offers.save(offer)
            await unit.drafts.remove(code)
            await note(unit, offer, self._actor, now)
        return offer


async def seen(units: SqlUnits) -> Sequence[Seen]:
    """What everybody here may know of the invitations, the latest first."""
    async with units.read() as unit:
        saved = await unit.drafts.saved()
        return [Seen(one, saved.get(one.offer)) for one in await unit.offers.latest()]


async def note(
    unit: SqlUnitOfWork,
    offer: Offer,
    actor: Actor,
    now: datetime,
    **told: JsonValue,
) -> None:
    """Without names and addresses: events are for ever."""
    body: dict[str, JsonValue] = {
        "invitation": offer.offer,
        "session": offer.session,
        "closed": offer.closed_at is not None,
        **({"case": offer.case} if offer.case else {}),
        **told,
    }
    await unit.events.append(
        stream=register_stream("offer", offer.offer),
        kind=EventKind.REGISTER_KEPT,
        actor=actor,
        at=now,
        body=body,
    )


async def _standing(unit: SqlUnitOfWork, code: str, now: datetime) -> Offer:
    known = await unit.offers.get(code)
    if not known.stands(now):
        raise DomainError(
            f"Invitation {code} is over: it has ended, was closed, or its proposal was "
            "handed in. Invite the authority anew."
        )
    return known


async def _forget(unit: SqlUnitOfWork, now: datetime) -> None:
    """What was not handed in a month after its link ended is kept no longer."""
    for code in await unit.drafts.older(now - _KEPT):
        await unit.drafts.remove(code)


_KEPT: Final = timedelta(days=31)
