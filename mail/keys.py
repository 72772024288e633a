"""What ties a mail to a conversation: tokens, codes, the ids of returned letters."""

import re
from itertools import islice

from mail.contents import Contents
from mail.headers import Headers
from mail.reports import STATUS_PARTS, quoted_ids, returned_ids
from models.message import ReadingKind

_TOKEN = re.compile(r"(?:\+([\w.=-]{4,64})|-([0-9a-z]{32}))@", re.IGNORECASE)
_CODE = re.compile(
    r"\b([A-Z]{2})[-‐‑–]([A-Z]{2})\s?/\s?(\d{4})[-‐‑–](\d{4})\s?/\s?([IVXLCDM]{1,10})\s?/"
    r"\s?([A-Z]{2,4})\s?/\s?(\d{4})\b",
    re.IGNORECASE,
)
_RECEIVED_FOR = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_MAX_FOUND = 50
_RETURNED_TEXT = 20_000
_WRITTEN_BY_PEOPLE = (ReadingKind.REPLY, ReadingKind.LIST, ReadingKind.PEC_ENVELOPE)


def tokens(outer: Contents, mail: Contents, text: str) -> tuple[str, ...]:
    """What stands behind a `+`, envelope first; whether we signed it is not asked."""
    places = [
        value
        for one in (outer, mail)
        for name in (*_RECEIVED_FOR, "to", "cc")
        for value in one.headers.all(name)
    ]
    returned = [
        part.text()[:_RETURNED_TEXT]
        for part in outer.parts("text/rfc822-headers", *STATUS_PARTS)
    ]
    returned += [
        value
        for part in outer.parts("message/rfc822")
        for child in part.children
        for name in ("return-path", "reply-to", "from")
        for value in child.headers.all(name)
    ]
    found = (
        (plus or minus).lower()
        for place in (*places, *returned, text)
        for plus, minus in _TOKEN.findall(place)
    )
    return tuple(islice(dict.fromkeys(found), _MAX_FOUND))


def codes(headers: Headers, *texts: str) -> tuple[str, ...]:
    """The references of proposals, wherever a registry left them."""
    found = (
        "{}-{}/{}-{}/{}/{}/{}".format(*groups).upper()
        for place in (headers.text("subject"), *texts)
        for groups in _CODE.findall(place)
    )
    return tuple(islice(dict.fromkeys(found), _MAX_FOUND))


def original_ids(outer: Contents, kind: ReadingKind, text: str) -> tuple[str, ...]:
    if kind in _WRITTEN_BY_PEOPLE:
        return ()
    return returned_ids(outer) or quoted_ids(text)
