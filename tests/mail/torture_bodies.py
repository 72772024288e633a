"""Bodies whose charset, transfer encoding or line breaks are not what they say."""

import base64
import quopri
from typing import Any

from tests.mail.raw_mail import mail

RUSSIAN = "Мы заинтересованы в этом предложении и готовы участвовать."
ITALIAN = "Perché no? La società può aderire: è già deciso, così è più facile."
JAPANESE = "私たちは関心があります。"


def _text(raw: bytes, charset: str, text: str) -> tuple[bytes, dict[str, Any]]:
    return mail(raw, Content_Type=f"text/plain; charset={charset}"), {"text": text}


CHARSETS = {
    f"charset {label} {codec}": _text(text.encode(codec), label, text)
    for text, codec, labels in (
        (RUSSIAN, "koi8-r", ("koi8-r", "KOI8-R", '"koi8-r"', "us-ascii", "utf-8")),
        (RUSSIAN, "cp1251", ("windows-1251", "cp-1251", "x-cp1251", "us-ascii", "")),
        (RUSSIAN, "cp1251", ("utf-8", "iso-8859-1", "x-unknown", "unknown-8bit")),
        (RUSSIAN, "cp866", ("cp866", "ibm866", "iso-8859-1")),
        (RUSSIAN, "iso8859-5", ("iso-8859-5",)),
        (
            RUSSIAN,
            "utf-8",
            ("utf8", "iso-8859-1", "us-ascii", "windows-1252", "utf8mb4"),
        ),
        (RUSSIAN, "utf-16", ("utf-16", "us-ascii")),
        (RUSSIAN, "utf-16-le", ("utf-16le", "utf-16")),
        (RUSSIAN, "utf-16-be", ("utf-16be", "utf-16")),
        (RUSSIAN, "utf-7", ("utf-7", "unicode-1-1-utf-7")),
        (ITALIAN, "cp1252", ("windows-1252", "iso-8859-1", "us-ascii", "utf-8", "")),
        (ITALIAN, "utf-8", ("utf-8", "iso-8859-1", "windows-1252", "ansi", "idna")),
        (ITALIAN, "latin-1", ("iso-8859-15", "punycode", "unicode_escape", "rot13")),
        (ITALIAN, "mac-roman", ("macintosh", "mac-roman")),
        (JAPANESE, "iso2022_jp", ("iso-2022-jp", "ISO-2022-JP-2")),
        (JAPANESE, "shift_jis", ("shift_jis", "x-sjis", "windows-31j")),
        (JAPANESE, "euc_jp", ("euc-jp",)),
        (JAPANESE, "utf-8", ("utf-8",)),
    )
    for label in labels
}


def _encoded(body: bytes, encoding: str, text: str) -> tuple[bytes, dict[str, Any]]:
    raw = mail(
        body,
        Content_Type="text/plain; charset=utf-8",
        Content_Transfer_Encoding=encoding,
    )
    return raw, {"text": text}


B64 = base64.encodebytes(ITALIAN.encode())
QP = quopri.encodestring(ITALIAN.encode())
TRANSFER = {
    "base64": _encoded(B64, "base64", ITALIAN),
    "base64 in capitals": _encoded(B64, " BASE64 ", ITALIAN),
    "base64 with a semicolon": _encoded(B64, "base64;", ITALIAN),
    "base64 in quotes": _encoded(B64, '"base64"', ITALIAN),
    "base64 with a comment": _encoded(B64, "base64 (x)", ITALIAN),
    "base64 without its end": _encoded(b"Y2lhbw", "base64", "ciao"),
    "base64 with one letter too many": _encoded(b"Y2lhb", "base64", "cia"),
    "base64 with junk": _encoded(b"Y2-l\0h\nb!w==", "base64", "ciao"),
    "base64 with blanks": _encoded(b" Y2 lh\r\n\r\n bw = =", "base64", "ciao"),
    "base64 empty": _encoded(b"", "base64", ""),
    "base64 of one sign": _encoded(b"=", "base64", ""),
    "base64 on one line": _encoded(B64.replace(b"\n", b""), "base64", ITALIAN),
    "qp": _encoded(QP, "quoted-printable", ITALIAN),
    "qp in capitals": _encoded(QP, "QUOTED-PRINTABLE", ITALIAN),
    "qp with small letters": _encoded(b"Perch=c3=a9", "quoted-printable", "Perché"),
    "qp with a soft end": _encoded(
        b"Per=\r\nch=C3=\r\n=A9", "quoted-printable", "Perché"
    ),
    "qp cut": _encoded(b"Perch=C3=A9=", "quoted-printable", "Perché"),
    "qp broken": _encoded(b"a=ZZb=4", "quoted-printable", "a=ZZb=4"),
    "qp that is plain": _encoded(b"a = b", "quoted-printable", "a = b"),
    "8bit": _encoded(ITALIAN.encode(), "8bit", ITALIAN),
    "7bit that is not": _encoded(ITALIAN.encode(), "7bit", ITALIAN),
    "binary": _encoded(ITALIAN.encode(), "binary", ITALIAN),
    "unknown encoding": _encoded(b"ciao", "x-own-invention", "ciao"),
    "encoding is a type": _encoded(b"ciao", "text/plain", "ciao"),
    "encoding of several words": _encoded(b"ciao", "7 bit, 8 bit", "ciao"),
    "uuencode": _encoded(b"begin 644 x\n$8VEA;P``\n`\nend\n", "x-uuencode", "ciao"),
    "uuencode without lines": _encoded(b"ciao", "x-uuencode", "ciao"),
}


def _flowed(body: bytes, text: str, more: str = "") -> tuple[bytes, dict[str, Any]]:
    return mail(body, Content_Type=f"text/plain; format=flowed{more}"), {"text": text}


FLOWED = {
    "flowed": _flowed(b"Siamo \r\ninteressati.\r\nSI", "Siamo interessati.\nSI"),
    "flowed quote": _flowed(b"> a \r\n> b\r\nc", "> a b\nc"),
    "flowed depths": _flowed(b">> a \r\n> b \r\nc", ">> a \n> b \nc"),
    "flowed stuffed": _flowed(b" >a\r\n From b", ">a\nFrom b"),
    "flowed signature": _flowed(b"a \r\n-- \r\nb", "a \n-- \nb"),
    "flowed delsp": _flowed(b"inte \r\nressati", "interessati", "; delsp=yes"),
    "flowed to the end": _flowed(b"a ", "a "),
    "flowed in capitals": (
        mail(b"a \r\nb", Content_Type='TEXT/PLAIN; FORMAT="Flowed"'),
        {"text": "a b"},
    ),
}
CONTROLS = {
    "NUL bytes": (mail(b"a\0b"), {"text": "ab"}),
    "escapes": (mail(b"\x1b[31ma\x07"), {"text": "[31ma"}),
    "line separators": _text("a\u2028b\x85c".encode(), "utf-8", "a\nb\nc"),
    "CR alone": (mail(b"a\rb"), {"text": "a\nb"}),
    "surrogate in utf-8": _text(b"a\xed\xa0\x80b", "utf-8", "a\ufffdb"),
    "mark before the text": _text(b"\xef\xbb\xbfciao", "utf-8", "ciao"),
    "ends in a letter": _text(b"Perch\xc3", "utf-8", "PerchÃ"),
}
BODIES = {**CHARSETS, **TRANSFER, **FLOWED, **CONTROLS}
