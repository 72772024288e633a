"""The registry's own XML (segnatura di protocollo), of all three generations.

AIPA 28/2001, AgID 60/2013 and the AgID guidelines of 2021 differ in namespaces and
in wrapping, not in the names read here. No seal in it is verified.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lxml import etree

from mail.contents import Contents
from mail.foreign_xml import (
    MAX_XML,
    ForeignXmlError,
    anywhere,
    first,
    local,
    parsed,
    value,
)
from mail.mime import Part
from models.message import Registration


class RegistryKind(StrEnum):
    REGISTERED = "segnatura"  # their letter carries their number
    CONFIRMED = "conferma-ricezione"  # our letter got a number of theirs
    UPDATED = "aggiornamento-conferma"
    REFUSED = "notifica-eccezione"  # our letter could not be registered
    CANCELLED = "annullamento-protocollazione"


@dataclass(frozen=True, slots=True)
class RegistryMessage:
    """`registration.about` is the number it answers; `reason` is their own words."""

    kind: RegistryKind
    registration: Registration
    reason: str = ""

    @property
    def entered(self) -> bool:
        """Whether it says that something stands in their register."""
        return self.kind not in (RegistryKind.REFUSED, RegistryKind.CANCELLED)


_KINDS = {
    "segnatura": RegistryKind.REGISTERED,
    "segnaturainformatica": RegistryKind.REGISTERED,
    "confermaricezione": RegistryKind.CONFIRMED,
    "aggiornamentoconferma": RegistryKind.UPDATED,
    "notificaeccezione": RegistryKind.REFUSED,
    "annullamentoprotocollazione": RegistryKind.CANCELLED,
}
_CODES = ("codiceamministrazione", "codiceaoo", "codiceregistro")
_MAX_TRIED = 10
_XML_TYPES = ("application/xml", "text/xml")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_ITALIAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


def registration_of(mail: Contents) -> Registration | None:
    """The entry in their register that a mail reports; refusals are none."""
    found = registry_message(mail)
    return found.registration if found and found.entered else None


def registry_message(mail: Contents) -> RegistryMessage | None:
    """What the sender's registry says in an attached XML."""
    attached = [part for part in mail.files if _is_xml(part)]
    for part in attached[:_MAX_TRIED]:
        found = registry_message_in(part.content())
        if found:
            return found
    return None


def registry_message_in(data: bytes) -> RegistryMessage | None:
    """Total: None where there is no such message, or nothing to be said of it."""
    try:
        root, _ = parsed(data)
    except ForeignXmlError:
        return None
    kind = _KINDS.get(local(root))
    if kind is None:
        return None
    own, about = _numbers(root, kind)
    message = RegistryMessage(
        kind,
        Registration(
            number=_number(own),
            registered_on=_day(own),
            office="/".join(filter(None, (_child(own, code) for code in _CODES))),
            subject=_subject(root),
            about=_number(about),
        ),
        value(first(root, "motivo")),
    )
    return message if not message.entered or message.registration.number else None


def _is_xml(part: Part) -> bool:
    named = part.name.lower().endswith(".xml") or part.type in _XML_TYPES
    return named and part.end - part.start <= 2 * MAX_XML


def _numbers(
    root: etree._Element, kind: RegistryKind
) -> tuple[etree._Element | None, etree._Element | None]:
    """Their own identification, and the one it answers."""
    answered = first(root, "messaggioricevuto", "identificatore")
    if kind is RegistryKind.REGISTERED:
        references = first(root, "riferimenti")
        if references is None:
            references = first(root, "intestazione", "riferimenti")
        named = None if references is None else anywhere(references, "identificatore")
        return first(root, "intestazione", "identificatore"), named
    return first(root, "identificatore"), answered


def _number(identification: etree._Element | None) -> str:
    """As they write it; a number of zeros only is a form not yet registered."""
    text = _child(identification, "numeroregistrazione")
    return text if text.strip("0") else ""


def _day(identification: etree._Element | None) -> date | None:
    text = _child(identification, "dataregistrazione")
    iso, italian = _ISO.match(text), _ITALIAN.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if italian:
            return date(int(italian[3]), int(italian[2]), int(italian[1]))
    except ValueError:
        pass
    return None


def _subject(root: etree._Element) -> str:
    for path in (("intestazione",), ("messaggioricevuto",)):
        place = first(root, *path)
        found = None if place is None else anywhere(place, "oggetto")
        if found is not None:
            return value(found)
    return ""


def _child(element: etree._Element | None, name: str) -> str:
    return "" if element is None else value(first(element, name))
