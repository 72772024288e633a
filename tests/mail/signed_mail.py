"""Mail really signed with DKIM, and the DNS that holds the keys, in memory."""

import base64
from functools import cache

import dkim  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

AUTHOR = "body.example"

BODY = b"Siamo interessati.\r\n\r\nCordiali saluti\r\n"

HEADERS = {
    "From": "Anna Neri <a.neri@body.example>",
    "To": "progetti@desk.example",
    "Subject": "Re: proposta",
    "Date": "Tue, 14 Oct 2025 10:12:00 +0200",
    "Message-ID": "<1@body.example>",
}


@cache
def key_of(bits=2048):
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def private(bits=2048):
    return key_of(bits).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )


def record(bits=2048, extra=""):
    public = key_of(bits).public_key()
    der = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    encoded = base64.b64encode(der).decode()
    return f"v=DKIM1; k=rsa; {extra}p={encoded}".encode()


class MemoryDns:
    """TXT records by name; counts what it is asked."""

    def __init__(self, records=None, *, broken=False):
        self.records = records or {"s1._domainkey.body.example": record()}
        self.broken = broken
        self.asked = []

    def __call__(self, name):
        self.asked.append(name)
        if self.broken:
            raise TimeoutError(name)
        found = self.records.get(name, ())
        return (found,) if isinstance(found, bytes) else found


def mail(body=BODY, **headers):
    fields = HEADERS | headers
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return head.encode() + b"\r\n" + body


def signed(raw=None, *, domain=AUTHOR, bits=2048, **options):
    raw = mail() if raw is None else raw
    options.setdefault("include_headers", [b"from", b"to", b"subject", b"date"])
    options.setdefault("canonicalize", (b"relaxed", b"relaxed"))
    line = dkim.sign(raw, b"s1", domain.encode(), private(bits), **options)
    return line + raw


def topped(*lines, raw=None):
    head = "".join(f"{line}\r\n" for line in lines).encode()
    return head + (mail() if raw is None else raw)
