"""Who vouches for the sender of a message: never the message itself."""

from mail.authentication_results import Finding, findings
from mail.daticert import MESSAGE, RECEIPTS
from mail.domain_signature import TextLookup, signed
from mail.domains import aligned, domain_of
from mail.headers import Headers
from mail.mime import head
from models.message import Authentication, PecFacts

_LONGEST_DETAIL = 200


def assess(
    raw: bytes,
    *,
    authserv_id: str,
    resolve: TextLookup | None,
    pec: PecFacts | None = None,
) -> Authentication:
    """Of a message as it arrived, at its arrival: keys and signatures expire.

    Args:
        raw: the bytes as received.
        authserv_id: how our own mail server signs its findings; empty trusts none.
        resolve: looks up keys, at most three; without it no signature is checked.
        pec: what certified mail says, its signature checked.
    """
    try:
        return _assess(raw, authserv_id, resolve, pec)
    except Exception as error:  # noqa: BLE001  (a mail must not stop its own reading)
        return Authentication(detail=f"not assessed: {type(error).__name__}")


def _assess(
    raw: bytes, authserv_id: str, resolve: TextLookup | None, pec: PecFacts | None
) -> Authentication:
    headers = head(raw)
    if len(headers.all("from")) > 1:
        return Authentication(verdict="fail", detail="more than one From")
    certified = _certified(pec)
    if certified is not None:
        return certified
    author = _author(headers)
    if not author:
        return Authentication(detail="no single domain in From")
    found = findings(raw, authserv_id)
    stated = _by_policy(found.get("dmarc", []), author) or _by_server(found, author)
    if stated is not None:
        return stated
    return _by_signature(raw, author, resolve) or _by_path(found, author)


def _author(headers: Headers) -> str:
    domains = {domain_of(one) for one in headers.addresses("from")}
    return domains.pop() if len(domains) == 1 else ""


def _certified(pec: PecFacts | None) -> Authentication | None:
    """An envelope vouches for its sender, a receipt only for the provider.

    An anomaly is ordinary mail in an envelope: nobody vouches for it.
    """
    if pec is None or pec.signature != "verified":
        return None
    if pec.kind == MESSAGE:
        domain = domain_of(pec.sender)
    elif pec.kind in RECEIPTS:
        domain = domain_of(pec.signer)
    else:
        return None
    return Authentication(verdict="strong", by="pec", domain=domain, detail=pec.kind)


def _by_policy(found: list[Finding], author: str) -> Authentication | None:
    for one in found:
        about = one.domain("header.from") or author
        detail = f"dmarc={one.result} {one.remark}".strip()[:_LONGEST_DETAIL]
        if one.result == "fail":
            return Authentication(
                verdict="fail", by="dmarc", domain=author, detail=detail
            )
        if one.result == "pass" and aligned(about, author):
            return Authentication(
                verdict="strong", by="dmarc", domain=author, detail=detail
            )
    return None


def _by_server(found: dict[str, list[Finding]], author: str) -> Authentication | None:
    for one in found.get("dkim", []):
        domain = one.domain("header.d", "header.i")
        if one.result == "pass" and aligned(domain, author):
            return Authentication(
                verdict="strong", by="dkim", domain=domain, detail="our server: pass"
            )
    return None


def _by_signature(
    raw: bytes, author: str, resolve: TextLookup | None
) -> Authentication | None:
    if resolve is None:
        return None
    found = signed(raw, author, resolve)
    if not found.domain:
        return None
    return Authentication(
        verdict="strong", by="dkim", domain=found.domain, detail="checked here: pass"
    )


def _by_path(found: dict[str, list[Finding]], author: str) -> Authentication:
    """SPF says which servers may send for the envelope, not who wrote."""
    for one in found.get("spf", []):
        domain = one.domain("smtp.mailfrom", "smtp.helo")
        if one.result == "pass" and aligned(domain, author):
            return Authentication(
                verdict="weak", by="spf", domain=domain, detail="our server: pass"
            )
    return Authentication()
