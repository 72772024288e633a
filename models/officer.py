"""Who decides: officers act under a code, never under their names.

Auditors read under theirs, and decide nothing.
"""

import re

from models.errors import DomainError
from models.ids import PROPOSER, Actor, BodyCode

_CODE = re.compile(
    r"(secretariat|validator|compliance|agreement-office|chair|admin):[a-z0-9-]{1,32}"
)
_AUDITOR = re.compile(r"auditor:(?P<code>[a-z0-9][a-z0-9-]{0,39})")
_AUTHORITY = re.compile(r"authority:[0-9a-f]{1,32}:(?P<person>[a-z0-9-]{1,32})")
_BODY = re.compile(r"body:[A-Za-z0-9._-]{1,64}")


def officer(code: str) -> Actor:
    """The officer of a code such as secretariat:o1.

    Raises:
        DomainError: it is no officer's code, or an auditor's.
    """
    if auditor_of(code):
        raise reads_only(code)
    if not _CODE.fullmatch(code):
        raise DomainError(
            f"{code!r} is no officer's code: write it as in secretariat:o1 "
            "(secretariat, compliance, agreement-office or chair)."
        )
    return Actor(code)


def auditor(code: str) -> Actor:
    """The auditor of a code such as auditor:court.

    Raises:
        DomainError: it is none.
    """
    if not auditor_of(code):
        raise DomainError(
            f"{code!r} is no auditor: this is an auditor's act, give --as as in "
            "auditor:court."
        )
    return Actor(code)


def reader(code: str) -> Actor:
    """Who reads: an officer, or an auditor.

    Raises:
        DomainError: neither.
    """
    return auditor(code) if auditor_of(code) else officer(code)


def auditor_of(code: str) -> str:
    """The name in the register that an auditor's code has; empty for any other code."""
    found = _AUDITOR.fullmatch(code)
    return found["code"] if found else ""


def reads_only(code: str) -> DomainError:
    """The one sentence with which every act is refused to an auditor."""
    return DomainError(
        f"{code} is an auditor, who reads everything and changes nothing: tell what is "
        "wrong with `starter.py audit find`. Officers act, as in --as secretariat:o1."
    )


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


def person(who: str) -> str:
    """The one behind an officer's code, whatever office it acts in.

    `secretariat:o1` and `compliance:o1` are one pair of eyes: o1. Who is no officer
    (a body, the proposer, the system) stays as it is. Behind an authority that hands in
    by a link is the one who made the link, for that one could have used it.
    """
    if invited := _AUTHORITY.fullmatch(who):
        return invited["person"]
    return who.partition(":")[2] if _CODE.fullmatch(who) else who
