"""Whether a trusted authority certified a PEC provider, as of a given time."""

import re
import warnings
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    Policy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from models.errors import DomainError

_CERTIFICATE = re.compile(
    rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL
)
_MAX_DEPTH = 4
_FOR_MAIL = (
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
)


def load_anchors(path: Path) -> tuple[x509.Certificate, ...]:
    """The authorities in a PEM file; the odd ones of a large bundle are left out.

    Raises:
        DomainError: the file cannot be read, or holds no certificate.
    """
    anchors: list[x509.Certificate] = []
    try:
        blocks = _CERTIFICATE.findall(path.read_bytes())
    except OSError:
        blocks = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for block in blocks:
            with suppress(ValueError):
                anchors.append(x509.load_pem_x509_certificate(block))
    if not anchors:
        raise DomainError(
            "The file of trusted PEC authorities is missing or holds no PEM"
            " certificate; give the file of the authority that certifies the providers."
        )
    return tuple(anchors)


def chains_to(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    anchors: Sequence[x509.Certificate],
    at: datetime,
) -> str:
    """Why it does not chain to an anchor; empty when it does.

    A mail authority of the public web certifies any address to its owner, so an
    anchor far from the provider is not enough: on the way from it, an authority has
    to be limited by name constraints to certain mail domains, as AgID's is.
    """
    try:
        verifier = (
            PolicyBuilder()
            .store(Store(list(anchors)))
            .time(at.astimezone(UTC).replace(tzinfo=None))
            .max_chain_depth(_MAX_DEPTH)
            .extension_policies(ca_policy=_AUTHORITY, ee_policy=_SIGNER)
            .build_client_verifier()
        )
        chain = verifier.verify(certificate, list(others)).chain
    except (VerificationError, ValueError, OverflowError):
        return "no trusted authority certified the signer at that time"
    direct = len(chain) == 2  # noqa: PLR2004  the operator trusts the issuer itself
    if not direct and not any(_is_limited(one) for one in chain[1:]):
        return "the signer's authority is not limited to mail domains"
    return ""


def _is_limited(authority: x509.Certificate) -> bool:
    try:
        found = authority.extensions.get_extension_for_class(x509.NameConstraints)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return False
    permitted = found.value.permitted_subtrees or ()
    return any(isinstance(one, x509.RFC822Name) and one.value for one in permitted)


def _may_certify(_: Policy, __: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage is not None and not usage.key_cert_sign:
        raise ValueError("the issuer may not certify")


def _may_sign(_: Policy, __: x509.Certificate, usage: x509.KeyUsage) -> None:
    if not usage.digital_signature:
        raise ValueError("the certificate is not for signatures")


def _for_mail(
    _: Policy, __: x509.Certificate, usage: x509.ExtendedKeyUsage | None
) -> None:
    if usage is not None and not any(one in usage for one in _FOR_MAIL):
        raise ValueError("the certificate is not for mail")


_AUTHORITY = (
    ExtensionPolicy.permit_all()
    .require_present(x509.BasicConstraints, Criticality.AGNOSTIC, None)
    .may_be_present(x509.KeyUsage, Criticality.AGNOSTIC, _may_certify)
)
_SIGNER = (
    ExtensionPolicy.permit_all()
    .require_present(x509.SubjectAlternativeName, Criticality.AGNOSTIC, None)
    .require_present(x509.KeyUsage, Criticality.AGNOSTIC, _may_sign)
    .may_be_present(x509.ExtendedKeyUsage, Criticality.AGNOSTIC, _for_mail)
)
