"""Parts of the mail that `bench.mail` reads, put together byte by byte."""

import random
from base64 import encodebytes
from collections.abc import Mapping
from functools import cache

DATE = "Tue, 02 Mar 2027 09:30:00 +0100"
PICTURE = 2**20  # bytes of it in the PDF
_SEED = 20_270_301  # the same in every run
_IMAGE = b"/Width 1024 /Height 1024 /ColorSpace /DeviceGray /BitsPerComponent 8"
_USES = b"/MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >>"


def multipart(
    head: Mapping[str, str], kind: str, *parts: bytes, mark: str = "outer"
) -> bytes:
    """A whole mail; only its body, when it has no head."""
    fields = {"Date": DATE, "MIME-Version": "1.0", **head} if head else {}
    fields["Content-Type"] = f'multipart/{kind}; boundary="=_{mark}"'
    top = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    edge = f"--=_{mark}".encode()
    opened = b"".join(edge + b"\r\n" + one + b"\r\n" for one in parts)
    return top.encode() + b"\r\n" + opened + edge + b"--\r\n"


def part(kind: str, content: bytes) -> bytes:
    return f"Content-Type: {kind}\r\n\r\n".encode() + content


def crlf(text: str, charset: str = "utf-8") -> bytes:
    return text.replace("\n", "\r\n").encode(charset, "replace")


@cache
def seal() -> bytes:
    """What stands where a signature should."""
    return _encoded("application/x-pkcs7-signature", "smime.p7s", _random(2048))


@cache
def pdf() -> bytes:
    """One page, which is one picture and no form."""
    picture = _random(PICTURE)
    stream = b"<< /Length %d /Type /XObject /Subtype /Image %s >>" % (PICTURE, _IMAGE)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s >>" % _USES,
        b"%s\nstream\n%s\nendstream" % (stream, picture),
    )
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (
        b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (table, len(written))
    )
    return _encoded("application/pdf", "Lettera.pdf", written + end)


def _random(size: int) -> bytes:
    return random.Random(_SEED).randbytes(size)  # noqa: S311  (no secret)


def _encoded(kind: str, name: str, content: bytes) -> bytes:
    head = (
        f'Content-Type: {kind}; name="{name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
    )
    return head.encode() + encodebytes(content).replace(b"\n", b"\r\n")
