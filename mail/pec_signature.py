"""Who signed a certified mail, verified offline and as of the time of signing.

No revocation is asked for: that needs the network, and the raw mail is kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new as new_hash
from typing import Literal

from asn1crypto import cms  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from mail.mime import Part
from mail.pec_chain import chains_to

Verdict = Literal["verified", "untrusted", "broken", "absent"]

_MAX_SIGNATURE = 256 * 1024
_MAX_CERTIFICATES = 8
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature")
_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303  providers still sign with it
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_SET_OF = b"\x31"


@dataclass(frozen=True, slots=True)
class Signature:
    """`signer` is the address in the signer's certificate; `why` what is amiss."""

    verdict: Verdict
    signer: str = ""
    why: str = ""


class _BrokenError(Exception):
    """The signature does not hold, or cannot be read."""


@dataclass(frozen=True, slots=True)
class _Signed:
    """A signature whose mathematics hold."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    at: datetime | None


def verify(
    root: Part, anchors: Sequence[x509.Certificate] = (), *, at: datetime | None = None
) -> Signature:
    """Whether the provider named in `From` signed this mail. Never raises.

    Args:
        root: the whole message.
        anchors: authorities the operator trusts to certify PEC providers.
        at: the time of signing where the signature does not state it.
    """
    attached = _signature_part(root)
    if attached is None:
        return Signature("absent")
    try:
        signed = _signed(_signed_bytes(root), attached.content())
    except _BrokenError as error:
        return Signature("broken", why=str(error))
    return _judged(root, signed, anchors, signed.at or at)


def _judged(
    root: Part,
    signed: _Signed,
    anchors: Sequence[x509.Certificate],
    at: datetime | None,
) -> Signature:
    names = _addresses(signed.certificate)
    sender = root.headers.addresses("from")
    signer = next((one for one in names if one in sender), "") or next(iter(names), "")
    if len(sender) != 1 or sender[0] not in names:
        return Signature("untrusted", signer, "signed by another than the sender")
    if not anchors:
        return Signature("untrusted", signer)
    if at is None:
        return Signature("untrusted", signer, "signed at an unknown time")
    why = chains_to(signed.certificate, signed.others, anchors, at)
    return Signature("untrusted" if why else "verified", signer, why)


def _addresses(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        extensions = certificate.extensions
        names = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return ()
    return tuple(one.lower() for one in names.get_values_for_type(x509.RFC822Name))


# ── the bytes ────────────────────────────────────────────────────────────────────


def _signature_part(root: Part) -> Part | None:
    if root.type != "multipart/signed":
        return None
    found = [part for part in root.children[1:] if _is_signature(part)]
    return found[0] if found else None


def _is_signature(part: Part) -> bool:
    return part.type in _SIGNATURES or part.name.lower() == "smime.p7s"


def _signed_bytes(root: Part) -> bytes:
    """The first part as it stands in the raw bytes, with its header, CRLF lines."""
    boundary = root.parameters.get("boundary", "")
    delimiter = b"--" + re.escape(boundary.encode("utf-8", "replace"))
    opening = re.compile(rb"^" + delimiter + rb"[ \t]*\r?\n", re.MULTILINE)
    found = opening.search(root.raw, root.start, root.children[0].end)
    if not boundary or found is None:
        raise _BrokenError("the signed part has no boundary")
    part = root.raw[found.end() : root.children[0].end]
    return part.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


# ── the signature ────────────────────────────────────────────────────────────────


def _signed(content: bytes, der: bytes) -> _Signed:
    if len(der) > _MAX_SIGNATURE:
        raise _BrokenError("the signature is too large")
    try:
        return _opened(content, der)
    except _BrokenError:
        raise
    except InvalidSignature as error:
        raise _BrokenError("the signature is not the certificate's") from error
    except UnsupportedAlgorithm as error:
        raise _BrokenError("the signature uses an unknown algorithm") from error
    except Exception as error:  # asn1crypto raises what it meets in hostile bytes
        raise _BrokenError("the signature cannot be read") from error


def _opened(content: bytes, der: bytes) -> _Signed:
    envelope = cms.ContentInfo.load(der)
    if envelope["content_type"].native != "signed_data":
        raise _BrokenError("the signature is of another kind")
    data = envelope["content"]
    signers = data["signer_infos"]
    if len(signers) != 1:
        raise _BrokenError("not exactly one signer")
    signer = signers[0]
    own, others = _certificates(data, signer["sid"])
    attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
    digest = signer["digest_algorithm"]["algorithm"].native
    if digest not in _DIGESTS:
        raise _BrokenError("the signature uses an unknown digest")
    if attributes["content_type"].native != ["data"]:
        raise _BrokenError("the signature is of another kind")
    if attributes["message_digest"].native != [new_hash(digest, content).digest()]:
        raise _BrokenError("the content is not what was signed")
    _check(own, signer, _SET_OF + signer["signed_attrs"].dump()[1:], digest)
    times = attributes["signing_time"].native if "signing_time" in attributes else []
    return _Signed(own, others, _aware(next(iter(times), None)))


def _aware(time: datetime | None) -> datetime | None:
    if time is None or time.tzinfo is not None:
        return time
    return time.replace(tzinfo=UTC)


def _certificates(
    data: cms.SignedData, sid: cms.SignerIdentifier
) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    """The signer's certificate, and those that came with it."""
    given = [one.chosen for one in data["certificates"] if one.name == "certificate"]
    own: x509.Certificate | None = None
    others: list[x509.Certificate] = []
    for one in given[:_MAX_CERTIFICATES]:
        certificate = x509.load_der_x509_certificate(one.dump())
        if own is None and _identified(one, sid):
            own = certificate
        else:
            others.append(certificate)
    if own is None:
        raise _BrokenError("the signer's certificate is missing")
    return own, tuple(others)


def _identified(certificate: cms.Certificate, sid: cms.SignerIdentifier) -> bool:
    if sid.name == "issuer_and_serial_number":
        named = sid.chosen
        return bool(
            named["serial_number"].native == certificate.serial_number
            and named["issuer"] == certificate.issuer
        )
    return bool(sid.chosen.native == certificate.key_identifier)


def _check(
    certificate: x509.Certificate, signer: cms.SignerInfo, signed: bytes, digest: str
) -> None:
    key, hashing = certificate.public_key(), _DIGESTS[digest]
    signature, kind = signer["signature"].native, signer["signature_algorithm"]
    if isinstance(key, rsa.RSAPublicKey):
        filling: padding.AsymmetricPadding = padding.PKCS1v15()
        if kind.signature_algo == "rsassa_pss":
            mask = padding.MGF1(hashing)
            filling = padding.PSS(mask, kind["parameters"]["salt_length"].native)
        key.verify(signature, signed, filling, hashing)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(hashing))
    else:
        raise _BrokenError("the signature uses an unknown algorithm")
