"""The number people write: corridor/programme/session/region/serial, and its file."""

import re

from models.errors import DomainError
from models.ids import (
    CaseId,
    CorridorCode,
    Ref,
    SessionId,
    case_id,
    session_id,
    short_region,
)
from models.session_rules import parse_ordinal, roman

_REF = re.compile(
    r"(?P<corridor>[A-Z]{2}-[A-Z]{2})/\d{4}-\d{4}/(?P<session>[IVXLCDM]+)"
    r"/[A-Z]{1,4}/(?P<serial>\d{4})"
)
_CASE = re.compile(r"[a-z]{2}-[a-z]{2}/\d{1,4}/\d{4}")
_SESSION = re.compile(r"(?P<corridor>[A-Za-z]{2}-[A-Za-z]{2})[/ ](?P<ordinal>\w+)")


def reference_number(
    *, corridor: CorridorCode, programme: str, ordinal: int, region: str, serial: int
) -> Ref:
    """The session part is the first target and never changes (method 4.2)."""
    return Ref(
        f"{corridor}/{programme}/{roman(ordinal)}/{short_region(region)}/{serial:04d}"
    )


def session_name(session: SessionId) -> str:
    """A session as people write it: `IT-RU/XXIX`."""
    corridor, _, ordinal = session.partition("/")
    return f"{corridor.upper()}/{roman(int(ordinal))}"


def case_named(given: str) -> CaseId:
    """The file somebody means by its reference number, or by its id.

    Raises:
        DomainError: neither.
    """
    given = given.strip()
    if _CASE.fullmatch(given):
        return CaseId(given)
    found = _REF.fullmatch(given.upper())
    if found is None:
        raise DomainError(
            f"{given!r} is no reference number: write it as in "
            "IT-RU/2026-2028/XXIX/LIP/0007."
        )
    ordinal = parse_ordinal(found["session"])
    session = session_id(CorridorCode(found["corridor"]), ordinal)
    return case_id(session, int(found["serial"]))


def session_named(given: str) -> SessionId:
    """The session somebody means: `IT-RU/XXIX`, `it-ru/29`.

    Raises:
        DomainError: neither.
    """
    found = _SESSION.fullmatch(given.strip())
    if found is None:
        raise DomainError(f"{given!r} is no session: write it as in IT-RU/XXIX.")
    ordinal = parse_ordinal(found["ordinal"])
    return session_id(CorridorCode(found["corridor"].upper()), ordinal)
