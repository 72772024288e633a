"""What a body was called and where it was reached before, and who took its place."""

from collections.abc import Sequence
from datetime import datetime

from models.body import AddressHealth, Body
from models.frozen import Frozen
from models.ids import Actor, BodyCode
from models.interest import Interest, InterestState
from models.proposal_parts import Address


class FormerName(Frozen):
    """A body's name and addresses as they were until an instant (method X22)."""

    body: BodyCode
    until: datetime
    name: str
    email: Address
    second_email: Address | None = None


class Succession(Frozen):
    """`successor` has taken over what `body` was part of."""

    body: BodyCode
    successor: BodyCode
    at: datetime
    by: Actor


def as_of(body: Body, former: Sequence[FormerName], at: datetime) -> Body:
    """The body as it was called and reached at an instant."""
    later = sorted((one for one in former if one.until > at), key=lambda one: one.until)
    return was(body, later[0]) if later else body


def was(body: Body, former: FormerName) -> Body:
    """The body under a name and addresses of before."""
    return body.model_copy(
        update={
            "name": former.name,
            "email": former.email,
            "second_email": former.second_email,
        }
    )


def renamed(
    body: Body,
    *,
    name: str | None,
    email: str | None,
    second_email: str | None,
) -> Body:
    """The body with what is new; a new address has given no trouble yet."""
    changes: dict[str, object] = {"name": name} if name else {}
    if email and email.casefold() != body.email.casefold():
        changes |= {"email": email, "health": AddressHealth.GOOD, "silences": 0}
    if second_email:
        changes |= {"second_email": second_email, "second_health": AddressHealth.GOOD}
    return Body.model_validate(body.model_dump() | changes)


_STRONGER = (
    InterestState.WITHDRAWN,
    InterestState.REFUSED,
    InterestState.RESERVE,
    InterestState.RECEIVED,
    InterestState.ACCEPTED,
)


def merged(old: Interest, new: Interest) -> Interest:
    """One yes of two bodies that have become one: what both promised is promised.

    The better state and place stand, and the earlier hour.
    """
    best = max((old, new), key=lambda one: _STRONGER.index(one.state))
    promised = [one.contribution for one in (old, new) if one.contribution is not None]
    return best.model_copy(
        update={
            "body": new.body,
            "received_at": min(old.received_at, new.received_at),
            "contribution": sum(promised) if promised else None,
            "private": old.private + new.private,
            "lead": None if new.body == best.lead else best.lead,
        }
    )
