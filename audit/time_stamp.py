"""Time stamps (RFC 3161): the request, and whether the answer is worth something."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new as new_hash

from asn1crypto import algos, cms, core, tsp  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from models.errors import DomainError

_SET_OF = b"\x31"
_LONGEST = 256 * 1024
_GRANTED = frozenset({"granted", "granted_with_mods"})
_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class StampError(DomainError):
    """A time stamp that is none: for other bytes, another question, or by nobody."""


@dataclass(frozen=True)
class Authorities:
    """Certificates we trust: of time stamping units, or of those who certify them."""

    certificates: tuple[x509.Certificate, ...]


def question(digest: bytes, nonce: int) -> bytes:
    """The request for a SHA-256; the answer has to bring its certificate."""
    asked = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": _imprint(digest),
            "nonce": nonce,
            "cert_req": True,
        }
    )
    der: bytes = asked.dump()
    return der


def answer(
    response: bytes, digest: bytes, nonce: int, trusted: Authorities
) -> tuple[bytes, datetime]:
    """The token of an answer, and the authority's time.

    Raises:
        StampError: it refused, or the answer is not to this request.
    """
    with _hostile("What the time stamping authority sent is no answer."):
        token = _token(response)
        if _told(token)["nonce"].native != nonce:
            raise StampError(
                "The time stamp answers another request: its nonce differs."
            )
    return token, stamped_at(token, digest, trusted)


@contextmanager
def _hostile(sentence: str) -> Iterator[None]:
    """asn1crypto raises what it meets in hostile bytes, and often late."""
    try:
        yield
    except StampError:
        raise
    except InvalidSignature as error:
        raise StampError("The time stamp's signature does not hold.") from error
    except Exception as error:
        raise StampError(sentence) from error


def stamped_at(token: bytes, digest: bytes, trusted: Authorities | None) -> datetime:
    """When an authority saw a SHA-256, in UTC.

    Without authorities the signature is checked against the certificate the token
    brings; that says it is whole, and not whose it is.

    Raises:
        StampError: the token is damaged, for other bytes, or by somebody else.
    """
    with _hostile("The time stamp cannot be read."):
        told = _told(token)
        at: datetime = told["gen_time"].native
        if told["message_imprint"].native != _imprint(digest).native:
            raise StampError("The time stamp is for other bytes than this seal's.")
        _verify(cms.ContentInfo.load(token)["content"], at, trusted)
    return at.astimezone(UTC)


def _token(response: bytes) -> bytes:
    # The token is optional (RFC 3161 §2.4.2), which asn1crypto does not know.
    fields = core.SequenceOf.load(response[:_LONGEST], strict=True, spec=core.Any)
    status = tsp.PKIStatusInfo.load(fields[0].dump())["status"].native
    if status not in _GRANTED or len(fields) < 2:  # noqa: PLR2004  (status, token)
        raise StampError(f"The time stamping authority refused: {status}.")
    token: bytes = fields[1].dump()
    return token


def _imprint(digest: bytes) -> tsp.MessageImprint:
    algorithm = algos.DigestAlgorithm(
        {"algorithm": "sha256", "parameters": core.Null()}
    )
    return tsp.MessageImprint({"hash_algorithm": algorithm, "hashed_message": digest})


def _told(token: bytes) -> tsp.TSTInfo:
    envelope = cms.ContentInfo.load(token, strict=True)
    content = envelope["content"]["encap_content_info"]
    if content["content_type"].native != "tst_info":
        raise StampError("The time stamp's content is of another kind.")
    return tsp.TSTInfo.load(bytes(content["content"]), strict=True)


# ── the signature ────────────────────────────────────────────────────────────────


def _verify(data: cms.SignedData, at: datetime, trusted: Authorities | None) -> None:
    signers = data["signer_infos"]
    if len(signers) != 1:
        raise StampError("The time stamp has not exactly one signer.")
    signer = signers[0]
    signed = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
    digest = signer["digest_algorithm"]["algorithm"].native
    if digest not in _DIGESTS:
        raise StampError("The time stamp uses an unknown digest.")
    content = bytes(data["encap_content_info"]["content"])
    if signed["content_type"].native != ["tst_info"]:
        raise StampError("The time stamp's signature is for content of another kind.")
    if signed["message_digest"].native != [new_hash(digest, content).digest()]:
        raise StampError("The time stamp's content is not what was signed.")
    own = _certificate(data, signer)
    _named(own, signed)
    _check(own, signer, _SET_OF + signer["signed_attrs"].dump()[1:], digest)
    _trust(own, at, trusted)


def _certificate(data: cms.SignedData, signer: cms.SignerInfo) -> x509.Certificate:
    sid = signer["sid"]
    for one in data["certificates"] or ():
        given = one.chosen
        if sid.name == "issuer_and_serial_number":
            theirs = (sid.chosen["issuer"], sid.chosen["serial_number"].native)
            matches = theirs == (given.issuer, given.serial_number)
        else:
            matches = sid.chosen.native == given.key_identifier
        if matches:
            return x509.load_der_x509_certificate(given.dump())
    raise StampError("The time stamp does not bring its signer's certificate.")


def _named(own: x509.Certificate, signed: dict[str, cms.SetOf]) -> None:
    """The signature names its certificate (RFC 5816): no other can stand for it."""
    if "signing_certificate_v2" in signed:
        named = signed["signing_certificate_v2"][0]["certs"][0]
        algorithm = named["hash_algorithm"]["algorithm"].native
    elif "signing_certificate" in signed:
        named, algorithm = signed["signing_certificate"][0]["certs"][0], "sha1"
    else:
        raise StampError("The time stamp does not name its signer's certificate.")
    found = new_hash(algorithm, own.public_bytes(Encoding.DER)).digest()
    if named["cert_hash"].native != found:
        raise StampError("The time stamp names another certificate than it brings.")


def _check(
    own: x509.Certificate, signer: cms.SignerInfo, signed: bytes, digest: str
) -> None:
    key, hashing = own.public_key(), _DIGESTS[digest]
    signature, kind = signer["signature"].native, signer["signature_algorithm"]
    if isinstance(key, rsa.RSAPublicKey):
        filling: padding.AsymmetricPadding = padding.PKCS1v15()
        if kind.signature_algo == "rsassa_pss":
            salt = kind["parameters"]["salt_length"].native
            filling = padding.PSS(padding.MGF1(hashing), salt)
        key.verify(signature, signed, filling, hashing)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(hashing))
    elif isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, signed)
    else:
        raise StampError("The time stamp uses an unknown algorithm.")


def _trust(own: x509.Certificate, at: datetime, trusted: Authorities | None) -> None:
    if not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
        raise StampError("The time stamp's certificate was not valid at its time.")
    if not _stamps(own):
        raise StampError("The time stamp's certificate is not for time stamping.")
    if trusted is not None and not any(
        _vouches(one, own) for one in trusted.certificates
    ):
        raise StampError("No authority we trust has certified the time stamp's signer.")


def _stamps(own: x509.Certificate) -> bool:
    """RFC 3161 §2.3: for time stamping, and for nothing else, and critically so."""
    try:
        found = own.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, x509.DuplicateExtension):
        return False
    return found.critical and [*found.value] == [ExtendedKeyUsageOID.TIME_STAMPING]


def _vouches(one: x509.Certificate, own: x509.Certificate) -> bool:
    if one == own:
        return True
    try:
        own.verify_directly_issued_by(one)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
