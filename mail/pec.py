"""What a certified mail (PEC) is by law: its XML, and whether a provider signed it.

The text for people in an envelope or a receipt is never read (RFC 6109 §4).
"""

from collections.abc import Sequence

from cryptography import x509

from mail.automatic import pec_kind
from mail.contents import Contents, contents
from mail.daticert import ANOMALY, MESSAGE, ROOT, UNKNOWN, attested
from mail.foreign_xml import MAX_XML
from mail.headers import Headers
from mail.mime import LimitError, Part, parse
from mail.pec_signature import verify
from models.message import PecFacts

_XML_TYPES = ("application/xml", "text/xml")
_NAME = "daticert.xml"
_ENCODED = 2  # base64 and its line ends, at most


def facts(mail: Contents, anchors: Sequence[x509.Certificate] = ()) -> PecFacts | None:
    """Of a message as it arrived, envelope and all; None for ordinary mail.

    Without anchors no signature is better than `untrusted`.
    """
    if pec_kind(mail) is None:
        return None
    stated = _stated(mail)
    signature = verify(mail.root, anchors, at=stated.at)
    remarks = (
        stated.detail,
        _contradiction(mail.headers, stated.kind),
        signature.why,
    )
    return stated.model_copy(
        update={
            "signature": signature.verdict,
            "signer": signature.signer,
            "detail": "; ".join(filter(None, remarks)),
        }
    )


def facts_of(raw: bytes, anchors: Sequence[x509.Certificate] = ()) -> PecFacts | None:
    """The same of raw bytes: for checking again once anchors are known."""
    try:
        return facts(contents(parse(raw)), anchors)
    except LimitError:
        return None


def _stated(mail: Contents) -> PecFacts:
    part = _daticert(mail.root)
    if part is not None:
        if part.end - part.start > _ENCODED * MAX_XML:
            return PecFacts(kind=UNKNOWN, detail="daticert.xml is too large")
        return attested(part.content())
    if "errore" in mail.headers.raw("x-trasporto").lower():
        return PecFacts(kind=ANOMALY)
    return PecFacts(kind=UNKNOWN, detail="no daticert.xml")


def _daticert(root: Part) -> Part | None:
    """Only where the provider puts it: what lies deeper is of another message."""
    body = root
    if root.type == "multipart/signed":
        body = root.children[0]
    if not body.type.startswith("multipart/"):
        return None
    named = [part for part in body.children if part.name.lower() == _NAME]
    if named:
        return named[0]
    found = [part for part in body.children if part.type in _XML_TYPES and _says(part)]
    return found[0] if found else None


def _says(part: Part) -> bool:
    return f"<{ROOT}".encode() in part.content()[:2_000].lower()


def _contradiction(headers: Headers, kind: str) -> str:
    """The headers are outside the signature: a real receipt may be dressed anew."""
    stated = headers.raw("x-ricevuta").lower()
    if "x-trasporto" in headers:
        fits = kind in (MESSAGE, ANOMALY)
    else:
        fits = kind == stated or not stated
    if fits or kind == UNKNOWN:
        return ""
    return "the headers tell another kind than daticert.xml"
