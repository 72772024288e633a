"""Transfer encodings taken off, whatever state they are in."""

import binascii

from mail import uuencode
from mail.headers import Headers, unbase64

_UUENCODE = ("x-uuencode", "uuencode", "x-uue", "x-uu")


def decoded(headers: Headers, data: bytes) -> bytes:
    stated = headers.raw("content-transfer-encoding").lower()
    encoding = stated.partition("(")[0].strip(" ;\"'")
    if encoding == "base64":
        return unbase64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    if encoding in _UUENCODE:
        return uuencode.decoded(data)
    return data
