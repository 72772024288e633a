"""An authority for tests that certifies PEC providers, and signs as they do."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import new as new_hash

from asn1crypto import algos, cms  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FROM, TO = datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
ROOT_NAME = "Radice di prova"
CA_NAME = "Autorità di prova PEC CA1"
_HASHES = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}  # noqa: S303


@cache
def key(owner):
    """One key per name: making them is the slow part of the tests."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Credential:
    """A certificate with its key and the authorities between it and the root."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    above: tuple[x509.Certificate, ...] = ()


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject, issuer, extensions, *, since=FROM, until=TO):
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key(subject).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(key(issuer), hashes.SHA256())


def usage(*, signs=False, certifies=False):
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certifies,
        crl_sign=certifies,
        encipher_only=False,
        decipher_only=False,
    )


def authority(name, issuer="", domains=(), *, certifies=True, **period):
    """A certificate that certifies: a root by itself, or one below `issuer`."""
    extensions = [
        (x509.BasicConstraints(ca=True, path_length=None), True),
        (usage(certifies=certifies), True),
    ]
    if domains:
        permitted = [x509.RFC822Name(domain) for domain in domains]
        extensions.append((x509.NameConstraints(permitted, None), True))
    return _certificate(name, issuer or name, extensions, **period)


def credential(address, issuer=CA_NAME, above=(), *, signs=True, purposes=(), **period):
    """What a provider signs with; its certificate names the address."""
    purpose = x509.ExtendedKeyUsage(purposes or [ExtendedKeyUsageOID.EMAIL_PROTECTION])
    extensions = [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.SubjectAlternativeName([x509.RFC822Name(address)]), False),
        (usage(signs=signs), True),
        (purpose, False),
    ]
    made = _certificate(address, issuer, extensions, **period)
    return Credential(made, key(address), tuple(above))


@cache
def root():
    return authority(ROOT_NAME)


@cache
def provider_authority(*domains):
    return authority(CA_NAME, ROOT_NAME, domains)


def provider_credential(domain, **changes):
    address = f"posta-certificata@{domain}"
    return credential(address, above=(provider_authority(domain),), **changes)


def pkcs7(content, signer, at, *, digest="sha256", kind="data", signers=1):
    """A detached signature over content in CRLF lines, as of `at`; DER."""
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": [kind]},
            {"type": "signing_time", "values": [cms.Time({"utc_time": at})]},
            {"type": "message_digest", "values": [new_hash(digest, content).digest()]},
        ]
    )
    signature = signer.key.sign(attributes.dump(), padding.PKCS1v15(), _HASHES[digest])
    own, *above = [
        asn1_x509.Certificate.load(one.public_bytes(Encoding.DER))
        for one in (signer.certificate, *signer.above)
    ]
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": own.issuer, "serial_number": own.serial_number},
        ),
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": digest}),
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "rsassa_pkcs1v15"},
        "signature": signature,
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": digest}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [own, *above],
        "signer_infos": [info] * signers,
    }
    content_info = {"content_type": "signed_data", "content": cms.SignedData(signed)}
    made: bytes = cms.ContentInfo(content_info).dump()
    return made
