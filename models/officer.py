"""Who decides: officers act under a code, never under their names."""

import re

from models.errors import DomainError
from models.ids import PROPOSER, Actor, BodyCode

_CODE = re.compile(r"(secretariat|compliance|agreement-office|chair):[a-z0-9-]{1,32}")
_BODY = re.compile(r"body:[A-Za-z0-9._-]{1,64}")


def officer(code: str) -> Actor:
    """The officer of a code such as secretariat:o1.

    Raises:
        DomainError: it is no officer's code.
    """
    if not _CODE.fullmatch(code):
        raise DomainError(
            f"{code!r} is no officer's code: write it as in secretariat:o1 "
            "(secretariat, compliance, agreement-office or chair)."
        )
    return Actor(code)


def body_of(who: Actor) -> BodyCode | None:
    """The body that asks, if it is one."""
    return BodyCode(who.removeprefix("body:")) if _BODY.fullmatch(who) else None


def requester(code: str) -> Actor:
    """Who asks for something: an officer, a body as in body:IT-57, or the proposer.

    Raises:
        DomainError: it is none of these.
    """
    if code == PROPOSER or _BODY.fullmatch(code):
        return Actor(code)
    try:
        return officer(code)
    except DomainError as error:
        raise DomainError(
            f"{code!r} is nobody who can ask: write an officer as in secretariat:o1 "
            "(secretariat, compliance, agreement-office or chair), a body as in "
            "body:IT-57, or proposer."
        ) from error
