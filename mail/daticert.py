"""`daticert.xml`: what a certified mail provider attests (RFC 6109 §4.4)."""

import re
from datetime import UTC, datetime

from lxml import etree

from mail.foreign_xml import (
    ForeignXmlError,
    attribute,
    first,
    local,
    parsed,
    under,
    value,
)
from mail.headers import addresses
from models.message import PecFacts, PecRecipient

ANOMALY = "anomalia"  # no XML: an ordinary mail in an envelope without legal value
UNKNOWN = "unknown"  # a person looks
MESSAGE = "posta-certificata"
RECEIPTS = frozenset(
    {
        "accettazione",
        "non-accettazione",
        "presa-in-carico",
        "avvenuta-consegna",
        "preavviso-errore-consegna",
        "errore-consegna",
        "rilevazione-virus",
    }
)
ROOT = "postacert"

_MAX_RECIPIENTS = 1_000
_MAX_ID = 990
_SPACE = re.compile(r"\s+")


def attested(data: bytes) -> PecFacts:
    """What the XML says, and of what is wrong with it; never raises."""
    try:
        root, whole = parsed(data)
    except ForeignXmlError as error:
        return PecFacts(kind=UNKNOWN, detail=f"daticert.xml is not read: {error}")
    if local(root) != ROOT:
        return PecFacts(kind=UNKNOWN, detail="daticert.xml is of another kind")
    return _facts(root, whole=whole)


def _facts(root: etree._Element, *, whole: bool) -> PecFacts:
    stated = attribute(root, "tipo").lower()
    known = stated == MESSAGE or stated in RECEIPTS
    remarks = (
        value(first(root, "dati", "errore-esteso")),
        "" if known else f"unknown kind: {stated or 'none'}",
        "" if whole else "daticert.xml is damaged",
    )
    return PecFacts(
        kind=stated if known else UNKNOWN,
        error=attribute(root, "errore").lower(),
        identifier=_bare(value(first(root, "dati", "identificativo"))),
        message_id=_bracketed(value(first(root, "dati", "msgid"))),
        at=_instant(first(root, "dati", "data")),
        provider=value(first(root, "dati", "gestore-emittente")),
        sender=_address(first(root, "intestazione", "mittente")),
        recipients=_recipients(root),
        delivered_to=_address(first(root, "dati", "consegna")),
        receipt=attribute(first(root, "dati", "ricevuta"), "tipo").lower(),
        detail="; ".join(filter(None, remarks)),
    )


def _recipients(root: etree._Element) -> tuple[PecRecipient, ...]:
    found: dict[str, bool] = {}
    for one in under(root, "intestazione", "destinatari"):
        certified = attribute(one, "tipo").lower() == "certificato"
        for address in addresses(value(one)):
            found.setdefault(address, certified)
        if len(found) >= _MAX_RECIPIENTS:
            break
    return tuple(PecRecipient(address=one, certified=found[one]) for one in found)


def _address(element: etree._Element | None) -> str:
    return next(iter(addresses(value(element))), "")


def _bare(text: str) -> str:
    return _SPACE.sub("", text).strip("<>")[:_MAX_ID]


def _bracketed(text: str) -> str:
    bare = _bare(text)
    return f"<{bare}>" if bare else ""


def _instant(element: etree._Element | None) -> datetime | None:
    """The legal time in UTC; without its zone it is not an instant."""
    if element is None:
        return None
    day, hour = value(first(element, "giorno")), value(first(element, "ora"))
    stated = f"{day} {hour} {attribute(element, 'zona')}"
    try:
        return datetime.strptime(stated, "%d/%m/%Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
