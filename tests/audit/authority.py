"""A time stamping authority for tests, served on loopback as real ones are."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import algos, cms, core, tsp  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2027, 3, 1, 2, 0, 5, tzinfo=UTC)
SINCE = datetime(2024, 1, 1, tzinfo=UTC)
STAMPING = ExtendedKeyUsageOID.TIME_STAMPING


def certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    *,
    issuer: "tuple[str, ec.EllipticCurvePrivateKey] | None" = None,
    purpose: x509.ObjectIdentifier = STAMPING,
    until: datetime = SINCE + timedelta(days=20_000),
) -> x509.Certificate:
    named, signing = issuer or (subject, key)

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(named))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(until)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    )
    return builder.sign(signing, hashes.SHA256())


@dataclass
class Authority:
    """Stamps as RFC 3161 wants it; each field makes one thing go wrong."""

    at: datetime | None = NOW  # None: the clock
    status: str = "granted"
    purpose: x509.ObjectIdentifier = STAMPING
    until: datetime = SINCE + timedelta(days=20_000)
    nonce: int | None = None  # answers this one instead
    digest: bytes | None = None  # stamps this one instead
    names_itself: bool = True
    forged: bool = False
    kind: str = "application/timestamp-reply"
    code: int = 200
    asked: int = 0
    root_key: Any = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def __post_init__(self) -> None:
        self.root = certificate("Prova Radice", self.root_key)

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def answer(self, request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        status = tsp.PKIStatusInfo({"status": self.status})
        if self.status != "granted":
            body = status.dump()
            refusal: bytes = core.Sequence(contents=body).dump()
            return refusal
        imprint = asked["message_imprint"].copy()
        if self.digest is not None:
            imprint["hashed_message"] = self.digest
        told = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.3.4",
                "message_imprint": imprint,
                "serial_number": 1,
                "gen_time": self.at or datetime.now(UTC).replace(microsecond=0),
                "nonce": asked["nonce"].native if self.nonce is None else self.nonce,
            }
        )
        response = tsp.TimeStampResp(
            {"status": status, "time_stamp_token": self._signed(told.dump())}
        )
        der: bytes = response.dump()
        return der

    def _signed(self, told: bytes) -> cms.ContentInfo:
        own = certificate(
            "Prova TSA",
            self.key,
            issuer=("Prova Radice", self.root_key),
            purpose=self.purpose,
            until=self.until,
        )
        der = own.public_bytes(Encoding.DER)
        theirs = asn1_x509.Certificate.load(der)
        sha = algos.DigestAlgorithm({"algorithm": "sha256"})
        named = tsp.ESSCertIDv2(
            {"hash_algorithm": sha, "cert_hash": sha256(der).digest()}
        )
        attributes = [
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [sha256(told).digest()]},
        ]
        if self.names_itself:
            signing = tsp.SigningCertificateV2({"certs": [named]})
            attributes.append({"type": "signing_certificate_v2", "values": [signing]})
        signed = cms.CMSAttributes(attributes)
        key = ec.generate_private_key(ec.SECP256R1()) if self.forged else self.key
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    {
                        "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                            {
                                "issuer": theirs.issuer,
                                "serial_number": theirs.serial_number,
                            }
                        )
                    }
                ),
                "digest_algorithm": sha,
                "signed_attrs": signed,
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signature": key.sign(signed.dump(), ec.ECDSA(hashes.SHA256())),
            }
        )
        data = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [sha],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": cms.ParsableOctetString(told),
                },
                "certificates": [theirs],
                "signer_infos": [signer],
            }
        )
        return cms.ContentInfo({"content_type": "signed_data", "content": data})


@contextmanager
def served(authority: Authority) -> Iterator[str]:
    """Its address, for as long as it is needed."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            authority.asked += 1
            request = self.rfile.read(int(self.headers["Content-Length"]))
            body = authority.answer(request)
            self.send_response(authority.code)
            self.send_header("Content-Type", authority.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
