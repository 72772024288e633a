"""Files put into signatures, archives and uuencoded lines, by hand."""

import base64
import binascii
import io
import zipfile

from tests.mail.raw_mail import multipart


def der(tag: int, value: bytes) -> bytes:
    size = len(value)
    if size < 128:
        return bytes([tag, size]) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(length)]) + length + value


def streamed(tag: int, value: bytes) -> bytes:
    return bytes([tag, 0x80]) + value + b"\0\0"


_DATA = bytes.fromhex("06092a864886f70d0107")


def signed(content: bytes) -> bytes:
    inner = der(0x30, _DATA + b"\x01" + der(0xA0, der(0x04, content)))
    body = der(0x30, der(2, b"\x01") + der(0x31, b"") + inner + der(0x31, b""))
    return der(0x30, _DATA + b"\x02" + der(0xA0, body))


def signed_stream(content: bytes, chunk: int = 1_000) -> bytes:
    pieces = [content[at : at + chunk] for at in range(0, len(content), chunk)]
    octets = streamed(0x24, b"".join(der(0x04, piece) for piece in pieces))
    inner = streamed(0x30, _DATA + b"\x01" + streamed(0xA0, octets))
    body = streamed(0x30, der(2, b"\x01") + der(0x31, b"") + inner + der(0x31, b""))
    return streamed(0x30, _DATA + b"\x02" + streamed(0xA0, body))


def detached() -> bytes:
    inner = der(0x30, _DATA + b"\x01")
    body = der(0x30, der(2, b"\x01") + der(0x31, b"") + inner + der(0x31, b""))
    return der(0x30, _DATA + b"\x02" + der(0xA0, body))


def enveloped() -> bytes:
    return der(0x30, _DATA + b"\x03" + der(0xA0, der(0x30, bytes(200))))


def armoured(data: bytes) -> bytes:
    return (
        b"-----BEGIN PKCS7-----\n" + base64.encodebytes(data) + b"-----END PKCS7-----\n"
    )


# ── archives ─────────────────────────────────────────────────────────────────────


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return written.getvalue()


def with_password(archive: bytes) -> bytes:
    """The archive with the bit set that says: encrypted."""
    entry = archive.index(b"PK\x01\x02")
    return archive[: entry + 8] + b"\x01" + archive[entry + 9 :]


def with_file(data: bytes, name: str, kind: str = "application/octet-stream") -> bytes:
    head = (
        f'Content-Type: {kind}; name="{name}"\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return multipart(b"\r\nSi.", head.encode() + base64.encodebytes(data))


def uuencoded(name: str, data: bytes) -> bytes:
    lines = [
        binascii.b2a_uu(data[at : at + 45], backtick=True)
        for at in range(0, len(data), 45)
    ]
    return f"begin 644 {name}\n".encode() + b"".join(lines) + b"`\nend\n"
